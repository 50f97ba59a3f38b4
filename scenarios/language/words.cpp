// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "scenarios/language/loader.hpp"

namespace acdloop::scenarios {
namespace {

struct Unit {
  std::string_view word;
  std::int64_t nanoseconds;
};
constexpr Unit units[] = {{"ms", 1'000'000}, {"s", 1'000'000'000}, {"m", 60'000'000'000}, {"h", 3'600'000'000'000}};

constexpr std::array<std::string_view, 5> states = {"not_ready", "ready", "busy", "wrap_up", "ended"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::size_t longest_word = 64;
constexpr int very_far = 1000;

}  // namespace

std::expected<Duration, DurationFault> parse_duration(std::string_view text) {
  if (text.empty()) return std::unexpected(DurationFault::empty);
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
  const std::string_view number = text.substr(0, end);
  const std::string_view word = text.substr(end);
  const std::size_t point = number.find('.');
  const std::string_view whole = number.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "" : number.substr(point + 1);
  if (whole.empty() || fraction.find('.') != std::string_view::npos ||
      (point != std::string_view::npos && fraction.empty()))
    return std::unexpected(DurationFault::not_a_number);
  if (word.empty()) return std::unexpected(DurationFault::no_unit);
  const auto* unit = std::ranges::find(units, word, &Unit::word);
  if (unit == std::end(units)) return std::unexpected(DurationFault::unknown_unit);

  std::int64_t total = 0;
  for (char c : whole) {
    total = total * 10 + (c - '0');
    if (total > max_duration.count() / 1'000'000) return std::unexpected(DurationFault::too_long);
  }
  if (total > max_duration.count() / unit->nanoseconds) return std::unexpected(DurationFault::too_long);
  total *= unit->nanoseconds;
  std::int64_t weight = unit->nanoseconds;
  for (char c : fraction) {
    if (c != '0' && weight % 10 != 0) return std::unexpected(DurationFault::too_fine);
    weight /= 10;
    total += (c - '0') * weight;
  }
  if (total > max_duration.count()) return std::unexpected(DurationFault::too_long);
  return Duration{total};
}

std::string duration_text(Duration duration) {
  std::int64_t count = duration.count();
  std::string text = count < 0 ? "-" : "";
  // Unsigned, because the most negative number has no positive twin.
  const std::uint64_t size = count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
  text += std::to_string(size / 1'000'000'000);
  std::string fraction = std::to_string(size % 1'000'000'000);
  fraction.insert(0, 9 - fraction.size(), '0');
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (!fraction.empty()) text += "." + fraction;
  return text + "s";
}

std::optional<std::int32_t> state_number(std::string_view word) {
  const auto found = std::ranges::find(states, word);
  if (found == states.end()) return std::nullopt;
  return static_cast<std::int32_t>(found - states.begin());
}

std::string_view state_word(std::int32_t number) {
  if (number < 0 || number >= static_cast<std::int32_t>(states.size())) return {};
  return states[static_cast<std::size_t>(number)];
}

std::span<const std::string_view> state_words() { return states; }

int edit_distance(std::string_view a, std::string_view b) {
  if (a.size() > longest_word || b.size() > longest_word) return very_far;
  std::array<std::array<int, longest_word + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& twice_above = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const char x = lower(a[i - 1]);
      const char y = lower(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (x == y ? 0 : 1)});
      if (i > 1 && j > 1 && x == lower(b[j - 2]) && lower(a[i - 2]) == y)
        row[j] = std::min(row[j], twice_above[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> candidates) {
  // A third of the letters may differ: "sails" means sales, "foo" means nothing.
  const int limit = std::max(1, (static_cast<int>(word.size()) + 1) / 3);
  int best = limit + 1;
  std::optional<std::string> nearest;
  for (const std::string& candidate : candidates) {
    const int distance = edit_distance(word, candidate);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace acdloop::scenarios
