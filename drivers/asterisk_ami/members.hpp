// SPDX-License-Identifier: Apache-2.0
// Who is a member of which queue, as one connection knows it: pause, counters, device state. The switch's model has no
// such numbers; they are counted from the reports. Used by the switching end.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/cti/functions.hpp"

namespace acdloop::asterisk_ami {

// Device states, the numbers of Status.
enum class DeviceState : int { unknown = 0, not_in_use = 1, in_use = 2, unavailable = 5, ringing = 6, on_hold = 8 };
std::string_view word_of(DeviceState state);  // "NOT_INUSE", as DeviceStateChange names it

struct Member {
  cti::AgentId agent;
  cti::AcdGroupId queue;
  cti::Address address;
  std::int64_t penalty = 0;
  std::int64_t calls_taken = 0;
  std::int64_t last_call = 0;   // epoch s of the end of the last call, 0: never
  std::int64_t last_pause = 0;  // of the start of the last pause
  std::int64_t login_time = 0;
  std::int64_t wrap_up_time = 0;  // its own; 0: the queue's, which nothing says
  bool in_call = false;
  bool paused = false;
  std::string paused_reason = {};
  DeviceState status = DeviceState::not_in_use;
};

class Members {
 public:
  using Key = std::pair<cti::AcdGroupId, cti::Address>;

  // Everybody who is logged on now; what happened before is not known.
  void load(const cti::Directory& directory);
  void clear() { members_.clear(); }

  Member& add(const cti::AgentId& agent, const cti::AcdGroupId& queue, const cti::Address& address);
  void remove(const Member& member);
  Member* find(const cti::AcdGroupId& queue, const cti::Address& address);
  Member* find(const cti::AcdGroupId& queue, const cti::AgentId& agent);
  std::vector<Member*> at(const cti::Address& address);
  std::vector<Member*> of(const cti::AcdGroupId& queue);

 private:
  std::map<Key, Member> members_;
};

}  // namespace acdloop::asterisk_ami
