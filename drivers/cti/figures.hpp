// SPDX-License-Identifier: Apache-2.0
// What a switch has counted itself, as it tells it when asked (query_figures): a second witness beside whatever an
// application counts. Used by the ends of wires that carry it, by the façade where a setting says so, and by the judge.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "drivers/cti/agent_state.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::cti {

// Since the agent logged on for the first group, since midnight, or the call before.
enum class FiguresScope : std::uint8_t { session, today, last_call };
std::string_view to_string(FiguresScope scope);

// Of the calls whose after-call work is over, and of the time since the log-on; absent: the wire does not say.
struct Figures {
  AgentSubject subject;  // without a group: all groups of the agent together
  FiguresScope scope = FiguresScope::session;
  Duration resolution = std::chrono::seconds{1};  // each call is told in whole multiples of it, rounded up or down
  bool talk_includes_hold = false;

  std::optional<std::int64_t> calls;
  std::optional<Duration> calls_time;  // from answer to the end of after-call work
  std::optional<Duration> talk_time;
  std::optional<Duration> after_call_time;
  std::optional<std::int64_t> calls_held;
  std::optional<Duration> hold_time;
  std::optional<Duration> logged_on_time;
  std::optional<Duration> ready_time;
  std::optional<Duration> not_ready_time;
  friend bool operator==(const Figures&, const Figures&) = default;
};

}  // namespace acdloop::cti
