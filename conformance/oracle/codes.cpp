// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/codes.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace acdloop::oracle {
namespace {

using Style = tapi::Readings::ErrorStyle;

struct LineError {
  std::string_view name;
  std::uint32_t raw;
  std::uint32_t twin;  // 0: has none
  std::string_view twin_name;
};

// Documented for every function of the agent sessions (tapi.h; NF:tapi.lineGetAgentSessionInfo).
constexpr std::array session_errors{
    LineError{"LINEERR_INVALLINEHANDLE", 0x8000002B, 0, ""},
    LineError{"LINEERR_INVALPARAM", 0x80000032, 0x80070057, "E_INVALIDARG"},
    LineError{"LINEERR_NOMEM", 0x80000044, 0x8007000E, "E_OUTOFMEMORY"},
    LineError{"LINEERR_OPERATIONFAILED", 0x80000048, 0x80040005, "TAPI_E_OPERATIONFAILED"},
    LineError{"LINEERR_OPERATIONUNAVAIL", 0x80000049, 0x80040003, "TAPI_E_NOTSUPPORTED"},
    LineError{"LINEERR_RESOURCEUNAVAIL", 0x8000004B, 0x80040052, "TAPI_E_RESOURCEUNAVAIL"},
    LineError{"LINEERR_UNINITIALIZED", 0x80000050, 0x80040059, "TAPI_E_NOT_INITIALIZED"},
};
constexpr std::array state_errors{
    LineError{"LINEERR_INVALAGENTSTATE", 0x8000005A, 0x8004004B, "TAPI_E_CALLCENTER_INVALAGENTSTATE"},
    LineError{"LINEERR_INVALAGENTSESSIONSTATE", 0x8000005F, 0, ""},
};
constexpr std::array log_on_errors{
    LineError{"LINEERR_INVALAGENTID", 0x80000057, 0x80040048, "TAPI_E_CALLCENTER_INVALAGENTID"},
    LineError{"LINEERR_INVALAGENTGROUP", 0x80000058, 0x80040049, "TAPI_E_CALLCENTER_INVALAGENTGROUP"},
    LineError{"LINEERR_INVALPASSWORD", 0x80000059, 0x8004004A, "TAPI_E_CALLCENTER_INVALPASSWORD"},
};

template <class Table>
bool listed(const Table& table, std::uint32_t hresult, Style style) {
  return std::any_of(table.begin(), table.end(), [&](const LineError& error) {
    // A code without a twin can only travel raw.
    const bool raw = error.raw == hresult && (style != Style::mapped || error.twin == 0);
    const bool twin = error.twin != 0 && error.twin == hresult && style != Style::raw;
    return raw || twin;
  });
}

template <class Table>
std::string_view name_in(const Table& table, std::uint32_t hresult) {
  for (const LineError& error : table) {
    if (error.raw == hresult) return error.name;
    if (error.twin == hresult && error.twin != 0) return error.twin_name;
  }
  return {};
}

std::string_view plain_name(std::uint32_t hresult) {
  switch (hresult) {
    case code::s_ok:
      return "S_OK";
    case 1:
      return "S_FALSE";
    case 0x80040045:
      return "TAPI_E_CALLCENTER_GROUP_REMOVED";
    case 0x80040046:
      return "TAPI_E_CALLCENTER_QUEUE_REMOVED";
    case 0x80040047:
      return "TAPI_E_CALLCENTER_NO_AGENT_ID";
    case code::e_pointer:
      return "E_POINTER";
    case code::e_unexpected:
      return "E_UNEXPECTED";
    case code::e_out_of_memory:
      return "E_OUTOFMEMORY";
    case code::e_invalid_argument:
      return "E_INVALIDARG";
    case code::tapi_timeout:
      return "TAPI_E_TIMEOUT";
    case 0x80004005:
      return "E_FAIL";
    case 0x800705B4:
      return "ERROR_TIMEOUT of Win32";
    default:
      return {};
  }
}

}  // namespace

std::string state_name(std::int32_t number) {
  constexpr std::array<std::string_view, 5> names{"NOT_READY", "READY", "BUSY_ON_CALL", "BUSY_WRAPUP", "SESSION_ENDED"};
  const bool known = number >= 0 && number < static_cast<std::int32_t>(names.size());
  return known ? std::string{names[static_cast<std::size_t>(number)]} : std::to_string(number);
}

std::string event_name(std::int32_t number) {
  constexpr std::array<std::string_view, 6> names{"ASE_NEW_SESSION", "ASE_NOT_READY", "ASE_READY",
                                                  "ASE_BUSY",        "ASE_WRAPUP",    "ASE_END"};
  const bool known = number >= 0 && number < static_cast<std::int32_t>(names.size());
  return known ? std::string{names[static_cast<std::size_t>(number)]} : "event " + std::to_string(number);
}

