// SPDX-License-Identifier: Apache-2.0
// Other files that a scenario takes its cast, its defaults and its first steps from. Between reading the document and
// reading the scenario: whoever comes after finds one tree, whose places know which file they are in. For the loader.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/document.hpp"
#include "scenarios/language/loader.hpp"

namespace acdloop::scenarios {

// Files one below the other, and files of one scenario.
inline constexpr std::size_t deepest_include = 4;
inline constexpr std::size_t most_includes = 16;

// Does the text begin as a fragment does: with the key `fragment`?
bool is_fragment(std::string_view text);

// Puts everything that the document includes into `root`; what is wrong with it is told to `sink`. `files` begins with
// the file itself and gets every included one; a Mark's `file` counts in it.
void include_files(Node& root, const Place& place, const Vocabulary& vocabulary, std::vector<IncludedFile>& files,
                   std::vector<Diagnostic>& sink);

// The line of the scenario itself that a place belongs to: where the file that holds it was included.
Mark in_the_scenario(Mark mark, const std::vector<IncludedFile>& files);
// Says of every diagnostic which file it is in, and which files included that.
void tell_files(const std::vector<IncludedFile>& files, std::vector<Diagnostic>& diagnostics);

}  // namespace acdloop::scenarios
