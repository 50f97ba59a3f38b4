// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/agent_session.hpp"

#include <cassert>

namespace acdloop::acd {

bool is_legal(cti::AgentState from, cti::AgentState to) {
  using enum cti::AgentState;
  switch (from) {
    case null:
      return false;
    case not_ready:
      return to == ready || to == null;
    case ready:
      return to == not_ready || to == busy || to == null;
    case busy:
      return to == not_ready || to == ready || to == wrap_up || to == null;
    case wrap_up:
      return to == not_ready || to == ready || to == null;
  }
  return false;
}

void AgentSession::enter(cti::AgentState state) {
  assert(is_legal(state_, state));
  state_ = state;
}

}  // namespace acdloop::acd
