// SPDX-License-Identifier: Apache-2.0
// Return codes and the two minutes.
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

using cti::RefusalCause;
using Ids = std::vector<std::string>;

Interval at(double seconds) { return Interval::at(at_seconds(seconds)); }

ObservedAnswer answer(const std::string& method, double after, std::uint32_t hresult) {
  ObservedAnswer seen;
  seen.session = "s";
  seen.method = method;
  seen.asked = at(100);
  seen.answered = at(100 + after);
  seen.judged_at = at(400);
  seen.hresult = hresult;
  return seen;
}

ObservedAnswer withheld(double answered_after, std::uint32_t hresult, std::optional<double> reply_after = {}) {
  ObservedAnswer seen = answer("get_TotalCallTime", answered_after, hresult);
  seen.reply_withheld = true;
  if (reply_after) seen.reply_given = at(100 + *reply_after);
  return seen;
}

ObservedAnswer put(std::int32_t argument, std::uint32_t hresult, std::int32_t before, std::int32_t after) {
  ObservedAnswer seen = answer("put_State", 0, hresult);
  seen.argument = argument;
  seen.state_before = before;
  seen.state_after = after;
  seen.events_raised = before == after ? 0 : 1;
  return seen;
}

std::vector<verdict::Check> judge(const ObservedAnswer& seen, Configuration configuration = {},
                                  tapi::Readings readings = {}) {
  return Oracle{configuration, readings, ole_date_of}.judge_answer(seen);
}
Ids failures(const ObservedAnswer& seen) { return failed_ids(judge(seen)); }

constexpr std::uint32_t operation_failed = 0x80000048;

TEST(Answers, NoReplyMeansTimeoutAfterExactlyTwoMinutes) {
  EXPECT_EQ(failures(withheld(120, code::tapi_timeout)), Ids{});
  EXPECT_EQ(ids_of(judge(withheld(120, code::tapi_timeout))), (Ids{"AS-091", "AS-097", "AS-098"}));
  EXPECT_EQ(failures(withheld(119.9, code::tapi_timeout)), Ids{"AS-097"});
  EXPECT_EQ(failures(withheld(120.1, code::tapi_timeout)), Ids{"AS-097"});
  EXPECT_EQ(failures(withheld(30, code::tapi_timeout)), Ids{"AS-097"});
}

TEST(Answers, AnErrorOfOneSessionIsNothingToAnother) {
  ObservedAnswer seen = answer("get_TotalCallTime", 0, code::s_ok);
  seen.refused_elsewhere = true;
  EXPECT_EQ(ids_of(judge(seen)), (Ids{"AS-091", "AS-096"}));
  EXPECT_EQ(failures(seen), Ids{});
  seen.hresult = operation_failed;
  EXPECT_EQ(failures(seen), (Ids{"AS-096", "AS-099"}));
}

TEST(Answers, ALateAnswerDisturbsNoOtherCall) {
  ObservedAnswer seen = answer("get_TotalCallTime", 1, code::s_ok);
  seen.late_answer_meanwhile = true;
  EXPECT_EQ(ids_of(judge(seen)), (Ids{"AS-091", "AS-102"}));
  seen.hresult = operation_failed;
  EXPECT_EQ(failures(seen), (Ids{"AS-099", "AS-102"}));
}

TEST(Answers, RequestsAreFreeAgainAfterMoreLateAnswersThanMayBeUnderWay) {
  ObservedAnswer seen = answer("get_TotalCallTime", 1, code::s_ok);
  seen.late_answers_before = 32;
  EXPECT_EQ(ids_of(judge(seen)), Ids{"AS-091"});
  seen.late_answers_before = 33;
  EXPECT_EQ(ids_of(judge(seen)), (Ids{"AS-091", "AS-103"}));
  seen.hresult = operation_failed;
  EXPECT_EQ(failures(seen), (Ids{"AS-099", "AS-103"}));
}

