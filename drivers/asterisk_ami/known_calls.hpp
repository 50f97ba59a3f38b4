// SPDX-License-Identifier: Apache-2.0
// What an application knows of the switch's channels and calls from the events alone. Used by the event reader.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/call.hpp"

namespace acdloop::asterisk_ami {

struct KnownChannel {
  cti::CallId call;
  cti::DeviceId device;
  cti::ConnectionState state = cti::ConnectionState::null;
  bool of_queue = false;  // called or answered for a queue: its own events tell
};

struct KnownCall {
  cti::CallInfo info;
  std::optional<cti::AcdGroupId> waits_in;
  cti::DeviceId by;  // who asked for the end
};

class KnownCalls {
 public:
  KnownChannel* channel(std::string_view name);
  // The channel as one of that call, which exists from then on; null when there are too many.
  KnownChannel* put(std::string_view name, const cti::DeviceId& device, const cti::CallId& call);
  void remove_channel(std::string_view name);
  KnownCall* call(const cti::CallId& id);
  // The channel of that device in a call of a queue, if it talks or rings there.
  KnownChannel* served_at(const std::string& device, const cti::AcdGroupId& queue);
  // The name of the channel that a device has in a call.
  std::string name_of(const cti::CallId& call, const std::string& device) const;
  // The half of that device's Local channel that runs in the dial plan; empty: it has none.
  std::string dial_plan_half_of(const cti::CallId& call, const std::string& device) const;
  void rename(const cti::CallId& before, const cti::CallId& now);
  void clear();

  static constexpr std::size_t max_channels = 100'000;

 private:
  void forget_if_over(const cti::CallId& id);

  std::map<std::string, KnownChannel, std::less<>> channels_;
  std::map<cti::CallId, KnownCall> calls_;
};

}  // namespace acdloop::asterisk_ami
