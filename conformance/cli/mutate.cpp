// SPDX-License-Identifier: Apache-2.0
// acdcheck mutate: does the suite catch a switch, a wire or a façade that breaks a requirement on purpose?
#include <unistd.h>
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"
#include "conformance/cli/kill_matrix_text.hpp"
#include "conformance/cli/mutation.hpp"
#include "conformance/cli/suite_run.hpp"
#include "conformance/report/file.hpp"
#include "drivers/time/stopwatch.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  SuiteOptions suite;
  ReadingsOptions readings;
  std::string only;
  std::string link = "memory";
  std::string protocols = "all";
  std::string json;
  int workers = 1;
};

// The failure as `acdcheck run` would tell it.
void print_evidence(const DefectRow& row, const verdict::ScenarioReport& evidence) {
  fmt::print("  planted: {}\n", row.sentence);
  std::fflush(stdout);
  report::FileSink out(STDOUT_FILENO, "standard output");
  report::ConsoleOptions options;
  options.sentence_of = &sentence_of;
  report::Console console(out, nullptr, options);
  console.scenario_ended(evidence);
  out.flush();
  fmt::print("caught by:\n");
  for (const Kill& kill : row.kills) fmt::print("  {} on {}\n", kill.scenario, kill.protocol);
}

// By its id, or all of them; what breaks a wire that is not played breaks nothing.
std::vector<const defects::Defect*> chosen_defects(const std::string& only,
                                                   const std::vector<const cti::Protocol*>& protocols) {
  std::vector<const defects::Defect*> wanted;
  for (const defects::Defect& defect : defects::defects()) {
    const bool here = std::ranges::any_of(
        protocols, [&](const cti::Protocol* protocol) { return defects::breaks(defect, protocol->id); });
    if (here && (only.empty() || only == defect.id)) wanted.push_back(&defect);
  }
  return wanted;
}

std::string none_of(const std::string& only) {
  if (const defects::Defect* defect = defects::find_defect(only)) {
    return "--only: '" + only + "' breaks " + std::string{defect->protocol} + ", which is not played here";
  }
  return "--only: there is no planted defect '" + only + "'; acdsim defects lists them";
}

KillMatrix try_one(const Mutation& mutation, const defects::Defect& defect, const RunPlan& plan) {
  KillMatrix matrix;
  for (const scenarios::Scenario& scenario : plan.scenarios) matrix.scenarios.push_back(scenario.id);
  std::optional<verdict::ScenarioReport> evidence;
  DefectRow row = mutation.try_out(defect, &evidence);
  if (interrupted_by()) return matrix;
  fmt::print("{}", line_of(row));
  if (evidence) print_evidence(row, *evidence);
  matrix.defects.push_back(std::move(row));
  return matrix;
}

void print_row(const DefectRow& row) {
  fmt::print("{}", line_of(row));
  std::fflush(stdout);  // somebody waits
}

std::string summary_of(const KillMatrix& matrix, const Options& options, Duration took) {
  const Score score = matrix.score();
  std::string text = fmt::format("{} of {} planted defects caught", score.caught, score.planted);
  if (score.distinct != score.planted)
    text += fmt::format(" ({} of {} distinct)", score.distinct_caught, score.distinct);
  return text + fmt::format(" by {} scenario{} over {} in {:.2f} s{}.", matrix.scenarios.size(),
                            matrix.scenarios.size() == 1 ? "" : "s", options.link,
                            std::chrono::duration<double>(took).count(),
                            matrix.sound() ? "" : "; see above for what was not");
}

int mutate(const Options& options) {
  if (std::string why; !options.json.empty() && !report::can_write(options.json, why)) {
    complain("mutate", why);
    return exit_usage;
  }
  const auto protocols = protocols_named(options.protocols);
  if (!protocols) {
    complain("mutate", protocols.error());
    return exit_usage;
  }
  const std::vector<const defects::Defect*> wanted = chosen_defects(options.only, *protocols);
  if (wanted.empty()) {
    complain("mutate", none_of(options.only));
    return exit_usage;
  }
  int exit_code = exit_ok;
  const auto readings = choose_readings("mutate", options.readings, exit_code);
  if (!readings) return exit_code;
  const auto scenarios = load_chosen("mutate", options.suite, exit_code);
  if (!scenarios) return exit_code;

  const Stopwatch watch;
  watch_for_interrupts();
  RunPlan plan{*scenarios, *protocols, link_named(options.link)};
  plan.readings = *readings;
  const Mutation mutation(plan);
  if (const int code = mutation.healthy().exit_code(); code == exit_nothing && !interrupted_by()) {
    complain("mutate", "nothing ran: what plays no scenario catches nothing");
    return exit_nothing;
  } else if (code != exit_ok && !interrupted_by()) {
    complain("mutate",
             "the suite does not pass without a planted defect; what fails there catches nothing. See acdcheck run");
  }
  const KillMatrix matrix = options.only.empty() ? mutation.try_all(wanted, options.workers, &print_row)
                                                 : try_one(mutation, *wanted.front(), plan);
  // What was cut short proves nothing.
  if (const int signal = interrupted_by()) {
    fmt::print("Interrupted: {} of {} planted defects were tried.\n", matrix.defects.size(), wanted.size());
    return 128 + signal;
  }
  if (options.only.empty()) fmt::print("{}", findings_of(matrix));
  for (const auto& [protocol, digest] : mutation.healthy().digests) fmt::print("digest {} {}\n", protocol, digest);
  fmt::print("{}\n", summary_of(matrix, options, watch.elapsed()));
  if (!options.json.empty()) {
    if (const auto written = report::write_whole(options.json, to_json(matrix)); !written) {
      complain("mutate", written.error());
      return matrix.sound() ? exit_broken : exit_failed;
    }
  }
  return matrix.sound() ? exit_ok : exit_failed;
}

}  // namespace

Chosen add_mutate(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("mutate", "Play the suite against every planted defect");
  add_suite_options(*command, options->suite);
  add_readings_options(*command, options->readings);
  command->add_option("--only", options->only, "This planted defect alone, with the evidence");
  command
      ->add_option("--protocol", options->protocols,
                   "Protocol ids, separated by commas, or all; what a façade does wrong is played on the first")
      ->capture_default_str();
  command->add_option("--link", options->link, "What carries the bytes")
      ->check(CLI::IsMember({"memory", "tcp", "pty"}))
      ->capture_default_str();
  add_workers_option(*command, options->workers);
  command->add_option("--json", options->json, "Write which scenario catches which defect to this file");
  return [options] { return mutate(*options); };
}

}  // namespace acdloop::cli
