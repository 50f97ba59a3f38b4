// SPDX-License-Identifier: Apache-2.0
// Two readings of one session: what shrinks, moves or grows too much is found, by the requirement it breaks.
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

using Ids = std::vector<std::string>;

// manual wrap-up; c1 with talk 13.2 and wrap-up 5.3 until 24.9, c2 from 33.3 to 50.5, wrap-up to 60.1.
const char* const two_calls = ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/call-in-progress.txt";

ObservedFigures reading(double at, int calls, int talk, int call, int wrap) {
  ObservedFigures seen;
  seen.session = "s";
  seen.at = Interval::at(at_seconds(at));
  seen.calls = calls;
  seen.talk_time = talk;
  seen.call_time = call;
  seen.wrap_up_time = wrap;
  seen.longest_time_to_answer = 3;
  seen.duration = static_cast<int>(at);
  seen.start_time = 46048.375;
  return seen;
}
const ObservedFigures after_first = reading(28, 1, 13, 18, 5);
const ObservedFigures a_little_later = reading(29, 1, 13, 18, 5);
const ObservedFigures after_second = reading(70, 2, 30, 45, 14);

Ids failures(const ObservedFigures& before, const ObservedFigures& after, tapi::Readings readings = {}) {
  return failed_ids(oracle_for(read_vector(two_calls), readings).judge_series(before, after));
}

ObservedFigures with(ObservedFigures seen, const std::string& figure, std::int64_t value) {
  set_figure(seen, figure, value);
  return seen;
}

TEST(Series, PassesOnTheTruth) {
  EXPECT_EQ(failures(after_first, a_little_later), Ids{});
  EXPECT_EQ(failures(after_first, after_second), Ids{});
  EXPECT_EQ(failures(after_first, reading(45.7, 2, 25, 30, 5)), Ids{});
  // Read late in the call, which is credited only at its end.
  EXPECT_EQ(failures(reading(50.4, 1, 13, 18, 5), after_second), Ids{});
}

TEST(Series, AnEndedSessionKeepsEveryFigure) {
  const Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/forced-out-while-ready.txt");
  ObservedFigures before = reading(80, 1, 21, 28, 6);
  before.duration = 70;
  before.average_talk_time = 21;
  before.average_call_time = 28;
  before.average_wrap_up_time = 6;
  before.average_time_to_answer = 2;
  before.call_rate = 510'000;
  ObservedFigures after = before;
  after.at = Interval::at(at_seconds(110));
  const Oracle oracle = oracle_for(vector);
  EXPECT_EQ(failed_ids(oracle.judge_series(before, after)), Ids{});
  for (const char* figure :
       {"calls", "talk_time", "call_time", "wrap_up_time", "average_talk_time", "average_call_time",
        "average_wrap_up_time", "longest_time_to_answer", "average_time_to_answer", "call_rate"}) {
    const Ids failed = failed_ids(oracle.judge_series(before, with(after, figure, 7'777'777)));
    EXPECT_TRUE(std::find(failed.begin(), failed.end(), "AS-126b") != failed.end()) << figure;
  }
}

TEST(Series, NothingShrinks) {
  EXPECT_EQ(failures(after_second, with(reading(80, 2, 30, 45, 14), "calls", 1)), Ids{"AS-008"});
  EXPECT_EQ(failures(after_second, with(reading(80, 2, 30, 45, 14), "talk_time", 29)), Ids{"AS-014"});
  EXPECT_EQ(failures(after_second, with(reading(80, 2, 30, 45, 14), "call_time", 44)), Ids{"AS-022a"});
  EXPECT_EQ(failures(after_second, with(reading(80, 2, 30, 45, 14), "wrap_up_time", 13)), Ids{"AS-028"});
  EXPECT_EQ(failures(after_second, with(reading(80, 2, 30, 45, 14), "longest_time_to_answer", 2)), Ids{"AS-037"});
  EXPECT_EQ(failures(after_second, with(reading(80, 2, 30, 45, 14), "duration", 60)), Ids{"AS-047"});
}

