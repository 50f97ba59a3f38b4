// SPDX-License-Identifier: Apache-2.0
// One figure wrong at a time: exactly the requirements that it breaks fail, and nothing fails on the truth.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

using Ids = std::vector<std::string>;

Vector vector_named(const std::string& name) {
  return read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/" + name + ".txt");
}

TimePoint created_of(const Vector& vector, const std::string& session) {
  for (const SessionLine& line : vector.sessions) {
    if (line.name == session) return line.created;
  }
  throw std::runtime_error{"no session " + session};
}

// What a switch would say that rounds totals down.
ObservedFigures snapshot_of(const Vector& vector, const QueryBlock& query) {
  ObservedFigures seen;
  seen.session = query.session;
  seen.at = Interval::at(query.at);
  for (const FigureLine& line : query.figures) {
    const auto floor_total = line.fixed.find("floor_total");
    set_figure(seen, line.name, floor_total == line.fixed.end() ? line.any.low : floor_total->second);
  }
  seen.state = query.state;
  seen.start_time = vector.date_of(created_of(vector, query.session));
  return seen;
}

const QueryBlock& query_of(const Vector& vector, const std::string& session, double at) {
  for (const QueryBlock& query : vector.queries) {
    if (query.session == session && query.at == at_seconds(at)) return query;
  }
  throw std::runtime_error{"no such query"};
}

TEST(Figures, AllPassOnTheTruthOfEveryVector) {
  for (const Vector& vector : all_vectors()) {
    const Oracle oracle = oracle_for(vector);
    for (const QueryBlock& query : vector.queries) {
      const auto checks = oracle.judge_figures(snapshot_of(vector, query));
      EXPECT_GE(checks.size(), 3u) << vector.file;
      EXPECT_EQ(describe_failures(checks), "") << vector.file;
    }
  }
}

struct Wrong {
  std::string vector;
  std::string session;
  double at;
  std::string figure;
  std::int64_t value;
  Ids fails;
};
void PrintTo(const Wrong& wrong, std::ostream* out) {
  *out << wrong.vector << " " << wrong.session << " " << wrong.figure << " = " << wrong.value;
}

class OneWrongFigure : public ::testing::TestWithParam<Wrong> {};

TEST_P(OneWrongFigure, FailsExactlyWhatItBreaks) {
  const Wrong& wrong = GetParam();
  const Vector vector = vector_named(wrong.vector);
  ObservedFigures seen = snapshot_of(vector, query_of(vector, wrong.session, wrong.at));
  if (wrong.figure == "state") {
    seen.state = static_cast<std::int32_t>(wrong.value);
  } else {
    set_figure(seen, wrong.figure, wrong.value);
  }
  const auto checks = oracle_for(vector).judge_figures(seen);
  EXPECT_EQ(failed_ids(checks), wrong.fails) << describe_failures(checks);
}

