// SPDX-License-Identifier: Apache-2.0
#include "conformance/walks/floor_view.hpp"

#include <gtest/gtest.h>

namespace acdloop::walks {
namespace {

using cti::Fact;
using cti::FactKind;

const cti::Address ann{"105"};
const cti::Address bob{"106"};

Fact at(FactKind kind, const cti::Address& address, std::string call, std::string other = {}) {
  Fact fact;
  fact.kind = kind;
  fact.address = address;
  fact.call = std::move(call);
  fact.other_call = std::move(other);
  return fact;
}

Fact placed(std::string call, std::optional<cti::AcdGroupId> group) {
  Fact fact;
  fact.kind = FactKind::call_placed;
  fact.call = std::move(call);
  fact.group = std::move(group);
  return fact;
}

class View : public testing::Test {
 protected:
  void ann_talks_to_a_caller() {
    view.learn(placed("c1", cti::AcdGroupId{"sales"}));
    view.learn(at(FactKind::ringing, ann, "c1"));
    view.learn(at(FactKind::answered, ann, "c1"));
  }
  void ann_consults_bob() {
    view.learn(at(FactKind::held, ann, "c1"));
    Fact second = placed("c2", std::nullopt);
    second.from = ann;
    second.to = bob;
    second.other_call = "c1";
    view.learn(second);
    view.learn(at(FactKind::ringing, bob, "c2"));
  }
  FloorView view;
};

TEST_F(View, FollowsOneCall) {
  ann_talks_to_a_caller();
  EXPECT_EQ(view.desk(ann).the(Leg::talking), "c1");
  EXPECT_TRUE(view.callers().contains("c1"));
  view.learn(at(FactKind::hung_up, ann, "c1"));
  EXPECT_TRUE(view.desk(ann).idle());
  EXPECT_TRUE(view.desk(ann).may_be_working);
  view.learn(at(FactKind::wrap_up_key, ann, ""));
  EXPECT_FALSE(view.desk(ann).may_be_working);
}

TEST_F(View, ARingThatWasNotAnsweredLeavesNoWork) {
  view.learn(placed("c1", cti::AcdGroupId{"sales"}));
  view.learn(at(FactKind::ringing, ann, "c1"));
  view.learn(at(FactKind::ringing_stopped, ann, "c1"));
  EXPECT_TRUE(view.desk(ann).idle());
  EXPECT_FALSE(view.desk(ann).may_be_working);
}

TEST_F(View, APrivateCallLeavesNoWork) {
  view.learn(placed("c1", std::nullopt));
  view.learn(at(FactKind::answered, ann, "c1"));
  view.learn(at(FactKind::hung_up, ann, "c1"));
  EXPECT_FALSE(view.desk(ann).may_be_working);
}

TEST_F(View, ATransferLeavesTheReceiverInTheSecondCall) {
  ann_talks_to_a_caller();
  ann_consults_bob();
  EXPECT_EQ(view.desk(ann).the(Leg::held), "c1");
  EXPECT_TRUE(view.desk(ann).consulting.contains("c2"));
  view.learn(at(FactKind::answered, bob, "c2"));
  view.learn(at(FactKind::transferred, ann, "c1", "c2"));
  EXPECT_TRUE(view.desk(ann).idle());
  EXPECT_EQ(view.desk(bob).the(Leg::talking), "c2");
  EXPECT_TRUE(view.callers().contains("c1"));
}

TEST_F(View, AConferenceIsOverWhenOneLegIsLeft) {
  ann_talks_to_a_caller();
  ann_consults_bob();
  view.learn(at(FactKind::answered, bob, "c2"));
  view.learn(at(FactKind::conferenced, ann, "c1", "c2"));
  EXPECT_TRUE(view.desk(ann).in_conference);
  view.learn(at(FactKind::far_end_gone, ann, "c2"));
  EXPECT_FALSE(view.desk(ann).in_conference);
}

TEST_F(View, KnowsWhoIsLoggedIn) {
  Fact on;
  on.kind = FactKind::logged_on;
  on.agent = cti::AgentId{"ann"};
  on.group = cti::AcdGroupId{"sales"};
  view.learn(on);
  EXPECT_TRUE(view.logged_on(*on.agent, *on.group));
  Fact off;
  off.kind = FactKind::forced_off;
  off.agent = on.agent;
  view.learn(off);
  EXPECT_FALSE(view.logged_on(*on.agent, *on.group));
}

}  // namespace
}  // namespace acdloop::walks