TEST(Series, NothingGoesBackwardsOverALostLink) {
  const auto judged = [](const ObservedFigures& after) {
    Vector story = read_vector(two_calls);
    Oracle oracle = oracle_for(story, {});
    cti::Fact fact;
    for (const auto& [kind, at] :
         {std::pair{cti::FactKind::link_lost, 72.0}, std::pair{cti::FactKind::link_back, 75.0}}) {
      fact.kind = kind;
      fact.when = Interval::at(at_seconds(at));
      oracle.learn(fact);
    }
    return failed_ids(oracle.judge_series(after_second, after));
  };
  EXPECT_EQ(judged(reading(80, 2, 30, 45, 14)), Ids{});
  EXPECT_EQ(judged(with(reading(80, 2, 30, 45, 14), "talk_time", 0)), (Ids{"AS-014", "AS-128"}));
  EXPECT_EQ(judged(with(reading(80, 2, 30, 45, 14), "calls", 0)), (Ids{"AS-008", "AS-128"}));
}

TEST(Series, NothingMovesBetweenCalls) {
  EXPECT_EQ(failures(after_first, with(a_little_later, "talk_time", 14)), Ids{"AS-014"});
  EXPECT_EQ(failures(after_first, with(a_little_later, "call_time", 19)), Ids{"AS-022a"});
  EXPECT_EQ(failures(after_first, with(a_little_later, "wrap_up_time", 6)), Ids{"AS-028"});
  EXPECT_EQ(failures(after_first, with(a_little_later, "calls", 2)), Ids{"AS-008"});
}

TEST(Series, GrowsByWhatTheCallsAdd) {
  // c2: talk 17.2, call 26.8, wrap-up 9.6
  EXPECT_EQ(failures(after_first, with(after_second, "talk_time", 32)), Ids{"AS-010"});
  EXPECT_EQ(failures(after_first, with(after_second, "call_time", 13 + 18 + 18)), Ids{"AS-016"});
  EXPECT_EQ(failures(after_first, with(after_second, "call_time", 18 + 17)), Ids{"AS-016"});
  EXPECT_EQ(failures(after_first, with(after_second, "wrap_up_time", 5 + 11)), Ids{"AS-023"});
  EXPECT_EQ(failures(after_first, with(after_second, "calls", 3)), Ids{"AS-005"});
}

TEST(Series, GrowthUnderAFixedRoundingIsExact) {
  tapi::Readings readings;
  readings.rounding = tapi::Readings::Rounding::floor_total;
  // talk 13.2 -> 30.4: 13, then 30
  EXPECT_EQ(failures(after_first, after_second, readings), Ids{});
  EXPECT_EQ(failures(after_first, with(after_second, "talk_time", 31), readings), Ids{"AS-010"});
}

TEST(Series, GrowthOfACallWithoutWrapUpIsItsPhoneTime) {
  const Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/one-call-no-wrap-up.txt");
  const Oracle oracle = oracle_for(vector);
  const auto ids = [&](int call, int wrap) {
    return failed_ids(oracle.judge_series(reading(4, 0, 0, 0, 0), reading(92.5, 1, 13, call, wrap)));
  };
  EXPECT_EQ(ids(13, 0), Ids{});
  EXPECT_EQ(ids(33, 0), Ids{"AS-020"});
  EXPECT_EQ(ids(13, 1), Ids{"AS-025"});
}

TEST(Series, CallTimeGrowsNoFasterThanTime) {
  // 12.4 s into the second call
  EXPECT_EQ(failures(after_first, reading(45.7, 2, 13, 18 + 60, 5)), Ids{"AS-022b"});
}

TEST(Series, StartTimeStaysTheSame) {
  ObservedFigures moved = a_little_later;
  moved.start_time = 46048.375 + 1e-6;
  EXPECT_EQ(failures(after_first, moved), Ids{"AS-043"});
}

TEST(Series, FiguresOfAnEndedSessionAreFrozen) {
  const Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/second-log-in.txt");
  const Oracle oracle = oracle_for(vector);
  ObservedFigures before = reading(50, 1, 12, 17, 5);
  before.duration = 40;
  ObservedFigures after = reading(130, 1, 12, 17, 5);
  after.duration = 40;
  EXPECT_EQ(failed_ids(oracle.judge_series(before, after)), Ids{});
  EXPECT_EQ(failed_ids(oracle.judge_series(before, with(after, "duration", 41))), (Ids{"AS-046", "AS-073b"}));
  const auto next_session = failed_ids(oracle.judge_series(before, with(after, "calls", 2)));
  EXPECT_EQ(next_session, (Ids{"AS-008", "AS-073b", "AS-126b"}));
}

TEST(Series, ReadingsInTheWrongOrderAreNotJudged) {
  EXPECT_TRUE(oracle_for(read_vector(two_calls)).judge_series(after_second, after_first).empty());
}

}  // namespace
}  // namespace acdloop::oracle::testing
