// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <memory>

#include "drivers/tapi/methods.hpp"
#include "drivers/tapi/tests/fake_switch.hpp"

namespace acdloop::tapi {
namespace {

class FacadeQuery : public FacadeBench {};

TEST_F(FacadeQuery, EveryGetterRefusesANullPointerWithoutAskingTheSwitch) {
  const auto s = session();
  for (const MethodRow& row : methods()) {
    if (row.method == Method::put_State) continue;
    Outcome outcome;
    switch (row.method) {
      case Method::get_Agent:
        s->get_agent(nullptr, into(outcome));
        break;
      case Method::get_Address:
        s->get_address(nullptr, into(outcome));
        break;
      case Method::get_ACDGroup:
        s->get_acd_group(nullptr, into(outcome));
        break;
      case Method::get_State:
        s->get_state(nullptr, into(outcome));
        break;
      case Method::get_SessionStartTime:
        s->get_session_start_time(nullptr, into(outcome));
        break;
      case Method::get_ACDCallRate:
        s->get_acd_call_rate(nullptr, into(outcome));
        break;
      default:
        s->get_figure(row.method, nullptr, into(outcome));
        break;
    }
    EXPECT_EQ(outcome.completions, 0) << row.name << ": never inside the call";
    settle();
    EXPECT_EQ(outcome.completions, 1) << row.name;
    EXPECT_EQ(outcome.code, E_POINTER_) << row.name;
  }
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeQuery, ObjectsAndStateComeFromMemoryAndNeverFromInsideTheCall) {
  const auto s = session();
  std::shared_ptr<Agent> agent;
  std::shared_ptr<const AddressObject> address;
  std::shared_ptr<AcdGroup> group;
  SessionState state{99};
  Outcome outcomes[4];
  s->get_agent(&agent, into(outcomes[0]));
  s->get_address(&address, into(outcomes[1]));
  s->get_acd_group(&group, into(outcomes[2]));
  s->get_state(&state, into(outcomes[3]));
  EXPECT_EQ(agent, nullptr);
  EXPECT_EQ(state, SessionState{99});
  settle();
  for (const Outcome& outcome : outcomes) EXPECT_EQ(outcome.code, S_OK_);
  EXPECT_EQ(agent->id(), ann);
  EXPECT_EQ(address->id, desk);
  EXPECT_EQ(group->id(), sales);
  EXPECT_EQ(state, SessionState::ready);
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeQuery, AFigureWaitsForOneRoundTripAndTellsWhatWasKnownWhenItEnded) {
  const auto s = session();
  call_until(agent_wrap_up);
  std::int32_t wrap_up_time = -1;
  Outcome outcome;
  run_until(70);
  s->get_total_wrap_up_time(&wrap_up_time, into(outcome));
  ASSERT_EQ(wire.sent.size(), 1u);
  const cti::Request& query = wire.sent[0];
  EXPECT_EQ(query.kind, cti::RequestKind::query_agent_state);
  EXPECT_EQ(query.agent, ann);
  EXPECT_EQ(query.address, desk);
  EXPECT_EQ(query.group, sales);
  settle();
  EXPECT_EQ(outcome.completions, 0);
  say(77, ready());
  wire.grant(query);
  EXPECT_EQ(outcome.code, S_OK_);
  EXPECT_EQ(wrap_up_time, 17);
  EXPECT_EQ(facade->pending(), 0u);
  EXPECT_EQ(clock.timers(), 0u);
}

TEST_F(FacadeQuery, EachOfTheTwelveFiguresIsTheOneAskedFor) {
  const auto s = session();
  call_until(agent_wrap_up);
  say(77, ready());
  run_until(80);
  const std::map<std::string_view, std::int32_t> expected{{"duration", 80},
                                                          {"calls", 1},
                                                          {"talk_time", 43},
                                                          {"average_talk_time", 43},
                                                          {"call_time", 60},
                                                          {"average_call_time", 60},
                                                          {"wrap_up_time", 17},
                                                          {"average_wrap_up_time", 17},
                                                          {"longest_time_to_answer", 7},
                                                          {"average_time_to_answer", 7}};
  for (const auto& [word, value] : expected) {
    std::int32_t out = -1;
    s->get_figure(find_method(word)->method, &out, {});
    wire.grant(wire.sent.back());
    EXPECT_EQ(out, value) << word;
  }
  Currency rate;
  s->get_acd_call_rate(&rate, {});
  wire.grant(wire.sent.back());
  EXPECT_EQ(rate.scaled, 450'000);
  OleDate start;
  s->get_session_start_time(&start, {});
  wire.grant(wire.sent.back());
  EXPECT_EQ(start.days, 46048.375);
  EXPECT_EQ(wire.sent.size(), 12u);
}

TEST_F(FacadeQuery, AMethodThatIsNoFigureIsRefused) {
  const auto s = session();
  for (const Method method : {Method::get_State, Method::get_ACDCallRate, Method{17}, Method{255}}) {
    std::int32_t out = -1;
    Outcome outcome;
    s->get_figure(method, &out, into(outcome));
    settle();
    EXPECT_EQ(outcome.code, E_INVALIDARG_);
    EXPECT_EQ(out, -1);
  }
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeQuery, TheStartTimeStaysWhenTheCalendarIsStepped) {
  run_until(3600);
  const auto s = session();
  clock.calendar_step = 1.0 / 24;
  OleDate start;
  s->get_session_start_time(&start, {});
  wire.grant(wire.sent.back());
  EXPECT_DOUBLE_EQ(start.days, 46048.375 + 1.0 / 24);
}

TEST_F(FacadeQuery, WithoutAnAnswerItTimesOutAtExactlyTwoMinutes) {
  const auto s = session();
  run_until(5);
  std::int32_t calls = -1;
  Outcome outcome;
  s->get_number_of_calls(&calls, into(outcome));
  run_until(124.999);
  EXPECT_EQ(outcome.completions, 0);
  run_until(125);
  EXPECT_EQ(outcome.code, Hresult{0x80040044});
  EXPECT_EQ(outcome.at, at_seconds(125));
  EXPECT_EQ(calls, -1);
  EXPECT_EQ(wire.abandoned, std::vector{wire.sent[0].id});
  EXPECT_EQ(facade->pending(), 0u);
}

TEST_F(FacadeQuery, AnAnswerShortlyBeforeOrExactlyAtTwoMinutesIsInTime) {
  for (const double seconds : {119.9, 120.0}) {
    const auto s = session();
    const double start = static_cast<double>(nanoseconds_of(clock.now())) / 1e9;
    std::int32_t calls = -1;
    Outcome outcome;
    s->get_number_of_calls(&calls, into(outcome));
    clock.set(at_seconds(start + seconds));  // bytes before timers
    wire.grant(wire.sent.back());
    run_until(start + 200);
    EXPECT_EQ(outcome.completions, 1);
    EXPECT_EQ(outcome.code, S_OK_);
    EXPECT_EQ(calls, 0);
    EXPECT_TRUE(wire.abandoned.empty());
  }
}

TEST_F(FacadeQuery, ALateReplyChangesNothingAndTheNextRequestGetsItsOwnAnswer) {
  const auto s = session();
  // The caller's memory is gone after the completion: writing to it later would be found by the address sanitizer.
  auto gone = std::make_unique<std::int32_t>(-1);
  Outcome first;
  s->get_number_of_calls(gone.get(), into(first));
  run_until(120);
  ASSERT_EQ(first.code, TAPI_E_TIMEOUT_);
  gone.reset();
  std::int32_t duration = -1;
  Outcome second;
  run_until(125);
  s->get_session_duration(&duration, into(second));
  ASSERT_EQ(wire.sent.size(), 2u);
  run_until(130);
  wire.grant(wire.sent[0]);
  wire.say({cti::LinkEvent{cti::LinkEventKind::late_reply, {}, wire.sent[0].id, ""}});
  EXPECT_EQ(first.completions, 1);
  EXPECT_EQ(second.completions, 0);
  run_until(131);
  wire.grant(wire.sent[1]);
  EXPECT_EQ(second.code, S_OK_);
  EXPECT_EQ(duration, 131);
}

TEST_F(FacadeQuery, AStalledQueryDelaysNoOther) {
  const auto s = session();
  std::int32_t values[3] = {-1, -1, -1};
  Outcome outcomes[3];
  s->get_number_of_calls(&values[0], into(outcomes[0]));
  run_until(1);
  s->get_session_duration(&values[1], into(outcomes[1]));
  s->get_total_call_time(&values[2], into(outcomes[2]));
  run_until(2);
  wire.grant(wire.sent[2]);
  wire.refuse(wire.sent[1], cti::RefusalCause::resource_busy);
  EXPECT_EQ(outcomes[2].code, S_OK_);
  EXPECT_EQ(outcomes[1].code, LINEERR_RESOURCEUNAVAIL_);
  EXPECT_EQ(values[1], -1);
  EXPECT_EQ(state_of(*s), SessionState::ready);
  run_until(120);
  EXPECT_EQ(outcomes[0].code, TAPI_E_TIMEOUT_);
  EXPECT_EQ(outcomes[0].at, at_seconds(120));
}

TEST_F(FacadeQuery, ARefusalIsTheGettersErrorInTheStyleOfTheReading) {
  const auto s = session();
  std::int32_t out = -1;
  Outcome outcome;
  run_until(60);
  s->get_number_of_calls(&out, into(outcome));
  wire.refuse(wire.sent.back(), cti::RefusalCause::bad_request);
  EXPECT_EQ(outcome.code, LINEERR_OPERATIONFAILED_);
  EXPECT_EQ(facade->counters().refused_as_ours, 1u);
  cti::Result lost;
  lost.outcome = cti::Outcome::unknown;
  lost.cause = cti::RefusalCause::association_lost;
  s->get_number_of_calls(&out, into(outcome));
  lost.id = wire.sent.back().id;
  wire.answer(lost);
  EXPECT_EQ(outcome.code, LINEERR_OPERATIONFAILED_);
  EXPECT_EQ(out, -1);
  Readings mapped;
  mapped.error_style = Readings::ErrorStyle::mapped;
  restart(mapped);
  const auto other = session();
  other->get_number_of_calls(&out, into(outcome));
  wire.refuse(wire.sent.back(), cti::RefusalCause::invalid_group);
  EXPECT_EQ(outcome.code, E_INVALIDARG_);
}

TEST_F(FacadeQuery, AnAgentWhoIsNotLoggedOnAnyMoreEndsTheSessionOnceAndFreezesItsFigures) {
  for (const bool refused : {false, true}) {
    events.clear();
    const auto s = session();
    const double start = static_cast<double>(nanoseconds_of(clock.now())) / 1e9;
    std::int32_t duration = -1;
    Outcome outcome;
    run_until(start + 30);
    s->get_session_duration(&duration, into(outcome));
    if (refused) {
      wire.refuse(wire.sent.back(), cti::RefusalCause::not_logged_on);
    } else {
      cti::Result empty;
      empty.id = wire.sent.back().id;
      wire.answer(empty);
    }
    EXPECT_EQ(outcome.code, LINEERR_OPERATIONFAILED_);
    EXPECT_EQ(duration, -1);
    EXPECT_EQ(events, (std::vector{0, 5}));
    const std::size_t sent = wire.sent.size();
    run_until(start + 90);
    s->get_session_duration(&duration, into(outcome));
    EXPECT_EQ(outcome.completions, 1);
    settle();
    EXPECT_EQ(outcome.code, S_OK_);
    EXPECT_EQ(duration, 30);
    EXPECT_EQ(wire.sent.size(), sent);
    EXPECT_EQ(state_of(*s), SessionState::session_ended);
  }
}

TEST_F(FacadeQuery, ALogOffSeenWhileTheQuestionIsOutMakesTheFiguresFinal) {
  const auto s = session();
  std::int32_t duration = -1;
  Outcome outcome;
  s->get_session_duration(&duration, into(outcome));
  say(4, logged_off(sales));
  run_until(5);
  wire.refuse(wire.sent.back(), cti::RefusalCause::not_logged_on);
  EXPECT_EQ(outcome.code, S_OK_);
  EXPECT_EQ(duration, 4);
}

TEST_F(FacadeQuery, TooManyPendingRequestsAreRefusedWithoutSending) {
  const auto s = session();
  std::vector<std::int32_t> out(Limits{}.pending + 1, -1);
  Outcome last;
  for (std::size_t index = 0; index < Limits{}.pending; ++index) s->get_number_of_calls(&out[index], {});
  s->get_number_of_calls(&out.back(), into(last));
  EXPECT_EQ(last.completions, 0);
  settle();
  EXPECT_EQ(last.code, E_OUTOFMEMORY_);
  EXPECT_EQ(wire.sent.size(), Limits{}.pending);
  Outcome put;
  s->put_state(0, into(put));
  settle();
  EXPECT_EQ(put.code, E_OUTOFMEMORY_);
  run_until(120);
  EXPECT_EQ(facade->pending(), 0u);
  s->get_number_of_calls(&out[0], into(last));
  EXPECT_EQ(wire.sent.size(), Limits{}.pending + 1);
}

TEST_F(FacadeQuery, WhatIsPendingWhenTheFacadeGoesNeverCompletes) {
  const auto s = session();
  std::int32_t calls = -1;
  Outcome outcome;
  s->get_number_of_calls(&calls, into(outcome));
  s->get_state(nullptr, into(outcome));
  facade.reset();
  EXPECT_EQ(wire.abandoned.size(), 1u);
  EXPECT_EQ(clock.timers(), 0u);
  wire.grant(wire.sent[0]);
  wire.say(ready());
  s->get_number_of_calls(&calls, into(outcome));
  s->put_state(0, into(outcome));
  run_until(300);
  EXPECT_EQ(outcome.completions, 0);
  EXPECT_EQ(calls, -1);
}

TEST_F(FacadeQuery, AThousandTimeoutsLeaveNothingBehind) {
  const auto s = session();
  for (int round = 0; round < 1000; ++round) {
    std::int32_t calls = -1;
    Outcome outcome;
    s->get_number_of_calls(&calls, into(outcome));
    run_until(120.0 * (round + 1));
    ASSERT_EQ(outcome.code, TAPI_E_TIMEOUT_);
  }
  EXPECT_EQ(facade->pending(), 0u);
  EXPECT_EQ(clock.timers(), 0u);
}

}  // namespace
}  // namespace acdloop::tapi
