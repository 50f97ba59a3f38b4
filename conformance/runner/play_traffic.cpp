// SPDX-License-Identifier: Apache-2.0
// The people of a traffic: a timer of the loop moves their hands, so that they act in time even while the story waits
// for an answer.
#include "conformance/runner/performance.hpp"

#include <utility>
#include <variant>

namespace acdloop::runner {

Ran Performance::act(const scenarios::Traffic& verb) {
  crowd_.begin(verb, stage_.now());
  wake_crowd();
  return {};
}

Ran Performance::act(const scenarios::Wait& verb) {
  if (!verb.until) return {};
  const bool over = pass_until([&] { return crowd_.over(*verb.until); }, stage_.now() + traffic_patience);
  if (over || crowd_is_stuck_) return {};
  return std::unexpected(Stop{*verb.until + " does not end: a caller waits, and nobody answers"});
}

void Performance::wake_crowd() {
  if (crowd_.idle()) return;
  bench_->loop().cancel(std::exchange(crowd_timer_, EventLoop::TimerId::none));
  const auto next = crowd_.next();
  if (!next || crowd_is_stuck_) return;
  crowd_timer_ = bench_->loop().at(*next, [this] {
    crowd_timer_ = EventLoop::TimerId::none;
    move_crowd();
  });
}

void Performance::move_crowd() {
  while (!crowd_is_stuck_) {
    const auto hand = crowd_.take(stage_.now());
    if (!hand) break;
    if (Ran moved = this->hand(move(*hand)); !moved) crowd_is_stuck_ = std::move(moved.error());
    crowd_moved_ = true;
  }
  wake_crowd();
  stage_.changed();
}

Done Performance::move(const scenarios::Crowd::Hand& hand) {
  if (const auto* call = std::get_if<scenarios::PlaceCall>(&hand)) return bench_->place_call(*call);
  if (const auto* answer = std::get_if<scenarios::Answer>(&hand)) return bench_->answer(answer->agent);
  if (const auto* end = std::get_if<scenarios::HangUp>(&hand)) return bench_->hang_up(*end);
  return bench_->press_wrap_up_key(std::get<scenarios::Finish>(hand).agent);
}

bool Performance::pass_until(const std::function<bool()>& condition, TimePoint moment) {
  const auto stirred = [&] { return condition() || crowd_moved_ || crowd_is_stuck_; };
  while (stage_.wait_until(stirred, moment)) {
    if (condition() || crowd_is_stuck_) return condition();
    crowd_moved_ = false;
    stage_.settle();
    judging_.at_line(0);
    look_around();
    judging_.at_line(line_played_);
  }
  return false;
}

}  // namespace acdloop::runner
