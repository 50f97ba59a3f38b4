// SPDX-License-Identifier: Apache-2.0
// Calendar time: the run's clock plus an offset that may be stepped, shown in a zone, and its civil fields. Used by
// ends that write dates on the wire and by reports. Its points are what the clock on the wall shows.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "drivers/time/time_point.hpp"
#include "drivers/time/zone.hpp"

namespace acdloop {

// Nanoseconds since 1970-01-01 00:00:00, leap seconds not counted.
using CalendarPoint = std::chrono::sys_time<std::chrono::nanoseconds>;

struct CivilTime {
  int year = 1970;      // 1678 to 2261: what 64 bits of nanoseconds hold
  int month = 1;        // 1 to 12
  int day = 1;          // 1 to 31
  int hour = 0;         // 0 to 23
  int minute = 0;       // 0 to 59
  int second = 0;       // 0 to 59
  int nanosecond = 0;   // 0 to 999,999,999
  int weekday = 4;      // 0 Sunday to 6 Saturday
  int day_of_year = 1;  // 1 to 366
  friend bool operator==(const CivilTime&, const CivilTime&) = default;
};

CivilTime civil_time(CalendarPoint at);
// From year to nanosecond; weekday and day_of_year are not read. The fields must be in range (see CivilTime).
CalendarPoint calendar_point(const CivilTime& civil);
// "2026-01-26 09:00:00", and with milliseconds "2026-01-26 09:00:00.250".
std::string to_string(CalendarPoint at);
std::string to_string_ms(CalendarPoint at);

// Days since 1899-12-30 00:00, as an OLE DATE counts them.
double ole_date(CalendarPoint at);

// Where every virtual run begins: Monday 2026-01-26 09:00:00.
inline constexpr CalendarPoint virtual_run_start =
    std::chrono::sys_days{std::chrono::year{2026} / std::chrono::January / 26} + std::chrono::hours{9};

// What one party believes the date to be. Figures never come from here: they come from the run's clock.
class Calendar {
 public:
  // `run_start` is what the wall shows in that zone when the run begins.
  explicit Calendar(CalendarPoint run_start = virtual_run_start, Zone zone = {})
      : zone_(std::move(zone)), start_(zone_.utc_of(run_start)) {}
  // Begins at this machine's date and time, taken now; `now` is the run's clock at this moment.
  static Calendar of_this_machine(TimePoint now, Zone zone = {});

  // What the wall showed, or will show, at that moment of the run. A step changes nothing of what it showed before.
  CalendarPoint at(TimePoint when) const;
  // What the wall shows then, minus UTC.
  Duration ahead_of_utc(TimePoint when) const;
  // Sets the clock forward (or back, when negative) from `now` on, as a person or a time service does.
  void step(Duration by, TimePoint now) { steps_.emplace_back(now, by); }

 private:
  CalendarPoint utc_at(TimePoint when) const;

  Zone zone_;
  CalendarPoint start_;  // UTC
  std::vector<std::pair<TimePoint, Duration>> steps_;
};

}  // namespace acdloop