TEST(Answers, ALostCreationLeavesNoSessionOrOneWholeSession) {
  ObservedAnswer seen = answer("CreateSession", 0, code::s_ok);
  seen.creation_lost_before = true;
  EXPECT_EQ(failures(seen), Ids{});  // none was left, a new one is made
  seen.hresult = operation_failed;
  EXPECT_EQ(failures(seen), Ids{"AS-105"});  // logged on at the switch, shown to nobody
  seen.sessions_shown = 1;
  EXPECT_EQ(failures(seen), Ids{});
  seen.sessions_shown = 2;
  EXPECT_EQ(failures(seen), Ids{"AS-105"});
}

TEST(Answers, AreToldApartByWhatTheSwitchDidWithTheRequest) {
  const Oracle oracle{{}, {}, ole_date_of};
  EXPECT_EQ(oracle.requirement_of_answer(withheld(120, code::tapi_timeout)), "AS-097");
  EXPECT_EQ(oracle.requirement_of_answer(withheld(120, code::tapi_timeout, 130)), "AS-097");
  EXPECT_EQ(oracle.requirement_of_answer(withheld(110, code::s_ok, 110)), "AS-099");
  ObservedAnswer seen = withheld(60, operation_failed, 60);
  seen.refusal = RefusalCause::state_incompatible;
  EXPECT_EQ(oracle.requirement_of_answer(seen), "AS-100");
  seen = answer("get_TotalCallTime", 0, code::s_ok);
  EXPECT_EQ(oracle.requirement_of_answer(seen), "AS-091");
  seen.timed_out_before = true;
  EXPECT_EQ(oracle.requirement_of_answer(seen), "AS-107");
  seen.stalled_elsewhere = true;
  EXPECT_EQ(oracle.requirement_of_answer(seen), "AS-106");
  seen.method = "get_State";
  EXPECT_EQ(oracle.requirement_of_answer(seen), "AS-101");
  seen.late_answer_meanwhile = true;
  EXPECT_EQ(oracle.requirement_of_answer(seen), "AS-102");
  seen.null_out = true;
  EXPECT_EQ(oracle.requirement_of_answer(seen), "AS-090a");
}

// All pairs of NE:tapi3cc.AGENT_SESSION_STATE that are not among the twelve.
TEST(Answers, NoForbiddenTransitionIsGrantedAndCarriedOut) {
  int forbidden = 0;
  for (std::int32_t from = 0; from <= 4; ++from) {
    for (std::int32_t to = 0; to <= 4; ++to) {
      if (from == to || transition_listed(from, to)) continue;
      ++forbidden;
      const Ids carried_out = failures(put(to, code::s_ok, from, to));
      EXPECT_TRUE(std::find(carried_out.begin(), carried_out.end(), "AS-061") != carried_out.end())
          << state_name(from) << " to " << state_name(to);
      const Ids refused = failures(put(to, 0x8000005A, from, from));
      EXPECT_EQ(refused, Ids{}) << state_name(from) << " to " << state_name(to);
    }
  }
  EXPECT_EQ(forbidden, 8);
}

TEST(Answers, TheEndCanBeAskedForInEveryLiveState) {
  for (const std::int32_t from : {state::not_ready, state::ready, state::busy_on_call, state::busy_wrap_up}) {
    EXPECT_EQ(failures(put(state::session_ended, code::s_ok, from, state::session_ended)), Ids{}) << from;
    const Ids refused = failures(put(state::session_ended, operation_failed, from, from));
    EXPECT_TRUE(std::find(refused.begin(), refused.end(), "AS-058") != refused.end()) << from;
  }
}

TEST(Answers, TheTimeoutCodeIsOneNumber) {
  EXPECT_EQ(failures(withheld(120, 0x800705B4)), (Ids{"AS-091", "AS-098"}));
  EXPECT_EQ(failures(withheld(120, operation_failed)), Ids{"AS-098"});
  EXPECT_EQ(failures(withheld(120, code::s_ok)), (Ids{"AS-097", "AS-098"}));
}

