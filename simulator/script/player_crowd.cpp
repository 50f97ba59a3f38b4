// SPDX-License-Identifier: Apache-2.0
// The people of a traffic, beside the story's own steps.
#include <variant>

#include "simulator/script/player.hpp"

namespace acdloop::script {
namespace {

Done move(People& people, const scenarios::Crowd::Hand& hand) {
  if (const auto* call = std::get_if<scenarios::PlaceCall>(&hand))
    return people.place_call(call->as, *call->to_group, call->from);
  if (const auto* answer = std::get_if<scenarios::Answer>(&hand)) return people.answer(answer->agent);
  if (const auto* end = std::get_if<scenarios::HangUp>(&hand)) return people.hang_up_caller(*end->caller);
  return people.press_wrap_up_key(std::get<scenarios::Finish>(hand).agent);
}

}  // namespace

void Player::learn(const cti::Fact& fact) {
  crowd_.learn(fact);
  wake_crowd();
}

// A timer that is no longer wanted finds nothing to do.
void Player::wake_crowd() {
  const auto next = crowd_.next();
  if (!next || (crowd_wake_ && *crowd_wake_ <= *next && *crowd_wake_ > doors_.now())) return;
  crowd_wake_ = next;
  doors_.at(*next, [this, when = *next, alive = alive_] {
    if (!*alive) return;
    if (crowd_wake_ == when) crowd_wake_.reset();
    if (!stopped_) move_crowd();
  });
}

void Player::move_crowd() {
  while (const auto hand = crowd_.take(doors_.now())) {
    if (const Done done = move(people_, *hand); !done) {
      stop(done.error());
      return;
    }
  }
  wake_crowd();
  advance();
}

}  // namespace acdloop::script
