// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "conformance/catalogue/readings_held.hpp"
#include "conformance/cli/coverage_report.hpp"

namespace acdloop::cli {
namespace {

using Json = nlohmann::ordered_json;

Json runs_of(const catalogue::Unit& unit, std::span<const Wire> wires) {
  Json by_wire = Json::object();
  for (const Wire& wire : wires) {
    Json runs = Json::object();
    for (const catalogue::RunKind run : catalogue::all_runs) {
      const catalogue::Standing here = catalogue::standing(unit, run, *wire.capabilities);
      runs[std::string{to_string(run)}] = {{"judged", here.judged}, {"why", here.why}};
    }
    by_wire[std::string{wire.id}] = runs;
  }
  return by_wire;
}

Json of_unit(const UnitCoverage& row, bool played, std::span<const Wire> wires) {
  const catalogue::Unit& unit = *row.unit;
  const catalogue::Requirement& demand = *unit.row;
  Json json;
  json["id"] = unit.id();
  json["row"] = demand.id;
  json["part"] = unit.name();
  json["topic"] = catalogue::topic_of(unit.id());
  json["sentence"] = demand.sentence;
  json["source"] = demand.source;
  json["level"] = to_string(demand.level);
  json["strength"] = to_string(unit.strength());
  json["witnesses"] = demand.witnesses;
  json["reading"] = demand.reading;
  json["made_by"] = to_string(demand.maker);
  json["observed"] = to_string(unit.observed());
  json["unseen"] = unit.unseen();
  json["runs"] = runs_of(unit, wires);
  json["claimed_by"] = row.claimed_by;
  json["in_every_story"] = demand.in_every_story;
  json["judged_by"] = row.judged_by;
  json["verdict"] = played ? Json(verdict::to_string(row.verdict)) : Json();
  json["subjects"] = row.subjects;
  json["defects"] = Json::array();
  for (const Plant* plant : row.planted)
    json["defects"].push_back({{"id", plant->id}, {"caught_by", plant->caught_by}});
  json["demanded"] = row.counts;
  json["standing"] = to_string(row.gap);
  json["why"] = row.why;
  return json;
}

Json of_scenario(const ScenarioCoverage& row) {
  return {{"id", row.id},           {"covers", row.claims},
          {"judges", row.judges},   {"covers_in_vain", row.claims_in_vain},
          {"catches", row.catches}, {"catches_alone", row.catches_alone}};
}

Json of_plant(const Plant& plant) {
  return {{"id", plant.id},
          {"requirement", plant.requirement},
          {"side", plant.side},
          {"result", plant.result},
          {"caught_by", plant.caught_by}};
}

void add_catalogue(Json& json) {
  for (const catalogue::Topic& topic : catalogue::topics()) {
    json["topics"].push_back({{"first", topic.first}, {"title", topic.title}});
  }
  for (const catalogue::Symbol& symbol : catalogue::symbols()) {
    json["symbols"].push_back({{"name", symbol.name}, {"meaning", symbol.meaning}});
  }
  for (const catalogue::Relation& relation : catalogue::relations()) {
    json["relations"].push_back({{"id", relation.id},
                                 {"formula", relation.formula},
                                 {"holds", relation.holds},
                                 {"requirements", relation.rows}});
  }
  for (const catalogue::Ambiguity& point : catalogue::ambiguities()) {
    json["ambiguities"].push_back({{"id", point.id},
                                   {"question", point.question},
                                   {"held", point.held},
                                   {"reading", point.reading},
                                   {"requirements", point.rows}});
  }
}

}  // namespace

std::string coverage_json(const CoverageTable& table, std::span<const Wire> wires) {
  Json json;
  json["played"] = table.played;
  json["complete"] = table.complete();
  json["requirements"] = Json::array();
  for (const UnitCoverage& row : table.units) json["requirements"].push_back(of_unit(row, table.played, wires));
  json["scenarios"] = Json::array();
  for (const ScenarioCoverage& row : table.scenarios) json["scenarios"].push_back(of_scenario(row));
  json["defects"] = Json::array();
  for (const Plant& plant : table.plants) json["defects"].push_back(of_plant(plant));
  json["checks_without_part"] = Json(table.checks_without_part);
  add_catalogue(json);
  return json.dump(1) + "\n";
}

}  // namespace acdloop::cli
