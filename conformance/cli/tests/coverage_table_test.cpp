// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/coverage_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace acdloop::cli {
namespace {

class Coverage : public ::testing::Test {
 protected:
  Coverage() {
    for (int index = 0; index < cti::capability_count; ++index) {
      wire_.set(static_cast<cti::Capability>(index), cti::Support::yes);
    }
  }

  void judged(const std::string& scenario, const std::string& requirement,
              verdict::Verdict verdict = verdict::Verdict::pass) {
    verdict::Check check;
    check.requirement = requirement;
    check.verdict = verdict;
    const auto known =
        std::find_if(healthy_.begin(), healthy_.end(), [&](const auto& one) { return one.id == scenario; });
    verdict::ScenarioReport& report = known == healthy_.end() ? healthy_.emplace_back() : *known;
    report.id = scenario;
    report.outcome = verdict::Outcome::pass;
    report.checks.push_back(check);
  }
  void planted(const std::string& id, const std::string& requirement, std::vector<std::string> caught_by) {
    Plant plant;
    plant.id = id;
    plant.requirement = requirement;
    plant.sound = !caught_by.empty();
    plant.caught_by = std::move(caught_by);
    plants_.push_back(plant);
  }
  CoverageTable fold() {
    const Wire wires[] = {{"a-wire", &wire_}};
    return fold_coverage(claims_, healthy_, plants_, wires);
  }
  static const UnitCoverage& row(const CoverageTable& table, std::string_view id) {
    return *std::find_if(table.units.begin(), table.units.end(), [&](const auto& one) { return one.unit->id() == id; });
  }
  static bool missing(const CoverageTable& table, std::string_view id) {
    const auto rows = table.missing();
    return std::any_of(rows.begin(), rows.end(), [&](const auto* one) { return one->unit->id() == id; });
  }

  cti::Capabilities wire_;
  std::vector<Claim> claims_ = {{"a/story", {"AS-016", "AS-072"}}};
  std::vector<verdict::ScenarioReport> healthy_;
  std::vector<Plant> plants_;
};

TEST_F(Coverage, WhatIsJudgedAndSeenToFailIsProved) {
  judged("a/story", "AS-016");
  planted("d", "AS-016", {"a/story"});
  const CoverageTable table = fold();
  EXPECT_EQ(row(table, "AS-016").gap, Gap::none);
  EXPECT_FALSE(missing(table, "AS-016"));
  EXPECT_EQ(table.scenarios[0].catches_alone, std::vector<std::string>{"d"});
}

TEST_F(Coverage, WithoutADefectNothingIsProved) {
  judged("a/story", "AS-016");
  EXPECT_EQ(row(fold(), "AS-016").gap, Gap::no_defect);
  EXPECT_TRUE(missing(fold(), "AS-016"));
}

TEST_F(Coverage, ADefectThatNobodyCatchesProvesNothing) {
  judged("a/story", "AS-016");
  planted("d", "AS-016", {});
  const CoverageTable table = fold();
  EXPECT_EQ(row(table, "AS-016").gap, Gap::not_caught);
  ASSERT_EQ(table.unsound_plants.size(), 1u);
  EXPECT_EQ(table.unsound_plants[0]->id, "d");
}

TEST_F(Coverage, AClaimIsNoJudgement) {
  judged("a/story", "AS-001");
  const CoverageTable table = fold();
  EXPECT_EQ(row(table, "AS-016").gap, Gap::not_judged);
  EXPECT_EQ(table.scenarios[0].claims_in_vain, (std::vector<std::string>{"AS-016", "AS-072"}));
  EXPECT_FALSE(table.complete());
}

TEST_F(Coverage, APartProvesItselfAlone) {
  judged("a/story", "AS-072a");
  planted("d", "AS-072a", {"a/story"});
  const CoverageTable table = fold();
  EXPECT_FALSE(missing(table, "AS-072a"));
  EXPECT_TRUE(missing(table, "AS-072b"));
  EXPECT_EQ(table.scenarios[0].claims_in_vain, std::vector<std::string>{"AS-016"});
}

TEST_F(Coverage, ACheckOrADefectOfTheWholeRowProvesNoPart) {
  judged("a/story", "AS-072");
  planted("d", "AS-072", {"a/story"});
  const CoverageTable table = fold();
  EXPECT_TRUE(missing(table, "AS-072a"));
  EXPECT_TRUE(table.checks_without_part.contains("AS-072"));
  ASSERT_EQ(table.plants_without_requirement.size(), 1u);
}

TEST_F(Coverage, WhatNoWireLeadsToIsNotMissing) {
  wire_.set(cti::Capability::pending_state, cti::Support::no, "it refuses");
  const CoverageTable table = fold();
  EXPECT_EQ(row(table, "AS-062").gap, Gap::no_wire);
  EXPECT_EQ(row(table, "AS-062").why, "a-wire needs pending-state: it refuses");
  EXPECT_FALSE(missing(table, "AS-062"));
}

TEST_F(Coverage, SoftRequirementsAreNotDemanded) {
  const CoverageTable table = fold();
  EXPECT_FALSE(missing(table, "AS-101"));
  EXPECT_FALSE(missing(table, "AS-090b"));
  EXPECT_TRUE(missing(table, "AS-090a"));
}

TEST_F(Coverage, WhatCannotBeSeenIsNotMissing) {
  const CoverageTable table = fold();
  EXPECT_EQ(row(table, "AS-080b").gap, Gap::not_observed);
  EXPECT_FALSE(missing(table, "AS-080b"));
}

TEST_F(Coverage, WhatSeveralCatchNobodyCatchesAlone) {
  claims_.push_back({"b/story", {"AS-016"}});
  judged("a/story", "AS-016");
  judged("b/story", "AS-016");
  planted("d", "AS-016", {"a/story", "b/story"});
  const CoverageTable table = fold();
  for (const ScenarioCoverage& scenario : table.scenarios) {
    EXPECT_EQ(scenario.catches.size(), 1u);
    EXPECT_TRUE(scenario.catches_alone.empty());
  }
}

TEST_F(Coverage, AScenarioThatWasSkippedClaimsNothingInVain) {
  verdict::ScenarioReport skipped;
  skipped.id = "a/story";
  skipped.outcome = verdict::Outcome::skip;
  healthy_.push_back(skipped);
  EXPECT_TRUE(fold().scenarios[0].claims_in_vain.empty());
}

}  // namespace
}  // namespace acdloop::cli
