// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "drivers/tapi/tests/fake_switch.hpp"

namespace acdloop::tapi {
namespace {

class FacadeCreate : public FacadeBench {
 protected:
  void create(std::shared_ptr<AgentSession>* out, Outcome& outcome) {
    agent()->create_session(sales, desk, out, into(outcome));
  }
};

TEST_F(FacadeCreate, ANullPointerIsRefusedWithoutAsking) {
  Outcome outcome;
  create(nullptr, outcome);
  EXPECT_EQ(outcome.completions, 0);
  settle();
  EXPECT_EQ(outcome.code, E_POINTER_);
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeCreate, ItNeedsTheAnswerAndTheReportInEitherOrder) {
  for (const bool report_first : {false, true}) {
    wire.sent.clear();
    events.clear();
    std::shared_ptr<AgentSession> s;
    Outcome outcome;
    create(&s, outcome);
    ASSERT_EQ(wire.sent.size(), 1u);
    EXPECT_EQ(wire.sent[0].kind, cti::RequestKind::log_on);
    EXPECT_EQ(wire.sent[0].agent, ann);
    EXPECT_EQ(wire.sent[0].group, sales);
    EXPECT_EQ(wire.sent[0].address, desk);
    if (report_first) wire.say(logged_on(sales));
    if (!report_first) wire.grant(wire.sent[0]);
    EXPECT_EQ(outcome.completions, 0);
    EXPECT_EQ(s, nullptr);
    if (report_first) wire.grant(wire.sent[0]);
    if (!report_first) wire.say(logged_on(sales));
    EXPECT_EQ(outcome.code, S_OK_);
    ASSERT_NE(s, nullptr);
    EXPECT_EQ(events, std::vector{0}) << "one ASE_NEW_SESSION";
    EXPECT_EQ(last_notification.session, s);
    EXPECT_EQ(facade->pending(), 0u);
    EXPECT_EQ(clock.timers(), 0u);
    wire.say(logged_off(sales));
  }
}

TEST_F(FacadeCreate, AnotherKeysReportProvesNothing) {
  std::shared_ptr<AgentSession> s;
  Outcome outcome;
  create(&s, outcome);
  wire.grant(wire.sent[0]);
  wire.say(logged_on(service));
  EXPECT_EQ(outcome.completions, 0);
  EXPECT_EQ(facade->pending(), 1u);
}

TEST_F(FacadeCreate, ARefusalCreatesNoSessionAndRaisesNoEvent) {
  const std::vector<std::pair<cti::RefusalCause, Hresult>> table{
      {cti::RefusalCause::invalid_group, LINEERR_INVALPARAM_},
      {cti::RefusalCause::invalid_address, LINEERR_INVALPARAM_},
      {cti::RefusalCause::not_member_of_group, LINEERR_INVALPARAM_},
      {cti::RefusalCause::invalid_agent_id, LINEERR_INVALAGENTID_},
      {cti::RefusalCause::already_logged_on_elsewhere, LINEERR_OPERATIONFAILED_},
      {cti::RefusalCause::already_logged_on_here, LINEERR_OPERATIONFAILED_},
      {cti::RefusalCause::out_of_service, E_UNEXPECTED_},
  };
  for (const auto& [cause, code] : table) {
    std::shared_ptr<AgentSession> s;
    Outcome outcome;
    create(&s, outcome);
    wire.refuse(wire.sent.back(), cause);
    EXPECT_EQ(outcome.code, code) << to_string(cause);
    EXPECT_EQ(s, nullptr);
  }
  EXPECT_TRUE(events.empty());
  EXPECT_EQ(facade->pending(), 0u);
}

TEST_F(FacadeCreate, ANullGroupOrAddressIsRefusedWithoutAsking) {
  const auto by = agent();
  std::shared_ptr<AgentSession> s;
  Outcome no_group, no_address;
  by->create_session({}, desk, &s, into(no_group));
  by->create_session(sales, {}, &s, into(no_address));
  settle();
  EXPECT_EQ(no_group.code, E_INVALIDARG_);
  EXPECT_EQ(no_address.code, E_INVALIDARG_);
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeCreate, AnUnknownGroupIsForTheSwitchToRefuse) {
  std::shared_ptr<AgentSession> s;
  Outcome outcome;
  agent()->create_session(cti::AcdGroupId{"nobody"}, desk, &s, into(outcome));
  ASSERT_EQ(wire.sent.size(), 1u);
  wire.refuse(wire.sent[0], cti::RefusalCause::invalid_group);
  EXPECT_EQ(outcome.code, LINEERR_INVALPARAM_);
}

TEST_F(FacadeCreate, TwoMinutesRunFromTheCallWhateverIsMissing) {
  for (const bool granted : {false, true}) {
    wire.abandoned.clear();
    const double start = static_cast<double>(nanoseconds_of(clock.now())) / 1e9;
    auto gone = std::make_unique<std::shared_ptr<AgentSession>>();
    Outcome outcome;
    create(gone.get(), outcome);
    run_until(start + 100);
    if (granted) wire.grant(wire.sent.back());
    run_until(start + 119.999);
    EXPECT_EQ(outcome.completions, 0);
    run_until(start + 120);
    EXPECT_EQ(outcome.code, TAPI_E_TIMEOUT_);
    EXPECT_EQ(outcome.at, at_seconds(start + 120));
    EXPECT_EQ(wire.abandoned.size(), granted ? 0u : 1u);
    gone.reset();  // the caller's memory
    events.clear();
    say(start + 130, logged_on(sales));
    EXPECT_EQ(outcome.completions, 1);
    EXPECT_EQ(events, std::vector{0}) << "the late log-on is a session all the same";
    ASSERT_NE(last_notification.session, nullptr);
    wire.say(logged_off(sales));
    EXPECT_EQ(facade->pending(), 0u);
  }
}

TEST_F(FacadeCreate, AReportWithoutTheAnswerTimesOutButLeavesACompleteSession) {
  std::shared_ptr<AgentSession> s;
  Outcome outcome;
  create(&s, outcome);
  wire.say(logged_on(sales));
  run_until(120);
  EXPECT_EQ(outcome.code, TAPI_E_TIMEOUT_);
  EXPECT_EQ(s, nullptr);
  create(&s, outcome);
  settle();
  EXPECT_EQ(outcome.code, S_OK_);
  EXPECT_EQ(s, last_notification.session);
}

TEST_F(FacadeCreate, ASessionThatIsThereAlreadyIsAdoptedWithoutAskingAndWithoutASecondEvent) {
  const auto there = session();
  std::shared_ptr<AgentSession> s;
  Outcome outcome;
  create(&s, outcome);
  EXPECT_EQ(outcome.completions, 0);
  settle();
  EXPECT_EQ(outcome.code, S_OK_);
  EXPECT_EQ(s, there);
  EXPECT_TRUE(wire.sent.empty());
  EXPECT_EQ(events, std::vector{0});
}

TEST_F(FacadeCreate, ASessionFoundWhileTheLogOnIsOutIsAdoptedWhenTheSwitchSaysSo) {
  std::shared_ptr<AgentSession> s;
  Outcome outcome;
  create(&s, outcome);
  const auto there = session();
  wire.refuse(wire.sent[0], cti::RefusalCause::already_logged_on_here);
  EXPECT_EQ(outcome.code, S_OK_);
  EXPECT_EQ(s, there);
}

TEST_F(FacadeCreate, ANewSessionAfterLogOffIsANewObjectAndTheOldKeepsItsFigures) {
  const auto first = session();
  call_until(agent_ready);
  say(100, logged_off(sales));
  run_until(200);
  const auto second = session();
  EXPECT_NE(first, second);
  std::int32_t old_calls = -1, new_calls = -1;
  first->get_number_of_calls(&old_calls, {});
  settle();
  second->get_number_of_calls(&new_calls, {});
  wire.grant(wire.sent.back());
  EXPECT_EQ(old_calls, 1);
  EXPECT_EQ(new_calls, 0);
}

TEST_F(FacadeCreate, AnEndedSessionLivesOnlyAsLongAsSomebodyHoldsIt) {
  std::weak_ptr<AgentSession> watch = session();
  last_notification = {};
  EXPECT_FALSE(watch.expired());
  wire.say(logged_off(sales));
  last_notification = {};
  EXPECT_TRUE(watch.expired());
}

class FacadeCreateByReply : public FacadeBench {
 protected:
  static cti::Dialect dialect() {
    cti::Dialect dialect;
    dialect.log_on_proof = cti::Dialect::Proof::reply;
    return dialect;
  }
  FacadeCreateByReply() : FacadeBench(dialect()) {}
};

TEST_F(FacadeCreateByReply, TheAnswerAloneMakesTheSessionWhereItIsTheProof) {
  std::shared_ptr<AgentSession> s;
  Outcome outcome;
  agent()->create_session(sales, desk, &s, into(outcome));
  wire.grant(wire.sent[0]);
  EXPECT_EQ(outcome.code, S_OK_);
  ASSERT_NE(s, nullptr);
  EXPECT_EQ(state_of(*s), SessionState::not_ready);
  EXPECT_EQ(events, std::vector{0});
}

}  // namespace
}  // namespace acdloop::tapi
