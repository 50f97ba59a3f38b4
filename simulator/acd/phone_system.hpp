// SPDX-License-Identifier: Apache-2.0
// What people can do to a switch with a telephone, beside what applications can ask of it (cti/functions.hpp).
// The ACD model implements it, planted defects decorate it, the people of a script use it.
#pragma once

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
};

}  // namespace acdloop::acd
