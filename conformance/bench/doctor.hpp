// SPDX-License-Identifier: Apache-2.0
// Is a bench ready? One login, questions that change nothing, and what the answers mean for a run. Used by the program.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/bench/real_bench.hpp"

namespace acdloop::bench {

struct Findings {
  std::vector<std::string> lines;    // what is there
  std::vector<std::string> missing;  // what must be mended before a run; each says how
};
Findings examine(const BenchFile& bench, const MakeWorld& world, const std::function<bool()>& interrupted);

}  // namespace acdloop::bench
