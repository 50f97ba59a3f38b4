// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/calendar.hpp"

#include <gtest/gtest.h>

namespace acdloop {
namespace {

using namespace std::chrono_literals;

TEST(Calendar, VirtualRunsBeginOnAMondayMorning) {
  const CivilTime civil = civil_time(Calendar{}.at(TimePoint{}));
  EXPECT_EQ(civil, (CivilTime{2026, 1, 26, 9, 0, 0, 0, 1, 26}));
  EXPECT_EQ(to_string(Calendar{}.at(TimePoint{})), "2026-01-26 09:00:00");
}

TEST(Calendar, FollowsTheRunsClockAndItsSteps) {
  Calendar calendar;
  EXPECT_EQ(to_string_ms(calendar.at(TimePoint{15h + 250ms})), "2026-01-27 00:00:00.250");
  calendar.step(-1h, TimePoint{});
  EXPECT_EQ(to_string(calendar.at(TimePoint{15h})), "2026-01-26 23:00:00");
}

TEST(Calendar, AStepLeavesAloneWhatTheWallShowedBefore) {
  Calendar calendar;
  calendar.step(-1h, TimePoint{2h});
  EXPECT_EQ(to_string(calendar.at(TimePoint{1h})), "2026-01-26 10:00:00");
  EXPECT_EQ(to_string(calendar.at(TimePoint{2h})), "2026-01-26 10:00:00");
}

TEST(Calendar, ShowsTheWallOfItsZone) {
  const CalendarPoint evening = calendar_point({.year = 2026, .month = 3, .day = 29, .hour = 0, .minute = 30});
  const Calendar calendar{evening, *Zone::parse("CET-1CEST,M3.5.0,M10.5.0/3")};
  EXPECT_EQ(to_string(calendar.at(TimePoint{})), "2026-03-29 00:30:00");
  EXPECT_EQ(to_string(calendar.at(TimePoint{1h})), "2026-03-29 01:30:00");
  EXPECT_EQ(to_string(calendar.at(TimePoint{2h})), "2026-03-29 03:30:00");
}

TEST(Calendar, KnowsLeapYearsAndTheCenturyRule) {
  const auto day_after = [](int year, int month, int day) {
    return to_string(calendar_point({.year = year, .month = month, .day = day}) + 24h).substr(0, 10);
  };
  EXPECT_EQ(day_after(2024, 2, 28), "2024-02-29");
  EXPECT_EQ(day_after(2026, 2, 28), "2026-03-01");
  EXPECT_EQ(day_after(2000, 2, 28), "2000-02-29");
  EXPECT_EQ(day_after(2100, 2, 28), "2100-03-01");
  EXPECT_EQ(day_after(2026, 12, 31), "2027-01-01");
  EXPECT_EQ(civil_time(calendar_point({.year = 2024, .month = 12, .day = 31})).day_of_year, 366);
}

TEST(Calendar, ConvertsBackAndForthBeforeAndAfter1970) {
  const CivilTime moon{1969, 7, 20, 20, 17, 40, 999'999'999, 0, 201};
  EXPECT_EQ(civil_time(calendar_point(moon)), moon);
  EXPECT_LT(calendar_point(moon), CalendarPoint{});
  EXPECT_EQ(calendar_point({.year = 1970, .month = 1, .day = 1, .second = 1}).time_since_epoch(), 1s);
  // 1,000,000,000 seconds after the epoch.
  EXPECT_EQ(to_string(CalendarPoint{1'000'000'000s}), "2001-09-09 01:46:40");
}

TEST(Calendar, OfThisMachineGoesOnFromNow) {
  const auto here = std::chrono::system_clock::now();
  const Calendar calendar = Calendar::of_this_machine(TimePoint{5s});
  const auto difference = calendar.at(TimePoint{5s}) - here;
  EXPECT_GE(difference, 0s);
  EXPECT_LT(difference, 60s);
}

}  // namespace
}  // namespace acdloop
