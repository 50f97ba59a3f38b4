// SPDX-License-Identifier: Apache-2.0
// Which session states the facts allow, step by step. Inner part of the oracle, shared by the checks of get_State and
// of events.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/timeline.hpp"

namespace acdloop::oracle {

// A set of ASST_ numbers.
class Allowed {
 public:
  constexpr Allowed() = default;
  constexpr Allowed(std::initializer_list<std::int32_t> states) {
    for (const std::int32_t state : states) bits_ |= 1u << state;
  }
  constexpr bool contains(std::int32_t state) const { return state >= 0 && state <= 4 && ((bits_ >> state) & 1u) != 0; }
  constexpr bool meets(Allowed other) const { return (bits_ & other.bits_) != 0; }
  constexpr void add(Allowed other) { bits_ |= other.bits_; }
  friend constexpr bool operator==(Allowed, Allowed) = default;

 private:
  unsigned bits_ = 0;
};
std::string text_of(Allowed allowed);  // "READY or NOT_READY"

enum class Phase : std::uint8_t {
  idle_new,
  idle_joined,  // created beside the agent's session of another group
  idle_asked,
  idle_other_call,
  idle_after_timer,
  idle,
  in_call,
  wrap_up,
  ended,
  forced_off,
  cut_off,    // the cable is out: the application knows nothing newer than what it knew before
  after_loss  // it has come back just now
};

// From `when` on the session is in one of these states.
struct Step {
  Interval when;
  Allowed allowed;
  Phase phase = Phase::idle_new;
  bool answered = false;         // an ACD call was answered: READY may be passed through
  bool pending = false;          // a state granted during the call or wrap-up takes effect here
  std::string why;               // "c1 answered"
  bool was_ready = false;        // idle_other_call: nothing but READY was in order before
  bool unknown_outcome = false;  // a state was asked for and nobody knows yet whether it was done
};

// Whether the application lost the session with the link: it may, and then a new session takes its place.
enum class AfterOutage : std::uint8_t { unknown, lived_on, ended };

// In order of time; the first is the creation.
std::vector<Step> steps_of(const Timeline& timeline, AfterOutage outages = AfterOutage::unknown);

// What is allowed at an instant known within `when`: everywhere in it, and somewhere in it.
struct AllowedAt {
  std::vector<const Step*> steps;  // every step that may rule then, at least one unless before the creation
};
// `settle`: how long what went before is still in order after a step; zero on the virtual clock.
AllowedAt allowed_at(const std::vector<Step>& steps, const Interval& when, Duration settle);

}  // namespace acdloop::oracle
