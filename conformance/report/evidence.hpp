// SPDX-License-Identifier: Apache-2.0
// What did not go well in a scenario, as text with all its evidence: the same words on the console and in JUnit.
// Used inside this folder.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "conformance/verdict/verdict.hpp"

namespace acdloop::report {

// The requirement's sentence by its id; may be empty, may give an empty text.
using SentenceOf = std::function<std::string(std::string_view)>;

inline constexpr std::size_t max_printed_checks = 25;

// Inconclusive, failed or broken.
bool is_trouble(const verdict::Check& check);

// "TotalCallTime of s: expected 42 s to 43 s, observed 30 s".
std::string check_sentence(const verdict::Check& check);

// "scenarios/session/x.yaml:27"; the file alone when no step asked.
std::string place_of(const verdict::Check& check, const verdict::ScenarioReport& report);

// Indented lines: title, reason, every check in trouble (at most max_printed_checks, the rest is counted), the
// moments around the first failure, the command that repeats it.
std::string evidence(const verdict::ScenarioReport& report, const SentenceOf& sentence_of);

}  // namespace acdloop::report