TEST(Answers, AReplyWithinTwoMinutesSucceedsToTheInstant) {
  EXPECT_EQ(failures(withheld(119.9, code::s_ok, 119.9)), Ids{});
  EXPECT_EQ(failures(withheld(120, code::s_ok, 120)), Ids{});  // bytes before timers
  EXPECT_EQ(failures(withheld(119.9, code::tapi_timeout, 119.9)), Ids{"AS-099"});
  EXPECT_EQ(failures(withheld(120, code::tapi_timeout, 120)), Ids{"AS-099"});
  EXPECT_EQ(failures(withheld(120, code::tapi_timeout, 120.1)), Ids{});
  EXPECT_EQ(failures(withheld(120.1, code::s_ok, 120.1)), (Ids{"AS-097", "AS-098"}));
  EXPECT_EQ(failures(withheld(10, code::tapi_timeout, 60)), Ids{"AS-099"});
}

TEST(Answers, AToleranceOpensABand) {
  Configuration band;
  band.timeout_early = std::chrono::seconds{1};
  band.timeout_late = std::chrono::seconds{5};
  const auto ids = [&](const ObservedAnswer& seen) { return failed_ids(judge(seen, band)); };
  EXPECT_EQ(ids(withheld(119, code::tapi_timeout)), Ids{});
  EXPECT_EQ(ids(withheld(125, code::tapi_timeout)), Ids{});
  EXPECT_EQ(ids(withheld(118.9, code::tapi_timeout)), Ids{"AS-097"});
  EXPECT_EQ(ids(withheld(125.1, code::tapi_timeout)), Ids{"AS-097"});
  EXPECT_EQ(ids(withheld(119.5, code::tapi_timeout, 119.5)), Ids{});
  EXPECT_EQ(ids(withheld(122, code::s_ok, 122)), Ids{});
  EXPECT_EQ(ids(withheld(122, operation_failed, 122)), Ids{"AS-097"});
}

TEST(Answers, WaitingForEverFails) {
  ObservedAnswer seen = withheld(0, 0);
  seen.answered.reset();
  EXPECT_EQ(failures(seen), Ids{"AS-097"});
  seen.judged_at = at(160);
  EXPECT_TRUE(judge(seen).empty());
  seen.reply_given = at(130);
  EXPECT_EQ(failures(seen), Ids{"AS-099"});
}

TEST(Answers, ALateReplyWritesNothing) {
  ObservedAnswer seen = withheld(120, code::tapi_timeout, 130);
  seen.out_written_late = false;
  EXPECT_EQ(failures(seen), Ids{});
  seen.out_written_late = true;
  EXPECT_EQ(failures(seen), Ids{"AS-102"});
}

TEST(Answers, TheMethodWorksAgainAfterATimeout) {
  ObservedAnswer seen = answer("get_NumberOfCalls", 0, code::s_ok);
  seen.timed_out_before = true;
  EXPECT_EQ(failures(seen), Ids{});
  EXPECT_EQ(ids_of(judge(seen)), (Ids{"AS-091", "AS-107"}));
  seen.hresult = operation_failed;
  EXPECT_EQ(failures(seen), (Ids{"AS-099", "AS-107"}));
}

TEST(Answers, ARefusalIsPassedOn) {
  ObservedAnswer seen = answer("get_TotalTalkTime", 0, operation_failed);
  seen.refusal = RefusalCause::generic;
  EXPECT_EQ(failures(seen), Ids{});
  for (const std::uint32_t documented : {0x80000032u, 0x80070057u, 0x80040005u, 0x80000049u, 0x80000050u}) {
    seen.hresult = documented;
    EXPECT_EQ(failures(seen), Ids{}) << code_name(documented);
  }
  seen.hresult = code::s_ok;
  EXPECT_EQ(failures(seen), Ids{"AS-092"});
  seen.hresult = 0x80004005;
  EXPECT_EQ(failures(seen), (Ids{"AS-091", "AS-092"}));
  seen.hresult = code::tapi_timeout;
  EXPECT_EQ(failures(seen), Ids{"AS-092"});
  seen.hresult = 0x8000005A;  // a bad state is no answer to a getter
  EXPECT_EQ(failures(seen), (Ids{"AS-091", "AS-092"}));
}

