// SPDX-License-Identifier: Apache-2.0
#include "conformance/known/loader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "scenarios/language/document.hpp"
#include "scenarios/language/loader.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::known {
namespace {

using scenarios::Diagnostic;
using scenarios::Node;
using Kind = Node::Kind;

constexpr scenarios::CodeRow rows[] = {
    {"K101", "no date", "A known failure counts until a day, written as in 2027-01-31."},
    {"K102", "message says too little",
     "Beside its stars a message has at least 8 characters: an entry that fits anything excuses anything."},
    {"K103", "unknown scenario", "A known failure names a scenario that the suite does not have."},
    {"K104", "unknown word", "The protocol, link or requirement is not one that there is."},
    {"K105", "given twice", "Two entries speak of the same check."},
    {"K106", "too many entries", "A list of known failures has at most 500 entries."},
    {"K107", "no line", "A line is the number that a failure prints, or the word unasked."},
};

constexpr std::array<std::string_view, 8> keys{"scenario", "requirement", "line",    "message",
                                               "protocol", "link",        "expires", "reason"};
constexpr std::array<std::string_view, 6> needed{"scenario", "requirement", "line", "message", "expires", "reason"};
constexpr std::array<std::string_view, 2> lists{"known", "flaky"};

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (const auto near = scenarios::nearest_word(word, candidates)) return "did you mean " + *near + "?";
  std::string text = "there is ";
  for (std::size_t index = 0; index < std::min<std::size_t>(candidates.size(), 8); ++index) {
    text += (index ? ", " : "") + candidates[index];
  }
  return candidates.empty() ? "there is none" : text + (candidates.size() > 8 ? ", …" : "");
}

template <class Words>
std::vector<std::string> list_of(const Words& words) {
  return {words.begin(), words.end()};
}

class Reader {
 public:
  Reader(const std::string& file, const Words& words, std::vector<Diagnostic>& sink) : words_(words), sink_(sink) {
    list_.file = file;
  }

  List read(const Node& document) {
    if (document.kind != Kind::map) {
      fault("S105", document, "a list of known failures is a map", "this is none", "begin with known: or flaky:");
      return list_;
    }
    for (const scenarios::Entry& entry : document.entries) {
      const auto known = std::ranges::find(lists, entry.key.text);
      if (known == lists.end()) {
        fault("S101", entry.key, "unknown key \"" + entry.key.text + "\"", "not one of known, flaky",
              nearest(entry.key.text, list_of(lists)));
        continue;
      }
      read_list(entry.value, entry.key.text == "flaky");
    }
    return std::move(list_);
  }

 private:
  void fault(std::string_view code, const Node& at, std::string message, std::string why, std::string help) {
    sink_.push_back(scenarios::fault_at(at, code, list_.file, std::move(message), std::move(why), std::move(help)));
  }

  void read_list(const Node& node, bool flaky) {
    if (node.kind == Kind::rejected) return;
    if (node.kind != Kind::list) {
      fault("S105", node, "known failures are a list", "this is none", "begin each entry with - scenario:");
      return;
    }
    for (const Node& item : node.items) {
      if (list_.entries.size() >= most_entries || sink_.size() > scenarios::max_diagnostics) {
        fault("K106", item, "more entries than a list may have", "entry 501", "mend some of what fails");
        return;
      }
      read_entry(item, flaky);
    }
  }

  void read_entry(const Node& node, bool flaky) {
    if (node.kind == Kind::rejected) return;
    if (node.kind != Kind::map) {
      fault("S105", node, "an entry is a map of keys", "this is none",
            "write scenario:, requirement:, line:, message:, expires:, reason:");
      return;
    }
    const std::size_t faults = sink_.size();
    Entry entry;
    entry.flaky = flaky;
    entry.first_line = node.entries.empty() ? node.mark.line : node.entries.front().key.mark.line;
    entry.last_line = entry.first_line;
    for (const scenarios::Entry& field : node.entries) {
      entry.last_line = std::max(entry.last_line, field.value.mark.line);
      read_field(field, entry);
    }
    for (const std::string_view key : needed) {
      const auto has = [&](const scenarios::Entry& field) { return field.key.text == key; };
      if (std::ranges::none_of(node.entries, has)) {
        fault("S103", node, "key \"" + std::string{key} + "\" missing", "this entry does not say it", help_of(key));
      }
    }
    if (sink_.size() != faults) return;
    check_twice(node, entry);
    list_.entries.push_back(std::move(entry));
  }

  static std::string help_of(std::string_view key) {
    if (key == "line") return "write the line that the failure prints after \"asked in FILE:\", or unasked";
    if (key == "message")
      return "write what the failure prints: \"WHAT: expected …, observed …\"; * stands for any text";
    if (key == "expires") return "write the last day on which it counts, as in 2027-01-31";
    if (key == "reason") return "say why it fails and who looks into it";
    return "write what the failure prints";
  }

