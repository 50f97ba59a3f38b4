// SPDX-License-Identifier: Apache-2.0
// acdcheck run: plays scenarios, judges them, reports, and ends with a code that cannot be green by accident.
#include <unistd.h>
#include <chrono>

#include <CLI/CLI.hpp>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/cli/commands.hpp"
#include "conformance/cli/suite_run.hpp"
#include "conformance/report/file.hpp"
#include "conformance/report/junit.hpp"
#include "conformance/report/terminal.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  SuiteOptions suite;
  ReadingsOptions readings;
  std::string protocols = "all";
  std::string link = "memory";
  std::string clock = "virtual";
  std::string junit;
  std::string events;
  std::string colour = "auto";
  std::uint64_t seed = 1;
  bool strict = false;
  bool quiet = false;
  bool verbose = false;
};

// Where the results go when the event stream has standard output for itself.
int results_descriptor(const Options& options) { return options.events == "-" ? STDERR_FILENO : STDOUT_FILENO; }

report::ConsoleOptions console_options(const Options& options) {
  const report::Surroundings around = report::surroundings_of(results_descriptor(options));
  report::ConsoleOptions console;
  console.detail = options.quiet     ? report::Detail::quiet
                   : options.verbose ? report::Detail::verbose
                                     : report::Detail::normal;
  console.colour = report::use_colour(*report::colour_when_from(options.colour), around);
  console.sentence_of = &sentence_of;
  return console;
}

bool write_junit(const Options& options, const ChosenReadings& readings, const RunOutcome& outcome) {
  if (options.junit.empty()) return true;
  report::JunitOptions junit;
  junit.properties = {{"seed", std::to_string(options.seed)}, {"clock", options.clock}};
  for (const auto& [key, value] : tapi::describe(readings.held)) junit.properties.emplace_back("reading " + key, value);
  junit.sentence_of = &sentence_of;
  const auto written = report::write_whole(options.junit, report::junit_xml(outcome.reports, junit));
  if (!written) complain("run", written.error());
  return written.has_value();
}

// The library would take "-1" for a large number, and a number that is too large for the largest.
CLI::Validator seed_range() {
  return {[](std::string& text) -> std::string {
            const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
            return digits && text.size() <= 18 ? "" : "a seed is a whole number of at most 18 digits, not " + text;
          },
          "NUMBER"};
}

int run(const Options& options) {
  std::string why;
  if (options.junit == "-") {
    complain("run", "--junit -: standard output belongs to the results: name a file");
    return exit_usage;
  }
  if (!options.junit.empty() && options.junit == options.events) {
    complain("run", "--junit and --events both name " + options.junit + ": name two files");
    return exit_usage;
  }
  for (const std::string& path : {options.junit, options.events}) {
    if (!path.empty() && path != "-" && !report::can_write(path, why)) {
      complain("run", why);
      return exit_usage;
    }
  }
  const auto protocols = protocols_named(options.protocols);
  if (!protocols) {
    complain("run", protocols.error());
    return exit_usage;
  }
  int exit_code = exit_ok;
  const auto readings = choose_readings("run", options.readings, exit_code);
  if (!readings) return exit_code;
  const auto scenarios = load_chosen("run", options.suite, exit_code);
  if (!scenarios) return exit_code;

  std::unique_ptr<report::FileSink> events;
  if (!options.events.empty()) {
    auto opened = report::FileSink::open(options.events);
    if (!opened) {
      complain("run", opened.error());
      return exit_usage;
    }
    events = std::move(*opened);
  }
  report::FileSink results(results_descriptor(options), "the results");
  report::FileSink status(STDERR_FILENO, "standard error");
  const bool redraw = report::use_status_line(report::surroundings_of(STDERR_FILENO)) && !options.quiet;
  report::Console console(results, redraw ? &status : nullptr, console_options(options));

  watch_for_interrupts();
  RunPlan plan{*scenarios, *protocols, link_named(options.link), options.seed, options.strict, nullptr, *readings};
  RunOutcome outcome = carry_out(plan, events.get(), &console);

  const bool junit_written = write_junit(options, *readings, outcome);
  const bool events_written = !events || events->close();
  if (!events_written) complain("run", events->error());
  if (!results.flush()) complain("run", results.error());
  if (const int signal = interrupted_by()) return 128 + signal;
  const int judged = outcome.exit_code();
  const bool lost_a_report = !junit_written || !events_written || !results.ok();
  return judged == exit_failed || !lost_a_report ? judged : exit_broken;
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
  command->add_option("--clock", options->clock, "virtual; a real clock comes with runs against real switches")
      ->check(CLI::IsMember({"virtual"}))
      ->capture_default_str();
  command->add_option("--junit", options->junit, "Write a JUnit XML report to this file");
  command->add_option("--events", options->events, "Write the event stream (NDJSON) to this file, or - for stdout");
  command->add_option("--seed", options->seed, "Decides from where the switch numbers its calls")
      ->check(seed_range())
      ->capture_default_str();
  command->add_flag("--strict", options->strict, "A broken soft requirement is a failure, not a warning");
  command->add_option("--color", options->colour, "When to colour")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  CLI::Option* quiet = command->add_flag("-q", options->quiet, "Only digests and summary");
  command->add_flag("-v", options->verbose, "Every check")->excludes(quiet);
  return [options] { return run(*options); };
}

}  // namespace acdloop::cli
