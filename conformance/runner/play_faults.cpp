// SPDX-License-Identifier: Apache-2.0
// Steps that break something on purpose.
#include "conformance/runner/performance.hpp"

namespace acdloop::runner {

Ran Performance::act(const scenarios::Withhold& verb) {
  desk_.expect_withheld(verb);
  wire_.answers_kept_back();
  return hand(bench_->withhold(verb));
}

Ran Performance::act(const scenarios::Refuse& verb) {
  desk_.expect_refused(verb);
  return hand(bench_->refuse(verb));
}

Ran Performance::act(const scenarios::Cut& verb) {
  wire_.link_cut();
  return hand(bench_->cut(verb));
}

Ran Performance::act(const scenarios::Restore&) { return hand(bench_->restore()); }
Ran Performance::act(const scenarios::StepClock& verb) { return hand(bench_->step_clock(verb)); }

}  // namespace acdloop::runner
