// SPDX-License-Identifier: Apache-2.0
// The oracle, which recomputes from the facts, against books that were kept while the facts happened: two ways of
// counting that share nothing. Where they differ a time line worked out by hand decides.
#include <gtest/gtest.h>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/tests/random_floor.hpp"
#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

std::string story_of(const RandomFloor& floor) {
  std::string text;
  for (const cti::Fact& fact : floor.facts()) text += cti::describe(fact) + "\n";
  return text;
}

// Empty when they agree.
std::string quarrel_over(const Length& length, Ticks ticks, bool open, bool at_rest, const char* what) {
  const Duration books = at_tick(ticks).time_since_epoch();
  const auto say = [&] {
    return std::string{what} + ": books " + std::to_string(ticks) + ", oracle " +
           std::to_string(length.least.shortest.count() / 100'000'000) + " to " +
           std::to_string(length.most.longest.count() / 100'000'000) + " tenths\n";
  };
  if (books < length.least.shortest || books > length.most.longest) return say();
  if (open) return {};
  const bool exact = length.least == length.most;
  return books == length.most.longest && (exact || !at_rest) ? std::string{} : say();
}

// The state by the books is accepted, its neighbour in the table is not.
std::string quarrel_over_state(const Oracle& oracle, const Score& score, TimePoint now) {
  const auto accepted = [&](std::int32_t number) {
    return !any_failed(oracle.judge_state(score.name, number, Interval::at(now)));
  };
  const bool idle = !score.ended && !score.connected && !score.wrap_up;
  if (idle) {
    const bool agreed = (accepted(state::ready) || accepted(state::not_ready)) && !accepted(state::busy_on_call);
    return agreed ? std::string{} : "state: the books say idle\n";
  }
  const std::int32_t wanted = score.ended       ? state::session_ended
                              : score.connected ? state::busy_on_call
                                                : state::busy_wrap_up;
  const std::int32_t wrong = score.connected ? state::busy_wrap_up : state::ready;
  return accepted(wanted) && !accepted(wrong) ? std::string{} : "state: the books say " + state_name(wanted) + "\n";
}

std::string quarrel_over(const Oracle& oracle, const Score& score, TimePoint now) {
  const Truth truth = *oracle.truth(score.name, Interval::at(now));
  const bool at_rest = !score.connected && !score.wrap_up && !score.offered;
  std::string text;
  if (score.calls < truth.counted || score.calls > truth.countable) text += "number of calls\n";
  if (!score.open && score.calls != truth.countable) text += "number of calls, nothing being open\n";
  text += quarrel_over(truth.talk, score.talk, score.open, at_rest, "talk");
  text += quarrel_over(truth.call_time, score.call, score.open, at_rest, "call");
  text += quarrel_over(truth.wrap_up, score.wrap, score.open, at_rest, "wrap-up");
  for (std::size_t index = 0; index < truth.calls.size() && index < score.times_to_answer.size(); ++index) {
    text += quarrel_over(truth.calls[index].time_to_answer, score.times_to_answer[index], score.open, at_rest,
                         "time to answer");
  }
  if (score.open) return text;
  if (!score.ended && oracle.quiescent(score.name, now) != at_rest) text += "at rest\n";
  if (!(score.ended && score.connected)) text += quarrel_over_state(oracle, score, now);
  return text;
}

class AgainstItself : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(AgainstItself, TheOracleAgreesWithBooksKeptMeanwhile) {
  constexpr std::uint32_t stories = 500;
  constexpr int steps = 60;
  std::size_t calls = 0;
  std::size_t exact = 0;
  for (std::uint32_t story = 0; story < stories; ++story) {
    RandomFloor floor{GetParam() * stories + story};
    Oracle oracle{floor.configuration(), {}, ole_date_of};
    for (const Score& score : floor.scores()) oracle.name_session(score.name, score.key, TimePoint{});
    std::size_t learnt = 0;
    for (int step = 0; step < steps; ++step) {
      floor.step();
      for (; learnt < floor.facts().size(); ++learnt) oracle.learn(floor.facts()[learnt]);
      if (step % 29 != 1) continue;
      for (const Score& score : floor.scores()) {
        const std::string quarrel = quarrel_over(oracle, score, at_tick(floor.now()));
        ASSERT_EQ(quarrel, "") << score.name << " at " << static_cast<double>(floor.now()) / 10 << " s, story "
                               << GetParam() * stories + story << ":\n"
                               << story_of(floor);
      }
    }
    for (const Score& score : floor.scores()) {
      calls += static_cast<std::size_t>(score.calls);
      exact += score.open ? 0u : static_cast<std::size_t>(score.calls);
    }
  }
  EXPECT_GT(calls, 2000u);  // the stories are about something
  EXPECT_GT(exact, calls / 3);
}
INSTANTIATE_TEST_SUITE_P(Seeds, AgainstItself, ::testing::Range(0u, 6u));

}  // namespace
}  // namespace acdloop::oracle::testing
