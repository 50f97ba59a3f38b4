// SPDX-License-Identifier: Apache-2.0
// The calls of a traffic, and the people of it: what they do next, by the facts they saw.
#include "scenarios/language/traffic.hpp"

#include <gmock/gmock.h>

#include "scenarios/language/crowd.hpp"
#include "scenarios/language/story.hpp"
#include "scenarios/language/tests/vocabulary.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

using namespace std::chrono_literals;
using cti::FactKind;
using Kind = Spread::Kind;

const cti::AgentId ann("ann");

Traffic busy_hour() {
  Traffic traffic;
  traffic.as = "busy_hour";
  traffic.to = cti::AcdGroupId("sales");
  traffic.rate = {600, 1h};
  traffic.lasting = 1h;
  traffic.patience = Spread{Kind::exponential, 60s, {}};
  traffic.talk = {Kind::exponential, 120s, {}};
  traffic.wrap_up = Spread{Kind::uniform, 10s, 30s};
  return traffic;
}

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

// Two calls, 10 s apart, each of 30 s; patience 20 s, answered after 3 s, work of 5 s.
Traffic two_calls() {
  Traffic traffic = busy_hour();
  traffic.rate = {6, 1min};
  traffic.arrivals = Arrivals::fixed;
  traffic.lasting = 25s;
  traffic.patience = Spread{Kind::fixed, 20s, {}};
  traffic.talk = {Kind::fixed, 30s, {}};
  traffic.wrap_up = Spread{Kind::fixed, 5s, {}};
  return traffic;
}

