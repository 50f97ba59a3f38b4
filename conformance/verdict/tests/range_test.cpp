// SPDX-License-Identifier: Apache-2.0
#include "conformance/verdict/range.hpp"

#include <gtest/gtest.h>

namespace acdloop::verdict {
namespace {

using std::chrono::milliseconds;

Range either_way(Duration length) { return {floor_seconds(length), ceil_seconds(length)}; }
Range down(Duration length) { return {floor_seconds(length), floor_seconds(length)}; }
Span span(int shortest, int longest) { return {milliseconds{shortest}, milliseconds{longest}}; }
Interval interval(int earliest, int latest) {
  return {TimePoint{milliseconds{earliest}}, TimePoint{milliseconds{latest}}};
}

TEST(Range, RoundsNegativeNumbersDownwardsToo) {
  EXPECT_EQ(floor_seconds(milliseconds{-1}), -1);
  EXPECT_EQ(ceil_seconds(milliseconds{-1}), 0);
  EXPECT_EQ(floor_divide(-7, 2), -4);
  EXPECT_EQ(ceil_divide(-7, 2), -3);
  EXPECT_EQ(ceil_divide(7, 2), 4);
  EXPECT_EQ(floor_seconds(milliseconds{42000}), 42);
  EXPECT_EQ(ceil_seconds(milliseconds{42000}), 42);
}

TEST(Range, BetweenTwoEdgesIsWhatBothAllow) {
  EXPECT_EQ(between(interval(1000, 1000), interval(3500, 3500)), span(2500, 2500));
  EXPECT_EQ(between(interval(1000, 1200), interval(3000, 3500)), span(1800, 2500));
  EXPECT_EQ(between(interval(1000, 3000), interval(2000, 2500)), span(0, 1500));  // never negative
}

TEST(Judge, OnAPointNothingIsInconclusive) {
  for (std::int64_t value = 40; value <= 45; ++value) {
    const Verdict verdict = judge(span(42400, 42400), either_way, value);
    EXPECT_EQ(verdict, value == 42 || value == 43 ? Verdict::pass : Verdict::fail) << value;
  }
}

TEST(Judge, IsInconclusiveOnlyWhereTheTruthDecides) {
  // 41.9 s permits 41 and 42, 42.1 s permits 42 and 43.
  EXPECT_EQ(judge(span(41900, 42100), either_way, 40), Verdict::fail);
  EXPECT_EQ(judge(span(41900, 42100), either_way, 41), Verdict::inconclusive);
  EXPECT_EQ(judge(span(41900, 42100), either_way, 42), Verdict::pass);
  EXPECT_EQ(judge(span(41900, 42100), either_way, 43), Verdict::inconclusive);
  EXPECT_EQ(judge(span(41900, 42100), either_way, 44), Verdict::fail);
}

TEST(Judge, NoValuePassesWhereNoneIsPermittedThroughout) {
  EXPECT_EQ(judge(span(41900, 42100), down, 41), Verdict::inconclusive);
  EXPECT_EQ(judge(span(41900, 42100), down, 42), Verdict::inconclusive);
  EXPECT_EQ(judge(span(41900, 42100), down, 43), Verdict::fail);
}

TEST(Judge, AnUpperLimitAcceptsEverythingBelow) {
  const Permitted permitted = permitted_over(span(41900, 42100), either_way);
  EXPECT_EQ(judge_upper(permitted, -5), Verdict::pass);
  EXPECT_EQ(judge_upper(permitted, 42), Verdict::pass);
  EXPECT_EQ(judge_upper(permitted, 43), Verdict::inconclusive);
  EXPECT_EQ(judge_upper(permitted, 44), Verdict::fail);
}

TEST(Text, IsForPeople) {
  EXPECT_EQ(text_of(Range{42, 43}, "s"), "42 s to 43 s");
  EXPECT_EQ(text_of(Range{42, 42}, "s"), "42 s");
  EXPECT_EQ(text_of(Range{1, 1}, ""), "1");
  EXPECT_EQ(text_of(Range{1, 0}, "s"), "none");
  EXPECT_EQ(text_of(permitted_over(span(42400, 42400), either_way), "s"), "42 s to 43 s");
  EXPECT_EQ(text_of(permitted_over(span(41900, 42100), either_way), "s"), "42 s (41 s to 43 s cannot be excluded)");
  EXPECT_EQ(text_of(permitted_over(span(41900, 42100), down), "s"), "within 41 s to 42 s, the evidence allows no more");
}

}  // namespace
}  // namespace acdloop::verdict
