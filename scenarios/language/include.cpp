// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/include.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "scenarios/language/fields.hpp"
#include "scenarios/language/file_text.hpp"
#include "scenarios/language/text_places.hpp"

namespace acdloop::scenarios {
namespace fs = std::filesystem;
namespace {

constexpr DocumentWords fragment_words{"fragment", "part of a story", "fragment: what it is"};

Entry* entry_of(Node& map, std::string_view key) {
  const auto found =
      std::ranges::find(map.entries, key, [](const Entry& entry) -> std::string_view { return entry.key.text; });
  return found == map.entries.end() ? nullptr : &*found;
}

void stamp(Node& node, int file) {
  node.mark.file = file;
  for (Node& item : node.items) stamp(item, file);
  for (Entry& entry : node.entries) {
    stamp(entry.key, file);
    stamp(entry.value, file);
  }
}

bool is_below(const fs::path& path, const fs::path& folder) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

// Where the suite begins: as told, else as the id says, which is the file's place in it; else beside the file.
fs::path root_of(const Place& place, Node& document) {
  if (!place.root.empty()) return fs::weakly_canonical(place.root);
  const fs::path file = fs::weakly_canonical(place.file);
  const Entry* const id = entry_of(document, "id");
  const std::string end = "/" + (id == nullptr ? std::string{} : id->value.text) + ".yaml";
  const std::string whole = file.generic_string();
  return whole.ends_with(end) ? fs::path{whole.substr(0, whole.size() - end.size())} : file.parent_path();
}

class Includer {
 public:
  Includer(const Place& place, Node& root, const Vocabulary& vocabulary, std::vector<IncludedFile>& files,
           std::vector<Diagnostic>& sink)
      : name_(files.front().name), context_(name_, vocabulary, sink), files_(files), sink_(sink) {
    if (place.file.empty()) return;
    root_ = root_of(place, root);
    open_.push_back(fs::weakly_canonical(place.file));
  }

  // Takes the includes of `document`, which is file number `file`, into it.
  void take_into(Node& document, int file) {
    const Entry* const include = entry_of(document, "include");
    if (include == nullptr || include->value.kind == Node::Kind::rejected) return;
    const Node value = include->value;  // the document is about to change
    Node taken;
    taken.kind = Node::Kind::map;
    if (value.kind == Node::Kind::scalar) take(value, file, taken);
    for (const Node& item : value.items) {
      if (item.kind == Node::Kind::scalar) take(item, file, taken);
    }
    merge(document, std::move(taken), true);
  }

 private:
  void take(const Node& named, int by, Node& taken) {
    auto fragment = read(named, by);
    if (fragment) merge(taken, std::move(*fragment), false);
  }

  void fault(std::string_view code, const Node& named, std::string message, std::string why, std::string help) {
    context_.fault(code, named, std::move(message), std::move(why), std::move(help));
  }

  std::optional<fs::path> resolve(const Node& named) {
    const std::string name = shown(named.text);
    if (open_.empty()) {
      fault("S601", named, name + " cannot be included here", "this text lies in no folder",
            "write the story into a file");
      return std::nullopt;
    }
    const fs::path path = fs::weakly_canonical(open_.back().parent_path() / named.text);
    if (fs::path(named.text).is_absolute() || named.text.find('\\') != std::string::npos || !is_below(path, root_)) {
      fault("S602", named, name + " is not in the suite",
            "a suite is one folder, and nothing outside belongs to its stories",
            "name a file of the suite, seen from this one: common/two-agents.yaml");
      return std::nullopt;
    }
    if (const auto again = std::ranges::find(open_, path); again != open_.end()) {
      std::string chain;
      for (auto file = again; file != open_.end(); ++file) chain += file->filename().string() + " includes ";
      fault("S603", named, name + " includes itself", chain + path.filename().string(), "remove one of the includes");
      return std::nullopt;
    }
    if (std::ranges::find(done_, path) != done_.end()) {
      fault("S604", named, name + " is included already", "what it says would be there twice",
            "remove one of the includes");
      return std::nullopt;
    }
    if (open_.size() > deepest_include || files_.size() > most_includes) {
      fault("S605", named, "too many includes",
            fmt::format("at most {} files, and {} one below the other", most_includes, deepest_include),
            "write what they say into fewer files");
      return std::nullopt;
    }
    return path;
  }

  std::optional<Node> read(const Node& named, int by) {
    const auto path = resolve(named);
    if (!path) return std::nullopt;
    done_.push_back(*path);
    const auto text = file_text(*path, fragment_words);
    if (!text) {
      fault("S601", named, shown(named.text) + " cannot be included", text.error().message + ", " + text.error().why,
            text.error().help);
      return std::nullopt;
    }
    if (!is_fragment(*text)) {
      fault("S606", named, shown(named.text) + " is no fragment", "a fragment begins with `fragment: what it is`",
            "name a fragment, or move what several stories share into one");
      return std::nullopt;
    }
    const int number = static_cast<int>(files_.size());
    const auto name = fs::path(files_[static_cast<std::size_t>(by)].name).parent_path() / named.text;
    files_.push_back({name.lexically_normal().generic_string(), *text, named.mark});
    return read_fragment(number, *path);
  }

