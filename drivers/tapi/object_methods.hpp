// SPDX-License-Identifier: Apache-2.0
// The methods of the session's neighbours (ITAgent, ITAgentHandler, ITACDGroup, ITQueue) as data, in vtable order: what
// each returns, by which unit, and with which documented codes. Shared by façade, runner and coverage. The session's
// own are in methods.hpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "drivers/tapi/methods.hpp"

namespace acdloop::tapi {

enum class AgentMethod : std::uint8_t {
  EnumerateAgentSessions,
  CreateSession,
  CreateSessionWithPIN,
  get_ID,
  get_User,
  put_State,
  get_State,
  put_MeasurementPeriod,
  get_MeasurementPeriod,
  get_OverallCallRate,
  get_NumberOfACDCalls,
  get_NumberOfIncomingCalls,
  get_NumberOfOutgoingCalls,
  get_TotalACDTalkTime,
  get_TotalACDCallTime,
  get_TotalWrapUpTime,
  get_AgentSessions,
};
inline constexpr int agent_method_count = 17;

enum class HandlerMethod : std::uint8_t {
  get_Name,
  CreateAgent,
  CreateAgentWithID,
  EnumerateACDGroups,
  EnumerateUsableAddresses,
  get_ACDGroups,
  get_UsableAddresses,
};
inline constexpr int handler_method_count = 7;

enum class GroupMethod : std::uint8_t { get_Name, EnumerateQueues, get_Queues };
inline constexpr int group_method_count = 3;

enum class QueueMethod : std::uint8_t {
  put_MeasurementPeriod,
  get_MeasurementPeriod,
  get_TotalCallsQueued,
  get_CurrentCallsQueued,
  get_TotalCallsAbandoned,
  get_TotalCallsFlowedIn,
  get_TotalCallsFlowedOut,
  get_LongestEverWaitTime,
  get_CurrentLongestWaitTime,
  get_AverageWaitTime,
  get_FinalDisposition,
  get_Name,
};
inline constexpr int queue_method_count = 12;

// Which codes a method's page lists beside S_OK and E_OUTOFMEMORY, as bits.
using ReturnBits = std::uint8_t;
namespace returns {
inline constexpr ReturnBits pointer = 1;       // E_POINTER
inline constexpr ReturnBits invalid = 2;       // E_INVALIDARG
inline constexpr ReturnBits unexpected = 4;    // E_UNEXPECTED
inline constexpr ReturnBits timeout = 8;       // TAPI_E_TIMEOUT
inline constexpr ReturnBits line_errors = 16;  // LINEERR_ of the wrapped function
inline constexpr ReturnBits no_agent_id = 32;  // TAPI_E_CALLCENTER_NO_AGENT_ID
}  // namespace returns

struct ObjectMethodRow {
  std::string_view interface;  // "ITAgent"
  std::string_view name;       // "get_NumberOfACDCalls"
  std::string_view word;       // the scenario's word for the figure: "calls"; empty where there is none
  ValueKind value;
  std::string_view unit;  // "s", "calls", "calls/h x 10000", ""
  ReturnBits returns;
};

std::span<const ObjectMethodRow> agent_methods();
std::span<const ObjectMethodRow> handler_methods();
std::span<const ObjectMethodRow> group_methods();
std::span<const ObjectMethodRow> queue_methods();
const ObjectMethodRow& row_of(AgentMethod method);
const ObjectMethodRow& row_of(HandlerMethod method);
const ObjectMethodRow& row_of(GroupMethod method);
const ObjectMethodRow& row_of(QueueMethod method);

}  // namespace acdloop::tapi
