// SPDX-License-Identifier: Apache-2.0
// Waits that are too long: overflow to another group, end of guide; and which queue is served first.
#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

Configuration overflowing(double after = 20) {
  Configuration c = small_centre();
  c.groups[0].overflow = {seconds(after), help};
  return c;
}

TEST(Overflow, MovesTheCallToTheEndOfTheOtherQueue) {
  Centre c{overflowing()};
  c.call(sales);
  c.now = at(5);
  c.call(help);
  c.until(20);
  EXPECT_THAT(c.events(),
              ElementsAre("diverted 1F01 acd sales sales=null overflow", "queued 1F01 acd help help=queued overflow"));
  const cti::CallInfo& info = std::get<cti::CallEvent>(c.last.events[1].body).info;
  EXPECT_EQ(info.position, 2);
  EXPECT_EQ(info.originally_called.id, "sales");
  c.make_ready(cid, desk107, help);
  EXPECT_EQ(c.signals().front(), "rings 107 1F02");
  c.lift(desk107);
  c.hang_up(desk107);
  EXPECT_THAT(c.events().back(), "delivered 1F01 acd help help=null 107=alerting distributed");
}

TEST(Overflow, DoesNotTakeACallFromAPhoneThatRings) {
  Configuration configuration = overflowing();
  configuration.groups[0].ring_limit = seconds(15);
  Centre c{configuration};
  c.call(sales);
  c.now = at(10);
  c.make_ready(ann, desk105, sales);
  c.until(22);
  EXPECT_EQ(c.phone(desk105), "alerting");
  // Nobody answers: the call comes back after its time, and goes on at once.
  c.until(25);
  EXPECT_THAT(c.events(),
              ElementsAre("diverted 1F01 acd sales 105=null call_not_answered", "agent_not_ready ann sales @105",
                          "queued 1F01 acd sales sales=queued no_available_agents",
                          "diverted 1F01 acd sales sales=null overflow", "queued 1F01 acd help help=queued overflow"));
}

TEST(Overflow, IsOverOnceSomebodyAnswers) {
  Centre c{overflowing()};
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  c.lift(desk105);
  EXPECT_FALSE(c.model.next_deadline());
}

TEST(Overflow, StaysWhereItIsWhenTheOtherQueueIsFull) {
  Configuration configuration = overflowing();
  configuration.max_queue_length = 1;
  Centre c{configuration};
  c.call(sales);
  c.call(help);
  c.until(30);
  EXPECT_THAT(c.events(), IsEmpty());
  c.make_ready(ann, desk105, sales);
  EXPECT_EQ(c.phone(desk105), "alerting");
}

TEST(Overflow, OfTwoQueuesIntoEachOtherTakesTimeEachTurn) {
  Configuration configuration = overflowing(10);
  configuration.groups[1].overflow = {seconds(5), sales};
  Centre c{configuration};
  c.call(sales);
  c.until(15);
  EXPECT_THAT(c.events(),
              ElementsAre("diverted 1F01 acd help help=null overflow", "queued 1F01 acd sales sales=queued overflow"));
  EXPECT_EQ(*c.model.next_deadline(), at(25));
}

TEST(EndOfGuide, DisconnectsTheCallerWhoStillWaits) {
  Configuration configuration = small_centre();
  configuration.groups[0].end_of_guide = seconds(60);
  Centre c{configuration};
  c.call(sales);
  c.until(60);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 acd sales sales=null 97061=null normal_clearing"));
  EXPECT_EQ(std::get<cti::CallEvent>(c.last.events[0].body).by.id, "sales");
  EXPECT_THAT(c.signals(), ElementsAre("far_end_gone 97061 1F01"));
  EXPECT_FALSE(c.model.next_deadline());
}

TEST(EndOfGuide, WaitsForAPhoneThatRings) {
  Configuration configuration = small_centre();
  configuration.groups[0].end_of_guide = seconds(20);
  configuration.groups[0].overflow = {seconds(22), help};
  configuration.groups[0].ring_limit = seconds(15);
  Centre c{configuration};
  c.call(sales);
  c.now = at(10);
  c.make_ready(ann, desk105, sales);
  c.until(25);
  EXPECT_THAT(c.events().back(), "connection_cleared 1F01 acd sales sales=null 97061=null normal_clearing")
      << "the end of guide came before the overflow";
}

TEST(EndOfGuide, BeginsAnewInTheQueueTheCallFlowsTo) {
  Configuration configuration = overflowing(20);
  configuration.groups[0].end_of_guide = seconds(30);
  configuration.groups[1].end_of_guide = seconds(15);
  Centre c{configuration};
  c.call(sales);
  c.until(30);
  EXPECT_THAT(c.events()[0], "diverted 1F01 acd sales sales=null overflow");
  c.until(35);
  EXPECT_THAT(c.events()[0], "connection_cleared 1F01 acd help help=null 97061=null normal_clearing");
}

TEST(Priority, TheBetterGroupIsServedFirstThenTheLongestWait) {
  Configuration configuration = small_centre();
  configuration.groups[1].priority = 2;
  Centre c{configuration};
  c.call(sales);
  c.now = at(1);
  c.call(sales);
  c.now = at(2);
  c.call(help);
  c.now = at(3);
  c.make_ready(ann, desk105);
  EXPECT_EQ(c.signals(), Lines{"rings 105 1F03"});
  c.lift(desk105);
  c.hang_up(desk105);
  EXPECT_EQ(c.signals().back(), "rings 105 1F01") << "help has no wrap-up";
}

TEST(Priority, EqualOnesAreServedByTheLongestWait) {
  Centre c;
  c.call(help);
  c.now = at(1);
  c.call(sales);
  c.make_ready(ann, desk105);
  EXPECT_EQ(c.signals(), Lines{"rings 105 1F01"});
}

}  // namespace
}  // namespace acdloop::acd::test
