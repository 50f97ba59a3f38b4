// SPDX-License-Identifier: Apache-2.0
// What a story needs of a wire, and where its sums fall.
#include "scenarios/language/story.hpp"

#include <gmock/gmock.h>

#include "scenarios/language/tests/vocabulary.hpp"

namespace acdloop::scenarios {
namespace {

using namespace std::chrono_literals;
using cti::Capability;
using testing::Contains;
using testing::Not;
using testing::UnorderedElementsAre;

Loaded load_story(const std::string& groups, const std::string& agents, const std::string& steps,
                  const std::string& more_head = "") {
  return load_text("id: a/b\ntitle: t\ncovers: [AS-001]\n" + more_head + "cast:\n  groups: { " + groups +
                       " }\n  agents: { " + agents + " }\nsteps:\n" + steps,
                   "story.yaml", test_vocabulary());
}

const std::string manual = "sales: { pilot: \"237\", wrap_up: manual }";
const std::string ann = "ann: { id: \"2003\", at: \"105\", groups: [sales] }";
const std::string ready =
    "  - log_in: { agent: ann, group: sales, as: s }\n  - request: { session: s, state: ready }\n";
const std::string call = "  - call: { as: c1, to: sales, from: \"1\" }\n";
const std::string check = "  - expect: { session: s, calls: 0 }\n";

std::vector<Capability> needs(const std::string& groups, const std::string& agents, const std::string& steps,
                              const std::string& more_head = "") {
  const Loaded loaded = load_story(groups, agents, steps, more_head);
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    EXPECT_EQ(diagnostic.severity, Severity::warning) << render_human(diagnostic, loaded.source);
  }
  return loaded.scenario ? loaded.scenario->needs : std::vector<Capability>{};
}

TEST(Needs, OfAPlainCallFollowFromCastAndVerbs) {
  EXPECT_THAT(needs(manual, ann,
                    ready + call +
                        "  - answer: { agent: ann }\n  - hang_up: { caller: c1, after: 5s }\n"
                        "  - finish: { agent: ann, after: 5s }\n" +
                        check),
              UnorderedElementsAre(Capability::log_on_request, Capability::wrap_up_untimed, Capability::ring_visible,
                                   Capability::acd_call_distinct, Capability::wrap_up_end_by_agent));
}

TEST(Needs, WrittenOnesAreAdded) {
  EXPECT_THAT(needs(manual, ann, ready + check, "needs: [keep-alive]\n"),
              UnorderedElementsAre(Capability::log_on_request, Capability::keep_alive));
}

TEST(Needs, NameTheKindOfWrapUpOfCalledGroupsAlone) {
  const auto none = needs("sales: { pilot: \"1\", wrap_up: none }", ann, ready + call + check);
  EXPECT_THAT(none, Contains(Capability::wrap_up_none));
  const auto timed = needs("sales: { pilot: \"1\", wrap_up: 7.2s }", ann, ready + call + check);
  EXPECT_THAT(timed, Contains(Capability::wrap_up_timed));
  EXPECT_THAT(needs(manual, ann, ready + check), UnorderedElementsAre(Capability::log_on_request));
}

TEST(Needs, AskForTheGroupOfADeliveryWhenAnAgentHasTwo) {
  const auto two = needs(manual + ", service: { pilot: \"238\", wrap_up: manual }",
                         "ann: { id: \"2003\", at: \"105\", groups: [sales, service] }", ready + call + check);
  EXPECT_THAT(two, Contains(Capability::group_on_delivery));
  EXPECT_THAT(two, Not(Contains(Capability::separate_sessions_per_group)));
}

TEST(Needs, OfTwoSessionsOfOneAgent) {
  const std::string groups = manual + ", service: { pilot: \"238\", wrap_up: manual }";
  const std::string agents = "ann: { id: \"2003\", at: \"105\", groups: [sales, service] }";
  const std::string both = ready + "  - log_in: { agent: ann, group: service, as: t }\n";
  const auto same = needs(
      groups, agents, both + "  - request: { session: t, state: ready }\n  - expect: { session: s, state: ready }\n");
  EXPECT_THAT(same, Contains(Capability::separate_sessions_per_group));
  EXPECT_THAT(same, Contains(Capability::log_on_per_group));
  EXPECT_THAT(same, Not(Contains(Capability::state_per_session)));
  const auto different =
      needs(groups, agents,
            both + "  - request: { session: t, state: not_ready }\n  - expect: { session: s, state: ready }\n");
  EXPECT_THAT(different, Contains(Capability::state_per_session));
}

TEST(Needs, TellAbandoningInRingFromAbandoningInQueue) {
  const std::string gives_up = "  - hang_up: { caller: c1, after: 9.2s }\n" + check;
  const auto ring = needs(manual, ann, ready + call + gives_up);
  EXPECT_THAT(ring, Contains(Capability::abandon_in_ring_visible));
  EXPECT_THAT(ring, Not(Contains(Capability::abandon_in_queue_visible)));
  const auto queue = needs(manual, ann, ready + "  - request: { session: s, state: not_ready }\n" + call + gives_up);
  EXPECT_THAT(queue, Contains(Capability::abandon_in_queue_visible));
  EXPECT_THAT(queue, Not(Contains(Capability::abandon_in_ring_visible)));
}

TEST(Needs, OfAPhoneThatRingsInVain) {
  const std::string group = "sales: { pilot: \"237\", wrap_up: manual, ring_limit: 18s }";
  EXPECT_THAT(needs(group, ann, ready + call + "  - wait: 20s\n" + check),
              Contains(Capability::ring_no_answer_visible));
  EXPECT_THAT(needs(group, ann, ready + call + "  - wait: 17s\n" + check),
              Not(Contains(Capability::ring_no_answer_visible)));
}

TEST(Needs, OfHoldDirectCallsAndFaults) {
  const std::string talk = ready + call + "  - answer: { agent: ann }\n";
  EXPECT_THAT(needs(manual, ann, talk + "  - hold: { agent: ann }\n" + check), Contains(Capability::hold_visible));
  EXPECT_THAT(needs(manual, ann, ready + "  - call: { as: p, to: ann, from: \"1\" }\n" + check),
              UnorderedElementsAre(Capability::log_on_request, Capability::non_acd_calls_visible,
                                   Capability::acd_call_distinct));
  EXPECT_THAT(needs(manual, ann, ready + "  - withhold: { request: log_off, reply: never }\n" + check),
              Contains(Capability::withheld_reply));
}

TEST(Needs, OfRequestsDuringACall) {
  const std::string talk = ready + call + "  - answer: { agent: ann }\n";
  EXPECT_THAT(needs(manual, ann, talk + "  - request: { session: s, state: not_ready }\n" + check),
              Contains(Capability::pending_state));
  EXPECT_THAT(needs(manual, ann, talk + "  - log_out: { session: s }\n" + check),
              Contains(Capability::log_off_in_call));
  EXPECT_THAT(needs(manual, ann, talk + "  - hang_up: { agent: ann }\n  - log_out: { session: s }\n" + check),
              Not(Contains(Capability::log_off_in_call)));
}

TEST(Needs, OfRefusals) {
  const std::string agents = ann +
                             ", zoe: { id: \"9\", at: \"107\", groups: [sales], configured: false }, bob: { id: \"8\", "
                             "at: \"108\", groups: [] }";
  const auto of = [&](const std::string& refused) {
    return needs(manual, agents, ready + "  - log_in: { " + refused + ", group: sales, error: LINEERR_INVALPARAM }\n");
  };
  EXPECT_THAT(of("agent: zoe"), Contains(Capability::refuse_unknown_agent));
  EXPECT_THAT(of("agent: bob"), Contains(Capability::refuse_unknown_group));
  EXPECT_THAT(of("agent: ann, at: \"108\""), Contains(Capability::refuse_double_log_on));
}

std::vector<std::string> warnings(const std::string& steps, const std::string& more_head = "") {
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : load_story(manual, ann, steps, more_head).diagnostics)
    messages.push_back(diagnostic.message);
  return messages;
}

