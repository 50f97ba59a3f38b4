// SPDX-License-Identifier: Apache-2.0
// The commands of acdcheck, one file each. A command adds itself to the command line and, when it was chosen, says
// with which code the program ends (docs/exit-codes.md).
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conformance/runner/suite.hpp"

namespace CLI {
class App;
}

namespace acdloop::cli {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_invalid = 3;
inline constexpr int exit_broken = 5;
inline constexpr int exit_nothing = 6;

using Chosen = std::function<int()>;

// Each returns what to do when its command was given on the command line.
Chosen add_report(CLI::App& program);
Chosen add_run(CLI::App& program);
Chosen add_mutate(CLI::App& program);
Chosen add_list(CLI::App& program);
Chosen add_lint(CLI::App& program);
Chosen add_explain(CLI::App& program);
Chosen add_coverage(CLI::App& program);
Chosen add_walk(CLI::App& program);
Chosen add_schema(CLI::App& program);
Chosen add_decode(CLI::App& program);
Chosen add_doctor(CLI::App& program);

// --- shared by commands -----------------------------------------------------------------------------------------

// Diagnostics go to standard error, one colleague to another: "acdcheck run: …".
void complain(const std::string& command, const std::string& text);

struct SuiteOptions {
  std::vector<std::string> patterns;
  std::string suite;
};
// Where the suite lies, for every command the same; the error says where was looked.
std::expected<std::filesystem::path, std::string> suite_folder(const std::string& wanted);
void add_suite_options(CLI::App& command, SuiteOptions& options);

// Chooses and loads; says on standard error what is wrong, and that there is nothing when there is nothing. On failure
// `exit_code` is set (2 or 3).
std::optional<std::vector<scenarios::Scenario>> load_chosen(const std::string& command, const SuiteOptions& options,
                                                            int& exit_code);
// The same with all that is known of the selection.
std::optional<runner::LoadedSuite> load_selection(const std::string& command, const SuiteOptions& options,
                                                  int& exit_code);

// -j N: worker processes, 1 to 64.
void add_workers_option(CLI::App& command, int& workers);

// SIGINT and SIGTERM end a run between two scenarios; the partial report is written. The second one ends the program
// where it stands. 0 = none came.
void watch_for_interrupts();
int interrupted_by();

}  // namespace acdloop::cli