TEST(Answers, ALateButTimelyRefusalIsNoTimeout) {
  ObservedAnswer seen = withheld(60, operation_failed, 60);
  seen.refusal = RefusalCause::generic;
  EXPECT_EQ(failures(seen), Ids{});
  seen.hresult = code::tapi_timeout;
  EXPECT_EQ(failures(seen), (Ids{"AS-092", "AS-100"}));
}

TEST(Answers, ErrorStyleDecidesBetweenRawAndMapped) {
  tapi::Readings readings;
  ObservedAnswer seen = answer("get_TotalTalkTime", 0, operation_failed);
  seen.refusal = RefusalCause::generic;
  readings.error_style = tapi::Readings::ErrorStyle::mapped;
  EXPECT_EQ(failed_ids(judge(seen, {}, readings)), (Ids{"AS-091", "AS-092"}));
  seen.hresult = 0x80040005;
  EXPECT_EQ(failed_ids(judge(seen, {}, readings)), Ids{});
  readings.error_style = tapi::Readings::ErrorStyle::raw;
  EXPECT_EQ(failed_ids(judge(seen, {}, readings)), (Ids{"AS-091", "AS-092"}));
}

TEST(Answers, ANullPointerIsRefused) {
  ObservedAnswer seen = answer("get_State", 0, code::e_pointer);
  seen.null_out = true;
  seen.request_sent = false;
  EXPECT_EQ(failures(seen), Ids{});
  seen.hresult = code::s_ok;
  EXPECT_EQ(failures(seen), Ids{"AS-090a"});
  seen.hresult = code::e_invalid_argument;
  EXPECT_EQ(failures(seen), (Ids{"AS-090a", "AS-091"}));
  seen.hresult = code::e_pointer;
  seen.request_sent = true;
  const auto checks = judge(seen);
  EXPECT_EQ(failed_ids(checks), Ids{});
  EXPECT_TRUE(checks.back().warning);
}

TEST(Answers, LocalMethodsDoNotTimeOut) {
  EXPECT_EQ(failures(answer("get_State", 0, code::tapi_timeout)), Ids{"AS-091"});
  EXPECT_EQ(failures(answer("get_ACDGroup", 0, code::tapi_timeout)), Ids{});
  ObservedAnswer beside = answer("get_State", 2, code::s_ok);
  beside.stalled_elsewhere = true;
  EXPECT_FALSE(judge(beside).back().warning);
  beside.answered = at(103);
  EXPECT_TRUE(judge(beside).back().warning);
}

TEST(Answers, OneStalledRequestDelaysNoOther) {
  ObservedAnswer seen = answer("get_TotalTalkTime", 5, code::s_ok);
  seen.stalled_elsewhere = true;
  EXPECT_EQ(failures(seen), Ids{});
  seen.answered = at(105.1);
  EXPECT_EQ(failures(seen), Ids{"AS-106"});
}

TEST(Answers, AnUnknownStateValueIsRefusedBeforeAnythingIsSent) {
  for (const std::int32_t value : {5, -1, 0x7FFFFFFF}) {
    ObservedAnswer seen = put(value, code::e_invalid_argument, 1, 1);
    seen.request_sent = false;
    EXPECT_EQ(failures(seen), Ids{});
    seen.request_sent = true;
    EXPECT_EQ(failures(seen), Ids{"AS-059"});
    seen.request_sent = false;
    seen.hresult = code::s_ok;
    EXPECT_EQ(failures(seen), Ids{"AS-059"});
    seen.hresult = code::e_invalid_argument;
    seen.state_after = 0;
    EXPECT_EQ(failures(seen), Ids{"AS-059"});
    seen.state_after = 1;
    seen.events_raised = 1;
    EXPECT_EQ(failures(seen), Ids{"AS-059"});
  }
}

TEST(Answers, ReadyAndNotReadyAreReached) {
  EXPECT_EQ(failures(put(1, code::s_ok, 0, 1)), Ids{});
  EXPECT_EQ(failures(put(0, code::s_ok, 1, 0)), Ids{});
  EXPECT_EQ(failures(put(1, code::s_ok, 0, 0)), Ids{"AS-057"});
  EXPECT_EQ(failures(put(1, operation_failed, 0, 0)), Ids{"AS-057"});
}

