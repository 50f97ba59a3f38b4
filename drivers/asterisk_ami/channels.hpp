// SPDX-License-Identifier: Apache-2.0
// The switch's channels, one for each connection of a call, and how events print them. Used by the switching end.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/asterisk_ami/dialect.hpp"
#include "drivers/asterisk_ami/epoch.hpp"
#include "drivers/asterisk_ami/message.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/naming.hpp"

namespace acdloop::asterisk_ami {

enum class ChannelState : int { down = 0, ring = 4, ringing = 5, up = 6 };

struct Channel {
  std::string name;
  std::string unique_id;
  std::string linked_id;
  cti::CallId call;
  cti::DeviceId device;
  ChannelState state = ChannelState::down;
  bool on_hold = false;
  std::string number;     // CallerIDNum; empty prints <unknown>
  std::string connected;  // ConnectedLineNum
  std::string context;
  std::string exten;
  int priority = 1;
  std::string dial_plan_id = {};  // Uniqueid of the half that runs in the dial plan; empty: it has none
};
// That half, as events print it.
Channel dial_plan_half_of(const Channel& channel, const Dialect& dialect);

// The block of headers; "Dest" before each name for the called one.
void add_block(Message& message, const Channel& channel, std::string_view prefix, const Dialect& dialect);

class Channels {
 public:
  Channels(const Dialect& dialect, const cti::Naming& naming, const Epoch& epoch)
      : dialect_(dialect), naming_(naming), epoch_(epoch) {}

  // The calls that are there now.
  void load(const cti::Directory& directory, TimePoint now);
  void clear();

  // A new channel of the call; its Linkedid is the first one's Uniqueid.
  Channel& open(const cti::CallInfo& info, const cti::DeviceId& device, TimePoint now);
  void close(const cti::CallId& call, const cti::DeviceId& device);
  Channel* find(const cti::CallId& call, const cti::DeviceId& device);
  Channel* named(std::string_view name);
  std::vector<Channel*> of(const cti::CallId& call);       // in the order they came
  std::vector<Channel*> at(const std::string& device_id);  // of any call
  // Every connection of `before` belongs to `now` from here on.
  void rename(const cti::CallId& before, const cti::CallId& now);
  std::size_t calls() const { return by_call_.size(); }
  std::uint64_t opened() const { return opened_; }

 private:
  void describe(Channel& channel, const cti::CallInfo& info) const;

  const Dialect& dialect_;
  const cti::Naming& naming_;
  const Epoch& epoch_;
  std::map<cti::CallId, std::vector<Channel>> by_call_;
  std::uint64_t opened_ = 0;  // channels so far: the counter in names and ids
};

}  // namespace acdloop::asterisk_ami
