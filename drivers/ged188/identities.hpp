// SPDX-License-Identifier: Apache-2.0
// Neutral ids as this wire writes them: call ids and skill groups are numbers of 32 bits, devices are texts with a
// type. Used by both ends; keeps nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/cti/ids.hpp"
#include "drivers/cti/naming.hpp"

namespace acdloop::ged188 {

// A switch's call id that is a hexadecimal number of 32 bits is that number. Nothing: it has no place on this wire.
std::optional<std::uint32_t> call_number(const cti::CallId& call);
// "1F01"; NULL_CALL_ID is the empty id.
cti::CallId call_of(std::uint32_t number);

// A group's pilot, if it is a number of at most nine digits.
std::optional<std::uint32_t> skill_group_number(const cti::Naming& naming, const cti::AcdGroupId& group);
// Nothing for NULL_SKILL_GROUP.
std::optional<cti::AcdGroupId> group_of(const cti::Naming& naming, std::uint32_t number);
// The agent's number as the configuration would have it; 0 when it is none.
std::uint32_t icm_agent_id(std::string_view wire_agent);

std::uint16_t device_type_of(const cti::DeviceId& device);
// The category follows from the type, and a pilot that the naming knows is a group whatever the type says.
cti::DeviceId device_of(const cti::Naming& naming, std::string_view wire, std::uint32_t type);

}  // namespace acdloop::ged188
