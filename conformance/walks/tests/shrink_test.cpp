// SPDX-License-Identifier: Apache-2.0
#include "conformance/walks/shrink.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace acdloop::walks {
namespace {

using namespace scenarios;
using std::chrono::milliseconds;
using std::chrono::seconds;

template <class Verb>
Step step(Verb verb, Duration after = {}) {
  Step one;
  one.verb = std::move(verb);
  one.after = after;
  return one;
}

Step wait(Duration length) { return step(Wait{}, length); }
Step caller(std::string name) { return step(PlaceCall{std::move(name), cti::AcdGroupId{"g1"}, {}, "6025551212"}); }
Step hangs_up(std::string name) { return step(HangUp{{}, std::move(name)}); }

Scenario story() {
  Scenario scenario;
  for (const char* name : {"g1", "g2"}) {
    GroupSpec group;
    group.name = cti::AcdGroupId{name};
    group.ring_limit = seconds{20};
    scenario.cast.groups.push_back(group);
  }
  for (const char* name : {"a1", "a2"}) {
    AgentSpec agent;
    agent.name = cti::AgentId{name};
    agent.groups = {cti::AcdGroupId{"g1"}, cti::AcdGroupId{"g2"}};
    scenario.cast.agents.push_back(agent);
  }
  for (int call = 1; call <= 6; ++call) {
    scenario.steps.push_back(wait(milliseconds{7340}));
    scenario.steps.push_back(caller("c" + std::to_string(call)));
    scenario.steps.push_back(wait(milliseconds{21730}));
    scenario.steps.push_back(hangs_up("c" + std::to_string(call)));
  }
  return scenario;
}

bool places(const Scenario& scenario, std::string_view call) {
  return std::ranges::any_of(scenario.steps, [&](const Step& one) {
    const auto* placed = std::get_if<PlaceCall>(&one.verb);
    return placed != nullptr && placed->as == call;
  });
}

TEST(Shrink, KeepsOnlyWhatTheFailureNeeds) {
  // It fails whenever c4 is placed.
  const Shrunk shrunk = shrink(
      story(), [](const Scenario& one) { return places(one, "c4"); }, 1000);
  ASSERT_EQ(shrunk.scenario.steps.size(), 1u);
  EXPECT_TRUE(places(shrunk.scenario, "c4"));
  EXPECT_EQ(shrunk.scenario.steps[0].after, Duration{0});
  EXPECT_TRUE(shrunk.scenario.cast.agents.empty());
  EXPECT_TRUE(shrunk.scenario.cast.groups.empty());
  EXPECT_FALSE(shrunk.tries_ran_out);
}

TEST(Shrink, KeepsTheTimeThatTheFailureNeedsInTheStepItself) {
  // It fails when c2 is placed no earlier than 12 s into the story.
  const auto fails = [](const Scenario& one) {
    Duration now{};
    for (const Step& each : one.steps) {
      now += each.after;
      const auto* placed = std::get_if<PlaceCall>(&each.verb);
      if (placed != nullptr && placed->as == "c2") return now >= seconds{12};
    }
    return false;
  };
  const Shrunk shrunk = shrink(story(), fails, 1000);
  ASSERT_EQ(shrunk.scenario.steps.size(), 1u);
  EXPECT_GE(shrunk.scenario.steps[0].after, seconds{12});
  EXPECT_LT(shrunk.scenario.steps[0].after, seconds{24});
  EXPECT_EQ(shrunk.scenario.steps[0].after % seconds{1}, milliseconds{200}) << "easy to read, off the edges";
}

TEST(Shrink, NeverHandsBackWhatDoesNotFail) {
  const auto fails = [](const Scenario& one) { return one.steps.size() == 24 && one.cast.agents.size() == 2; };
  const Shrunk shrunk = shrink(story(), fails, 1000);
  EXPECT_TRUE(fails(shrunk.scenario));
}

TEST(Shrink, StopsAfterSoManyTries) {
  int asked = 0;
  const Shrunk shrunk = shrink(
      story(), [&](const Scenario&) { return ++asked % 2 == 0; }, 7);
  EXPECT_EQ(asked, 7);
  EXPECT_EQ(shrunk.tries, 7);
  EXPECT_TRUE(shrunk.tries_ran_out);
}

TEST(Shrink, LeavesOutTheHabitsOfGroupsThatNobodyNeeds) {
  const auto fails = [](const Scenario& one) { return one.cast.groups.size() == 2 && places(one, "c1"); };
  const Shrunk shrunk = shrink(story(), fails, 1000);
  for (const GroupSpec& group : shrunk.scenario.cast.groups) EXPECT_FALSE(group.ring_limit);
}

}  // namespace
}  // namespace acdloop::walks
