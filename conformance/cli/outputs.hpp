// SPDX-License-Identifier: Apache-2.0
// Where a judged run is told: results, JUnit, event stream, colours; refused before anything is played, and never green
// when one of them was lost. Shared by `acdcheck run` and `acdcheck report`.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "conformance/report/console.hpp"
#include "conformance/report/sink.hpp"
#include "conformance/verdict/verdict.hpp"

namespace CLI {
class App;
}

namespace acdloop::cli {

struct OutputOptions {
  std::string junit;
  std::string events;
  std::string colour = "auto";
  bool quiet = false;
  bool verbose = false;
};
void add_output_options(CLI::App& command, OutputOptions& options);

class Outputs {
 public:
  // False when a place cannot be written to or two are the same; said on standard error.
  static bool acceptable(const std::string& command, const OutputOptions& options);
  // Opens; nothing, said on standard error, when that fails.
  static std::unique_ptr<Outputs> open(const std::string& command, const OutputOptions& options);

  report::Console& console() { return *console_; }
  report::TextSink* events() { return events_.get(); }

  // Writes JUnit and closes the rest. The code the program ends with: `judged`, unless something was lost.
  // `own_time`: whether the reports know how long they took us.
  int finish(int judged, std::span<const verdict::ScenarioReport> reports, const report::RunHeader& header,
             bool own_time);

 private:
  Outputs(std::string command, const OutputOptions& options);
  bool write_junit(std::span<const verdict::ScenarioReport> reports, const report::RunHeader& header,
                   bool own_time) const;

  std::string command_;
  OutputOptions options_;
  report::FileSink results_;
  report::FileSink status_;
  std::unique_ptr<report::FileSink> events_;
  std::optional<report::Console> console_;
};

}  // namespace acdloop::cli
