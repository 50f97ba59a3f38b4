// SPDX-License-Identifier: Apache-2.0
// Tells what a suite proves: for a person, and as JSON together with the catalogue. Used by `acdcheck coverage`; plays
// nothing.
#pragma once

#include <string>

#include "conformance/cli/coverage_table.hpp"

namespace acdloop::cli {

// One requirement a line, then what is missing, unobserved, claimed in vain; the summary is the last line.
std::string coverage_text(const CoverageTable& table);

// The same with everything the catalogue knows, on which docs/spec.md stands. Keys: requirements, scenarios, defects,
// checks_without_part, topics, symbols, relations, ambiguities, complete.
std::string coverage_json(const CoverageTable& table, std::span<const Wire> wires);

}  // namespace acdloop::cli
