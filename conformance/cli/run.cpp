// SPDX-License-Identifier: Apache-2.0
// acdcheck run: plays scenarios, judges them, reports, and ends with a code that cannot be green by accident.
#include <algorithm>
#include <cstdlib>

#include <CLI/CLI.hpp>

#include "conformance/bench/announcement.hpp"
#include "conformance/cli/bench_option.hpp"
#include "conformance/cli/commands.hpp"
#include "conformance/cli/floor.hpp"
#include "conformance/cli/known_option.hpp"
#include "conformance/cli/outputs.hpp"
#include "conformance/cli/suite_run.hpp"
#include "conformance/cli/watch.hpp"
#include "conformance/report/file.hpp"
#include "conformance/runner/shard.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  SuiteOptions suite;
  ReadingsOptions readings;
  OutputOptions outputs;
  KnownOptions known;
  std::string protocols = "all";
  std::string link = "memory";
  std::string clock = "virtual";
  std::string shard;
  std::string order = "selection";
  std::uint64_t seed = 1;
  int workers = 1;
  int repeat = 1;
  int least = 0;
  bool strict = false;
  bool watch = false;
  std::string bench;
  bool dry_run = false;
};

// The library would take "-1" for a large number, and a number that is too large for the largest.
CLI::Validator seed_range() {
  return {[](std::string& text) -> std::string {
            const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
            return digits && text.size() <= 18 ? "" : "a seed is a whole number of at most 18 digits, not " + text;
          },
          "NUMBER"};
}

// Nothing, said on standard error, when flag and surroundings make no sense.
std::optional<runner::Shard> choose_part(const Options& options) {
  const auto shard = runner::choose_shard(options.shard, [](const char* name) -> std::optional<std::string> {
    const char* const value = std::getenv(name);
    return value ? std::optional<std::string>{value} : std::nullopt;
  });
  if (!shard) {
    complain("run", shard.error());
    return std::nullopt;
  }
  if (shard->divided() && options.least > 0) {
    complain("run", "--min-scenarios: shard " + runner::to_string(*shard) +
                        " sees only its part: say it to acdcheck report, which sees them all");
    return std::nullopt;
  }
  if (std::string why; !shard->status_file.empty() && !report::can_write(shard->status_file, why)) {
    complain("run", why);
    return std::nullopt;
  }
  return *shard;
}

bool can_play(const scenarios::Scenario& scenario, const std::vector<const cti::Protocol*>& protocols) {
  return std::ranges::any_of(protocols, [&](const cti::Protocol* protocol) {
    return std::ranges::all_of(scenario.needs,
                               [&](const cti::Capability need) { return protocol->capabilities.supports(need); });
  });
}

// Every scenario that there is, not only those selected: a list of known failures may speak of all of them.
std::vector<std::string> all_ids(const Options& options, const std::vector<scenarios::Scenario>& selected) {
  std::vector<std::string> ids;
  for (const scenarios::Scenario& scenario : selected) ids.push_back(scenario.id);
  if (const auto suite = suite_folder(options.suite.suite)) {
    if (const auto all = runner::choose(*suite, {})) {
      for (const runner::Chosen& one : *all) ids.push_back(one.id);
    }
  }
  return ids;
}

// What goes with a bench, and what only with one; said on standard error when it does not fit.
bool fits_together(const Options& options) {
  if (options.bench.empty() && options.clock == "real") {
    complain("run", "--clock real is for runs on a bench: name its file with --bench");
    return false;
  }
  if (!options.bench.empty() && !options.readings.subject.empty()) {
    complain("run", "--subject-reading: a real switch behaves as it does; leave it out");
    return false;
  }
  if (!options.bench.empty() && options.workers > 1) {
    complain("run", "-j " + std::to_string(options.workers) + ": a bench has one queue for each story; leave it out");
    return false;
  }
  return true;
}

void take_known(RunPlan& plan, const std::unique_ptr<KnownFailures>& known) {
  if (!known) return;
  plan.known = &*known->policy;
  plan.known_text = &known->text;
}

// Plays, tells, and says with which code the program ends. `afterwards` is said on standard error before the end.
int play(const Options& options, const RunPlan& plan, Outputs& outputs, const std::string& afterwards = {}) {
  watch_for_interrupts();
  const RunOutcome outcome = carry_out(plan, outputs.events(), &outputs.console());
  std::fputs(afterwards.c_str(), stderr);
  const report::RunHeader header = header_of(plan);
  const int judged = interrupted_by() ? exit_broken : exit_code_above("run", options.least, header.protocols, outcome);
  const int code = outputs.finish(judged, outcome.reports, header, true);
  if (const int signal = interrupted_by()) return 128 + signal;
  return code;
}

