// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/suite.hpp"

#include <algorithm>
#include <set>
#include <system_error>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/report/digest.hpp"
#include "drivers/tapi/hresult.hpp"
#include "drivers/tapi/methods.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::runner {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t nearest_shown = 3;

// Goes back to the last '*' only: as many steps as pattern times text, however many stars there are.
bool part_matches(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t taken = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_taken = 0;
  while (taken < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      star_taken = taken;
    } else if (at < pattern.size() && pattern[at] == text[taken]) {
      ++at;
      ++taken;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      taken = ++star_taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
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

fs::path plain(const fs::path& path) { return path.empty() ? path : fs::absolute(path).lexically_normal(); }

bool leaves(const fs::path& relative) { return relative.empty() || *relative.begin() == ".."; }

// As a person would name it from here.
fs::path shown(const fs::path& path) {
  std::error_code gone;
  const fs::path here = fs::current_path(gone);
  const fs::path relative = gone ? fs::path{} : plain(path).lexically_relative(here);
  return leaves(relative) ? path : relative;
}

// `unread` gets a line for every folder that kept its scenarios to itself: a suite that shrank unseen would be green.
std::vector<Chosen> all_of(const fs::path& folder, const fs::path& root, bool with_fragments, std::string& unread) {
  std::vector<Chosen> all;
  if (folder.empty()) return all;
  scenarios::Found found = scenarios::find_scenarios(folder);
  if (with_fragments) found.files.insert(found.files.end(), found.fragments.begin(), found.fragments.end());
  for (const scenarios::Diagnostic& fault : found.diagnostics) {
    unread += (unread.empty() ? "" : "\n") + shown(fault.file).string() + ": " + fault.message + ": " + fault.why +
              ": " + fault.help;
  }
  for (const fs::path& file : found.files) {
    fs::path place = root.empty() ? file.filename() : file.lexically_relative(root);
    all.push_back({shown(file), root, place.replace_extension().generic_string()});
  }
  return all;
}

// The path's place in the suite, links followed; nothing for what lies elsewhere, or in language/, whose examples are
// bad on purpose and no part of the suite.
std::optional<fs::path> place_in(const fs::path& path, const fs::path& suite) {
  if (suite.empty()) return std::nullopt;
  const fs::path relative = fs::weakly_canonical(path).lexically_relative(fs::weakly_canonical(suite));
  if (leaves(relative) || *relative.begin() == "language") return std::nullopt;
  return relative;
}

// The folder scenarios/ that a folder is or lies in; empty if there is none.
fs::path suite_around(const fs::path& folder) {
  for (fs::path above = plain(folder); above != above.root_path(); above = above.parent_path()) {
    if (above.filename() != "scenarios") continue;
    return place_in(folder, above) ? above : fs::path{};
  }
  return {};
}

// What a pattern that exists as a file or folder stands for; nothing when it is an id. `suite` is absolute.
std::optional<std::vector<Chosen>> as_path(const std::string& pattern, const fs::path& suite, bool with_fragments,
                                           std::string& unread) {
  std::error_code ignored;
  const fs::path path{pattern};
  const bool file = fs::is_regular_file(path, ignored);
  if (!file && !fs::is_directory(path, ignored)) return std::nullopt;
  if (const auto place = place_in(path, suite)) {
    const fs::path found = (suite / *place).lexically_normal();
    if (!file) return all_of(found, suite, with_fragments, unread);
    return std::vector<Chosen>{{shown(found), suite, fs::path{*place}.replace_extension().generic_string()}};
  }
  if (file) return std::vector<Chosen>{{path, {}, path.stem().string()}};
  return all_of(plain(path), suite_around(path), with_fragments, unread);
}

std::string no_match(const std::string& pattern, const std::vector<Chosen>& suite) {
  std::string text = "no scenario matches '" + pattern + "'";
  std::error_code ignored;
  if (fs::is_directory(pattern, ignored)) return text + ": the folder holds no scenario";
  if (pattern.ends_with(".yaml")) return text + ": there is no such file";
  if (suite.empty()) return text + ": the suite is empty";
  const std::string folder = pattern.substr(0, pattern.find_last_not_of('/') + 1) + "/";
  const auto below = [&](const Chosen& chosen) { return chosen.id.starts_with(folder); };
  if (std::any_of(suite.begin(), suite.end(), below)) return text + "; did you mean '" + folder + "**'?";
  std::vector<std::pair<int, std::string>> ranked;
  for (const Chosen& chosen : suite) ranked.emplace_back(scenarios::edit_distance(pattern, chosen.id), chosen.id);
  std::sort(ranked.begin(), ranked.end());
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
  return std::unexpected("found no suite: there is no folder scenarios/ in " + here.string() + " or above it, and no " +
                         installed.string() + "; name one with --suite DIR");
}

bool matches(std::string_view pattern, std::string_view id) { return matches_from(pattern, id); }

std::expected<std::vector<Chosen>, std::string> choose(const fs::path& folder, const std::vector<std::string>& patterns,
                                                       bool with_fragments) {
  const fs::path suite = plain(folder);
  std::string unread;
  const std::vector<Chosen> all = all_of(suite, suite, with_fragments, unread);
  std::vector<Chosen> chosen;
  std::set<std::pair<std::string, std::string>> taken;
  std::string missing;
  for (const std::string& written : patterns) {
    const auto [pattern, instance] = scenarios::split_instance(written);
    std::vector<Chosen> found;
    if (auto paths = as_path(pattern, suite, with_fragments, unread)) {
      found = std::move(*paths);
    } else {
      for (const Chosen& candidate : all) {
        if (matches(pattern, candidate.id)) found.push_back(candidate);
      }
    }
    if (found.empty()) missing += (missing.empty() ? "" : "\n") + no_match(pattern, all);
    for (Chosen& one : found) {
      one.instance = instance;
      const std::string file = fs::weakly_canonical(one.file).string();
      if (taken.insert({file, instance}).second) chosen.push_back(std::move(one));
    }
  }
  if (!unread.empty()) return std::unexpected(unread);
  if (!missing.empty()) return std::unexpected(missing);
  return patterns.empty() ? all : chosen;
}

scenarios::Vocabulary vocabulary() {
  scenarios::Vocabulary words;
  for (const catalogue::Unit& unit : catalogue::units()) {
    auto& ids = unit.row->in_every_story ? words.judged_anyway : words.requirements;
    ids.emplace(unit.row->id);
    ids.emplace(unit.id());
  }
  for (const tapi::MethodRow& row : tapi::methods()) {
    if (!row.word.empty()) words.figures.emplace(row.word, scenarios::figure_kind_of(row.unit));
  }
  for (const tapi::HresultRow& row : tapi::hresults()) words.errors.emplace(row.name);
  return words;
}

namespace {

std::string missing_instance(const Chosen& one, const std::vector<scenarios::Scenario>& instances) {
  std::string text = one.file.string() + " has no instance [" + one.instance + "]";
  if (instances.front().instance.empty()) return text + ": it has no matrix";
  text += "; there is";
  for (std::size_t index = 0; index < std::min(nearest_shown, instances.size()); ++index) {
    text += (index ? ", [" : " [") + instances[index].instance + "]";
  }
  return text + (instances.size() > nearest_shown ? " and more" : "");
}

}  // namespace

LoadedSuite load(const std::vector<Chosen>& chosen) {
  const scenarios::Vocabulary words = vocabulary();
  LoadedSuite suite;
  report::Sha256 all;
  std::set<std::string> instances;  // chosen twice, played once
  for (const Chosen& one : chosen) {
    scenarios::Loaded loaded = scenarios::load_file(one.file, words, one.root);
    if (loaded.is_fragment && loaded.diagnostics.empty()) {
      suite.missing.push_back(one.file.string() + " is a fragment: it is played by the stories that include it");
      continue;
    }
    if (!loaded.scenario) {
      suite.faulty.push_back(std::move(loaded));
      continue;
    }
    loaded.further.insert(loaded.further.begin(), std::move(*loaded.scenario));
    std::size_t found = 0;
    for (scenarios::Scenario& scenario : loaded.further) {
      if (!one.instance.empty() && one.instance != scenario.instance) continue;
      ++found;
      if (!scenario.instance.empty() && !instances.insert(scenario.file + scenario.id).second) continue;
      all.add(scenario.id + '\n' + std::to_string(loaded.source.size()) + '\n' + loaded.source);
      for (std::size_t file = 1; file < loaded.files.size(); ++file) all.add(loaded.files[file].text);
      suite.scenarios.push_back(std::move(scenario));
    }
    for (std::size_t file = 1; file < loaded.files.size(); ++file) suite.included.push_back(loaded.files[file].name);
    if (found == 0) suite.missing.push_back(missing_instance(one, loaded.further));
    if (!loaded.diagnostics.empty()) suite.doubtful.push_back(std::move(loaded));
  }
  suite.fingerprint = all.hex();
  return suite;
}

}  // namespace acdloop::runner
