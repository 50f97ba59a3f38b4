// SPDX-License-Identifier: Apache-2.0
// What the oracle has to know of a scenario's cast: the rules of its groups. Private to the play.
#pragma once

#include "conformance/oracle/configuration.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::runner {

oracle::Configuration configuration_of(const scenarios::Cast& cast);

}  // namespace acdloop::runner
