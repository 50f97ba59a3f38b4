// SPDX-License-Identifier: Apache-2.0
// What people can do to a switch with a telephone, beside what applications can ask of it (cti/functions.hpp).
// The ACD model implements it, planted defects decorate it, the people of a script use it.
#pragma once

#include <optional>
#include <string>

#include "drivers/cti/functions.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::acd {

// A call that somebody outside places, on a trunk.
struct IncomingCall {
  std::string from;           // the caller's number
  cti::DeviceId destination;  // an ACD group or a station
};

struct Placed {
  cti::CallId call;    // empty when the switch could not take it (all trunks busy)
  cti::DeviceId line;  // the caller's line (trunk)
  cti::Reaction reaction;
};

class PhoneSystem : public cti::SwitchingFunction {
 public:
  virtual Placed place_call(const IncomingCall& call, TimePoint now) = 0;
  // A station places a call itself: to another station or to an outside number.
  virtual Placed dial(const cti::Address& from, const std::string& digits, TimePoint now) = 0;
  // Each does nothing (empty Reaction) when the phone cannot do it now: it does not ring, no call is held.
  virtual cti::Reaction lift(const cti::Address& station, TimePoint now) = 0;
  virtual cti::Reaction hold(const cti::Address& station, TimePoint now) = 0;
  virtual cti::Reaction retrieve(const cti::Address& station, TimePoint now) = 0;
  virtual cti::Reaction hang_up(const cti::Address& station, TimePoint now) = 0;
  virtual cti::Reaction hang_up_line(const cti::DeviceId& line, TimePoint now) = 0;
  virtual cti::Reaction press_wrap_up_key(const cti::Address& station, TimePoint now) = 0;

  // A phone that talks puts its call on hold and dials a second one. Empty call id: it could not, nothing has changed.
  virtual Placed consult(const cti::Address& station, const std::string& digits, TimePoint now) = 0;
  // Joins the held call and the other one, which may still ring or wait in a queue, and leaves both.
  virtual cti::Reaction transfer(const cti::Address& station, TimePoint now) = 0;
  // Single-step: the call goes to whatever is dialled, and this phone is out of it. Placed::call is that call; empty
  // when the phone or the number cannot.
  virtual Placed transfer_to(const cti::Address& station, const std::string& digits, TimePoint now) = 0;
  // Joins the held call and the other one, which talks; all three talk.
  virtual cti::Reaction conference(const cti::Address& station, TimePoint now) = 0;
  // A supervisor or the switch itself logs the agent off, in whatever state; without a group off all of them.
  virtual cti::Reaction force_log_off(const cti::AgentId& agent, const std::optional<cti::AcdGroupId>& group,
                                      TimePoint now) = 0;
  // The group is gone: its agents are logged off it, its waiting calls are released, nobody can dial it any more.
  virtual cti::Reaction remove_group(const cti::AcdGroupId& group, TimePoint now) = 0;
};

}  // namespace acdloop::acd
