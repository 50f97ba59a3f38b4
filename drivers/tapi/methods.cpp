// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/methods.hpp"

#include <array>
#include <cstddef>

namespace acdloop::tapi {
namespace {

using enum Method;
using enum ValueKind;

// Order, types and return sets: NN:tapi3cc.ITAgentSession and its method pages; vtable slots 7 to 23.
constexpr std::array<MethodRow, method_count> rows{{
    {get_Agent, "get_Agent", "agent", object, "", ReturnSet::r1},
    {get_Address, "get_Address", "address", object, "", ReturnSet::r1},
    {get_ACDGroup, "get_ACDGroup", "acd_group", object, "", ReturnSet::r2},
    {put_State, "put_State", "put_state", state_in, "", ReturnSet::r4},
    {get_State, "get_State", "state", state_out, "", ReturnSet::r1},
    {get_SessionStartTime, "get_SessionStartTime", "start_time", date, "days since 1899-12-30", ReturnSet::r3},
    {get_SessionDuration, "get_SessionDuration", "duration", whole_number, "s", ReturnSet::r3},
    {get_NumberOfCalls, "get_NumberOfCalls", "calls", whole_number, "calls", ReturnSet::r3},
    {get_TotalTalkTime, "get_TotalTalkTime", "talk_time", whole_number, "s", ReturnSet::r3},
    {get_AverageTalkTime, "get_AverageTalkTime", "average_talk_time", whole_number, "s/call", ReturnSet::r3},
    {get_TotalCallTime, "get_TotalCallTime", "call_time", whole_number, "s", ReturnSet::r3},
    {get_AverageCallTime, "get_AverageCallTime", "average_call_time", whole_number, "s/call", ReturnSet::r3},
    {get_TotalWrapUpTime, "get_TotalWrapUpTime", "wrap_up_time", whole_number, "s", ReturnSet::r3},
    {get_AverageWrapUpTime, "get_AverageWrapUpTime", "average_wrap_up_time", whole_number, "s/call", ReturnSet::r3},
    {get_ACDCallRate, "get_ACDCallRate", "call_rate", currency, "calls/h x 10000", ReturnSet::r3},
    {get_LongestTimeToAnswer, "get_LongestTimeToAnswer", "longest_time_to_answer", whole_number, "s", ReturnSet::r3},
    {get_AverageTimeToAnswer, "get_AverageTimeToAnswer", "average_time_to_answer", whole_number, "s", ReturnSet::r3},
}};

constexpr bool in_order() {
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (static_cast<std::size_t>(rows[index].method) != index) return false;
  }
  return true;
}
static_assert(in_order(), "row_of() takes the method's number as its place");

}  // namespace

std::span<const MethodRow> methods() { return rows; }

const MethodRow& row_of(Method method) { return rows[static_cast<std::size_t>(method)]; }

const MethodRow* find_method(std::string_view name_or_word) {
  for (const MethodRow& row : rows) {
    if (row.name == name_or_word || row.word == name_or_word) return &row;
  }
  return nullptr;
}

}  // namespace acdloop::tapi
