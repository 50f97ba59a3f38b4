// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/outputs.hpp"

#include <unistd.h>

#include <utility>

#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"
#include "conformance/cli/run_readings.hpp"
#include "conformance/cli/suite_run.hpp"
#include "conformance/report/file.hpp"
#include "conformance/report/junit.hpp"
#include "conformance/report/terminal.hpp"

namespace acdloop::cli {
namespace {

// Where the results go when the event stream has standard output for itself.
int results_descriptor(const OutputOptions& options) { return options.events == "-" ? STDERR_FILENO : STDOUT_FILENO; }

report::ConsoleOptions console_options(const OutputOptions& options) {
  const report::Surroundings around = report::surroundings_of(results_descriptor(options));
  report::ConsoleOptions console;
  console.detail = options.quiet     ? report::Detail::quiet
                   : options.verbose ? report::Detail::verbose
                                     : report::Detail::normal;
  console.colour = report::use_colour(*report::colour_when_from(options.colour), around);
  console.sentence_of = &sentence_of;
  return console;
}

}  // namespace

void add_output_options(CLI::App& command, OutputOptions& options) {
  command.add_option("--junit", options.junit, "Write a JUnit XML report to this file");
  command.add_option("--events", options.events, "Write the event stream (NDJSON) to this file, or - for stdout");
  command.add_option("--color", options.colour, "When to colour")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  CLI::Option* quiet = command.add_flag("-q", options.quiet, "Only digests and summary");
  command.add_flag("-v", options.verbose, "Every check")->excludes(quiet);
}

bool Outputs::acceptable(const std::string& command, const OutputOptions& options) {
  std::string why;
  if (options.junit == "-") {
    why = "--junit -: standard output belongs to the results: name a file";
  } else if (!options.junit.empty() && options.junit == options.events) {
    why = "--junit and --events both name " + options.junit + ": name two files";
  }
  for (const std::string& path : {options.junit, options.events}) {
    if (why.empty() && !path.empty() && path != "-") report::can_write(path, why);
  }
  if (!why.empty()) complain(command, why);
  return why.empty();
}

Outputs::Outputs(std::string command, const OutputOptions& options)
    : command_(std::move(command)),
      options_(options),
      results_(results_descriptor(options), "the results"),
      status_(STDERR_FILENO, "standard error") {
  const bool redraw = report::use_status_line(report::surroundings_of(STDERR_FILENO)) && !options.quiet;
  console_.emplace(results_, redraw ? &status_ : nullptr, console_options(options));
}

std::unique_ptr<Outputs> Outputs::open(const std::string& command, const OutputOptions& options) {
  std::unique_ptr<Outputs> outputs(new Outputs(command, options));
  if (options.events.empty()) return outputs;
  auto opened = report::FileSink::open(options.events);
  if (!opened) {
    complain(command, opened.error());
    return nullptr;
  }
  outputs->events_ = std::move(*opened);
  return outputs;
}

bool Outputs::write_junit(std::span<const verdict::ScenarioReport> reports, const report::RunHeader& header,
                          bool own_time) const {
  if (options_.junit.empty()) return true;
  report::JunitOptions junit;
  junit.properties = {{"seed", header.seed}, {"clock", header.clock}};
  if (header.shards > 1) {
    junit.properties.emplace_back("shard", std::to_string(header.shard) + "/" + std::to_string(header.shards));
  }
  for (const auto& [key, value] : header.readings) junit.properties.emplace_back("reading " + key, value);
  for (const auto& [key, value] : header.subject_readings) {
    junit.properties.emplace_back("subject reading " + key, value);
  }
  for (const RunReadings::Observed& reading : readings_of(reports).observed()) {
    junit.properties.emplace_back("reading observed " + reading.protocol + " " + reading.key, reading.text);
  }
  junit.sentence_of = &sentence_of;
  junit.own_time = own_time;
  const auto written = report::write_whole(options_.junit, report::junit_xml(reports, junit));
  if (!written) complain(command_, written.error());
  return written.has_value();
}

int Outputs::finish(int judged, std::span<const verdict::ScenarioReport> reports, const report::RunHeader& header,
                    bool own_time) {
  const bool junit_written = write_junit(reports, header, own_time);
  const bool events_written = !events_ || events_->close();
  if (!events_written) complain(command_, events_->error());
  if (!results_.flush()) complain(command_, results_.error());
  const bool lost_a_report = !junit_written || !events_written || !results_.ok();
  return judged == exit_failed || !lost_a_report ? judged : exit_broken;
}

}  // namespace acdloop::cli
