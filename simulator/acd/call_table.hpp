// SPDX-License-Identifier: Apache-2.0
// The calls of the switch and the devices they occupy: a station or a trunk has one call at most. Used by the model
// only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drivers/cti/call.hpp"
#include "simulator/acd/deadlines.hpp"

namespace acdloop::acd {

struct Party {
  cti::DeviceId device;
  cti::ConnectionState state = cti::ConnectionState::null;
};

struct Call {
  std::uint64_t number = 0;  // order of arrival, also in the queue
  cti::CallInfo info;
  Party caller;                 // connected or hold
  std::optional<Party> called;  // alerting, connected or hold; nothing while it waits in the queue
  bool queued = false;
  std::optional<SessionRef> session;      // rings for it or was answered by it
  std::optional<cti::AgentId> last_rung;  // who did not answer it
  Deadlines::Token ring_timer;

  Party* party_at(const std::string& device);
  const Party* party_at(const std::string& device) const;
};

class CallTable {
 public:
  CallTable(int first_trunk, int trunk_count, int first_call, std::size_t max_calls);

  bool full() const { return calls_.size() >= max_calls_; }
  // The lowest trunk that is free.
  std::optional<cti::DeviceId> free_trunk() const;
  const std::vector<cti::DeviceId>& trunks() const { return trunks_; }

  Call& open(const cti::DeviceId& caller);
  void close(Call& call);
  void occupy(const cti::DeviceId& device, const Call& call);
  void release(const cti::DeviceId& device);

  Call* find(const cti::CallId& call);
  // The call at a station or trunk.
  Call* at(const std::string& device);
  const Call* at(const std::string& device) const;
  const Call* find(const cti::CallId& call) const;

 private:
  std::size_t max_calls_;
  std::vector<cti::DeviceId> trunks_;
  std::set<std::size_t> free_trunks_;
  std::map<std::string, std::size_t> trunk_index_;
  std::map<cti::CallId, Call> calls_;
  std::map<std::string, cti::CallId> at_device_;
  std::uint64_t first_call_;
  std::uint64_t count_ = 0;
};

}  // namespace acdloop::acd
