// SPDX-License-Identifier: Apache-2.0
// What a suite proves: requirement against scenarios, verdicts and planted defects, and the same the other way round.
// A fold over what was played; plays nothing and prints nothing. Used by `acdcheck coverage`.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/catalogue/runs.hpp"
#include "conformance/verdict/verdict.hpp"

namespace acdloop::cli {

// A wire that was played on, or that could be.
struct Wire {
  std::string_view id;
  const cti::Capabilities* capabilities = nullptr;
};

// What a scenario says of itself.
struct Claim {
  std::string scenario;
  std::vector<std::string> covers;
};

// A planted defect, and who caught it by a failing check of its own requirement.
struct Plant {
  std::string id;
  std::string requirement;  // a row's or a part's; empty breaks nothing and must survive
  std::string side;
  std::string result;  // "caught", "uncaught", …; "not tried"
  std::vector<std::string> caught_by;
  bool sound = true;  // caught, or rightly survived, or not tried
};

// Why a requirement is not proved.
enum class Gap : std::uint8_t { none, not_observed, no_wire, not_judged, no_defect, not_caught, not_failed_yet };
std::string_view to_string(Gap gap);

struct UnitCoverage {
  const catalogue::Unit* unit = nullptr;
  std::vector<std::string> claimed_by;  // scenarios
  std::vector<std::string> judged_by;   // scenarios in which a check of it was made
  verdict::Verdict verdict = verdict::Verdict::none;
  std::set<std::string> subjects;
  std::vector<const Plant*> planted;
  std::set<std::string> failed_in;  // scenarios that were seen to fail by it on a defect planted for it
  Gap gap = Gap::none;
  std::string why;
  bool counts = false;  // the suite fails without it: hard, or fixed by a reading, and observable
};

struct ScenarioCoverage {
  std::string id;
  std::vector<std::string> claims;
  std::set<std::string> judges;
  std::vector<std::string> claims_in_vain;  // claimed and never judged
  std::vector<std::string> catches;         // planted defects
  std::vector<std::string> catches_alone;
};

struct CoverageTable {
  bool played = false;
  std::vector<UnitCoverage> units;
  std::vector<ScenarioCoverage> scenarios;
  std::vector<Plant> plants;
  std::vector<const Plant*> plants_without_requirement;  // but for the one that breaks nothing
  std::vector<const Plant*> unsound_plants;
  std::map<std::string, std::set<std::string>> checks_without_part;  // id of a row in parts -> scenarios
  std::vector<const UnitCoverage*> missing() const;
  bool complete() const;
};

// `healthy` is empty where nothing was played: then only claims are folded. Reports of skipped scenarios judge nothing.
CoverageTable fold_coverage(std::span<const Claim> claims, std::span<const verdict::ScenarioReport> healthy,
                            std::vector<Plant> plants, std::span<const Wire> wires);

}  // namespace acdloop::cli
