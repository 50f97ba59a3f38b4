// SPDX-License-Identifier: Apache-2.0
// Event_Cause and Outcome numbers against the neutral causes (System OAI Toolkit Specifications Manual 10.20, event
// cause list and the failure lists of the commands). Shared by both ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "drivers/cti/call.hpp"
#include "drivers/cti/cause.hpp"

namespace acdloop::system_oai {

namespace outcome {
inline constexpr int success = 0, unspecified = 1, incompatible = 3, invalid_called = 7, invalid_call = 8,
                     invalid_device = 9, invalid_destination = 11, invalid_xref = 12, invalid_object_state = 14,
                     state = 15, no_active_call = 16, no_held_call = 17, no_call_to_clear = 18,
                     no_connection_to_clear = 19, no_call_to_answer = 20, resources = 22, resource_busy = 24,
                     out_of_service = 25, monitor_limit = 28, value_out_of_range = 31, invalid_agent = 33,
                     filter_type = 34, agent_filter = 35, call_filter = 36, feature_filter = 37, invalid_invoke = 41,
                     invalid_command = 45, not_owner = 49, not_monitored = 50;
}

// What a refusal of `command` ("_SA") becomes on the wire, and back. Neither is reversible in general: _SA 9 does
// not say which of three ids was wrong.
int outcome_of(cti::RefusalCause cause, std::string_view command);
cti::RefusalCause cause_of(int outcome, std::string_view command);

// "22". `otherwise` when the wire has no number for it.
std::string cause_number(cti::EventCause cause, std::string_view otherwise);
cti::EventCause event_cause(std::string_view number);

// Local_Cnx_State letters.
std::string_view letter_of(cti::ConnectionState state);
// Unknown letters are null.
cti::ConnectionState connection_state(std::string_view letter);

}  // namespace acdloop::system_oai
