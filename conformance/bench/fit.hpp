// SPDX-License-Identifier: Apache-2.0
// Which stories a bench can carry, and each as it is played there: with the queues, agents and phones that belong to
// the tester. Decides before anything is touched. Reaches no switch.
#pragma once

#include <expected>
#include <string>

#include "conformance/bench/bench_file.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::bench {

// Groups and agents of the cast become those of the bench, in order; agents keep their names. The error says why the
// bench cannot carry the story, in words for its report.
std::expected<scenarios::Scenario, std::string> fit(const scenarios::Scenario& scenario, const BenchFile& bench);

// How long it takes there: the story as written, which has no waiting of its own.
Duration takes(const scenarios::Scenario& scenario);

}  // namespace acdloop::bench
