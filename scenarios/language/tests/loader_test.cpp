// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/loader.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "scenarios/language/grammar.hpp"
#include "scenarios/language/tests/vocabulary.hpp"

namespace acdloop::scenarios {
namespace {

using namespace std::chrono_literals;

const std::string head =
    "id: session/test\n"
    "title: A test\n"
    "covers: [AS-001]\n"
    "cast:\n"
    "  groups: { sales: { pilot: \"237\", wrap_up: 12.2s, ring_limit: 20s }, service: { pilot: \"238\", wrap_up: none "
    "} }\n"
    "  agents: { ann: { id: \"2003\", at: \"105\", groups: [sales, service] }, zoe: { id: \"9\", at: \"107\", groups: "
    "[], "
    "configured: false } }\n"
    "steps:\n";
const std::string log_in = "  - log_in: { agent: ann, group: sales, as: s }\n";
const std::string check = "  - expect: { session: s, calls: 0 }\n";

Loaded load(const std::string& text) { return load_text(text, "test.yaml", test_vocabulary()); }

Scenario good(const std::string& steps) {
  Loaded loaded = load(head + steps);
  std::string said;
  for (const Diagnostic& diagnostic : loaded.diagnostics) said += render_human(diagnostic, loaded.source);
  EXPECT_TRUE(loaded.scenario) << said;
  return loaded.scenario.value_or(Scenario{});
}

template <class Verb>
Verb verb_of(const std::string& step) {
  const Scenario scenario = good(log_in + step + check);
  if (scenario.steps.size() < 2) return {};
  const auto* verb = std::get_if<Verb>(&scenario.steps[1].verb);
  EXPECT_NE(verb, nullptr) << step;
  return verb == nullptr ? Verb{} : *verb;
}

TEST(Loader, ReadsTheHeadAndTheCast) {
  const Scenario scenario = good(log_in + check);
  EXPECT_EQ(scenario.id, "session/test");
  EXPECT_EQ(scenario.title, "A test");
  EXPECT_EQ(scenario.file, "test.yaml");
  EXPECT_THAT(scenario.covers, testing::ElementsAre("AS-001"));
  EXPECT_FALSE(scenario.virtual_only);
  ASSERT_EQ(scenario.cast.groups.size(), 2u);
  const GroupSpec& sales = scenario.cast.groups[0];
  EXPECT_EQ(sales.name, cti::AcdGroupId("sales"));
  EXPECT_EQ(sales.pilot, "237");
  EXPECT_EQ(sales.wrap_up, (WrapUp{WrapUp::Kind::timed, 12200ms}));
  EXPECT_EQ(sales.ring_limit, 20s);
  EXPECT_EQ(sales.mark, (Mark{5, 13}));
  EXPECT_EQ(scenario.cast.groups[1].wrap_up.kind, WrapUp::Kind::none);
  const AgentSpec* ann = scenario.cast.agent(cti::AgentId("ann"));
  ASSERT_NE(ann, nullptr);
  EXPECT_EQ(ann->id, "2003");
  EXPECT_EQ(ann->at, cti::Address("105"));
  EXPECT_TRUE(ann->configured);
  EXPECT_EQ(ann->groups.size(), 2u);
  EXPECT_FALSE(scenario.cast.agent(cti::AgentId("zoe"))->configured);
  EXPECT_EQ(scenario.cast.agent(cti::AgentId("nobody")), nullptr);
  EXPECT_NE(scenario.cast.group(cti::AcdGroupId("service")), nullptr);
}

TEST(Loader, ReadsLogIns) {
  const auto moved = verb_of<LogIn>("  - log_in: { agent: ann, group: service, as: t, at: \"0106\" }\n");
  EXPECT_EQ(moved.agent, cti::AgentId("ann"));
  EXPECT_EQ(moved.group, cti::AcdGroupId("service"));
  EXPECT_EQ(moved.as, "t");
  EXPECT_EQ(moved.at, cti::Address("0106"));
  EXPECT_EQ(moved.expected_error, std::nullopt);
  const auto refused = verb_of<LogIn>("  - log_in: { agent: zoe, group: sales, error: LINEERR_INVALPARAM }\n");
  EXPECT_EQ(refused.expected_error, "LINEERR_INVALPARAM");
  EXPECT_EQ(refused.at, std::nullopt);
}

TEST(Loader, ReadsRequestsAndQueries) {
  EXPECT_EQ(verb_of<RequestState>("  - request: { session: s, state: busy }\n").state, 2);
  const auto number = verb_of<RequestState>("  - request: { session: s, value: -2147483648, error: E_INVALIDARG }\n");
  EXPECT_EQ(number.state, std::numeric_limits<std::int32_t>::min());
  EXPECT_EQ(number.expected_error, "E_INVALIDARG");
  EXPECT_EQ(verb_of<RequestState>("  - request: { session: s, state: ready, as: r }\n").as, "r");
  const auto query = verb_of<Query>("  - query: { session: s, figure: every, null_out: true, error: E_POINTER }\n");
  EXPECT_EQ(query.figure, "every");
  EXPECT_TRUE(query.null_out);
  EXPECT_FALSE(verb_of<Query>("  - query: { session: s, figure: state, as: q }\n").null_out);
}

TEST(Loader, ReadsHands) {
  const auto call = verb_of<PlaceCall>("  - call: { as: c, to: service, from: \"001\" }\n");
  EXPECT_EQ(call.to_group, cti::AcdGroupId("service"));
  EXPECT_EQ(call.to_agent, std::nullopt);
  EXPECT_EQ(call.from, "001");
  EXPECT_EQ(verb_of<PlaceCall>("  - call: { as: c, to: ann, from: \"1\" }\n").to_agent, cti::AgentId("ann"));
  EXPECT_EQ(verb_of<Answer>("  - answer: { agent: ann }\n").agent, cti::AgentId("ann"));
  EXPECT_EQ(verb_of<Hold>("  - hold: { agent: ann }\n").agent, cti::AgentId("ann"));
  EXPECT_EQ(verb_of<Retrieve>("  - retrieve: { agent: ann }\n").agent, cti::AgentId("ann"));
  EXPECT_EQ(verb_of<Finish>("  - finish: { agent: ann }\n").agent, cti::AgentId("ann"));
  EXPECT_EQ(verb_of<HangUp>("  - hang_up: { agent: ann }\n").agent, cti::AgentId("ann"));
  EXPECT_EQ(verb_of<HangUp>("  - hang_up: { agent: ann }\n").caller, std::nullopt);
}

TEST(Loader, ReadsFaultsAndJudges) {
  const auto never = verb_of<Withhold>("  - withhold: { request: set_agent_state, reply: never, count: 3 }\n");
  EXPECT_EQ(never.request, cti::RequestKind::set_agent_state);
  EXPECT_EQ(never.reply_after, std::nullopt);
  EXPECT_EQ(never.count, 3);
  EXPECT_EQ(verb_of<Withhold>("  - withhold: { request: log_on, reply_after: 110s }\n").reply_after, 110s);
  const auto not_busy = verb_of<Never>("  - never: { session: s, state: busy, for: 10s }\n");
  EXPECT_EQ(not_busy.state, 2);
  EXPECT_EQ(not_busy.during, 10s);
  const auto expect = verb_of<ExpectSession>(
      "  - expect: { session: s, state: ended, within: 1s, talk_time: 30.2s, calls: 4, figures: all }\n");
  EXPECT_EQ(expect.state, 4);
  EXPECT_EQ(expect.within, 1s);
  EXPECT_TRUE(expect.all_figures);
  ASSERT_EQ(expect.figures.size(), 2u);
  EXPECT_EQ(expect.figures[0].figure, "talk_time");
  EXPECT_EQ(expect.figures[0].time, 30200ms);
  EXPECT_EQ(expect.figures[1].count, 4);
  EXPECT_EQ(expect.figures[0].mark, (Mark{9, 64}));
}

TEST(Loader, ReadsExpectedAnswers) {
  const Scenario scenario = good(log_in +
                                 "  - query: { session: s, figure: calls, as: q }\n"
                                 "  - expect: { answer: q, error: TAPI_E_TIMEOUT, at: 120s }\n");
  const auto& answer = std::get<ExpectAnswer>(scenario.steps[2].verb);
  EXPECT_EQ(answer.answer, "q");
  EXPECT_EQ(answer.error, "TAPI_E_TIMEOUT");
  EXPECT_EQ(answer.at, 120s);
}

TEST(Loader, ReadsWaitsInAllThreeForms) {
  for (const char* form : {"  - wait: 30s\n", "  - wait: { for: 30s }\n", "  - wait: { after: 30s }\n"}) {
    const Scenario scenario = good(log_in + form + check);
    ASSERT_EQ(scenario.steps.size(), 3u) << form;
    EXPECT_TRUE(std::holds_alternative<Wait>(scenario.steps[1].verb)) << form;
    EXPECT_EQ(scenario.steps[1].after, 30s) << form;
  }
}

TEST(Loader, PutsAfterOnEveryVerb) {
  for (const VerbRow& verb : verbs()) {
    const auto rows = keys_of(verb.verb);
    EXPECT_TRUE(std::ranges::any_of(rows, [](const KeyRow& row) { return row.key == "after"; })) << verb.verb;
  }
  EXPECT_EQ(good(log_in + "  - expect: { session: s, calls: 0, after: 1.5m }\n").steps[1].after, 90s);
}

TEST(Loader, KnowsVerbsByTheirNamesAndKinds) {
  const Scenario scenario = good(log_in + "  - wait: 1s\n" + check);
  EXPECT_EQ(verb_name(scenario.steps[0]), "log_in");
  EXPECT_EQ(verb_name(scenario.steps[2]), "expect");
  EXPECT_TRUE(is_api(scenario.steps[0]));
  EXPECT_TRUE(is_hands(scenario.steps[1]));
  EXPECT_TRUE(is_judge(scenario.steps[2]));
  EXPECT_FALSE(is_hands(scenario.steps[2]));
  EXPECT_EQ(scenario.steps[2].mark, (Mark{10, 5}));
}

TEST(Loader, EveryVerbOfTheGrammarMakesItsOwnStep) {
  struct Row {
    std::string_view verb;
    const char* map;
    const char* before = "";
  };
  constexpr const char* talking = "  - request: { session: s, state: ready }\n  - answer: { agent: ann }\n";
  const std::string consulting =
      std::string{talking} + "  - consult: { agent: ann, to: \"5551234\", as: c2, after: 1.2s }\n";
  const Row rows[] = {{"log_in", "{ agent: ann, group: service, as: t }"},
                      {"log_out", "{ session: s }"},
                      {"request", "{ session: s, state: ready }"},
                      {"query", "{ session: s, figure: calls }"},
                      {"listen", "{ as: other, filter: [agent-session] }"},
                      {"measure", "{ agent: ann, period: 60s }"},
                      {"line", "{ do: info, session: s }"},
                      {"call", "{ as: d, to: ann, from: \"1\" }"},
                      {"answer", "{ agent: ann }"},
                      {"hold", "{ agent: ann }"},
                      {"retrieve", "{ agent: ann }"},
                      {"hang_up", "{ caller: c }"},
                      {"finish", "{ agent: ann }"},
                      {"dial", "{ agent: ann, to: \"5551234\", as: d }"},
                      {"consult", "{ agent: ann, to: \"5551234\", as: d, after: 1.2s }", talking},
                      {"transfer", "{ agent: ann, after: 1.2s }", consulting.c_str()},
                      {"conference", "{ agent: ann, after: 1.2s }", consulting.c_str()},
                      {"force_log_out", "{ agent: ann }"},
                      {"remove", "{ group: service }"},
                      {"wait", "{ for: 1s }"},
                      {"traffic", "{ as: t, to: sales, rate: 60 per hour, for: 1h, talk: 30s, wrap_up: 10s }"},
                      {"withhold", "{ request: log_on, reply: never }"},
                      {"refuse", "{ request: log_on, cause: resource_busy }"},
                      {"cut", "{ for: 1.2s }"},
                      {"restore", "{ after: 1.2s }", "  - cut: {}\n"},
                      {"step_clock", "+1h"},
                      {"expect", "{ session: s, calls: 0 }"},
                      {"never", "{ session: s, state: busy, for: 1s }"}};
  EXPECT_EQ(std::size(rows), verbs().size());
  for (const auto& [verb, map, before] : rows) {
    const Scenario scenario = good(log_in + "  - call: { as: c, to: sales, from: \"1\" }\n" + before +
                                   fmt::format("  - {}: {}\n", verb, map) + check);
    ASSERT_GE(scenario.steps.size(), 4u) << verb;
    EXPECT_EQ(verb_name(scenario.steps[scenario.steps.size() - 2]), verb);
  }
}

TEST(Loader, LooksBackAtAnEndedSession) {
  good(log_in + "  - log_out: { session: s }\n  - query: { session: s, figure: calls }\n" + check +
       "  - never: { session: s, state: busy, for: 5s }\n"
       "  - request: { session: s, state: ready, error: LINEERR_OPERATIONFAILED }\n");
}

TEST(Loader, TakesARequestToEndForALogOut) {
  const Loaded loaded =
      load(head + log_in + "  - request: { session: s, state: ended }\n  - log_out: { session: s }\n" + check);
  ASSERT_EQ(loaded.diagnostics.size(), 1u);
  EXPECT_EQ(loaded.diagnostics[0].code, "S404");
}

TEST(Loader, AnExpectedErrorIsACheck) { good("  - log_in: { agent: zoe, group: sales, error: LINEERR_INVALPARAM }\n"); }

TEST(Loader, AByteOrderMarkMovesNothing) {
  const Loaded loaded = load("\xEF\xBB\xBF" + head + log_in + "  - wait: 5\n" + check);
  ASSERT_EQ(loaded.diagnostics.size(), 1u);
  EXPECT_EQ(loaded.diagnostics[0].mark, (Mark{9, 11}));
  EXPECT_EQ(render_gcc(loaded.diagnostics[0]), "test.yaml:9:11: error: the duration 5 has no unit [S110]\n");
}

TEST(Loader, RefusesMoreThanOneMebibyteAndReadsExactlyThat) {
  std::string text = head + log_in + check;
  while (text.size() < max_file_bytes) text += "# padding\n";
  text.resize(max_file_bytes);
  EXPECT_TRUE(load(text).scenario);
  text += "\n";
  const Loaded loaded = load(text);
  ASSERT_EQ(loaded.diagnostics.size(), 1u);
  EXPECT_EQ(loaded.diagnostics[0].code, "S002");
  EXPECT_FALSE(loaded.scenario);
}

TEST(Loader, AFileThatCannotBeReadIsADiagnostic) {
  for (const auto& path : {suite_folder() / "no-such.yaml", suite_folder(), std::filesystem::path("/dev/zero")}) {
    const Loaded loaded = load_file(path, test_vocabulary());
    ASSERT_EQ(loaded.diagnostics.size(), 1u) << path;
    EXPECT_EQ(loaded.diagnostics[0].code, "S001");
    EXPECT_EQ(loaded.diagnostics[0].mark, Mark{});
    EXPECT_THAT(render_human(loaded.diagnostics[0], ""), testing::HasSubstr("--> " + path.string() + "\n"));
  }
}

TEST(Loader, BoundsLinesValuesAndFaults) {
  const auto code_of = [](const std::string& text) {
    const Loaded loaded = load(text);
    return loaded.diagnostics.empty() ? "" : loaded.diagnostics.back().code;
  };
  EXPECT_EQ(code_of("id: " + std::string(5000, 'a') + "\n"), "S014");
  std::string many = "id:\n";
  for (int i = 0; i <= max_values; ++i) many += "- a\n";
  EXPECT_EQ(code_of(many), "S009");
  std::string wrong = head;
  for (int i = 0; i < 300; ++i) wrong += "  - nonsense: { }\n";
  const Loaded loaded = load(wrong);
  EXPECT_EQ(loaded.diagnostics.size(), max_diagnostics + 1);
  EXPECT_EQ(loaded.diagnostics.back().code, "S015");
  EXPECT_EQ(loaded.diagnostics.back().message, "and more");
}

TEST(Loader, TellsFaultsInTheOrderOfTheFile) {
  const Loaded loaded = load_file(suite_folder() / "language/tests/bad/many-faults-at-once.yaml", test_vocabulary());
  EXPECT_EQ(loaded.diagnostics.size(), 6u);
  EXPECT_TRUE(std::ranges::is_sorted(loaded.diagnostics, [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.mark.line, a.mark.column) < std::pair(b.mark.line, b.mark.column);
  }));
}

TEST(Loader, ChecksTheIdAgainstThePlaceInTheSuite) {
  const auto path = suite_folder() / "errors/null-out-pointer.yaml";
  EXPECT_TRUE(load_file(path, test_vocabulary(), suite_folder()).scenario);
  const Loaded moved = load_file(path, test_vocabulary(), suite_folder().parent_path());
  ASSERT_EQ(moved.diagnostics.size(), 1u);
  EXPECT_EQ(moved.diagnostics[0].code, "S403");
  EXPECT_EQ(moved.diagnostics[0].help, "write id: scenarios/errors/null-out-pointer, or move the file");
}

TEST(Diagnostics, RenderAsJsonOnOneLine) {
  Diagnostic diagnostic{"S104", Severity::warning, "a\"b\\c.yaml", {3, 4}, 2, "line\nbreak \x1B", "why",
                        "help", Mark{1, 2},        "first"};
  EXPECT_EQ(
      render_json(diagnostic),
      "{\"code\":\"S104\",\"severity\":\"warning\",\"file\":\"a\\\"b\\\\c.yaml\",\"line\":3,\"column\":4,\"length\":2,"
      "\"message\":\"line break "
      "?\",\"why\":\"why\",\"help\":\"help\",\"other\":{\"line\":1,\"column\":2,\"note\":\"first\"}}\n");
}

TEST(Diagnostics, HaveCodesInOrderEachWithAnExplanation) {
  const auto rows = lint_codes();
  EXPECT_TRUE(std::ranges::is_sorted(rows, std::ranges::less{}, &CodeRow::code));
  EXPECT_EQ(std::ranges::adjacent_find(rows, std::ranges::equal_to{}, &CodeRow::code), rows.end());
  for (const CodeRow& row : rows) {
    EXPECT_FALSE(row.title.empty()) << row.code;
    EXPECT_TRUE(row.explanation.ends_with('.')) << row.code;
  }
}

TEST(Grammar, HasRowsOfOneOwnerTogetherAndHelpForEach) {
  std::size_t counted = 0;
  std::set<std::string_view> owners;
  for (const KeyRow& row : keys()) {
    owners.insert(row.owner);
    EXPECT_TRUE(row.help.ends_with('.')) << row.owner << "." << row.key;
  }
  for (std::string_view owner : owners) counted += keys_of(owner).size();
  EXPECT_EQ(counted, keys().size());
  for (const VerbRow& verb : verbs()) EXPECT_TRUE(owners.contains(verb.verb)) << verb.verb;
  // YAML 1.1 tools would turn these into truth values.
  for (const KeyRow& row : keys()) {
    for (std::string_view word : {"on", "off", "yes", "no", "y", "n"}) EXPECT_NE(row.key, word);
  }
}

}  // namespace
}  // namespace acdloop::scenarios
