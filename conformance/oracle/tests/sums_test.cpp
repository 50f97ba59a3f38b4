// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/sums.hpp"

#include <gtest/gtest.h>

namespace acdloop::oracle {
namespace {

using verdict::Permitted;
using verdict::Range;
using verdict::Span;

Length length(int milliseconds) { return Length::exactly(Span::exactly(std::chrono::milliseconds{milliseconds})); }
Length known_within(int shortest, int longest) {
  return Length::exactly({std::chrono::milliseconds{shortest}, std::chrono::milliseconds{longest}});
}

TEST(Sums, AnAverageBesideATotalMayBeOfTheTotalBeforeItWasRounded) {
  // 60 over 3 may come from 60.9: 20.3, up to 21.
  EXPECT_EQ(average_beside(60, 3, Rounding::any), (Range{20, 21}));
  EXPECT_EQ(average_beside(62, 3, Rounding::any), (Range{20, 21}));
  EXPECT_EQ(average_beside(62, 3, Rounding::floor_total), (Range{20, 20}));
}

TEST(Sums, CertaintyShrinksAsTheTruthSpreads) {
  const std::vector<Length> parts{length(13'200), known_within(7'900, 8'100)};
  const Permitted permitted = permitted_total(parts, Rounding::any);
  EXPECT_EQ(permitted.always, (Range{13 + 8, 14 + 8}));
  EXPECT_EQ(permitted.sometimes, (Range{13 + 7, 14 + 9}));
}

TEST(Sums, GrowthOfATotalRoundedDownDependsOnWhatWasThere) {
  const std::vector<Length> before{length(13'200)};
  const std::vector<Length> added{length(17'900)};
  EXPECT_EQ(permitted_growth(before, added, Rounding::floor_total).always, (Range{18, 18}));  // 13, then 31
  EXPECT_EQ(permitted_growth(before, added, Rounding::floor_per_call).always, (Range{17, 17}));
  EXPECT_EQ(permitted_growth(before, added, Rounding::any).always, (Range{17, 18}));
}

TEST(Sums, TheLongestOfNothingIsZero) {
  EXPECT_EQ(permitted_maximum({}, Rounding::any), Permitted::exactly({0, 0}));
  EXPECT_EQ(permitted_average({}, Rounding::any), Permitted::exactly({0, 0}));
}

TEST(Sums, ARateSurvivesASessionWithoutLength) {
  EXPECT_EQ(permitted_rate(1, length(0)).always, (Range{36'000'000, 36'000'000}));
}

}  // namespace
}  // namespace acdloop::oracle
