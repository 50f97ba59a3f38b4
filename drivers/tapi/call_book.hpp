// SPDX-License-Identifier: Apache-2.0
// Calls at one address as a switch reports them, and the evidence of which ACD group distributed each. Used by the
// session tracker; knows no session and no wire. All limits are fixed: a switch cannot make it grow.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "drivers/cti/call.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::tapi {

// What is known of a call's group: an ACD group, plainly none, or nothing (then the call is counted nowhere).
struct GroupEvidence {
  enum class Kind : std::uint8_t { unknown, acd_of_unknown_group, acd, not_acd };
  Kind kind = Kind::unknown;
  cti::AcdGroupId group;  // acd
};

struct CallHere {
  cti::CallId call;
  cti::CallId first_call;  // its id when it came here: calls that are joined change theirs
  GroupEvidence evidence;
  cti::ConnectionState state = cti::ConnectionState::null;
  std::optional<TimePoint> queued;
  std::optional<TimePoint> offered;
  std::optional<TimePoint> answered;
  std::uint64_t session = 0;  // number of the session it was given to, 0 = none
  cti::CallId consults_for;   // dialled here beside that answered call of a session; empty: no consultation
  bool confirmed = true;      // false: not reported again since a resynchronisation began
};

// The calls of one address, in the order they came.
class CallsHere {
 public:
  CallHere* find(const cti::CallId& call);
  // Adds it if it is new; null when the address has `max_calls` already.
  CallHere* add(const cti::CallId& call);
  void remove(const cti::CallId& call);
  // The call goes on under another id. Where both are known the one that was there stays, unless it is nobody's.
  void rename(const cti::Renamed& renamed);
  std::vector<CallHere>& all() { return calls_; }
  const std::vector<CallHere>& all() const { return calls_; }

  static constexpr std::size_t max_calls = 64;

 private:
  std::vector<CallHere> calls_;
};

// Which group a call belongs to, from the reports about the call wherever it was.
class GroupBook {
 public:
  // Remembers the queue of a call: its group was named, or a device that is a group got a queued connection. A call
  // that is handed on has left the queue it came from. `now` only matters to those who ask queued_at().
  void note(const cti::CallEvent& event, TimePoint now = {});
  // When the call first came into a queue.
  std::optional<TimePoint> queued_at(const cti::CallId& call) const;
  // The evidence of this report together with what was noted, best first: the class says "not ACD"; the group is
  // named; the call was queued at a group; it was originally called, or called, at a group; the class says ACD.
  GroupEvidence evidence_of(const cti::CallInfo& info) const;

  static constexpr std::size_t max_noted = 4096;

 private:
  struct Queued {
    cti::AcdGroupId group;
    TimePoint since{};
  };
  void remember(const cti::CallId& call, const cti::AcdGroupId& queue, TimePoint since);
  void forget(const cti::CallId& call);

  std::map<cti::CallId, Queued> queued_;
  std::deque<cti::CallId> order_;  // oldest first, forgotten first
};

}  // namespace acdloop::tapi
