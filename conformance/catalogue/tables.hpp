// SPDX-License-Identifier: Apache-2.0
// The rows by topic, each part of the catalogue in its own file. Inner header of the catalogue.
#pragma once

#include <span>

#include "conformance/catalogue/catalogue.hpp"

namespace acdloop::catalogue {

std::span<const Requirement> figure_rows();  // AS-001 to AS-047
std::span<const Requirement> state_rows();   // AS-048 to AS-089: states, creation, events, filter
std::span<const Requirement> error_rows();   // AS-090 to AS-130: errors, timeout, proxy, neighbours, lifetime
std::span<const Requirement> wire_rows();    // WIRE-1 to WIRE-5: the wire itself

}  // namespace acdloop::catalogue
