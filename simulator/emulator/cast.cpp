// SPDX-License-Identifier: Apache-2.0
#include "simulator/emulator/cast.hpp"

#include <algorithm>

#include "drivers/time/random.hpp"
#include "scenarios/language/grammar.hpp"
#include "scenarios/language/traffic.hpp"

namespace acdloop::emulator {
namespace {

acd::WrapUp wrap_up_of(const scenarios::WrapUp& wrap_up) {
  switch (wrap_up.kind) {
    case scenarios::WrapUp::Kind::none:
      return {acd::WrapUp::Kind::none, {}};
    case scenarios::WrapUp::Kind::manual:
      return {acd::WrapUp::Kind::manual, {}};
    case scenarios::WrapUp::Kind::timed:
      return {acd::WrapUp::Kind::timed, wrap_up.limit};
  }
  return {};
}

}  // namespace

std::vector<cti::Address> desks_of(const scenarios::Scenario& scenario) {
  std::vector<cti::Address> desks;
  const auto add = [&desks](const cti::Address& desk) {
    if (std::find(desks.begin(), desks.end(), desk) == desks.end()) desks.push_back(desk);
  };
  for (const scenarios::AgentSpec& agent : scenario.cast.agents) add(agent.at);
  for (const scenarios::Step& step : scenario.steps) {
    const auto* log_in = std::get_if<scenarios::LogIn>(&step.verb);
    if (log_in && log_in->at) add(*log_in->at);
  }
  return desks;
}

void take_habits(const cti::Dialect& dialect, Habits& habits) {
  if (dialect.grants_state_in_call) habits.busy_state_change = acd::BusyStateChange::defer;
  if (dialect.wrap_up_end == cti::Dialect::WrapUpEnd::whole_seconds) habits.wrap_up_in_whole_seconds = true;
}

acd::Configuration configuration_of(const scenarios::Scenario& scenario, const Habits& habits, std::uint64_t seed) {
  acd::Configuration configuration;
  configuration.first_call = static_cast<int>(Random{derive_seed(seed, {scenario.id, "first call"})}.between(1, 4095));
  configuration.busy_state_change = habits.busy_state_change;
  configuration.wrap_up_in_whole_seconds = habits.wrap_up_in_whole_seconds;
  for (const scenarios::GroupSpec& group : scenario.cast.groups) {
    acd::GroupConfig known;
    known.name = group.name;
    known.pilot = group.pilot;
    known.wrap_up = wrap_up_of(group.wrap_up);
    known.ring_limit = group.ring_limit;
    known.priority = group.priority;
    if (group.overflow) known.overflow = {group.overflow->after, group.overflow->to};
    known.end_of_guide = group.end_of_guide;
    configuration.groups.push_back(std::move(known));
  }
  for (const scenarios::AgentSpec& agent : scenario.cast.agents) {
    if (agent.configured) configuration.agents.push_back({agent.name, agent.name.value(), agent.groups, agent.pin});
  }
  configuration.stations = desks_of(scenario);
  // Every caller of a traffic finds a line.
  for (const scenarios::Step& step : scenario.steps) {
    if (const auto* traffic = std::get_if<scenarios::Traffic>(&step.verb)) {
      configuration.trunk_count +=
          static_cast<int>(planned_calls(*traffic, scenario.id, scenarios::most_traffic).size());
    }
  }
  return configuration;
}

cti::Naming naming_of(const scenarios::Cast& cast) {
  cti::Naming naming;
  for (const scenarios::GroupSpec& group : cast.groups) naming.bind(group.name, group.pilot);
  for (const scenarios::AgentSpec& agent : cast.agents) naming.bind(agent.name, agent.id);
  return naming;
}

}  // namespace acdloop::emulator
