// SPDX-License-Identifier: Apache-2.0
// Makes a failing story smaller while it goes on failing in the same way: fewer sessions, calls, steps, people, shorter
// times. Asks a judge about every candidate and knows nothing of how it judges. Bounded in tries.
#pragma once

#include <functional>
#include <string>

#include "scenarios/language/scenario.hpp"

namespace acdloop::walks {

// True when the candidate can be written as a scenario and fails as the original does.
using StillFails = std::function<bool(const scenarios::Scenario&)>;

struct Shrunk {
  scenarios::Scenario scenario;
  int tries = 0;
  bool tries_ran_out = false;
};

// `failing` fails. The same judge and scenario give the same result.
Shrunk shrink(scenarios::Scenario failing, const StillFails& still_fails, int max_tries);

}  // namespace acdloop::walks
