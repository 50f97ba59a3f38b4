// SPDX-License-Identifier: Apache-2.0
// --min-scenarios: a run that lost half of its suite on the way must not be green.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace acdloop::cli {

struct RunOutcome;

void add_floor_option(CLI::App& command, int& least);

// The code with the floor: on every protocol so many scenarios must have run. Changes only a 0; says why on standard
// error.
int exit_code_above(const std::string& command, int least, const std::vector<std::string>& protocols,
                    const RunOutcome& outcome);

}  // namespace acdloop::cli
