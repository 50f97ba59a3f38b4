// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/tests/fake_switch.hpp"

namespace acdloop::tapi {
namespace {

class FacadePutState : public FacadeBench {
 protected:
  // Brings a new session into the state; time goes on to 60 s where a call is needed.
  std::shared_ptr<AgentSession> session_in(SessionState state) {
    auto s = session();
    switch (state) {
      case SessionState::not_ready:
        wire.say(wrap_up_or_not_ready());
        break;
      case SessionState::ready:
        break;
      case SessionState::busy_on_call:
        call_until(agent_busy);
        break;
      case SessionState::busy_wrap_up:
        call_until(agent_wrap_up);
        break;
      case SessionState::session_ended:
        wire.say(logged_off(sales));
        break;
    }
    EXPECT_EQ(state_of(*s), state);
    return s;
  }
};

class FacadePutStateTable : public FacadePutState, public testing::WithParamInterface<int> {};

// Columns: what put_State of 0..4 does. '=' S_OK at once; '!' INVALAGENTSTATE at once; '-' OPERATIONUNAVAIL at once;
// 'n', 'r' a request for that state; 'o' a log-off.
constexpr std::string_view table[] = {
    "=r!-o",  // from NOT_READY
    "n=!-o",  // from READY
    "nr=-o",  // from BUSY_ON_CALL
    "nr!=o",  // from BUSY_WRAPUP
    "!!!!=",  // from SESSION_ENDED
};

TEST_P(FacadePutStateTable, FromOneStateToAllFive) {
  const int from = GetParam();
  const auto s = session_in(static_cast<SessionState>(from));
  for (std::int32_t to = 0; to < session_state_count; ++to) {
    wire.sent.clear();
    Outcome outcome;
    s->put_state(to, into(outcome));
    EXPECT_EQ(outcome.completions, 0) << "never inside the call";
    settle();
    const char expected = table[from][static_cast<std::size_t>(to)];
    SCOPED_TRACE(std::to_string(from) + " to " + std::to_string(to));
    if (expected == '=') {
      EXPECT_EQ(outcome.code, S_OK_);
    }
    if (expected == '!') {
      EXPECT_EQ(outcome.code, LINEERR_INVALAGENTSTATE_);
    }
    if (expected == '-') {
      EXPECT_EQ(outcome.code, LINEERR_OPERATIONUNAVAIL_);
    }
    if (std::string_view{"=!-"}.contains(expected)) {
      EXPECT_EQ(outcome.completions, 1);
      EXPECT_TRUE(wire.sent.empty());
      continue;
    }
    ASSERT_EQ(wire.sent.size(), 1u);
    EXPECT_EQ(outcome.completions, 0) << "waits for the switch";
    const cti::Request& request = wire.sent[0];
    EXPECT_EQ(request.kind, expected == 'o' ? cti::RequestKind::log_off : cti::RequestKind::set_agent_state);
    EXPECT_EQ(request.agent, ann);
    EXPECT_EQ(request.group, sales);
    EXPECT_EQ(request.address, desk);
    if (expected == 'n') {
      EXPECT_EQ(request.state, cti::AgentState::not_ready);
    }
    if (expected == 'r') {
      EXPECT_EQ(request.state, cti::AgentState::ready);
    }
    if (expected == 'o') {
      EXPECT_EQ(request.state, std::nullopt);
    }
    wire.refuse(request, cti::RefusalCause::state_incompatible);
    EXPECT_EQ(outcome.code, LINEERR_INVALAGENTSTATE_);
    EXPECT_EQ(state_of(*s), static_cast<SessionState>(from)) << "a refusal changes nothing";
  }
}
INSTANTIATE_TEST_SUITE_P(States, FacadePutStateTable, testing::Range(0, session_state_count));

TEST_F(FacadePutState, AValueThatIsNoStateIsRefusedInEveryStateWithoutAsking) {
  for (const bool ended : {false, true}) {
    const auto s = session_in(ended ? SessionState::session_ended : SessionState::ready);
    for (const std::int32_t value : {5, -1, 0x7FFFFFFF, -0x7FFFFFFF - 1}) {
      Outcome outcome;
      s->put_state(value, into(outcome));
      settle();
      EXPECT_EQ(outcome.code, E_INVALIDARG_) << value;
    }
  }
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadePutState, SuccessCompletesAtTheAnswerAndTheReportMakesTheState) {
  const auto s = session_in(SessionState::not_ready);
  events.clear();
  Outcome outcome;
  s->put_state(1, into(outcome));
  wire.grant(wire.sent[0]);
  EXPECT_EQ(outcome.code, S_OK_);
  EXPECT_TRUE(events.empty());
  wire.say(ready());
  EXPECT_EQ(events, std::vector{2});
}

TEST_F(FacadePutState, NotReadyDuringWrapUpIsThereWithTheAnswerWhereNoReportFollows) {
  const auto s = session_in(SessionState::busy_wrap_up);
  events.clear();
  Outcome outcome;
  s->put_state(0, into(outcome));
  run_until(70);
  wire.grant(wire.sent[0]);
  EXPECT_EQ(outcome.code, S_OK_);
  EXPECT_EQ(events, std::vector{1});
  EXPECT_EQ(state_of(*s), SessionState::not_ready);
}

TEST_F(FacadePutState, TheTimeoutLeavesTheOutcomeToTheReports) {
  const auto s = session_in(SessionState::not_ready);
  events.clear();
  Outcome outcome;
  s->put_state(1, into(outcome));
  run_until(120);
  EXPECT_EQ(outcome.code, TAPI_E_TIMEOUT_);
  EXPECT_EQ(outcome.at, at_seconds(120));
  EXPECT_EQ(wire.abandoned.size(), 1u);
  EXPECT_EQ(state_of(*s), SessionState::not_ready);
  say(125, ready());
  wire.grant(wire.sent[0]);
  EXPECT_EQ(outcome.completions, 1);
  EXPECT_EQ(events, std::vector{2});
  EXPECT_EQ(state_of(*s), SessionState::ready);
}

TEST_F(FacadePutState, RefusalsComeThroughByTheirCause) {
  const auto s = session_in(SessionState::ready);
  Outcome outcome;
  s->put_state(0, into(outcome));
  wire.refuse(wire.sent.back(), cti::RefusalCause::not_associated);
  EXPECT_EQ(outcome.code, LINEERR_OPERATIONUNAVAIL_);
  s->put_state(0, into(outcome));
  wire.refuse(wire.sent.back(), cti::RefusalCause::not_logged_on);
  EXPECT_EQ(outcome.code, LINEERR_OPERATIONFAILED_);
  EXPECT_EQ(state_of(*s), SessionState::session_ended);
}

TEST_F(FacadePutState, TheAnswerForAnEndedSessionDoesNotTouchItsSuccessor) {
  const auto s = session_in(SessionState::busy_wrap_up);
  s->put_state(0, {});
  wire.say(logged_off(sales));
  wire.say(logged_on(sales));
  const auto successor = last_notification.session;
  say(70, delivered("c2"));
  say(71, established("c2"));
  say(80, cleared("c2"));
  say(80, wrap_up_or_not_ready());
  wire.grant(wire.sent[0]);
  EXPECT_EQ(state_of(*successor), SessionState::busy_wrap_up);
  EXPECT_NE(successor, s);
}

class FacadeWrapUpRequest : public FacadeBench {
 protected:
  static cti::Dialect dialect() {
    cti::Dialect dialect;
    dialect.wrap_up_request = true;
    return dialect;
  }
  FacadeWrapUpRequest() : FacadeBench(dialect()) {}
};

TEST_F(FacadeWrapUpRequest, WrapUpIsAskedForWhereTheWireCanSayIt) {
  const auto s = session();
  Outcome outcome;
  s->put_state(3, into(outcome));
  ASSERT_EQ(wire.sent.size(), 1u);
  EXPECT_EQ(wire.sent[0].state, cti::AgentState::wrap_up);
  wire.grant(wire.sent[0]);
  EXPECT_EQ(outcome.code, S_OK_);
}

}  // namespace
}  // namespace acdloop::tapi
