// SPDX-License-Identifier: Apache-2.0
// ITAgent and ITAgentHandler over a switch that says what the test wants.
#include <memory>
#include <vector>

#include "drivers/tapi/tests/fake_switch.hpp"

namespace acdloop::tapi {
namespace {

class FacadeAgent : public FacadeBench {
 protected:
  std::int32_t figure(Agent& of, AgentMethod method) {
    std::int32_t value = -1;
    Outcome outcome;
    const std::size_t sent = wire.sent.size();
    of.get_figure(method, &value, into(outcome));
    settle();
    if (wire.sent.size() > sent) wire.grant(wire.sent.back());
    EXPECT_EQ(outcome.code, S_OK_);
    return value;
  }
  // A call answered and released, and the wrap-up after it.
  void one_call(double begin, const std::string& call, const cti::AcdGroupId& group) {
    say(begin, delivered(call, group));
    say(begin + 2, established(call));
    say(begin + 12, cleared(call));
    say(begin + 12, wrap_up_or_not_ready());
    say(begin + 15, ready());
  }
};

TEST_F(FacadeAgent, FiguresAreTheSumOfLiveAndEndedSessions) {
  const auto by = agent();
  wire.say(logged_on(sales));
  one_call(10, "c1", sales);
  wire.say(logged_off(sales));
  wire.say(logged_on(service));
  one_call(30, "c2", service);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 2);
  EXPECT_EQ(figure(*by, AgentMethod::get_TotalACDTalkTime), 20);
  EXPECT_EQ(figure(*by, AgentMethod::get_TotalWrapUpTime), 6);
  EXPECT_EQ(figure(*by, AgentMethod::get_TotalACDCallTime), 26);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfIncomingCalls), 0);
}

TEST_F(FacadeAgent, WithoutASessionNobodyIsAsked) {
  const auto by = agent();
  wire.say(logged_on(sales));
  one_call(10, "c1", sales);
  wire.say(logged_off(sales));
  const std::size_t sent = wire.sent.size();
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 1);
  EXPECT_EQ(wire.sent.size(), sent);
}

TEST_F(FacadeAgent, ANewPeriodStartsFromZeroAndLeavesTheSessionAlone) {
  const auto by = agent();
  const auto s = session();
  one_call(10, "c1", sales);
  Outcome zero, hour;
  by->put_measurement_period(0, into(zero));
  by->put_measurement_period(3600, into(hour));
  settle();
  EXPECT_EQ(zero.code, E_INVALIDARG_);
  EXPECT_EQ(hour.code, S_OK_);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 0);
  EXPECT_EQ(figure(*by, AgentMethod::get_TotalACDCallTime), 0);
  std::int32_t period = 0;
  by->get_measurement_period(&period, {});
  settle();
  EXPECT_EQ(period, 3600);
  std::int32_t calls = -1;
  s->get_number_of_calls(&calls, {});
  wire.grant(wire.sent.back());
  EXPECT_EQ(calls, 1);
  one_call(40, "c2", sales);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 1);
}

TEST_F(FacadeAgent, APeriodThatRunsOutIsFollowedByTheNext) {
  const auto by = agent();
  wire.say(logged_on(sales));
  by->put_measurement_period(60, {});
  settle();
  one_call(10, "c1", sales);
  run_until(59);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 1);
  run_until(60);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 0);
  one_call(70, "c2", sales);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 1);
  run_until(1000);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 0);
}

TEST_F(FacadeAgent, ANegativePeriodNeverEnds) {
  const auto by = agent();
  wire.say(logged_on(sales));
  Outcome outcome;
  by->put_measurement_period(-1, into(outcome));
  settle();
  EXPECT_EQ(outcome.code, S_OK_);
  one_call(10, "c1", sales);
  run_until(1e6);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 1);
}

