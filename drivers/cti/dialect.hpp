// SPDX-License-Identifier: Apache-2.0
// The part of a wire's dialect that others than its own folder read: which inference rules the session tracker
// applies, and when a request counts as proven. Plain data with one value per protocol and switch personality.
// What decides bytes (orders, versions, terminators) stays in drivers/<protocol>/dialect.hpp.
#pragma once

#include <cstdint>
#include <string>

#include "drivers/cti/agent_state.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::cti {

struct Dialect {
  std::string protocol;  // id, e.g. "system-oai"
  std::string version;

  enum class Scope : std::uint8_t { session, agent };
  Scope agent_state_scope = Scope::session;  // one state per group, or one for all groups of the agent

  enum class BusyFrom : std::uint8_t { agent_event_acd, agent_event_any_call, call_event };
  BusyFrom busy_from = BusyFrom::agent_event_acd;

  enum class WrapUpFrom : std::uint8_t { agent_event, agent_event_ambiguous, call_end_timer };
  WrapUpFrom wrap_up_from = WrapUpFrom::agent_event;

  // When a group's wrap-up limit has run out. whole_seconds: the switch compares seconds of its own clock, without
  // their fractions, with a limit of whole seconds (a broken one is rounded up): over at floor(end of call) + limit.
  enum class WrapUpEnd : std::uint8_t { exact, whole_seconds };
  WrapUpEnd wrap_up_end = WrapUpEnd::exact;
  // A request for READY or NOT_READY is granted during a call, and decides what comes after it.
  bool grants_state_in_call = false;

  enum class Proof : std::uint8_t { reply, event };
  Proof log_on_proof = Proof::event;
  Proof log_off_proof = Proof::event;
  Proof set_state_proof = Proof::event;

  // A log-off passes through NOT_READY on the wire: that report is a step of the request, not a change of its own.
  bool log_off_from_not_ready = false;
  AgentState state_after_log_on = AgentState::not_ready;
  bool wrap_up_request = false;  // the wire can ask for wrap-up
  int max_outstanding = 32;
  Duration correlation_window = std::chrono::milliseconds{500};
};

}  // namespace acdloop::cti