std::string code_name(std::uint32_t hresult) {
  std::string_view name = plain_name(hresult);
  if (name.empty()) name = name_in(session_errors, hresult);
  if (name.empty()) name = name_in(state_errors, hresult);
  if (name.empty()) name = name_in(log_on_errors, hresult);
  char number[16];
  std::snprintf(number, sizeof number, "0x%08X", hresult);
  return name.empty() ? std::string{number} : std::string{name} + " (" + number + ")";
}

std::optional<std::int32_t> state_of_event(std::int32_t number) {
  switch (number) {
    case event::not_ready:
      return state::not_ready;
    case event::ready:
      return state::ready;
    case event::busy:
      return state::busy_on_call;
    case event::wrap_up:
      return state::busy_wrap_up;
    case event::end:
      return state::session_ended;
    default:
      return std::nullopt;
  }
}

bool transition_listed(std::int32_t from, std::int32_t to) {
  switch (from) {
    case state::not_ready:
      return to == state::ready || to == state::session_ended;
    case state::ready:
      return to == state::not_ready || to == state::busy_on_call || to == state::session_ended;
    case state::busy_on_call:
      return to == state::not_ready || to == state::ready || to == state::busy_wrap_up || to == state::session_ended;
    case state::busy_wrap_up:
      return to == state::not_ready || to == state::ready || to == state::session_ended;
    default:
      return false;
  }
}

bool documented_line_error(std::uint32_t hresult, Style style) { return listed(session_errors, hresult, style); }
bool documented_state_error(std::uint32_t hresult, Style style) { return listed(state_errors, hresult, style); }
bool log_on_error(std::uint32_t hresult, Style style) { return listed(log_on_errors, hresult, style); }

std::optional<Style> style_shown_by(std::uint32_t hresult) {
  const auto shown = [hresult](const auto& errors) -> std::optional<Style> {
    for (const LineError& error : errors) {
      const bool own_code = error.twin == code::e_invalid_argument || error.twin == code::e_out_of_memory;
      if (error.twin == 0) continue;
      if (hresult == error.raw) return Style::raw;
      if (hresult == error.twin && !own_code) return Style::mapped;
    }
    return std::nullopt;
  };
  if (const auto style = shown(session_errors)) return style;
  if (const auto style = shown(state_errors)) return style;
  return shown(log_on_errors);
}

ReturnSet return_set_of(std::string_view method) {
  constexpr std::array<std::string_view, 3> local{"get_Agent", "get_Address", "get_State"};
  constexpr std::array<std::string_view, 12> asked{
      "get_SessionStartTime",  "get_SessionDuration", "get_NumberOfCalls",       "get_TotalTalkTime",
      "get_AverageTalkTime",   "get_TotalCallTime",   "get_AverageCallTime",     "get_TotalWrapUpTime",
      "get_AverageWrapUpTime", "get_ACDCallRate",     "get_LongestTimeToAnswer", "get_AverageTimeToAnswer"};
  if (std::find(local.begin(), local.end(), method) != local.end()) return ReturnSet::local;
  if (method == "get_ACDGroup") return ReturnSet::local_with_line_errors;
  if (std::find(asked.begin(), asked.end(), method) != asked.end()) return ReturnSet::asked;
  if (method == "put_State") return ReturnSet::set_state;
  if (method == "CreateSession") return ReturnSet::create;
  return ReturnSet::unknown;
}

bool code_in(ReturnSet set, std::uint32_t hresult, Style style) {
  if (hresult == code::s_ok || hresult == code::e_out_of_memory) return true;
  const bool line_error = documented_line_error(hresult, style);
  switch (set) {
    case ReturnSet::local:
      return hresult == code::e_pointer;
    // The page of get_ACDGroup leaves the timeout out though it says that it asks: tolerated, never required.
    case ReturnSet::local_with_line_errors:
    case ReturnSet::asked:
      return hresult == code::e_pointer || line_error || hresult == code::tapi_timeout;
    case ReturnSet::set_state:
      return hresult == code::e_invalid_argument || line_error || documented_state_error(hresult, style) ||
             hresult == code::tapi_timeout;
    case ReturnSet::create:
      return hresult == code::e_pointer || hresult == code::e_unexpected || hresult == code::e_invalid_argument ||
             line_error || log_on_error(hresult, style) || hresult == code::tapi_timeout;
    case ReturnSet::unknown:
      return true;
  }
  return false;
}

bool is_getter(std::string_view method) { return method.starts_with("get_"); }

}  // namespace acdloop::oracle
