// SPDX-License-Identifier: Apache-2.0
#include "simulator/script/people.hpp"

#include "simulator/script/tests/stage.hpp"

namespace acdloop::script::test {
namespace {

TEST(People, AnsweredCallLeavesItsFacts) {
  Stage stage;
  stage.ready(ann, "105");
  stage.until(10);
  ASSERT_TRUE(stage.people.place_call("c1", sales, "6025551212"));
  EXPECT_EQ(stage.people.ringing_since(ann), at(10));
  stage.until(14.2);
  ASSERT_TRUE(stage.people.answer(ann));
  EXPECT_EQ(stage.people.ringing_since(ann), std::nullopt);
  stage.until(44.4);
  ASSERT_TRUE(stage.people.hang_up_caller("c1"));
  stage.until(50);
  ASSERT_TRUE(stage.people.press_wrap_up_key(ann));
  EXPECT_THAT(stage.facts,
              ElementsAre("10.000 s  call_placed c1 for sales", "10.000 s  ringing c1 at 105 by ann",
                          "14.200 s  answered c1 at 105 by ann", "44.400 s  hung_up c1",
                          "44.400 s  far_end_gone c1 at 105 by ann", "50.000 s  wrap_up_key at 105 by ann"));
  const auto sessions = stage.model.directory().sessions_of(ann);
  EXPECT_EQ(sessions.at(0).second, cti::AgentState::ready);
}

TEST(People, AgentHangsUpAndTheCallerNotices) {
  Stage stage;
  stage.ready(ann, "105");
  ASSERT_TRUE(stage.people.place_call("c1", sales, "1"));
  ASSERT_TRUE(stage.people.answer(ann));
  stage.take_facts();
  stage.until(3);
  ASSERT_TRUE(stage.people.hang_up_agent(ann));
  EXPECT_THAT(stage.facts, ElementsAre("3.000 s  hung_up c1 at 105 by ann", "3.000 s  far_end_gone c1"));
  EXPECT_EQ(stage.people.hang_up_caller("c1").error(), "c1 is over already");
  EXPECT_EQ(stage.people.hang_up_agent(ann).error(), "ann's phone (105) has no call to hang up");
}

TEST(People, AbandonInRingStopsTheRinging) {
  Stage stage;
  stage.ready(ann, "105");
  ASSERT_TRUE(stage.people.place_call("c1", sales, "1"));
  stage.until(7);
  ASSERT_TRUE(stage.people.hang_up_caller("c1"));
  EXPECT_THAT(stage.facts, ElementsAre("0.000 s  call_placed c1 for sales", "0.000 s  ringing c1 at 105 by ann",
                                       "7.000 s  hung_up c1", "7.000 s  ringing_stopped c1 at 105 by ann"));
  EXPECT_EQ(stage.people.answer(ann).error(), "ann's phone (105) does not ring");
}

TEST(People, RingNoAnswerMovesTheCallToTheOtherPhone) {
  Stage stage;
  stage.ready(ann, "105");
  stage.until(1);
  stage.ready(bob, "106");
  ASSERT_TRUE(stage.people.place_call("c1", sales, "1"));
  stage.take_facts();
  stage.until(30);
  EXPECT_THAT(stage.facts,
              ElementsAre("21.000 s  ringing_stopped c1 at 105 by ann", "21.000 s  ringing c1 at 106 by bob"));
  EXPECT_EQ(stage.people.ringing_since(ann), std::nullopt);
  EXPECT_EQ(stage.people.ringing_since(bob), at(21));
}

TEST(People, HoldAndRetrieveAreActsOfTheAgent) {
  Stage stage;
  stage.ready(ann, "105");
  ASSERT_TRUE(stage.people.place_call("c1", sales, "1"));
  EXPECT_EQ(stage.people.hold(ann).error(), "ann's phone (105) has no call to hold");
  ASSERT_TRUE(stage.people.answer(ann));
  EXPECT_EQ(stage.people.retrieve(ann).error(), "ann's phone (105) has no call on hold");
  stage.take_facts();
  stage.until(2);
  ASSERT_TRUE(stage.people.hold(ann));
  EXPECT_EQ(stage.people.hang_up_agent(ann).error(), "ann's phone (105) has its call on hold");
  stage.until(5);
  ASSERT_TRUE(stage.people.retrieve(ann));
  EXPECT_THAT(stage.facts, ElementsAre("2.000 s  held c1 at 105 by ann", "5.000 s  retrieved c1 at 105 by ann"));
}

TEST(People, WhoeverGivesUpInTheQueueLeavesNoTraceAtAPhone) {
  Stage stage;
  ASSERT_TRUE(stage.people.place_call("c1", sales, "1"));
  stage.until(25);
  ASSERT_TRUE(stage.people.hang_up_caller("c1"));
  EXPECT_THAT(stage.facts, ElementsAre("0.000 s  call_placed c1 for sales", "25.000 s  hung_up c1"));
}

TEST(People, DirectCallGoesToTheDeskWhereTheAgentSitsNow) {
  Stage stage;
  stage.people.sit_down(ann, cti::Address{"107"});
  ASSERT_TRUE(stage.people.place_call("c1", ann, "1"));
  ASSERT_TRUE(stage.people.answer(ann));
  EXPECT_THAT(stage.facts, ElementsAre("0.000 s  call_placed c1 at 107", "0.000 s  ringing c1 at 107 by ann",
                                       "0.000 s  answered c1 at 107 by ann"));
}

TEST(People, BusyToneMakesTheCallerHangUp) {
  Stage stage;
  ASSERT_TRUE(stage.people.place_call("c1", ann, "1"));
  stage.take_facts();
  ASSERT_TRUE(stage.people.place_call("c2", ann, "2"));
  EXPECT_THAT(stage.facts, ElementsAre("0.000 s  call_placed c2 at 105", "0.000 s  hung_up c2"));
  EXPECT_EQ(stage.people.hang_up_caller("c2").error(), "c2 is over already");
}

TEST(People, ReasonsAreInPlainWords) {
  Stage stage;
  EXPECT_EQ(stage.people.answer(cti::AgentId{"eve"}).error(), "eve sits at no desk");
  EXPECT_EQ(stage.people.hang_up_caller("c9").error(), "nobody has placed a call named c9");
  ASSERT_TRUE(stage.people.place_call("c1", sales, "1"));
  EXPECT_EQ(stage.people.place_call("c1", sales, "1").error(), "a call named c1 has been placed already");
  ASSERT_TRUE(stage.people.place_call("c2", sales, "2"));
  EXPECT_EQ(stage.people.place_call("c3", sales, "3").error(), "the switch has no line free for c3");
  EXPECT_EQ(stage.take_facts().size(), 2u);
}

TEST(People, OfTwoAtOneDeskTheLastOneUsesThePhone) {
  Stage stage;
  stage.people.sit_down(bob, cti::Address{"105"});
  EXPECT_EQ(stage.people.agent_at(cti::Address{"105"}), bob);
  EXPECT_EQ(stage.people.agent_at(cti::Address{"106"}), std::nullopt);
  stage.people.sit_down(bob, cti::Address{"106"});
  EXPECT_EQ(stage.people.agent_at(cti::Address{"105"}), ann);
}

// An application answers and clears the call: the people find their phones connected, and later dead.
TEST(People, PhonesThatAnApplicationOperatesLeaveFactsToo) {
  Stage stage;
  stage.ready(ann, "105");
  ASSERT_TRUE(stage.people.place_call("c1", sales, "1"));
  stage.take_facts();
  for (const cti::RequestKind kind : {cti::RequestKind::answer_call, cti::RequestKind::clear_connection}) {
    cti::Request request;
    request.kind = kind;
    request.connection = cti::ConnectionId{{}, {"105", cti::DeviceCategory::station}};
    stage.dispatch(stage.model.submit(request, {}, stage.now()));
  }
  EXPECT_THAT(stage.facts, ElementsAre("0.000 s  answered c1 at 105 by ann", "0.000 s  far_end_gone c1 at 105 by ann",
                                       "0.000 s  far_end_gone c1"));
}

TEST(People, ThePhoneThatDialledHasNotAnswered) {
  Stage stage;
  stage.dispatch(stage.model.dial(cti::Address{"105"}, "106", stage.now()).reaction);
  ASSERT_TRUE(stage.people.answer(bob));
  EXPECT_THAT(stage.facts, ElementsAre("0.000 s  ringing at 106 by bob", "0.000 s  answered at 106 by bob"));
  ASSERT_TRUE(stage.people.hang_up_agent(ann));
}

}  // namespace
}  // namespace acdloop::script::test
