// SPDX-License-Identifier: Apache-2.0
// States of an agent in one ACD group, in ECMA-269's words but for wrap_up. Used by the model, the wires and the
// façade. Knows nothing of TAPI's numbering (drivers/tapi) or of any wire's codes.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::cti {

enum class AgentState : std::uint8_t {
  null,       // not logged on for the group
  not_ready,  // logged on, takes no ACD call of the group
  ready,      // prepared for an ACD call
  busy,       // has an ACD call, also while it is held
  wrap_up,    // work after an ACD call (ECMA: AgentWorkingAfterCall)
};
inline constexpr int agent_state_count = 5;
std::string_view to_string(AgentState state);

// What a wire leaves possible: System OAI's mode 3 is {wrap_up, not_ready}.
class StateSet {
 public:
  constexpr StateSet() = default;
  constexpr StateSet(std::initializer_list<AgentState> states) {
    for (AgentState state : states) bits_ |= bit(state);
  }
  static constexpr StateSet all() {
    return StateSet{AgentState::null, AgentState::not_ready, AgentState::ready, AgentState::busy, AgentState::wrap_up};
  }
  constexpr bool contains(AgentState state) const { return (bits_ & bit(state)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  // The state if exactly one is possible.
  std::optional<AgentState> only() const;
  friend constexpr bool operator==(StateSet, StateSet) = default;

 private:
  static constexpr std::uint8_t bit(AgentState state) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(state));
  }
  std::uint8_t bits_ = 0;
};
std::string to_string(StateSet states);

// What a message named, nothing added.
struct AgentSubject {
  std::optional<AgentId> agent;
  std::optional<AcdGroupId> group;
  std::optional<Address> address;
  friend bool operator==(const AgentSubject&, const AgentSubject&) = default;
};

// Finer than the state; never decides a state by itself.
enum class StateDetail : std::uint8_t { none, alerting, hold, non_acd_call, phone_in_use, forced_pause };
std::string_view to_string(StateDetail detail);

struct AgentStateReport {
  AgentSubject subject;
  StateSet states;
  StateDetail detail = StateDetail::none;
  friend bool operator==(const AgentStateReport&, const AgentStateReport&) = default;
};

}  // namespace acdloop::cti
