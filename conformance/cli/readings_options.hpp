// SPDX-License-Identifier: Apache-2.0
// --readings, --reading and --subject-reading: which answers to the open points of the documents are held in a run, and
// which ones our own switch and façade give. Used by the commands that play scenarios.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/tapi/readings.hpp"
#include "scenarios/language/settings.hpp"

namespace CLI {
class App;
}

namespace acdloop::cli {

struct ReadingsOptions {
  std::string file;
  std::vector<std::string> held;     // "KEY=VALUE"
  std::vector<std::string> subject;  // "KEY=VALUE"
};

struct ChosenReadings {
  tapi::Readings held;
  tapi::Readings subject;
  std::string options;  // as they stand on a command line that repeats the run; begins with a blank if not empty
};

void add_readings_options(CLI::App& command, ReadingsOptions& options);
// Says on standard error what is wrong; `exit_code` is then 2 (command line) or 3 (file).
std::optional<ChosenReadings> choose_readings(const std::string& command, const ReadingsOptions& options,
                                              int& exit_code);

// --- the parts, for tests ---------------------------------------------------------------------------------------

// The error is one sentence with the nearest words.
std::expected<void, std::string> hold(tapi::Readings& readings, std::string_view key, std::string_view value);
// What the file holds is put into `readings`; the diagnostics say what was wrong with it.
std::vector<scenarios::Diagnostic> hold_all(tapi::Readings& readings, const scenarios::Settings& settings,
                                            const std::string& file);

}  // namespace acdloop::cli
