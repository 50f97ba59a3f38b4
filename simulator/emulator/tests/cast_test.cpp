// SPDX-License-Identifier: Apache-2.0
#include "simulator/emulator/cast.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace acdloop::emulator {
namespace {

using namespace std::chrono_literals;
using scenarios::WrapUp;
using testing::ElementsAre;

const cti::AcdGroupId sales{"sales"}, service{"service"}, night{"night"};
const cti::AgentId ann{"ann"}, bob{"bob"};

scenarios::GroupSpec group(const cti::AcdGroupId& name, std::string pilot, WrapUp wrap_up,
                           std::optional<Duration> ring_limit = {}) {
  return {.name = name, .pilot = std::move(pilot), .wrap_up = wrap_up, .ring_limit = ring_limit, .mark = {}};
}

scenarios::AgentSpec agent(const cti::AgentId& name, std::string id, const char* at,
                           std::vector<cti::AcdGroupId> groups) {
  return {.name = name, .id = std::move(id), .at = cti::Address{at}, .groups = std::move(groups), .mark = {}};
}

scenarios::Scenario two_agents() {
  scenarios::Scenario scenario;
  scenario.id = "test/two-agents";
  scenario.cast.groups = {group(sales, "237", {WrapUp::Kind::manual, {}}, 20s),
                          group(service, "238", {WrapUp::Kind::timed, 12s}),
                          group(night, "239", {WrapUp::Kind::none, {}})};
  scenario.cast.agents = {agent(ann, "2003", "105", {sales, service}), agent(bob, "2004", "106", {sales})};
  return scenario;
}

scenarios::Step log_in_at(const char* address) {
  scenarios::LogIn verb;
  verb.agent = ann;
  verb.group = sales;
  if (address) verb.at = cti::Address{address};
  scenarios::Step step;
  step.verb = verb;
  return step;
}

TEST(Cast, BecomesTheSwitchWithItsGroupsAndAgents) {
  const acd::Configuration made = configuration_of(two_agents(), Habits{}, 1);
  ASSERT_EQ(made.groups.size(), 3u);
  EXPECT_EQ(made.groups[0].name, sales);
  EXPECT_EQ(made.groups[0].pilot, "237");
  EXPECT_EQ(made.groups[0].wrap_up.kind, acd::WrapUp::Kind::manual);
  EXPECT_EQ(made.groups[0].ring_limit, Duration{20s});
  EXPECT_EQ(made.groups[1].wrap_up.kind, acd::WrapUp::Kind::timed);
  EXPECT_EQ(made.groups[1].wrap_up.limit, Duration{12s});
  EXPECT_EQ(made.groups[1].ring_limit, std::nullopt);
  EXPECT_EQ(made.groups[2].wrap_up.kind, acd::WrapUp::Kind::none);
  ASSERT_EQ(made.agents.size(), 2u);
  EXPECT_EQ(made.agents[0].name, ann);
  EXPECT_THAT(made.agents[0].groups, ElementsAre(sales, service));
  EXPECT_THAT(made.agents[1].groups, ElementsAre(sales));
  EXPECT_EQ(acd::fault_of(made), std::nullopt);
}

TEST(Cast, AnAgentThatIsNotConfiguredHasADeskButIsUnknownToTheSwitch) {
  scenarios::Scenario scenario = two_agents();
  scenario.cast.agents[0].configured = false;
  const acd::Configuration made = configuration_of(scenario, Habits{}, 1);
  ASSERT_EQ(made.agents.size(), 1u);
  EXPECT_EQ(made.agents[0].name, bob);
  EXPECT_THAT(made.stations, ElementsAre(cti::Address{"105"}, cti::Address{"106"}));
}

TEST(Cast, DesksAreTheUsualOnesAndThoseOfLogInsElsewhereEachOnce) {
  scenarios::Scenario scenario = two_agents();
  scenario.cast.agents.push_back(agent(cti::AgentId{"cy"}, "2005", "105", {sales}));
  scenario.steps = {log_in_at(nullptr), log_in_at("107"), log_in_at("106"), log_in_at("107")};
  EXPECT_THAT(desks_of(scenario), ElementsAre(cti::Address{"105"}, cti::Address{"106"}, cti::Address{"107"}));
}

TEST(Cast, NamesArePilotsAndLogInNumbersOnTheWire) {
  const cti::Naming naming = naming_of(two_agents().cast);
  EXPECT_EQ(naming.to_wire(service), "238");
  EXPECT_EQ(naming.to_wire(bob), "2004");
  EXPECT_EQ(naming.group_from_wire("237"), sales);
  EXPECT_EQ(naming.agent_from_wire("2003"), ann);
}

TEST(Cast, CallNamesDependOnSeedAndScenarioAlone) {
  scenarios::Scenario scenario = two_agents();
  const auto first_call = [&](std::uint64_t seed) { return configuration_of(scenario, Habits{}, seed).first_call; };
  const int once = first_call(1);
  EXPECT_EQ(once, first_call(1));
  EXPECT_NE(once, first_call(2));
  scenario.id = "test/another";
  EXPECT_NE(once, first_call(1));
}

}  // namespace
}  // namespace acdloop::emulator
