// SPDX-License-Identifier: Apache-2.0
// The calls of the switch and the devices they occupy: a trunk has one call at most, a station one on hold beside
// another. Used by the model only.
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

// A conference has so many members.
inline constexpr std::size_t max_parties = 3;
// One on hold, and one more.
inline constexpr std::size_t max_calls_per_station = 2;

struct Party {
  cti::DeviceId device;
  cti::ConnectionState state = cti::ConnectionState::null;  // connected or hold, alerting before that
  std::optional<SessionRef> session = {};                   // the call rings for it or was answered by it
  // What the call is to this phone. In a conference each keeps what it was to begin with.
  cti::CallClass call_class = cti::CallClass::unknown;
  std::optional<cti::AcdGroupId> group = {};
  bool outside_callee = false;  // somebody outside who was called: nobody plays them
};

// A call's time in a group's queue, from its entry until somebody answers, ringing phones in between included.
struct QueueEntry {
  cti::AcdGroupId group;
  std::uint64_t arrival = 0;  // its place among the waiting
  bool waiting = false;       // it stands in the queue, rather than ring somewhere
  bool overflow_due = false;  // the time was up while it rang
  bool guide_over = false;
  Deadlines::Token overflow_timer = {};
  Deadlines::Token guide_timer = {};
};

struct Call {
  CallNumber number = 0;  // its own for ever, while info.call may change
  cti::CallInfo info;
  std::vector<Party> parties;             // who placed it first; 1 to max_parties
  std::optional<QueueEntry> entry;        // until it is answered
  std::optional<cti::AgentId> last_rung;  // who did not answer it
  Deadlines::Token ring_timer;
  bool consultation = false;  // placed by a phone with another call on hold

  bool waits() const { return entry && entry->waiting; }
  Party* party_at(const std::string& device);
  const Party* party_at(const std::string& device) const;
  Party* ringing_party();  // at most one rings
  bool answered() const;   // two at least have lifted their handsets
  // The call as that device sees it; as it is in itself to a device that is no party.
  cti::CallInfo seen_from(const std::string& device) const;
  // Every party sees the call as it is in itself.
  void show_to_all();
};

class CallTable {
 public:
  CallTable(int first_trunk, int trunk_count, int first_call, std::size_t max_calls);

  bool full() const { return calls_.size() >= max_calls_; }
  // The lowest trunk that is free.
  std::optional<cti::DeviceId> free_trunk() const;
  const std::vector<cti::DeviceId>& trunks() const { return trunks_; }

  // A new call with its caller connected.
  Call& open(const cti::DeviceId& caller);
  void close(Call& call);
  void add(Call& call, Party party);
  void remove(Call& call, const std::string& device);
  // `kept` gets every party of `other`, in front, and its id; `other` is closed and its own id is free. No device is a
  // party of both.
  void merge(Call& kept, Call& other);

  Call* find(CallNumber number);
  const Call* find(CallNumber number) const;
  Call* find(const cti::CallId& call);
  bool idle(const std::string& device) const { return !at_device_.contains(device); }
  // In the order they came there.
  std::vector<Call*> at(const std::string& device);
  std::vector<const Call*> at(const std::string& device) const;
  // The one that is in that state there, if any.
  Call* at(const std::string& device, cti::ConnectionState state);

 private:
  void occupy(const std::string& device, CallNumber number);
  void release(const std::string& device, CallNumber number);

  std::size_t max_calls_;
  std::vector<cti::DeviceId> trunks_;
  std::set<std::size_t> free_trunks_;
  std::map<std::string, std::size_t> trunk_index_;
  std::map<CallNumber, Call> calls_;
  std::map<cti::CallId, CallNumber> by_id_;
  std::map<std::string, std::vector<CallNumber>> at_device_;
  std::uint64_t first_call_;
  std::uint64_t count_ = 0;
};

}  // namespace acdloop::acd