int run_on_bench(const Options& options) {
  int exit_code = exit_ok;
  const auto bench = load_bench("run", options.bench, exit_code);
  if (!bench) return exit_code;
  const auto readings = choose_readings("run", options.readings, exit_code);
  if (!readings) return exit_code;
  auto selection = load_selection("run", options.suite, exit_code);
  if (!selection) return exit_code;
  const auto known = choose_known("run", options.known, all_ids(options, selection->scenarios), exit_code);
  if (!known) return exit_code;
  bench::Carried carried = bench::carry(selection->scenarios, *bench);
  std::fputs(bench::announcement(*bench, carried).c_str(), stderr);
  if (options.dry_run) return exit_ok;
  const auto outputs = Outputs::open("run", options.outputs);
  if (!outputs) return exit_usage;
  RunPlan plan{carried.scenarios, {&bench->protocol}, {}, options.seed, options.strict, nullptr, *readings};
  plan.bench = &*bench;
  plan.cannot = std::move(carried.cannot);
  plan.random_order = options.order == "random";
  plan.repeat = options.repeat;
  plan.suite = selection->fingerprint;
  take_known(plan, *known);
  return play(options, plan, *outputs, bench::judged_there(*bench));
}

int run(const Options& options) {
  if (!Outputs::acceptable("run", options.outputs) || !fits_together(options)) return exit_usage;
  if (!options.bench.empty()) return run_on_bench(options);
  const auto protocols = protocols_named(options.protocols);
  if (!protocols) {
    complain("run", protocols.error());
    return exit_usage;
  }
  const auto shard = choose_part(options);
  if (!shard) return exit_usage;
  int exit_code = exit_ok;
  const auto readings = choose_readings("run", options.readings, exit_code);
  if (!readings) return exit_code;
  auto selection = load_selection("run", options.suite, exit_code);
  if (!selection) return exit_code;
  const auto known = choose_known("run", options.known, all_ids(options, selection->scenarios), exit_code);
  if (!known) return exit_code;
  // Nothing is touched before all that can be refused was refused.
  if (!shard->status_file.empty()) {
    if (const auto written = report::write_whole(shard->status_file, ""); !written) {
      complain("run", written.error());
      return exit_usage;
    }
  }
  const auto outputs = Outputs::open("run", options.outputs);
  if (!outputs) return exit_usage;

  const auto playable = [&](const scenarios::Scenario& scenario) { return can_play(scenario, *protocols); };
  const bool some_can_play = std::ranges::any_of(selection->scenarios, playable);
  const int selected = static_cast<int>(selection->scenarios.size());
  const std::vector<scenarios::Scenario> part = runner::part_of(std::move(selection->scenarios), *shard);
  RunPlan plan{part, *protocols, link_named(options.link), options.seed, options.strict, nullptr, *readings};
  plan.workers = options.workers;
  plan.random_order = options.order == "random";
  plan.repeat = options.repeat;
  plan.shard = *shard;
  plan.selected = selected;
  plan.suite = selection->fingerprint;
  plan.others_can_play = some_can_play && std::ranges::none_of(part, playable);
  take_known(plan, *known);
  return play(options, plan, *outputs);
}

}  // namespace

Chosen add_run(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("run", "Play scenarios and judge what they show");
  add_suite_options(*command, options->suite);
  add_readings_options(*command, options->readings);
  command->add_option("--protocol", options->protocols, "Protocol ids, separated by commas, or all")
      ->capture_default_str();
  command->add_option("--link", options->link, "What carries the bytes")
      ->check(CLI::IsMember({"memory", "tcp", "pty"}))
      ->capture_default_str();
  command->add_option("--clock", options->clock, "virtual; real with --bench, and only there")
      ->check(CLI::IsMember({"virtual", "real"}))
      ->capture_default_str();
  add_output_options(*command, options->outputs);
  command->add_option("--seed", options->seed, "Decides from where the switch numbers its calls")
      ->check(seed_range())
      ->capture_default_str();
  command->add_flag("--strict", options->strict, "A broken soft requirement is a failure, not a warning");
  add_workers_option(*command, options->workers);
  command->add_option("--shard", options->shard,
                      "I/N: play every N-th scenario from the I-th on; default: what the pipeline's variables say");
  add_known_options(*command, options->known);
  command->add_option("--repeat", options->repeat, "Play each scenario so often, each time with another seed")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->add_option("--order", options->order, "In which order to play: as selected, or random from the seed")
      ->check(CLI::IsMember({"selection", "random"}))
      ->capture_default_str();
  add_floor_option(*command, options->least);
  CLI::Option* bench = command->add_option("--bench", options->bench, "A real switch, as this bench file describes it");
  for (const char* const other : {"--protocol", "--link", "--shard"}) bench->excludes(command->get_option(other));
  command
      ->add_flag("--dry-run", options->dry_run,
                 "Say what would be done on the bench, to whom and how long; touch nothing")
      ->needs(bench);
  CLI::Option* watch = command->add_flag("--watch", options->watch, "Run again whenever one of the files is saved");
  // Reports are of one run; a watch is for the person who writes.
  for (const char* const report : {"--junit", "--events", "--shard", "--bench"})
    watch->excludes(command->get_option(report));
  return [options] {
    if (!options->watch) return run(*options);
    return run_on_every_save(options->suite, [&options] { return run(*options); });
  };
}

}  // namespace acdloop::cli