TEST(Answers, EveryLiveSessionCanBeEnded) {
  for (const std::int32_t before : {0, 1, 2, 3}) EXPECT_EQ(failures(put(4, code::s_ok, before, 4)), Ids{}) << before;
  EXPECT_EQ(failures(put(4, code::s_ok, 2, 2)), Ids{});  // after the call
  EXPECT_EQ(failures(put(4, code::s_ok, 1, 1)), Ids{"AS-058"});
  EXPECT_EQ(failures(put(4, operation_failed, 2, 2)), Ids{"AS-058"});
}

TEST(Answers, AFailedPutChangesNothing) {
  ObservedAnswer seen = put(1, operation_failed, 0, 0);
  seen.refusal = RefusalCause::generic;
  EXPECT_EQ(failures(seen), Ids{});
  seen.state_after = 1;
  EXPECT_EQ(failures(seen), Ids{"AS-060"});
  seen.state_after = 0;
  seen.events_raised = 1;
  EXPECT_EQ(failures(seen), Ids{"AS-060"});
  seen.hresult = code::s_ok;
  EXPECT_EQ(failures(seen), Ids{"AS-093"});
}

TEST(Answers, ATimedOutPutHasAnUnknownOutcome) {
  ObservedAnswer seen = put(1, code::tapi_timeout, 0, 1);
  seen.reply_withheld = true;
  seen.answered = at(220);
  EXPECT_EQ(failures(seen), Ids{});
}

TEST(Answers, ARefusedStateMayUseTheStateCodes) {
  ObservedAnswer seen = put(1, 0x8000005A, 3, 3);
  seen.refusal = RefusalCause::state_incompatible;
  for (const std::uint32_t documented :
       {0x8000005Au, 0x8000005Fu, 0x8004004Bu, operation_failed, code::e_invalid_argument}) {
    seen.hresult = documented;
    EXPECT_EQ(failures(seen), Ids{}) << code_name(documented);
  }
}

TEST(Answers, NoIllegalTransitionComesWithSuccess) {
  for (const auto& [before, wanted] :
       std::vector<std::pair<int, int>>{{0, 2}, {0, 3}, {1, 3}, {3, 2}, {4, 0}, {4, 1}, {4, 2}, {4, 3}}) {
    EXPECT_EQ(failures(put(wanted, code::s_ok, before, wanted)), Ids{"AS-061"}) << before << wanted;
    EXPECT_EQ(failures(put(wanted, 0x8000005A, before, before)), Ids{}) << before << wanted;
  }
}

TEST(Answers, CreateSessionRefusalsLeaveNoSession) {
  ObservedAnswer seen = answer("CreateSession", 0, 0x80000059);
  seen.refusal = RefusalCause::invalid_pin;
  seen.session_created = false;
  EXPECT_EQ(failures(seen), Ids{});
  seen.session_created = true;
  EXPECT_EQ(failures(seen), Ids{"AS-070"});
  seen.session_created = false;
  seen.hresult = code::s_ok;
  EXPECT_EQ(failures(seen), Ids{"AS-070"});
  seen.refusal = RefusalCause::invalid_group;
  seen.hresult = 0x80000032;
  EXPECT_EQ(failures(seen), Ids{});
  seen.hresult = 0x80004005;
  EXPECT_EQ(failures(seen), (Ids{"AS-068b", "AS-070", "AS-091"}));
  seen.refusal = RefusalCause::out_of_service;
  seen.hresult = code::e_unexpected;
  EXPECT_EQ(failures(seen), Ids{});
  seen.hresult = operation_failed;
  EXPECT_EQ(failures(seen), Ids{"AS-068c"});
}

TEST(Answers, CreateSessionRefusesANullPointer) {
  ObservedAnswer seen = answer("CreateSession", 0, code::e_pointer);
  seen.null_out = true;
  EXPECT_EQ(failures(seen), Ids{});
  seen.hresult = code::s_ok;
  EXPECT_EQ(failures(seen), Ids{"AS-068a"});
}

}  // namespace
}  // namespace acdloop::oracle::testing
