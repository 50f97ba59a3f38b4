// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/agent_session.hpp"

namespace acdloop::tapi {

std::string_view to_string(SessionState state) {
  switch (state) {
    case SessionState::not_ready:
      return "ASST_NOT_READY";
    case SessionState::ready:
      return "ASST_READY";
    case SessionState::busy_on_call:
      return "ASST_BUSY_ON_CALL";
    case SessionState::busy_wrap_up:
      return "ASST_BUSY_WRAPUP";
    case SessionState::session_ended:
      return "ASST_SESSION_ENDED";
  }
  return "ASST_?";  // a device under test may hand out any number
}

std::string_view to_string(SessionEvent event) {
  switch (event) {
    case SessionEvent::new_session:
      return "ASE_NEW_SESSION";
    case SessionEvent::not_ready:
      return "ASE_NOT_READY";
    case SessionEvent::ready:
      return "ASE_READY";
    case SessionEvent::busy:
      return "ASE_BUSY";
    case SessionEvent::wrap_up:
      return "ASE_WRAPUP";
    case SessionEvent::end:
      return "ASE_END";
  }
  return "ASE_?";
}

}  // namespace acdloop::tapi
