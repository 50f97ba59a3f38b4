// SPDX-License-Identifier: Apache-2.0
// One scenario on one protocol, as often as the plan says, in whatever process: its lines of the event stream, and the
// notes its report is made from.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/cli/suite_run.hpp"
#include "conformance/report/stream.hpp"

namespace acdloop::cli {

struct Job {
  const cti::Protocol* protocol;
  const scenarios::Scenario* scenario;
  int place;  // in the whole selection, from 1 on
};
// Protocol by protocol, then as selected.
std::vector<Job> jobs_of(const RunPlan& plan);

// Once, with this seed, onto this stream.
verdict::ScenarioReport play_once(const RunPlan& plan, const Job& job, std::uint64_t seed, report::Stream& stream);

// Whole lines go out in order; what was said before a crash shows how far it came. False when an interrupt came before
// the last repetition: then it was not run.
using Say = std::function<void(std::string_view)>;
bool play_job(const RunPlan& plan, const Job& job, report::Wire wire, const Say& say);

// The lines of a job that left none of its own.
std::string lines_of_untold(const RunPlan& plan, const Job& job, verdict::Outcome outcome, const std::string& reason);

// "in line 12 (answer)", from what was said before a crash; "before its first step".
std::string last_step_in(std::string_view said);

// The seed of a repetition, counted from one; the first one has the run's own. At most 18 digits.
std::uint64_t seed_of_repetition(std::uint64_t seed, int repetition);

}  // namespace acdloop::cli
