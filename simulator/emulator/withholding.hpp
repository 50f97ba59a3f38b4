// SPDX-License-Identifier: Apache-2.0
// Answers kept back on purpose: the switch does what it was asked, but says so late or never. Keep-alives and events
// go on. Used by the emulator between model and switching ends; the model knows nothing of it.
#pragma once

#include <deque>
#include <optional>

#include "drivers/cti/request.hpp"
#include "drivers/time/time_point.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::emulator {

class Withholding {
 public:
  // The next plan.count requests of that kind; several plans are used up in the order they were armed.
  void arm(const scenarios::Withhold& plan);

  struct Decision {
    bool withheld = false;
    std::optional<Duration> reply_after;  // absent = never
    bool duplicate = false;               // the late answer comes twice
  };
  // Decides over one request and uses up its plan.
  Decision decide(cti::RequestKind kind);
  // An answer that was kept back has gone out.
  void released() { --owed_; }
  bool active() const { return !plans_.empty() || owed_ > 0; }

 private:
  std::deque<scenarios::Withhold> plans_;
  int owed_ = 0;
};

}  // namespace acdloop::emulator
