// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

Configuration with_ring_limit(AfterRingNoAnswer after) {
  Configuration c = small_centre();
  c.groups[0].ring_limit = seconds(20);
  c.after_ring_no_answer = after;
  return c;
}

TEST(Distribution, LongestIdleAgentGetsTheCall) {
  Centre c;
  c.now = at(1);
  c.make_ready(bob, desk106);
  c.now = at(2);
  c.make_ready(ann, desk105, sales);
  c.now = at(3);
  c.call(sales);
  EXPECT_EQ(c.phone(desk106), "alerting");
  EXPECT_EQ(c.phone(desk105), "");
}

TEST(Distribution, TiesGoByTheOrderOfTheConfiguration) {
  Centre c;
  c.make_ready(bob, desk106);
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  EXPECT_EQ(c.phone(desk105), "alerting");
}

TEST(Distribution, IdleTimeBeginsAnewAfterEachCallAndWrapUp) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  c.now = at(1);
  c.make_ready(bob, desk106);
  c.now = at(2);
  const Placed first = c.call(sales);
  EXPECT_EQ(c.phone(desk105), "alerting");
  c.lift(desk105);
  c.now = at(3);
  c.hang_up(first);
  c.key(desk105);
  c.now = at(4);
  c.call(sales);
  EXPECT_EQ(c.phone(desk106), "alerting");
}

TEST(Distribution, AnAbandonedRingCostsNobodyItsPlace) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  c.now = at(1);
  c.make_ready(bob, desk106);
  c.now = at(2);
  const Placed gone = c.call(sales);
  c.now = at(5);
  c.hang_up(gone);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 acd sales 97061=null 105=null call_cancelled"));
  EXPECT_THAT(c.signals(), ElementsAre("stops_ringing 105 1F01"));
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
  c.call(sales);
  EXPECT_EQ(c.phone(desk105), "alerting");
}

TEST(Distribution, CallsWaitInOrderAndKnowTheirPosition) {
  Centre c;
  c.call(sales);
  const Placed second = c.call(sales);
  EXPECT_EQ(std::get<cti::CallEvent>(c.last.events[1].body).info.position, 2);
  EXPECT_EQ(std::get<cti::CallEvent>(c.last.events[1].body).cause, cti::EventCause::no_available_agents);
  c.call(sales);
  c.hang_up(second);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F02 acd sales 97062=null sales=null call_cancelled"));
  EXPECT_THAT(c.signals(), IsEmpty());
  const auto waiting = c.model.directory().calls_at({"sales", cti::DeviceCategory::acd_group});
  ASSERT_EQ(waiting.size(), 2u);
  EXPECT_EQ(waiting[0].first.call.value(), "1F01");
  EXPECT_EQ(waiting[1].first.call.value(), "1F03");
  EXPECT_EQ(waiting[1].first.position, 2);
  c.make_ready(ann, desk105, sales);
  EXPECT_THAT(c.events(), ElementsAre("agent_ready ann sales @105",
                                      "delivered 1F01 acd sales sales=null 105=alerting distributed"));
}

TEST(Distribution, FreeAgentTakesTheLongestWaitingCallOfAllGroups) {
  Centre c;
  c.make_ready(bob, desk106);
  c.now = at(1);
  c.call(sales);  // rings at bob's
  c.call(help);
  c.now = at(2);
  c.call(sales);
  c.make_ready(ann, desk105);
  EXPECT_EQ(c.events().back(), "delivered 1F02 acd help help=null 105=alerting distributed");
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
}

TEST(Distribution, AgentOfTwoGroupsIsBusyInOneAndTakesNoCallOfTheOther) {
  Centre c;
  c.make_ready(ann, desk105);
  const Placed first = c.call(help);
  c.lift(desk105);
  EXPECT_EQ(c.state(ann, help), AgentState::busy);
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
  c.call(sales);
  EXPECT_EQ(c.phone(desk105), "connected");
  c.hang_up(first);
  EXPECT_THAT(c.events(),
              ElementsAre("connection_cleared 1F01 acd help 97061=null 105=null normal_clearing",
                          "agent_ready ann help @105", "delivered 1F02 acd sales sales=null 105=alerting distributed"));
}

TEST(Distribution, WrapUpInOneGroupKeepsTheCallsOfAllGroupsAway) {
  Centre c;
  c.make_ready(ann, desk105);
  const Placed first = c.call(sales);
  c.lift(desk105);
  c.hang_up(first);
  c.call(help);
  EXPECT_EQ(c.phone(desk105), "");
  c.key(desk105);
  EXPECT_THAT(c.events(),
              ElementsAre("agent_ready ann sales @105", "delivered 1F02 acd help help=null 105=alerting distributed"));
}

TEST(Distribution, UnansweredCallGoesBackToTheHeadAndItsAgentIsNotReady) {
  Centre c{with_ring_limit(AfterRingNoAnswer::not_ready)};
  c.make_ready(ann, desk105, sales);
  c.now = at(10);
  c.call(sales);
  c.now = at(15);
  c.call(sales);
  EXPECT_EQ(c.model.next_deadline(), at(30));
  c.until(30);
  EXPECT_THAT(c.events(),
              ElementsAre("diverted 1F01 acd sales 105=null call_not_answered", "agent_not_ready ann sales @105",
                          "queued 1F01 acd sales sales=queued no_available_agents"));
  EXPECT_THAT(c.signals(), ElementsAre("stops_ringing 105 1F01"));
  EXPECT_EQ(std::get<cti::CallEvent>(c.last.events[2].body).info.position, 1);
  EXPECT_FALSE(c.model.next_deadline());
  c.make_ready(bob, desk106);
  EXPECT_EQ(c.events().back(), "delivered 1F01 acd sales sales=null 106=alerting distributed");
}

