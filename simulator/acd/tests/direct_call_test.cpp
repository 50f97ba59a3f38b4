// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

TEST(DirectCall, RingsWithoutAGroupAndChangesNoSession) {
  Centre c;
  c.make_ready(ann, desk105);
  const Placed placed = c.call(desk105);
  EXPECT_THAT(c.events(), ElementsAre("originated 1F01 direct 97061=connected new_call",
                                      "delivered 1F01 direct 105=alerting new_call"));
  c.lift(desk105);
  EXPECT_THAT(c.events(), ElementsAre("established 1F01 direct 105=connected answered"));
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
  c.hang_up(placed);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 direct 97061=null 105=null normal_clearing"));
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
}

TEST(DirectCall, KeepsAcdCallsAwayWhileItRingsAndWhileItLasts) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  c.call(desk105);
  c.call(sales);
  EXPECT_EQ(c.events().back(), "queued 1F02 acd sales sales=queued no_available_agents");
  c.lift(desk105);
  EXPECT_EQ(c.model.directory().calls_at({"sales", cti::DeviceCategory::acd_group}).size(), 1u);
  c.hang_up(desk105);
  EXPECT_EQ(c.events().back(), "delivered 1F02 acd sales sales=null 105=alerting distributed");
}

TEST(DirectCall, BusyStationRefusesTheCaller) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  for (const bool lifted : {false, true}) {
    if (lifted) c.lift(desk105);
    const Placed placed = c.call(desk105);
    EXPECT_FALSE(placed.call.empty());
    EXPECT_EQ(c.events()[1], "failed " + placed.call.value() + " direct 105=fail busy");
    EXPECT_THAT(c.signals(), ElementsAre("refused 97062 " + placed.call.value()));
    EXPECT_TRUE(c.model.hang_up_line(placed.line, c.now).events.empty());
  }
}

TEST(DirectCall, ToNowhereFails) {
  Centre c;
  c.call(cti::Address{"999"});
  EXPECT_EQ(c.events()[1], "failed 1F01 direct 999=fail other");
  c.call(cti::AcdGroupId{"cheese"});
  EXPECT_EQ(c.events()[1], "failed 1F02 acd cheese cheese=fail other");
}

TEST(DirectCall, DestinationOfNoCategoryIsFoundByPilotNameOrStation) {
  Centre c;
  for (const char* dialled : {"237", "sales"}) {
    const Placed placed = c.model.place_call({"1", {dialled, cti::DeviceCategory::unknown}}, c.now);
    EXPECT_EQ(describe(placed.reaction.events.at(0)).find("originated " + placed.call.value() + " acd sales"), 0u);
  }
  c.took(c.model.place_call({"1", {"105", cti::DeviceCategory::unknown}}, c.now).reaction);
  EXPECT_THAT(c.signals(), ElementsAre("rings 105 1F03"));
}

TEST(DirectCall, AgentWhoHadOneHasBeenIdleForLess) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  c.now = at(1);
  c.make_ready(bob, desk106);
  c.now = at(2);
  c.call(desk105);
  c.lift(desk105);
  c.now = at(3);
  c.hang_up(desk105);
  c.call(sales);
  EXPECT_EQ(c.phone(desk106), "alerting");
}

TEST(DirectCall, PhonesDoNothingTheyCannotDo) {
  Centre c;
  for (const cti::Address& station : {desk105, cti::Address{"999"}}) {
    c.lift(station);
    EXPECT_THAT(c.events(), IsEmpty());
    c.took(c.model.hold(station, c.now));
    EXPECT_THAT(c.events(), IsEmpty());
    c.took(c.model.retrieve(station, c.now));
    EXPECT_THAT(c.events(), IsEmpty());
    c.hang_up(station);
    EXPECT_THAT(c.events(), IsEmpty());
    c.key(station);
    EXPECT_THAT(c.events(), IsEmpty());
  }
  EXPECT_TRUE(c.model.dial(desk105, "pizza", c.now).call.empty());
  EXPECT_EQ(c.model.dial(desk105, "6025550000", c.now).line.id, "97061");
}

}  // namespace
}  // namespace acdloop::acd::test
