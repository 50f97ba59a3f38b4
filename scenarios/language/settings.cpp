// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/settings.hpp"

#include <fmt/format.h>

#include "scenarios/language/file_text.hpp"
#include "scenarios/language/loader.hpp"
#include "scenarios/language/text_places.hpp"

namespace acdloop::scenarios {
namespace {

void take(Entry entry, const std::string& file, Settings& settings) {
  const Node& value = entry.value;
  const std::string key = shown(entry.key.text);
  switch (value.kind) {
    case Node::Kind::scalar:
      settings.entries.push_back(std::move(entry));
      return;
    case Node::Kind::rejected:
      return;
    case Node::Kind::null:
      settings.diagnostics.push_back(
          fault_at(value, file, "S106", key + " has no value", "every key has one", "write one or remove the key"));
      return;
    case Node::Kind::list:
    case Node::Kind::map:
      settings.diagnostics.push_back(fault_at(
          value, file, "S105", fmt::format("{} cannot be a {}", key, value.kind == Node::Kind::map ? "map" : "list"),
          "every key has a single value", fmt::format("write {}: and one value", key)));
      return;
  }
}

}  // namespace

Diagnostic fault_at(const Node& node, const std::string& file, std::string code, std::string message, std::string why,
                    std::string help) {
  return {std::move(code), Severity::error, file, node.mark, node.length, std::move(message),
          std::move(why),  std::move(help), {},   {}};
}

Settings read_settings_text(std::string_view text, const std::string& file, const DocumentWords& words) {
  Settings settings;
  settings.source = text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::optional<Node> root = read_document(text, file, settings.diagnostics, words);
  if (!root || root->kind == Node::Kind::rejected) return settings;
  if (root->kind != Node::Kind::map) {
    root->length = 1;
    settings.diagnostics.push_back(fault_at(*root, file, "S105", fmt::format("a {} is a map of keys", words.what),
                                            "no key was found", fmt::format("begin with `{}`", words.begin)));
    return settings;
  }
  for (Entry& entry : root->entries) {
    if (settings.diagnostics.size() > max_diagnostics) break;
    take(std::move(entry), file, settings);
  }
  return settings;
}

Settings read_settings(const std::filesystem::path& path, const DocumentWords& words) {
  const auto text = file_text(path, words);
  if (text) return read_settings_text(*text, path.string(), words);
  Settings settings;
  settings.diagnostics.push_back(text.error());
  return settings;
}

}  // namespace acdloop::scenarios