  void read_field(const scenarios::Entry& field, Entry& entry) {
    const std::string& key = field.key.text;
    if (std::ranges::find(keys, key) == keys.end()) {
      fault("S101", field.key, "unknown key \"" + key + "\"", "not one of this map", nearest(key, list_of(keys)));
      return;
    }
    const Node& value = field.value;
    if (value.kind == Kind::rejected) return;
    if (value.kind != Kind::scalar || value.text.empty()) {
      const bool nothing = value.kind == Kind::null || value.kind == Kind::scalar;
      fault(nothing ? "S106" : "S105", nothing ? field.key : value, "\"" + key + "\" has no value",
            nothing ? "nothing follows" : "not a single value", help_of(key));
      return;
    }
    if (key == "scenario") take_word(value, words_.scenarios, "K103", "scenario", entry.scenario);
    if (key == "requirement") take_word(value, words_.requirements, "K104", "requirement", entry.requirement);
    if (key == "protocol") take_word(value, words_.protocols, "K104", "protocol", entry.protocol);
    if (key == "link") take_word(value, words_.links, "K104", "link", entry.link);
    if (key == "reason") entry.reason = value.text;
    if (key == "line") take_line(field, entry);
    if (key == "message") take_message(field, entry);
    if (key == "expires") take_date(value, entry);
  }

  void take_word(const Node& value, const std::set<std::string, std::less<>>& known, std::string_view code,
                 const std::string& what, std::string& word) {
    word = value.text;
    if (known.empty() || known.contains(value.text)) return;
    fault(code, value, "unknown " + what + " \"" + value.text + "\"", "there is no such " + what,
          nearest(value.text, list_of(known)));
  }

  void take_line(const scenarios::Entry& field, Entry& entry) {
    const std::string& text = field.value.text;
    entry.line_at = field.key.mark.line;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), entry.line);
    const bool number = error == std::errc{} && end == text.data() + text.size() && entry.line > 0;
    if (text == "unasked") entry.line = 0;
    if (!number && text != "unasked") {
      fault("K107", field.value, "\"" + text + "\" is no line", "neither a line nor unasked", help_of("line"));
    }
  }

  void take_message(const scenarios::Entry& field, Entry& entry) {
    entry.message = field.value.text;
    entry.message_at = field.key.mark.line;
    const auto stars = static_cast<std::size_t>(std::ranges::count(entry.message, '*'));
    if (entry.message.size() - stars < least_said) {
      fault("K102", field.value, "the message says too little", "would fit nearly anything", help_of("message"));
    }
  }

  void take_date(const Node& value, Entry& entry) {
    const auto date = date_of(value.text);
    if (date)
      entry.expires = *date;
    else
      fault("K101", value, "\"" + value.text + "\" is no date", "not a day of the calendar", help_of("expires"));
  }

  void check_twice(const Node& node, const Entry& entry) {
    const auto same = [&](const Entry& other) {
      return other.scenario == entry.scenario && other.requirement == entry.requirement && other.line == entry.line &&
             other.message == entry.message && other.protocol == entry.protocol && other.link == entry.link;
    };
    const auto twin = std::ranges::find_if(list_.entries, same);
    if (twin == list_.entries.end()) return;
    fault("K105", node, "the same check is listed twice", "also in line " + std::to_string(twin->first_line),
          "keep one");
  }

  const Words& words_;
  std::vector<Diagnostic>& sink_;
  List list_;
};

}  // namespace

std::span<const scenarios::CodeRow> codes() { return rows; }

Loaded load_text(std::string_view text, const std::string& file, const Words& words) {
  Loaded loaded;
  loaded.source = text;
  const auto document = scenarios::read_document(text, file, loaded.diagnostics);
  if (!document) return loaded;
  List list = Reader(file, words, loaded.diagnostics).read(*document);
  if (loaded.diagnostics.empty()) loaded.list = std::move(list);
  return loaded;
}

Loaded load_file(const std::string& path, const Words& words) {
  std::error_code ignored;
  const auto refused = [&](std::string_view code, std::string message, std::string help) {
    Loaded loaded;
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.file = path;
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    loaded.diagnostics.push_back(std::move(diagnostic));
    return loaded;
  };
  if (!std::filesystem::is_regular_file(path, ignored)) {
    return refused("S001", "there is no such file", "name a file with a list of known failures");
  }
  if (std::filesystem::file_size(path, ignored) > scenarios::max_file_bytes) {
    return refused("S002", "the list has more than 1 MiB", "mend some of what fails");
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return refused("S001", "the file cannot be read", "look at its permissions");
  return load_text(text.str(), path, words);
}

}  // namespace acdloop::known
