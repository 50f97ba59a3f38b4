// SPDX-License-Identifier: Apache-2.0
// The facts that consultation, transfer, conference, private calls and the management leave.
#include "simulator/script/people.hpp"
#include "simulator/script/tests/stage.hpp"

namespace acdloop::script::test {
namespace {

scenarios::Destination to(const cti::AgentId& agent) { return {std::nullopt, agent, {}}; }
scenarios::Destination to(const cti::AcdGroupId& group) { return {group, std::nullopt, {}}; }
scenarios::Destination to(const char* number) { return {std::nullopt, std::nullopt, number}; }

// Ann has the call c1 of sales in hand.
struct InACall : Stage {
  InACall() {
    ready(ann, "105");
    EXPECT_TRUE(people.place_call("c1", sales, "1"));
    EXPECT_TRUE(people.answer(ann));
    take_facts();
    until(10);
  }
};

TEST(TwoCalls, ConsultationAndBack) {
  InACall stage;
  ASSERT_TRUE(stage.people.consult(ann, to(bob), "c2"));
  ASSERT_TRUE(stage.people.answer(bob));
  EXPECT_THAT(stage.take_facts(),
              ElementsAre("10.000 s  held c1 at 105 by ann", "10.000 s  call_placed c2 with c1 from 105 to 106 by ann",
                          "10.000 s  ringing c2 at 106 by bob", "10.000 s  answered c2 at 106 by bob"));
  EXPECT_EQ(stage.people.retrieve(ann).error(), "ann's phone (105) has another call, which must end first");
  ASSERT_TRUE(stage.people.hang_up_agent(ann));
  ASSERT_TRUE(stage.people.retrieve(ann));
  EXPECT_THAT(stage.take_facts(),
              ElementsAre("10.000 s  hung_up c2 at 105 by ann", "10.000 s  far_end_gone c2 at 106 by bob",
                          "10.000 s  retrieved c1 at 105 by ann"));
}

TEST(TwoCalls, AfterATransferEachLegKeepsItsName) {
  InACall stage;
  ASSERT_TRUE(stage.people.consult(ann, to(bob), "c2"));
  ASSERT_TRUE(stage.people.answer(bob));
  stage.take_facts();
  ASSERT_TRUE(stage.people.transfer(ann));
  EXPECT_EQ(stage.people.hang_up_agent(ann).error(), "ann's phone (105) has no call to hang up");
  stage.until(20);
  ASSERT_TRUE(stage.people.hang_up_caller("c1"));
  EXPECT_THAT(stage.facts, ElementsAre("10.000 s  transferred c1 with c2 at 105 by ann", "20.000 s  hung_up c1",
                                       "20.000 s  far_end_gone c2 at 106 by bob"));
}

TEST(TwoCalls, WhoeverRingsAfterATransferIntoAQueueKnowsTheCallThatWasPlacedThere) {
  InACall stage;
  ASSERT_TRUE(stage.people.consult(ann, to(sales), "c2"));
  ASSERT_TRUE(stage.people.transfer(ann));
  stage.take_facts();
  stage.until(30);
  stage.ready(bob, "106");
  ASSERT_TRUE(stage.people.answer(bob));
  ASSERT_TRUE(stage.people.hang_up_agent(bob));
  EXPECT_THAT(stage.facts, ElementsAre("30.000 s  ringing c2 at 106 by bob", "30.000 s  answered c2 at 106 by bob",
                                       "30.000 s  hung_up c2 at 106 by bob", "30.000 s  far_end_gone c1"));
}

TEST(TwoCalls, TransferInOneStepKeepsTheName) {
  InACall stage;
  ASSERT_TRUE(stage.people.transfer_to(ann, to(bob)));
  ASSERT_TRUE(stage.people.answer(bob));
  ASSERT_TRUE(stage.people.transfer_to(bob, to("5551234")));
  ASSERT_TRUE(stage.people.hang_up_caller("c1"));
  EXPECT_THAT(stage.facts, ElementsAre("10.000 s  transferred c1 to 106 at 105 by ann",
                                       "10.000 s  ringing c1 at 106 by bob", "10.000 s  answered c1 at 106 by bob",
                                       "10.000 s  transferred c1 at 106 by bob", "10.000 s  hung_up c1"));
}

TEST(TwoCalls, ToAGroupItRingsThereUnderItsName) {
  InACall stage;
  stage.ready(bob, "106");
  ASSERT_TRUE(stage.people.transfer_to(ann, to(sales)));
  EXPECT_THAT(stage.facts,
              ElementsAre("10.000 s  transferred c1 for sales at 105 by ann", "10.000 s  ringing c1 at 106 by bob"));
}

TEST(TwoCalls, OfAConferenceEachMayLeave) {
  InACall stage;
  ASSERT_TRUE(stage.people.consult(ann, to(bob), "c2"));
  EXPECT_EQ(stage.people.conference(ann).error(), "the switch did not join ann and both others") << "bob's phone rings";
  ASSERT_TRUE(stage.people.answer(bob));
  stage.take_facts();
  ASSERT_TRUE(stage.people.conference(ann));
  stage.until(15);
  ASSERT_TRUE(stage.people.hang_up_caller("c1"));
  stage.until(20);
  ASSERT_TRUE(stage.people.hang_up_agent(bob));
  EXPECT_THAT(stage.facts,
              ElementsAre("10.000 s  conferenced c1 with c2 at 105 by ann", "15.000 s  hung_up c1",
                          "20.000 s  hung_up c2 at 106 by bob", "20.000 s  far_end_gone c1 at 105 by ann"));
}

TEST(TwoCalls, ABusyToneEndsTheConsultation) {
  InACall stage;
  ASSERT_TRUE(stage.people.place_call("d", bob, "2"));
  stage.take_facts();
  ASSERT_TRUE(stage.people.consult(ann, to(bob), "c2"));
  EXPECT_THAT(stage.facts,
              ElementsAre("10.000 s  held c1 at 105 by ann", "10.000 s  call_placed c2 with c1 from 105 to 106 by ann",
                          "10.000 s  hung_up c2 at 105 by ann"));
  EXPECT_EQ(stage.people.transfer(ann).error(), "ann's phone (105) has no two calls to join");
  ASSERT_TRUE(stage.people.retrieve(ann));
}

TEST(TwoCalls, AReceiverMayConsultInHisTurn) {
  InACall stage;
  ASSERT_TRUE(stage.people.consult(ann, to(bob), "c2"));
  ASSERT_TRUE(stage.people.answer(bob));
  ASSERT_TRUE(stage.people.transfer(ann));
  stage.take_facts();
  ASSERT_TRUE(stage.people.consult(bob, to(ann), "c3"));
  ASSERT_TRUE(stage.people.hang_up_caller("c1"));
  EXPECT_THAT(stage.facts,
              ElementsAre("10.000 s  held c2 at 106 by bob", "10.000 s  call_placed c3 with c2 from 106 to 105 by bob",
                          "10.000 s  ringing c3 at 105 by ann", "10.000 s  hung_up c1",
                          "10.000 s  far_end_gone c2 at 106 by bob"));
}

TEST(PrivateCalls, FromADeskToADeskAndOutside) {
  Stage stage;
  ASSERT_TRUE(stage.people.dial(ann, to(bob), "p1"));
  ASSERT_TRUE(stage.people.answer(bob));
  ASSERT_TRUE(stage.people.hang_up_agent(bob));
  ASSERT_TRUE(stage.people.dial(ann, to("5551234"), "p2"));
  EXPECT_EQ(stage.people.dial(ann, to("5551234"), "p3").error(), "ann's phone (105) cannot dial 5551234 now");
  ASSERT_TRUE(stage.people.hang_up_agent(ann));
  EXPECT_THAT(stage.facts, ElementsAre("0.000 s  call_placed p1 from 105 to 106 by ann",
                                       "0.000 s  ringing p1 at 106 by bob", "0.000 s  answered p1 at 106 by bob",
                                       "0.000 s  hung_up p1 at 106 by bob", "0.000 s  far_end_gone p1 at 105 by ann",
                                       "0.000 s  call_placed p2 from 105 by ann", "0.000 s  hung_up p2 at 105 by ann"));
}

TEST(Management, LogsAgentsOffAndRemovesGroups) {
  InACall stage;
  ASSERT_TRUE(stage.people.force_log_off(ann, sales));
  EXPECT_EQ(stage.people.force_log_off(ann, std::nullopt).error(),
            "ann is not logged on, so nobody can log the agent off");
  ASSERT_TRUE(stage.people.remove_group(sales));
  EXPECT_THAT(stage.facts,
              ElementsAre("10.000 s  forced_off for sales by ann", "10.000 s  far_end_gone c1 at 105 by ann",
                          "10.000 s  far_end_gone c1", "10.000 s  group_removed for sales"));
}

}  // namespace
}  // namespace acdloop::script::test
