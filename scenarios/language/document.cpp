// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "scenarios/language/loader.hpp"
#include "scenarios/language/text_places.hpp"
#include "scenarios/language/yaml_faults.hpp"

namespace acdloop::scenarios {
namespace {

// Thrown by our handler through yaml-cpp when the rest is not worth reading; the sink knows why.
struct Stop {};

// Bytes of the token at `offset`, to the end of its line at most.
std::size_t token_bytes(std::string_view text, std::size_t offset, std::string_view value) {
  const std::string_view line = text.substr(offset, text.find_first_of("\r\n", offset) - offset);
  if (line.empty()) return 1;
  if (line[0] == '"' || line[0] == '\'') {
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (line[0] == '"' && line[i] == '\\') {
        ++i;
      } else if (line[i] == line[0]) {
        if (line[0] == '"' || i + 1 >= line.size() || line[i + 1] != '\'') return i + 1;
        ++i;
      }
    }
    return line.size();
  }
  return line.starts_with(value) ? std::max<std::size_t>(value.size(), 1) : 1;
}

constexpr const char* no_references = "a scenario is read from top to bottom without references";

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const std::string& file, const TextPlaces& places, std::vector<Diagnostic>& sink)
      : text_(text), file_(file), places_(places), sink_(sink) {}

  Node& root() { return root_; }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(make(Node::Kind::null, mark, {}, anchor, {}));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    Node node = make(Node::Kind::rejected, mark, {}, 0, {});
    complain("S010", node.mark, 1, "an alias (*) is not part of the language", no_references, "write the value out");
    add(std::move(node));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node = make(Node::Kind::scalar, mark, tag, anchor, value);
    node.quoted = tag == "!";
    node.text = value;
    check_quote(node, static_cast<std::size_t>(std::max(mark.pos, 0)));
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(make(Node::Kind::list, mark, tag, anchor, {}));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(make(Node::Kind::map, mark, tag, anchor, {}));
  }
  void OnMapEnd() override {
    check_keys(stack_.back().node);
    close();
  }

 private:
  struct Frame {
    Node node;
    std::optional<Node> key;  // of a map: read, its value not yet
  };

  void complain(std::string code, Mark mark, int length, std::string message, std::string why, std::string help = {}) {
    sink_.push_back({std::move(code),
                     Severity::error,
                     file_,
                     mark,
                     length,
                     std::move(message),
                     std::move(why),
                     std::move(help),
                     {},
                     {}});
  }

  Node make(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            std::string_view value) {
    const std::size_t offset = std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
    Node node;
    node.kind = kind;
    node.mark = places_.mark_at(offset);
    if (kind == Node::Kind::scalar || kind == Node::Kind::null)
      node.length = std::max(1, code_points(text_.substr(offset, token_bytes(text_, offset, value))));
    if (++values_ > max_values) {
      complain("S009", node.mark, 1, fmt::format("more than {} values", max_values), "the file is read no further",
               "split the scenario");
      throw Stop{};
    }
    // A property (& or !) stands before its value and so at its mark.
    const bool has_tag = offset < text_.size() && text_[offset] == '!';
    if (anchor != 0) {
      complain("S010", node.mark, 1, "an anchor (&) is not part of the language", no_references,
               "write the value out where it is needed");
    } else if (has_tag || (!tag.empty() && tag != "?" && tag != "!")) {
      complain("S011", node.mark, 1, "a tag (!) is not part of the language", "the key decides the type of its value",
               "remove the tag");
      if (kind == Node::Kind::scalar) node.kind = Node::Kind::rejected;
    }
    return node;
  }

  // A quote that closes lines below was not meant to, and what is wrong after it is wrong because of it.
  void check_quote(const Node& node, std::size_t offset) {
    if (!node.quoted || offset >= text_.size() || (text_[offset] != '"' && text_[offset] != '\'')) return;
    const std::size_t end = offset + token_bytes(text_, offset, {}) - 1;
    if (end > offset && text_[end] == text_[offset]) return;
    complain("S006", node.mark, 1, "a quote is not closed on its line", "opened here",
             "close it on the same line; in '…' an apostrophe is written ''");
    throw Stop{};
  }

  void open(Node node) {
    if (static_cast<int>(stack_.size()) >= max_nesting) {
      complain("S008", node.mark, 1, fmt::format("nested deeper than {} levels", max_nesting),
               "the file is read no further", "the language needs five levels");
      throw Stop{};
    }
    stack_.push_back({std::move(node), std::nullopt});
  }

  void close() {
    Node node = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(node));
  }

  void add(Node node) {
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& parent = stack_.back();
    if (parent.node.kind == Node::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      parent.key = std::move(node);
    } else {
      // yaml-cpp places a value that is not there at whatever comes next.
      if (node.kind == Node::Kind::null && node.mark.line != parent.key->mark.line) {
        node.mark = parent.key->mark;
        node.length = parent.key->length;
      }
      parent.node.entries.push_back({std::move(*parent.key), std::move(node)});
      parent.key.reset();
    }
  }

  // Drops keys that are none, and all but the first of equal keys.
  void check_keys(Node& map) {
    std::map<std::string, Mark, std::less<>> seen;
    std::erase_if(map.entries, [&](const Entry& entry) {
      const Node& key = entry.key;
      if (key.kind == Node::Kind::rejected) return true;
      if (key.kind != Node::Kind::scalar) {
        complain("S013", key.mark, key.length, "a key must be a word", "lists, maps and nothing at all cannot be keys",
                 "write `key: value`");
        return true;
      }
      if (key.text == "<<") {
        complain("S012", key.mark, key.length, "the merge key << is not part of the language", no_references,
                 "write the keys out");
        return true;
      }
      const auto [first, is_new] = seen.emplace(key.text, key.mark);
      if (is_new) return false;
      complain("S102", key.mark, key.length, fmt::format("key \"{}\" given twice", shown(key.text)),
               fmt::format("already given at {}:{}", first->second.line, first->second.column), "keep one of the two");
      sink_.back().other = first->second;
      sink_.back().other_note = "first given here";
      return true;
    });
  }

  std::string_view text_;
  const std::string& file_;
  const TextPlaces& places_;
  std::vector<Diagnostic>& sink_;
  std::vector<Frame> stack_;
  Node root_;
  int values_ = 0;
};

