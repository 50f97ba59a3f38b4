// SPDX-License-Identifier: Apache-2.0
// What the switch does to agents without being asked by them: forced log-off, removal of a group; and what agents do
// on their own account: calls outside.
#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

struct Forced : Centre {
  using Centre::Centre;
  void force(const cti::AgentId& agent, std::optional<cti::AcdGroupId> group = {}) {
    took(model.force_log_off(agent, group, now));
  }
};

TEST(ForcedLogOff, EndsTheSessionInEveryIdleState) {
  for (const AgentState before : {AgentState::not_ready, AgentState::ready}) {
    Forced c;
    c.log_on(ann, desk105, sales);
    c.set(ann, before, sales);
    c.force(ann);
    EXPECT_THAT(c.events(), ElementsAre("agent_logged_off ann sales @105"));
    EXPECT_FALSE(c.model.directory().address_of(ann));
  }
}

TEST(ForcedLogOff, OfOneGroupLeavesTheOther) {
  Forced c;
  c.make_ready(ann, desk105);
  c.force(ann, help);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_off ann help @105"));
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
}

TEST(ForcedLogOff, TakesTheRingingCallBack) {
  Forced c;
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  c.force(ann);
  EXPECT_THAT(c.events(), ElementsAre("diverted 1F01 acd sales 105=null redirected", "agent_logged_off ann sales @105",
                                      "queued 1F01 acd sales sales=queued no_available_agents"));
}

TEST(ForcedLogOff, ClearsTheCallOfTheSession) {
  Forced c;
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  c.lift(desk105);
  c.force(ann);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_off ann sales @105",
                                      "connection_cleared 1F01 acd sales 105=null 97061=null normal_clearing"));
  EXPECT_THAT(c.signals(), ElementsAre("far_end_gone 105 1F01", "far_end_gone 97061 1F01"));
}

TEST(ForcedLogOff, MayLetTheCallGoOn) {
  Configuration configuration = small_centre();
  configuration.forced_log_off_in_call = ForcedLogOffInCall::call_goes_on;
  Forced c{configuration};
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  c.lift(desk105);
  c.force(ann);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_off ann sales @105"));
  EXPECT_EQ(c.phone(desk105), "connected");
  c.hang_up(desk105);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 acd sales 105=null 97061=null normal_clearing"));
}

TEST(ForcedLogOff, InWrapUpEndsIt) {
  Configuration configuration = small_centre();
  configuration.groups[0].wrap_up = {WrapUp::Kind::timed, seconds(15)};
  Forced c{configuration};
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  c.lift(desk105);
  c.hang_up(desk105);
  c.force(ann);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_off ann sales @105"));
  EXPECT_FALSE(c.model.next_deadline());
}

TEST(ForcedLogOff, OfAConferenceMemberLeavesTheOthersTalking) {
  Forced c;
  c.make_ready(ann, desk105, sales);
  const Placed caller = c.call(sales);
  c.lift(desk105);
  c.took(c.model.consult(desk105, "106", c.now).reaction);
  c.lift(desk106);
  c.took(c.model.conference(desk105, c.now));
  c.force(ann);
  EXPECT_THAT(c.signals(), ElementsAre("far_end_gone 105 1F01"));
  EXPECT_EQ(c.phone(desk106), "connected");
}

TEST(ForcedLogOff, OfSomebodyWhoIsNotThereDoesNothing) {
  Forced c;
  c.force(ann);
  c.force(cti::AgentId{"nobody"});
  EXPECT_THAT(c.events(), IsEmpty());
}

TEST(RemovedGroup, LogsItsAgentsOffAndReleasesWhoWaits) {
  Forced c;
  c.make_ready(ann, desk105);
  c.call(sales);
  c.call(sales);
  c.took(c.model.remove_group(sales, c.now));
  EXPECT_THAT(c.events(), ElementsAre("diverted 1F01 acd sales 105=null redirected", "agent_logged_off ann sales @105",
                                      "queued 1F01 acd sales sales=queued no_available_agents",
                                      "connection_cleared 1F01 acd sales sales=null 97061=null normal_clearing",
                                      "connection_cleared 1F02 acd sales sales=null 97062=null normal_clearing"));
  EXPECT_EQ(c.state(ann, help), AgentState::ready);
  EXPECT_FALSE(c.model.directory().has_group(sales));
  EXPECT_EQ(c.log_on(bob, desk106, sales), RefusalCause::invalid_group);
  EXPECT_EQ(c.log_on(bob, desk106), RefusalCause::not_member_of_group) << "it was his only one";
}

TEST(RemovedGroup, CannotBeDialledAnyMore) {
  Forced c;
  c.took(c.model.remove_group(sales, c.now));
  c.call(sales);
  EXPECT_THAT(c.signals(), ElementsAre("refused 97061 1F01"));
  c.took(c.model.dial(desk105, "237", c.now).reaction);
  EXPECT_THAT(c.signals(), ElementsAre("refused 105 1F02"));
}

TEST(PrivateCalls, CanBeDialledInEveryIdleStateAndMoveNoSession) {
  for (const AgentState before : {AgentState::not_ready, AgentState::ready, AgentState::wrap_up}) {
    Forced c;
    c.make_ready(ann, desk105, sales);
    if (before == AgentState::wrap_up) {
      c.call(sales);
      c.lift(desk105);
      c.hang_up(desk105);
    } else {
      c.set(ann, before, sales);
    }
    const Placed placed = c.model.dial(desk105, "6025550000", c.now);
    EXPECT_FALSE(placed.call.empty());
    EXPECT_EQ(c.state(ann, sales), before);
    c.call(sales);
    EXPECT_EQ(c.phone(desk105), "connected") << "no ACD call meanwhile";
    c.hang_up(desk105);
    EXPECT_EQ(c.state(ann, sales), before);
  }
}

}  // namespace
}  // namespace acdloop::acd::test
