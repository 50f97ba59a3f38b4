// SPDX-License-Identifier: Apache-2.0
// acdcheck: drives agent sessions and judges what a switch, a wire and a façade say about them.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <iterator>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"

namespace {

// A full disk behind standard output must not end in 0.
int written_out(int code) {
  using namespace acdloop::cli;
  const bool lost = std::fflush(stdout) != 0 || std::ferror(stdout) != 0;
  if (!lost) return code;
  std::perror("acdcheck: cannot write the results to standard output");
  return code == exit_ok || code == exit_nothing ? exit_broken : code;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace acdloop;
  CLI::App program{"acdcheck: does a switch tell the truth about an agent's work?", "acdcheck"};
  program.set_version_flag("--version", "acdcheck " ACDLOOP_VERSION);
  program.require_subcommand(1);
  const std::pair<const char*, cli::Chosen> commands[] = {
      {"run", cli::add_run(program)},         {"mutate", cli::add_mutate(program)},
      {"list", cli::add_list(program)},       {"lint", cli::add_lint(program)},
      {"explain", cli::add_explain(program)}, {"coverage", cli::add_coverage(program)},
      {"report", cli::add_report(program)},   {"walk", cli::add_walk(program)},
      {"schema", cli::add_schema(program)},   {"decode", cli::add_decode(program)},
      {"doctor", cli::add_doctor(program)},
  };
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // The library only says that some command is required.
    const std::string_view first = argc > 1 ? argv[1] : "-";
    const auto is_first = [first](const auto& command) { return command.first == first; };
    if (!first.starts_with("-") && std::none_of(std::begin(commands), std::end(commands), is_first)) {
      std::fprintf(stderr,
                   "acdcheck: there is no command '%s'; there is run, mutate, list, lint, explain, coverage, report, "
                   "walk, schema, decode, doctor\n",
                   argv[1]);
      return cli::exit_usage;
    }
    return program.exit(error) == 0 ? cli::exit_ok : cli::exit_usage;
  }
  try {
    for (const auto& [name, chosen] : commands) {
      if (program.got_subcommand(name)) return written_out(chosen());
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "acdcheck: %s\n", error.what());
    return cli::exit_broken;
  }
  return cli::exit_usage;
}
