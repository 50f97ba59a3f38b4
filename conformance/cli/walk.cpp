// SPDX-License-Identifier: Apache-2.0
// acdcheck walk: random walks over the floor until so many sessions were judged; what fails is made small and written
// as a scenario that can join the suite.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"
#include "conformance/cli/suite_run.hpp"
#include "conformance/report/file.hpp"
#include "conformance/report/text.hpp"
#include "conformance/walks/hunt.hpp"
#include "drivers/time/stopwatch.hpp"
#include "scenarios/language/writer.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  std::string protocol = "system-oai";
  std::string link = "memory";
  std::string defect = "none";
  std::string keep;
  std::uint64_t seed = 1;
  int sessions = 1000;
  int steps = walks::WalkSize{}.steps;
  int tries = walks::HuntPlan{}.max_tries;
};

std::string first_failed(const verdict::ScenarioReport& report) {
  for (const verdict::Check& check : report.checks) {
    if (check.verdict <= verdict::Verdict::inconclusive) continue;
    return fmt::format("{}  {}\n  what      {}\n  expected  {}\n  observed  {}\n", check.requirement,
                       sentence_of(check.requirement), what_of(check), check.expected, check.observed);
  }
  return report.reason.empty() ? "" : report.reason + "\n";
}

void tell(const Options& options, const walks::Finding& finding) {
  const std::string failed = finding.failure.requirement.empty()
                                 ? std::string{verdict::to_string(finding.failure.outcome)}
                                 : finding.failure.requirement;
  const std::string comment = fmt::format("Found by a random walk: acdcheck walk --protocol {} --seed {} --sessions 1",
                                          options.protocol, finding.seed) +
                              (options.defect == "none" ? "" : " --defect " + options.defect) + "\nIt fails: " + failed;
  walks::Finding named = finding;
  named.scenario.title = "A story that a random walk found";
  const std::string yaml = scenarios::to_yaml(named.scenario, comment);
  fmt::print("walk {} does not pass: {}\n{}", finding.seed, failed, first_failed(finding.report));
  fmt::print("{} of {} steps are left after {} tries{}\n\n{}", finding.scenario.steps.size(), finding.steps_before,
             finding.tries, finding.tries_ran_out ? " (no more were allowed)" : "", options.keep.empty() ? yaml : "");
  if (options.keep.empty()) return;
  if (const auto written = report::write_whole(options.keep, yaml); !written) complain("walk", written.error());
  fmt::print("again: acdcheck run {} --protocol {}\n", options.keep, options.protocol);
}

int code_of(const walks::Finding& finding) {
  return finding.failure.outcome == verdict::Outcome::fail ? exit_failed : exit_broken;
}

int walk(const Options& options) {
  const auto protocols = protocols_named(options.protocol);
  if (!protocols || protocols->size() != 1) {
    complain("walk", protocols ? "--protocol: one protocol, please: a walk is made for one wire" : protocols.error());
    return exit_usage;
  }
  const defects::Defect* defect = defects::find_defect(options.defect);
  if (!defect) {
    complain("walk", "--defect: there is no planted defect '" + options.defect + "'; acdsim defects lists them");
    return exit_usage;
  }
  if (!defects::breaks(*defect, protocols->front()->id)) {
    complain("walk", "--defect: '" + options.defect + "' breaks " + std::string{defect->protocol} +
                         ", and the walk is on " + options.protocol + ": it would find nothing");
    return exit_usage;
  }
  if (std::string why; !options.keep.empty() && !report::can_write(options.keep, why)) {
    complain("walk", why);
    return exit_usage;
  }
  watch_for_interrupts();
  const Stopwatch watch;
  const cti::Protocol& protocol = *protocols->front();
  const tapi::Readings held;
  self_test::SelfTestBenches benches(protocol, link_named(options.link), held, held, defect, options.seed);
  walks::HuntPlan plan;
  plan.seed = options.seed;
  plan.sessions = options.sessions;
  plan.size.steps = options.steps;
  plan.max_tries = options.tries;
  plan.interrupted = [] { return interrupted_by() != 0; };
  const walks::HuntResult result = walks::hunt(plan, benches);
  if (result.finding) tell(options, *result.finding);
  fmt::print(
      "{} sessions and {} calls in {} random walks on {} over {}, seeds {} to {}: {} checks, {} of telephone time in "
      "{}: {}.\n",
      result.sessions, result.calls, result.walks, protocol.id, options.link, options.seed,
      options.seed + static_cast<std::uint64_t>(std::max(result.walks, 1)) - 1, result.checks,
      report::spoken(result.telephone_time), report::spoken(watch.elapsed()),
      result.finding ? "one does not pass" : "switch, façade and oracle agree");
  if (const int signal = interrupted_by()) return 128 + signal;
  return result.finding ? code_of(*result.finding) : exit_ok;
}

}  // namespace

Chosen add_walk(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "walk", "Walk at random over the floor and judge every session; a walk that fails becomes a scenario");
  command->add_option("--protocol", options->protocol, "The protocol to walk on")->capture_default_str();
  command->add_option("--link", options->link, "memory, tcp or pty")
      ->check(CLI::IsMember({"memory", "tcp", "pty"}))
      ->capture_default_str();
  command->add_option("--sessions", options->sessions, "So many sessions at least")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Of the first walk; the next ones follow")->capture_default_str();
  command->add_option("--steps", options->steps, "Steps of one walk before everybody goes home")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  command->add_option("--tries", options->tries, "How often a failing walk is played again to make it smaller")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  command->add_option("--defect", options->defect, "Walk with a planted defect: what a finding looks like")
      ->capture_default_str();
  command->add_option("--keep", options->keep, "Write a finding to this file instead of the console");
  return [options] { return walk(*options); };
}

}  // namespace acdloop::cli
