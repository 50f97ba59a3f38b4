// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/zone.hpp"

#include <gtest/gtest.h>

#include "drivers/time/calendar.hpp"

namespace acdloop {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Zone zone(std::string_view rule) {
  const auto parsed = Zone::parse(rule);
  EXPECT_TRUE(parsed) << rule << ": " << (parsed ? "" : parsed.error());
  return parsed.value_or(Zone{});
}

CalendarPoint utc(int year, int month, int day, int hour, int minute = 0, int second = 0) {
  return calendar_point({year, month, day, hour, minute, second, 0, 0, 0});
}

TEST(Zone, WithoutARuleIsUtc) { EXPECT_EQ(seconds{0}, zone("").offset(utc(2026, 7, 1, 12))); }

TEST(Zone, CountsEastAsNegativeAsPosixDoes) {
  EXPECT_EQ(hours{-5}, zone("EST5").offset(utc(2026, 7, 1, 12)));
  EXPECT_EQ(hours{5} + minutes{45}, zone("<+0545>-5:45").offset(utc(2026, 7, 1, 12)));
}

TEST(Zone, TurnsToSummerAndBackAtTheSecond) {
  const Zone berlin = zone("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ(hours{1}, berlin.offset(utc(2026, 3, 29, 0, 59, 59)));
  EXPECT_EQ(hours{2}, berlin.offset(utc(2026, 3, 29, 1)));
  EXPECT_EQ(hours{2}, berlin.offset(utc(2026, 10, 25, 0, 59, 59)));
  EXPECT_EQ(hours{1}, berlin.offset(utc(2026, 10, 25, 1)));
}

TEST(Zone, HasSummerOverNewYearInTheSouth) {
  const Zone sydney = zone("AEST-10AEDT,M10.1.0,M4.1.0/3");
  EXPECT_EQ(hours{11}, sydney.offset(utc(2026, 1, 1, 0)));
  EXPECT_EQ(hours{10}, sydney.offset(utc(2026, 7, 1, 0)));
  EXPECT_EQ(hours{11}, sydney.offset(utc(2026, 12, 31, 23)));
}

TEST(Zone, ReadsDaysOfTheYear) {
  const Zone zoned = zone("AAA0BBB,J60/0,300/0");  // J60 is the first of March, also in a leap year
  EXPECT_EQ(hours{0}, zoned.offset(utc(2028, 2, 29, 23, 59, 59)));
  EXPECT_EQ(hours{1}, zoned.offset(utc(2028, 3, 1, 0)));
  EXPECT_EQ(hours{1}, zoned.offset(utc(2026, 10, 27, 22, 59, 59)));  // day 300 counted from zero is the 28th
  EXPECT_EQ(hours{0}, zoned.offset(utc(2026, 10, 27, 23)));
}

TEST(Zone, FindsTheMomentThatAWallShows) {
  const Zone berlin = zone("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ(utc(2026, 3, 28, 23, 30), berlin.utc_of(utc(2026, 3, 29, 0, 30)));
  EXPECT_EQ(utc(2026, 10, 25, 0, 30), berlin.utc_of(utc(2026, 10, 25, 2, 30)));  // shown twice: the first time
  EXPECT_EQ(utc(2026, 3, 29, 1, 30), berlin.utc_of(utc(2026, 3, 29, 2, 30)));    // never shown
}

TEST(Zone, SaysWhatIsWrongWithARule) {
  for (const std::string_view rule :
       {"C", "CET", "CET-", "CET-25", "CET-1C", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/3x", "Europe/Berlin",
        "CET-1CEST,J0,J300", "CET-1:60", "<CET-1", "CET-99999999999999999999"}) {
    const auto parsed = Zone::parse(rule);
    ASSERT_FALSE(parsed) << rule;
    EXPECT_FALSE(parsed.error().empty());
  }
  EXPECT_FALSE(Zone::parse(std::string(1000, 'A')));
}

}  // namespace
}  // namespace acdloop
