// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/call_parties.hpp"

namespace acdloop::csta_xml {

using cti::ConnectionState;

void CallParties::load(const cti::Directory& directory) {
  calls_.clear();
  std::vector<cti::DeviceId> devices = directory.trunks();
  for (const cti::Address& station : directory.stations()) {
    devices.push_back({station.value(), cti::DeviceCategory::station});
  }
  for (const cti::AcdGroupId& group : directory.groups()) {
    devices.push_back({group.value(), cti::DeviceCategory::acd_group});
  }
  for (const cti::DeviceId& device : devices) {
    for (const auto& [info, state] : directory.calls_at(device)) set({info.call, device}, state);
  }
}

void CallParties::apply(const cti::CallEvent& event) {
  for (const cti::ConnectionChange& change : event.changes) set(change.connection, change.to);
  if (!event.renamed) return;
  // Whoever is left of the old call goes on as before, unless the new state was said.
  if (auto old = calls_.extract(event.renamed->before)) calls_[event.renamed->now].merge(old.mapped());
}

const CallParties::States& CallParties::of(const cti::CallId& call) const {
  static const States nobody;
  const auto found = calls_.find(call);
  return found == calls_.end() ? nobody : found->second;
}

ConnectionState CallParties::state(const cti::CallId& call, const cti::DeviceId& device) const {
  const States& parties = of(call);
  const auto found = parties.find(device);
  return found == parties.end() ? ConnectionState::null : found->second;
}

void CallParties::set(const cti::ConnectionId& connection, ConnectionState state) {
  if (state != ConnectionState::null) {
    calls_[connection.call][connection.device] = state;
    return;
  }
  const auto call = calls_.find(connection.call);
  if (call == calls_.end()) return;
  call->second.erase(connection.device);
  if (call->second.empty()) calls_.erase(call);
}

}  // namespace acdloop::csta_xml
