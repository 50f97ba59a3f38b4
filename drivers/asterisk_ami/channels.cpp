// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/channels.hpp"

#include <algorithm>
#include <utility>

#include "drivers/asterisk_ami/interfaces.hpp"
#include "drivers/asterisk_ami/releases.hpp"

namespace acdloop::asterisk_ami {
namespace {

std::string_view word_of(ChannelState state) {
  switch (state) {
    case ChannelState::down:
      return "Down";
    case ChannelState::ring:
      return "Ring";
    case ChannelState::ringing:
      return "Ringing";
    case ChannelState::up:
      return "Up";
  }
  return "Unknown";
}

std::string_view or_unknown(const std::string& text) { return text.empty() ? std::string_view{"<unknown>"} : text; }

}  // namespace

void add_block(Message& message, const Channel& channel, std::string_view prefix, const Dialect& dialect) {
  const auto add = [&](std::string_view name, std::string_view value) {
    message.add(std::string{prefix}.append(name), value);
  };
  add("Channel", channel.name);
  add("ChannelState", std::to_string(static_cast<int>(channel.state)));
  add("ChannelStateDesc", word_of(channel.state));
  add("CallerIDNum", or_unknown(channel.number));
  add("CallerIDName", "<unknown>");
  add("ConnectedLineNum", or_unknown(channel.connected));
  add("ConnectedLineName", "<unknown>");
  if (has(dialect.release, Feature::language)) add("Language", "en");
  add("AccountCode", "");
  add("Context", channel.context);
  add("Exten", channel.exten);
  add("Priority", std::to_string(channel.priority));
  add("Uniqueid", channel.unique_id);
  if (has(dialect.release, Feature::linkedid)) add("Linkedid", channel.linked_id);
}

Channel dial_plan_half_of(const Channel& channel, const Dialect& dialect) {
  Channel half = channel;
  half.name.back() = '2';
  half.unique_id = channel.dial_plan_id;
  half.state = channel.state == ChannelState::up ? ChannelState::up : ChannelState::ring;
  half.number = channel.connected;
  half.connected = channel.number;
  half.context = dialect.local_context;
  half.exten = channel.device.id;
  return half;
}

void Channels::clear() {
  by_call_.clear();
  opened_ = 0;
}

void Channels::load(const cti::Directory& directory, TimePoint now) {
  clear();
  std::vector<cti::DeviceId> devices = directory.trunks();  // callers come first
  for (const cti::Address& station : directory.stations()) {
    devices.push_back({station.value(), cti::DeviceCategory::station});
  }
  for (const cti::DeviceId& device : devices) {
    for (const auto& [info, state] : directory.calls_at(device)) {
      Channel& channel = open(info, device, now);
      channel.state = state == cti::ConnectionState::alerting ? ChannelState::ringing : ChannelState::up;
      channel.on_hold = state == cti::ConnectionState::hold;
    }
  }
}

Channel& Channels::open(const cti::CallInfo& info, const cti::DeviceId& device, TimePoint now) {
  std::vector<Channel>& channels = by_call_[info.call];
  Channel channel;
  channel.name = channel_name(dialect_, device.id, static_cast<std::uint32_t>(opened_ + 1));
  channel.unique_id = std::to_string(epoch_.seconds(now)) + "." + std::to_string(opened_);
  if (!dialect_.system_name.empty()) channel.unique_id = dialect_.system_name + "-" + channel.unique_id;
  ++opened_;
  const bool halved = dialect_.phones == Phones::local && device.category == cti::DeviceCategory::station;
  if (halved)
    channel.dial_plan_id = channel.unique_id.substr(0, channel.unique_id.rfind('.') + 1) + std::to_string(opened_++);
  channel.linked_id = channels.empty() ? channel.unique_id : channels.front().linked_id;
  channel.call = info.call;
  channel.device = device;
  describe(channel, info);
  channels.push_back(std::move(channel));
  return channels.back();
}

void Channels::describe(Channel& channel, const cti::CallInfo& info) const {
  const bool calls = channel.device == info.calling;
  const std::string caller = info.calling_number.empty() ? info.calling.id : info.calling_number;
  channel.number = calls ? caller : channel.device.id;
  channel.connected = calls ? std::string{} : caller;
  const bool outside = channel.device.category == cti::DeviceCategory::trunk;
  channel.context = outside ? dialect_.inbound_context : dialect_.phone_context;
  channel.exten = calls ? naming_.to_wire(info.called) : "s";
}

void Channels::close(const cti::CallId& call, const cti::DeviceId& device) {
  const auto found = by_call_.find(call);
  if (found == by_call_.end()) return;
  std::erase_if(found->second, [&](const Channel& channel) { return channel.device == device; });
  if (found->second.empty()) by_call_.erase(found);
}

Channel* Channels::find(const cti::CallId& call, const cti::DeviceId& device) {
  const auto found = by_call_.find(call);
  if (found == by_call_.end()) return nullptr;
  const auto channel = std::ranges::find(found->second, device, &Channel::device);
  return channel == found->second.end() ? nullptr : &*channel;
}

Channel* Channels::named(std::string_view name) {
  for (auto& [call, channels] : by_call_) {
    const auto channel = std::ranges::find(channels, name, &Channel::name);
    if (channel != channels.end()) return &*channel;
  }
  return nullptr;
}

std::vector<Channel*> Channels::of(const cti::CallId& call) {
  std::vector<Channel*> all;
  const auto found = by_call_.find(call);
  if (found == by_call_.end()) return all;
  for (Channel& channel : found->second) all.push_back(&channel);
  return all;
}

std::vector<Channel*> Channels::at(const std::string& device_id) {
  std::vector<Channel*> all;
  for (auto& [call, channels] : by_call_) {
    for (Channel& channel : channels) {
      if (channel.device.id == device_id) all.push_back(&channel);
    }
  }
  return all;
}

void Channels::rename(const cti::CallId& before, const cti::CallId& now) {
  if (before == now) return;
  auto moved = by_call_.extract(before);
  if (!moved) return;
  std::vector<Channel>& kept = by_call_[now];
  const std::string linked = kept.empty() ? std::string{} : kept.front().linked_id;
  for (Channel& channel : moved.mapped()) {
    channel.call = now;
    if (!linked.empty()) channel.linked_id = linked;
    kept.push_back(std::move(channel));
  }
}

}  // namespace acdloop::asterisk_ami
