// SPDX-License-Identifier: Apache-2.0
// Scenario files to checked values: every fault of a file at once, each with its place. Used by acdcheck and acdsim,
// who pass in the words of other modules (requirement ids, figures, error names). Never executes anything.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/language/diagnostic.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::scenarios {

enum class FigureKind : std::uint8_t {
  time,   // written as a duration: "talk_time: 30.2s"
  count,  // written as a whole number: "calls: 1"
  other,  // can be queried, has no written truth: state, start time, rate
};

// By the unit that the figure is told in: "s" and "s/call" are times, "calls" is a count.
FigureKind figure_kind_of(std::string_view unit);

// Words that belong to other modules. An empty set means that no word of that kind is known.
struct Vocabulary {
  std::set<std::string, std::less<>> requirements;         // "AS-016"
  std::set<std::string, std::less<>> judged_anyway;        // "WIRE-1": in every story, so none says that it covers them
  bool any_requirement = false;                            // for programs that do not judge: take `covers` as it is
  std::map<std::string, FigureKind, std::less<>> figures;  // "call_time"
  std::set<std::string, std::less<>> errors;               // "TAPI_E_TIMEOUT"
};

// A file that a scenario includes; or, as the first of them, the scenario's own, without its text.
struct IncludedFile {
  std::string name;  // as messages call it
  std::string text{};
  Mark included_at{};  // in which file, and where in it
};

struct Loaded {
  std::optional<Scenario> scenario;     // present when no diagnostic is an error
  std::vector<Scenario> further;        // of a matrix: the other instances
  std::vector<Diagnostic> diagnostics;  // by line, column, code
  std::string source;                   // the text that was read, for render_human
  std::vector<IncludedFile> files;      // the scenario's own, and those that it includes
  bool is_fragment = false;             // made to be included: no scenario, and no fault of its own
};

// A file may have so many bytes, a value be nested so deep, a document have so many values.
inline constexpr std::size_t max_file_bytes = 1024 * 1024;
inline constexpr int max_nesting = 32;
inline constexpr int max_values = 50'000;
// So many diagnostics of one file are kept, then one more says that there were more.
inline constexpr std::size_t max_diagnostics = 200;
// No written duration, and no story as a whole, is longer.
inline constexpr Duration max_duration = std::chrono::hours{48};

// Where a text lies, so that it can include others; empty: nowhere.
struct Place {
  std::filesystem::path file;
  std::filesystem::path root;  // of its suite, beyond which nothing is included; empty: as its id says
};
// `file` is what diagnostics call the text. `expected_id`, if not empty, is what `id:` must say.
Loaded load_text(std::string_view text, const std::string& file, const Vocabulary& vocabulary,
                 std::string_view expected_id = {}, const Place& place = {});
// Reads a file of at most max_file_bytes; what cannot be read is a diagnostic. With a `suite_root` the id must be
// the path below it without ".yaml".
Loaded load_file(const std::filesystem::path& path, const Vocabulary& vocabulary,
                 const std::filesystem::path& suite_root = {});

// "x.yaml[wrap_up=none]" is a file and one instance of its matrix; without brackets at its end a text has no instance.
std::pair<std::string, std::string> split_instance(const std::string& text);
// The only scenario of the file, or the instance of that name; null when there is none or the name leaves it open.
const Scenario* find_instance(const Loaded& loaded, const std::string& instance);

struct Found {
  std::vector<std::filesystem::path> files;      // sorted by path
  std::vector<std::filesystem::path> fragments;  // those that are made to be included
  std::vector<Diagnostic> diagnostics;           // folders that could not be read
};
// Every *.yaml below the folder, told apart by how it begins. Never descends into scenarios/language, whose files are
// bad on purpose, and follows no link to a folder.
Found find_scenarios(const std::filesystem::path& folder);

}  // namespace acdloop::scenarios
