// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "drivers/tapi/tests/watched_tracker.hpp"

namespace acdloop::tapi {
namespace {

// One state for all groups, and no report but log-on and log-off names one.

Watched groupless_two_sessions() {
  Watched w{groupless_dialect()};
  w.feed(0, logged_on(sales));
  w.feed(0, logged_on(service));
  return w;
}

TEST(GrouplessTracker, LogOnAndLogOffAreStatedPerGroup) {
  Watched w{groupless_dialect()};
  EXPECT_EQ(w.feed(0, logged_on(sales)), Words{"sales ASE_NEW_SESSION"});
  EXPECT_EQ(w.state(ann_sales), SessionState::ready) << "the dialect says so";
  EXPECT_EQ(w.feed(1, logged_on(service)), Words{"service ASE_NEW_SESSION"});
  EXPECT_EQ(w.feed(2, logged_on(sales)), Words{}) << "a repeat";
  w.session(ann_sales);
  EXPECT_EQ(w.feed(3, logged_off(sales)), Words{"sales ASE_END"});
  EXPECT_EQ(w.state(ann_sales), SessionState::session_ended);
  EXPECT_EQ(w.state(ann_service), SessionState::ready);
}

TEST(GrouplessTracker, ANewLogOnOfTheSameKeyIsANewSession) {
  Watched w{groupless_dialect()};
  w.feed(0, logged_on(sales));
  const auto first = w.session(ann_sales);
  w.feed(5, logged_off(sales));
  w.feed(9, logged_on(sales));
  const auto second = w.session(ann_sales);
  EXPECT_NE(first->number, second->number);
  EXPECT_EQ(first->timeline.ended(), at_seconds(5));
  EXPECT_EQ(second->timeline.created(), at_seconds(9));
}

TEST(GrouplessTracker, ReadyAndNotReadyGoToAllSessionsOfTheAgentAtTheAddress) {
  Watched w = groupless_two_sessions();
  EXPECT_EQ(w.feed(1, wrap_up_or_not_ready()), (Words{"sales ASE_NOT_READY", "service ASE_NOT_READY"}))
      << "no ACD call before it: not wrap-up";
  EXPECT_EQ(w.feed(2, wrap_up_or_not_ready()), Words{}) << "a repeat";
  EXPECT_EQ(w.feed(3, ready()), (Words{"sales ASE_READY", "service ASE_READY"}));
  EXPECT_EQ(w.feed(4, ready()), Words{});
}

TEST(GrouplessTracker, BusyIsTheAnswerOfACallWhoseDeliveryNamedTheGroup) {
  Watched w = groupless_two_sessions();
  EXPECT_EQ(w.feed(10, delivered("c1")), Words{});
  EXPECT_EQ(w.feed(17, phone_in_use()), Words{}) << "whatever the call";
  EXPECT_EQ(w.feed(17, established("c1")), Words{"sales ASE_BUSY"});
  EXPECT_EQ(w.state(ann_service), SessionState::ready);
}

TEST(GrouplessTracker, WrapUpBelongsToTheSessionOfTheLastAcdCallInEitherOrderOfReports) {
  for (const bool wrap_up_first : {false, true}) {
    Watched w = groupless_two_sessions();
    w.feed(10, delivered("c1"));
    w.feed(17, established("c1"));
    if (wrap_up_first) {
      EXPECT_EQ(w.feed(60, wrap_up_or_not_ready()), Words{});
      EXPECT_EQ(w.feed(60, cleared("c1")), Words{"sales ASE_WRAPUP"});
    } else {
      EXPECT_EQ(w.feed(60, cleared("c1")), Words{});
      EXPECT_EQ(w.feed(60, wrap_up_or_not_ready()), Words{"sales ASE_WRAPUP"});
    }
    EXPECT_EQ(w.tracker.next_deadline(), std::nullopt);
    EXPECT_EQ(w.state(ann_service), SessionState::ready) << "other sessions stay";
    EXPECT_EQ(w.feed(77, ready()), Words{"sales ASE_READY"});
    EXPECT_EQ(w.figure(ann_sales, "calls", 80), 1);
    EXPECT_EQ(w.figure(ann_sales, "talk_time", 80), 43);
    EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 80), 17);
    EXPECT_EQ(w.figure(ann_sales, "call_time", 80), 60);
    EXPECT_EQ(w.figure(ann_sales, "longest_time_to_answer", 80), 7);
    EXPECT_EQ(w.figure(ann_service, "calls", 80), 0);
  }
}

