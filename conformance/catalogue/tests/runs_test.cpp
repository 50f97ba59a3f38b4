// SPDX-License-Identifier: Apache-2.0
#include "conformance/catalogue/runs.hpp"

#include <gtest/gtest.h>

#include <iterator>
#include <set>
#include <sstream>
#include <string>

#include "conformance/catalogue/readings_held.hpp"

namespace acdloop::catalogue {
namespace {

cti::Capabilities wire_with_all_but(std::initializer_list<cti::Capability> missing) {
  cti::Capabilities wire;
  for (int index = 0; index < cti::capability_count; ++index) {
    wire.set(static_cast<cti::Capability>(index), cti::Support::yes);
  }
  for (const cti::Capability one : missing) wire.set(one, cti::Support::no, "it cannot");
  return wire;
}

std::set<std::string> words_of(std::string_view text) {
  std::istringstream in{std::string{text}};
  return {std::istream_iterator<std::string>(in), {}};
}

TEST(Runs, SelfTestJudgesWhatIsObserved) {
  const cti::Capabilities wire = wire_with_all_but({});
  for (const Unit& unit : units()) {
    EXPECT_EQ(standing(unit, RunKind::self_test, wire).judged, unit.observed() != Observed::no) << unit.id();
  }
}

TEST(Runs, WhatIsNotJudgedSaysWhy) {
  const cti::Capabilities wire = wire_with_all_but({cti::Capability::hold_visible});
  for (const Unit& unit : units()) {
    for (const RunKind run : all_runs) {
      const Standing here = standing(unit, run, wire);
      if (!here.judged) {
        EXPECT_FALSE(here.why.empty()) << unit.id() << " " << to_string(run);
      }
    }
  }
}

TEST(Runs, FiguresOfASwitchWithoutFiguresAreOurFacadesAlone) {
  const cti::Capabilities wire = wire_with_all_but({cti::Capability::switch_figures_per_group});
  const Unit& talk_time = *find_unit("AS-010");
  EXPECT_EQ(standing(talk_time, RunKind::bench, wire).why, "not judged: façade only (it cannot)");
  EXPECT_TRUE(standing(talk_time, RunKind::sandwich, wire).judged);
  EXPECT_TRUE(standing(talk_time, RunKind::bench, wire_with_all_but({})).judged);
  EXPECT_TRUE(standing(*find_unit("AS-054"), RunKind::bench, wire).judged);
  EXPECT_FALSE(standing(*find_unit("AS-090a"), RunKind::bench, wire_with_all_but({})).judged);
}

TEST(Runs, AWrapUpThatOnlyTheFacadeTimesIsNoEvidenceForTheSwitch) {
  cti::Capabilities wire = wire_with_all_but({});
  wire.set(cti::Capability::wrap_up_end_visible, cti::Support::inferred, "a timer");
  EXPECT_EQ(standing(*find_unit("AS-051"), RunKind::bench, wire).why, "not judged: façade only (a timer)");
  EXPECT_TRUE(standing(*find_unit("AS-051"), RunKind::self_test, wire).judged);
  EXPECT_TRUE(standing(*find_unit("AS-054"), RunKind::bench, wire).judged);
}

TEST(Runs, AWireThatCannotTellIsQuoted) {
  const cti::Capabilities wire = wire_with_all_but({cti::Capability::pending_state});
  for (const RunKind run : {RunKind::self_test, RunKind::bench, RunKind::sandwich}) {
    EXPECT_EQ(standing(*find_unit("AS-062"), run, wire).why, "needs pending-state: it cannot");
  }
}

TEST(Runs, AnEmulatorJudgesNobody) {
  for (const Unit& unit : units()) EXPECT_FALSE(standing(unit, RunKind::emulate, wire_with_all_but({})).judged);
}

TEST(Runs, AnAdapterHasNoBoundaryBeneath) {
  EXPECT_FALSE(standing(*find_unit("AS-113"), RunKind::sandwich, wire_with_all_but({})).judged);
  EXPECT_TRUE(standing(*find_unit("AS-113"), RunKind::self_test, wire_with_all_but({})).judged);
}

TEST(OpenPoints, EachAsksAndNamesRowsThatExist) {
  std::set<std::string_view> ids;
  for (const Ambiguity& point : ambiguities()) {
    EXPECT_TRUE(ids.insert(point.id).second) << point.id;
    EXPECT_TRUE(point.question.ends_with('?')) << point.id;
    EXPECT_TRUE(point.held.ends_with('.')) << point.id;
    EXPECT_FALSE(words_of(point.rows).empty()) << point.id;
    for (const std::string& id : words_of(point.rows)) EXPECT_NE(find(id), nullptr) << point.id << " names " << id;
  }
}

TEST(OpenPoints, WhatARowLeavesToAReadingIsAskedSomewhere) {
  std::set<std::string_view> asked = {"settle"};  // how long a run waits, no question of meaning
  for (const Ambiguity& point : ambiguities()) asked.insert(point.reading);
  for (const Requirement& row : rows()) {
    EXPECT_TRUE(asked.contains(row.reading)) << row.id << " " << row.reading;
  }
}

TEST(MeasurementModel, EachRelationIsJudgedByRowsThatExist) {
  std::set<std::string_view> ids;
  for (const Relation& relation : relations()) {
    EXPECT_TRUE(ids.insert(relation.id).second) << relation.id;
    for (const std::string& id : words_of(relation.rows)) EXPECT_NE(find(id), nullptr) << relation.id << " " << id;
  }
  EXPECT_EQ(ids.size(), 11u);
}

TEST(Runs, TheWireIsJudgedWhereItIsTheSwitchsOwn) {
  const cti::Capabilities wire = wire_with_all_but({});
  for (const char* id : {"WIRE-1", "WIRE-5"}) {
    for (const RunKind run : {RunKind::self_test, RunKind::bench, RunKind::re_judge}) {
      EXPECT_TRUE(standing(*find_unit(id), run, wire).judged) << id;
    }
    EXPECT_FALSE(standing(*find_unit(id), RunKind::sandwich, wire).judged) << id;
  }
}

}  // namespace
}  // namespace acdloop::catalogue
