// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/agent_modes.hpp"

#include <algorithm>

namespace acdloop::system_oai {

void AgentModes::load(const cti::Directory& directory) {
  agents_.clear();
  at_.clear();
  for (const cti::AgentId& agent : directory.agents()) {
    load(directory, agent);
    take_change(agent);
  }
}

void AgentModes::load(const cti::Directory& directory, const cti::AgentId& agent) {
  const auto address = directory.address_of(agent);
  if (!address) return;
  Record& record = agents_[agent];
  record.address = *address;
  at_.insert_or_assign(address->value(), agent);
  record.sessions.clear();
  for (const auto& [group, state] : directory.sessions_of(agent)) {
    if (state != cti::AgentState::null) record.sessions.emplace(group, state);
  }
}

void AgentModes::apply(const cti::AgentEvent& event) {
  const cti::AgentSubject& subject = event.report.subject;
  if (!subject.agent || !subject.group) return;
  if (event.kind == cti::AgentEventKind::agent_logged_off) {
    const auto found = agents_.find(*subject.agent);
    if (found == agents_.end()) return;
    found->second.sessions.erase(*subject.group);
    forget_if_idle(*subject.agent);
    return;
  }
  Record& record = agents_[*subject.agent];
  if (subject.address) {
    record.address = *subject.address;
    at_.insert_or_assign(subject.address->value(), *subject.agent);
  }
  cti::AgentState state = cti::AgentState::ready;
  switch (event.kind) {
    case cti::AgentEventKind::agent_not_ready:
      state = cti::AgentState::not_ready;
      break;
    case cti::AgentEventKind::agent_busy:
      state = cti::AgentState::busy;
      break;
    case cti::AgentEventKind::agent_wrap_up:
      state = cti::AgentState::wrap_up;
      break;
    default:
      break;
  }
  record.sessions[*subject.group] = event.report.states.only().value_or(state);
}

Mode AgentModes::mode(const cti::AgentId& agent) const {
  const auto found = agents_.find(agent);
  if (found == agents_.end() || found->second.sessions.empty()) return Mode::logged_out;
  const auto& sessions = found->second.sessions;
  const auto any = [&](cti::AgentState state) {
    return std::ranges::any_of(sessions, [&](const auto& session) { return session.second == state; });
  };
  // A busy session counts as phone in use: its call may be reported cleared a moment before the session's next state.
  if (calls_.phone_in_use(found->second.address.value()) || any(cti::AgentState::busy)) return Mode::not_ready;
  if (any(cti::AgentState::wrap_up)) return Mode::work_not_ready;
  return any(cti::AgentState::ready) ? Mode::ready : Mode::work_not_ready;
}

std::optional<Mode> AgentModes::take_change(const cti::AgentId& agent) {
  const auto found = agents_.find(agent);
  if (found == agents_.end()) return std::nullopt;
  const Mode now = mode(agent);
  if (now == found->second.said) return std::nullopt;
  found->second.said = now;
  return now;
}

std::optional<cti::AgentId> AgentModes::agent_at(const std::string& station) const {
  const auto found = at_.find(station);
  return found == at_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<cti::Address> AgentModes::address_of(const cti::AgentId& agent) const {
  const auto found = agents_.find(agent);
  return found == agents_.end() ? std::nullopt : std::optional{found->second.address};
}

void AgentModes::forget_if_idle(const cti::AgentId& agent) {
  const auto found = agents_.find(agent);
  if (!found->second.sessions.empty()) return;
  const auto seat = at_.find(found->second.address.value());
  if (seat != at_.end() && seat->second == agent) at_.erase(seat);
  agents_.erase(found);
}

}  // namespace acdloop::system_oai
