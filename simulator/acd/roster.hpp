// SPDX-License-Identifier: Apache-2.0
// Who is an agent of this switch, and who is logged on where and for what. Used by the model only.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "simulator/acd/agent_session.hpp"
#include "simulator/acd/configuration.hpp"

namespace acdloop::acd {

struct Agent {
  AgentConfig config;
  cti::Address station;                // empty: not logged on
  std::vector<AgentSession> sessions;  // in the order of config.groups

  bool is_member(const cti::AcdGroupId& group) const;
  AgentSession* session(const cti::AcdGroupId& group);
  const AgentSession* session(const cti::AcdGroupId& group) const;
  bool wraps_up() const;
};

class Roster {
 public:
  explicit Roster(const std::vector<AgentConfig>& agents);

  Agent* find(const cti::AgentId& agent);
  const Agent* find(const cti::AgentId& agent) const;
  // Who is logged on there.
  Agent* at(const cti::Address& station);
  const Agent* at(const cti::Address& station) const;
  // Nothing when that session has ended.
  AgentSession* session(const SessionRef& ref);

  // The agent is a member, not logged on for the group, and nowhere else logged on.
  AgentSession& open(Agent& agent, const cti::AcdGroupId& group, const cti::Address& station, cti::AgentState state,
                     TimePoint now);
  void close(Agent& agent, const cti::AcdGroupId& group);

  std::vector<Agent>& agents() { return agents_; }
  const std::vector<Agent>& agents() const { return agents_; }

 private:
  std::vector<Agent> agents_;  // configuration order
  std::map<cti::AgentId, std::size_t> by_name_;
  std::map<cti::Address, std::size_t> by_station_;
  std::uint64_t count_ = 0;
};

}  // namespace acdloop::acd
