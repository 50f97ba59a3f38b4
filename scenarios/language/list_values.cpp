// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/list_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/language/subjects.hpp"
#include "scenarios/language/text_places.hpp"

namespace acdloop::scenarios {

// Words of a filter become bits. An empty mask is written none.
std::optional<Value> convert_filter(const Node& node, Context& context) {
  if (node.kind == Node::Kind::scalar && node.text == "none") return std::int64_t{0};
  if (node.kind != Node::Kind::list || node.items.empty()) {
    context.fault("S105", node, "filter is none or a list", std::string(described(ValueType::filter)),
                  "write filter: none or filter: [agent-session]");
    return std::nullopt;
  }
  std::int64_t mask = 0;
  for (const Node& item : node.items) {
    const auto words = filter_words();
    const auto found = std::ranges::find(words, std::string_view{item.text}, &FilterWord::word);
    if (found != words.end() && item.kind == Node::Kind::scalar) {
      mask |= found->bit;
      continue;
    }
    std::vector<std::string> known;
    for (const FilterWord& row : words) known.emplace_back(row.word);
    context.fault("S208", item, fmt::format("unknown kind of event \"{}\"", shown(item.text)),
                  "a filter lists kinds of TAPI events", suggestion(item.text, known));
    return std::nullopt;
  }
  return mask;
}

// One file, or a list of them; which they are, include.cpp has looked at.
std::optional<Value> convert_includes(const Node& node, Context& context) {
  const bool bad = node.kind == Node::Kind::map ||
                   std::ranges::any_of(node.items, [](const Node& item) { return item.kind != Node::Kind::scalar; });
  if (bad) {
    context.fault("S105", node, "include names files", std::string(described(ValueType::includes)),
                  "write include: common/two-agents.yaml");
    return std::nullopt;
  }
  if (node.kind == Node::Kind::list && node.items.empty()) {
    context.fault("S118", node, "include lists nothing", "nothing would be included", "name a file or remove the key");
    return std::nullopt;
  }
  return &node;
}

}  // namespace acdloop::scenarios