TEST(Distribution, WhoDoesNotAnswerIsNotReadyInEveryGroup) {
  Centre c{with_ring_limit(AfterRingNoAnswer::not_ready)};
  c.make_ready(ann, desk105, help);
  c.make_ready(ann, desk105, sales);
  c.now = at(10);
  c.call(sales);
  c.until(30);
  EXPECT_EQ(c.state(ann, sales), AgentState::not_ready);
  EXPECT_EQ(c.state(ann, help), AgentState::not_ready);
}

TEST(Distribution, UnansweredCallRingsAtTheNextAgentAtOnce) {
  Centre c{with_ring_limit(AfterRingNoAnswer::stay_ready)};
  c.make_ready(ann, desk105, sales);
  c.now = at(1);
  c.call(sales);
  c.now = at(21);
  c.make_ready(bob, desk106);  // idle since the very instant at which ann's phone gives up
  c.until(21);
  EXPECT_THAT(c.events(), ElementsAre("diverted 1F01 acd sales 105=null call_not_answered",
                                      "queued 1F01 acd sales sales=queued new_call",
                                      "delivered 1F01 acd sales sales=null 106=alerting distributed"));
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
}

TEST(Distribution, OnlyAgentWhoStaysReadyIsRungAgainOncePerLimit) {
  Centre c{with_ring_limit(AfterRingNoAnswer::stay_ready)};
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  c.until(20);
  EXPECT_THAT(c.signals(), ElementsAre("stops_ringing 105 1F01", "rings 105 1F01"));
  EXPECT_EQ(c.model.next_deadline(), at(40));
  c.until(39);
  c.lift(desk105);
  EXPECT_FALSE(c.model.next_deadline());
  EXPECT_EQ(c.state(ann, sales), AgentState::busy);
}

TEST(Distribution, WhoDidNotAnswerGoesToTheEndOfTheLine) {
  Centre c{with_ring_limit(AfterRingNoAnswer::stay_ready)};
  c.make_ready(ann, desk105, sales);
  c.now = at(5);
  const Placed unanswered = c.call(sales);
  c.now = at(10);
  c.make_ready(bob, desk106);
  c.until(26);  // ann gave up at 25, now it rings at bob's
  c.hang_up(unanswered);
  c.call(sales);
  EXPECT_EQ(c.phone(desk106), "alerting");
}

TEST(Distribution, NotReadyWhileRingingGivesTheCallToSomebodyElse) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  c.now = at(1);
  c.make_ready(bob, desk106);
  c.call(sales);
  c.set(ann, AgentState::not_ready);
  EXPECT_THAT(c.events(), ElementsAre("diverted 1F01 acd sales 105=null redirected", "agent_not_ready ann sales @105",
                                      "queued 1F01 acd sales sales=queued new_call",
                                      "delivered 1F01 acd sales sales=null 106=alerting distributed"));
}

TEST(Distribution, NotReadyWhileRingingMayBeRefused) {
  Configuration configuration = small_centre();
  configuration.ringing_state_change = RingingStateChange::refuse;
  Centre c{configuration};
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  EXPECT_EQ(c.set(ann, AgentState::not_ready), RefusalCause::state_incompatible);
  EXPECT_EQ(c.phone(desk105), "alerting");
}

TEST(Distribution, LogOffWhileRingingGivesTheCallBack) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  EXPECT_EQ(c.log_off(ann), RefusalCause::none);
  EXPECT_THAT(c.events(), ElementsAre("diverted 1F01 acd sales 105=null redirected", "agent_logged_off ann sales @105",
                                      "queued 1F01 acd sales sales=queued no_available_agents"));
  EXPECT_EQ(c.phone(desk105), "");
}

TEST(Distribution, LogOffDuringACallEndsTheSessionAndNotTheCall) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  const Placed placed = c.call(sales);
  c.lift(desk105);
  EXPECT_EQ(c.log_off(ann), RefusalCause::none);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_off ann sales @105"));
  EXPECT_EQ(c.phone(desk105), "connected");
  // The same agent logs on again: that is another session, and the old call is none of its business.
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  EXPECT_EQ(c.phone(desk105), "connected");
  c.hang_up(placed);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 acd sales 97061=null 105=null normal_clearing",
                                      "delivered 1F02 acd sales sales=null 105=alerting distributed"));
}

TEST(Distribution, FullQueueRefusesTheCaller) {
  Configuration configuration = small_centre();
  configuration.max_queue_length = 1;
  Centre c{configuration};
  c.call(sales);
  const Placed refused = c.call(sales);
  EXPECT_EQ(refused.call.value(), "1F02");
  EXPECT_THAT(c.events(),
              ElementsAre("originated 1F02 acd sales 97062=connected new_call",
                          "failed 1F02 acd sales sales=fail resources_not_available",
                          "connection_cleared 1F02 acd sales sales=null 97062=null resources_not_available"));
  EXPECT_THAT(c.signals(), ElementsAre("refused 97062 1F02"));
}

TEST(Distribution, WithoutATrunkThereIsNoCall) {
  Centre c;
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(c.call(sales).call.empty());
  const Placed none = c.call(sales);
  EXPECT_TRUE(none.call.empty());
  EXPECT_TRUE(none.line.empty());
  EXPECT_THAT(c.events(), IsEmpty());
}

TEST(Distribution, NumberOfCallsIsBounded) {
  Configuration configuration = small_centre();
  configuration.max_calls = 2;
  Centre c{configuration};
  const Placed first = c.call(sales);
  c.call(sales);
  EXPECT_TRUE(c.call(sales).call.empty());
  c.hang_up(first);
  EXPECT_EQ(c.call(sales).line.id, "97061");
}

}  // namespace
}  // namespace acdloop::acd::test
