// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/epoch.hpp"

#include <cstdio>

#include "drivers/time/calendar.hpp"

namespace acdloop::asterisk_ami {
namespace {

std::string printed(const char* format, int a, int b, int c) {
  char text[40];
  std::snprintf(text, sizeof text, format, a, b, c);
  return text;
}

}  // namespace

std::int64_t Epoch::nanoseconds(TimePoint now) const {
  if (!wall_clock_) return now.time_since_epoch().count();
  return calendar_point(wall_clock_(now)).time_since_epoch().count();
}

std::string Epoch::with_microseconds(TimePoint now) const {
  const std::int64_t all = nanoseconds(now) / 1000;
  char text[48];
  std::snprintf(text, sizeof text, "%lld.%06lld", static_cast<long long>(all / 1'000'000),
                static_cast<long long>(all % 1'000'000));
  return text;
}

std::string Epoch::date(TimePoint now) const {
  const CivilTime civil = wall_clock_ ? wall_clock_(now) : CivilTime{};
  return printed("%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

std::string Epoch::time_of_day(TimePoint now) const {
  const CivilTime civil = wall_clock_ ? wall_clock_(now) : CivilTime{};
  return printed("%02d:%02d:%02d", civil.hour, civil.minute, civil.second);
}

}  // namespace acdloop::asterisk_ami
