// SPDX-License-Identifier: Apache-2.0
#include "simulator/emulator/refusing.hpp"

#include <gtest/gtest.h>

namespace acdloop::emulator {
namespace {

using namespace std::chrono_literals;
using cti::RefusalCause;
using cti::RequestKind;

TEST(Refusing, UnarmedRefusesNothing) {
  Refusing refusing;
  EXPECT_FALSE(refusing.decide(RequestKind::log_on));
  EXPECT_FALSE(refusing.active());
}

TEST(Refusing, RefusesTheNextOfItsKindAndNoOther) {
  Refusing refusing;
  refusing.arm({.request = RequestKind::log_on, .cause = RefusalCause::resource_busy, .reply_after = 60s, .count = 1});
  EXPECT_FALSE(refusing.decide(RequestKind::log_off));
  const auto refusal = refusing.decide(RequestKind::log_on);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->cause, RefusalCause::resource_busy);
  EXPECT_EQ(refusal->reply_after, Duration{60s});
  EXPECT_FALSE(refusing.decide(RequestKind::log_on));
}

TEST(Refusing, IsActiveUntilTheLastRefusalHasGoneOut) {
  Refusing refusing;
  refusing.arm({.request = RequestKind::log_on, .count = 2});
  refusing.decide(RequestKind::log_on);
  refusing.answered();
  EXPECT_TRUE(refusing.active());
  refusing.decide(RequestKind::log_on);
  EXPECT_TRUE(refusing.active());
  refusing.answered();
  EXPECT_FALSE(refusing.active());
}

TEST(Refusing, UsesUpItsPlansInTheirOrder) {
  Refusing refusing;
  refusing.arm({.request = RequestKind::log_on, .cause = RefusalCause::generic});
  refusing.arm({.request = RequestKind::log_on, .cause = RefusalCause::overload});
  EXPECT_EQ(refusing.decide(RequestKind::log_on)->cause, RefusalCause::generic);
  EXPECT_EQ(refusing.decide(RequestKind::log_on)->cause, RefusalCause::overload);
}

}  // namespace
}  // namespace acdloop::emulator
