// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/calendar.hpp"

#include <fmt/format.h>

namespace acdloop {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::nanoseconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

CivilTime civil_time(CalendarPoint at) {
  const sys_days day = floor<days>(at);
  const year_month_day date{day};
  const std::chrono::hh_mm_ss<nanoseconds> time{at - day};
  const sys_days new_year{date.year() / std::chrono::January / 1};
  CivilTime civil;
  civil.year = static_cast<int>(date.year());
  civil.month = static_cast<int>(static_cast<unsigned>(date.month()));
  civil.day = static_cast<int>(static_cast<unsigned>(date.day()));
  civil.hour = static_cast<int>(time.hours().count());
  civil.minute = static_cast<int>(time.minutes().count());
  civil.second = static_cast<int>(time.seconds().count());
  civil.nanosecond = static_cast<int>(time.subseconds().count());
  civil.weekday = static_cast<int>(std::chrono::weekday{day}.c_encoding());
  civil.day_of_year = static_cast<int>((day - new_year).count()) + 1;
  return civil;
}

CalendarPoint calendar_point(const CivilTime& civil) {
  const year_month_day date{std::chrono::year{civil.year}, std::chrono::month{static_cast<unsigned>(civil.month)},
                            std::chrono::day{static_cast<unsigned>(civil.day)}};
  return sys_days{date} + std::chrono::hours{civil.hour} + std::chrono::minutes{civil.minute} +
         std::chrono::seconds{civil.second} + nanoseconds{civil.nanosecond};
}

std::string to_string(CalendarPoint at) {
  const CivilTime civil = civil_time(at);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", civil.year, civil.month, civil.day, civil.hour,
                     civil.minute, civil.second);
}

std::string to_string_ms(CalendarPoint at) {
  return fmt::format("{}.{:03}", to_string(at), civil_time(at).nanosecond / 1'000'000);
}

CalendarPoint Calendar::utc_at(TimePoint when) const {
  CalendarPoint utc = start_ + when.time_since_epoch();
  for (const auto& [since, by] : steps_) {
    if (since <= when) utc += by;
  }
  return utc;
}

CalendarPoint Calendar::at(TimePoint when) const { return zone_.wall(utc_at(when)); }

Duration Calendar::ahead_of_utc(TimePoint when) const { return zone_.offset(utc_at(when)); }

Calendar Calendar::of_this_machine(TimePoint now, Zone zone) {
  const CalendarPoint here = std::chrono::time_point_cast<nanoseconds>(std::chrono::system_clock::now());
  Calendar calendar;
  calendar.zone_ = zone;
  calendar.start_ = here - now.time_since_epoch();
  return calendar;
}

double ole_date(CalendarPoint at) {
  constexpr auto ole_epoch = std::chrono::sys_days{std::chrono::year{1899} / std::chrono::December / 30};
  using Days = std::chrono::duration<double, std::chrono::days::period>;
  // Whole days first: a double of nanoseconds since 1899 would lose microseconds.
  const auto day = std::chrono::floor<std::chrono::days>(at);
  return Days{day - ole_epoch}.count() + Days{at - day}.count();
}

}  // namespace acdloop
