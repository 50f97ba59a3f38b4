// SPDX-License-Identifier: Apache-2.0
// A switch with one agent as a table, for the tests of protocol folders: it knows what a test sets, and nothing happens
// by itself.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/cti/functions.hpp"

namespace acdloop::cti::test {

class OneAgentTable : public Directory {
 public:
  struct Floor {
    AgentId agent;
    std::string name;
    Address desk;
    std::vector<AcdGroupId> groups;
    std::vector<AcdGroupId> member_of;
    std::vector<Address> stations;  // the desk among them
    DeviceId trunk;
  };
  using Calls = std::vector<std::pair<CallInfo, ConnectionState>>;

  std::map<AcdGroupId, AgentState> sessions;  // the agent's, at the desk
  std::map<std::string, Calls> calls;         // by device

  bool has_agent(const AgentId& agent) const override { return agent == floor_.agent; }
  bool has_group(const AcdGroupId& group) const override { return has(floor_.groups, group); }
  bool has_station(const Address& address) const override { return has(floor_.stations, address); }
  bool is_member(const AgentId& agent, const AcdGroupId& group) const override {
    return has_agent(agent) && has(floor_.member_of, group);
  }
  std::string agent_name(const AgentId&) const override { return floor_.name; }
  std::vector<AcdGroupId> groups() const override { return floor_.groups; }
  std::vector<Address> stations() const override { return floor_.stations; }
  std::vector<DeviceId> trunks() const override { return {floor_.trunk}; }
  std::vector<AgentId> agents() const override { return {floor_.agent}; }
  std::optional<AgentId> agent_at(const Address& address) const override {
    return address == floor_.desk && !sessions.empty() ? std::optional{floor_.agent} : std::nullopt;
  }
  std::optional<Address> address_of(const AgentId&) const override {
    return sessions.empty() ? std::nullopt : std::optional{floor_.desk};
  }
  std::vector<std::pair<AcdGroupId, AgentState>> sessions_of(const AgentId&) const override {
    return {sessions.begin(), sessions.end()};
  }
  Calls calls_at(const DeviceId& device) const override {
    const auto found = calls.find(device.id);
    return found == calls.end() ? Calls{} : found->second;
  }

 protected:
  explicit OneAgentTable(Floor floor) : floor_(std::move(floor)) {}

 private:
  template <class Id>
  static bool has(const std::vector<Id>& ids, const Id& id) {
    return std::ranges::find(ids, id) != ids.end();
  }

  Floor floor_;
};

}  // namespace acdloop::cti::test
