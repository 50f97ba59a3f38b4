// SPDX-License-Identifier: Apache-2.0
// A time zone as a POSIX rule ("CET-1CEST,M3.5.0,M10.5.0/3"): what a clock on the wall shows at a moment of UTC. Used
// by calendars and by the loader of scenarios. Knows no zone database and no clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace acdloop {

class Zone {
 public:
  // UTC.
  Zone() = default;
  // The rule as POSIX.1 writes TZ: std offset [dst [offset], start [/time], end [/time]], names of three letters or
  // more or in <>. The dates are Mm.w.d, Jn or n. The error says what is wrong, in plain words. Empty is UTC.
  static std::expected<Zone, std::string> parse(std::string_view rule);

  using Moment = std::chrono::sys_time<std::chrono::nanoseconds>;
  // What the wall shows, minus UTC.
  std::chrono::seconds offset(Moment utc) const;
  Moment wall(Moment utc) const { return utc + offset(utc); }
  // The first moment at which the wall shows that; where summer time leaves it out, as if it had not begun.
  Moment utc_of(Moment wall) const;

 private:
  friend class ZoneReader;
  struct Date {
    enum class Kind : std::uint8_t { month_week_day, day_without_leap, day_of_year } kind = Kind::day_of_year;
    int month = 1, week = 1;  // month_week_day: 1 to 12; 1 to 5, 5 the last one
    int day = 0;              // weekday 0 Sunday; 1 to 365; 0 to 365
    std::chrono::seconds time{std::chrono::hours{2}};
  };
  Moment on_the_wall(const Date& date, std::chrono::year year) const;

  std::chrono::seconds standard_{0};
  std::chrono::seconds summer_{0};
  bool has_summer_ = false;
  Date start_;
  Date end_;
};

}  // namespace acdloop
