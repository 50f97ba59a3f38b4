// SPDX-License-Identifier: Apache-2.0
// The way back: a scenario as the file a person would have written. Used where scenarios are found rather than
// written, by random walks. What it writes the loader reads as the same scenario, places in the file apart.
#pragma once

#include <string>

#include "scenarios/language/scenario.hpp"

namespace acdloop::scenarios {

// One step a line; `comment`, if not empty, stands above everything, line by line behind "# ".
std::string to_yaml(const Scenario& scenario, const std::string& comment = {});

}  // namespace acdloop::scenarios
