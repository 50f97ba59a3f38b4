// SPDX-License-Identifier: Apache-2.0
#include "conformance/catalogue/catalogue.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

namespace acdloop::catalogue {
namespace {

bool well_formed(std::string_view id) {
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
  ASSERT_EQ(rows().size(), 130u);
  EXPECT_EQ(rows().front().id, "AS-001");
  EXPECT_EQ(rows().back().id, "AS-130");
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
  for (const std::string_view unknown : {"", "AS-000", "AS-131", "AS-16", "AS-0160", "XX-016"})
    EXPECT_EQ(find(unknown), nullptr) << unknown;
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
