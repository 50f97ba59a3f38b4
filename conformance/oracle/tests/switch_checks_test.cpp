// SPDX-License-Identifier: Apache-2.0
// The switch's own figures as a witness: who is named, what is not judged, what stands in a failure. The arithmetic is
// in ../vectors/objects.
#include "conformance/oracle/switch_checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using verdict::Verdict;

const cti::AgentId ann{"ann"};
const cti::AcdGroupId sales{"sales"};
const cti::Address desk{"105"};

cti::Figures right_figures() {
  cti::Figures figures;
  figures.subject.agent = ann;
  figures.talk_includes_hold = true;
  figures.calls = 1;
  figures.calls_time = 42s;
  figures.talk_time = 30s;
  figures.after_call_time = 12s;
  figures.hold_time = 0s;
  figures.logged_on_time = 60s;
  return figures;
}

// Ann is logged on from 0 s; a call from 10 s to 40 s, work after it until 52 s.
struct Story {
  Story() : oracle({{{.name = sales, .wrap_up = GroupRules::WrapUp::manual}}}, {}, ole_date_of) {
    oracle.name_session("s", {ann, sales, desk}, at_seconds(0));
    fact(0, cti::FactKind::logged_on);
    fact(1, cti::FactKind::made_ready);
    fact(5, cti::FactKind::call_placed);
    fact(5, cti::FactKind::ringing);
    fact(10, cti::FactKind::answered);
    fact(40, cti::FactKind::hung_up);
    fact(52, cti::FactKind::wrap_up_key);
  }
  void fact(double seconds, cti::FactKind kind) {
    cti::Fact fact;
    fact.kind = kind;
    fact.when = Interval::at(at_seconds(seconds));
    fact.agent = ann;
    fact.group = sales;
    const bool of_a_call = kind == cti::FactKind::call_placed || kind == cti::FactKind::ringing ||
                           kind == cti::FactKind::answered || kind == cti::FactKind::hung_up;
    if (of_a_call) fact.call = "c1";
    if (kind != cti::FactKind::call_placed) fact.address = desk;
    if (kind == cti::FactKind::call_placed) fact.agent.reset();
    oracle.learn(fact);
  }
  std::vector<verdict::Check> judged(double seconds) const {
    cti::Result answer;
    answer.figures = figures;
    return judge_switch_figures(oracle, ann, answer, Interval::at(at_seconds(seconds)));
  }
  Oracle oracle;
  cti::Figures figures = right_figures();
};

std::vector<verdict::Check> failed(std::vector<verdict::Check> checks) {
  std::erase_if(checks, [](const verdict::Check& check) { return check.verdict == Verdict::pass; });
  return checks;
}

TEST(SwitchFigures, OfACallAreRight) {
  const auto checks = Story{}.judged(60);
  EXPECT_THAT(checks, SizeIs(7));
  EXPECT_THAT(failed(checks), IsEmpty());
}

TEST(SwitchFigures, TheSwitchIsNamedAsWitness) {
  Story story;
  story.figures.calls = 2;
  const auto wrong = failed(story.judged(60));
  ASSERT_THAT(wrong, SizeIs(1));
  EXPECT_EQ(wrong[0].requirement, "AS-117");
  EXPECT_EQ(wrong[0].subject, "switch");
  EXPECT_EQ(wrong[0].session, "agent ann");
  EXPECT_EQ(wrong[0].what, "calls since log-on, counted by the switch");
  EXPECT_EQ(wrong[0].expected, "1 calls");
  EXPECT_EQ(wrong[0].observed, "the switch's own figures say 2 calls");
}

TEST(SwitchFigures, ThatDoNotAddUpFail) {
  Story story;
  story.figures.calls_time = 44s;
  const auto wrong = failed(story.judged(60));
  ASSERT_THAT(wrong, SizeIs(2)) << "neither the facts nor its own parts make 44 s";
  EXPECT_EQ(wrong[1].requirement, "AS-118");
}

TEST(SwitchFigures, InCoarserUnitsAreJudgedInThem) {
  Story story;
  story.figures = {};
  story.figures.resolution = 6s;
  story.figures.talk_time = 30s;
  story.figures.after_call_time = 18s;
  const auto wrong = failed(story.judged(60));
  ASSERT_THAT(wrong, SizeIs(1)) << "30 s and 12 s are whole tenths of a minute";
  EXPECT_EQ(wrong[0].expected, "12 s");
}

TEST(SwitchFigures, AreNotJudgedBeforeTheCallIsOver) {
  Story story;
  story.figures.calls = 7;
  EXPECT_THAT(story.judged(30), IsEmpty());
  EXPECT_THAT(story.judged(45), IsEmpty()) << "in wrap-up";
}

TEST(SwitchFigures, OfWhoIsNotLoggedOnAreNotJudged) {
  Story story;
  story.fact(55, cti::FactKind::logged_off);
  EXPECT_THAT(story.judged(60), IsEmpty());
}

TEST(SwitchFigures, OfAnotherScopeAreNotJudged) {
  Story story;
  story.figures.calls = 7;
  story.figures.scope = cti::FiguresScope::today;
  EXPECT_THAT(story.judged(60), IsEmpty());
}

TEST(SwitchFigures, RefusedToAnAgentWhoIsLoggedOnFail) {
  const Story story;
  cti::Result refusal;
  refusal.outcome = cti::Outcome::refused;
  refusal.cause = cti::RefusalCause::not_logged_on;
  const auto checks = judge_switch_figures(story.oracle, ann, refusal, Interval::at(at_seconds(60)));
  ASSERT_THAT(checks, SizeIs(1));
  EXPECT_EQ(checks[0].verdict, Verdict::fail);
  EXPECT_THAT(checks[0].observed, HasSubstr("not_logged_on"));
}

}  // namespace
}  // namespace acdloop::oracle::testing
