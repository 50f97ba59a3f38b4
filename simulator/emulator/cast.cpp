// SPDX-License-Identifier: Apache-2.0
#include "simulator/emulator/cast.hpp"

#include <algorithm>

namespace acdloop::emulator {
namespace {

acd::WrapUp wrap_up_of(const scenarios::WrapUp& wrap_up) {
  switch (wrap_up.kind) {
    case scenarios::WrapUp::Kind::none: return {acd::WrapUp::Kind::none, {}};
    case scenarios::WrapUp::Kind::manual: return {acd::WrapUp::Kind::manual, {}};
    case scenarios::WrapUp::Kind::timed: return {acd::WrapUp::Kind::timed, wrap_up.limit};
  }
  return {};
}

}  // namespace

acd::Configuration configuration_of(const scenarios::Cast& cast, cti::AgentState state_after_log_on) {
  acd::Configuration configuration;
  configuration.state_after_log_on = state_after_log_on;
  for (const scenarios::GroupSpec& group : cast.groups) {
    configuration.groups.push_back({group.name, group.pilot, wrap_up_of(group.wrap_up), group.ring_limit});
  }
  for (const scenarios::AgentSpec& agent : cast.agents) {
    if (agent.configured) configuration.agents.push_back({agent.name, agent.name.value(), agent.groups});
    if (std::find(configuration.stations.begin(), configuration.stations.end(), agent.at) ==
        configuration.stations.end()) {
      configuration.stations.push_back(agent.at);
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
