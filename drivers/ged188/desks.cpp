// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/desks.hpp"

#include <algorithm>

#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

using cti::AgentState;
using cti::ConnectionState;

bool talks(ConnectionState state) {
  return state == ConnectionState::connected || state == ConnectionState::hold || state == ConnectionState::initiated;
}

}  // namespace

void Desks::load(const cti::Directory& directory) {
  desks_.clear();
  addresses_.clear();
  devices_.clear();
  parties_.clear();
  const auto take = [&](const cti::DeviceId& device) {
    for (const auto& [info, state] : directory.calls_at(device)) change(info, info.call, device, state);
  };
  for (const cti::DeviceId& trunk : directory.trunks()) take(trunk);
  for (const cti::AcdGroupId& group : directory.groups()) take({group.value(), cti::DeviceCategory::acd_group});
  for (const cti::Address& station : directory.stations()) {
    take({station.value(), cti::DeviceCategory::station});
    const auto agent = directory.agent_at(station);
    if (!agent) continue;
    Desk& desk = desks_[station];
    desk.agent = *agent;
    addresses_[*agent] = station;
    for (const auto& [group, state] : directory.sessions_of(*agent)) desk.sessions[group].state = state;
    // A client that comes late asks for states: there is no event for what was before.
    for (const SaidState& now : sessions_at(station)) said(now.key, now.state);
  }
}

void Desks::apply(const cti::AgentEvent& event) {
  const cti::AgentSubject& subject = event.report.subject;
  const auto state = event.report.states.only();
  if (!subject.agent || !subject.group || !state) return;
  const auto address = subject.address ? subject.address : address_of(*subject.agent);
  if (!address) return;
  if (event.kind == cti::AgentEventKind::agent_logged_off) {
    const auto desk = desks_.find(*address);
    if (desk == desks_.end()) return;
    desk->second.sessions.erase(*subject.group);
    if (!desk->second.sessions.empty()) return;
    addresses_.erase(desk->second.agent);
    desks_.erase(desk);
    return;
  }
  Desk& desk = desks_[*address];
  desk.agent = *subject.agent;
  addresses_[*subject.agent] = *address;
  desk.sessions[*subject.group].state = *state;
}

void Desks::apply(const cti::CallEvent& event) {
  for (const cti::ConnectionChange& one : event.changes) {
    if (one.to == ConnectionState::null) change(event.info, one.connection.call, one.connection.device, one.to);
  }
  if (event.renamed) rename(*event.renamed);
  for (const cti::ConnectionChange& one : event.changes) {
    if (one.to != ConnectionState::null) change(event.info, one.connection.call, one.connection.device, one.to);
  }
}

void Desks::change(const cti::CallInfo& info, const cti::CallId& call, const cti::DeviceId& device,
                   ConnectionState to) {
  if (to == ConnectionState::null) return forget(call, device.id);
  std::vector<Here>& calls = devices_[device.id];
  auto here = std::ranges::find(calls, call, &Here::call);
  if (here == calls.end()) {
    Here fresh{call, to, false, info.group, device == info.calling};
    fresh.acd = info.call_class == cti::CallClass::acd && !fresh.outgoing;
    calls.push_back(std::move(fresh));
    parties_[call].push_back(device);
  } else {
    here->state = to;
  }
}

void Desks::forget(const cti::CallId& call, const std::string& device) {
  if (const auto found = devices_.find(device); found != devices_.end()) {
    std::erase_if(found->second, [&](const Here& here) { return here.call == call; });
    if (found->second.empty()) devices_.erase(found);
  }
  if (const auto parties = parties_.find(call); parties != parties_.end()) {
    std::erase_if(parties->second, [&](const cti::DeviceId& one) { return one.id == device; });
    if (parties->second.empty()) parties_.erase(parties);
  }
}

// Whoever is in both is in one from here on.
void Desks::rename(const cti::Renamed& renamed) {
  const auto before = parties_.extract(renamed.before);
  if (!before) return;
  std::vector<cti::DeviceId>& now = parties_[renamed.now];
  for (const cti::DeviceId& device : before.mapped()) {
    std::vector<Here>& calls = devices_[device.id];
    if (std::ranges::find(now, device) == now.end()) {
      now.push_back(device);
      std::ranges::find(calls, renamed.before, &Here::call)->call = renamed.now;
    } else {
      std::erase_if(calls, [&](const Here& here) { return here.call == renamed.before; });
    }
  }
  if (now.empty()) parties_.erase(renamed.now);
}

const std::vector<Desks::Here>& Desks::at(const std::string& device) const {
  static const std::vector<Here> nothing;
  const auto found = devices_.find(device);
  return found == devices_.end() ? nothing : found->second;
}

