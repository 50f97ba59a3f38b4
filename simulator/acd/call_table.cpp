// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/call_table.hpp"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <iterator>
#include <utility>

namespace acdloop::acd {
namespace {

// "1F01", "1F02", …: a form that switches of this kind use; opaque to everybody.
cti::CallId mint(std::uint64_t number) {
  char text[24];
  std::snprintf(text, sizeof text, "%llX", 0x1F00ULL + static_cast<unsigned long long>(number));
  return cti::CallId{text};
}

}  // namespace

Party* Call::party_at(const std::string& device) { return const_cast<Party*>(std::as_const(*this).party_at(device)); }

const Party* Call::party_at(const std::string& device) const {
  const auto it = std::find_if(parties.begin(), parties.end(), [&](const Party& p) { return p.device.id == device; });
  return it == parties.end() ? nullptr : &*it;
}

Party* Call::ringing_party() {
  const auto it = std::find_if(parties.begin(), parties.end(),
                               [](const Party& p) { return p.state == cti::ConnectionState::alerting; });
  return it == parties.end() ? nullptr : &*it;
}

bool Call::answered() const {
  return std::count_if(parties.begin(), parties.end(),
                       [](const Party& p) { return p.state != cti::ConnectionState::alerting; }) >= 2;
}

cti::CallInfo Call::seen_from(const std::string& device) const {
  cti::CallInfo seen = info;
  if (const Party* party = party_at(device)) {
    seen.call_class = party->call_class;
    seen.group = party->group;
  }
  return seen;
}

void Call::show_to_all() {
  for (Party& party : parties) {
    party.call_class = info.call_class;
    party.group = info.group;
  }
}

CallTable::CallTable(int first_trunk, int trunk_count, int first_call, std::size_t max_calls)
    : max_calls_(max_calls), first_call_(static_cast<std::uint64_t>(first_call)) {
  for (int i = 0; i < trunk_count; ++i) {
    trunks_.push_back({std::to_string(first_trunk + i), cti::DeviceCategory::trunk});
    trunk_index_.emplace(trunks_.back().id, static_cast<std::size_t>(i));
    free_trunks_.insert(static_cast<std::size_t>(i));
  }
}

std::optional<cti::DeviceId> CallTable::free_trunk() const {
  if (free_trunks_.empty()) return std::nullopt;
  return trunks_[*free_trunks_.begin()];
}

Call& CallTable::open(const cti::DeviceId& caller) {
  const CallNumber number = ++count_;
  const cti::CallId id = mint(first_call_ + number - 1);
  Call& call = calls_[number];
  by_id_.emplace(id, number);
  call.number = number;
  call.info.call = id;
  call.info.calling = caller;
  add(call, {caller, cti::ConnectionState::connected});
  return call;
}

void CallTable::close(Call& call) {
  for (const Party& party : call.parties) release(party.device.id, call.number);
  by_id_.erase(call.info.call);
  const CallNumber number = call.number;  // the call itself goes away
  calls_.erase(number);
}

void CallTable::add(Call& call, Party party) {
  assert(call.parties.size() < max_parties && !call.party_at(party.device.id));
  occupy(party.device.id, call.number);
  call.parties.push_back(std::move(party));
}

void CallTable::remove(Call& call, const std::string& device) {
  release(device, call.number);
  std::erase_if(call.parties, [&](const Party& party) { return party.device.id == device; });
}

void CallTable::merge(Call& kept, Call& other) {
  std::vector<Party> parties = std::move(other.parties);
  other.parties.clear();
  for (const Party& party : parties) {
    release(party.device.id, other.number);
    occupy(party.device.id, kept.number);
  }
  std::move(kept.parties.begin(), kept.parties.end(), std::back_inserter(parties));
  kept.parties = std::move(parties);
  assert(kept.parties.size() <= max_parties);

  by_id_.erase(kept.info.call);
  kept.info.call = other.info.call;
  by_id_[kept.info.call] = kept.number;
  const CallNumber number = other.number;
  calls_.erase(number);
}

void CallTable::occupy(const std::string& device, CallNumber number) {
  std::vector<CallNumber>& calls = at_device_[device];
  calls.push_back(number);
  if (const auto it = trunk_index_.find(device); it != trunk_index_.end()) free_trunks_.erase(it->second);
  assert(calls.size() <= (trunk_index_.contains(device) ? 1 : max_calls_per_station));
}

void CallTable::release(const std::string& device, CallNumber number) {
  const auto calls = at_device_.find(device);
  if (calls == at_device_.end()) return;
  std::erase(calls->second, number);
  if (!calls->second.empty()) return;
  at_device_.erase(calls);
  if (const auto it = trunk_index_.find(device); it != trunk_index_.end()) free_trunks_.insert(it->second);
}

Call* CallTable::find(CallNumber number) { return const_cast<Call*>(std::as_const(*this).find(number)); }

const Call* CallTable::find(CallNumber number) const {
  const auto it = calls_.find(number);
  return it == calls_.end() ? nullptr : &it->second;
}

Call* CallTable::find(const cti::CallId& call) {
  const auto it = by_id_.find(call);
  return it == by_id_.end() ? nullptr : find(it->second);
}

std::vector<const Call*> CallTable::at(const std::string& device) const {
  std::vector<const Call*> calls;
  if (const auto it = at_device_.find(device); it != at_device_.end()) {
    for (const CallNumber number : it->second) calls.push_back(find(number));
  }
  return calls;
}

std::vector<Call*> CallTable::at(const std::string& device) {
  std::vector<Call*> calls;
  for (const Call* call : std::as_const(*this).at(device)) calls.push_back(const_cast<Call*>(call));
  return calls;
}

Call* CallTable::at(const std::string& device, cti::ConnectionState state) {
  for (Call* call : at(device)) {
    if (call->party_at(device)->state == state) return call;
  }
  return nullptr;
}

}  // namespace acdloop::acd
