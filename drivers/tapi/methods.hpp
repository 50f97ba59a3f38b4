// SPDX-License-Identifier: Apache-2.0
// The seventeen methods of ITAgentSession as data, in vtable order: what each returns, by which unit, with which
// documented codes, and whether it asks the switch. Shared by façade, runner and coverage.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace acdloop::tapi {

enum class Method : std::uint8_t {
  get_Agent,
  get_Address,
  get_ACDGroup,
  put_State,
  get_State,
  get_SessionStartTime,
  get_SessionDuration,
  get_NumberOfCalls,
  get_TotalTalkTime,
  get_AverageTalkTime,
  get_TotalCallTime,
  get_AverageCallTime,
  get_TotalWrapUpTime,
  get_AverageWrapUpTime,
  get_ACDCallRate,
  get_LongestTimeToAnswer,
  get_AverageTimeToAnswer,
};
inline constexpr int method_count = 17;

// The kind of the out (or in) parameter.
enum class ValueKind : std::uint8_t {
  object,
  state_in,
  state_out,
  date,
  whole_number,
  whole_number_in,
  currency,
  text
};

// Documented return sets, NF:tapi3cc.ITAgentSession.*: R1 S_OK E_POINTER E_OUTOFMEMORY; R2 = R1 + LINEERR_;
// R3 = R2 + TAPI_E_TIMEOUT; R4 S_OK E_INVALIDARG E_OUTOFMEMORY LINEERR_ TAPI_E_TIMEOUT.
enum class ReturnSet : std::uint8_t { r1, r2, r3, r4 };

struct MethodRow {
  Method method;
  std::string_view name;  // "get_TotalCallTime"
  std::string_view word;  // the scenario's word for the figure: "call_time"; empty for objects
  ValueKind value;
  std::string_view unit;  // "s", "calls", "s/call", "calls/h x 10000", "days since 1899-12-30", ""
  ReturnSet returns;
};
std::span<const MethodRow> methods();
const MethodRow& row_of(Method method);
const MethodRow* find_method(std::string_view name_or_word);

}  // namespace acdloop::tapi
