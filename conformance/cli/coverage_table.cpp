// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/coverage_table.hpp"

#include <algorithm>

namespace acdloop::cli {
namespace {

using catalogue::Observed;
using catalogue::Strength;
using catalogue::Unit;

// One protocol after the other plays the same scenario: it is named once.
void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

class Fold {
 public:
  Fold(std::span<const Claim> claims, std::span<const verdict::ScenarioReport> healthy, std::vector<Plant> plants,
       std::span<const Wire> wires)
      : claims_(claims), healthy_(healthy), wires_(wires) {
    table_.played = !healthy.empty();
    table_.plants = std::move(plants);
  }

  CoverageTable make() && {
    for (const Unit& unit : catalogue::units()) table_.units.push_back(of_unit(unit));
    for (const Claim& claim : claims_) table_.scenarios.push_back(of_scenario(claim));
    sort_plants();
    note_checks_without_part();
    return std::move(table_);
  }

 private:
  UnitCoverage of_unit(const Unit& unit) const {
    UnitCoverage row;
    row.unit = &unit;
    for (const Claim& claim : claims_) {
      const bool claimed = std::any_of(claim.covers.begin(), claim.covers.end(),
                                       [&](const std::string& id) { return catalogue::belongs_to(unit.id(), id); });
      if (claimed) row.claimed_by.push_back(claim.scenario);
    }
    for (const verdict::ScenarioReport& report : healthy_) {
      for (const verdict::Check& check : report.checks) {
        if (check.requirement != unit.id()) continue;
        add_once(row.judged_by, report.id);
        row.verdict = verdict::worse(row.verdict, check.verdict);
        row.subjects.insert(check.subject);
      }
    }
    for (const Plant& plant : table_.plants) {
      if (plant.requirement != unit.id()) continue;
      row.planted.push_back(&plant);
      row.failed_in.insert(plant.caught_by.begin(), plant.caught_by.end());
    }
    set_gap(row);
    return row;
  }

  void set_gap(UnitCoverage& row) const {
    const Unit& unit = *row.unit;
    if (unit.observed() == Observed::no) {
      row.gap = Gap::not_observed;
      row.why = unit.unseen();
      return;
    }
    if (const std::string why = no_wire_for(*unit.row); !why.empty()) {
      row.gap = Gap::no_wire;
      row.why = why;
      return;
    }
    row.counts = unit.strength() != Strength::soft;
    const bool judged = table_.played ? !row.judged_by.empty() : unit.row->in_every_story || !row.claimed_by.empty();
    if (!judged) {
      row.gap = Gap::not_judged;
    } else if (row.planted.empty()) {
      row.gap = Gap::no_defect;
    } else if (!table_.played) {
      row.gap = Gap::not_failed_yet;
    } else if (row.failed_in.empty()) {
      row.gap = Gap::not_caught;
    }
  }

  // Empty when some wire can lead a story there.
  std::string no_wire_for(const catalogue::Requirement& row) const {
    std::string reasons;
    for (const Wire& wire : wires_) {
      const catalogue::Standing way = catalogue::reachable(row, *wire.capabilities);
      if (way.judged) return {};
      reasons += (reasons.empty() ? "" : "; ") + std::string{wire.id} + " " + way.why;
    }
    return reasons;
  }

  ScenarioCoverage of_scenario(const Claim& claim) const {
    ScenarioCoverage row;
    row.id = claim.scenario;
    row.claims = claim.covers;
    bool ran = false;
    for (const verdict::ScenarioReport& report : healthy_) {
      if (report.id != row.id) continue;
      ran = ran || report.outcome != verdict::Outcome::skip;
      for (const verdict::Check& check : report.checks) row.judges.insert(check.requirement);
    }
    for (const std::string& id : claim.covers) {
      const bool judged = std::any_of(row.judges.begin(), row.judges.end(),
                                      [&](const std::string& seen) { return catalogue::belongs_to(seen, id); });
      if (ran && !judged) row.claims_in_vain.push_back(id);
    }
    for (const Plant& plant : table_.plants) {
      if (std::find(plant.caught_by.begin(), plant.caught_by.end(), row.id) == plant.caught_by.end()) continue;
      row.catches.push_back(plant.id);
      if (plant.caught_by.size() == 1) row.catches_alone.push_back(plant.id);
    }
    return row;
  }

  void sort_plants() {
    for (const Plant& plant : table_.plants) {
      if (!plant.sound) table_.unsound_plants.push_back(&plant);
      if (plant.id != "none" && !catalogue::find_unit(plant.requirement)) {
        table_.plants_without_requirement.push_back(&plant);
      }
    }
  }

  void note_checks_without_part() {
    for (const verdict::ScenarioReport& report : healthy_) {
      for (const verdict::Check& check : report.checks) {
        if (!catalogue::find_unit(check.requirement)) table_.checks_without_part[check.requirement].insert(report.id);
      }
    }
  }

  std::span<const Claim> claims_;
  std::span<const verdict::ScenarioReport> healthy_;
  std::span<const Wire> wires_;
  CoverageTable table_;
};

}  // namespace

std::string_view to_string(Gap gap) {
  switch (gap) {
    case Gap::none:
      return "proved";
    case Gap::not_observed:
      return "not observed";
    case Gap::no_wire:
      return "no wire leads there";
    case Gap::not_judged:
      return "no scenario judges it";
    case Gap::no_defect:
      return "no defect is planted for it";
    case Gap::not_caught:
      return "the defect planted for it is not caught";
    case Gap::not_failed_yet:
      return "not played";
  }
  return "?";
}

std::vector<const UnitCoverage*> CoverageTable::missing() const {
  std::vector<const UnitCoverage*> list;
  for (const UnitCoverage& row : units) {
    if (row.counts && row.gap != Gap::none) list.push_back(&row);
  }
  return list;
}

bool CoverageTable::complete() const {
  const bool in_vain = std::any_of(scenarios.begin(), scenarios.end(),
                                   [](const ScenarioCoverage& row) { return !row.claims_in_vain.empty(); });
  return missing().empty() && !in_vain && plants_without_requirement.empty() && unsound_plants.empty() &&
         checks_without_part.empty();
}

CoverageTable fold_coverage(std::span<const Claim> claims, std::span<const verdict::ScenarioReport> healthy,
                            std::vector<Plant> plants, std::span<const Wire> wires) {
  return Fold(claims, healthy, std::move(plants), wires).make();
}

}  // namespace acdloop::cli
