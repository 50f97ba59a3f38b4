// SPDX-License-Identifier: Apache-2.0
// The calls of a traffic, drawn before anybody acts: the same on every machine, in every run and on every wire, because
// they come from the seed and the names in the story alone. Used by the loader and by crowd.hpp; knows no switch.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/scenario.hpp"

namespace acdloop::scenarios {

// One caller. Durations are whole milliseconds: no person is more exact.
struct PlannedCall {
  std::string name;  // "busy_hour.17": no name of the language has a dot
  std::string from;
  Duration at{};  // from the beginning of the traffic
  std::optional<Duration> patience;
  Duration answer_after{};
  Duration talk{};
  std::optional<Duration> wrap_up;
};

// In order. At most `most` of them: who wants to know whether there are more asks for one more.
std::vector<PlannedCall> planned_calls(const Traffic& traffic, std::string_view story, std::size_t most);

// As written: "60 per hour", "exponential 180s".
std::string rate_text(const Rate& rate);
std::string spread_text(const Spread& spread);

}  // namespace acdloop::scenarios
