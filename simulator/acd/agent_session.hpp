// SPDX-License-Identifier: Apache-2.0
// One agent logged on for one ACD group at one station: its state, and the table of transitions that a switch may make.
// Used by the model only; knows nothing of calls and queues.
#pragma once

#include <cstdint>
#include <optional>

#include "drivers/cti/agent_state.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"
#include "simulator/acd/deadlines.hpp"

namespace acdloop::acd {

// The 12 transitions of NE:tapi3cc.AGENT_SESSION_STATE ("all valid" ones); null is the end of the session.
bool is_legal(cti::AgentState from, cti::AgentState to);

class AgentSession {
 public:
  AgentSession(cti::AgentSessionKey key, std::uint64_t number, cti::AgentState state, TimePoint now)
      : idle_since(now), key_(std::move(key)), number_(number), state_(state) {}

  const cti::AgentSessionKey& key() const { return key_; }
  // Never used twice: a later log-on of the same key is another session.
  std::uint64_t number() const { return number_; }
  cti::AgentState state() const { return state_; }
  // The transition must be legal: everything that can be asked for is checked before.
  void enter(cti::AgentState state);

  TimePoint idle_since;                    // since when it could have had a call, ringing apart
  std::optional<cti::AgentState> pending;  // to be entered at the end of the call
  Deadlines::Token wrap_up_timer;
  bool consults_on = false;  // busy: the caller is gone, the consultation is not

 private:
  cti::AgentSessionKey key_;
  std::uint64_t number_;
  cti::AgentState state_;
};

}  // namespace acdloop::acd
