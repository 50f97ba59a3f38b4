// SPDX-License-Identifier: Apache-2.0
// Consultation, transfer and conference: who is in which call, who hears what, and which session counts.
#include "simulator/acd/tests/floor.hpp"

namespace acdloop::acd::test {
namespace {

TEST(Consultation, PutsTheCallOnHoldAndRingsTheOther) {
  Floor f;
  EXPECT_EQ(f.consult(desk105, "106").call.value(), "1F02");
  EXPECT_THAT(f.events(), ElementsAre("held 1F01 acd sales 105=hold consultation",
                                      "originated 1F02 internal 105=connected new_call",
                                      "delivered 1F02 internal 106=alerting consultation"));
  EXPECT_THAT(f.signals(), ElementsAre("rings 106 1F02"));
  EXPECT_EQ(f.calls("105"), "1F01 hold, 1F02 connected");
  EXPECT_EQ(f.state(ann, sales), AgentState::busy);
}

TEST(Consultation, HangingUpItsLegAndRetrievingGoesBack) {
  Floor f;
  f.consult(desk105, "106");
  f.lift(desk106);
  EXPECT_THAT(f.signals(), ElementsAre("talks 106 1F02", "talks 105 1F02"));
  f.retrieve(desk105);
  EXPECT_THAT(f.events(), IsEmpty()) << "the other call must be over first";
  f.hang_up(desk105);
  EXPECT_THAT(f.events(), ElementsAre("connection_cleared 1F02 internal 105=null 106=null normal_clearing"));
  EXPECT_THAT(f.signals(), ElementsAre("far_end_gone 106 1F02"));
  f.retrieve(desk105);
  EXPECT_THAT(f.events(), ElementsAre("retrieved 1F01 acd sales 105=connected normal"));
  EXPECT_EQ(f.state(ann, sales), AgentState::busy);
}

TEST(Consultation, ABusyDestinationLeavesTheCallOnHold) {
  Floor f;
  f.call(desk106);
  f.consult(desk105, "106");
  EXPECT_THAT(f.signals(), ElementsAre("refused 105 1F03"));
  EXPECT_EQ(f.calls("105"), "1F01 hold");
  f.retrieve(desk105);
  EXPECT_EQ(f.calls("105"), "1F01 connected");
}

TEST(Consultation, ANumberNobodyHasChangesNothing) {
  Floor f;
  EXPECT_TRUE(f.consult(desk105, "nobody").call.empty());
  EXPECT_THAT(f.events(), IsEmpty());
  EXPECT_EQ(f.calls("105"), "1F01 connected");
}

TEST(Consultation, OneAtATimeAndNoneWithoutACallOnTheLine) {
  Floor f;
  EXPECT_TRUE(f.consult(desk106, "107").call.empty()) << "a phone without a call";
  f.consult(desk105, "106");
  f.lift(desk106);
  EXPECT_TRUE(f.consult(desk105, "107").call.empty()) << "a phone with two";
  f.took(f.model.hold(desk105, f.now));
  EXPECT_THAT(f.events(), IsEmpty()) << "one on hold is all";
}

TEST(Consultation, GoesOnWithoutTheCallerAndWrapUpBeginsAfterIt) {
  Floor f;
  f.consult(desk105, "106");
  f.lift(desk106);
  f.hang_up(f.caller);
  EXPECT_THAT(f.events(), ElementsAre("connection_cleared 1F01 acd sales 97061=null 105=null normal_clearing"));
  EXPECT_THAT(f.signals(), ElementsAre("far_end_gone 105 1F01"));
  EXPECT_EQ(f.calls("105"), "1F02 connected");
  f.transfer(desk105);
  EXPECT_THAT(f.events(), IsEmpty()) << "nothing is on hold any more";
  EXPECT_EQ(f.state(ann, sales), AgentState::busy);
  f.hang_up(desk105);
  EXPECT_THAT(f.events(), ElementsAre("connection_cleared 1F02 internal 105=null 106=null normal_clearing",
                                      "agent_wrap_up ann sales @105"));
}

TEST(Transfer, JoinsTheTwoAndBeginsWrapUp) {
  Floor f;
  f.consult(desk105, "106");
  f.lift(desk106);
  f.transfer(desk105);
  EXPECT_THAT(f.events(), ElementsAre("transferred 1F01 direct 105=null 105=null 97061=connected 106=connected "
                                      "1F02->1F01 transfer",
                                      "agent_wrap_up ann sales @105"));
  EXPECT_THAT(f.signals(), ElementsAre("renamed 106 1F01", "talks 97061 1F01", "talks 106 1F01"));
  EXPECT_EQ(f.last.signals[0].was.value(), "1F02");
  const auto& info = std::get<cti::CallEvent>(f.last.events[0].body).info;
  EXPECT_EQ(info.calling.id, "97061");
  EXPECT_EQ(info.calling_number, "6025551212");
  EXPECT_EQ(info.called.id, "106");
  EXPECT_EQ(f.calls("105"), "");
  EXPECT_EQ(f.calls("106"), "1F01 connected");
  f.hang_up(f.caller);
  EXPECT_THAT(f.signals(), ElementsAre("far_end_gone 106 1F01"));
  EXPECT_EQ(f.calls("106"), "");
}

TEST(Transfer, WhileTheThirdPhoneRingsTheCallerHearsItAnswered) {
  Floor f;
  f.consult(desk105, "106");
  f.transfer(desk105);
  EXPECT_THAT(f.events()[0],
              "transferred 1F01 direct 105=null 105=null 97061=connected 106=alerting 1F02->1F01 "
              "transfer");
  EXPECT_THAT(f.signals(), ElementsAre("renamed 106 1F01"));
  EXPECT_EQ(f.state(ann, sales), AgentState::wrap_up);
  f.lift(desk106);
  EXPECT_THAT(f.events(), ElementsAre("established 1F01 direct 106=connected answered"));
  EXPECT_THAT(f.signals(), ElementsAre("talks 106 1F01", "talks 97061 1F01"));
}

TEST(Transfer, ThroughAQueueIsAnAcdCallOfThatGroup) {
  Floor f;
  f.consult(desk105, "238");
  EXPECT_THAT(f.events(), ElementsAre("held 1F01 acd sales 105=hold consultation",
                                      "originated 1F02 acd help 105=connected new_call",
                                      "queued 1F02 acd help help=queued consultation"));
  f.transfer(desk105);
  EXPECT_THAT(f.events(), ElementsAre("transferred 1F01 acd help 105=null 105=null 97061=connected help=queued "
                                      "1F02->1F01 transfer",
                                      "agent_wrap_up ann sales @105"));
  f.make_ready(cid, desk107, help);
  EXPECT_THAT(f.events(),
              ElementsAre("agent_ready cid help @107", "delivered 1F01 acd help help=null 107=alerting distributed"));
  f.lift(desk107);
  EXPECT_THAT(f.events(), ElementsAre("established 1F01 acd help 107=connected answered", "agent_busy cid help @107"));
  f.hang_up(desk107);
  EXPECT_EQ(f.state(cid, help), AgentState::ready);
  EXPECT_EQ(f.state(ann, sales), AgentState::wrap_up);
}

TEST(Transfer, TheCallerMayGiveUpInTheOtherQueue) {
  Floor f;
  f.consult(desk105, "238");
  f.transfer(desk105);
  f.hang_up(f.caller);
  EXPECT_THAT(f.events(), ElementsAre("connection_cleared 1F01 acd help 97061=null help=null call_cancelled"));
  EXPECT_EQ(f.calls("help"), "");
}

TEST(Transfer, ToAnAgentWhoTalksInTheOtherGroupMovesNoSessionOfHis) {
  Floor f;
  f.make_ready(cid, desk107, help);
  f.consult(desk105, "238");
  f.lift(desk107);
  EXPECT_EQ(f.state(cid, help), AgentState::busy);
  f.transfer(desk105);
  EXPECT_EQ(f.state(cid, help), AgentState::busy);
  EXPECT_EQ(f.state(ann, sales), AgentState::wrap_up);
  f.hang_up(f.caller);
  EXPECT_EQ(f.state(cid, help), AgentState::ready);
}

TEST(SingleStepTransfer, ToADeskIsNoAcdCallThere) {
  Floor f;
  f.make_ready(bob, desk106, sales);
  EXPECT_EQ(f.transfer_to(desk105, "106").call, f.caller.call);
  EXPECT_THAT(f.events(), ElementsAre("transferred 1F01 direct 105=null 97061=connected transfer",
                                      "agent_wrap_up ann sales @105", "delivered 1F01 direct 106=alerting new_call"));
  EXPECT_THAT(f.signals(), ElementsAre("rings 106 1F01"));
  f.lift(desk106);
  EXPECT_EQ(f.state(bob, sales), AgentState::ready) << "a direct call";
  f.hang_up(desk106);
  EXPECT_EQ(f.state(bob, sales), AgentState::ready);
}

TEST(SingleStepTransfer, ToAGroupIsANewEntryAtTheEndOfItsQueue) {
  Floor f;
  f.call(sales);
  f.transfer_to(desk105, "sales");
  EXPECT_THAT(f.events(), ElementsAre("transferred 1F01 acd sales 105=null 97061=connected transfer",
                                      "agent_wrap_up ann sales @105", "queued 1F01 acd sales sales=queued transfer"));
  EXPECT_EQ(f.calls("sales"), "1F02 queued, 1F01 queued");
}

TEST(SingleStepTransfer, OutsideAnswersAtOnceAndTheCallerEndsIt) {
  Floor f;
  EXPECT_EQ(f.transfer_to(desk105, "5551234").line.id, "97062");
  EXPECT_EQ(f.calls("97062"), "1F01 connected");
  f.hang_up(f.caller);
  EXPECT_EQ(f.calls("97062"), "");
}

TEST(SingleStepTransfer, ToWhereItCannotGoChangesNothing) {
  Floor f;
  f.call(desk106);
  EXPECT_TRUE(f.transfer_to(desk105, "106").call.empty()) << "busy";
  EXPECT_TRUE(f.transfer_to(desk105, "nobody").call.empty());
  EXPECT_TRUE(f.transfer_to(desk106, "107").call.empty()) << "it only rings there";
  EXPECT_EQ(f.calls("105"), "1F01 connected");
  EXPECT_EQ(f.state(ann, sales), AgentState::busy);
}

TEST(Transfer, OfTwoPeopleOutsideWhomNobodyPlaysEndsBoth) {
  Centre c;
  c.took(c.model.dial(desk105, "5551234", c.now).reaction);
  c.took(c.model.consult(desk105, "5556789", c.now).reaction);
  c.took(c.model.transfer(desk105, c.now));
  EXPECT_EQ(c.events().size(), 2u);
  for (const cti::DeviceId& trunk : c.model.directory().trunks()) {
    EXPECT_TRUE(c.model.directory().calls_at(trunk).empty());
  }
}

struct ThreeTalk : Floor {
  ThreeTalk() {
    consult(desk105, "106");
    lift(desk106);
    conference(desk105);
  }
};

TEST(Conference, AllThreeTalkInOneCall) {
  ThreeTalk f;
  EXPECT_THAT(f.events(), ElementsAre("conferenced 1F01 acd sales 105=null 97061=connected 105=connected "
                                      "106=connected 1F02->1F01 conference"));
  EXPECT_THAT(f.signals(), ElementsAre("renamed 106 1F01", "talks 97061 1F01", "talks 105 1F01", "talks 106 1F01"));
  EXPECT_EQ(f.calls("105"), "1F01 connected");
  EXPECT_EQ(f.state(ann, sales), AgentState::busy);
}

TEST(Conference, ThePartnerMayLeaveFirst) {
  ThreeTalk f;
  f.hang_up(desk106);
  EXPECT_THAT(f.events(), ElementsAre("connection_cleared 1F01 internal 106=null normal_clearing"));
  EXPECT_THAT(f.signals(), IsEmpty());
  EXPECT_EQ(f.state(ann, sales), AgentState::busy);
  f.hang_up(desk105);
  EXPECT_THAT(f.signals(), ElementsAre("far_end_gone 97061 1F01"));
  EXPECT_EQ(f.state(ann, sales), AgentState::wrap_up);
}

TEST(Conference, TheAgentMayLeaveFirst) {
  ThreeTalk f;
  f.hang_up(desk105);
  EXPECT_THAT(f.events(), ElementsAre("connection_cleared 1F01 acd sales 105=null normal_clearing",
                                      "agent_wrap_up ann sales @105"));
  EXPECT_EQ(f.calls("106"), "1F01 connected");
  f.hang_up(f.caller);
  EXPECT_THAT(f.signals(), ElementsAre("far_end_gone 106 1F01"));
}

TEST(Conference, TheCallerMayLeaveFirst) {
  ThreeTalk f;
  f.hang_up(f.caller);
  EXPECT_EQ(f.state(ann, sales), AgentState::busy) << "her leg goes on";
  f.hang_up(desk106);
  EXPECT_THAT(f.signals(), ElementsAre("far_end_gone 105 1F01"));
  EXPECT_EQ(f.state(ann, sales), AgentState::wrap_up);
}

TEST(Conference, NobodyConsultsOrTransfersOutOfIt) {
  ThreeTalk f;
  EXPECT_TRUE(f.consult(desk105, "107").call.empty());
  EXPECT_TRUE(f.transfer_to(desk105, "107").call.empty());
  f.took(f.model.hold(desk105, f.now));
  EXPECT_THAT(f.events(), ElementsAre("held 1F01 acd sales 105=hold hold"));
  f.retrieve(desk105);
  EXPECT_EQ(f.calls("105"), "1F01 connected");
}

TEST(Conference, NeedsTheOtherToTalk) {
  Floor f;
  f.consult(desk105, "106");
  f.conference(desk105);
  EXPECT_THAT(f.events(), IsEmpty()) << "106 rings yet";
}

TEST(Conference, AnAgentOfAnotherGroupCountsHisOwnLeg) {
  Floor f;
  f.make_ready(cid, desk107, help);
  f.consult(desk105, "238");
  f.lift(desk107);
  f.conference(desk105);
  f.hang_up(desk105);
  EXPECT_EQ(f.state(ann, sales), AgentState::wrap_up);
  EXPECT_EQ(f.state(cid, help), AgentState::busy);
  f.hang_up(f.caller);
  EXPECT_EQ(f.state(cid, help), AgentState::ready);
}

}  // namespace
}  // namespace acdloop::acd::test
