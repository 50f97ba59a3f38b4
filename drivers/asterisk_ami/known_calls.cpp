// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/known_calls.hpp"

#include <algorithm>
#include <utility>

#include "drivers/asterisk_ami/interfaces.hpp"

namespace acdloop::asterisk_ami {

KnownChannel* KnownCalls::channel(std::string_view name) {
  const auto found = channels_.find(name);
  return found == channels_.end() ? nullptr : &found->second;
}

KnownChannel* KnownCalls::put(std::string_view name, const cti::DeviceId& device, const cti::CallId& call) {
  KnownChannel* known = channel(name);
  if (known == nullptr) {
    if (channels_.size() >= max_channels) return nullptr;
    known = &channels_[std::string{name}];
  }
  const cti::CallId before = std::exchange(known->call, call);
  known->device = device;
  calls_[call].info.call = call;
  if (before != call) forget_if_over(before);
  return known;
}

void KnownCalls::remove_channel(std::string_view name) {
  const auto found = channels_.find(name);
  if (found == channels_.end()) return;
  const cti::CallId call = found->second.call;
  channels_.erase(found);
  forget_if_over(call);
}

void KnownCalls::forget_if_over(const cti::CallId& id) {
  const bool used = std::ranges::any_of(channels_, [&](const auto& entry) { return entry.second.call == id; });
  if (!used) calls_.erase(id);
}

KnownCall* KnownCalls::call(const cti::CallId& id) {
  const auto found = calls_.find(id);
  return found == calls_.end() ? nullptr : &found->second;
}

std::string KnownCalls::dial_plan_half_of(const cti::CallId& call, const std::string& device) const {
  for (const auto& [name, channel] : channels_) {
    if (channel.call == call && channel.device.id == device && is_dial_plan_half(name)) return name;
  }
  return {};
}

KnownChannel* KnownCalls::served_at(const std::string& device, const cti::AcdGroupId& queue) {
  for (auto& [name, channel] : channels_) {
    if (!channel.of_queue || channel.device.id != device || channel.state == cti::ConnectionState::null) continue;
    const KnownCall* known = call(channel.call);
    if (known != nullptr && known->info.group == queue) return &channel;
  }
  return nullptr;
}

std::string KnownCalls::name_of(const cti::CallId& call, const std::string& device) const {
  for (const auto& [name, channel] : channels_) {
    if (channel.call == call && channel.device.id == device) return name;
  }
  return {};
}

void KnownCalls::rename(const cti::CallId& before, const cti::CallId& now) {
  if (before == now) return;
  for (auto& [name, channel] : channels_) {
    if (channel.call == before) channel.call = now;
  }
  const auto moved = calls_.find(before);
  if (moved == calls_.end()) return;
  KnownCall joined = std::move(moved->second);
  calls_.erase(moved);
  joined.info.call = now;
  calls_[now] = std::move(joined);
}

void KnownCalls::clear() {
  channels_.clear();
  calls_.clear();
}

}  // namespace acdloop::asterisk_ami
