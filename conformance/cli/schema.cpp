// SPDX-License-Identifier: Apache-2.0
// acdcheck schema: a format of ours in a form that editors understand.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"
#include "scenarios/language/schema.hpp"

namespace acdloop::cli {

Chosen add_schema(CLI::App& program) {
  auto what = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("schema", "Print a JSON Schema, for an editor's completion");
  command->add_option("WHAT", *what, "scenario: the files of the suite");
  return [what, command] {
    if (*what == "scenario") {
      std::fputs(scenarios::schema_text(runner::vocabulary()).c_str(), stdout);
      return exit_ok;
    }
    if (what->empty()) {
      std::fputs(command->help("acdcheck").c_str(), stderr);
    } else {
      complain("schema", "there is no schema of '" + *what + "'; there is scenario");
    }
    return exit_usage;
  };
}

}  // namespace acdloop::cli