std::optional<cti::Address> Desks::address_of(const cti::AgentId& agent) const {
  const auto found = addresses_.find(agent);
  return found == addresses_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<cti::AgentId> Desks::agent_at(const cti::Address& address) const {
  const auto found = desks_.find(address);
  return found == desks_.end() ? std::nullopt : std::optional{found->second.agent};
}

WireState Desks::state_of(const cti::AgentSessionKey& key) const {
  const auto desk = desks_.find(key.address);
  if (desk == desks_.end() || desk->second.agent != key.agent) return {agent::logout, agent::logout, direction::none};
  const auto session = desk->second.sessions.find(key.group);
  if (session != desk->second.sessions.end()) return state_of(key.address, desk->second, key.group, session->second);
  return {agent::logout, agent::logout, direction::none};
}

// The state in a group is the group's own; the overall state is that of the phone while somebody talks on it.
WireState Desks::state_of(const cti::Address& address, const Desk& desk, const cti::AcdGroupId& group,
                          const Session& session) const {
  const std::vector<Here>& calls = at(address.value());
  const auto ringing = [&](const Here& here) {
    return here.state == ConnectionState::alerting && here.acd && here.group == group;
  };
  const bool all_held = !calls.empty() && std::ranges::all_of(calls, [](const Here& here) {
    return here.state == ConnectionState::hold;
  });
  const auto of_session = [&](AgentState state) -> std::uint16_t {
    switch (state) {
      case AgentState::null:
        return agent::logout;
      case AgentState::not_ready:
        return agent::not_ready;
      case AgentState::ready:
        return reserved_ && std::ranges::any_of(calls, ringing) ? agent::reserved : agent::available;
      case AgentState::busy:
        return all_held ? agent::hold : agent::talking;
      case AgentState::wrap_up:
        return agent::work_ready;
    }
    return agent::unknown;
  };
  WireState wire;
  wire.in_group = of_session(session.state);
  const bool acd =
      session.state == AgentState::busy || session.state == AgentState::wrap_up || wire.in_group == agent::reserved;
  if (acd) wire.direction = direction::in;
  const auto talking = std::ranges::find_if(calls, [](const Here& here) { return talks(here.state); });
  if (talking != calls.end()) {
    wire.overall = all_held ? agent::hold : agent::talking;
    if (!acd) wire.direction = talking->outgoing ? direction::other_out : direction::other_in;
    return wire;
  }
  const bool works =
      std::ranges::any_of(desk.sessions, [](const auto& one) { return one.second.state == AgentState::wrap_up; });
  wire.overall = works ? std::uint16_t{agent::work_ready} : wire.in_group;
  return wire;
}

void Desks::said(const cti::AgentSessionKey& key, const WireState& state) {
  const auto desk = desks_.find(key.address);
  if (desk == desks_.end()) return;
  const auto session = desk->second.sessions.find(key.group);
  if (session != desk->second.sessions.end()) session->second.said = state;
}

std::vector<SaidState> Desks::sessions_at(const cti::Address& address) const {
  std::vector<SaidState> all;
  const auto desk = desks_.find(address);
  if (desk == desks_.end()) return all;
  for (const auto& [group, session] : desk->second.sessions) {
    all.push_back({{desk->second.agent, group, address}, state_of(address, desk->second, group, session)});
  }
  return all;
}

bool Desks::fits_together(const cti::Address& address, const Desk& desk) const {
  const std::vector<Here>& calls = at(address.value());
  return std::ranges::all_of(desk.sessions, [&](const auto& one) {
    const bool has_call = std::ranges::any_of(
        calls, [&](const Here& here) { return talks(here.state) && here.acd && here.group == one.first; });
    return has_call == (one.second.state == AgentState::busy);
  });
}

std::vector<SaidState> Desks::unsaid(const std::vector<cti::DeviceId>& devices) const {
  std::vector<SaidState> all;
  for (const cti::DeviceId& device : devices) {
    const auto desk = desks_.find(cti::Address{device.id});
    if (desk == desks_.end() || !fits_together(desk->first, desk->second)) continue;
    for (const auto& [group, session] : desk->second.sessions) {
      const WireState now = state_of(desk->first, desk->second, group, session);
      if (now != session.said) all.push_back({{desk->second.agent, group, desk->first}, now});
    }
  }
  return all;
}

std::vector<cti::DeviceId> Desks::members(const cti::CallId& call) const {
  std::vector<cti::DeviceId> members;
  const auto parties = parties_.find(call);
  if (parties == parties_.end()) return members;
  for (const cti::DeviceId& device : parties->second) {
    for (const Here& here : at(device.id)) {
      if (here.call == call && talks(here.state)) members.push_back(device);
    }
  }
  return members;
}

}  // namespace acdloop::ged188
