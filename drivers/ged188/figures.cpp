// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/figures.hpp"

#include <algorithm>
#include <utility>

namespace acdloop::ged188 {
namespace {

using cti::AgentState;
using cti::ConnectionState;

std::uint32_t whole_seconds(Duration time) {
  return static_cast<std::uint32_t>(std::max<std::int64_t>(0, time / std::chrono::seconds{1}));
}

}  // namespace

std::uint32_t AgentFigures::value(std::string_view name, bool talk_includes_hold) const {
  if (name == "AvailTime" || name == "ICMAvailableTime") return whole_seconds(available);
  if (name == "LoggedOnTime" || name == "RoutableTime") return whole_seconds(logged_on);
  if (name == "NotReadyTime") return whole_seconds(not_ready);
  if (name == "HandledCalls") return handled;
  if (name == "HandledCallsTalkTime") return talk_includes_hold ? phone_s : talk_s;
  if (name == "HandledCallsAfterCallTime") return work_s;
  if (name == "HandledCallsTime") return (talk_includes_hold ? phone_s : talk_s + held_s) + work_s;
  if (name == "IncomingCallsHeld") return held;
  if (name == "IncomingCallsHeldTime") return held_s;
  return 0;
}

// The time since the last event goes to the state that there was.
void Figures::pass(Agent& agent, TimePoint now) {
  const Duration time = now - std::exchange(agent.since, now);
  if (agent.sessions.empty()) return;
  const auto any = [&](AgentState state) {
    return std::ranges::any_of(agent.sessions, [state](const auto& one) { return one.second == state; });
  };
  const bool rests = !any(AgentState::busy) && !any(AgentState::wrap_up);
  for (AgentFigures* figures : {&agent.session, &agent.today}) {
    figures->logged_on += time;
    if (rests && any(AgentState::ready)) figures->available += time;
    if (rests && !any(AgentState::ready)) figures->not_ready += time;
  }
}

void Figures::finish(Agent& agent, const OpenCall& call, TimePoint now) {
  const Duration phone = *call.released - call.answered;
  for (AgentFigures* figures : {&agent.session, &agent.today}) {
    ++figures->handled;
    figures->phone_s += whole_seconds(phone);
    figures->talk_s += whole_seconds(phone - call.held);
    figures->work_s += whole_seconds(now - *call.released);
    figures->held += call.was_held ? 1 : 0;
    figures->held_s += whole_seconds(call.held);
  }
}

void Figures::finish_released(Agent& agent, TimePoint now) {
  std::erase_if(agent.calls, [&](const auto& entry) {
    if (!entry.second.released) return false;
    finish(agent, entry.second, now);
    return true;
  });
}

void Figures::on_agent(const cti::AgentEvent& event, TimePoint now) {
  const cti::AgentSubject& subject = event.report.subject;
  const auto state = event.report.states.only();
  if (!subject.agent || !subject.group || !state) return;
  if (!agents_.contains(*subject.agent) && (agents_.size() >= most_agents || *state == AgentState::null)) return;
  Agent& agent = agents_[*subject.agent];
  pass(agent, now);
  if (agent.sessions.empty()) agent.session = {};
  if (subject.address && agent.address != *subject.address) {
    places_.erase(agent.address);
    agent.address = *subject.address;
    places_[agent.address] = *subject.agent;
  }
  if (*state == AgentState::null) {
    agent.sessions.erase(*subject.group);
    if (agent.sessions.empty()) {
      finish_released(agent, now);
      places_.erase(agent.address);
      agent.address = {};
      agent.calls.clear();
    }
    return;
  }
  agent.sessions[*subject.group] = *state;
  const bool works = std::ranges::any_of(agent.sessions, [](const auto& one) {
    return one.second == AgentState::wrap_up || one.second == AgentState::busy;
  });
  if (!works) finish_released(agent, now);
}

Figures::Agent* Figures::find(const cti::DeviceId& device) {
  const auto place = places_.find(cti::Address{device.id});
  return place == places_.end() ? nullptr : &agents_.at(place->second);
}

void Figures::on_call(const cti::CallEvent& event, TimePoint now) {
  for (const cti::ConnectionChange& change : event.changes) {
    Agent* agent = find(change.connection.device);
    if (agent == nullptr) continue;
    const cti::CallId& id = change.connection.call;
    const auto known = agent->calls.find(id);
    if (known == agent->calls.end()) {
      const bool answered = event.kind == cti::CallEventKind::established && change.to == ConnectionState::connected &&
                            event.info.call_class == cti::CallClass::acd &&
                            event.info.calling != change.connection.device;
      if (answered) agent->calls[id].answered = now;
      continue;
    }
    OpenCall& call = known->second;
    const bool holds = change.to == ConnectionState::hold;
    if (holds && !call.held_since) call.held_since = now, call.was_held = true;
    if (!holds && call.held_since) call.held += now - *std::exchange(call.held_since, std::nullopt);
    if (change.to == ConnectionState::null) call.released = now;
  }
  if (!event.renamed) return;
  for (auto& [id, agent] : agents_) {
    auto call = agent.calls.extract(event.renamed->before);
    if (!call || call.mapped().released) {
      if (call) agent.calls.insert(std::move(call));
      continue;
    }
    call.key() = event.renamed->now;
    agent.calls.insert(std::move(call));
  }
}

void Figures::new_day(TimePoint now) {
  for (auto& [id, agent] : agents_) {
    pass(agent, now);
    agent.today = {};
  }
}

std::optional<Figures::Answer> Figures::of(const cti::AgentId& id, TimePoint now) {
  const auto found = agents_.find(id);
  if (found == agents_.end() || found->second.sessions.empty()) return std::nullopt;
  pass(found->second, now);
  return Answer{found->second.session, found->second.today};
}

std::optional<cti::AgentId> Figures::at(const cti::Address& address) const {
  const auto found = places_.find(address);
  return found == places_.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace acdloop::ged188
