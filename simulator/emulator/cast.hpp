// SPDX-License-Identifier: Apache-2.0
// From a scenario's cast to the switch that it describes, and to the names that wires know its people by.
#pragma once

#include "drivers/cti/naming.hpp"
#include "scenarios/language/scenario.hpp"
#include "simulator/acd/configuration.hpp"

namespace acdloop::emulator {

// Every address of the cast is a station, also the desks of agents that the switch does not know.
acd::Configuration configuration_of(const scenarios::Cast& cast, cti::AgentState state_after_log_on);

cti::Naming naming_of(const scenarios::Cast& cast);

}  // namespace acdloop::emulator
