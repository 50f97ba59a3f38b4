// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/session_timeline.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "drivers/tapi/session_figures.hpp"
#include "drivers/tapi/tests/reports.hpp"

namespace acdloop::tapi {
namespace {

using enum SessionState;
const cti::CallId c1{"c1"};
const cti::CallId c2{"c2"};

std::int32_t figure(const SessionTimeline& timeline, std::string_view word, double now, Readings readings = {}) {
  return figure_of(timeline, find_method(word)->method, settled(readings), at_seconds(now));
}

// Log-on 0, READY 5, rings 10, answered 17, held 30 to 43, released 60, wrap-up left 77.
SessionTimeline one_call() {
  SessionTimeline timeline{at_seconds(0), not_ready};
  timeline.enter(SessionState::ready, at_seconds(5));
  timeline.enter(busy_on_call, at_seconds(17));
  timeline.answer(c1, at_seconds(10), at_seconds(17));
  timeline.hold(c1, at_seconds(30));
  timeline.retrieve(c1, at_seconds(43));
  timeline.release(c1, at_seconds(60));
  timeline.enter(busy_wrap_up, at_seconds(60));
  timeline.enter(SessionState::ready, at_seconds(77));
  return timeline;
}

TEST(Timeline, OneCallWithHoldAndWrapUp) {
  const SessionTimeline timeline = one_call();
  EXPECT_EQ(figure(timeline, "calls", 80), 1);
  EXPECT_EQ(figure(timeline, "talk_time", 80), 30);              // 60 - 17 on the phone, less 43 - 30 on hold
  EXPECT_EQ(figure(timeline, "call_time", 80), 60);              // 77 - 17
  EXPECT_EQ(figure(timeline, "wrap_up_time", 80), 17);           // 77 - 60
  EXPECT_EQ(figure(timeline, "longest_time_to_answer", 80), 7);  // 17 - 10
  EXPECT_EQ(figure(timeline, "average_time_to_answer", 80), 7);
  EXPECT_EQ(figure(timeline, "average_talk_time", 80), 30);
  EXPECT_EQ(figure(timeline, "average_call_time", 80), 60);
  EXPECT_EQ(figure(timeline, "average_wrap_up_time", 80), 17);
  EXPECT_EQ(figure(timeline, "duration", 80), 80);
  EXPECT_EQ(call_rate_of(timeline, settled({}), at_seconds(80)).scaled, 450'000);  // 1 x 3600 / 80 = 45 an hour
}

TEST(Timeline, TheReadingsMoveHoldAndRing) {
  Readings readings;
  readings.hold_in_talk = true;
  readings.ring_in_call = true;
  EXPECT_EQ(figure(one_call(), "talk_time", 80, readings), 43);
  EXPECT_EQ(figure(one_call(), "call_time", 80, readings), 67);
}

TEST(Timeline, AnEmptySessionHasOnlyItsDuration) {
  const SessionTimeline timeline{at_seconds(100), SessionState::ready};
  for (const MethodRow& row : methods()) {
    if (row.value != ValueKind::whole_number) continue;
    EXPECT_EQ(figure_of(timeline, row.method, {}, at_seconds(107.9)), row.word == "duration" ? 7 : 0) << row.word;
  }
  EXPECT_EQ(call_rate_of(timeline, settled({}), at_seconds(107.9)).scaled, 0);
}

// Talk 13.6 s, 13.7 s and 13.9 s: 41.2 s together, 39 s when each is cut first.
SessionTimeline three_calls() {
  SessionTimeline timeline{at_seconds(0), SessionState::ready};
  const double answers[] = {10, 100, 200};
  const double talks[] = {13.6, 13.7, 13.9};
  for (int index = 0; index < 3; ++index) {
    const cti::CallId call{std::to_string(index)};
    timeline.enter(busy_on_call, at_seconds(answers[index]));
    timeline.answer(call, at_seconds(answers[index] - 2.5 * (index + 1)), at_seconds(answers[index]));
    timeline.release(call, at_seconds(answers[index] + talks[index]));
    if (index < 2) timeline.enter(busy_wrap_up, at_seconds(answers[index] + talks[index]));
    timeline.enter(SessionState::ready, at_seconds(answers[index] + talks[index] + (index < 2 ? 4.7 : 0)));
  }
  return timeline;
}

TEST(Timeline, TotalsAreRoundedOnceByDefaultAndPerCallUnderThatReading) {
  const SessionTimeline timeline = three_calls();
  Readings per_call;
  per_call.rounding = Readings::Rounding::floor_per_call;
  EXPECT_EQ(figure(timeline, "talk_time", 300), 41);              // 41.2
  EXPECT_EQ(figure(timeline, "talk_time", 300, per_call), 39);    // 13 + 13 + 13
  EXPECT_EQ(figure(timeline, "call_time", 300), 50);              // 41.2 + 2 x 4.7 = 50.6
  EXPECT_EQ(figure(timeline, "call_time", 300, per_call), 49);    // 18.3 -> 18, 18.4 -> 18, 13.9 -> 13
  EXPECT_EQ(figure(timeline, "wrap_up_time", 300), 9);            // 9.4
  EXPECT_EQ(figure(timeline, "wrap_up_time", 300, per_call), 8);  // 4 + 4
  EXPECT_EQ(figure(timeline, "average_talk_time", 300), 13);      // 41.2 / 3 = 13.73
  EXPECT_EQ(figure(timeline, "average_wrap_up_time", 300), 3);    // 9.4 / 3 = 3.13: the third call counts too
  EXPECT_EQ(figure(timeline, "longest_time_to_answer", 300), 7);  // 7.5
  EXPECT_EQ(figure(timeline, "average_time_to_answer", 300), 5);  // (2.5 + 5 + 7.5) / 3
}

TEST(Timeline, ACallCountsFromItsReleaseAndItsWrapUpFromItsEnd) {
  SessionTimeline timeline{at_seconds(0), SessionState::ready};
  timeline.enter(busy_on_call, at_seconds(10));
  timeline.answer(c1, at_seconds(8), at_seconds(10));
  EXPECT_EQ(figure(timeline, "calls", 20), 0);
  EXPECT_EQ(figure(timeline, "call_time", 20), 0);
  EXPECT_EQ(figure(timeline, "longest_time_to_answer", 20), 0);
  timeline.release(c1, at_seconds(30));
  timeline.enter(busy_wrap_up, at_seconds(30));
  EXPECT_EQ(figure(timeline, "calls", 35), 1);
  EXPECT_EQ(figure(timeline, "call_time", 35), 20);
  EXPECT_EQ(figure(timeline, "wrap_up_time", 35), 0);
  timeline.enter(not_ready, at_seconds(41));
  EXPECT_EQ(figure(timeline, "call_time", 50), 31);
  EXPECT_EQ(figure(timeline, "wrap_up_time", 50), 11);
}

TEST(Timeline, NotReadyAfterACallIsNoWrapUp) {
  SessionTimeline timeline{at_seconds(0), SessionState::ready};
  timeline.enter(busy_on_call, at_seconds(10));
  timeline.answer(c1, at_seconds(8), at_seconds(10));
  timeline.enter(not_ready, at_seconds(25));  // reported before the connection is gone
  timeline.release(c1, at_seconds(30));
  timeline.enter(SessionState::ready, at_seconds(90));
  EXPECT_EQ(figure(timeline, "call_time", 100), 20);
  EXPECT_EQ(figure(timeline, "wrap_up_time", 100), 0);
}

TEST(Timeline, TheEndCutsOffWhatIsInProgressAndFreezesTheRest) {
  SessionTimeline timeline = one_call();
  timeline.enter(busy_on_call, at_seconds(100));
  timeline.answer(c2, at_seconds(99), at_seconds(100));
  timeline.hold(c2, at_seconds(110));
  timeline.enter(session_ended, at_seconds(114));
  timeline.release(c2, at_seconds(150));
  timeline.enter(SessionState::ready, at_seconds(160));
  EXPECT_EQ(timeline.state(), session_ended);
  EXPECT_EQ(figure(timeline, "calls", 200), 2);
  EXPECT_EQ(figure(timeline, "talk_time", 200), 40);  // 30 + 110 - 100
  EXPECT_EQ(figure(timeline, "call_time", 200), 74);  // 60 + 114 - 100
  EXPECT_EQ(figure(timeline, "duration", 200), 114);
  EXPECT_EQ(call_rate_of(timeline, settled({}), at_seconds(9999)).scaled, 631'578);  // 72,000,000 / 114
}

TEST(Timeline, TheEndCutsOffWrapUp) {
  SessionTimeline timeline{at_seconds(0), SessionState::ready};
  timeline.enter(busy_on_call, at_seconds(10));
  timeline.answer(c1, at_seconds(8), at_seconds(10));
  timeline.release(c1, at_seconds(20));
  timeline.enter(busy_wrap_up, at_seconds(20));
  timeline.enter(session_ended, at_seconds(26));
  EXPECT_EQ(figure(timeline, "wrap_up_time", 100), 6);
}

TEST(Timeline, OfTwoCallsAtOnceOnlyTheLastReleasedHasWrapUp) {
  SessionTimeline timeline{at_seconds(0), SessionState::ready};
  timeline.enter(busy_on_call, at_seconds(10));
  timeline.answer(c1, at_seconds(8), at_seconds(10));
  timeline.answer(c2, at_seconds(15), at_seconds(20));
  timeline.release(c1, at_seconds(30));
  timeline.release(c2, at_seconds(50));
  timeline.enter(busy_wrap_up, at_seconds(50));
  timeline.enter(SessionState::ready, at_seconds(55));
  EXPECT_EQ(figure(timeline, "calls", 60), 2);
  EXPECT_EQ(figure(timeline, "wrap_up_time", 60), 5);
  EXPECT_EQ(figure(timeline, "call_time", 60), 55);  // 20 + 30 + 5
}

TEST(Timeline, TimeBetweenTheReleaseAndAReadyReportIsNoWrapUp) {
  SessionTimeline timeline{at_seconds(0), SessionState::ready};
  timeline.enter(busy_on_call, at_seconds(10));
  timeline.answer(c1, at_seconds(8), at_seconds(10));
  timeline.release(c1, at_seconds(30));
  timeline.enter(SessionState::ready, at_seconds(42));
  EXPECT_EQ(figure(timeline, "call_time", 50), 20);
  EXPECT_EQ(figure(timeline, "wrap_up_time", 50), 0);
}

TEST(Timeline, AMarkDatedBeforeTheAnswerGivesNoNegativeSpan) {
  SessionTimeline timeline{at_seconds(0), SessionState::ready};
  timeline.enter(busy_on_call, at_seconds(10));
  timeline.answer(c1, at_seconds(8), at_seconds(10));
  timeline.hold(c1, at_seconds(14));
  timeline.release(c1, at_seconds(9));
  timeline.enter(SessionState::ready, at_seconds(20));
  EXPECT_EQ(figure(timeline, "call_time", 50), 4);
  EXPECT_EQ(figure(timeline, "talk_time", 50), 4);
}

TEST(Timeline, RepeatedMarksChangeNothing) {
  SessionTimeline timeline = one_call();
  timeline.release(c1, at_seconds(79));
  timeline.enter(SessionState::ready, at_seconds(79));
  timeline.hold(c1, at_seconds(79));
  EXPECT_EQ(timeline.states().size(), 5u);
  EXPECT_EQ(figure(timeline, "talk_time", 80), 30);
  timeline.enter(busy_on_call, at_seconds(90));
  timeline.answer(c2, {}, at_seconds(90));
  timeline.answer(c2, {}, at_seconds(95));
  timeline.hold(c2, at_seconds(100));
  timeline.hold(c2, at_seconds(104));
  timeline.retrieve(c2, at_seconds(110));
  timeline.release(c2, at_seconds(120));
  timeline.enter(SessionState::ready, at_seconds(120));
  EXPECT_EQ(figure(timeline, "talk_time", 130), 50);              // 30 + 30 - 10
  EXPECT_EQ(figure(timeline, "average_time_to_answer", 130), 7);  // only c1's offer was seen
  EXPECT_EQ(figure(timeline, "average_wrap_up_time", 130), 8);    // 17 / 2
}

TEST(Timeline, LongFiguresDoNotTurnNegative) {
  SessionTimeline timeline{at_seconds(0), not_ready};
  const TimePoint late = TimePoint{} + std::chrono::seconds{3'000'000'000};
  EXPECT_EQ(figure_of(timeline, Method::get_SessionDuration, {}, late), std::numeric_limits<std::int32_t>::max());
  EXPECT_EQ(figure(timeline, "duration", 65'536.2), 65'536);
}

TEST(Timeline, TheCallRateIsZeroInTheFirstSecond) {
  SessionTimeline timeline{at_seconds(0), SessionState::ready};
  timeline.enter(busy_on_call, at_seconds(0.1));
  timeline.answer(c1, {}, at_seconds(0.1));
  timeline.release(c1, at_seconds(0.2));
  EXPECT_EQ(call_rate_of(timeline, settled({}), at_seconds(0.9)).scaled, 0);
  EXPECT_EQ(call_rate_of(timeline, settled({}), at_seconds(60.4)).scaled, 600'000);  // one a minute
}

}  // namespace
}  // namespace acdloop::tapi