// Stops at the first value: something stands there that should not.
class EndExpected final : public SilentHandler {
 public:
  std::optional<std::size_t> found;

  void OnDocumentStart(const YAML::Mark& mark) override { found = static_cast<std::size_t>(std::max(mark.pos, 0)); }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override { stop(mark); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override { stop(mark); }
  void OnScalar(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {
    stop(mark);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    stop(mark);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    stop(mark);
  }

 private:
  [[noreturn]] void stop(const YAML::Mark& mark) {
    found = static_cast<std::size_t>(std::max(mark.pos, 0));
    throw Stop{};
  }
};

// A text of nothing but blanks, comments and document marks.
bool says_nothing(std::string_view text) {
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos || line[first] == '#') continue;
    if (line.starts_with("---") && line.find_first_not_of(" \t\r", 3) == std::string::npos) continue;
    if (line.starts_with("...")) continue;
    return false;
  }
  return true;
}

Diagnostic no_beginning(std::string_view text, const TextPlaces& places, const DocumentWords& words) {
  Diagnostic diagnostic;
  diagnostic.code = "S005";
  diagnostic.mark = places.mark_at(text.find_first_not_of(" \t\r\n"));
  diagnostic.message = fmt::format("no {} begins like this", words.what);
  diagnostic.why = fmt::format("a {} is a map of keys", words.what);
  diagnostic.help = fmt::format("begin with `{}`", words.begin);
  return diagnostic;
}

}  // namespace

std::optional<Node> read_document(std::string_view text, const std::string& file, std::vector<Diagnostic>& sink,
                                  const DocumentWords& words) {
  const auto tell = [&](Diagnostic diagnostic) {
    diagnostic.file = file;
    sink.push_back(std::move(diagnostic));
    return std::nullopt;
  };
  const TextPlaces places(text);
  if (auto fault = text_fault(text, places)) return tell(std::move(*fault));
  if (says_nothing(text)) {
    return tell({"S004",
                 Severity::error,
                 file,
                 {1, 1},
                 1,
                 "the file says nothing",
                 "no key was found",
                 fmt::format("a {} begins with `{}`", words.what, words.begin),
                 {},
                 {}});
  }

  std::istringstream stream(with_document_end(text));
  TreeBuilder builder(text, file, places, sink);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    if (builder.root().kind == Node::Kind::null) return tell(no_beginning(text, places, words));
    EndExpected rest;
    bool more = false;
    try {
      more = parser.HandleNextDocument(rest);
    } catch (const Stop&) {
      more = true;
    }
    if (more && rest.found.value_or(text.size()) < text.size()) {
      return tell({"S007",
                   Severity::error,
                   file,
                   places.mark_at(*rest.found),
                   1,
                   "the document has ended before this",
                   fmt::format("one file is one {}, and this does not continue it", words.what),
                   "check the indentation of this line, or move it to a file of its own",
                   {},
                   {}});
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::ParserException& exception) {
    return tell(syntax_fault(text, places, exception));
  } catch (const YAML::Exception& exception) {
    return tell(
        {"S005", Severity::error, file, places.last_mark(), 1, "this is not YAML: " + exception.msg, {}, {}, {}, {}});
  }
  return std::move(builder.root());
}

Diagnostic fault_at(const Node& node, std::string_view code, std::string file, std::string message, std::string why,
                    std::string help) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.file = std::move(file);
  diagnostic.mark = node.mark;
  diagnostic.length = node.length;
  diagnostic.message = std::move(message);
  diagnostic.why = std::move(why);
  diagnostic.help = std::move(help);
  return diagnostic;
}

}  // namespace acdloop::scenarios
