// SPDX-License-Identifier: Apache-2.0
// Small tools of the language: durations as written, names of states, nearest words. Used by the loader and by
// whoever prints a scenario's values.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/time/time_point.hpp"

namespace acdloop::scenarios {

enum class DurationFault : std::uint8_t { empty, no_unit, unknown_unit, not_a_number, too_fine, too_long };

// "4.2s", "500ms", "2m", "1.5h": a number without sign, at once followed by ms, s, m or h; at most 48 h, no finer
// than a nanosecond. Exact: no floating point.
std::expected<Duration, DurationFault> parse_duration(std::string_view text);
// The shortest such form: "4.2s", "500ms" as "0.5s", "2m" as "120s".
std::string duration_text(Duration duration);

// A session state as scenarios write it, by its ASST_ number: not_ready 0, ready 1, busy 2, wrap_up 3, ended 4.
std::optional<std::int32_t> state_number(std::string_view word);
// Empty for a number that is no state.
std::string_view state_word(std::int32_t number);
std::span<const std::string_view> state_words();

// Edit distance (insert, delete, replace, swap of neighbours), letters compared without case. Words longer than 64
// bytes are as far away as can be.
int edit_distance(std::string_view a, std::string_view b);
// The candidate nearest to `word` if it is near enough to be meant; the first of equals.
std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> candidates);

}  // namespace acdloop::scenarios
