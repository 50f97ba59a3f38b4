// SPDX-License-Identifier: Apache-2.0
// acdcheck lint: every fault of every file, with its place and what would be right. Plays nothing.
#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::string suite;
  std::string format = "human";
};

struct Count {
  std::size_t files = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
};

std::string rendered(const scenarios::Diagnostic& diagnostic, const std::string& source, const std::string& format) {
  if (format == "gcc") return scenarios::render_gcc(diagnostic);
  if (format == "json") return scenarios::render_json(diagnostic);
  return scenarios::render_human(diagnostic, source);
}

void lint_file(const runner::Chosen& chosen, const scenarios::Vocabulary& words, const std::string& format,
               Count& count) {
  const scenarios::Loaded loaded = scenarios::load_file(chosen.file, words, chosen.root);
  ++count.files;
  for (const scenarios::Diagnostic& diagnostic : loaded.diagnostics) {
    const bool error = diagnostic.severity == scenarios::Severity::error;
    ++(error ? count.errors : count.warnings);
    fmt::print("{}", rendered(diagnostic, loaded.source, format));
  }
}

int lint(const Options& options) {
  const auto suite = suite_folder(options.suite);
  // Files of any place can be linted; only a pattern of ids needs a suite.
  const std::filesystem::path root = suite ? *suite : std::filesystem::path{};
  if (!suite && (options.paths.empty() || !options.suite.empty())) {
    complain("lint", suite.error());
    return exit_usage;
  }
  const auto chosen = runner::choose(root, options.paths, true);
  if (!chosen) {
    complain("lint", chosen.error());
    return exit_usage;
  }
  Count count;
  const scenarios::Vocabulary words = runner::vocabulary();
  for (const runner::Chosen& one : *chosen) lint_file(one, words, options.format, count);
  if (options.format == "human") {
    const auto counted = [](std::size_t count, const char* noun) {
      return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
    };
    fmt::print("{}, {}, {}\n", counted(count.files, "file"), counted(count.errors, "error"),
               counted(count.warnings, "warning"));
  }
  if (count.files == 0) {
    complain("lint", "there is no scenario in " + root.string());
    return exit_nothing;
  }
  return count.errors == 0 ? exit_ok : exit_invalid;
}

}  // namespace

Chosen add_lint(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("lint", "Say what is wrong with scenario files, all of it at once");
  command->add_option("PATH", options->paths, "Files, folders or ids; default: the whole suite");
  command->add_option("--suite", options->suite, "Folder of the suite; default: scenarios/ here or above");
  command->add_option("--format", options->format, "How to print")
      ->check(CLI::IsMember({"human", "gcc", "json"}))
      ->capture_default_str();
  return [options] { return lint(*options); };
}

}  // namespace acdloop::cli
