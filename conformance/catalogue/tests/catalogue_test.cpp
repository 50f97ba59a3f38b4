// SPDX-License-Identifier: Apache-2.0
#include "conformance/catalogue/catalogue.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

namespace acdloop::catalogue {
namespace {

bool well_formed(std::string_view id) {
  if (id.starts_with("WIRE-")) return id.size() == 6 && std::isdigit(static_cast<unsigned char>(id[5])) != 0;
  return id.size() == 6 && id.starts_with("AS-") && std::isdigit(static_cast<unsigned char>(id[3])) != 0 &&
         std::isdigit(static_cast<unsigned char>(id[4])) != 0 && std::isdigit(static_cast<unsigned char>(id[5])) != 0;
}

TEST(Catalogue, IdsAreWellFormedSortedAndUnique) {
  std::string_view before;
  for (const Requirement& row : rows()) {
    EXPECT_TRUE(well_formed(row.id)) << row.id;
    EXPECT_LT(before, row.id);
    before = row.id;
  }
}

TEST(Catalogue, HoldsEveryRequirementOnce) {
  ASSERT_EQ(rows().size(), 130u + 5u);
  EXPECT_EQ(rows().front().id, "AS-001");
  EXPECT_EQ(rows()[129].id, "AS-130");
  EXPECT_EQ(rows().back().id, "WIRE-5");
}

TEST(Catalogue, EveryRowSaysWhatWhereFromAndByWhom) {
  std::set<std::string_view> sentences;
  for (const Requirement& row : rows()) {
    EXPECT_GE(row.sentence.size(), 20u) << row.id;
    EXPECT_TRUE(row.sentence.ends_with('.')) << row.id;
    EXPECT_TRUE(sentences.insert(row.sentence).second) << row.id << " says what another row says";
    EXPECT_FALSE(row.source.empty()) << row.id;
    EXPECT_FALSE(row.witnesses.empty()) << row.id;
  }
}

TEST(Catalogue, WhatAReadingDecidesNamesTheReading) {
  for (const Requirement& row : rows()) {
    if (row.strength == Strength::config) {
      EXPECT_FALSE(row.reading.empty()) << row.id;
    }
  }
}

TEST(Catalogue, FindsRowsById) {
  for (const Requirement& row : rows()) EXPECT_EQ(find(row.id), &row);
  EXPECT_EQ(find("AS-016")->source, "ITAgentSession::get_TotalCallTime");
  for (const std::string_view unknown : {"", "AS-000", "AS-131", "AS-16", "AS-0160", "AS-072c", "AS-001a", "AS-072ab",
                                         "XX-016", "WIRE-", "WIRE-6", "WIRE-1a"})
    EXPECT_EQ(find(unknown), nullptr) << unknown;
}

TEST(Catalogue, PartsAreNamedAfterTheirRow) {
  std::set<std::string_view> ids;
  for (const Requirement& row : rows()) {
    EXPECT_NE(row.parts.size(), 1u) << row.id;
    char letter = 'a';
    for (const Part& part : row.parts) {
      EXPECT_EQ(part.id, std::string{row.id} + letter++);
      EXPECT_FALSE(part.name.empty()) << part.id;
      EXPECT_EQ(find(part.id), &row);
      EXPECT_TRUE(belongs_to(part.id, row.id));
      EXPECT_FALSE(belongs_to(row.id, part.id));
    }
  }
  EXPECT_FALSE(belongs_to("AS-072a", "AS-072b"));
}

TEST(Catalogue, EveryRowIsAUnitOrInParts) {
  std::set<std::string_view> rows_seen;
  for (const Unit& unit : units()) {
    EXPECT_EQ(find_unit(unit.id()), &unit);
    EXPECT_EQ(unit.part == nullptr, unit.row->parts.empty());
    rows_seen.insert(unit.row->id);
  }
  EXPECT_EQ(rows_seen.size(), rows().size());
}

TEST(Catalogue, WhatIsNotObservedSaysWhy) {
  for (const Unit& unit : units()) {
    const bool in_full = unit.observed() == Observed::api || unit.observed() == Observed::line;
    EXPECT_EQ(unit.unseen().empty(), in_full) << unit.id();
  }
}

TEST(Catalogue, EveryRowHasATopic) {
  for (const Topic& topic : topics()) EXPECT_EQ(topic_of(topic.first), topic.title);
  EXPECT_EQ(topic_of("AS-072a"), "Creation and identity");
  EXPECT_EQ(topic_of("AS-130"), "Lifetime");
  EXPECT_EQ(topic_of("WIRE-5"), "The wire itself");
}

TEST(Catalogue, NamesLevelsAndStrengths) {
  EXPECT_EQ(to_string(Level::must), "MUST");
  EXPECT_EQ(to_string(Level::should), "SHOULD");
  EXPECT_EQ(to_string(Level::derived), "derived");
  EXPECT_EQ(to_string(Strength::hard), "hard");
  EXPECT_EQ(to_string(Strength::soft), "soft");
  EXPECT_EQ(to_string(Strength::config), "config");
}

}  // namespace
}  // namespace acdloop::catalogue
