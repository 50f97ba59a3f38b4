// SPDX-License-Identifier: Apache-2.0
#include "simulator/emulator/withholding.hpp"

#include <gtest/gtest.h>

namespace acdloop::emulator {
namespace {

using namespace std::chrono_literals;
using cti::RequestKind;

TEST(Withholding, UnarmedKeepsNothingBack) {
  Withholding withholding;
  EXPECT_FALSE(withholding.decide(RequestKind::query_agent_state).withheld);
  EXPECT_FALSE(withholding.active());
}

TEST(Withholding, KeepsBackTheNextOfItsKindAndNoOther) {
  Withholding withholding;
  withholding.arm({.request = RequestKind::log_on, .reply_after = 5s, .count = 1});
  EXPECT_TRUE(withholding.active());
  EXPECT_FALSE(withholding.decide(RequestKind::query_agent_state).withheld);
  const auto decision = withholding.decide(RequestKind::log_on);
  EXPECT_TRUE(decision.withheld);
  EXPECT_EQ(decision.reply_after, Duration{5s});
  EXPECT_FALSE(withholding.decide(RequestKind::log_on).withheld);
}

TEST(Withholding, IsActiveUntilTheLastOwedAnswerHasGoneOut) {
  Withholding withholding;
  withholding.arm({.request = RequestKind::log_on, .reply_after = 5s, .count = 2});
  withholding.decide(RequestKind::log_on);
  withholding.decide(RequestKind::log_on);
  withholding.released();
  EXPECT_TRUE(withholding.active());
  withholding.released();
  EXPECT_FALSE(withholding.active());
}

TEST(Withholding, AnAnswerThatNeverComesIsNotOwed) {
  Withholding withholding;
  withholding.arm({.request = RequestKind::log_on, .reply_after = {}, .count = 2});
  EXPECT_EQ(withholding.decide(RequestKind::log_on).reply_after, std::nullopt);
  EXPECT_TRUE(withholding.active());
  EXPECT_TRUE(withholding.decide(RequestKind::log_on).withheld);
  EXPECT_FALSE(withholding.active());
}

TEST(Withholding, PlansOfOneKindAreUsedUpInTheOrderTheyWereArmed) {
  Withholding withholding;
  withholding.arm({.request = RequestKind::log_on, .reply_after = 1s, .count = 1});
  withholding.arm({.request = RequestKind::log_off, .reply_after = 2s, .count = 1});
  withholding.arm({.request = RequestKind::log_on, .reply_after = 3s, .count = 1});
  EXPECT_EQ(withholding.decide(RequestKind::log_on).reply_after, Duration{1s});
  EXPECT_EQ(withholding.decide(RequestKind::log_on).reply_after, Duration{3s});
  EXPECT_EQ(withholding.decide(RequestKind::log_off).reply_after, Duration{2s});
}

TEST(Withholding, APlanForNothingIsNone) {
  Withholding withholding;
  withholding.arm({.request = RequestKind::log_on, .reply_after = 1s, .count = 0});
  EXPECT_FALSE(withholding.active());
  EXPECT_FALSE(withholding.decide(RequestKind::log_on).withheld);
}

}  // namespace
}  // namespace acdloop::emulator
