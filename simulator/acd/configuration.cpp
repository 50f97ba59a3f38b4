// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/configuration.hpp"

#include <set>

namespace acdloop::acd {
namespace {

using Fault = std::optional<std::string>;

bool bad_id(const std::string& id) { return id.empty() || id.size() > cti::max_id_length; }

Fault fault_of(const GroupConfig& group) {
  const std::string who = "group '" + group.name.value() + "' ";
  if (bad_id(group.name.value())) return "a group's name must have 1 to 64 bytes";
  if (group.pilot.size() > cti::max_id_length) return who + "has a pilot longer than 64 bytes";
  if (group.wrap_up.kind == WrapUp::Kind::timed && group.wrap_up.limit <= Duration::zero()) {
    return who + "has a wrap-up limit that is not longer than zero";
  }
  if (group.ring_limit && *group.ring_limit <= Duration::zero()) {
    return who + "has a ring limit that is not longer than zero";
  }
  if (group.priority < 1 || group.priority > 10) return who + "has a priority that is not 1 to 10";
  if (group.overflow && group.overflow->after <= Duration::zero()) {
    return who + "has an overflow time that is not longer than zero";
  }
  if (group.overflow && group.overflow->to == group.name) return who + "overflows to itself";
  if (group.end_of_guide && *group.end_of_guide <= Duration::zero()) {
    return who + "has an end of guide that is not longer than zero";
  }
  return std::nullopt;
}

Fault fault_in_groups(const Configuration& configuration, std::set<cti::AcdGroupId>& names) {
  std::set<std::string> pilots;
  for (const GroupConfig& group : configuration.groups) {
    if (Fault fault = fault_of(group)) return fault;
    if (!names.insert(group.name).second) return "group '" + group.name.value() + "' is there twice";
    if (!group.pilot.empty() && !pilots.insert(group.pilot).second) return "pilot " + group.pilot + " is there twice";
  }
  for (const GroupConfig& group : configuration.groups) {
    if (group.overflow && !names.contains(group.overflow->to)) {
      return "group '" + group.name.value() + "' overflows to '" + group.overflow->to.value() +
             "' which does not exist";
    }
  }
  return std::nullopt;
}

Fault fault_in_agents(const Configuration& configuration, const std::set<cti::AcdGroupId>& groups) {
  std::set<cti::AgentId> names;
  for (const AgentConfig& agent : configuration.agents) {
    if (bad_id(agent.name.value())) return "an agent's name must have 1 to 64 bytes";
    if (!names.insert(agent.name).second) return "agent '" + agent.name.value() + "' is there twice";
    std::set<cti::AcdGroupId> mine;
    for (const cti::AcdGroupId& group : agent.groups) {
      const std::string what = "agent '" + agent.name.value() + "' is in group '" + group.value() + "' ";
      if (!groups.contains(group)) return what + "which does not exist";
      if (!mine.insert(group).second) return what + "twice";
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of(const Configuration& configuration) {
  std::set<cti::AcdGroupId> groups;
  if (Fault fault = fault_in_groups(configuration, groups)) return fault;
  if (Fault fault = fault_in_agents(configuration, groups)) return fault;
  std::set<cti::Address> stations;
  for (const cti::Address& station : configuration.stations) {
    if (bad_id(station.value())) return "a station's number must have 1 to 64 bytes";
    if (!stations.insert(station).second) return "station " + station.value() + " is there twice";
  }
  for (const GroupConfig& group : configuration.groups) {
    if (stations.contains(cti::Address{group.pilot})) return "pilot " + group.pilot + " is a station too";
  }
  if (configuration.trunk_count < 0 || configuration.trunk_count > 10'000) return "there must be 0 to 10000 trunks";
  if (configuration.first_trunk < 0 || configuration.first_trunk > 9'000'000) {
    return "the first trunk's number must be 0 to 9000000";
  }
  if (configuration.first_call < 1 || configuration.first_call > 4095)
    return "the first call's number must be 1 to 4095";
  for (int i = 0; i < configuration.trunk_count; ++i) {
    const std::string trunk = std::to_string(configuration.first_trunk + i);
    if (stations.contains(cti::Address{trunk})) return "trunk " + trunk + " is a station too";
  }
  return std::nullopt;
}

}  // namespace acdloop::acd
