// SPDX-License-Identifier: Apache-2.0
#include "simulator/defects/defect.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

namespace acdloop::defects {
namespace {

int decorators_of(const Defect& defect) {
  return (defect.on_switch ? 1 : 0) + (defect.on_switching_end ? 1 : 0) + (defect.on_computing_end ? 1 : 0) +
         (defect.on_facade ? 1 : 0) + (defect.on_line ? 1 : 0) + (defect.on_proxy ? 1 : 0);
}

TEST(Defects, AreSortedAndNamedOnceInKebabCase) {
  const std::regex kebab("[a-z0-9]+(-[a-z0-9]+)*");
  std::string before;
  for (const Defect& defect : defects()) {
    const std::string id{defect.id};
    EXPECT_TRUE(std::regex_match(id, kebab)) << id;
    EXPECT_LT(before, id);
    before = id;
  }
  EXPECT_GT(defects().size(), 20u);
}

TEST(Defects, EachSaysInOneSentenceWhatItDoes) {
  std::set<std::string_view> sentences;
  for (const Defect& defect : defects()) {
    EXPECT_GE(defect.sentence.size(), 20u) << defect.id;
    EXPECT_TRUE(defect.sentence.ends_with('.')) << defect.id;
    EXPECT_EQ(defect.sentence.find('\n'), defect.sentence.npos) << defect.id;
    EXPECT_TRUE(sentences.insert(defect.sentence).second) << defect.id << " says what another says";
  }
}

TEST(Defects, EachButNoneBreaksARequirementByOneDecoratorOnItsSide) {
  // AS-001 to AS-130, or a part; WIRE-1 to WIRE-5.
  const std::regex requirement("AS-(00[1-9]|0[1-9][0-9]|1[0-2][0-9]|130)[a-c]?|WIRE-[1-5]");
  for (const Defect& planted : defects()) {
    if (planted.id == "none") continue;
    Defect defect = afresh(planted);
    // What a façade counts wrongly it may have overheard.
    if (planted.together && defect.side == Side::facade) defect.on_computing_end = {};
    EXPECT_TRUE(std::regex_match(std::string{defect.requirement}, requirement)) << defect.id;
    EXPECT_EQ(decorators_of(defect), 1) << defect.id;
    const bool at_its_side = defect.side == Side::switch_side ? bool(defect.on_switch)
                             : defect.side == Side::facade    ? defect.on_facade || defect.on_line || defect.on_proxy
                                                              : defect.on_switching_end || defect.on_computing_end;
    EXPECT_TRUE(at_its_side) << defect.id << " is said to sit on the side: " << to_string(defect.side);
  }
}

TEST(Defects, WhatBreaksOneWireIsCalledAfterItAndSitsAtItsSwitch) {
  for (const Defect& defect : defects()) {
    if (defect.protocol.empty()) continue;
    EXPECT_TRUE(defect.id.starts_with(defect.protocol)) << defect.id;
    EXPECT_TRUE(defect.on_switching_end) << defect.id;
  }
}

TEST(Defects, NoneBreaksNothing) {
  const Defect* none = find_defect("none");
  ASSERT_NE(none, nullptr);
  EXPECT_EQ(decorators_of(*none), 0);
  EXPECT_EQ(none->requirement, "");
}

TEST(Defects, AreFoundByTheirWholeIdOnly) {
  for (const Defect& defect : defects()) EXPECT_EQ(find_defect(defect.id), &defect);
  EXPECT_EQ(find_defect(""), nullptr);
  EXPECT_EQ(find_defect("NONE"), nullptr);
  EXPECT_EQ(find_defect("non"), nullptr);
}

}  // namespace
}  // namespace acdloop::defects
