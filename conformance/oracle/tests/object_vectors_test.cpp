// SPDX-License-Identifier: Apache-2.0
// Every number that a time line permits passes, and the next one on either side does not.
#include <gtest/gtest.h>

#include "conformance/oracle/neighbours.hpp"
#include "conformance/oracle/switch_checks.hpp"
#include "conformance/oracle/tests/object_vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

class ObjectTimeLine : public ::testing::TestWithParam<ObjectVector> {
 protected:
  // The oracle as it knows the story up to then.
  Oracle oracle_at(TimePoint now) const {
    Oracle oracle{GetParam().configuration, {}, ole_date_of};
    for (const SessionLine& session : GetParam().sessions) {
      if (session.created <= now) oracle.name_session(session.name, session.key, session.created);
    }
    for (const cti::Fact& fact : GetParam().facts) {
      if (fact.when.earliest <= now) oracle.learn(fact);
    }
    return oracle;
  }
  Neighbours neighbours_at(const Oracle& oracle, TimePoint now) const {
    Neighbours neighbours{oracle};
    for (const MeasureLine& line : GetParam().periods) {
      if (line.at > now) continue;
      if (line.queue) {
        neighbours.measured(cti::AcdGroupId{line.name}, line.period, Interval::at(line.at));
      } else {
        neighbours.measured(cti::AgentId{line.name}, line.period, Interval::at(line.at));
      }
    }
    return neighbours;
  }
  static std::vector<verdict::Check> judged(const Oracle& oracle, const Neighbours& neighbours,
                                            const ObjectQuery& query, const std::string& figure, std::int64_t value) {
    if (query.whose == Whose::phone_switch) {
      cti::Result answer;
      set_switch_figure(answer.figures.emplace(), figure, value);
      return judge_switch_figures(oracle, cti::AgentId{query.name}, answer, Interval::at(query.at));
    }
    if (query.whose == Whose::queue) {
      ObservedQueue seen;
      seen.queue = cti::AcdGroupId{query.name};
      seen.at = Interval::at(query.at);
      queue_figure(seen, figure) = static_cast<std::int32_t>(value);
      return neighbours.judge_queue(seen);
    }
    ObservedAgent seen;
    seen.agent = cti::AgentId{query.name};
    seen.at = Interval::at(query.at);
    if (figure == "call_rate") {
      seen.call_rate = value;
    } else {
      agent_figure(seen, figure) = static_cast<std::int32_t>(value);
    }
    return neighbours.judge_agent(seen);
  }
};

TEST_P(ObjectTimeLine, PermitsWhatItPermitsAndNothingElse) {
  for (const ObjectQuery& query : GetParam().queries) {
    const Oracle oracle = oracle_at(query.at);
    const Neighbours neighbours = neighbours_at(oracle, query.at);
    for (const auto& [figure, range] : query.figures) {
      const std::string where = query.name + " " + figure;
      for (const std::int64_t inside : {range.low, range.high}) {
        const auto checks = judged(oracle, neighbours, query, figure, inside);
        EXPECT_FALSE(checks.empty()) << where;
        EXPECT_FALSE(any_failed(checks)) << where << "\n" << describe_failures(checks);
      }
      for (const std::int64_t outside : {range.low - 1, range.high + 1}) {
        EXPECT_TRUE(any_failed(judged(oracle, neighbours, query, figure, outside)))
            << where << " at " << nanoseconds_of(query.at) / 1'000'000 << " ms: " << outside << " passes";
      }
    }
  }
}

TEST_P(ObjectTimeLine, KnowsWhenEverythingIsAtRest) {
  for (const ObjectQuery& query : GetParam().queries) {
    const Oracle oracle = oracle_at(query.at);
    const Neighbours neighbours = neighbours_at(oracle, query.at);
    const bool at_rest = query.whose == Whose::queue
                             ? neighbours.truth(cti::AcdGroupId{query.name}, Interval::at(query.at)).at_rest
                             : neighbours.truth(cti::AgentId{query.name}, Interval::at(query.at)).at_rest;
    EXPECT_EQ(at_rest, query.at_rest) << query.name << " at " << nanoseconds_of(query.at) / 1'000'000 << " ms";
  }
}

INSTANTIATE_TEST_SUITE_P(ByHand, ObjectTimeLine, ::testing::ValuesIn(all_object_vectors()), [](const auto& info) {
  std::string name = info.param.file;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
});

}  // namespace
}  // namespace acdloop::oracle::testing
