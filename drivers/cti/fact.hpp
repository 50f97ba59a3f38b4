// SPDX-License-Identifier: Apache-2.0
// What people and phones did: the ground truth. Facts come from the people of a script or from the hands of a
// bench, never from an Event. The oracle reads facts and configuration, and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::cti {

enum class FactKind : std::uint8_t {
  call_placed,      // a person dialled `group` or `address` (call)
  ringing,          // the phone at `address` began to ring (call)
  ringing_stopped,  // it stopped without having been answered (call)
  answered,         // the handset at `address` was lifted and the two talk (call)
  held,             // the agent put the call on hold
  retrieved,        // and took it back
  hung_up,          // the person at `address`, or the caller when `address` is empty, hung up (call)
  far_end_gone,     // the other party is gone; this phone's connection is over (call)
  wrap_up_key,      // the agent pressed the key that ends wrap-up
  logged_on,        // a log-on for `group` was asked for and granted to the asker
  logged_off,       // a log-off was asked for and granted
  made_ready,       // a request for READY was granted
  made_not_ready,   // a request for NOT_READY was granted
  asked_ready,      // READY was asked for; until it is granted nobody knows whether it was done
  asked_not_ready,  // the same for NOT_READY
  transferred,      // the agent gave `call` away and left it: see below
  conferenced,      // the agent joined `call` (held until then) and `other_call`: all three talk
  forced_off,       // a supervisor or the switch logged the agent off; `group` absent: off every group
  link_lost,        // the cable
  link_back,
  group_removed,  // the ACD `group` is gone
};
std::string_view to_string(FactKind kind);

// Names are the scenario's: agents by name, calls by their `as:` label. A phone's leg keeps the call name under which
// that phone first knew it, for its whole life: after a transfer the caller still talks in c1, the receiver in c2.
//
// transferred with other_call: the agent joined `call` (held until then) and `other_call`, and left both; other_call
// may still ring or wait in a queue. Without other_call: `call` itself went to `group`, to the desk `to`, or to an
// outside number (neither), and rings or waits there anew.
struct Fact {
  FactKind kind = FactKind::call_placed;
  std::optional<AgentId> agent;
  std::optional<Address> address;
  std::optional<AcdGroupId> group;
  std::string call;
  Interval when;
  std::optional<Address> from = {};  // call_placed: the station that dialled; absent: an outside caller
  std::optional<Address> to = {};    // the desk that was dialled from `from`, or that a call was transferred to
  std::string other_call = {};       // call_placed: the call that waits on hold meanwhile (a consultation)
  friend bool operator==(const Fact&, const Fact&) = default;
};

// "12.300 s  answered c1 at 105 by ann".
std::string describe(const Fact& fact);

}  // namespace acdloop::cti
