// SPDX-License-Identifier: Apache-2.0
#include "drivers/cti/naming.hpp"

#include <utility>

namespace acdloop::cti {

bool Naming::Table::bind(const std::string& name, std::string wire) {
  const auto known = forward.find(name);
  if (known != forward.end()) return known->second == wire;
  if (backward.contains(wire)) return false;
  backward.emplace(wire, name);
  forward.emplace(name, std::move(wire));
  return true;
}

std::string Naming::Table::to_wire(const std::string& name) const {
  const auto found = forward.find(name);
  return found == forward.end() ? name : found->second;
}

std::string Naming::Table::from_wire(std::string_view wire) const {
  const auto found = backward.find(wire);
  return found == backward.end() ? std::string{wire} : found->second;
}

bool Naming::bind(const AgentId& agent, std::string wire) { return agents_.bind(agent.value(), std::move(wire)); }
bool Naming::bind(const AcdGroupId& group, std::string wire) { return groups_.bind(group.value(), std::move(wire)); }
std::string Naming::to_wire(const AgentId& agent) const { return agents_.to_wire(agent.value()); }
std::string Naming::to_wire(const AcdGroupId& group) const { return groups_.to_wire(group.value()); }

std::string Naming::to_wire(const DeviceId& device) const {
  return device.category == DeviceCategory::acd_group ? groups_.to_wire(device.id) : device.id;
}

AgentId Naming::agent_from_wire(std::string_view wire) const { return AgentId{agents_.from_wire(wire)}; }
AcdGroupId Naming::group_from_wire(std::string_view wire) const { return AcdGroupId{groups_.from_wire(wire)}; }
bool Naming::is_group(std::string_view wire) const { return groups_.backward.contains(wire); }

}  // namespace acdloop::cti
