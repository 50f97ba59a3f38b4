// SPDX-License-Identifier: Apache-2.0
// acdcheck report: the event streams of all shards, told and judged as one run.
#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"
#include "conformance/cli/floor.hpp"
#include "conformance/cli/known_option.hpp"
#include "conformance/cli/outputs.hpp"
#include "conformance/cli/telling.hpp"
#include "conformance/report/merge.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  std::vector<std::string> streams;
  OutputOptions outputs;
  int least = 0;
};

// Nothing, said on standard error, when one cannot be read.
std::optional<std::vector<report::StreamFile>> read_all(const std::vector<std::string>& paths) {
  std::vector<report::StreamFile> files;
  bool readable = true;
  for (const std::string& path : paths) {
    auto file = report::read_stream_file(path);
    if (file) {
      files.push_back(std::move(*file));
      continue;
    }
    complain("report", file.error());
    readable = false;
  }
  return readable ? std::optional{std::move(files)} : std::nullopt;
}

int tell(const Options& options) {
  if (!Outputs::acceptable("report", options.outputs)) return exit_usage;
  for (const std::string& path : options.streams) {
    if (path != options.outputs.events && path != options.outputs.junit) continue;
    complain("report", path + " is read and cannot be written: name another file");
    return exit_usage;
  }
  const auto files = read_all(options.streams);
  if (!files) return exit_invalid;
  const auto merged = report::merge(*files);
  if (!merged) {
    complain("report", merged.error());
    return exit_invalid;
  }
  const auto known = known_of(merged->header);
  if (!known) {
    complain("report", known.error());
    return exit_invalid;
  }
  const auto outputs = Outputs::open("report", options.outputs);
  if (!outputs) return exit_usage;
  Telling telling(merged->header, outputs->events(), &outputs->console(), *known ? &*(*known)->policy : nullptr);
  for (const report::StreamFile::Scenario* scenario : merged->order) telling.scenario(scenario->lines, {});
  const RunOutcome outcome = telling.finish(std::nullopt);
  const int judged = exit_code_above("report", options.least, merged->header.protocols, outcome);
  return outputs->finish(judged, outcome.reports, merged->header, false);
}

}  // namespace

Chosen add_report(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("report", "Put the event streams of shards together and judge them as one run");
  command->add_option("EVENTS", options->streams, "Files that acdcheck run --events wrote: one, or those of all shards")
      ->required();
  add_output_options(*command, options->outputs);
  add_floor_option(*command, options->least);
  return [options] { return tell(*options); };
}

}  // namespace acdloop::cli