TEST(GrouplessTracker, ThePhoneReportMayComeBeforeOrAfterTheAnswer) {
  for (const bool phone_first : {false, true}) {
    Watched w = groupless_two_sessions();
    w.feed(10, delivered("c1"));
    Words all;
    for (const cti::Event& event : phone_first ? std::vector{phone_in_use(), established("c1")}
                                               : std::vector{established("c1"), phone_in_use()}) {
      for (const std::string& said : w.feed(17, event)) all.push_back(said);
    }
    EXPECT_EQ(all, Words{"sales ASE_BUSY"});
  }
}

TEST(GrouplessTracker, AReadyReportRightBeforeTheEndOfTheCallIsAppliedAtItsEnd) {
  Watched w = groupless_two_sessions();
  w.feed(10, delivered("c1"));
  w.feed(17, established("c1"));
  EXPECT_EQ(w.feed(60, ready()), Words{});
  EXPECT_EQ(w.feed(60.1, cleared("c1")), Words{"sales ASE_READY"});
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 80), 0);
}

TEST(GrouplessTracker, AReadyReportInTheMidstOfACallIsPassedOnWhenTheWindowIsOver) {
  Watched w = groupless_two_sessions();
  w.feed(10, delivered("c1"));
  w.feed(17, established("c1"));
  w.feed(30, ready());
  EXPECT_EQ(w.tracker.next_deadline(), at_seconds(30.5));
  EXPECT_EQ(w.wake(30.5), Words{"sales ASE_READY"}) << "the switch said so: for the judge to find";
  w.feed(60, cleared("c1"));
  EXPECT_EQ(w.figure(ann_sales, "call_time", 80), 43);
}

TEST(GrouplessTracker, AWrapUpReportInTheMidstOfACallMeansNotReadyAfterIt) {
  Watched w = groupless_two_sessions();
  w.feed(10, delivered("c1"));
  w.feed(17, established("c1"));
  w.feed(30, wrap_up_or_not_ready());
  EXPECT_EQ(w.wake(30.5), Words{});
  EXPECT_EQ(w.state(ann_sales), SessionState::busy_on_call);
  EXPECT_EQ(w.feed(60, cleared("c1")), Words{"sales ASE_NOT_READY"});
  EXPECT_EQ(w.feed(60, wrap_up_or_not_ready()), Words{"service ASE_NOT_READY"});
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 90), 0);
}

TEST(GrouplessTracker, DirectCallsChangeNothingAlsoInWrapUp) {
  Watched w = groupless_two_sessions();
  EXPECT_EQ(w.feed(5, delivered("p1", std::nullopt)), Words{});
  EXPECT_EQ(w.feed(6, phone_in_use()), Words{});
  EXPECT_EQ(w.feed(6, established("p1")), Words{});
  EXPECT_EQ(w.feed(9, cleared("p1")), Words{});
  EXPECT_EQ(w.feed(9, ready()), Words{});
  w.feed(10, delivered("c1"));
  w.feed(17, established("c1"));
  w.feed(60, cleared("c1"));
  w.feed(60, wrap_up_or_not_ready());
  w.feed(62, delivered("p2", std::nullopt));
  EXPECT_EQ(w.feed(63, phone_in_use()), Words{});
  EXPECT_EQ(w.feed(63, established("p2")), Words{});
  EXPECT_EQ(w.feed(66, cleared("p2")), Words{});
  EXPECT_EQ(w.feed(66, wrap_up_or_not_ready()), Words{}) << "wrap-up goes on";
  EXPECT_EQ(w.feed(70, ready()), Words{"sales ASE_READY"});
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 80), 10);
  EXPECT_EQ(w.figure(ann_sales, "calls", 80), 1);
  EXPECT_EQ(w.tracker.unattributed(), 0u);
}

