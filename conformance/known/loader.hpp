// SPDX-License-Identifier: Apache-2.0
// A file of known failures to a checked list: every fault at once, each with its place, as for scenarios. Reads the
// text with the scenario language's document reader. Knows which scenarios there are, runs none.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/known/known.hpp"
#include "scenarios/language/diagnostic.hpp"

namespace acdloop::known {

// The words an entry may use. Empty `scenarios`: any, because the suite is not at hand.
struct Words {
  std::set<std::string, std::less<>> scenarios;
  std::set<std::string, std::less<>> requirements;
  std::set<std::string, std::less<>> protocols;
  std::set<std::string, std::less<>> links;
};

struct Loaded {
  std::optional<List> list;  // present when there is no diagnostic
  std::vector<scenarios::Diagnostic> diagnostics;
  std::string source;
};

Loaded load_text(std::string_view text, const std::string& file, const Words& words);
Loaded load_file(const std::string& path, const Words& words);

// K codes; the others are the scenario language's.
std::span<const scenarios::CodeRow> codes();

// A list has at most so many entries.
inline constexpr std::size_t most_entries = 500;
// A message pattern says at least so much beside its stars.
inline constexpr std::size_t least_said = 8;

}  // namespace acdloop::known
