// SPDX-License-Identifier: Apache-2.0
#include "conformance/walks/walker.hpp"

namespace acdloop::walks {
namespace {

Duration tenths(std::int64_t count) { return std::chrono::milliseconds{count * 100}; }

// Of the kinds that a story over this wire may have.
scenarios::WrapUp wrap_up(Random& random, const cti::Capabilities& wire) {
  using Kind = scenarios::WrapUp::Kind;
  std::vector<Kind> kinds;
  if (wire.supports(cti::Capability::wrap_up_untimed)) kinds.push_back(Kind::manual);
  if (wire.supports(cti::Capability::wrap_up_timed)) kinds.push_back(Kind::timed);
  if (wire.supports(cti::Capability::wrap_up_none) || kinds.empty()) kinds.push_back(Kind::none);
  const Kind kind = kinds[random.below(kinds.size())];
  return {kind, kind == Kind::timed ? tenths(random.between(20, 400)) : Duration{}};
}

scenarios::GroupSpec group(Random& random, int number, int groups, const cti::Capabilities& wire) {
  scenarios::GroupSpec group;
  group.name = cti::AcdGroupId{"g" + std::to_string(number)};
  group.pilot = std::to_string(230 + number);
  group.wrap_up = wrap_up(random, wire);
  if (random.chance(1, 2)) group.ring_limit = tenths(random.between(50, 300));
  if (random.chance(1, 3)) group.priority = static_cast<int>(random.between(1, 10));
  if (groups > 1 && random.chance(1, 3)) {
    const auto other = (static_cast<std::uint64_t>(number) % static_cast<std::uint64_t>(groups)) + 1;
    group.overflow = {tenths(random.between(100, 600)), cti::AcdGroupId{"g" + std::to_string(other)}};
  }
  if (random.chance(1, 4)) group.end_of_guide = tenths(random.between(700, 1200));
  return group;
}

}  // namespace

scenarios::Scenario cast_for(std::uint64_t seed, const WalkSize& size, const cti::Capabilities& wire) {
  Random random(derive_seed(seed, {"walk", "cast"}));
  scenarios::Scenario scenario;
  scenario.id = "walks/seed-" + std::to_string(seed);
  scenario.title = "A random walk over the floor";
  const int groups = static_cast<int>(random.between(1, size.groups));
  const int agents = static_cast<int>(random.between(1, size.agents));
  for (int number = 1; number <= groups; ++number) scenario.cast.groups.push_back(group(random, number, groups, wire));
  for (int number = 1; number <= agents; ++number) {
    scenarios::AgentSpec agent;
    agent.name = cti::AgentId{"a" + std::to_string(number)};
    agent.id = std::to_string(2000 + number);
    agent.at = cti::Address{std::to_string(100 + number)};
    for (const scenarios::GroupSpec& one : scenario.cast.groups) {
      if (agent.groups.empty() || random.chance(1, 2)) agent.groups.push_back(one.name);
    }
    scenario.cast.agents.push_back(std::move(agent));
  }
  return scenario;
}

}  // namespace acdloop::walks
