// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "drivers/tapi/tests/watched_tracker.hpp"

namespace acdloop::tapi {
namespace {

// A state for each group, always named.

TEST(StatedTracker, EveryReportChangesTheSessionItNames) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::not_ready}));
  w.feed(0, logged_on(service, {cti::AgentState::not_ready}));
  EXPECT_EQ(w.feed(5, ready(sales)), Words{"sales ASE_READY"});
  w.feed(10, delivered("c1"));
  w.feed(17, established("c1"));
  EXPECT_EQ(w.feed(17, busy(sales)), Words{});
  EXPECT_EQ(w.feed(18, not_ready(service)), Words{});
  w.feed(60, cleared("c1"));
  EXPECT_EQ(w.feed(60, wrap_up(sales)), Words{"sales ASE_WRAPUP"});
  EXPECT_EQ(w.feed(70, not_ready(sales)), Words{"sales ASE_NOT_READY"});
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 80), 10);
  EXPECT_EQ(w.figure(ann_sales, "calls", 80), 1);
  EXPECT_EQ(w.state(ann_service), SessionState::not_ready);
}

TEST(StatedTracker, BusyMayComeBeforeTheAnswerWhichStillSetsTheMark) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.feed(10, delivered("c1"));
  EXPECT_EQ(w.feed(16, busy(sales)), Words{"sales ASE_BUSY"});
  EXPECT_EQ(w.feed(17, established("c1")), Words{});
  EXPECT_EQ(w.feed(60, wrap_up(sales)), Words{});
  EXPECT_EQ(w.feed(60, cleared("c1")), Words{"sales ASE_WRAPUP"});
  w.feed(77, ready(sales));
  EXPECT_EQ(w.figure(ann_sales, "call_time", 80), 60);
}

TEST(StatedTracker, BusyNamesTheGroupOfACallThatHadNone) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.feed(0, logged_on(service, {cti::AgentState::ready}));
  w.feed(10, later(cti::CallEventKind::delivered, cti::ConnectionState::alerting, "c1"));
  EXPECT_EQ(w.feed(17, established("c1")), Words{});
  EXPECT_EQ(w.feed(17, busy(service)), Words{"service ASE_BUSY"});
  w.feed(60, cleared("c1"));
  w.feed(60, ready(service));
  EXPECT_EQ(w.figure(ann_service, "calls", 80), 1);
  EXPECT_EQ(w.figure(ann_service, "call_time", 80), 43);
  EXPECT_EQ(w.figure(ann_service, "longest_time_to_answer", 80), 7);
}

TEST(StatedTracker, TheQueueOfACallTellsItsGroup) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.feed(0, logged_on(service, {cti::AgentState::ready}));
  cti::CallEvent queued;
  queued.kind = cti::CallEventKind::queued;
  queued.info.call = cti::CallId{"c1"};
  queued.changes = {{{cti::CallId{"c1"}, {"service", cti::DeviceCategory::acd_group}}, cti::ConnectionState::queued}};
  w.feed(8, {queued});
  w.feed(10, later(cti::CallEventKind::delivered, cti::ConnectionState::alerting, "c1"));
  EXPECT_EQ(w.feed(17, established("c1")), Words{"service ASE_BUSY"});
}

TEST(StatedTracker, TheDeviceFirstCalledTellsTheGroupUnlessTheCallIsPlainlyDirect) {
  for (const auto call_class : {cti::CallClass::unknown, cti::CallClass::direct}) {
    Watched w{stated_dialect()};
    w.feed(0, logged_on(sales, {cti::AgentState::ready}));
    w.feed(0, logged_on(service, {cti::AgentState::ready}));
    cti::Event event = later(cti::CallEventKind::delivered, cti::ConnectionState::alerting, "c1");
    auto& info = std::get<cti::CallEvent>(event.body).info;
    info.call_class = call_class;
    info.originally_called = {"service", cti::DeviceCategory::acd_group};
    w.feed(10, event);
    EXPECT_EQ(w.feed(17, established("c1")),
              call_class == cti::CallClass::direct ? Words{} : Words{"service ASE_BUSY"});
  }
}

TEST(StatedTracker, AnAcdCallOfUnknownGroupBelongsToAnOnlySession) {
  for (const bool two : {false, true}) {
    Watched w{stated_dialect()};
    w.feed(0, logged_on(sales, {cti::AgentState::ready}));
    if (two) w.feed(0, logged_on(service, {cti::AgentState::ready}));
    cti::Event event = later(cti::CallEventKind::delivered, cti::ConnectionState::alerting, "c1");
    std::get<cti::CallEvent>(event.body).info.call_class = cti::CallClass::acd;
    w.feed(10, event);
    EXPECT_EQ(w.feed(17, established("c1")), two ? Words{} : Words{"sales ASE_BUSY"});
  }
}

TEST(StatedTracker, WrapUpThatFollowsNoAcdCallIsNotReady) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  EXPECT_EQ(w.feed(5, wrap_up(sales)), Words{"sales ASE_NOT_READY"});
}

