// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/roster.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace acdloop::acd {

bool Agent::is_member(const cti::AcdGroupId& group) const {
  return std::find(config.groups.begin(), config.groups.end(), group) != config.groups.end();
}

AgentSession* Agent::session(const cti::AcdGroupId& group) {
  return const_cast<AgentSession*>(std::as_const(*this).session(group));
}

const AgentSession* Agent::session(const cti::AcdGroupId& group) const {
  const auto it = std::find_if(sessions.begin(), sessions.end(), [&](const auto& s) { return s.key().group == group; });
  return it == sessions.end() ? nullptr : &*it;
}

bool Agent::wraps_up() const {
  return std::any_of(sessions.begin(), sessions.end(),
                     [](const auto& s) { return s.state() == cti::AgentState::wrap_up; });
}

Roster::Roster(const std::vector<AgentConfig>& agents) {
  for (const AgentConfig& config : agents) {
    by_name_.emplace(config.name, agents_.size());
    agents_.push_back({config, {}, {}});
  }
}

Agent* Roster::find(const cti::AgentId& agent) { return const_cast<Agent*>(std::as_const(*this).find(agent)); }

const Agent* Roster::find(const cti::AgentId& agent) const {
  const auto it = by_name_.find(agent);
  return it == by_name_.end() ? nullptr : &agents_[it->second];
}

Agent* Roster::at(const cti::Address& station) { return const_cast<Agent*>(std::as_const(*this).at(station)); }

const Agent* Roster::at(const cti::Address& station) const {
  const auto it = by_station_.find(station);
  return it == by_station_.end() ? nullptr : &agents_[it->second];
}

AgentSession* Roster::session(const SessionRef& ref) {
  Agent* agent = find(ref.agent);
  if (!agent) return nullptr;
  for (AgentSession& session : agent->sessions) {
    if (session.number() == ref.number) return &session;
  }
  return nullptr;
}

AgentSession& Roster::open(Agent& agent, const cti::AcdGroupId& group, const cti::Address& station,
                           cti::AgentState state, TimePoint now) {
  assert(!agent.session(group) && (agent.station.empty() || agent.station == station));
  agent.station = station;
  by_station_[station] = by_name_.at(agent.config.name);
  const auto rank = [&](const cti::AcdGroupId& g) {
    return std::find(agent.config.groups.begin(), agent.config.groups.end(), g) - agent.config.groups.begin();
  };
  const auto place = std::find_if(agent.sessions.begin(), agent.sessions.end(),
                                  [&](const auto& s) { return rank(s.key().group) > rank(group); });
  return *agent.sessions.emplace(place, cti::AgentSessionKey{agent.config.name, group, station}, ++count_, state, now);
}

void Roster::close(Agent& agent, const cti::AcdGroupId& group) {
  std::erase_if(agent.sessions, [&](const auto& s) { return s.key().group == group; });
  if (!agent.sessions.empty()) return;
  by_station_.erase(agent.station);
  agent.station = {};
}

}  // namespace acdloop::acd
