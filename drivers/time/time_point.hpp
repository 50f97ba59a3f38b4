// SPDX-License-Identifier: Apache-2.0
// The run's own clock as a type: a point is nanoseconds since the run began, a duration is nanoseconds.
// Everybody may include this header. It has no now(): time is always an argument (drivers/time/event_loop.hpp
// is the only place that knows what time it is).
#pragma once

#include <chrono>
#include <cstdint>

namespace acdloop {

struct RunClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<RunClock>;
  static constexpr bool is_steady = true;
};

using Duration = RunClock::duration;
using TimePoint = RunClock::time_point;

// Nanoseconds since the run began.
constexpr std::int64_t nanoseconds_of(TimePoint at) { return at.time_since_epoch().count(); }
constexpr TimePoint time_point_of(std::int64_t nanoseconds) { return TimePoint{Duration{nanoseconds}}; }

// What is known of one instant: it lies in [earliest, latest]. On the virtual clock both are the same.
struct Interval {
  TimePoint earliest{};
  TimePoint latest{};

  static constexpr Interval at(TimePoint point) { return {point, point}; }
  constexpr bool is_point() const { return earliest == latest; }
  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

}  // namespace acdloop
