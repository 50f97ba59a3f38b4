// SPDX-License-Identifier: Apache-2.0
// The numbers of the TAPI documents, written down by the judge for itself: it shares no table with what it judges.
// Sources: NE:tapi3cc.AGENT_SESSION_STATE, NE:tapi3cc.AGENT_SESSION_EVENT, NE:tapi3if.TAPI_EVENT, the public headers
// winerror.h, tapi3err.h and tapi.h, and the return values of the pages NF:tapi3cc.ITAgentSession.*.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/cti/cause.hpp"
#include "drivers/tapi/readings.hpp"

namespace acdloop::oracle {

namespace state {  // ASST_
inline constexpr std::int32_t not_ready = 0, ready = 1, busy_on_call = 2, busy_wrap_up = 3, session_ended = 4;
}
namespace event {  // ASE_
inline constexpr std::int32_t new_session = 0, not_ready = 1, ready = 2, busy = 3, wrap_up = 4, end = 5;
}
inline constexpr std::int32_t te_agent_session = 0x400;

namespace code {
inline constexpr std::uint32_t s_ok = 0, e_pointer = 0x80004003, e_unexpected = 0x8000FFFF,
                               e_out_of_memory = 0x8007000E, e_invalid_argument = 0x80070057, tapi_timeout = 0x80040044;
}

std::string state_name(std::int32_t state);    // "READY"; a number that is none: "7"
std::string event_name(std::int32_t event);    // "ASE_READY"
std::string code_name(std::uint32_t hresult);  // "TAPI_E_TIMEOUT (0x80040044)"

// The state that an ASE_ number reports, if it reports one.
std::optional<std::int32_t> state_of_event(std::int32_t event);
// One of the twelve transitions of NE:tapi3cc.AGENT_SESSION_STATE.
bool transition_listed(std::int32_t from, std::int32_t to);

// A LINEERR_ code documented for the session functions, raw or as its TAPI 3 twin as the reading allows.
bool documented_line_error(std::uint32_t hresult, tapi::Readings::ErrorStyle style);
// Does the code show how LINEERR_ codes are handed out? E_INVALIDARG and E_OUTOFMEMORY are documented for themselves.
std::optional<tapi::Readings::ErrorStyle> style_shown_by(std::uint32_t hresult);
// LINEERR_INVALAGENTSTATE and its kin, documented for setting a state only.
bool documented_state_error(std::uint32_t hresult, tapi::Readings::ErrorStyle style);
// The codes of a refused log-on: wrong agent, group or PIN (tapi3err.h, lineerr constants).
bool log_on_error(std::uint32_t hresult, tapi::Readings::ErrorStyle style);

enum class ReturnSet : std::uint8_t { local, local_with_line_errors, asked, set_state, create, unknown };
ReturnSet return_set_of(std::string_view method);
bool code_in(ReturnSet set, std::uint32_t hresult, tapi::Readings::ErrorStyle style);
bool is_getter(std::string_view method);

}  // namespace acdloop::oracle
