// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/account.hpp"

#include <gtest/gtest.h>

namespace acdloop::link {
namespace {

TEST(Account, BytesAreInFlightFromSendingToReading) {
  const auto account = std::make_shared<Account>();
  const auto flow = account->open_flow("a line");
  EXPECT_FALSE(account->in_flight());
  flow->sent(5);
  flow->read(4);
  EXPECT_TRUE(account->in_flight());
  flow->read(1);
  EXPECT_FALSE(account->in_flight());
}

TEST(Account, AnEndOfStreamIsInFlightUntilItIsSeen) {
  const auto account = std::make_shared<Account>();
  const auto flow = account->open_flow("a line");
  flow->end_sent();
  EXPECT_TRUE(account->in_flight());
  flow->end_seen();
  EXPECT_FALSE(account->in_flight());
  flow->end_sent();
  EXPECT_FALSE(account->in_flight()) << "nobody looks for it any more";
}

TEST(Account, ATokenIsGivenBackOnceAndWithItsLastHolder) {
  const auto account = std::make_shared<Account>();
  auto token = account->take_token("an attempt");
  EXPECT_TRUE(account->in_flight());
  token->end_seen();
  EXPECT_FALSE(account->in_flight());
  token = account->take_token("another");
  EXPECT_TRUE(account->in_flight());
  token.reset();
  EXPECT_FALSE(account->in_flight());
}

TEST(Account, WhatIsLostIsCountedAndNamed) {
  const auto account = std::make_shared<Account>();
  const auto flow = account->open_flow("a line");
  flow->sent(12);
  flow->lose(false);
  EXPECT_FALSE(account->in_flight());
  flow->sent(3);
  EXPECT_FALSE(account->in_flight());
  EXPECT_EQ(account->lost_bytes(), 15u);
  EXPECT_EQ(account->losses(), (std::vector<std::string>{"lost 12 bytes on a line", "lost 3 bytes on a line"}));
}

TEST(Account, WritingOffSaysWhatWasOnItsWay) {
  const auto account = std::make_shared<Account>();
  const auto first = account->open_flow("first");
  const auto second = account->open_flow("second");
  second->sent(2);
  first->sent(1);
  const auto third = account->take_token("third");
  EXPECT_EQ(account->write_off(), "lost 1 bytes on first; lost 2 bytes on second; lost the end of third");
  EXPECT_FALSE(account->in_flight());
  EXPECT_EQ(account->write_off(), "");
}

TEST(Account, AReaderThatIsFullHoldsNobodyUp) {
  const auto account = std::make_shared<Account>();
  const auto flow = account->open_flow("a line");
  flow->sent(10);
  flow->hold(true);
  flow->sent(10);
  EXPECT_FALSE(account->in_flight());
  flow->hold(false);
  EXPECT_TRUE(account->in_flight());
  flow->read(20);
  EXPECT_FALSE(account->in_flight());
}

TEST(Account, AFlowThatGoesAwayLeavesNothingInFlight) {
  const auto account = std::make_shared<Account>();
  auto flow = account->open_flow("a line");
  flow->sent(7);
  flow->end_sent();
  flow.reset();
  EXPECT_FALSE(account->in_flight());
  EXPECT_EQ(account->lost_bytes(), 7u);
}

TEST(Account, KeepsABoundedNumberOfTexts) {
  const auto account = std::make_shared<Account>();
  for (int i = 0; i < 1000; ++i) account->lost(1, "a line");
  EXPECT_EQ(account->lost_bytes(), 1000u);
  EXPECT_EQ(account->losses().size(), Account::kept_losses);
}

}  // namespace
}  // namespace acdloop::link
