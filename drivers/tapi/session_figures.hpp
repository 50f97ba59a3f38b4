// SPDX-License-Identifier: Apache-2.0
// The figures of ITAgentSession computed from a session's timeline, in nanoseconds, rounded as the readings say. Pure;
// used by the façade's getters. The judge has its own arithmetic and never calls this.
#pragma once

#include <cstdint>

#include "drivers/tapi/methods.hpp"
#include "drivers/tapi/readings.hpp"
#include "drivers/tapi/session_timeline.hpp"

namespace acdloop::tapi {

// What the calls of a session add up to, in nanoseconds: counts as figure_of() counts. Each length is rounded already
// where the readings round each call.
struct SessionTotals {
  std::int64_t calls = 0;
  std::int64_t answered = 0;  // of them, those whose offer was seen
  std::int64_t talk = 0;
  std::int64_t call = 0;
  std::int64_t wrap_up = 0;
  std::int64_t to_answer = 0;
  std::int64_t longest_to_answer = 0;
};
SessionTotals totals_of(const SessionTimeline& timeline, const Readings& readings, TimePoint now);
// A sum of them as the API tells it.
std::int64_t reported_seconds(std::int64_t ns, const Readings& readings);

// One of the ten `long` figures at `now` (seconds, calls, seconds per call); 0 for any other method. The readings
// are settled. Averages are 0 without calls. At most 2^31 - 1.
std::int32_t figure_of(const SessionTimeline& timeline, Method figure, const Readings& readings, TimePoint now);

// Calls per hour x 10000 (NF:tapi3cc.ITAgentSession.get_ACDCallRate); 0 without calls or in the first second.
Currency call_rate_of(const SessionTimeline& timeline, const Readings& readings, TimePoint now);
bool is_average(Method figure);

}  // namespace acdloop::tapi