  std::optional<Node> read_fragment(int number, const fs::path& path) {
    const IncludedFile file = files_[static_cast<std::size_t>(number)];
    const std::size_t told = sink_.size();
    std::optional<Node> document = read_document(without_mark(file.text), file.name, sink_, fragment_words);
    for (std::size_t index = told; index < sink_.size(); ++index) {
      sink_[index].mark.file = number;
      if (sink_[index].other) sink_[index].other->file = number;
    }
    if (!document) return std::nullopt;
    stamp(*document, number);
    if (document->kind != Node::Kind::map) return std::nullopt;
    Node top = *document;
    top.length = 1;
    const Fields checked("fragment", top, context_);
    open_.push_back(path);
    take_into(*document, number);
    open_.pop_back();
    return document;
  }

  static std::string_view without_mark(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return text;
  }

  // What `fragment` says goes into `document`: `before` what that says itself, or behind what another fragment said. A
  // variable of a fragment is a default, and the nearest to the story counts; everything else is said once.
  void merge(Node& document, Node fragment, bool before) {
    for (Entry& part : fragment.entries) {
      const std::string& key = part.key.text;
      if (key == "vars" && part.value.kind == Node::Kind::map) merge_variables(document, part, before);
      if (key == "cast" || key == "clock") merge_part(document, part, before);
      if (key == "steps") merge_steps(document, part, before);
    }
  }

  static bool has(Node& document, std::string_view map, std::string_view key) {
    Entry* const entry = entry_of(document, map);
    return entry != nullptr && entry_of(entry->value, key) != nullptr;
  }

  void merge_variables(Node& document, Entry& part, bool before) {
    if (before) {
      std::erase_if(part.value.entries, [&](const Entry& given) {
        return has(document, "vars", given.key.text) || has(document, "matrix", given.key.text);
      });
    }
    merge_entries(document, part, before);
  }

  // groups and agents of the cast, one by one.
  void merge_part(Node& document, Entry& part, bool before) {
    Entry* const own = entry_of(document, part.key.text);
    if (own == nullptr || part.key.text == "clock" || own->value.kind != Node::Kind::map) {
      return merge_entries(document, part, before);
    }
    if (part.value.kind != Node::Kind::map) return;
    for (Entry& members : part.value.entries) merge_entries(own->value, members, before);
  }

  void merge_entries(Node& map, Entry& part, bool before) {
    Entry* const own = entry_of(map, part.key.text);
    if (own == nullptr) return map.entries.push_back(std::move(part));
    if (own->value.kind != Node::Kind::map || part.value.kind != Node::Kind::map) return;
    Node& first = before ? part.value : own->value;
    for (const Entry& given : (before ? own->value : part.value).entries) {
      const Entry* const known = entry_of(first, given.key.text);
      if (known == nullptr) continue;
      Diagnostic& told = context_.fault("S607", given.key, fmt::format("{} is there already", shown(given.key.text)),
                                        "an included file gives it", "choose another name, or remove one of the two");
      told.other = known->key.mark;
      told.other_note = "first given here";
    }
    std::erase_if(part.value.entries, [&](const Entry& given) { return entry_of(own->value, given.key.text); });
    insert(own->value.entries, part.value.entries, before);
  }

  static void merge_steps(Node& document, Entry& part, bool before) {
    Entry* const own = entry_of(document, "steps");
    if (own == nullptr) return document.entries.push_back(std::move(part));
    if (own->value.kind != Node::Kind::list || part.value.kind != Node::Kind::list) return;
    insert(own->value.items, part.value.items, before);
  }

  template <class Rows>
  static void insert(Rows& rows, Rows& more, bool before) {
    rows.insert(before ? rows.begin() : rows.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
  }

  const std::string name_;  // of the scenario's own file: the list of files grows
  Context context_;
  std::vector<IncludedFile>& files_;
  std::vector<Diagnostic>& sink_;
  fs::path root_;
  std::vector<fs::path> open_;  // from the scenario down
  std::vector<fs::path> done_;
};

}  // namespace

bool is_fragment(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#' || line.starts_with("---")) continue;
    return line.starts_with("fragment:");
  }
  return false;
}

void include_files(Node& root, const Place& place, const Vocabulary& vocabulary, std::vector<IncludedFile>& files,
                   std::vector<Diagnostic>& sink) {
  if (root.kind == Node::Kind::map) Includer(place, root, vocabulary, files, sink).take_into(root, 0);
}

Mark in_the_scenario(Mark mark, const std::vector<IncludedFile>& files) {
  while (mark.file != 0) mark = files[static_cast<std::size_t>(mark.file)].included_at;
  return mark;
}

void tell_files(const std::vector<IncludedFile>& files, std::vector<Diagnostic>& diagnostics) {
  std::vector<std::shared_ptr<const Origin>> origins(1);
  for (std::size_t number = 1; number < files.size(); ++number) {
    Origin origin{files[number].name, files[number].text, {}};
    for (Mark at = files[number].included_at;; at = files[static_cast<std::size_t>(at.file)].included_at) {
      origin.included_by.push_back(
          fmt::format("{}:{}:{}", files[static_cast<std::size_t>(at.file)].name, at.line, at.column));
      if (at.file == 0) break;
    }
    origins.push_back(std::make_shared<const Origin>(std::move(origin)));
  }
  for (Diagnostic& one : diagnostics) {
    one.origin = origins[static_cast<std::size_t>(one.mark.file)];
    if (one.origin) one.file = one.origin->file;
    if (one.other) one.other_origin = origins[static_cast<std::size_t>(one.other->file)];
  }
}

}  // namespace acdloop::scenarios
