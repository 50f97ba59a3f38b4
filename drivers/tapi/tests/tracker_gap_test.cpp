// SPDX-License-Identifier: Apache-2.0
// What becomes of sessions when reports were missed.
#include <gtest/gtest.h>

#include "drivers/tapi/tests/watched_tracker.hpp"

namespace acdloop::tapi {
namespace {

cti::Event link_report(cti::LinkEventKind kind) {
  cti::LinkEvent event;
  event.kind = kind;
  return {event};
}
const cti::Event begins = link_report(cti::LinkEventKind::resync_started);
const cti::Event ends = link_report(cti::LinkEventKind::resync_ended);

cti::Result state_is(cti::StateSet states) {
  cti::Result result;
  cti::AgentStateReport report;
  report.subject = {ann, sales, desk};
  report.states = states;
  result.agents.push_back(report);
  return result;
}

// Ann answered c1 at 10 s; the link was lost after that.
Watched talking() {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.feed(5, delivered("c1"));
  w.feed(10, established("c1"));
  return w;
}

Words answered(Watched& w, cti::StateSet states, double at) {
  return w.note(w.tracker.on_answer(w.session(ann_sales)->number, state_is(states), at_seconds(at)));
}

TEST(GapTracker, EverySessionIsAskedWhenTheGapIsOver) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.feed(0, logged_on(service, {cti::AgentState::ready}));
  EXPECT_EQ(w.feed(20, begins), Words{});
  EXPECT_EQ(w.feed(20, ends), (Words{"sales ask", "service ask"}));
}

TEST(GapTracker, ACallThatIsReportedAgainGoesOn) {
  Watched w = talking();
  w.feed(30, begins);
  w.feed(30, established("c1"));
  EXPECT_EQ(w.feed(30, ends), Words{"sales ask"});
  EXPECT_EQ(answered(w, {cti::AgentState::busy}, 30), Words{});
  w.feed(40, cleared("c1"));
  EXPECT_EQ(w.feed(40, wrap_up(sales)), Words{"sales ASE_WRAPUP"});
  w.feed(45, ready(sales));
  EXPECT_EQ(w.figure(ann_sales, "talk_time", 50), 30);
  EXPECT_EQ(w.figure(ann_sales, "call_time", 50), 35);
}

TEST(GapTracker, ACallThatIsNotReportedAgainEndsWhenThatShows) {
  Watched w = talking();
  w.feed(30, begins);
  EXPECT_EQ(w.feed(30, ends), Words{"sales ask"});
  EXPECT_EQ(answered(w, {cti::AgentState::ready}, 30), Words{"sales ASE_READY"});
  EXPECT_EQ(w.figure(ann_sales, "calls", 50), 1);
  EXPECT_EQ(w.figure(ann_sales, "talk_time", 50), 20);
}

TEST(GapTracker, WrapUpThatEndedInTheGapEndsWhenTheSwitchSaysSo) {
  Watched w = talking();
  w.feed(20, cleared("c1"));
  w.feed(20, wrap_up(sales));
  w.feed(40, begins);
  w.feed(40, ends);
  EXPECT_EQ(answered(w, {cti::AgentState::ready}, 40), Words{"sales ASE_READY"});
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 60), 20);
}

TEST(GapTracker, AWholeCallInTheGapIsNotMadeUp) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.feed(40, begins);
  w.feed(40, ends);
  EXPECT_EQ(answered(w, {cti::AgentState::wrap_up}, 40), Words{"sales ASE_NOT_READY"});
  EXPECT_EQ(w.figure(ann_sales, "calls", 60), 0);
}

TEST(GapTracker, ASessionThatIsGoneEnds) {
  Watched w = talking();
  w.feed(40, begins);
  w.feed(40, ends);
  EXPECT_EQ(answered(w, {cti::AgentState::null}, 40), Words{"sales ASE_END"});
}

TEST(GapTracker, NoAnswerLeavesASessionAsItIs) {
  Watched w{stated_dialect()};
  w.feed(0, logged_on(sales, {cti::AgentState::ready}));
  w.feed(40, begins);
  w.feed(40, ends);
  cti::Result nothing;
  nothing.outcome = cti::Outcome::unknown;
  EXPECT_EQ(w.note(w.tracker.on_answer(w.session(ann_sales)->number, nothing, at_seconds(160))), Words{});
  EXPECT_EQ(w.state(ann_sales), SessionState::ready);
}

}  // namespace
}  // namespace acdloop::tapi
