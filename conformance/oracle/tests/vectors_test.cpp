// SPDX-License-Identifier: Apache-2.0
// Every time line worked out by hand against the oracle: each permitted number passes, its neighbours outside fail,
// each required event is missed when it is absent.
#include <gtest/gtest.h>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

using verdict::Verdict;

class EveryVector : public ::testing::TestWithParam<Vector> {};

// One figure alone: no relation to others can fail or save it.
std::vector<verdict::Check> judge_alone(const Oracle& oracle, const QueryBlock& query, const std::string& name,
                                        std::int64_t value) {
  ObservedFigures seen{};
  seen.session = query.session;
  seen.at = Interval::at(query.at);
  seen.state = query.state;
  set_figure(seen, name, value);
  return oracle.judge_figures(seen);
}

// A rate is not judged in the first minute, nor an average while a call goes on: the vectors leave those out.
void expect_range(const Oracle& oracle, const QueryBlock& query, const std::string& name, verdict::Range range) {
  for (const std::int64_t value : {range.low, (range.low + range.high) / 2 / 10'000 * 10'000, range.high}) {
    if (!range.contains(value)) continue;
    const auto checks = judge_alone(oracle, query, name, value);
    EXPECT_FALSE(checks.empty()) << name;
    EXPECT_EQ(describe_failures(checks), "") << name << " = " << value;
  }
  const std::int64_t step = name == "call_rate" ? 10'000 : 1;
  for (const std::int64_t value : {range.low - step, range.high + step}) {
    const auto checks = judge_alone(oracle, query, name, value);
    EXPECT_TRUE(any_failed(checks)) << name << " = " << value << " should not pass";
    for (const auto& check : checks) EXPECT_NE(check.verdict, Verdict::inconclusive) << check.requirement;
  }
}

TEST_P(EveryVector, PermitsExactlyTheRangeWorkedOutByHand) {
  const Vector& vector = GetParam();
  const Oracle oracle = oracle_for(vector);
  for (const QueryBlock& query : vector.queries) {
    ASSERT_FALSE(query.figures.empty());
    for (const FigureLine& line : query.figures) expect_range(oracle, query, line.name, line.any);
  }
}

TEST_P(EveryVector, PermitsOneNumberWhenTheRoundingIsFixed) {
  const Vector& vector = GetParam();
  for (const tapi::Readings& readings : tapi::ways(tapi::Readings{}, {tapi::Key::rounding})) {
    const Oracle oracle = oracle_for(vector, readings);
    for (const QueryBlock& query : vector.queries) {
      for (const FigureLine& line : query.figures) {
        const auto value = line.fixed.find(tapi::value_text(readings, tapi::Key::rounding));
        if (value != line.fixed.end()) expect_range(oracle, query, line.name, {value->second, value->second});
      }
    }
  }
}

Duration seconds(double value) { return at_seconds(value).time_since_epoch(); }

// Within a microsecond: the vectors carry repeating decimals.
void expect_near(const Length& length, double truth, const std::string& name) {
  EXPECT_EQ(length.least, length.most) << name;
  EXPECT_TRUE(length.most.shortest == length.most.longest) << name;
  EXPECT_LE(std::abs((length.most.longest - seconds(truth)).count()), 1000) << name << " should be " << truth;
}

TEST_P(EveryVector, HasTheTruthWorkedOutByHand) {
  const Vector& vector = GetParam();
  const Oracle oracle = oracle_for(vector);
  for (const QueryBlock& query : vector.queries) {
    const auto truth = oracle.truth(query.session, Interval::at(query.at));
    ASSERT_TRUE(truth);
    const bool exact = truth->counted == truth->countable;
    for (const FigureLine& line : query.figures) {
      if (!line.truth) continue;
      if (line.name == "calls" && exact) {
        EXPECT_EQ(truth->counted, *line.truth);
      }
      if (line.name == "talk_time" && exact) {
        expect_near(truth->talk, *line.truth, line.name);
      }
      if (line.name == "call_time" && exact) {
        expect_near(truth->call_time, *line.truth, line.name);
      }
      if (line.name == "wrap_up_time" && exact) {
        expect_near(truth->wrap_up, *line.truth, line.name);
      }
      if (line.name == "duration") {
        expect_near(truth->duration, *line.truth, line.name);
      }
      if (line.name == "average_talk_time" && exact && truth->counted > 0) {
        const double average = *line.truth * truth->counted;
        EXPECT_LE(std::abs((truth->talk.most.longest - seconds(average)).count()), 3000);
      }
    }
  }
}

TEST_P(EveryVector, KnowsWhenTheSessionIsAtRest) {
  const Vector& vector = GetParam();
  const Oracle oracle = oracle_for(vector);
  for (const QuietLine& line : vector.quiets) {
    EXPECT_EQ(oracle.quiescent(line.session, line.at), line.quiet)
        << line.session << " at " << nanoseconds_of(line.at) / 1e9;
  }
}

