// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/kill_matrix_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace acdloop::cli {
namespace {

constexpr int most_named = 4;  // of the things a line lists

std::string topic_of(const std::string& scenario) {
  const std::size_t slash = scenario.find('/');
  return slash == std::string::npos ? "(no topic)" : scenario.substr(0, slash);
}

// "by 9 scenarios: figures 2, session 7".
std::string catchers_of(const DefectRow& row) {
  std::set<std::string> scenarios;
  for (const Kill& kill : row.kills) scenarios.insert(kill.scenario);
  std::map<std::string, int> topics;
  for (const std::string& scenario : scenarios) ++topics[topic_of(scenario)];
  std::string text = fmt::format("by {} scenario{}:", scenarios.size(), scenarios.size() == 1 ? "" : "s");
  std::string_view separator = " ";
  for (const auto& [topic, count] : topics) {
    text += fmt::format("{}{} {}", separator, topic, count);
    separator = ", ";
  }
  return text;
}

std::string told(std::string_view word, const DefectRow& row, std::string_view text) {
  return fmt::format("{:<11} {:<34} {:<7} {:<7} {}\n", word, row.id, row.requirement,
                     row.plants() ? defects::to_string(row.side) : "", text);
}

std::string shortened(const std::vector<std::string>& words) {
  if (words.size() <= static_cast<std::size_t>(most_named)) return fmt::format("{}", fmt::join(words, ", "));
  return fmt::format("{} and {} more", fmt::join(words.begin(), words.begin() + most_named, ", "),
                     words.size() - most_named);
}

std::string lone_catchers(const std::vector<ScenarioRow>& rows) {
  std::string text;
  std::size_t width = 0;
  for (const ScenarioRow& row : rows) width = row.alone.empty() ? width : std::max(width, row.id.size());
  for (const ScenarioRow& row : rows) {
    if (!row.alone.empty()) text += fmt::format("  {:<{}}  {}\n", row.id, width, shortened(row.alone));
  }
  return text.empty() ? text : "Caught by one scenario alone:\n" + text;
}

std::string idle_scenarios(const std::vector<ScenarioRow>& rows) {
  std::string text;
  for (const ScenarioRow& row : rows) {
    if (row.catches.empty()) text += "  " + row.id + "\n";
  }
  return text.empty() ? text : "Scenarios that catch nothing that is planted:\n" + text;
}

}  // namespace

std::string line_of(const DefectRow& row) {
  switch (row.result) {
    case TrialResult::caught:
      return told("caught", row, catchers_of(row));
    case TrialResult::survived_rightly:
      return told("survived", row, "as it must: it breaks nothing");
    case TrialResult::uncaught:
      return told("UNCAUGHT", row, row.sentence) + "      again: acdcheck mutate --only " + row.id + "\n";
    case TrialResult::no_difference:
      return told("NO EFFECT", row, "its event stream equals the healthy one: it plants nothing");
    case TrialResult::false_alarm:
      return told("FALSE ALARM", row, "a healthy run fails: " + row.reason);
    case TrialResult::broke:
      return told("BROKE", row, row.reason) + "      again: acdcheck mutate --only " + row.id + "\n";
  }
  return {};
}

std::string findings_of(const KillMatrix& matrix) {
  const std::vector<ScenarioRow> rows = matrix.by_scenario();
  std::string same;
  for (const DefectRow& row : matrix.defects) {
    const std::string first = matrix.same_as(row);
    if (!first.empty()) same += fmt::format("  {} as {} ({})\n", row.id, first, row.requirement);
  }
  if (!same.empty()) same = "Caught by the same scenarios for the same requirement, counted once:\n" + same;
  return lone_catchers(rows) + idle_scenarios(rows) + same;
}

}  // namespace acdloop::cli
