// SPDX-License-Identifier: Apache-2.0
// ITAgent: a person who works at a switch, over all of the person's sessions. Implemented by our reference façade and
// by decorators around it; used by the runner. Includes nothing of how it is done.
//
// Rules of every method (NF:tapi3cc.ITAgent.*) as for a session: a null `out` completes with E_POINTER and sends
// nothing; a completion never runs inside the call; after it `*out` is never written.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/ids.hpp"
#include "drivers/tapi/agent_session.hpp"
#include "drivers/tapi/enumerator.hpp"
#include "drivers/tapi/object_methods.hpp"

namespace acdloop::tapi {

// AGENT_STATE (AS_) and AGENT_EVENT (AE_): one numbering (NE:tapi3cc.AGENT_STATE, NE:tapi3cc.AGENT_EVENT). Incoming and
// outgoing are calls that no ACD queue gave out.
enum class AgentStatus : std::int32_t {
  not_ready = 0,
  ready = 1,
  busy_acd = 2,
  busy_incoming = 3,
  busy_outgoing = 4,
  unknown = 5
};
inline constexpr int agent_status_count = 6;
std::string_view to_string(AgentStatus status);      // "AS_NOT_READY"
std::string_view event_name_of(AgentStatus status);  // "AE_NOT_READY"

// The period over which an agent's or a queue's figures are kept until somebody sets another: a day [guess: the
// documents leave it to the switch].
inline constexpr std::int32_t default_measurement_period = 86'400;  // seconds

class Agent {
 public:
  virtual ~Agent() = default;

  // What COM identity is to an object: whose it is. No method of the API, never judged.
  virtual const cti::AgentId& id() const = 0;

  // The agent's current sessions; ended ones where Readings::list_ended says so
  // (NF:tapi3cc.ITAgent.EnumerateAgentSessions).
  virtual void enumerate_agent_sessions(std::shared_ptr<Enumerator<AgentSession>>* out, Completion done) = 0;
  virtual void get_agent_sessions(std::vector<std::shared_ptr<AgentSession>>* out, Completion done) = 0;
  // Logs the agent on for the group at the address. An empty group or address stands for a null object: E_INVALIDARG.
  virtual void create_session(const cti::AcdGroupId& group, const cti::Address& address,
                              std::shared_ptr<AgentSession>* out, Completion done) = 0;
  // An absent PIN is a null text: E_INVALIDARG. TAPI_E_CALLCENTER_NO_AGENT_ID for an agent made without an id
  // (NF:tapi3cc.ITAgent.CreateSessionWithPIN).
  virtual void create_session_with_pin(const cti::AcdGroupId& group, const cti::Address& address,
                                       const std::optional<std::string>& pin, std::shared_ptr<AgentSession>* out,
                                       Completion done) = 0;
  // TAPI_E_CALLCENTER_NO_AGENT_ID for an agent made without an id.
  virtual void get_id(std::string* out, Completion done) = 0;
  // The account under which the application runs.
  virtual void get_user(std::string* out, Completion done) = 0;
  // Any number: a value that is no AGENT_STATE, or one that only a call can bring about, completes with E_INVALIDARG.
  virtual void put_state(std::int32_t state, Completion done) = 0;
  virtual void get_state(AgentStatus* out, Completion done) = 0;
  // Seconds; zero completes with E_INVALIDARG. Sets every cumulative figure of the agent, none of its sessions, to zero
  // (NF:tapi3cc.ITAgent.put_MeasurementPeriod).
  virtual void put_measurement_period(std::int32_t seconds, Completion done) = 0;
  virtual void get_measurement_period(std::int32_t* out, Completion done) = 0;
  // Calls per hour in which the agent was active in at least one session, x 10000 as CURRENCY is.
  virtual void get_overall_call_rate(Currency* out, Completion done) = 0;
  // The six `long` getters: figure is one of them (seconds or calls, in the measurement period).
  virtual void get_figure(AgentMethod figure, std::int32_t* out, Completion done) = 0;
};

}  // namespace acdloop::tapi
