// SPDX-License-Identifier: Apache-2.0
// The calls of the switch as its reports tell them: every live connection and when the call began. The switching end
// needs it for local connection states, elapsed times and "phone in use". Grows and shrinks with the live calls.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::system_oai {

class CallTable {
 public:
  using Party = std::pair<cti::DeviceId, cti::ConnectionState>;

  void apply(const cti::CallEvent& event, TimePoint now);
  // What a switch that is already busy has; calls found this way have no known beginning.
  void load(const cti::Directory& directory);

  // In the order in which they joined.
  const std::vector<Party>& parties(const cti::CallId& call) const;
  std::optional<cti::ConnectionState> state(const cti::CallId& call, const cti::DeviceId& device) const;
  std::optional<TimePoint> began(const cti::CallId& call) const;
  // Dialling, talking or holding: what System OAI calls not ready. Ringing is not.
  bool phone_in_use(const std::string& device) const { return in_use_.contains(device); }
  std::size_t size() const { return calls_.size(); }

 private:
  struct Record {
    std::optional<TimePoint> began;
    std::vector<Party> parties;
  };
  void change(const cti::CallId& call, const cti::DeviceId& device, cti::ConnectionState to);
  void rename(const cti::Renamed& renamed);
  void count_use(const cti::DeviceId& device, cti::ConnectionState from, cti::ConnectionState to);

  std::map<cti::CallId, Record> calls_;
  std::map<std::string, int> in_use_;  // device to the number of its calls in use
};

}  // namespace acdloop::system_oai
