// SPDX-License-Identifier: Apache-2.0
// Which scenarios a command means: where the suite lies, which of its files a pattern selects, and what they say once
// loaded. Used by every command of acdcheck; plays nothing.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/loader.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::runner {

// `wanted` if given; else scenarios/ in `here` or a folder above it; else share/acdloop/scenarios beside the program.
// The error says where was looked and what to do.
std::expected<std::filesystem::path, std::string> find_suite(const std::optional<std::filesystem::path>& wanted,
                                                             const std::filesystem::path& here,
                                                             const std::filesystem::path& program);

// Parts are separated by '/'; "*" stands for any text within one part, "**" for any number of parts.
bool matches(std::string_view pattern, std::string_view id);

struct Chosen {
  std::filesystem::path file;  // as a person would name it from here: relative when below the current folder
  std::filesystem::path root;  // the suite it belongs to; empty for a file from elsewhere
  std::string id;              // its place in the suite
  std::string instance{};      // of a file with a matrix, "wrap_up=none"; empty: all of them
};

// No pattern means the whole suite. A pattern is a file, a folder, or an id with * and **. A folder outside the suite
// belongs to the folder scenarios/ it lies in, if any. "[wrap_up=none]" behind a file or id is one instance of a
// matrix. The error names every pattern that matches nothing, with the nearest ids, or every folder that could not be
// read. An empty `suite` has no scenarios: files and folders can still be named. Files that are made to be included are
// chosen by name, and with_fragments as files of a folder.
std::expected<std::vector<Chosen>, std::string> choose(const std::filesystem::path& suite,
                                                       const std::vector<std::string>& patterns,
                                                       bool with_fragments = false);

// The words that scenarios may use, from the catalogue and the API's tables.
scenarios::Vocabulary vocabulary();

struct LoadedSuite {
  std::vector<scenarios::Scenario> scenarios;
  std::vector<scenarios::Loaded> faulty;    // files with at least one error
  std::vector<scenarios::Loaded> doubtful;  // files with warnings only
  std::vector<std::string> included;        // files that they include
  std::vector<std::string> missing;  // fragments, and instances that were chosen and that their file does not have
  // SHA-256 over ids and texts in selection order: equal exactly when the same stories were selected.
  std::string fingerprint;
};
LoadedSuite load(const std::vector<Chosen>& chosen);

}  // namespace acdloop::runner
