// SPDX-License-Identifier: Apache-2.0
// Real clocks: where the facts are known only within bounds, a verdict is inconclusive instead of wrong.
#include <gtest/gtest.h>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

using verdict::Verdict;

// One call of 30.2 s, each edge known within 0.3 s: the truth lies in [29.9, 30.5].
class Uncertain : public ::testing::Test {
 protected:
  Uncertain() : vector_{read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/one-call-manual-wrap-up.txt")} {
    for (cti::Fact& fact : vector_.facts) fact.when.latest += std::chrono::milliseconds{300};
  }
  Verdict talk(int seconds) const {
    ObservedFigures seen;
    seen.session = "s";
    seen.at = {at_seconds(100), at_seconds(100.5)};
    seen.talk_time = seconds;
    const auto checks = oracle_for(vector_).judge_figures(seen);
    for (const auto& check : checks) {
      if (check.requirement == "AS-010") return check.verdict;
    }
    return Verdict::none;
  }
  Verdict state(std::int32_t number, double from, double to) const {
    return oracle_for(vector_).judge_state("s", number, {at_seconds(from), at_seconds(to)}).back().verdict;
  }
  Vector vector_;
};

TEST_F(Uncertain, FiguresPassFailOrStayOpen) {
  EXPECT_EQ(talk(28), Verdict::fail);
  EXPECT_EQ(talk(29), Verdict::inconclusive);  // 29.9 s rounded down
  EXPECT_EQ(talk(30), Verdict::pass);          // permitted for 29.9 and for 30.5
  EXPECT_EQ(talk(31), Verdict::inconclusive);  // 30.5 s rounded up
  EXPECT_EQ(talk(32), Verdict::fail);
}

TEST_F(Uncertain, StatesNearAnEdgeStayOpen) {
  EXPECT_EQ(state(state::busy_on_call, 20, 20.1), Verdict::pass);
  EXPECT_EQ(state(state::ready, 20, 20.1), Verdict::fail);
  EXPECT_EQ(state(state::ready, 17, 17.1), Verdict::inconclusive);  // within the time to settle
  EXPECT_EQ(state(state::busy_on_call, 17, 17.1), Verdict::inconclusive);
  EXPECT_EQ(state(state::busy_wrap_up, 17, 17.1), Verdict::fail);
}

TEST_F(Uncertain, EventsMayComeWithinTheTimeToSettle) {
  std::vector<ObservedEvent> events;
  for (const auto& [at, number] : std::vector<std::pair<double, int>>{{0.1, event::new_session},
                                                                      {1.4, event::ready},
                                                                      {17.5, event::busy},
                                                                      {48.1, event::wrap_up},
                                                                      {60.0, event::ready}}) {
    ObservedEvent event;
    event.session = "s";
    event.tapi_event = te_agent_session;
    event.event = number;
    event.at = {at_seconds(at), at_seconds(at + 0.05)};
    events.push_back(event);
  }
  const Interval now{at_seconds(100), at_seconds(101)};
  EXPECT_EQ(describe_failures(oracle_for(vector_).judge_events("s", events, now)), "");
  events[2].at = {at_seconds(25), at_seconds(25.05)};
  EXPECT_EQ(failed_ids(oracle_for(vector_).judge_events("s", events, now)), std::vector<std::string>{"AS-075"});
}

TEST_F(Uncertain, TimeoutsAreJudgedByWhatIsKnownOfTheEnds) {
  Configuration configuration;
  configuration.timeout_early = std::chrono::seconds{1};
  configuration.timeout_late = std::chrono::seconds{5};
  const Oracle oracle{configuration, {}, ole_date_of};
  const auto judge = [&](double from, double to) {
    ObservedAnswer seen;
    seen.session = "s";
    seen.method = "get_TotalCallTime";
    seen.asked = {at_seconds(0), at_seconds(0.2)};
    seen.answered = Interval{at_seconds(from), at_seconds(to)};
    seen.judged_at = *seen.answered;
    seen.hresult = code::tapi_timeout;
    seen.reply_withheld = true;
    for (const auto& check : oracle.judge_answer(seen)) {
      if (check.requirement == "AS-097") return check.verdict;
    }
    return Verdict::none;
  };
  EXPECT_EQ(judge(120, 120.1), Verdict::pass);
  EXPECT_EQ(judge(118.9, 119.1), Verdict::inconclusive);
  EXPECT_EQ(judge(118, 118.2), Verdict::fail);
}

TEST_F(Uncertain, AHoldReportedTwiceIsOneHold) {
  Vector twice = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/hold-once.txt");
  for (std::size_t index = 0; index < twice.facts.size(); ++index) {
    if (twice.facts[index].kind != cti::FactKind::held) continue;
    twice.facts.insert(twice.facts.begin() + static_cast<std::ptrdiff_t>(index), twice.facts[index]);
    break;
  }
  const auto truth = oracle_for(twice).truth("s", Interval::at(at_seconds(200)));
  EXPECT_EQ(truth->talk.most.longest, std::chrono::milliseconds{30'100});
}

TEST_F(Uncertain, FactsInAnyCallButKnownOnesAreHarmless) {
  // A hang-up without ringing, a retrieve without hold, an answer nobody heard ring.
  Vector odd = vector_;
  const auto fact = [](cti::FactKind kind, double at, const char* call) {
    return cti::Fact{.kind = kind,
                     .agent = cti::AgentId{"ann"},
                     .address = cti::Address{"105"},
                     .group = {},
                     .call = call,
                     .when = Interval::at(at_seconds(at))};
  };
  odd.facts.push_back(fact(cti::FactKind::hung_up, 70, "x1"));
  odd.facts.push_back(fact(cti::FactKind::retrieved, 71, "x1"));
  odd.facts.push_back(fact(cti::FactKind::ringing_stopped, 72, "x2"));
  odd.facts.push_back(fact(cti::FactKind::answered, 73, "x3"));
  odd.facts.push_back(fact(cti::FactKind::far_end_gone, 74, ""));
  const auto truth = oracle_for(odd).truth("s", Interval::at(at_seconds(80)));
  EXPECT_EQ(truth->countable, 1);
  EXPECT_TRUE(oracle_for(odd).quiescent("s", at_seconds(80)));
}

}  // namespace
}  // namespace acdloop::oracle::testing
