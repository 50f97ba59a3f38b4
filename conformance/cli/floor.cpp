// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/floor.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"
#include "conformance/cli/suite_run.hpp"

namespace acdloop::cli {

void add_floor_option(CLI::App& command, int& least) {
  command.add_option("--min-scenarios", least, "Fewer than this that ran, on any protocol, end with 6")
      ->check(CLI::Range(1, 1'000'000));
}

int exit_code_above(const std::string& command, int least, const std::vector<std::string>& protocols,
                    const RunOutcome& outcome) {
  const int judged = outcome.exit_code();
  if (judged != exit_ok) return judged;
  for (const std::string& protocol : protocols) {
    const auto ran = std::ranges::count_if(outcome.reports, [&](const verdict::ScenarioReport& report) {
      return report.protocol == protocol && report.outcome != verdict::Outcome::skip &&
             report.outcome != verdict::Outcome::not_run;
    });
    if (ran >= least) continue;
    complain(command, std::to_string(ran) + " scenarios ran on " + protocol + ", fewer than the " +
                          std::to_string(least) + " of --min-scenarios");
    return exit_nothing;
  }
  return judged;
}

}  // namespace acdloop::cli
