// SPDX-License-Identifier: Apache-2.0
// One ACD call from log-on to log-off, event by event: what every wire has to carry.
#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

const cti::CallEvent& call_event(const Centre& centre, std::size_t index) {
  return std::get<cti::CallEvent>(centre.last.events.at(index).body);
}

TEST(Tape, OneAcdCallWithHoldAndWrapUp) {
  Centre c;
  c.now = at(0);
  EXPECT_EQ(c.log_on(ann, desk105, sales), RefusalCause::none);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_on ann sales @105"));
  EXPECT_EQ(std::get<cti::AgentEvent>(c.last.events[0].body).report.states, cti::StateSet{AgentState::not_ready});
  c.now = at(5);
  EXPECT_EQ(c.set(ann, AgentState::ready, sales), RefusalCause::none);
  EXPECT_THAT(c.events(), ElementsAre("agent_ready ann sales @105"));

  c.now = at(10);
  const Placed placed = c.call(sales);
  EXPECT_EQ(placed.call.value(), "1F01");
  EXPECT_EQ(placed.line.id, "97061");
  EXPECT_THAT(c.events(), ElementsAre("originated 1F01 acd sales 97061=connected new_call",
                                      "queued 1F01 acd sales sales=queued new_call",
                                      "delivered 1F01 acd sales sales=null 105=alerting distributed"));
  EXPECT_THAT(c.signals(), ElementsAre("rings 105 1F01"));

  c.now = at(17);
  c.lift(desk105);
  EXPECT_THAT(c.events(),
              ElementsAre("established 1F01 acd sales 105=connected answered", "agent_busy ann sales @105"));
  EXPECT_THAT(c.signals(), ElementsAre("talks 105 1F01", "talks 97061 1F01"));

  c.now = at(30);
  c.took(c.model.hold(desk105, c.now));
  EXPECT_THAT(c.events(), ElementsAre("held 1F01 acd sales 105=hold hold"));
  EXPECT_EQ(c.state(ann, sales), AgentState::busy);
  c.now = at(43);
  c.took(c.model.retrieve(desk105, c.now));
  EXPECT_THAT(c.events(), ElementsAre("retrieved 1F01 acd sales 105=connected normal"));

  c.now = at(60);
  c.hang_up(placed);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 acd sales 97061=null 105=null normal_clearing",
                                      "agent_wrap_up ann sales @105"));
  EXPECT_EQ(call_event(c, 0).by.id, "97061");
  EXPECT_THAT(c.signals(), ElementsAre("far_end_gone 105 1F01"));

  c.now = at(77);
  c.key(desk105);
  EXPECT_THAT(c.events(), ElementsAre("agent_ready ann sales @105"));
  c.now = at(90);
  EXPECT_EQ(c.log_off(ann, sales), RefusalCause::none);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_off ann sales @105"));
  EXPECT_FALSE(c.model.next_deadline());
}

TEST(Tape, CallEventsSayWhoCallsWhatAndOnWhichTrunk) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  const cti::CallInfo& queued = call_event(c, 1).info;
  EXPECT_EQ(queued.calling.id, "97061");
  EXPECT_EQ(queued.calling_number, "6025551212");
  EXPECT_EQ(queued.trunk->id, "97061");
  EXPECT_EQ(queued.called.id, "sales");
  EXPECT_EQ(queued.originally_called.id, "sales");
  EXPECT_EQ(queued.originally_called.category, cti::DeviceCategory::acd_group);
  EXPECT_EQ(queued.group, sales);
  EXPECT_EQ(queued.position, 1);
  EXPECT_EQ(call_event(c, 2).info.position, std::nullopt);
}

TEST(Tape, AgentHangsUpFirst) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  c.lift(desk105);
  c.hang_up(desk105);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 acd sales 105=null 97061=null normal_clearing",
                                      "agent_wrap_up ann sales @105"));
  EXPECT_THAT(c.signals(), ElementsAre("far_end_gone 97061 1F01"));
}

TEST(Tape, CallerHangsUpWhileOnHold) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  const Placed placed = c.call(sales);
  c.lift(desk105);
  c.took(c.model.hold(desk105, c.now));
  c.hang_up(desk105);  // a held call stays held
  EXPECT_THAT(c.events(), IsEmpty());
  c.hang_up(placed);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 acd sales 97061=null 105=null normal_clearing",
                                      "agent_wrap_up ann sales @105"));
  EXPECT_EQ(c.phone(desk105), "");
}

}  // namespace
}  // namespace acdloop::acd::test