std::vector<ObservedEvent> events_of(const Vector& vector, const std::string& session, const EventLine* without,
                                     std::size_t choice) {
  std::vector<ObservedEvent> events;
  for (const EventLine& line : vector.events) {
    if (line.session != session || &line == without || line.kind == EventLine::Kind::wrong) continue;
    ObservedEvent event;
    event.session = session;
    event.tapi_event = te_agent_session;
    event.event = line.events[std::min(choice, line.events.size() - 1)];
    event.at = Interval::at(line.at);
    events.push_back(event);
  }
  return events;
}

TimePoint end_of(const Vector& vector) {
  TimePoint end = vector.facts.back().when.latest;
  for (const QueryBlock& query : vector.queries) end = std::max(end, query.at);
  return end;
}

TEST_P(EveryVector, AcceptsItsOwnEvents) {
  const Vector& vector = GetParam();
  const Oracle oracle = oracle_for(vector);
  for (const SessionLine& session : vector.sessions) {
    for (const std::size_t choice : {0u, 1u}) {
      const auto events = events_of(vector, session.name, nullptr, choice);
      const auto checks = oracle.judge_events(session.name, events, Interval::at(end_of(vector)));
      EXPECT_EQ(describe_failures(checks), "");
      for (const auto& check : checks) EXPECT_FALSE(check.warning) << check.requirement << check.observed;
    }
  }
}

TEST_P(EveryVector, MissesEachEventThatMustCome) {
  const Vector& vector = GetParam();
  const Oracle oracle = oracle_for(vector);
  for (const EventLine& line : vector.events) {
    if (!line.must()) continue;
    const auto events = events_of(vector, line.session, &line, 0);
    const auto failed = failed_ids(oracle.judge_events(line.session, events, Interval::at(end_of(vector))));
    EXPECT_TRUE(std::find(failed.begin(), failed.end(), "AS-075") != failed.end())
        << "without " << event_name(line.events.front()) << " at " << nanoseconds_of(line.at) / 1e9;
  }
}

TEST_P(EveryVector, RefusesEachEventThatMustNotCome) {
  const Vector& vector = GetParam();
  const Oracle oracle = oracle_for(vector);
  for (const EventLine& line : vector.events) {
    if (line.kind != EventLine::Kind::wrong) continue;
    auto events = events_of(vector, line.session, nullptr, 0);
    ObservedEvent extra;
    extra.session = line.session;
    extra.tapi_event = te_agent_session;
    extra.event = line.events.front();
    extra.at = Interval::at(line.at);
    const auto later = std::find_if(events.begin(), events.end(),
                                    [&](const ObservedEvent& event) { return event.at.earliest > line.at; });
    events.insert(later, extra);
    EXPECT_TRUE(any_failed(oracle.judge_events(line.session, events, Interval::at(end_of(vector)))))
        << line.session << ": " << event_name(line.events.front()) << " at " << nanoseconds_of(line.at) / 1e9;
  }
}

TEST_P(EveryVector, PermitsTheseStatesAndNoOther) {
  const Vector& vector = GetParam();
  const Oracle oracle = oracle_for(vector);
  for (const StateLine& line : vector.states) {
    for (std::int32_t number = 0; number <= 4; ++number) {
      const bool permitted = std::find(line.states.begin(), line.states.end(), number) != line.states.end();
      const auto checks = oracle.judge_state(line.session, number, Interval::at(line.at));
      EXPECT_EQ(any_failed(checks), !permitted)
          << line.session << " in " << state_name(number) << " at " << nanoseconds_of(line.at) / 1e9;
    }
  }
}

TEST_P(EveryVector, KnowsWhenTheSessionBeganByTheCalendar) {
  const Vector& vector = GetParam();
  const Oracle oracle = oracle_for(vector);
  for (const StartLine& line : vector.starts) {
    constexpr double second = 1 / 86'400.0;
    for (const double off : {0.0, 3.0, -3.0, 1020.0}) {
      ObservedFigures seen;
      seen.session = line.session;
      seen.at = Interval::at(end_of(vector));
      seen.start_time = line.days + off * second;
      EXPECT_EQ(any_failed(oracle.judge_figures(seen)), off != 0.0) << line.session << " off by " << off;
    }
  }
}

std::string test_name(const ::testing::TestParamInfo<Vector>& info) {
  std::string name = info.param.file;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Vectors, EveryVector, ::testing::ValuesIn(all_vectors()), test_name);

TEST(Vectors, AreAtLeastSixtyAndEachHasATitle) {
  const auto vectors = all_vectors();
  EXPECT_GE(vectors.size(), 60u);
  for (const Vector& vector : vectors) EXPECT_FALSE(vector.title.empty()) << vector.file;
}

}  // namespace
}  // namespace acdloop::oracle::testing