TEST(Traffic, ComesAsOftenAndLastsAsLongAsItSays) {
  const auto calls = planned_calls(busy_hour(), "load/x", 10'000);
  // 600 expected; three standard deviations of a Poisson number are 73.
  EXPECT_NEAR(static_cast<double>(calls.size()), 600, 73);
  double talk = 0;
  double patience = 0;
  double wrap_up = 0;
  Duration before{};
  for (const PlannedCall& call : calls) {
    EXPECT_GE(call.at, before);
    EXPECT_LE(call.at, 1h);
    before = call.at;
    EXPECT_EQ(call.answer_after, 3s);
    EXPECT_GE(*call.wrap_up, 10s);
    EXPECT_LE(*call.wrap_up, 30s);
    EXPECT_EQ(call.talk % 1ms, 0s);
    talk += seconds(call.talk);
    patience += seconds(*call.patience);
    wrap_up += seconds(*call.wrap_up);
  }
  const auto number = static_cast<double>(calls.size());
  // Four standard errors of each mean.
  EXPECT_NEAR(talk / number, 120, 20);
  EXPECT_NEAR(patience / number, 60, 10);
  EXPECT_NEAR(wrap_up / number, 20, 1);
  EXPECT_EQ(calls[16].name, "busy_hour.17");
  EXPECT_EQ(calls[16].from, "5550017");
}

TEST(Traffic, IsTheSameForOneSeedAndOneNameAndAnotherForEachOther) {
  const auto first = [](const Traffic& traffic, std::string_view story) {
    return planned_calls(traffic, story, 1).at(0);
  };
  const PlannedCall call = first(busy_hour(), "load/x");
  EXPECT_EQ(first(busy_hour(), "load/x").at, call.at);
  Traffic other = busy_hour();
  other.seed = 2;
  EXPECT_NE(first(other, "load/x").at, call.at);
  EXPECT_NE(first(busy_hour(), "load/y").at, call.at);
  // Patience has random numbers of its own: without it, the same people call and talk.
  Traffic patient = busy_hour();
  patient.patience.reset();
  EXPECT_EQ(first(patient, "load/x").at, call.at);
  EXPECT_EQ(first(patient, "load/x").talk, call.talk);
  EXPECT_FALSE(first(patient, "load/x").patience);
  // Stories are repeated on other machines: these figures may never change.
  EXPECT_EQ(duration_text(call.at), "10.581s");
  EXPECT_EQ(duration_text(call.talk), "245.246s");
}

TEST(Traffic, IsWrittenAsItIsRead) {
  EXPECT_EQ(rate_text({60, 1h}), "60 per hour");
  EXPECT_EQ(rate_text({2, 1min}), "2 per minute");
  EXPECT_EQ(rate_text({1, 1s}), "1 per second");
  EXPECT_EQ(spread_text({Kind::fixed, 30s, {}}), "30s");
  EXPECT_EQ(spread_text({Kind::exponential, 90500ms, {}}), "exponential 90.5s");
  EXPECT_EQ(spread_text({Kind::uniform, 500ms, 30s}), "uniform 0.5s..30s");
}

TEST(Traffic, OfNoEndIsNotDrawnToItsEnd) {
  Traffic traffic = busy_hour();
  traffic.rate = {1000, 1s};
  traffic.lasting = 48h;
  EXPECT_EQ(planned_calls(traffic, "load/x", 1001).size(), 1001u);
}

// Facts as the people at their phones leave them.
struct Floor {
  explicit Floor(const Traffic& traffic) : crowd("load/x") { crowd.begin(traffic, TimePoint{}); }

  void see(double at, FactKind kind, std::string call, const std::optional<cti::AgentId>& agent = {}) {
    cti::Fact fact;
    fact.kind = kind;
    fact.call = std::move(call);
    fact.agent = agent;
    if (agent) fact.address = cti::Address("105");
    fact.when = Interval::at(TimePoint{} + std::chrono::round<Duration>(std::chrono::duration<double>(at)));
    crowd.learn(fact);
  }
  // "10 calls busy_hour.1", or "nobody".
  std::string next() {
    const auto when = crowd.next();
    if (!when) return "nobody";
    const std::string at = duration_text(when->time_since_epoch()) + " ";
    EXPECT_FALSE(crowd.take(*when - 1ms));
    const auto hand = crowd.take(*when);
    if (!hand) return at + "nothing";
    if (const auto* call = std::get_if<PlaceCall>(&*hand)) return at + "calls " + call->as;
    if (const auto* answer = std::get_if<Answer>(&*hand)) return at + "answers " + answer->agent.value();
    if (const auto* end = std::get_if<HangUp>(&*hand)) return at + "hangs up " + *end->caller;
    return at + "finishes " + std::get<Finish>(*hand).agent.value();
  }

  Crowd crowd;
};

TEST(Crowd, CallsAnswersTalksAndWorksByHabit) {
  Floor floor(two_calls());
  EXPECT_EQ(floor.next(), "10s calls busy_hour.1");
  floor.see(10, FactKind::call_placed, "busy_hour.1");
  floor.see(10, FactKind::ringing, "busy_hour.1", ann);
  EXPECT_EQ(floor.next(), "13s answers ann");
  floor.see(13, FactKind::answered, "busy_hour.1", ann);
  EXPECT_EQ(floor.next(), "20s calls busy_hour.2");
  floor.see(20, FactKind::call_placed, "busy_hour.2");
  // Nobody is free: the second caller has 20 s.
  EXPECT_EQ(floor.next(), "40s hangs up busy_hour.2");
  floor.see(40, FactKind::hung_up, "busy_hour.2");
  EXPECT_EQ(floor.next(), "43s hangs up busy_hour.1");
  floor.see(43, FactKind::hung_up, "busy_hour.1");
  EXPECT_FALSE(floor.crowd.over("busy_hour") && floor.crowd.next());
  floor.see(43, FactKind::far_end_gone, "busy_hour.1", ann);
  EXPECT_FALSE(floor.crowd.over("busy_hour"));
  EXPECT_EQ(floor.next(), "48s finishes ann");
  EXPECT_EQ(floor.next(), "nobody");
  EXPECT_TRUE(floor.crowd.over("busy_hour"));
  EXPECT_TRUE(floor.crowd.over("another"));
  const Crowd::Count count = floor.crowd.count("busy_hour");
  EXPECT_EQ(count.calls, 2u);
  EXPECT_EQ(count.answered, 1u);
  EXPECT_EQ(count.given_up, 1u);
}

TEST(Crowd, GivesUpWhileThePhoneRingsAndIsNotAnsweredThen) {
  Traffic traffic = two_calls();
  traffic.answer_after = {Kind::fixed, 30s, {}};
  traffic.lasting = 15s;
  Floor floor(traffic);
  floor.next();
  floor.see(10, FactKind::ringing, "busy_hour.1", ann);
  EXPECT_EQ(floor.next(), "30s hangs up busy_hour.1");
  floor.see(30, FactKind::hung_up, "busy_hour.1");
  floor.see(30, FactKind::ringing_stopped, "busy_hour.1", ann);
  EXPECT_EQ(floor.next(), "nobody");
  EXPECT_TRUE(floor.crowd.over("busy_hour"));
}

TEST(Crowd, LetsAPhoneAloneThatStoppedRinging) {
  Traffic traffic = two_calls();
  traffic.lasting = 15s;
  Floor floor(traffic);
  floor.next();
  floor.see(10, FactKind::ringing, "busy_hour.1", ann);
  floor.see(12, FactKind::ringing_stopped, "busy_hour.1", ann);
  EXPECT_EQ(floor.next(), "30s hangs up busy_hour.1");
}

TEST(Crowd, HasNoWorkBeforeItThatSomethingElseEnded) {
  Traffic traffic = two_calls();
  traffic.lasting = 15s;
  for (const FactKind kind : {FactKind::ringing, FactKind::logged_off, FactKind::forced_off}) {
    Floor floor(traffic);
    floor.next();
    floor.see(10, FactKind::ringing, "busy_hour.1", ann);
    floor.next();
    floor.see(13, FactKind::answered, "busy_hour.1", ann);
    // The agent lays down: her phone, then the caller's.
    floor.see(20, FactKind::hung_up, "busy_hour.1", ann);
    floor.see(20, FactKind::far_end_gone, "busy_hour.1");
    EXPECT_EQ(floor.crowd.next(), TimePoint{} + 25s);
    floor.see(22, kind, "c1", ann);
    EXPECT_EQ(floor.next(), "nobody");
    EXPECT_TRUE(floor.crowd.over("busy_hour"));
  }
}

Loaded load(const std::string& steps, const std::string& wrap_up = "manual") {
  return load_text("id: load/x\ntitle: t\ncovers: [AS-001]\ncast:\n  groups: { sales: { pilot: \"237\", wrap_up: " +
                       wrap_up + " } }\n  agents: { ann: { id: \"2003\", at: \"105\", groups: [sales] } }\nsteps:\n" +
                       "  - log_in: { agent: ann, group: sales, as: s }\n  - request: { session: s, state: ready }\n" +
                       steps + "  - expect: { session: s, figures: all }\n",
                   "x.yaml", test_vocabulary());
}

TEST(TrafficStory, IsWalkedThroughToItsEnd) {
  const Loaded loaded = load(
      "  - traffic: { as: t, to: sales, rate: 6 per minute, arrivals: fixed, for: 25s, patience: 20s, talk: 30s, "
      "wrap_up: 5s }\n  - wait: { until: t }\n");
  ASSERT_TRUE(loaded.scenario) << render_human(loaded.diagnostics.at(0), loaded.source);
  const Story story = walk(*loaded.scenario);
  ASSERT_EQ(story.traffics.size(), 1u);
  EXPECT_EQ(story.traffics[0].calls, 2u);
  EXPECT_EQ(story.traffics[0].answered, 1u);
  EXPECT_EQ(story.traffics[0].given_up, 1u);
  EXPECT_EQ(story.traffics[0].longest_wait, 3s);
  EXPECT_EQ(story.length, 48s);
  EXPECT_THAT(loaded.scenario->needs,
              testing::IsSupersetOf({cti::Capability::abandon_in_queue_visible,
                                     cti::Capability::abandon_in_ring_visible, cti::Capability::wrap_up_end_by_agent}));
}

TEST(TrafficStory, GoesOnBesideTheOtherSteps) {
  const Loaded loaded = load(
      "  - traffic: { as: t, to: sales, rate: 6 per minute, arrivals: fixed, for: 25s, talk: 4s, wrap_up: 2s }\n"
      "  - expect: { session: s, state: busy, after: 15s }\n  - expect: { session: s, state: wrap_up, after: 18s }\n"
      "  - wait: 20s\n");
  ASSERT_TRUE(loaded.scenario) << render_human(loaded.diagnostics.at(0), loaded.source);
  const Story story = walk(*loaded.scenario);
  std::string states;
  for (const StateChange& change : story.states)
    states += duration_text(change.at) + " " + std::string{state_word(change.state)} + ", ";
  EXPECT_EQ(states, "0s not_ready, 0s ready, 13s busy, 17s wrap_up, 19s ready, ");
}

TEST(TrafficStory, IsDrawnInTheNameOfItsInstance) {
  const std::string steps =
      "  - traffic: { as: t, to: sales, rate: 60 per hour, for: 1h, talk: $talk, wrap_up: 10s, patience: 60s }\n"
      "  - wait: { until: t }\n";
  const Loaded loaded = load_text(
      "id: load/x\ntitle: t\ncovers: [AS-001]\nmatrix: { talk: [30s, 40s] }\ncast:\n  groups: { sales: { pilot: "
      "\"237\", wrap_up: manual } }\n  agents: { ann: { id: \"2003\", at: \"105\", groups: [sales] } }\nsteps:\n"
      "  - log_in: { agent: ann, group: sales, as: s }\n  - request: { session: s, state: ready }\n" +
          steps + "  - expect: { session: s, figures: all }\n",
      "x.yaml", test_vocabulary());
  ASSERT_TRUE(loaded.scenario);
  ASSERT_EQ(loaded.further.size(), 1u);
  // As the walk that looked for faults had it: the same id.
  EXPECT_EQ(loaded.scenario->id, "load/x[talk=30s]");
  EXPECT_NE(walk(*loaded.scenario).length, walk(loaded.further[0]).length);
}

}  // namespace
}  // namespace acdloop::scenarios
