// SPDX-License-Identifier: Apache-2.0
// Steps that people make at their phones: the bench moves their hands.
#include "conformance/runner/performance.hpp"

#include <utility>

namespace acdloop::runner {

Ran Performance::hand(Done done) {
  if (done) return {};
  const auto outcome = done.error().by_this_bench ? verdict::Outcome::error : verdict::Outcome::blocked;
  return std::unexpected(Stop{std::move(done.error().reason), outcome});
}

Ran Performance::not_playable(std::string_view what) {
  return std::unexpected(Stop{std::string{what} + " is not playable here", verdict::Outcome::error});
}

Ran Performance::act(const scenarios::PlaceCall& verb) { return hand(bench_->place_call(verb)); }
Ran Performance::act(const scenarios::Answer& verb) { return hand(bench_->answer(verb.agent)); }
Ran Performance::act(const scenarios::Hold& verb) { return hand(bench_->hold(verb.agent)); }
Ran Performance::act(const scenarios::Retrieve& verb) { return hand(bench_->retrieve(verb.agent)); }
Ran Performance::act(const scenarios::HangUp& verb) { return hand(bench_->hang_up(verb)); }
Ran Performance::act(const scenarios::Finish& verb) { return hand(bench_->press_wrap_up_key(verb.agent)); }
Ran Performance::act(const scenarios::Dial& verb) { return hand(bench_->dial(verb)); }
Ran Performance::act(const scenarios::Consult& verb) { return hand(bench_->consult(verb)); }
Ran Performance::act(const scenarios::Transfer& verb) { return hand(bench_->transfer(verb)); }
Ran Performance::act(const scenarios::Conference& verb) { return hand(bench_->conference(verb)); }
Ran Performance::act(const scenarios::ForceLogOut& verb) { return hand(bench_->force_log_out(verb)); }
Ran Performance::act(const scenarios::RemoveGroup& verb) { return hand(bench_->remove_group(verb)); }

}  // namespace acdloop::runner
