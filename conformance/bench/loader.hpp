// SPDX-License-Identifier: Apache-2.0
// A bench file to checked values: every fault at once, each with its place, as for scenarios. Reads the text with the
// scenario language's document reader. Reaches no switch.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/bench/bench_file.hpp"
#include "scenarios/language/diagnostic.hpp"

namespace acdloop::bench {

struct Loaded {
  std::optional<BenchFile> bench;  // present when there is no diagnostic
  std::vector<scenarios::Diagnostic> diagnostics;
  std::string source;
};

// What the file may refer to.
struct Surroundings {
  std::span<const cti::Protocol> protocols;
  std::function<std::optional<std::string>(const std::string& variable)> environment;
};

Loaded load_text(std::string_view text, const std::string& file, const Surroundings& around);
Loaded load_file(const std::string& path, const Surroundings& around);

// B codes; the others are the scenario language's.
std::span<const scenarios::CodeRow> codes();

inline constexpr std::size_t most_entries = 200;  // queues, or agents

}  // namespace acdloop::bench
