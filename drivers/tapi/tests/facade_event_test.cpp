// SPDX-License-Identifier: Apache-2.0
#include <deque>

#include "drivers/tapi/tests/fake_switch.hpp"

namespace acdloop::tapi {
namespace {

class FacadeEvents : public FacadeBench {
 protected:
  struct Listener {
    std::unique_ptr<Application> application;
    std::vector<std::int32_t> events;
  };
  std::unique_ptr<Listener> listen(std::optional<std::int32_t> mask) {
    auto listener = std::make_unique<Listener>();
    listener->application = facade->open_application();
    if (mask) {
      EXPECT_EQ(listener->application->put_event_filter(*mask), S_OK_);
    }
    listener->application->advise([l = listener.get()](const Notification& n) {
      if (n.session) l->events.push_back(n.event);
    });
    return listener;
  }
  std::deque<SessionState> states_;
};

TEST_F(FacadeEvents, OnlyTheBitForAgentSessionsLetsThemThrough) {
  const std::vector<std::pair<std::optional<std::int32_t>, bool>> table{
      {std::nullopt, false},   {0, false},     {TE_AGENT, false}, {0x7200, false},
      {TE_AGENTSESSION, true}, {0x7600, true}, {-1, true},        {~TE_AGENTSESSION, false},
  };
  for (const auto& [mask, heard] : table) {
    const auto listener = listen(mask);
    wire.say(logged_on(sales));
    wire.say(logged_off(sales));
    EXPECT_EQ(listener->events, heard ? (std::vector{0, 5}) : std::vector<std::int32_t>{}) << mask.value_or(-99);
  }
}

TEST_F(FacadeEvents, EachMaskReplacesTheOneBeforeAndCanBeReadBack) {
  const auto listener = listen(TE_AGENTSESSION);
  std::int32_t mask = -1;
  EXPECT_EQ(listener->application->get_event_filter(&mask), S_OK_);
  EXPECT_EQ(mask, 0x400);
  EXPECT_EQ(listener->application->put_event_filter(TE_AGENT), S_OK_);
  wire.say(logged_on(sales));
  EXPECT_EQ(listener->application->get_event_filter(&mask), S_OK_);
  EXPECT_EQ(mask, 0x200);
  EXPECT_EQ(listener->application->put_event_filter(TE_AGENTSESSION), S_OK_);
  EXPECT_TRUE(listener->events.empty()) << "what was raised meanwhile does not come later";
  wire.say(wrap_up_or_not_ready());
  EXPECT_EQ(listener->events, std::vector{1});
  EXPECT_EQ(listener->application->get_event_filter(nullptr), E_POINTER_);
}

TEST_F(FacadeEvents, AMaskNeverSetReadsAsZero) {
  const auto quiet = facade->open_application();
  std::int32_t mask = -1;
  EXPECT_EQ(quiet->get_event_filter(&mask), S_OK_);
  EXPECT_EQ(mask, 0);
}

TEST_F(FacadeEvents, AFilteredApplicationSeesStatesAndFiguresAllTheSame) {
  const auto s = session();
  application->put_event_filter(0);
  wire.say(wrap_up_or_not_ready());
  EXPECT_EQ(state_of(*s), SessionState::not_ready);
}

TEST_F(FacadeEvents, ALifeRaisesOneEventPerChangeWithTheEventsOwnNumbers) {
  application->advise([&](const Notification& n) {
    EXPECT_EQ(n.tapi_event, 0x400);
    events.push_back(n.event);
    // get_State has changed before the event: asked from inside the handler it answers the new state.
    n.session->get_state(&states_.emplace_back(), {});
  });
  wire.say(logged_on(sales));
  wire.say(wrap_up_or_not_ready());
  settle();
  wire.say(ready());
  settle();
  call_until(agent_wrap_up);
  settle();
  say(70, ready());
  say(71, ready());
  wire.say({cti::LinkEvent{cti::LinkEventKind::link_down, {}, {}, "gone"}});
  say(80, logged_off(sales));
  settle();
  EXPECT_EQ(events, (std::vector{0, 1, 2, 3, 4, 2, 5}));
  EXPECT_EQ(states_.at(1), SessionState::not_ready);
  EXPECT_EQ(states_.at(2), SessionState::ready);
  EXPECT_EQ(states_.at(3), SessionState::busy_on_call);
  EXPECT_EQ(states_.at(4), SessionState::busy_wrap_up);
  EXPECT_EQ(states_.at(6), SessionState::session_ended);
}

TEST_F(FacadeEvents, TheEventCarriesTheSessionThatChanged) {
  wire.say(logged_on(sales));
  const auto first = last_notification.session;
  wire.say(logged_on(service));
  const auto second = last_notification.session;
  say(10, delivered("c1", sales));
  say(17, established("c1"));
  EXPECT_EQ(last_notification.session, first);
  say(20, cleared("c1"));
  say(20, ready());
  say(30, delivered("c2", service));
  say(31, established("c2"));
  EXPECT_EQ(last_notification.session, second);
}

TEST_F(FacadeEvents, EveryInterestedApplicationHearsOfEverySessionOnce) {
  const auto listener = listen(TE_AGENTSESSION);
  std::shared_ptr<AgentSession> s;
  agent()->create_session(sales, desk, &s, {});
  wire.grant(wire.sent[0]);
  wire.say(logged_on(sales));
  EXPECT_EQ(events, std::vector{0});
  EXPECT_EQ(listener->events, std::vector{0});
}

TEST_F(FacadeEvents, AnApplicationMayGoFromInsideItsHandler) {
  auto listener = listen(TE_AGENTSESSION);
  int heard = 0;
  listener->application->advise([&](const Notification&) {
    ++heard;
    listener->application.reset();
  });
  wire.say(logged_on(sales));
  wire.say(logged_off(sales));
  EXPECT_EQ(heard, 1);
  EXPECT_EQ(events, (std::vector{0, 5}));
}

TEST_F(FacadeEvents, AMethodCalledFromTheHandlerWorks) {
  std::int32_t calls = -1;
  Outcome outcome;
  application->advise([&](const Notification& n) { n.session->get_number_of_calls(&calls, into(outcome)); });
  wire.say(logged_on(sales));
  ASSERT_EQ(wire.sent.size(), 1u);
  wire.grant(wire.sent[0]);
  EXPECT_EQ(outcome.code, S_OK_);
  EXPECT_EQ(calls, 0);
}

TEST_F(FacadeEvents, ACallThatEndsInSilenceMakesTheFacadeAskAndTheAnswerRaisesTheEvent) {
  const auto s = session();
  say(10, delivered("c1"));
  say(17, established("c1"));
  say(60, cleared("c1"));
  run_until(60.499);
  EXPECT_TRUE(wire.sent.empty());
  run_until(60.5);
  ASSERT_EQ(wire.sent.size(), 1u);
  EXPECT_EQ(wire.sent[0].kind, cti::RequestKind::query_agent_state);
  EXPECT_EQ(wire.sent[0].group, sales);
  events.clear();
  wire.grant(wire.sent[0], {cti::AgentState::ready});
  EXPECT_EQ(events, std::vector{2});
  EXPECT_EQ(clock.timers(), 0u);
}

TEST_F(FacadeEvents, AnUnansweredQuestionOfOurOwnIsGivenUpAfterTwoMinutes) {
  const auto s = session();
  say(10, delivered("c1"));
  say(17, established("c1"));
  say(60, cleared("c1"));
  run_until(180.5);
  EXPECT_EQ(wire.abandoned.size(), 1u);
  EXPECT_EQ(state_of(*s), SessionState::busy_on_call);
  EXPECT_EQ(facade->counters().unattributed, 1u);
  EXPECT_EQ(facade->pending(), 0u);
}

}  // namespace
}  // namespace acdloop::tapi