const std::vector<Wrong> wrongs{
    {"three-calls", "s", 180, "calls", 2, {"AS-001", "AS-029", "AS-030", "AS-031"}},
    {"three-calls", "s", 180, "calls", 4, {"AS-001", "AS-029", "AS-030", "AS-031"}},
    {"three-calls", "s", 180, "talk_time", 60, {"AS-010"}},
    {"three-calls", "s", 180, "talk_time", 65, {"AS-010", "AS-011", "AS-017", "AS-018", "AS-029"}},
    {"three-calls", "s", 180, "call_time", 61, {"AS-016", "AS-017", "AS-018", "AS-030"}},
    {"three-calls", "s", 180, "call_time", 109, {"AS-016", "AS-018", "AS-021a", "AS-030"}},
    {"three-calls", "s", 180, "wrap_up_time", 27, {"AS-023", "AS-031"}},
    {"three-calls", "s", 180, "average_talk_time", 19, {"AS-029"}},
    {"three-calls", "s", 180, "average_call_time", 20, {"AS-030", "AS-032"}},
    {"three-calls", "s", 180, "average_wrap_up_time", 12, {"AS-031", "AS-032"}},
    {"three-calls", "s", 180, "longest_time_to_answer", 4, {"AS-034"}},
    {"three-calls", "s", 180, "longest_time_to_answer", 2, {"AS-034", "AS-036"}},
    {"three-calls", "s", 180, "longest_time_to_answer", 5000, {"AS-034", "AS-038a"}},
    {"three-calls", "s", 180, "average_time_to_answer", 6, {"AS-035", "AS-036"}},
    {"three-calls", "s", 180, "average_time_to_answer", -1, {"AS-035", "AS-036"}},
    {"three-calls", "s", 180, "call_rate", 60, {"AS-039", "AS-040"}},
    {"three-calls", "s", 180, "call_rate", 6000000, {"AS-040"}},
    {"three-calls", "s", 180, "call_rate", -600000, {"AS-040", "AS-041b"}},
    {"three-calls", "s", 180, "duration", 178, {"AS-045"}},
    {"three-calls", "s", 180, "duration", 60, {"AS-022b", "AS-045"}},
    {"idle-session", "s", 75.4, "calls", 1, {"AS-001", "AS-009"}},
    {"idle-session", "s", 75.4, "talk_time", 1, {"AS-009", "AS-010", "AS-017"}},
    {"idle-session", "s", 75.4, "call_time", 1, {"AS-009", "AS-021a"}},
    {"idle-session", "s", 75.4, "wrap_up_time", 2, {"AS-009", "AS-017", "AS-018", "AS-023"}},
    {"idle-session", "s", 75.4, "average_talk_time", 5, {"AS-009", "AS-033"}},
    {"idle-session", "s", 75.4, "average_call_time", -1, {"AS-009", "AS-033"}},
    {"idle-session", "s", 75.4, "average_wrap_up_time", 1, {"AS-009", "AS-033"}},
    {"idle-session", "s", 75.4, "longest_time_to_answer", 1, {"AS-009", "AS-034"}},
    {"idle-session", "s", 75.4, "call_rate", 10000, {"AS-009", "AS-041a"}},
    {"one-call-no-wrap-up", "s", 92.5, "wrap_up_time", 1, {"AS-023", "AS-025", "AS-031"}},
    {"one-call-no-wrap-up", "s", 92.5, "call_time", 33, {"AS-018", "AS-020", "AS-021a", "AS-030"}},
    {"timed-wrap-up-runs-out", "s", 120.5, "wrap_up_time", 40, {"AS-017", "AS-018", "AS-023", "AS-027", "AS-031"}},
    {"hold-once", "s", 200, "talk_time", 60, {"AS-010", "AS-011", "AS-029"}},
    {"hold-once", "s", 200, "call_time", 36, {"AS-016", "AS-019", "AS-030"}},
    {"hold-once", "s", 200, "calls", 2, {"AS-001", "AS-005", "AS-029", "AS-030", "AS-031"}},
    {"hold-once-counted-as-talk", "s", 200, "talk_time", 30, {"AS-010", "AS-029"}},
    {"hold-in-two-calls", "s", 80, "talk_time", 50, {"AS-010", "AS-011", "AS-015", "AS-029"}},
    {"abandon-in-ring", "s", 80, "calls", 1, {"AS-001", "AS-004"}},
    {"abandon-in-ring", "s", 80, "longest_time_to_answer", 14, {"AS-034"}},
    {"two-groups-one-agent", "s", 120, "calls", 2, {"AS-001", "AS-002", "AS-029", "AS-030", "AS-031", "AS-072a"}},
    {"two-groups-one-agent", "h", 120, "longest_time_to_answer", 4, {"AS-034", "AS-038b", "AS-072a"}},
    {"two-groups-one-agent", "h", 120, "talk_time", 28, {"AS-010", "AS-011", "AS-017", "AS-018", "AS-029", "AS-072a"}},
    {"two-agents-one-group", "s", 80, "calls", 3, {"AS-001", "AS-002"}},
    {"two-agents-one-group", "s", 80, "average_time_to_answer", 3, {"AS-035", "AS-036", "AS-038b"}},
    {"direct-call-alone", "s", 100, "calls", 1, {"AS-001", "AS-003", "AS-009"}},
    {"direct-call-alone", "s", 100, "talk_time", 60, {"AS-009", "AS-010", "AS-012", "AS-017", "AS-018"}},
    {"direct-call-alone", "s", 100, "call_time", 60, {"AS-009", "AS-018", "AS-021a", "AS-021b"}},
    {"direct-call-during-wrap-up", "s", 100, "wrap_up_time", 26, {"AS-017", "AS-018", "AS-023", "AS-026", "AS-031"}},
    {"log-out-during-wrap-up", "s", 90, "duration", 90, {"AS-046"}},
    {"log-out-during-wrap-up", "s", 90, "calls", 2, {"AS-001"}},
    {"second-log-in", "s2", 130, "calls", 2, {"AS-001", "AS-029", "AS-030", "AS-031", "AS-073a"}},
    {"second-log-in", "s2", 130, "duration", 130, {"AS-045", "AS-073a"}},
    {"not-ready-after-call", "s", 100, "wrap_up_time", 64, {"AS-017", "AS-018", "AS-023", "AS-024"}},
    {"with-and-without-wrap-up", "s", 100, "average_wrap_up_time", 16, {"AS-031", "AS-032"}},
    {"twenty-hours", "s", 72000.7, "duration", 72000 - 65536, {"AS-045", "AS-047"}},
    {"consultation-and-back", "s", 120, "talk_time", 50, {"AS-010", "AS-011", "AS-029"}},
    {"consultation-and-back", "s", 120, "calls", 2, {"AS-001", "AS-005", "AS-029", "AS-030", "AS-031"}},
    {"consultation-and-back", "t", 120, "calls", 1, {"AS-001", "AS-002", "AS-003", "AS-006", "AS-009"}},
    {"consultation-through-a-queue-and-back", "t", 120, "calls", 0, {"AS-001", "AS-006"}},
    {"announced-transfer-to-a-desk", "t", 120, "talk_time", 25, {"AS-009", "AS-010", "AS-012", "AS-017", "AS-018"}},
    {"announced-transfer-to-a-desk", "s", 120, "call_time", 50, {"AS-016", "AS-019", "AS-021a", "AS-030"}},
    {"announced-transfer-through-a-queue", "t", 120, "longest_time_to_answer", 6, {"AS-034"}},
    {"single-step-transfer-to-a-desk", "t", 120, "calls", 1, {"AS-001", "AS-002", "AS-003", "AS-006", "AS-009"}},
    {"single-step-transfer-to-a-group", "u", 120, "calls", 1, {"AS-001", "AS-002", "AS-009", "AS-072a"}},
    {"single-step-transfer-to-a-group", "t", 120, "calls", 2, {"AS-001", "AS-006"}},
    {"conference-agent-leaves-last", "s", 120, "wrap_up_time", 20, {"AS-017", "AS-023"}},
    {"midnight-and-a-clock-step", "s", 200, "duration", 1190, {"AS-045", "AS-047"}},
    {"clock-set-back", "s", 110, "duration", 0, {"AS-022b", "AS-045", "AS-047"}},
    {"overflow-decides-the-session", "s", 120, "calls", 2, {"AS-001", "AS-002", "AS-072a"}},
    {"link-lost-during-a-call", "s", 60, "state", 2, {"AS-128"}},
    {"link-lost-during-a-call", "s", 100, "state", 2, {"AS-054"}},
    {"link-lost-during-a-call", "s", 60, "state", 8, {"AS-048", "AS-128"}},
    {"log-out-during-wrap-up", "s", 90, "state", 1, {"AS-052"}},
    {"call-in-progress", "s", 45.7, "calls", 3, {"AS-007"}},
    {"call-in-progress", "s", 45.7, "calls", 0, {"AS-007"}},
    {"call-in-progress", "s", 45.7, "talk_time", 28, {"AS-013"}},
    {"call-in-progress", "s", 45.7, "call_time", 33, {"AS-022b"}},
    {"call-in-progress", "s", 45.7, "wrap_up_time", 7, {"AS-028"}},
    {"call-in-progress", "s", 55.7, "wrap_up_time", 13, {"AS-023"}},
};
INSTANTIATE_TEST_SUITE_P(Table, OneWrongFigure, ::testing::ValuesIn(wrongs));

