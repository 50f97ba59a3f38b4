// SPDX-License-Identifier: Apache-2.0
// Where the people of a script stand: telephones, and a clock. The emulator implements it, so that it stays in charge
// of everything that a telephone causes. Knows no scenario.
#pragma once

#include "drivers/cti/functions.hpp"
#include "drivers/time/time_point.hpp"
#include "simulator/acd/phone_system.hpp"

namespace acdloop::script {

class Floor {
 public:
  virtual ~Floor() = default;
  // People only call the telephone functions (place_call, lift, hold, …), never submit().
  virtual acd::PhoneSystem& phones() = 0;
  // What a telephone caused: the events go to the switching ends, and before this returns every signal has gone to
  // People::on_signal, in order. People hand in each Reaction exactly once.
  virtual void dispatch(cti::Reaction&& reaction) = 0;
  virtual TimePoint now() const = 0;
};

}  // namespace acdloop::script
