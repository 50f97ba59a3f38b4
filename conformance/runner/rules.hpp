// SPDX-License-Identifier: Apache-2.0
// What the oracle has to know of a scenario's cast, the rules of its groups, and of what the wire makes of them.
// Private to the play.
#pragma once

#include "conformance/oracle/configuration.hpp"
#include "drivers/cti/capability.hpp"
#include "drivers/cti/dialect.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::runner {

oracle::Configuration configuration_of(const scenarios::Cast& cast, const cti::Dialect& dialect,
                                       const cti::Capabilities& capabilities);

}  // namespace acdloop::runner
