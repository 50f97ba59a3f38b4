// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/cti/request.hpp"

namespace acdloop::cti {
namespace {

TEST(Naming, GoesThereAndBack) {
  Naming naming;
  ASSERT_TRUE(naming.bind(AgentId{"ann"}, "2003"));
  ASSERT_TRUE(naming.bind(AcdGroupId{"sales"}, "237"));
  EXPECT_EQ(naming.to_wire(AgentId{"ann"}), "2003");
  EXPECT_EQ(naming.agent_from_wire("2003"), AgentId{"ann"});
  EXPECT_TRUE(naming.is_group("237"));
  EXPECT_EQ(naming.to_wire(DeviceId{"sales", DeviceCategory::acd_group}), "237");
  EXPECT_EQ(naming.to_wire(DeviceId{"sales", DeviceCategory::station}), "sales");
}

TEST(Naming, KeepsAnUnknownWireIdAsItIs) { EXPECT_EQ(Naming{}.agent_from_wire("7777"), AgentId{"7777"}); }

TEST(Naming, RefusesASecondNameForOneWireId) {
  Naming naming;
  ASSERT_TRUE(naming.bind(AgentId{"ann"}, "2003"));
  EXPECT_FALSE(naming.bind(AgentId{"bob"}, "2003"));
  EXPECT_FALSE(naming.bind(AgentId{"ann"}, "2004"));
  EXPECT_TRUE(naming.bind(AgentId{"ann"}, "2003"));
}

TEST(StateSet, NamesTheOnlyState) {
  EXPECT_EQ(StateSet{AgentState::ready}.only(), AgentState::ready);
  EXPECT_EQ((StateSet{AgentState::wrap_up, AgentState::not_ready}.only()), std::nullopt);
  EXPECT_EQ(StateSet{}.only(), std::nullopt);
}

TEST(Capability, EveryWordIsUniqueAndReadsBack) {
  std::set<std::string_view> seen;
  for (int index = 0; index < capability_count; ++index) {
    const auto capability = static_cast<Capability>(index);
    EXPECT_TRUE(seen.insert(to_string(capability)).second) << to_string(capability);
    EXPECT_EQ(capability_from(to_string(capability)), capability);
  }
  EXPECT_EQ(capability_from("mute_link"), std::nullopt);
}

TEST(RequestKind, EveryWordReadsBack) {
  for (int index = 0; index < request_kind_count; ++index) {
    const auto kind = static_cast<RequestKind>(index);
    EXPECT_EQ(request_kind_from(to_string(kind)), kind);
  }
}

TEST(Describe, SaysAnEventInOneLine) {
  AgentEvent event;
  event.kind = AgentEventKind::agent_ready;
  event.report.subject = {AgentId{"ann"}, AcdGroupId{"sales"}, Address{"105"}};
  event.report.states = {AgentState::ready};
  EXPECT_EQ(describe(Event{event}), "agent_ready ann sales @105");
}

TEST(Describe, SaysAFactInOneLine) {
  Fact fact;
  fact.kind = FactKind::answered;
  fact.call = "c1";
  fact.address = Address{"105"};
  fact.agent = AgentId{"ann"};
  fact.when = Interval::at(time_point_of(12'300'000'000));
  EXPECT_EQ(describe(fact), "12.300 s  answered c1 at 105 by ann");
}

}  // namespace
}  // namespace acdloop::cti