TEST_F(FacadeAgent, PrivateCallsAreCountedFromTheirEndOnByDirection) {
  const auto by = agent();
  wire.say(logged_on(sales));
  say(5, delivered("d1", {}));
  say(7, established("d1"));
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfIncomingCalls), 0);
  say(17, cleared("d1"));
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfIncomingCalls), 1);
  say(20, delivered("d2", {}));
  say(25, cleared("d2"));
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfIncomingCalls), 1) << "nobody answered";
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfOutgoingCalls), 0);
  EXPECT_EQ(figure(*by, AgentMethod::get_NumberOfACDCalls), 0);
}

TEST_F(FacadeAgent, TheRateIsPerHourWithASession) {
  const auto by = agent();
  wire.say(logged_on(sales));
  wire.say(logged_on(service));
  one_call(10, "c1", sales);
  say(100, logged_off(sales));
  wire.say(logged_off(service));
  run_until(1000);
  Currency rate;
  by->get_overall_call_rate(&rate, {});
  settle();
  EXPECT_EQ(rate.scaled, 36 * 10'000);
}

TEST_F(FacadeAgent, StatusFollowsTheSessionsAndIsToldOnceAChange) {
  std::vector<std::int32_t> told;
  const auto other = facade->open_application();
  other->put_event_filter(TE_AGENT);
  other->advise([&](const Notification& n) {
    EXPECT_EQ(n.tapi_event, TE_AGENT);
    EXPECT_NE(n.agent, nullptr);
    told.push_back(n.event);
  });
  wire.say(logged_on(sales));
  one_call(10, "c1", sales);
  say(40, delivered("d1", {}));
  say(41, established("d1"));
  say(45, cleared("d1"));
  wire.say(logged_off(sales));
  // ready, the ACD call, wrap-up as not ready, ready, the private call, ready, gone
  EXPECT_EQ(told, (std::vector{1, 2, 0, 1, 3, 1, 0}));
}

TEST_F(FacadeAgent, ASilentSwitchTimesOutAfterTwoMinutes) {
  const auto by = agent();
  wire.say(logged_on(sales));
  std::int32_t calls = -1;
  Outcome outcome;
  by->get_figure(AgentMethod::get_NumberOfACDCalls, &calls, into(outcome));
  run_until(119.9);
  EXPECT_EQ(outcome.completions, 0);
  run_until(121);
  EXPECT_EQ(outcome.code, TAPI_E_TIMEOUT_);
  EXPECT_EQ(calls, -1);
}

TEST_F(FacadeAgent, NullPointersAreRefusedWithoutAsking) {
  const auto by = agent();
  wire.say(logged_on(sales));
  Outcome outcomes[8];
  by->get_figure(AgentMethod::get_TotalACDCallTime, nullptr, into(outcomes[0]));
  by->get_overall_call_rate(nullptr, into(outcomes[1]));
  by->get_state(nullptr, into(outcomes[2]));
  by->get_id(nullptr, into(outcomes[3]));
  by->get_user(nullptr, into(outcomes[4]));
  by->get_measurement_period(nullptr, into(outcomes[5]));
  by->enumerate_agent_sessions(nullptr, into(outcomes[6]));
  by->create_session(sales, desk, nullptr, into(outcomes[7]));
  settle();
  for (const Outcome& outcome : outcomes) EXPECT_EQ(outcome.code, E_POINTER_);
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeAgent, PinsAreRefusedHereWhereTheyAreMissing) {
  std::shared_ptr<AgentSession> s;
  Outcome null_pin, no_pins;
  agent()->create_session_with_pin(sales, desk, std::nullopt, &s, into(null_pin));
  agent()->create_session_with_pin(sales, desk, "4711", &s, into(no_pins));
  settle();
  EXPECT_EQ(null_pin.code, E_INVALIDARG_);
  EXPECT_EQ(no_pins.code, LINEERR_OPERATIONUNAVAIL_) << "this wire has no PIN";
  std::shared_ptr<Agent> nobody;
  Outcome made, id, with_pin;
  handler()->create_agent(&nobody, into(made));
  settle();
  ASSERT_EQ(made.code, S_OK_);
  std::string text;
  nobody->get_id(&text, into(id));
  nobody->create_session_with_pin(sales, desk, "4711", &s, into(with_pin));
  settle();
  EXPECT_EQ(id.code, TAPI_E_CALLCENTER_NO_AGENT_ID_);
  EXPECT_EQ(with_pin.code, TAPI_E_CALLCENTER_NO_AGENT_ID_);
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeAgent, AnAgentIsMadeWithAnIdAndSomePin) {
  std::shared_ptr<Agent> made;
  Outcome null_pin, no_id;
  handler()->create_agent_with_id(ann, std::nullopt, &made, into(null_pin));
  handler()->create_agent_with_id({}, "", &made, into(no_id));
  settle();
  EXPECT_EQ(null_pin.code, E_INVALIDARG_);
  EXPECT_EQ(no_id.code, E_INVALIDARG_);
  EXPECT_EQ(made, nullptr);
  EXPECT_EQ(agent()->id(), ann);
  EXPECT_EQ(agent(), agent()) << "one object an agent";
}

TEST_F(FacadeAgent, TheListIsAsItWasWhenItWasAskedFor) {
  const auto by = agent();
  wire.say(logged_on(sales));
  const auto first = last_notification.session;
  wire.say(logged_on(service));
  const auto second = last_notification.session;
  std::shared_ptr<Enumerator<AgentSession>> list;
  by->enumerate_agent_sessions(&list, {});
  settle();
  wire.say(logged_off(sales));
  std::shared_ptr<AgentSession> out[3];
  std::uint32_t fetched = 99;
  EXPECT_EQ(list->next(1, out, nullptr), S_OK_);
  EXPECT_EQ(out[0], first);
  std::shared_ptr<Enumerator<AgentSession>> copy;
  EXPECT_EQ(list->clone(&copy), S_OK_);
  EXPECT_EQ(list->next(2, out, &fetched), S_FALSE_);
  EXPECT_EQ(fetched, 1u);
  EXPECT_EQ(out[0], second);
  EXPECT_EQ(copy->next(1, out, nullptr), S_OK_) << "a clone stands where it was made";
  EXPECT_EQ(list->skip(1), S_FALSE_);
  EXPECT_EQ(list->reset(), S_OK_);
  EXPECT_EQ(list->skip(2), S_OK_);
  EXPECT_EQ(list->next(2, out, nullptr), E_POINTER_);
  EXPECT_EQ(list->next(1, nullptr, &fetched), E_POINTER_);
  EXPECT_EQ(list->clone(nullptr), E_POINTER_);
  SessionState state{99};
  first->get_state(&state, {});
  settle();
  EXPECT_EQ(state, SessionState::session_ended);
}

TEST_F(FacadeAgent, EndedSessionsAreListedWhereTheReadingSaysSo) {
  Readings readings;
  readings.list_ended = Readings::ListEnded::in;
  restart(readings);
  const auto by = agent();
  wire.say(logged_on(sales));
  wire.say(logged_off(sales));
  std::vector<std::shared_ptr<AgentSession>> sessions;
  by->get_agent_sessions(&sessions, {});
  settle();
  EXPECT_EQ(sessions.size(), 1u);
}

TEST_F(FacadeAgent, PutStateAsksOnceWhereTheSwitchKnowsOneStateAndRefusesBusy) {
  const auto by = agent();
  wire.say(logged_on(sales));
  wire.say(logged_on(service));
  Outcome busy, unknown, pause;
  by->put_state(2, into(busy));
  by->put_state(99, into(unknown));
  by->put_state(0, into(pause));
  settle();
  EXPECT_EQ(busy.code, E_INVALIDARG_);
  EXPECT_EQ(unknown.code, E_INVALIDARG_);
  ASSERT_EQ(wire.sent.size(), 1u);
  EXPECT_EQ(wire.sent[0].state, cti::AgentState::not_ready);
  wire.grant(wire.sent[0]);
  EXPECT_EQ(pause.code, S_OK_);
}

}  // namespace
}  // namespace acdloop::tapi
