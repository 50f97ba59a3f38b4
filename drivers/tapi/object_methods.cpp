// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/object_methods.hpp"

#include <array>
#include <cstddef>

namespace acdloop::tapi {
namespace {

using enum ValueKind;
using namespace returns;

constexpr ReturnBits r1 = pointer;
constexpr ReturnBits r1t = pointer | timeout;

// Order, types and return sets: NN:tapi3cc.ITAgent, ITAgentHandler, ITACDGroup, ITQueue and their method pages.
constexpr std::string_view agent = "ITAgent";
constexpr std::array<ObjectMethodRow, agent_method_count> agent_rows{{
    {agent, "EnumerateAgentSessions", "sessions", object, "", r1},
    {agent, "CreateSession", "", object, "", pointer | unexpected | invalid | timeout},
    {agent, "CreateSessionWithPIN", "", object, "", pointer | invalid | timeout | no_agent_id},
    {agent, "get_ID", "id", text, "", r1 | no_agent_id},
    {agent, "get_User", "name", text, "", r1},
    {agent, "put_State", "", state_in, "", invalid | timeout},
    {agent, "get_State", "state", state_out, "", r1},
    {agent, "put_MeasurementPeriod", "", whole_number_in, "s", invalid | line_errors},
    {agent, "get_MeasurementPeriod", "measurement_period", whole_number, "s", r1t},
    {agent, "get_OverallCallRate", "call_rate", currency, "calls/h x 10000", r1t},
    {agent, "get_NumberOfACDCalls", "calls", whole_number, "calls", r1t},
    {agent, "get_NumberOfIncomingCalls", "incoming", whole_number, "calls", r1t},
    {agent, "get_NumberOfOutgoingCalls", "outgoing", whole_number, "calls", r1t},
    {agent, "get_TotalACDTalkTime", "talk_time", whole_number, "s", r1t},
    {agent, "get_TotalACDCallTime", "call_time", whole_number, "s", r1t},
    {agent, "get_TotalWrapUpTime", "wrap_up_time", whole_number, "s", r1t},
    {agent, "get_AgentSessions", "", object, "", r1},
}};

constexpr std::string_view handler = "ITAgentHandler";
constexpr std::array<ObjectMethodRow, handler_method_count> handler_rows{{
    {handler, "get_Name", "name", text, "", r1},
    {handler, "CreateAgent", "", object, "", r1t},
    {handler, "CreateAgentWithID", "", object, "", r1t | invalid},
    {handler, "EnumerateACDGroups", "groups", object, "", r1t},
    {handler, "EnumerateUsableAddresses", "addresses", object, "", r1},
    {handler, "get_ACDGroups", "", object, "", r1t},
    {handler, "get_UsableAddresses", "", object, "", r1},
}};

constexpr std::string_view group = "ITACDGroup";
constexpr std::array<ObjectMethodRow, group_method_count> group_rows{{
    {group, "get_Name", "name", text, "", r1},
    {group, "EnumerateQueues", "queues", object, "", r1t},
    {group, "get_Queues", "", object, "", r1t},
}};

constexpr std::string_view queue = "ITQueue";
constexpr std::array<ObjectMethodRow, queue_method_count> queue_rows{{
    {queue, "put_MeasurementPeriod", "", whole_number_in, "s", invalid | timeout | line_errors},
    {queue, "get_MeasurementPeriod", "measurement_period", whole_number, "s", r1t},
    {queue, "get_TotalCallsQueued", "queued", whole_number, "calls", r1t},
    {queue, "get_CurrentCallsQueued", "waiting", whole_number, "calls", r1},
    {queue, "get_TotalCallsAbandoned", "abandoned", whole_number, "calls", r1t},
    {queue, "get_TotalCallsFlowedIn", "flowed_in", whole_number, "calls", r1t},
    {queue, "get_TotalCallsFlowedOut", "flowed_out", whole_number, "calls", r1t},
    {queue, "get_LongestEverWaitTime", "longest_wait", whole_number, "s", r1t},
    {queue, "get_CurrentLongestWaitTime", "current_wait", whole_number, "s", r1t},
    {queue, "get_AverageWaitTime", "average_wait", whole_number, "s", r1t},
    {queue, "get_FinalDisposition", "final", whole_number, "calls", r1t},
    {queue, "get_Name", "name", text, "", r1},
}};

}  // namespace

std::span<const ObjectMethodRow> agent_methods() { return agent_rows; }
std::span<const ObjectMethodRow> handler_methods() { return handler_rows; }
std::span<const ObjectMethodRow> group_methods() { return group_rows; }
std::span<const ObjectMethodRow> queue_methods() { return queue_rows; }
const ObjectMethodRow& row_of(AgentMethod method) { return agent_rows[static_cast<std::size_t>(method)]; }
const ObjectMethodRow& row_of(HandlerMethod method) { return handler_rows[static_cast<std::size_t>(method)]; }
const ObjectMethodRow& row_of(GroupMethod method) { return group_rows[static_cast<std::size_t>(method)]; }
const ObjectMethodRow& row_of(QueueMethod method) { return queue_rows[static_cast<std::size_t>(method)]; }

}  // namespace acdloop::tapi