TEST(GrouplessTracker, AnAgentWhoCallsAGroupIsNotServingIt) {
  Watched w = groupless_two_sessions();
  cti::Event event = later(cti::CallEventKind::originated, cti::ConnectionState::connected, "c1");
  auto& info = std::get<cti::CallEvent>(event.body).info;
  info.calling = {desk.value(), cti::DeviceCategory::station};
  info.called = info.originally_called = {"sales", cti::DeviceCategory::acd_group};
  EXPECT_EQ(w.feed(5, event), Words{});
  EXPECT_EQ(w.feed(9, established("c1")), Words{});
  EXPECT_EQ(w.feed(20, cleared("c1")), Words{});
  EXPECT_EQ(w.tracker.next_deadline(), std::nullopt);
}

TEST(GrouplessTracker, AnUnansweredCallCountsNowhere) {
  Watched w = groupless_two_sessions();
  w.feed(10, delivered("c1"));
  EXPECT_EQ(w.feed(15, cleared("c1")), Words{});
  EXPECT_EQ(w.tracker.next_deadline(), std::nullopt);
  EXPECT_EQ(w.figure(ann_sales, "calls", 20), 0);
  EXPECT_EQ(w.feed(20, wrap_up_or_not_ready()), (Words{"sales ASE_NOT_READY", "service ASE_NOT_READY"}));
}

TEST(GrouplessTracker, HoldAndRetrieveStayOneCall) {
  Watched w = groupless_two_sessions();
  w.feed(10, delivered("c1"));
  w.feed(17, established("c1"));
  EXPECT_EQ(w.feed(30, held("c1")), Words{});
  EXPECT_EQ(w.feed(43, retrieved("c1")), Words{});
  w.feed(60, cleared("c1"));
  w.feed(60, wrap_up_or_not_ready());
  w.feed(77, ready());
  EXPECT_EQ(w.figure(ann_sales, "calls", 80), 1);
  EXPECT_EQ(w.figure(ann_sales, "talk_time", 80), 30);
  EXPECT_EQ(w.figure(ann_sales, "call_time", 80), 60);
}

TEST(GrouplessTracker, OwnNotReadyDuringWrapUpIsAppliedByItsAnswer) {
  Watched w = groupless_two_sessions();
  w.feed(10, delivered("c1"));
  w.feed(17, established("c1"));
  w.feed(60, cleared("c1"));
  w.feed(60, wrap_up_or_not_ready());
  EXPECT_EQ(w.note(w.tracker.on_state_granted(ann_sales, cti::AgentState::not_ready, at_seconds(70))),
            (Words{"sales ASE_NOT_READY", "service ASE_NOT_READY"}));
  EXPECT_EQ(w.feed(75, wrap_up_or_not_ready()), Words{}) << "wrap-up is over";
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 80), 10);
}

TEST(GrouplessTracker, OwnStatesOutsideWrapUpWaitForTheirReport) {
  Watched w = groupless_two_sessions();
  EXPECT_EQ(w.note(w.tracker.on_state_granted(ann_sales, cti::AgentState::not_ready, at_seconds(1))), Words{});
  EXPECT_EQ(w.note(w.tracker.on_state_granted(ann_sales, cti::AgentState::ready, at_seconds(2))), Words{});
  EXPECT_EQ(w.note(w.tracker.on_log_off_granted(ann_sales, at_seconds(3))), Words{});
  EXPECT_EQ(w.note(w.tracker.on_log_on_granted({ann, sales, cti::Address{"106"}}, at_seconds(4))), Words{});
}

