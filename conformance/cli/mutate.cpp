// SPDX-License-Identifier: Apache-2.0
// acdcheck mutate: does the suite catch a switch, a wire or a façade that breaks a requirement on purpose?
#include <unistd.h>
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"
#include "conformance/cli/kill_matrix.hpp"
#include "conformance/cli/suite_run.hpp"
#include "drivers/time/stopwatch.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  SuiteOptions suite;
  ReadingsOptions readings;
  std::string only;
  std::string link = "memory";
  std::string protocols = "all";
};

// The failure as `acdcheck run` would tell it.
void print_catch(const Trial& trial) {
  report::FileSink out(STDOUT_FILENO, "standard output");
  report::ConsoleOptions options;
  options.sentence_of = &sentence_of;
  report::Console console(out, nullptr, options);
  console.scenario_ended(*trial.evidence);
  out.flush();
  fmt::print("caught by:\n");
  for (const std::string& id : trial.caught_by) fmt::print("  {}\n", id);
}

void print_trial(const Trial& trial, bool in_full) {
  const defects::Defect& defect = *trial.defect;
  switch (trial.result) {
    case Trial::Result::caught:
      fmt::print("caught      {:<34} {:<7} {:<7} by {} scenario{}\n", defect.id, defect.requirement,
                 defects::to_string(defect.side), trial.caught_by.size(), trial.caught_by.size() == 1 ? "" : "s");
      if (!in_full) return;
      fmt::print("  planted: {}\n", defect.sentence);
      std::fflush(stdout);
      print_catch(trial);
      return;
    case Trial::Result::survived_rightly:
      fmt::print("survived    {:<34} {:<7} {:<7} as it must: it breaks nothing\n", defect.id, "", "");
      return;
    case Trial::Result::uncaught:
      fmt::print("UNCAUGHT    {:<34} {:<7} {:<7} {}\n", defect.id, defect.requirement, defects::to_string(defect.side),
                 defect.sentence);
      fmt::print("      again: acdcheck mutate --only {}\n", defect.id);
      return;
    case Trial::Result::no_difference:
      fmt::print("NO EFFECT   {:<34} {:<7} {:<7} its event stream equals the healthy one: it plants nothing\n",
                 defect.id, defect.requirement, defects::to_string(defect.side));
      return;
    case Trial::Result::false_alarm:
      fmt::print("FALSE ALARM {:<34} {:<7} {:<7} a healthy run fails: {}\n", defect.id, defect.requirement, "",
                 trial.reason);
      return;
  }
}

int mutate(const Options& options) {
  const auto protocols = protocols_named(options.protocols);
  if (!protocols) {
    complain("mutate", protocols.error());
    return exit_usage;
  }
  std::vector<const defects::Defect*> wanted;
  for (const defects::Defect& defect : defects::defects()) {
    if (options.only.empty() || options.only == defect.id) wanted.push_back(&defect);
  }
  if (wanted.empty()) {
    complain("mutate", "--only: there is no planted defect '" + options.only + "'; acdsim defects lists them");
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
  KillMatrix matrix(plan);
  if (const int code = matrix.healthy().exit_code(); code == exit_nothing && !interrupted_by()) {
    complain("mutate", "nothing ran: what plays no scenario catches nothing");
    return exit_nothing;
  } else if (code != exit_ok && !interrupted_by()) {
    complain("mutate",
             "the suite does not pass without a planted defect; what fails there catches nothing. See acdcheck run");
  }
  std::size_t caught = 0;
  std::size_t planted = 0;
  bool sound = true;
  for (const defects::Defect* defect : wanted) {
    const Trial trial = matrix.try_out(*defect);
    // What was cut short proves nothing.
    if (const int signal = interrupted_by()) {
      fmt::print("Interrupted: {} of {} planted defects were tried.\n", planted, wanted.size());
      return 128 + signal;
    }
    print_trial(trial, !options.only.empty());
    std::fflush(stdout);  // somebody waits
    const bool plants = trial.result != Trial::Result::survived_rightly;
    planted += plants ? 1 : 0;
    caught += trial.result == Trial::Result::caught ? 1 : 0;
    sound = sound && (trial.result == Trial::Result::caught || trial.result == Trial::Result::survived_rightly);
  }
  for (const auto& [protocol, digest] : matrix.healthy().digests) fmt::print("digest {} {}\n", protocol, digest);
  fmt::print("{} of {} planted defects caught by {} scenario{} over {} in {:.2f} s{}.\n", caught, planted,
             scenarios->size(), scenarios->size() == 1 ? "" : "s", options.link,
             std::chrono::duration<double>(watch.elapsed()).count(), sound ? "" : "; see above for what was not");
  return sound ? exit_ok : exit_failed;
}

}  // namespace

Chosen add_mutate(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("mutate", "Play the suite against every planted defect");
  add_suite_options(*command, options->suite);
  add_readings_options(*command, options->readings);
  command->add_option("--only", options->only, "This planted defect alone, with the evidence");
  command->add_option("--protocol", options->protocols, "Protocol ids, separated by commas, or all")
      ->capture_default_str();
  command->add_option("--link", options->link, "What carries the bytes")
      ->check(CLI::IsMember({"memory", "tcp", "pty"}))
      ->capture_default_str();
  return [options] { return mutate(*options); };
}

}  // namespace acdloop::cli
