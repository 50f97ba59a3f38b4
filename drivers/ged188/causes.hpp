// SPDX-License-Identifier: Apache-2.0
// Vendor's numbers to neutral words and back: event causes, refusals, connection states, line and call types. Pure
// tables, used by both ends.
#pragma once

#include <cstdint>
#include <optional>

#include "drivers/cti/call.hpp"
#include "drivers/cti/cause.hpp"

namespace acdloop::ged188 {

struct Dialect;

// How a request is refused: by the CTI server (FAILURE_CONF, E_CTI_…) or by the peripheral (CONTROL_FAILURE_CONF,
// CF_…).
struct Refusal {
  bool by_peripheral = true;
  std::uint32_t code = 0;
};
Refusal refusal_of(cti::RefusalCause cause, const Dialect& dialect);
cti::RefusalCause cause_of(const Refusal& refusal);

std::uint16_t event_cause_number(cti::EventCause cause);
cti::EventCause event_cause(std::uint32_t number);

std::uint16_t connection_state_number(cti::ConnectionState state);
// Nothing for NONE and numbers out of range.
std::optional<cti::ConnectionState> connection_state(std::uint32_t number);

std::uint16_t line_type_of(cti::CallClass call_class);
cti::CallClass class_of_line(std::uint32_t line_type);
std::uint16_t call_type_of(cti::CallClass call_class);
cti::CallClass class_of_call_type(std::uint32_t call_type);

}  // namespace acdloop::ged188
