// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/call_table.hpp"

#include <algorithm>

namespace acdloop::system_oai {
namespace {

bool in_use(cti::ConnectionState state) {
  return state == cti::ConnectionState::initiated || state == cti::ConnectionState::connected ||
         state == cti::ConnectionState::hold;
}

}  // namespace

void CallTable::apply(const cti::CallEvent& event, TimePoint now) {
  for (const cti::ConnectionChange& item : event.changes) {
    const cti::CallId& call = item.connection.call;
    if (item.to != cti::ConnectionState::null && !calls_.contains(call)) calls_[call].began = now;
    change(call, item.connection.device, item.to);
  }
  if (event.renamed) rename(*event.renamed);
}

// Whoever is left of the old call is in the new one, in the state said of it there or else as before.
void CallTable::rename(const cti::Renamed& renamed) {
  for (const auto& [device, was] : std::vector<Party>{parties(renamed.before)}) {
    change(renamed.before, device, cti::ConnectionState::null);
    if (!state(renamed.now, device)) change(renamed.now, device, was);
  }
}

void CallTable::load(const cti::Directory& directory) {
  calls_.clear();
  in_use_.clear();
  const auto take = [&](const cti::DeviceId& device) {
    for (const auto& [info, state] : directory.calls_at(device)) {
      if (state != cti::ConnectionState::null) change(info.call, device, state);
    }
  };
  for (const cti::DeviceId& trunk : directory.trunks()) take(trunk);
  for (const cti::Address& station : directory.stations()) {
    take({station.value(), cti::DeviceCategory::station});
  }
  for (const cti::AcdGroupId& group : directory.groups()) take({group.value(), cti::DeviceCategory::acd_group});
}

const std::vector<CallTable::Party>& CallTable::parties(const cti::CallId& call) const {
  static const std::vector<Party> nobody;
  const auto found = calls_.find(call);
  return found == calls_.end() ? nobody : found->second.parties;
}

std::optional<cti::ConnectionState> CallTable::state(const cti::CallId& call, const cti::DeviceId& device) const {
  for (const auto& [party, state] : parties(call)) {
    if (party == device) return state;
  }
  return std::nullopt;
}

std::optional<TimePoint> CallTable::began(const cti::CallId& call) const {
  const auto found = calls_.find(call);
  return found == calls_.end() ? std::nullopt : found->second.began;
}

void CallTable::change(const cti::CallId& call, const cti::DeviceId& device, cti::ConnectionState to) {
  const auto found = to == cti::ConnectionState::null ? calls_.find(call) : calls_.try_emplace(call).first;
  if (found == calls_.end()) return;
  std::vector<Party>& parties = found->second.parties;
  const auto party = std::ranges::find(parties, device, &Party::first);
  count_use(device, party == parties.end() ? cti::ConnectionState::null : party->second, to);
  if (to == cti::ConnectionState::null) {
    if (party != parties.end()) parties.erase(party);
    if (parties.empty()) calls_.erase(found);
  } else if (party == parties.end()) {
    parties.emplace_back(device, to);
  } else {
    party->second = to;
  }
}

void CallTable::count_use(const cti::DeviceId& device, cti::ConnectionState from, cti::ConnectionState to) {
  const int step = static_cast<int>(in_use(to)) - static_cast<int>(in_use(from));
  if (step == 0) return;
  int& count = in_use_[device.id];
  count += step;
  if (count <= 0) in_use_.erase(device.id);
}

}  // namespace acdloop::system_oai