// --- the call ended and nobody says what the agent does now -----------------------------------------------------

Watched silent_after_call() {
  Watched w = groupless_two_sessions();
  w.feed(10, delivered("c1"));
  w.feed(17, established("c1"));
  w.feed(60, cleared("c1"));
  return w;
}

cti::Result answer(std::optional<cti::StateSet> states) {
  cti::Result result;
  if (states) result.agents = {{{ann, sales, desk}, *states, cti::StateDetail::none}};
  return result;
}

TEST(GrouplessTracker, WithoutAReportAfterTheCallTheSwitchIsAskedOnce) {
  Watched w = silent_after_call();
  EXPECT_EQ(w.tracker.next_deadline(), at_seconds(60.5));
  EXPECT_EQ(w.wake(60.4), Words{});
  EXPECT_EQ(w.wake(60.5), Words{"sales ask"});
  EXPECT_EQ(w.tracker.next_deadline(), std::nullopt);
}

TEST(GrouplessTracker, TheAnswerDecides) {
  using cti::AgentState;
  const std::vector<std::pair<std::optional<cti::StateSet>, Words>> table{
      {cti::StateSet{AgentState::ready}, {"sales ASE_READY"}},
      {cti::StateSet{AgentState::wrap_up, AgentState::not_ready}, {"sales ASE_WRAPUP"}},
      {cti::StateSet{AgentState::wrap_up}, {"sales ASE_WRAPUP"}},
      {cti::StateSet{AgentState::not_ready}, {"sales ASE_NOT_READY"}},
      {cti::StateSet{AgentState::null}, {"sales ASE_END"}},
      {std::nullopt, {"sales ASE_END"}},
      {cti::StateSet{AgentState::busy}, {}},
      {cti::StateSet::all(), {}},
  };
  for (const auto& [states, expected] : table) {
    Watched w = silent_after_call();
    w.wake(60.5);
    EXPECT_EQ(w.note(w.tracker.on_answer(w.session(ann_sales)->number, answer(states), at_seconds(60.7))), expected)
        << (states ? to_string(*states) : "empty");
  }
}

TEST(GrouplessTracker, WrapUpLearntByAskingBeginsAtTheEndOfTheCall) {
  Watched w = silent_after_call();
  w.wake(60.5);
  w.note(w.tracker.on_answer(w.session(ann_sales)->number,
                             answer(cti::StateSet{cti::AgentState::wrap_up, cti::AgentState::not_ready}),
                             at_seconds(61.7)));
  EXPECT_EQ(w.session(ann_sales)->timeline.state_entered(), at_seconds(60));
  w.feed(70, ready());
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 80), 10);
}

TEST(GrouplessTracker, AnAnswerToAnOlderQuestionDoesNotDecideAboutTheNextCall) {
  Watched w = silent_after_call();
  w.wake(60.5);
  w.feed(60.6, ready());
  w.feed(61, delivered("c2"));
  w.feed(62, established("c2"));
  w.feed(70, cleared("c2"));
  EXPECT_EQ(w.note(w.tracker.on_answer(w.session(ann_sales)->number, answer(cti::StateSet{cti::AgentState::ready}),
                                       at_seconds(70.1))),
            Words{});
  EXPECT_EQ(w.wake(70.5), Words{"sales ask"});
}

TEST(GrouplessTracker, ABusyReportOnlyCorroboratesWhereTheCallIsTheSign) {
  Watched w = groupless_two_sessions();
  EXPECT_EQ(w.feed(5, busy(sales)), Words{});
  EXPECT_EQ(w.feed(5, busy()), Words{});
  w.feed(10, delivered("c1"));
  EXPECT_EQ(w.feed(11, busy(sales)), Words{});
}

TEST(GrouplessTracker, AReportThatOvertakesTheAnswerWins) {
  Watched w = silent_after_call();
  w.wake(60.5);
  EXPECT_EQ(w.feed(60.6, ready()), Words{"sales ASE_READY"});
  EXPECT_EQ(w.note(w.tracker.on_answer(w.session(ann_sales)->number, answer(cti::StateSet{cti::AgentState::wrap_up}),
                                       at_seconds(60.7))),
            Words{});
}