std::string one_call(const std::string& ring, const std::string& talk, const std::string& wrap_up) {
  return "  - call: { as: c" + talk.substr(0, 2) +
         ", to: sales, from: \"1\", after: 1.23s }\n  - answer: { agent: ann, after: " + ring +
         " }\n  - hang_up: { agent: ann, after: " + talk + " }\n  - finish: { agent: ann, after: " + wrap_up + " }\n";
}

TEST(Rounding, IsSilentATenthOfASecondOffTheEdge) {
  EXPECT_THAT(warnings(ready + one_call("4.1s", "30.1s", "12.1s") + check), testing::IsEmpty());
  EXPECT_THAT(warnings(ready + one_call("4.4s", "30.4s", "12.4s") + check), testing::ElementsAre());
}

TEST(Rounding, WarnsOfTotalsNearWholeAndHalfSeconds) {
  EXPECT_THAT(warnings(ready + one_call("4.2s", "30.05s", "12.2s") + check),
              testing::ElementsAre("talk time of s is then 30.05s: too near a rounding edge"));
  EXPECT_THAT(warnings(ready + one_call("4.2s", "30.2s", "12.45s") + check),
              testing::ElementsAre("wrap-up time of s is then 12.45s: too near a rounding edge"));
  EXPECT_THAT(warnings(ready + one_call("4.2s", "30.2s", "12.3s") + check),
              testing::ElementsAre("call time of s is then 42.5s: too near a rounding edge"));
}

