// SPDX-License-Identifier: Apache-2.0
// The names of the states and events of the session's neighbours.
#include "drivers/tapi/agent_handler.hpp"

namespace acdloop::tapi {

std::string_view to_string(AgentStatus status) {
  switch (status) {
    case AgentStatus::not_ready:
      return "AS_NOT_READY";
    case AgentStatus::ready:
      return "AS_READY";
    case AgentStatus::busy_acd:
      return "AS_BUSY_ACD";
    case AgentStatus::busy_incoming:
      return "AS_BUSY_INCOMING";
    case AgentStatus::busy_outgoing:
      return "AS_BUSY_OUTGOING";
    case AgentStatus::unknown:
      return "AS_UNKNOWN";
  }
  return "AS_?";  // a device under test may hand out any number
}

std::string_view event_name_of(AgentStatus status) {
  switch (status) {
    case AgentStatus::not_ready:
      return "AE_NOT_READY";
    case AgentStatus::ready:
      return "AE_READY";
    case AgentStatus::busy_acd:
      return "AE_BUSY_ACD";
    case AgentStatus::busy_incoming:
      return "AE_BUSY_INCOMING";
    case AgentStatus::busy_outgoing:
      return "AE_BUSY_OUTGOING";
    case AgentStatus::unknown:
      return "AE_UNKNOWN";
  }
  return "AE_?";
}

std::string_view to_string(GroupEvent event) {
  switch (event) {
    case GroupEvent::new_group:
      return "ACDGE_NEW_GROUP";
    case GroupEvent::group_removed:
      return "ACDGE_GROUP_REMOVED";
  }
  return "ACDGE_?";
}

std::string_view to_string(QueueEvent event) {
  switch (event) {
    case QueueEvent::new_queue:
      return "ACDQE_NEW_QUEUE";
    case QueueEvent::queue_removed:
      return "ACDQE_QUEUE_REMOVED";
  }
  return "ACDQE_?";
}

std::string_view to_string(HandlerEvent event) {
  switch (event) {
    case HandlerEvent::new_handler:
      return "AHE_NEW_AGENTHANDLER";
    case HandlerEvent::handler_removed:
      return "AHE_AGENTHANDLER_REMOVED";
  }
  return "AHE_?";
}

}  // namespace acdloop::tapi
