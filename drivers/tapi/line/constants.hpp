// SPDX-License-Identifier: Apache-2.0
// The numbers of the TAPI 2.2 line API that agent sessions need, by the names of tapi.h in lower case. Used by both
// halves of the façade and by the boundary between them. The judge has its own copy.
//
// Sources: the constants pages of tapi.h (LINEPROXYREQUEST_, LINEAGENTSESSIONSTATE_, LINEAGENTSESSIONSTATUS_,
// LINEERR_, …); values from the public header.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace acdloop::tapi::line {

using Dword = std::uint32_t;
using HLine = Dword;          // a handle of an open line, never 0
using HAgent = Dword;         // minted by the proxy, never 0
using HAgentSession = Dword;  // minted by the proxy, never 0

// LINEPROXYREQUEST_: what a proxy can be asked, and what it registers for.
enum class RequestType : Dword {
  set_agent_group = 0x01,
  set_agent_state = 0x02,  // of an address, not of a session
  set_agent_activity = 0x03,
  get_agent_caps = 0x04,
  get_agent_status = 0x05,
  agent_specific = 0x06,
  get_agent_activity_list = 0x07,
  get_agent_group_list = 0x08,
  create_agent = 0x09,
  set_agent_measurement_period = 0x0A,
  get_agent_info = 0x0B,
  create_agent_session = 0x0C,
  get_agent_session_list = 0x0D,
  set_agent_session_state = 0x0E,
  get_agent_session_info = 0x0F,
  get_queue_list = 0x10,
  set_queue_measurement_period = 0x11,
  get_queue_info = 0x12,
  get_group_list = 0x13,
  set_agent_state_ex = 0x14,
};
inline constexpr Dword first_request_type = 0x01;
inline constexpr Dword last_request_type = 0x14;
inline constexpr Dword first_acd_request_type = 0x09;  // from here on those of TAPI 2.2
std::string to_string(RequestType type);               // "GETAGENTSESSIONINFO"; a number that is none: "0x99"

// LINEAGENTSESSIONSTATE_: one bit each; not the numbers of AGENT_SESSION_STATE.
namespace session_state {
inline constexpr Dword not_ready = 0x01, ready = 0x02, busy_on_call = 0x04, busy_wrap_up = 0x08, ended = 0x10,
                       released = 0x20;
inline constexpr Dword all = 0x3F;
}  // namespace session_state

// LINEAGENTSESSIONSTATUS_: dwParam2 of LINE_AGENTSESSIONSTATUS.
namespace session_status {
inline constexpr Dword new_session = 0x1, state = 0x2, update_info = 0x4;
}

// LINEPROXYSTATUS_: dwParam1 of LINE_PROXYSTATUS.
namespace proxy_status {
inline constexpr Dword open = 0x1, close = 0x2, all_open_for_acd = 0x4;
}

// The messages of a line's callback.
namespace message {
inline constexpr Dword close = 3, reply = 12, proxy_request = 24, agent_session_status = 27, queue_status = 28,
                       agent_status_ex = 29, group_status = 30, proxy_status = 31;
}

// LINEERR_ as a function returns it: negative.
namespace error {
inline constexpr std::int32_t inval_line_handle = static_cast<std::int32_t>(0x8000002B),
                              inval_param = static_cast<std::int32_t>(0x80000032),
                              inval_pointer = static_cast<std::int32_t>(0x80000035),
                              no_mem = static_cast<std::int32_t>(0x80000044),
                              not_registered = static_cast<std::int32_t>(0x80000047),
                              operation_failed = static_cast<std::int32_t>(0x80000048),
                              operation_unavail = static_cast<std::int32_t>(0x80000049),
                              structure_too_small = static_cast<std::int32_t>(0x8000004D),
                              inval_agent_state = static_cast<std::int32_t>(0x8000005A);
}

inline constexpr Dword api_version_2_2 = 0x00020002;

}  // namespace acdloop::tapi::line
