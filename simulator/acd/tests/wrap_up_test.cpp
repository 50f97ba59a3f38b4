// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

Configuration with_wrap_up(WrapUp wrap_up) {
  Configuration c = small_centre();
  c.groups[0].wrap_up = wrap_up;
  return c;
}
const WrapUp timed{WrapUp::Kind::timed, seconds(15)};

// Ann has had a call of sales and hangs up at 10 s.
struct AfterCall : Centre {
  explicit AfterCall(Configuration configuration) : Centre(std::move(configuration)) {
    make_ready(ann, desk105);
    call(sales);
    lift(desk105);
    now = at(10);
    hang_up(desk105);
  }
};

TEST(WrapUp, ManualHasNoLimit) {
  AfterCall c{with_wrap_up({WrapUp::Kind::manual, {}})};
  EXPECT_EQ(c.state(ann, sales), AgentState::wrap_up);
  EXPECT_FALSE(c.model.next_deadline());
}

TEST(WrapUp, NoneMakesTheAgentReadyAtOnce) {
  AfterCall c{with_wrap_up({WrapUp::Kind::none, {}})};
  EXPECT_EQ(c.events().back(), "agent_ready ann sales @105");
}

TEST(WrapUp, TimedEndsByItself) {
  AfterCall c{with_wrap_up(timed)};
  EXPECT_EQ(c.model.next_deadline(), at(25));
  c.until(24.999);
  EXPECT_EQ(c.state(ann, sales), AgentState::wrap_up);
  c.until(25);
  EXPECT_THAT(c.events(), ElementsAre("agent_ready ann sales @105"));
  EXPECT_FALSE(c.model.next_deadline());
}

TEST(WrapUp, TimedMayEndOnAWholeSecondOfTheSwitchsClock) {
  Configuration configuration = with_wrap_up({WrapUp::Kind::timed, std::chrono::milliseconds{14'300}});
  configuration.wrap_up_in_whole_seconds = true;
  EXPECT_EQ(AfterCall{configuration}.model.next_deadline(), at(25));  // 10 + 15
  configuration.into_the_second = std::chrono::milliseconds{400};     // it shows 10.4 when the call ends
  EXPECT_EQ(AfterCall{configuration}.model.next_deadline(), at(24.6));
}

TEST(WrapUp, TimedEndsEarlierByKeyOrRequest) {
  for (const bool by_key : {true, false}) {
    AfterCall c{with_wrap_up(timed)};
    c.now = at(12);
    if (by_key) {
      c.key(desk105);
    } else {
      EXPECT_EQ(c.set(ann, AgentState::ready, sales), RefusalCause::none);
    }
    EXPECT_THAT(c.events(), ElementsAre("agent_ready ann sales @105"));
    EXPECT_FALSE(c.model.next_deadline());
  }
}

TEST(WrapUp, NotReadyEndsItToo) {
  AfterCall c{with_wrap_up(timed)};
  EXPECT_EQ(c.set(ann, AgentState::not_ready, sales), RefusalCause::none);
  EXPECT_THAT(c.events(), ElementsAre("agent_not_ready ann sales @105"));
  c.until(100);
  EXPECT_EQ(c.state(ann, sales), AgentState::not_ready);
}

TEST(WrapUp, LogOffEndsItAndItsTimer) {
  AfterCall c{with_wrap_up(timed)};
  EXPECT_EQ(c.log_off(ann, sales), RefusalCause::none);
  EXPECT_FALSE(c.model.next_deadline());
  // The other session of the agent may have calls again.
  c.call(help);
  EXPECT_EQ(c.phone(desk105), "alerting");
}

TEST(WrapUp, IdleTimeInTheOtherGroupBeginsWhenLogOffEndsIt) {
  AfterCall c{with_wrap_up({WrapUp::Kind::manual, {}})};
  c.now = at(15);
  c.make_ready(cid, desk107);
  c.now = at(20);
  EXPECT_EQ(c.log_off(ann, sales), RefusalCause::none);
  c.call(help);
  EXPECT_EQ(c.phone(desk107), "alerting");
}

TEST(WrapUp, FollowsOnlyAnAnsweredCall) {
  Centre c{with_wrap_up(timed)};
  c.make_ready(ann, desk105);
  const Placed gone = c.call(sales);
  c.hang_up(gone);
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
}

TEST(WrapUp, DirectCallDuringItLeavesStateAndTimerAlone) {
  AfterCall c{with_wrap_up(timed)};
  c.now = at(12);
  c.call(desk105);
  c.lift(desk105);
  EXPECT_EQ(c.phone(desk105), "connected");
  EXPECT_EQ(c.state(ann, sales), AgentState::wrap_up);
  c.call(sales);
  c.until(25);
  EXPECT_THAT(c.events(), ElementsAre("agent_ready ann sales @105"));  // and no call: the phone is in use
  c.now = at(30);
  c.hang_up(desk105);
  EXPECT_EQ(c.events().back(), "delivered 1F03 acd sales sales=null 105=alerting distributed");
}

TEST(WrapUp, StateAskedForDuringACallMayBeKeptUntilItsEnd) {
  struct Row {
    AgentState asked;
    const char* event;
  };
  for (const Row& row : {Row{AgentState::ready, "agent_ready ann sales @105"},
                         Row{AgentState::not_ready, "agent_not_ready ann sales @105"},
                         Row{AgentState::wrap_up, "agent_wrap_up ann sales @105"}}) {
    Configuration configuration = with_wrap_up(timed);
    configuration.busy_state_change = BusyStateChange::defer;
    Centre c{configuration};
    c.make_ready(ann, desk105, sales);
    c.call(sales);
    c.lift(desk105);
    EXPECT_EQ(c.set(ann, row.asked, sales), RefusalCause::none);
    EXPECT_THAT(c.events(), IsEmpty());
    EXPECT_EQ(c.state(ann, sales), AgentState::busy);
    c.hang_up(desk105);
    EXPECT_EQ(c.events().back(), row.event);
    EXPECT_FALSE(c.model.next_deadline());
    // Only once: the next call ends as usual.
    c.set(ann, AgentState::ready, sales);
    c.call(sales);
    c.lift(desk105);
    c.hang_up(desk105);
    EXPECT_EQ(c.events().back(), "agent_wrap_up ann sales @105");
  }
}

TEST(WrapUp, RequestForAllGroupsIsAllOrNothing) {
  Centre c;
  c.make_ready(ann, desk105);
  c.call(help);
  c.lift(desk105);
  EXPECT_EQ(c.set(ann, AgentState::not_ready), RefusalCause::state_incompatible);
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
  EXPECT_EQ(c.set(ann, AgentState::not_ready, sales), RefusalCause::none);
  EXPECT_EQ(c.state(ann, help), AgentState::busy);
}

}  // namespace
}  // namespace acdloop::acd::test