TEST(StatedTracker, BusyThenWrapUpWithoutAnyCallReportIsACallAllTheSame) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.feed(17, busy(sales));
  EXPECT_EQ(w.feed(60, wrap_up(sales)), Words{"sales ASE_WRAPUP"});
  w.feed(77, ready(sales));
  EXPECT_EQ(w.figure(ann_sales, "calls", 80), 1);
  EXPECT_EQ(w.figure(ann_sales, "call_time", 80), 60);
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 80), 17);
}

TEST(StatedTracker, NotReadyDuringACallWaitsOnlyWhereTheSwitchDefersIt) {
  for (const bool defers : {false, true}) {
    Watched w{stated_dialect(), defers};
    w.feed(0, logged_on(sales, {cti::AgentState::ready}));
    w.feed(10, delivered("c1"));
    w.feed(17, established("c1"));
    EXPECT_EQ(w.feed(30, not_ready(sales)), defers ? Words{} : Words{"sales ASE_NOT_READY"});
    EXPECT_EQ(w.feed(60, cleared("c1")), defers ? Words{"sales ASE_NOT_READY"} : Words{});
    EXPECT_EQ(w.figure(ann_sales, "call_time", 90), 43);
    EXPECT_EQ(w.tracker.next_deadline(), std::nullopt);
  }
}

TEST(StatedTracker, SessionsThatWereThereBeforeUsAreDiscovered) {
  Watched w{stated_dialect()};
  EXPECT_EQ(w.feed(0, not_ready(sales)), Words{"sales ASE_NEW_SESSION"});
  EXPECT_EQ(w.state(ann_sales), SessionState::not_ready);
  EXPECT_EQ(w.feed(1, busy(service)), (Words{"service ASE_NEW_SESSION", "service ASE_BUSY"}));
}

TEST(StatedTracker, AGrantProvesItselfWhereTheDialectSaysSo) {
  cti::Dialect dialect;
  dialect.log_on_proof = dialect.log_off_proof = dialect.set_state_proof = cti::Dialect::Proof::reply;
  Watched w{dialect};
  EXPECT_EQ(w.note(w.tracker.on_log_on_granted(ann_sales, at_seconds(0))), Words{"sales ASE_NEW_SESSION"});
  EXPECT_EQ(w.note(w.tracker.on_state_granted(ann_sales, cti::AgentState::ready, at_seconds(1))),
            Words{"sales ASE_READY"});
  EXPECT_EQ(w.note(w.tracker.on_log_off_granted(ann_sales, at_seconds(2))), Words{"sales ASE_END"});
}

TEST(AnyCallTracker, BusyOfACallThatIsNotAcdChangesNothing) {
  cti::Dialect dialect;
  dialect.busy_from = cti::Dialect::BusyFrom::agent_event_any_call;
  Watched w{dialect};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.feed(5, delivered("p1", std::nullopt));
  w.feed(6, established("p1"));
  EXPECT_EQ(w.feed(6, busy(sales)), Words{});
  w.feed(8, cleared("p1"));
  w.feed(10, delivered("c1"));
  EXPECT_EQ(w.feed(16, busy(sales)), Words{"sales ASE_BUSY"});
}

// A wire that logs off from NOT_READY only.
cti::Dialect dialect_through_not_ready() {
  cti::Dialect dialect = stated_dialect();
  dialect.log_off_from_not_ready = true;
  return dialect;
}

TEST(StatedTracker, ALogOffThroughNotReadyShowsAsItsEndAlone) {
  Watched w{dialect_through_not_ready()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.tracker.on_log_off_asked(ann_sales);
  EXPECT_EQ(w.feed(5, not_ready(sales)), Words{});
  EXPECT_EQ(w.feed(5, logged_off(sales)), Words{"sales ASE_END"});
}

TEST(StatedTracker, ALogOffThatFailsLeavesWhatIsLeftOfIt) {
  Watched w{dialect_through_not_ready()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.tracker.on_log_off_asked(ann_sales);
  EXPECT_EQ(w.feed(5, not_ready(sales)), Words{});
  EXPECT_EQ(w.feed(5, ready(sales)), Words{});
  EXPECT_EQ(w.note(w.tracker.on_log_off_failed(ann_sales, at_seconds(6))), Words{}) << "READY again";
  w.tracker.on_log_off_asked(ann_sales);
  EXPECT_EQ(w.feed(7, not_ready(sales)), Words{});
  EXPECT_EQ(w.note(w.tracker.on_log_off_failed(ann_sales, at_seconds(127))), Words{"sales ASE_NOT_READY"});
  EXPECT_EQ(w.feed(130, ready(sales)), Words{"sales ASE_READY"});
  EXPECT_EQ(w.feed(131, not_ready(sales)), Words{"sales ASE_NOT_READY"}) << "no log-off is under way";
}

TEST(StatedTracker, OnOtherWiresNotReadyDuringALogOffIsTold) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.tracker.on_log_off_asked(ann_sales);
  EXPECT_EQ(w.feed(5, not_ready(sales)), Words{"sales ASE_NOT_READY"});
}

}  // namespace
}  // namespace acdloop::tapi
