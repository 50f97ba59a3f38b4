// SPDX-License-Identifier: Apache-2.0
// --bench: a real switch in place of the emulated one. Used by `acdcheck run` and `acdcheck doctor`.
#pragma once

#include <optional>
#include <string>

#include "conformance/bench/bench_file.hpp"

namespace acdloop::cli {

// Says on standard error what is wrong; `exit_code` is then 2 or 3.
std::optional<bench::BenchFile> load_bench(const std::string& command, const std::string& file, int& exit_code);

}  // namespace acdloop::cli