TEST(Rounding, WarnsOfAverages) {
  EXPECT_THAT(warnings(ready + one_call("4.2s", "30.2s", "12.2s") + one_call("4.2s", "20.8s", "5.1s") + check),
              Contains("average talk time of s is then 25.5s: too near a rounding edge"));
}

TEST(Rounding, WarnsOfWrittenFigures) {
  EXPECT_THAT(warnings(ready + "  - expect: { session: s, talk_time: 29.95s }\n"),
              testing::ElementsAre("talk_time of 29.95s is too near a rounding edge"));
  EXPECT_THAT(warnings(ready + "  - expect: { session: s, talk_time: 0s }\n"), testing::IsEmpty());
}

TEST(Rounding, LeavesVirtualEdgesAlone) {
  EXPECT_THAT(warnings(ready + one_call("4s", "30s", "12s") + check, "virtual_only: true\n"), testing::IsEmpty());
}

TEST(Rounding, TakesHoldOutOfTalk) {
  const std::string held = ready + call +
                           "  - answer: { agent: ann, after: 4.2s }\n  - hold: { agent: ann, after: 10.2s }\n"
                           "  - retrieve: { agent: ann, after: 7.2s }\n  - hang_up: { agent: ann, after: 9.8s }\n  - "
                           "finish: { agent: ann, after: 1.1s }\n" +
                           check;
  EXPECT_THAT(warnings(held), testing::ElementsAre("talk time of s is then 20s: too near a rounding edge"));
}

TEST(Story, AnAnswerToAPhoneThatNeverRingsEndsAlthoughCallsOverflowForEver) {
  const Loaded loaded = load_text(R"(id: session/round-and-round
title: Two queues hand a call to each other
covers: [AS-001]
cast:
  groups:
    sales: { pilot: "237", wrap_up: none, overflow: { after: 10.2s, to: help } }
    help: { pilot: "238", wrap_up: none, overflow: { after: 10.2s, to: sales } }
  agents: { ann: { id: "2003", at: "105", groups: [sales] } }
steps:
  - log_in: { agent: ann, group: sales, as: s }
  - call: { as: c1, to: sales, from: "6025551212" }
  - answer: { agent: ann, after: 3.2s }
  - expect: { session: s, state: busy }
)",
                                  "round.yaml", test_vocabulary());
  EXPECT_TRUE(loaded.scenario);
}

}  // namespace
}  // namespace acdloop::scenarios
