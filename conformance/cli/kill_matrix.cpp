// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/kill_matrix.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace acdloop::cli {
namespace {

using Cells = std::set<std::pair<std::string, std::string>>;  // scenario and protocol

Cells cells_of(const DefectRow& row) {
  Cells cells;
  for (const Kill& kill : row.kills) cells.emplace(kill.scenario, kill.protocol);
  return cells;
}

std::set<std::string> catchers_of(const DefectRow& row) {
  std::set<std::string> scenarios;
  for (const Kill& kill : row.kills) scenarios.insert(kill.scenario);
  return scenarios;
}

using Json = nlohmann::ordered_json;

Json json_of(const DefectRow& row, const KillMatrix& matrix) {
  Json json{{"id", row.id},
            {"requirement", row.requirement},
            {"side", defects::to_string(row.side)},
            {"sentence", row.sentence},
            {"result", to_string(row.result)},
            {"reason", row.reason},
            {"same_as", nullptr},
            {"caught_by", Json::array()}};
  if (const std::string first = matrix.same_as(row); !first.empty()) json["same_as"] = first;
  for (const Kill& kill : row.kills) {
    json["caught_by"].push_back(Json{{"scenario", kill.scenario},
                                     {"protocol", kill.protocol},
                                     {"requirement", kill.requirement},
                                     {"what", kill.what},
                                     {"expected", kill.expected},
                                     {"observed", kill.observed},
                                     {"line", kill.line}});
  }
  return json;
}

}  // namespace

std::string_view to_string(TrialResult result) {
  switch (result) {
    case TrialResult::caught:
      return "caught";
    case TrialResult::survived_rightly:
      return "survived";
    case TrialResult::uncaught:
      return "uncaught";
    case TrialResult::no_difference:
      return "no-effect";
    case TrialResult::false_alarm:
      return "false-alarm";
    case TrialResult::broke:
      return "broke";
  }
  return "?";
}

std::string KillMatrix::same_as(const DefectRow& row) const {
  if (row.result != TrialResult::caught) return {};
  for (const DefectRow& other : defects) {
    if (other.id == row.id) return {};
    if (other.result == TrialResult::caught && other.requirement == row.requirement && cells_of(other) == cells_of(row))
      return other.id;
  }
  return {};
}

Score KillMatrix::score() const {
  Score score;
  for (const DefectRow& row : defects) {
    if (!row.plants()) continue;
    const bool caught = row.result == TrialResult::caught;
    const bool first = same_as(row).empty();
    ++score.planted;
    score.caught += caught ? 1 : 0;
    score.distinct += first ? 1 : 0;
    score.distinct_caught += caught && first ? 1 : 0;
  }
  return score;
}

std::vector<ScenarioRow> KillMatrix::by_scenario() const {
  std::vector<ScenarioRow> rows;
  for (const std::string& id : scenarios) rows.push_back({id, {}, {}});
  for (const DefectRow& defect : defects) {
    const std::set<std::string> catchers = catchers_of(defect);
    for (ScenarioRow& row : rows) {
      if (!catchers.contains(row.id)) continue;
      row.catches.push_back(defect.id);
      if (catchers.size() == 1) row.alone.push_back(defect.id);
    }
  }
  return rows;
}

bool KillMatrix::proves(std::string_view requirement) const {
  return std::any_of(defects.begin(), defects.end(), [&](const DefectRow& row) {
    return row.requirement == requirement && row.result == TrialResult::caught;
  });
}

bool KillMatrix::sound() const { return std::ranges::none_of(defects, &DefectRow::is_trouble); }

std::string to_json(const KillMatrix& matrix) {
  Json json;
  const Score score = matrix.score();
  json["score"] = {{"planted", score.planted},
                   {"caught", score.caught},
                   {"distinct", score.distinct},
                   {"distinct_caught", score.distinct_caught}};
  json["uncaught"] = Json::array();
  json["defects"] = Json::array();
  for (const DefectRow& row : matrix.defects) {
    if (row.is_trouble()) json["uncaught"].push_back(row.id);
    json["defects"].push_back(json_of(row, matrix));
  }
  json["scenarios"] = Json::array();
  json["catch_nothing"] = Json::array();
  for (const ScenarioRow& row : matrix.by_scenario()) {
    json["scenarios"].push_back(Json{{"id", row.id}, {"catches", row.catches}, {"alone", row.alone}});
    if (row.catches.empty()) json["catch_nothing"].push_back(row.id);
  }
  return json.dump(1, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace acdloop::cli
