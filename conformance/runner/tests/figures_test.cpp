// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/figures.hpp"

#include <gmock/gmock.h>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/runner/tests/fake_bench.hpp"

namespace acdloop::runner {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(RequirementOfFigure, ExistsForEveryFigureThatCanBeExpected) {
  EXPECT_EQ("AS-016", requirement_of_figure("call_time"));
  EXPECT_EQ("AS-001", requirement_of_figure("calls"));
  EXPECT_EQ("AS-040", requirement_of_figure("call_rate"));
  EXPECT_EQ("AS-042", requirement_of_figure("start_time"));
  EXPECT_EQ("", requirement_of_figure("nonsense"));
  EXPECT_EQ("", requirement_of_figure(""));
  int figures = 0;
  for (const tapi::MethodRow& row : tapi::methods()) {
    const bool figure = row.value == tapi::ValueKind::whole_number || row.value == tapi::ValueKind::currency ||
                        row.value == tapi::ValueKind::date;
    if (!figure) continue;
    ++figures;
    EXPECT_NE(nullptr, catalogue::find(requirement_of_figure(row.word))) << row.word;
  }
  EXPECT_EQ(12, figures);
}

oracle::Length exactly(Duration length) { return oracle::Length::exactly(verdict::Span::exactly(length)); }

// Two calls: 30.2 s and 10.4 s on the phone, answered after 4 s and 2 s, the second with 12 s of wrap-up.
oracle::Truth two_calls() {
  oracle::Truth truth;
  oracle::CallTruth first;
  first.time_to_answer = exactly(seconds{4});
  oracle::CallTruth second;
  second.time_to_answer = exactly(seconds{2});
  truth.calls = {first, second};
  truth.counted = truth.countable = 2;
  truth.talk = exactly(milliseconds{40'600});
  truth.wrap_up = exactly(seconds{12});
  truth.call_time = exactly(milliseconds{52'600});
  truth.duration = exactly(seconds{100});
  return truth;
}

std::optional<std::string> told(std::string_view figure, Duration time, const oracle::Truth& truth = two_calls()) {
  scenarios::ExpectedFigure expected;
  expected.figure = figure;
  expected.time = time;
  return disagreement(expected, truth);
}

TEST(Disagreement, IsNoneWhereAuthorAndFactsSayTheSame) {
  EXPECT_EQ(std::nullopt, told("talk_time", milliseconds{40'600}));
  EXPECT_EQ(std::nullopt, told("call_time", milliseconds{52'600}));
  EXPECT_EQ(std::nullopt, told("wrap_up_time", seconds{12}));
  EXPECT_EQ(std::nullopt, told("duration", seconds{100}));
  EXPECT_EQ(std::nullopt, told("average_talk_time", milliseconds{20'300}));
  EXPECT_EQ(std::nullopt, told("average_call_time", milliseconds{26'300}));
  EXPECT_EQ(std::nullopt, told("average_wrap_up_time", seconds{6}));
  EXPECT_EQ(std::nullopt, told("longest_time_to_answer", seconds{4}));
  EXPECT_EQ(std::nullopt, told("average_time_to_answer", seconds{3}));
}

TEST(Disagreement, IsToldFromAMillisecondOn) {
  EXPECT_EQ(std::nullopt, told("talk_time", milliseconds{40'601}));
  EXPECT_EQ(std::nullopt, told("talk_time", milliseconds{40'599}));
  EXPECT_EQ("the scenario says 40.602s, the facts say 40.6s", told("talk_time", milliseconds{40'602}));
  EXPECT_NE(std::nullopt, told("talk_time", milliseconds{40'598}));
  EXPECT_NE(std::nullopt, told("longest_time_to_answer", seconds{2}));
  EXPECT_NE(std::nullopt, told("average_call_time", milliseconds{52'600}));
}

TEST(Disagreement, LeavesOpenWhatTheFactsLeaveOpen) {
  oracle::Truth truth = two_calls();
  truth.talk = {verdict::Span::exactly(seconds{40}), verdict::Span::exactly(seconds{45})};
  EXPECT_EQ(std::nullopt, told("talk_time", seconds{42}, truth));
  EXPECT_NE(std::nullopt, told("talk_time", seconds{39}, truth));
  EXPECT_NE(std::nullopt, told("talk_time", seconds{46}, truth));
}

TEST(Disagreement, OverCallsIsAboutHowManyMayBeCounted) {
  const auto calls = [](std::int64_t count, int counted, int countable) {
    oracle::Truth truth;
    truth.counted = counted;
    truth.countable = countable;
    scenarios::ExpectedFigure expected;
    expected.figure = "calls";
    expected.count = count;
    return disagreement(expected, truth);
  };
  EXPECT_EQ(std::nullopt, calls(1, 1, 1));
  EXPECT_EQ(std::nullopt, calls(2, 1, 2));
  EXPECT_EQ("the scenario says 3 calls, the facts say 2", calls(3, 2, 2));
  EXPECT_NE(std::nullopt, calls(0, 1, 2));
}

TEST(Disagreement, DividesByNoCallAtAll) {
  oracle::Truth truth;
  EXPECT_EQ(std::nullopt, told("average_talk_time", Duration{}, truth));
  EXPECT_EQ(std::nullopt, told("longest_time_to_answer", Duration{}, truth));
  EXPECT_NE(std::nullopt, told("average_talk_time", seconds{1}, truth));
}

struct SnapshotTest : ::testing::Test {
  testing::FakeBench bench{testing::Told{}};
  Stage stage{bench.loop()};
  report::Stream stream;
  ApiDesk desk{bench, stage, stream};

  Seat& seat() {
    desk.open();
    desk.create_session("s", {cti::AgentId{"ann"}, cti::AcdGroupId{"sales"}, cti::Address{"105"}});
    stage.settle();
    return *desk.find("s");
  }
};

TEST_F(SnapshotTest, ReadsEveryFigureAtOneMoment) {
  bench.telephony().figures[tapi::Method::get_TotalCallTime] = 42;
  bench.telephony().figures[tapi::Method::get_NumberOfCalls] = 3;
  bench.telephony().call_rate = 25'000;
  const Snapshot snapshot = take_snapshot(desk, stage, stream, seat(), seconds{130});
  EXPECT_TRUE(snapshot.complete);
  EXPECT_TRUE(snapshot.failed.empty());
  EXPECT_EQ(42, snapshot.figures.call_time);
  EXPECT_EQ(3, snapshot.figures.calls);
  EXPECT_EQ(0, snapshot.figures.talk_time);
  EXPECT_EQ(25'000, snapshot.figures.call_rate);
  EXPECT_EQ(0, snapshot.figures.state);
  EXPECT_TRUE(snapshot.figures.start_time.has_value());
  EXPECT_FALSE(desk.anything_pending());
}

TEST_F(SnapshotTest, NamesWhatFailedAndClaimsNoFigureForIt) {
  bench.telephony().figures[tapi::Method::get_TotalCallTime] = 42;
  bench.telephony().results[tapi::Method::get_TotalCallTime] = tapi::E_UNEXPECTED_;
  const Snapshot snapshot = take_snapshot(desk, stage, stream, seat(), seconds{130});
  EXPECT_TRUE(snapshot.complete);
  EXPECT_EQ(std::nullopt, snapshot.figures.call_time);
  ASSERT_EQ(1u, snapshot.failed.size());
  EXPECT_EQ("get_TotalCallTime", snapshot.failed.front()->seen.method);
}

TEST_F(SnapshotTest, DoesNotWaitForEverForAnAnswer) {
  bench.telephony().silent = {tapi::Method::get_TotalTalkTime};
  Seat& asked = seat();
  const TimePoint begun = stage.now();
  const Snapshot snapshot = take_snapshot(desk, stage, stream, asked, seconds{130});
  EXPECT_FALSE(snapshot.complete);
  EXPECT_EQ(begun + seconds{130}, stage.now());
  EXPECT_EQ(std::nullopt, snapshot.figures.talk_time);
  EXPECT_EQ(0, snapshot.figures.call_time);
  ASSERT_EQ(1u, snapshot.failed.size());
  EXPECT_FALSE(snapshot.failed.front()->over);
}

}  // namespace
}  // namespace acdloop::runner
