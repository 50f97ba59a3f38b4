// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdio>

#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"

namespace acdloop::cli {
namespace {

volatile std::sig_atomic_t interrupt = 0;

void on_interrupt(int signal) {
  interrupt = signal;
  std::signal(signal, SIG_DFL);  // a scenario that never ends must not hold the person up
}

std::filesystem::path this_program() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored);
}

}  // namespace

void complain(const std::string& command, const std::string& text) {
  std::fprintf(stderr, "acdcheck %s: %s\n", command.c_str(), text.c_str());
}

std::expected<std::filesystem::path, std::string> suite_folder(const std::string& wanted) {
  std::optional<std::filesystem::path> named;
  if (!wanted.empty()) named = wanted;
  return runner::find_suite(named, std::filesystem::current_path(), this_program());
}

void add_suite_options(CLI::App& command, SuiteOptions& options) {
  command.add_option("PATTERN", options.patterns, "A file, a folder, or ids with * (one part) and **; default: all");
  command.add_option("--suite", options.suite, "Folder of the suite; default: scenarios/ here or above");
}

std::optional<std::vector<scenarios::Scenario>> load_chosen(const std::string& command, const SuiteOptions& options,
                                                            int& exit_code) {
  auto loaded = load_selection(command, options, exit_code);
  if (!loaded) return std::nullopt;
  return std::move(loaded->scenarios);
}

std::optional<runner::LoadedSuite> load_selection(const std::string& command, const SuiteOptions& options,
                                                  int& exit_code) {
  const auto suite = suite_folder(options.suite);
  // Files can be played from anywhere; only ids, and the whole suite, need one.
  if (!suite && (options.patterns.empty() || !options.suite.empty())) {
    complain(command, suite.error());
    exit_code = exit_usage;
    return std::nullopt;
  }
  const auto chosen = runner::choose(suite.value_or(std::filesystem::path{}), options.patterns);
  if (!chosen) {
    complain(command, chosen.error());
    if (!suite) complain(command, suite.error());
    exit_code = exit_usage;
    return std::nullopt;
  }
  if (chosen->empty()) complain(command, "there is no scenario in " + suite->string());
  runner::LoadedSuite loaded = runner::load(*chosen);
  for (const scenarios::Loaded& faulty : loaded.faulty) {
    for (const scenarios::Diagnostic& diagnostic : faulty.diagnostics) {
      std::fputs(scenarios::render_human(diagnostic, faulty.source).c_str(), stderr);
    }
  }
  if (!loaded.faulty.empty()) {
    complain(command, std::to_string(loaded.faulty.size()) + " of " + std::to_string(chosen->size()) +
                          " scenario files are invalid; nothing was run");
    exit_code = exit_invalid;
    return std::nullopt;
  }
  for (const std::string& missing : loaded.missing) complain(command, missing);
  if (!loaded.missing.empty()) {
    exit_code = exit_usage;
    return std::nullopt;
  }
  return loaded;
}

void add_workers_option(CLI::App& command, int& workers) {
  command.add_option("-j,--jobs", workers, "Worker processes; 1 plays in this one")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
}

void watch_for_interrupts() {
  std::signal(SIGINT, &on_interrupt);
  std::signal(SIGTERM, &on_interrupt);
}

int interrupted_by() { return interrupt; }

}  // namespace acdloop::cli
