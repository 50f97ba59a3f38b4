// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/bench_option.hpp"

#include <cstdio>
#include <cstdlib>

#include "conformance/bench/loader.hpp"
#include "conformance/cli/commands.hpp"
#include "drivers/registry/registry.hpp"

namespace acdloop::cli {

std::optional<bench::BenchFile> load_bench(const std::string& command, const std::string& file, int& exit_code) {
  const bench::Surroundings around{registry::protocols(), [](const std::string& name) -> std::optional<std::string> {
                                     const char* const value = std::getenv(name.c_str());
                                     return value ? std::optional<std::string>{value} : std::nullopt;
                                   }};
  bench::Loaded loaded = bench::load_file(file, around);
  if (loaded.bench) return std::move(loaded.bench);
  for (const scenarios::Diagnostic& diagnostic : loaded.diagnostics) {
    std::fputs(scenarios::render_human(diagnostic, loaded.source).c_str(), stderr);
  }
  complain(command, "the bench file is invalid; nothing was touched");
  exit_code = exit_invalid;
  return std::nullopt;
}

}  // namespace acdloop::cli
