// SPDX-License-Identifier: Apache-2.0
// From a scenario's cast to the switch that it describes, and to the names that wires know its people by.
#pragma once

#include <cstdint>
#include <vector>

#include "drivers/cti/dialect.hpp"
#include "drivers/cti/naming.hpp"
#include "scenarios/language/scenario.hpp"
#include "simulator/acd/configuration.hpp"

namespace acdloop::emulator {

// The usual desks of the cast, also of agents that the switch does not know, and the desks of log-ins elsewhere.
std::vector<cti::Address> desks_of(const scenarios::Scenario& scenario);

// What a scenario does not say of its switch: open readings that the switch decides.
struct Habits {
  acd::BusyStateChange busy_state_change = acd::BusyStateChange::refuse;
  bool wrap_up_in_whole_seconds = false;
};
// What a wire's own switches do: one of them is emulated, whatever else is spoken to it.
void take_habits(const cti::Dialect& dialect, Habits& habits);

// Every desk is a station.
// The seed decides where the switch begins to number its calls: nobody may depend on that.
acd::Configuration configuration_of(const scenarios::Scenario& scenario, const Habits& habits, std::uint64_t seed);

cti::Naming naming_of(const scenarios::Cast& cast);

}  // namespace acdloop::emulator
