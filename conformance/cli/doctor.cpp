// SPDX-License-Identifier: Apache-2.0
// acdcheck doctor: is a bench ready? Logs in, asks, changes nothing.
#include <memory>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "conformance/bench/doctor.hpp"
#include "conformance/cli/bench_option.hpp"
#include "conformance/cli/commands.hpp"

namespace acdloop::cli {

Chosen add_doctor(CLI::App& program) {
  auto file = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("doctor", "Log in to a bench, say what is there and what is missing");
  command->add_option("--bench", *file, "The bench file")->required();
  return [file] {
    int exit_code = exit_ok;
    const auto bench = load_bench("doctor", *file, exit_code);
    if (!bench) return exit_code;
    watch_for_interrupts();
    const bench::Findings findings =
        bench::examine(*bench, bench::real_world(*bench), [] { return interrupted_by() != 0; });
    for (const std::string& line : findings.lines) fmt::print("{}\n", line);
    for (const std::string& line : findings.missing) fmt::print("missing: {}\n", line);
    if (interrupted_by()) return 128 + interrupted_by();
    fmt::print("{}\n", findings.missing.empty() ? "the bench is ready" : "the bench is not ready");
    return findings.missing.empty() ? exit_ok : exit_broken;
  };
}

}  // namespace acdloop::cli
