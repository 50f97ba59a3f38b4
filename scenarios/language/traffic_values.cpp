// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/traffic_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "scenarios/language/text_places.hpp"

namespace acdloop::scenarios {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A part of `node` that begins with its text at `from`.
Node part_of(const Node& node, std::size_t from, std::size_t length = std::string::npos) {
  Node part = node;
  part.text = node.text.substr(from, length);
  if (!node.quoted) part.mark.column += static_cast<int>(from);
  part.length = static_cast<int>(part.text.size());
  return part;
}

}  // namespace

// "60 per hour", "2 per minute"; blanks between the words alone.
std::optional<Value> convert_rate(const Node& node, Context& context) {
  constexpr std::pair<std::string_view, std::chrono::seconds> units[] = {{" per second", std::chrono::seconds{1}},
                                                                         {" per minute", std::chrono::minutes{1}},
                                                                         {" per hour", std::chrono::hours{1}}};
  const std::size_t end = std::min(node.text.find_first_not_of("0123456789"), node.text.size());
  const std::string_view unit = std::string_view{node.text}.substr(end);
  const auto known = std::ranges::find(units, unit, &std::pair<std::string_view, std::chrono::seconds>::first);
  std::int64_t calls = 0;
  const bool counted = std::from_chars(node.text.data(), node.text.data() + end, calls).ec == std::errc{} && end > 0;
  if (counted && unit.empty()) {
    context.fault("S122", node, fmt::format("the rate {} has no unit", shown(node.text)), "in an hour or in a minute?",
                  fmt::format("write {0} per hour or {0} per minute", shown(node.text)));
    return std::nullopt;
  }
  if (!counted || known == std::end(units)) {
    context.fault("S122", node, fmt::format("\"{}\" is no rate", shown(node.text)),
                  "a rate is a whole number of calls per second, minute or hour", "write it like 60 per hour");
    return std::nullopt;
  }
  if (calls < 1 || calls > most_at_once) {
    context.fault("S122", node, fmt::format("a rate of {}", shown(node.text)),
                  fmt::format("the number is between 1 and {}", most_at_once), "choose another unit");
    return std::nullopt;
  }
  return Rate{calls, known->second};
}

std::optional<Value> convert_spread(const KeyRow& row, const Node& node, Context& context) {
  constexpr std::string_view exponential = "exponential ";
  constexpr std::string_view uniform = "uniform ";
  Spread spread;
  std::optional<Duration> low;
  if (!node.text.empty() && is_digit(node.text[0])) {
    low = read_duration(node, context, row.key);
  } else if (node.text.starts_with(exponential)) {
    spread.kind = Spread::Kind::exponential;
    low = read_duration(part_of(node, exponential.size()), context, "the mean");
  } else if (const std::size_t dots = node.text.find(".."); node.text.starts_with(uniform) && dots != node.text.npos) {
    spread.kind = Spread::Kind::uniform;
    low = read_duration(part_of(node, uniform.size(), dots - uniform.size()), context, "the shortest");
    const auto high = read_duration(part_of(node, dots + 2), context, "the longest");
    if (!low || !high) return std::nullopt;
    spread.high = *high;
  } else {
    context.fault("S123", node, fmt::format("\"{}\" is no spread of durations", shown(node.text)),
                  fmt::format("{} is {}", row.key, described(row.type)),
                  node.text.starts_with(uniform) ? "write it like uniform 10s..30s" : "write it like exponential 180s");
    return std::nullopt;
  }
  if (!low) return std::nullopt;
  spread.low = *low;
  if (spread.kind == Spread::Kind::uniform && spread.high <= spread.low) {
    context.fault("S123", node, fmt::format("{} is never longer than its shortest", row.key),
                  "the shortest stands first", "write it like uniform 10s..30s");
    return std::nullopt;
  }
  if (spread.low.count() == 0 && spread.kind != Spread::Kind::uniform) {
    context.fault("S112", node, fmt::format("{} must be longer than nothing", row.key), "it has no effect",
                  "write a duration or leave it out");
    return std::nullopt;
  }
  return spread;
}

std::optional<Value> convert_arrivals(const Node& node, Context& context) {
  if (arrivals_from(node.text)) return node.text;
  const std::string words[] = {"poisson", "fixed"};
  context.fault("S119", node, fmt::format("\"{}\" is no way in which calls come", shown(node.text)),
                "calls come at random (poisson) or at the same distance (fixed)", suggestion(node.text, words));
  return std::nullopt;
}

}  // namespace acdloop::scenarios
