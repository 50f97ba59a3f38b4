// SPDX-License-Identifier: Apache-2.0
// acdcheck list: one scenario a line, id first.
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "conformance/cli/commands.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  SuiteOptions suite;
  bool json = false;
};

void print_json(const scenarios::Scenario& scenario) {
  nlohmann::ordered_json line;
  line["id"] = scenario.id;
  line["title"] = scenario.title;
  line["file"] = scenario.file;
  line["covers"] = scenario.covers;
  line["needs"] = nlohmann::json::array();
  for (const cti::Capability need : scenario.needs) line["needs"].push_back(cti::to_string(need));
  fmt::print("{}\n", line.dump());
}

int list(const Options& options) {
  int exit_code = exit_ok;
  const auto scenarios = load_chosen("list", options.suite, exit_code);
  if (!scenarios) return exit_code;
  if (scenarios->empty()) return exit_nothing;
  std::size_t width = 0;
  for (const scenarios::Scenario& scenario : *scenarios) width = std::max(width, scenario.id.size());
  for (const scenarios::Scenario& scenario : *scenarios) {
    if (options.json) {
      print_json(scenario);
    } else {
      fmt::print("{:<{}}  {}\n", scenario.id, width, scenario.title);
    }
  }
  return exit_ok;
}

}  // namespace

Chosen add_list(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("list", "Name the scenarios of the suite, one a line");
  add_suite_options(*command, options->suite);
  command->add_flag("--json", options->json, "One JSON object a line");
  return [options] { return list(*options); };
}

}  // namespace acdloop::cli