TEST(GrouplessTracker, WithoutAnAnswerTheSessionStaysAndIsCounted) {
  Watched w = silent_after_call();
  w.wake(60.5);
  cti::Result unknown;
  unknown.outcome = cti::Outcome::unknown;
  EXPECT_EQ(w.note(w.tracker.on_answer(w.session(ann_sales)->number, unknown, at_seconds(180.5))), Words{});
  EXPECT_EQ(w.state(ann_sales), SessionState::busy_on_call);
  EXPECT_EQ(w.tracker.unattributed(), 1u);
  EXPECT_EQ(w.feed(200, ready()), Words{"sales ASE_READY"});
}

TEST(GrouplessTracker, LogOffDuringACallEndsTheSessionAndLaterMarksDoNothing) {
  Watched w = groupless_two_sessions();
  w.feed(10, delivered("c1"));
  w.feed(17, established("c1"));
  w.session(ann_sales);
  EXPECT_EQ(w.feed(30, logged_off(sales)), Words{"sales ASE_END"});
  EXPECT_EQ(w.feed(60, cleared("c1")), Words{});
  EXPECT_EQ(w.feed(60, wrap_up_or_not_ready()), Words{"service ASE_NOT_READY"});
  EXPECT_EQ(w.figure(ann_sales, "call_time", 90), 13);
  w.feed(61, logged_off(service));
  EXPECT_EQ(w.feed(62, ready()), Words{});
  EXPECT_EQ(w.tracker.next_deadline(), std::nullopt);
}

TEST(GrouplessTracker, ReportsAboutNobodyAreCountedAndChangeNothing) {
  Watched w{groupless_dialect()};
  EXPECT_EQ(w.feed(0, ready()), Words{});
  EXPECT_EQ(w.feed(0, wrap_up_or_not_ready()), Words{});
  EXPECT_EQ(w.feed(0, logged_off(sales)), Words{});
  EXPECT_EQ(w.feed(0, delivered("c1")), Words{});
  EXPECT_EQ(w.feed(0, established("c1")), Words{});
  EXPECT_EQ(w.tracker.unattributed(), 3u);
  w.feed(1, logged_on(sales));
  w.feed(2, delivered("c2", service));
  EXPECT_EQ(w.feed(3, established("c2")), Words{}) << "nobody is logged on for that group here";
  EXPECT_EQ(w.tracker.unattributed(), 4u);
}

TEST(GrouplessTracker, ACallOutOfWrapUpOrNotReadyIsPassedOnAsReported) {
  Watched w = groupless_two_sessions();
  w.feed(1, wrap_up_or_not_ready());
  w.feed(10, delivered("c1"));
  EXPECT_EQ(w.feed(17, established("c1")), Words{"sales ASE_BUSY"}) << "not repaired: for the judge to find";
}

TEST(GrouplessTracker, ACallInAStateThatWasOnlyAssumedPassesThroughReady) {
  cti::Dialect dialect = groupless_dialect();
  dialect.state_after_log_on = cti::AgentState::not_ready;
  Watched w{dialect};
  w.feed(0, logged_on(sales));
  w.feed(10, delivered("c1"));
  EXPECT_EQ(w.feed(17, established("c1")), (Words{"sales ASE_READY", "sales ASE_BUSY"}));
}

TEST(GrouplessTracker, AFloodOfCallsAtOnePhoneIsBounded) {
  Watched w{groupless_dialect()};
  w.feed(0, logged_on(sales));
  for (int index = 0; index < 1000; ++index) w.feed(1, delivered("c" + std::to_string(index)));
  EXPECT_EQ(w.tracker.left_out(), 1000u - CallsHere::max_calls);
}

}  // namespace
}  // namespace acdloop::tapi
