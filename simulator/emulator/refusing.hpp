// SPDX-License-Identifier: Apache-2.0
// Requests refused on purpose: the switch does not carry them out and says why, at once or late. Keep-alives and events
// go on. Used by the emulator before the model hears of a request; the model knows nothing of it.
#pragma once

#include <deque>
#include <optional>

#include "drivers/cti/cause.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/time/time_point.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::emulator {

class Refusing {
 public:
  // The next plan.count requests of that kind; several plans are used up in the order they were armed.
  void arm(const scenarios::Refuse& plan);

  struct Refusal {
    cti::RefusalCause cause = cti::RefusalCause::generic;
    Duration reply_after{};
  };
  // Decides over one request and uses up its plan; nothing: it is carried out.
  std::optional<Refusal> decide(cti::RequestKind kind);
  // A refusal has gone out.
  void answered() { --owed_; }
  bool active() const { return !plans_.empty() || owed_ > 0; }

 private:
  std::deque<scenarios::Refuse> plans_;
  int owed_ = 0;
};

}  // namespace acdloop::emulator
