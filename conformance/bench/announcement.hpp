// SPDX-License-Identifier: Apache-2.0
// What a run on a bench is about to do, to whom and for how long, said before anything is touched. Used by the program.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "conformance/bench/bench_file.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::bench {

struct Carried {
  std::vector<scenarios::Scenario> scenarios;  // as selected; those that fit as they are played there
  std::map<std::string, std::string> cannot;   // by id, why
  Duration takes{};                            // of those that fit
};
Carried carry(const std::vector<scenarios::Scenario>& selected, const BenchFile& bench);

// Lines, each ending with a newline.
std::string announcement(const BenchFile& bench, const Carried& carried);
// What of the catalogue is judged on it, and what not, with the reasons.
std::string judged_there(const BenchFile& bench);

}  // namespace acdloop::bench
