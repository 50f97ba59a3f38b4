// SPDX-License-Identifier: Apache-2.0
// Wires that report no wrap-up (Asterisk's way): it begins with the end of the call and lasts as long as is configured.
#include <gtest/gtest.h>

#include "drivers/tapi/tests/watched_tracker.hpp"

namespace acdloop::tapi {
namespace {

using namespace std::chrono_literals;

cti::Dialect timer_dialect() {
  cti::Dialect dialect;
  dialect.busy_from = cti::Dialect::BusyFrom::call_event;
  dialect.wrap_up_from = cti::Dialect::WrapUpFrom::call_end_timer;
  dialect.wrap_up_end = cti::Dialect::WrapUpEnd::whole_seconds;
  return dialect;
}

// Ann's call of sales was over at 30.7 s.
struct AfterCall : Watched {
  explicit AfterCall(std::map<cti::AcdGroupId, Duration> wrap_up = {{sales, 12s}},
                     cti::Dialect dialect = timer_dialect())
      : Watched{dialect, true} {
    tracker = SessionTracker{std::move(dialect), true, false, std::move(wrap_up)};
    feed(0, logged_on(sales, {cti::AgentState::ready}));
    feed(5, delivered("c1"));
    feed(10, established("c1"));
    told = feed(30.7, cleared("c1"));
  }
  std::optional<TimePoint> over() const { return tracker.next_deadline(); }
  Words told;
};

TEST(TimedWrapUp, BeginsWithTheEndOfTheCallAndEndsOnAWholeSecond) {
  AfterCall w;
  EXPECT_EQ(w.told, Words{"sales ASE_WRAPUP"});
  ASSERT_EQ(w.over(), at_seconds(42));  // 30 + 12
  EXPECT_EQ(w.wake(42), Words{"sales ASE_READY"});
  EXPECT_EQ(w.over(), std::nullopt);
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 60), 11);  // 42.0 - 30.7
}

TEST(TimedWrapUp, ABrokenLimitIsRoundedUp) {
  EXPECT_EQ(AfterCall({{sales, 12'200ms}}).over(), at_seconds(43));
  cti::Dialect exact = timer_dialect();
  exact.wrap_up_end = cti::Dialect::WrapUpEnd::exact;
  EXPECT_EQ(AfterCall({{sales, 12'200ms}}, exact).over(), at_seconds(42.9));
}

TEST(TimedWrapUp, NoLimitIsNoWrapUp) {
  AfterCall w{{{service, 12s}}};
  EXPECT_EQ(w.told, Words{"sales ASE_READY"});
  EXPECT_EQ(w.over(), std::nullopt);
}

TEST(TimedWrapUp, ReadyDoesNotEndItAndNotReadyDoes) {
  AfterCall w;
  EXPECT_EQ(w.feed(33, ready(sales)), Words{});
  EXPECT_EQ(w.over(), at_seconds(42));
  EXPECT_EQ(w.feed(35, not_ready(sales)), Words{"sales ASE_NOT_READY"});
  EXPECT_EQ(w.over(), std::nullopt);
  EXPECT_EQ(w.feed(36, ready(sales)), Words{"sales ASE_READY"});
}

TEST(TimedWrapUp, TheNextOfferEndsIt) {
  AfterCall w;
  EXPECT_EQ(w.feed(40, delivered("c2", service)), Words{});
  EXPECT_EQ(w.feed(41, delivered("c3", sales)), Words{"sales ASE_READY"});
  EXPECT_EQ(w.feed(43, established("c3")), Words{"sales ASE_BUSY"});
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 60), 10);  // 41.0 - 30.7
}

TEST(TimedWrapUp, WhatWasAskedForInTheCallComesAfterIt) {
  AfterCall w;
  w.wake(42);
  w.feed(50, delivered("c2"));
  w.feed(52, established("c2"));
  EXPECT_EQ(w.feed(53, not_ready(sales)), Words{});
  EXPECT_EQ(w.feed(60, cleared("c2")), Words{"sales ASE_WRAPUP"});
  EXPECT_EQ(w.wake(72), Words{"sales ASE_NOT_READY"});
  w.feed(73, ready(sales));
  w.feed(80, delivered("c3"));
  w.feed(82, established("c3"));
  w.feed(83, not_ready(sales));
  EXPECT_EQ(w.feed(84, ready(sales)), Words{});  // taken back
  w.feed(90, cleared("c3"));
  EXPECT_EQ(w.wake(102), Words{"sales ASE_READY"});
}

TEST(TimedWrapUp, TheEndOfTheSessionEndsIt) {
  AfterCall w;
  EXPECT_EQ(w.feed(33, logged_off(sales)), Words{"sales ASE_END"});
  EXPECT_EQ(w.over(), std::nullopt);
}

}  // namespace
}  // namespace acdloop::tapi
