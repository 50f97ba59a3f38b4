// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/call_table.hpp"

#include <cassert>
#include <cstdio>
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
  if (caller.device.id == device) return &caller;
  if (called && called->device.id == device) return &*called;
  return nullptr;
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
  const std::uint64_t number = ++count_;
  const cti::CallId id = mint(first_call_ + number - 1);
  Call& call = calls_[id];
  call.number = number;
  call.info.call = id;
  call.info.calling = caller;
  call.caller = {caller, cti::ConnectionState::connected};
  occupy(caller, call);
  return call;
}

void CallTable::close(Call& call) {
  release(call.caller.device);
  if (call.called) release(call.called->device);
  const cti::CallId id = call.info.call;  // the call itself goes away
  calls_.erase(id);
}

void CallTable::occupy(const cti::DeviceId& device, const Call& call) {
  const bool was_free = at_device_.emplace(device.id, call.info.call).second;
  assert(was_free);
  (void)was_free;
  if (const auto it = trunk_index_.find(device.id); it != trunk_index_.end()) free_trunks_.erase(it->second);
}

void CallTable::release(const cti::DeviceId& device) {
  at_device_.erase(device.id);
  if (const auto it = trunk_index_.find(device.id); it != trunk_index_.end()) free_trunks_.insert(it->second);
}

Call* CallTable::find(const cti::CallId& call) { return const_cast<Call*>(std::as_const(*this).find(call)); }

const Call* CallTable::find(const cti::CallId& call) const {
  const auto it = calls_.find(call);
  return it == calls_.end() ? nullptr : &it->second;
}

Call* CallTable::at(const std::string& device) { return const_cast<Call*>(std::as_const(*this).at(device)); }

const Call* CallTable::at(const std::string& device) const {
  const auto it = at_device_.find(device);
  return it == at_device_.end() ? nullptr : find(it->second);
}

}  // namespace acdloop::acd
