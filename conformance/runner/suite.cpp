// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/suite.hpp"

#include <algorithm>
#include <set>
#include <system_error>

#include "conformance/catalogue/catalogue.hpp"
#include "drivers/tapi/hresult.hpp"
#include "drivers/tapi/methods.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::runner {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t nearest_shown = 3;

bool part_matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() != '*') {
    return !text.empty() && text.front() == pattern.front() && part_matches(pattern.substr(1), text.substr(1));
  }
  for (std::size_t taken = 0; taken <= text.size(); ++taken) {
    if (part_matches(pattern.substr(1), text.substr(taken))) return true;
  }
  return false;
}

std::pair<std::string_view, std::optional<std::string_view>> split_part(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {path, std::nullopt};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

bool matches_from(std::optional<std::string_view> pattern, std::optional<std::string_view> id) {
  if (!pattern) return !id;
  const auto [part, more] = split_part(*pattern);
  if (part == "**") {
    if (matches_from(more, id)) return true;
    return id && matches_from(pattern, split_part(*id).second);
  }
  if (!id) return false;
  const auto [head, tail] = split_part(*id);
  return part_matches(part, head) && matches_from(more, tail);
}

std::string id_of(const fs::path& file, const fs::path& root) {
  return file.lexically_relative(root).replace_extension().generic_string();
}

bool is_below(const fs::path& file, const fs::path& root) {
  const fs::path relative = fs::weakly_canonical(file).lexically_relative(fs::weakly_canonical(root));
  return !relative.empty() && *relative.begin() != "..";
}

std::vector<Chosen> all_of(const fs::path& folder, const fs::path& root) {
  std::vector<Chosen> all;
  for (const fs::path& file : scenarios::find_scenarios(folder).files) all.push_back({file, root, id_of(file, root)});
  return all;
}

// What a pattern that exists as a file or folder stands for; nothing when it is an id.
std::optional<std::vector<Chosen>> as_path(const std::string& pattern, const fs::path& suite) {
  std::error_code ignored;
  const fs::path path{pattern};
  const bool in_suite = is_below(path, suite);
  if (fs::is_regular_file(path, ignored)) {
    if (!in_suite) return std::vector<Chosen>{{path, {}, path.stem().string()}};
    return std::vector<Chosen>{
        {path, suite, id_of(fs::weakly_canonical(path), fs::weakly_canonical(suite))}};
  }
  if (!fs::is_directory(path, ignored)) return std::nullopt;
  return in_suite ? all_of(fs::weakly_canonical(path), fs::weakly_canonical(suite)) : all_of(path, path);
}

std::string no_match(const std::string& pattern, const std::vector<Chosen>& suite) {
  std::vector<std::pair<int, std::string>> ranked;
  for (const Chosen& chosen : suite) ranked.emplace_back(scenarios::edit_distance(pattern, chosen.id), chosen.id);
  std::sort(ranked.begin(), ranked.end());
  std::string text = "no scenario matches '" + pattern + "'";
  if (ranked.empty()) return text + ": the suite is empty";
  text += "; nearest:";
  for (std::size_t index = 0; index < std::min(nearest_shown, ranked.size()); ++index) {
    text += (index ? ", " : " ") + ranked[index].second;
  }
  return text;
}

}  // namespace

std::expected<fs::path, std::string> find_suite(const std::optional<fs::path>& wanted, const fs::path& here,
                                                const fs::path& program) {
  std::error_code ignored;
  if (wanted) {
    if (fs::is_directory(*wanted, ignored)) return *wanted;
    return std::unexpected("--suite " + wanted->string() + ": there is no such folder");
  }
  for (fs::path folder = here;; folder = folder.parent_path()) {
    if (fs::is_directory(folder / "scenarios", ignored)) return folder / "scenarios";
    if (folder == folder.root_path()) break;
  }
  const fs::path installed = program.parent_path().parent_path() / "share/acdloop/scenarios";
  if (fs::is_directory(installed, ignored)) return installed;
  return std::unexpected("found no suite: there is no folder scenarios/ in " + here.string() +
                         " or above it, and no " + installed.string() + "; name one with --suite DIR");
}

bool matches(std::string_view pattern, std::string_view id) { return matches_from(pattern, id); }

std::expected<std::vector<Chosen>, std::string> choose(const fs::path& suite,
                                                       const std::vector<std::string>& patterns) {
  const std::vector<Chosen> all = all_of(suite, suite);
  if (patterns.empty()) return all;
  std::vector<Chosen> chosen;
  std::set<fs::path> taken;
  std::string missing;
  for (const std::string& pattern : patterns) {
    std::vector<Chosen> found;
    if (auto paths = as_path(pattern, suite)) {
      found = std::move(*paths);
    } else {
      std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                   [&](const Chosen& candidate) { return matches(pattern, candidate.id); });
    }
    if (found.empty()) missing += (missing.empty() ? "" : "\n") + no_match(pattern, all);
    for (Chosen& one : found) {
      if (taken.insert(fs::weakly_canonical(one.file)).second) chosen.push_back(std::move(one));
    }
  }
  if (!missing.empty()) return std::unexpected(missing);
  return chosen;
}

scenarios::Vocabulary vocabulary() {
  scenarios::Vocabulary words;
  for (const catalogue::Requirement& row : catalogue::rows()) words.requirements.emplace(row.id);
  for (const tapi::MethodRow& row : tapi::methods()) {
    if (row.word.empty()) continue;
    const bool seconds = row.value == tapi::ValueKind::whole_number && row.method != tapi::Method::get_NumberOfCalls;
    const auto kind = seconds                                           ? scenarios::FigureKind::time
                      : row.method == tapi::Method::get_NumberOfCalls ? scenarios::FigureKind::count
                                                                        : scenarios::FigureKind::other;
    words.figures.emplace(row.word, kind);
  }
  for (const tapi::HresultRow& row : tapi::hresults()) words.errors.emplace(row.name);
  return words;
}

LoadedSuite load(const std::vector<Chosen>& chosen) {
  const scenarios::Vocabulary words = vocabulary();
  LoadedSuite suite;
  for (const Chosen& one : chosen) {
    scenarios::Loaded loaded = scenarios::load_file(one.file, words, one.root);
    if (!loaded.scenario) {
      suite.faulty.push_back(std::move(loaded));
      continue;
    }
    suite.scenarios.push_back(std::move(*loaded.scenario));
    if (!loaded.diagnostics.empty()) suite.doubtful.push_back(std::move(loaded));
  }
  return suite;
}

}  // namespace acdloop::runner
