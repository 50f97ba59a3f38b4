// SPDX-License-Identifier: Apache-2.0
#include "conformance/verdict/reading_ledger.hpp"

#include <gtest/gtest.h>

namespace acdloop::verdict {
namespace {

using Words = std::vector<std::string>;

TEST(ReadingLedger, KeepsWhatAllEvidenceAgreesWith) {
  ReadingLedger ledger;
  EXPECT_FALSE(ledger.add("rounding", {"floor_total", "nearest_total"}, 1, "a"));
  EXPECT_FALSE(ledger.add("live_totals", {"false"}, 1, "a"));
  EXPECT_FALSE(ledger.add("rounding", {"floor_total", "ceil_total"}, 2, "b"));
  const std::vector<ReadingObserved> expected{{"live_totals", {"false"}, 1}, {"rounding", {"floor_total"}, 3}};
  EXPECT_EQ(ledger.observed(), expected);
}

TEST(ReadingLedger, TwoAnswersToOneQuestionAreToldOnceWithBothWitnesses) {
  ReadingLedger ledger;
  ledger.add("hold_in_talk", {"false", "true"}, 1, "c0");
  ledger.add("hold_in_talk", {"false"}, 1, "c1");
  const auto contradiction = ledger.add("hold_in_talk", {"true"}, 1, "c2");
  ASSERT_TRUE(contradiction);
  EXPECT_EQ(contradiction->before, Words{"false"});
  EXPECT_EQ(contradiction->before_from, "c1");
  EXPECT_EQ(contradiction->now, Words{"true"});
  EXPECT_FALSE(ledger.add("hold_in_talk", {"false"}, 1, "c3"));
  EXPECT_TRUE(ledger.observed().empty());

  const Check check = check_of(*contradiction, "AS-015", "Is hold talk?");
  EXPECT_EQ(check.requirement, "AS-015");
  EXPECT_EQ(check.verdict, Verdict::fail);
  EXPECT_EQ(check.expected, "false, as in c1");
  EXPECT_EQ(check.observed, "true");
}

}  // namespace
}  // namespace acdloop::verdict