TEST(Figures, EveryRequirementJudgedOnTheVectorsFailsSomewhereInTheTable) {
  std::set<std::string> judged;
  for (const Vector& vector : all_vectors()) {
    const Oracle oracle = oracle_for(vector);
    for (const QueryBlock& query : vector.queries) {
      for (const std::string& id : ids_of(oracle.judge_figures(snapshot_of(vector, query)))) judged.insert(id);
    }
  }
  std::set<std::string> failed{"AS-042", "AS-044"};  // the start time, below
  for (const Wrong& wrong : wrongs) failed.insert(wrong.fails.begin(), wrong.fails.end());
  EXPECT_EQ(judged, failed);
}

Ids failures_of_start(const std::string& name, const std::string& session, double at, double days) {
  const Vector vector = vector_named(name);
  ObservedFigures seen = snapshot_of(vector, query_of(vector, session, at));
  seen.start_time = days;
  return failed_ids(oracle_for(vector).judge_figures(seen));
}

TEST(Figures, StartTimeIsTheCreationOfThisSessionInAnyZone) {
  const double truth = ole_date_of(at_seconds(60));
  const double second = 1.0 / 86'400;
  EXPECT_EQ(failures_of_start("second-log-in", "s2", 130, truth), Ids{});
  EXPECT_EQ(failures_of_start("second-log-in", "s2", 130, truth + 0.9 * second), Ids{});
  EXPECT_EQ(failures_of_start("second-log-in", "s2", 130, truth + 5.0 / 24), Ids{});
  EXPECT_EQ(failures_of_start("second-log-in", "s2", 130, truth + 2 * second), (Ids{"AS-042", "AS-073a"}));
  EXPECT_EQ(failures_of_start("second-log-in", "s2", 130, ole_date_of(at_seconds(0))), (Ids{"AS-042", "AS-073a"}));
  EXPECT_EQ(failures_of_start("three-calls", "s", 180, 1'769'417'000.0), (Ids{"AS-042", "AS-044"}));
  EXPECT_EQ(failures_of_start("three-calls", "s", 180, std::nan("")), (Ids{"AS-042", "AS-044"}));
}

TEST(Figures, NameOnlyWhatWasExercised) {
  const Vector vector = vector_named("one-call-manual-wrap-up");
  const Ids ids = ids_of(oracle_for(vector).judge_figures(snapshot_of(vector, vector.queries.front())));
  for (const char* absent :
       {"AS-002", "AS-003", "AS-004", "AS-005", "AS-019", "AS-020", "AS-025", "AS-047", "AS-072a", "AS-073a"}) {
    EXPECT_THAT(ids, ::testing::Not(::testing::Contains(absent)));
  }
  EXPECT_THAT(ids, ::testing::IsSupersetOf({"AS-001", "AS-010", "AS-016", "AS-023", "AS-030", "AS-040", "AS-045"}));
}

TEST(Figures, OfAnUnknownSessionAreNotJudged) {
  const Vector vector = vector_named("idle-session");
  ObservedFigures seen = snapshot_of(vector, vector.queries.front());
  seen.session = "nobody";
  EXPECT_TRUE(oracle_for(vector).judge_figures(seen).empty());
}

TEST(Figures, SpeakPlainlyToPeople) {
  const Vector vector = vector_named("one-call-manual-wrap-up");
  ObservedFigures seen;
  seen.session = "s";
  seen.at = Interval::at(at_seconds(100));
  seen.call_time = 30;
  const auto checks = oracle_for(vector).judge_figures(seen);
  ASSERT_FALSE(checks.empty());
  EXPECT_EQ(checks.front().requirement, "AS-016");
  EXPECT_EQ(checks.front().what, "TotalCallTime");
  EXPECT_EQ(checks.front().expected, "42 s to 43 s");
  EXPECT_EQ(checks.front().observed, "30 s");
  EXPECT_EQ(checks.front().witnesses, "figure at the API against the facts");
  EXPECT_EQ(checks.front().session, "s");
  EXPECT_EQ(checks.front().at, at_seconds(100));
  EXPECT_EQ(checks.front().verdict, verdict::Verdict::fail);
}

}  // namespace
}  // namespace acdloop::oracle::testing
