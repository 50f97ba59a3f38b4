// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/play.hpp"

#include <gmock/gmock.h>

#include "conformance/runner/tests/fake_bench.hpp"

namespace acdloop::runner {
namespace {

using std::chrono::seconds;
using testing::FakeBenches;
using testing::FakeTelephony;
using ::testing::HasSubstr;
using testing::Told;
using verdict::Outcome;
using verdict::Verdict;

scenarios::Step step(auto verb, int line, Duration after = {}) {
  scenarios::Step made;
  made.verb = std::move(verb);
  made.after = after;
  made.mark = {line, 3};
  return made;
}

scenarios::LogIn log_in() { return {cti::AgentId{"ann"}, cti::AcdGroupId{"sales"}, "s", {}, {}}; }

scenarios::Query query(std::string figure) {
  scenarios::Query made;
  made.session = "s";
  made.figure = std::move(figure);
  return made;
}

scenarios::Scenario story(std::vector<scenarios::Step> steps) {
  scenarios::Scenario scenario;
  scenario.id = "topic/story";
  scenario.file = "topic/story.yaml";
  scenario.title = "A story";
  scenario.covers = {"AS-001"};
  scenarios::GroupSpec group;
  group.name = cti::AcdGroupId{"sales"};
  group.pilot = "237";
  group.wrap_up.kind = scenarios::WrapUp::Kind::manual;
  scenario.cast.groups = {group};
  scenarios::AgentSpec ann;
  ann.name = cti::AgentId{"ann"};
  ann.id = "2003";
  ann.at = cti::Address{"105"};
  ann.groups = {group.name};
  scenario.cast.agents = {ann};
  scenario.steps = std::move(steps);
  return scenario;
}

verdict::ScenarioReport played(const scenarios::Scenario& scenario, Told told) {
  FakeBenches benches(std::move(told));
  report::Stream stream;
  return play(scenario, benches, stream, {[](const scenarios::Scenario& one) { return "again " + one.id; }});
}

int count(const verdict::ScenarioReport& report, Verdict verdict) {
  return static_cast<int>(std::ranges::count(report.checks, verdict, &verdict::Check::verdict));
}

TEST(Play, OfAQuietDayPassesWithEveryCheck) {
  const auto report = played(story({step(log_in(), 9), step(query("calls"), 10, seconds{0})}), {});
  for (const verdict::Check& check : report.checks) {
    EXPECT_EQ(Verdict::pass, check.verdict)
        << check.requirement << " " << check.what << ": expected " << check.expected << ", observed " << check.observed;
  }
  EXPECT_EQ(Outcome::pass, report.outcome);
  EXPECT_GT(count(report, Verdict::pass), 20);
  EXPECT_EQ("again topic/story", report.repeat_command);
  EXPECT_EQ("fake", report.protocol);
  EXPECT_EQ("none", report.link);
}

TEST(Play, IsSkippedWithTheReasonWhenTheWireCannotSayIt) {
  scenarios::Scenario scenario = story({step(log_in(), 9)});
  scenario.needs = {cti::Capability::pin};
  FakeBenches benches;
  report::Stream stream;
  const auto report = play(scenario, benches, stream, {[](const auto&) { return std::string{}; }});
  EXPECT_EQ(Outcome::skip, report.outcome);
  EXPECT_EQ("needs pin: this wire has no PIN", report.reason);
  EXPECT_TRUE(report.checks.empty());
  EXPECT_EQ(0, benches.made);
}

TEST(Play, WithoutACheckIsAnErrorNotAPass) {
  const auto report = played(story({step(scenarios::Wait{}, 9, seconds{3})}), {});
  EXPECT_EQ(Outcome::error, report.outcome);
  EXPECT_TRUE(report.checks.empty());
  EXPECT_EQ(seconds{3}, report.virtual_time);
}

TEST(Play, IsBlockedByAHandThatCannot) {
  Told told;
  told.hand_fails = "ann holds no call";
  const auto report = played(
      story({step(log_in(), 9), step(scenarios::Hold{cti::AgentId{"ann"}}, 10), step(query("calls"), 11)}), told);
  EXPECT_EQ(Outcome::blocked, report.outcome);
  EXPECT_EQ("line 10: ann holds no call", report.reason);
  for (const verdict::Check& check : report.checks) EXPECT_NE(11, check.line);
  EXPECT_FALSE(report.checks.empty());  // what was seen before stays
}

TEST(Play, IsBlockedByAPhoneThatDoesNotRing) {
  const auto report = played(story({step(log_in(), 9), step(scenarios::Answer{cti::AgentId{"ann"}}, 10)}), {});
  EXPECT_EQ(Outcome::blocked, report.outcome);
  EXPECT_EQ("line 10: ann's phone did not ring within 60s", report.reason);
}

TEST(Play, IsBlockedByALogInThatIsRefusedAndTheRefusalIsAFailedCheck) {
  Told told;
  told.telephony = [](FakeTelephony& telephony) { telephony.create_result = tapi::TAPI_E_OPERATIONFAILED_; };
  const auto report = played(story({step(log_in(), 9), step(query("calls"), 10)}), told);
  EXPECT_EQ(Outcome::blocked, report.outcome);
  EXPECT_THAT(report.reason, HasSubstr("line 9: CreateSession returned TAPI_E_OPERATIONFAILED"));
  EXPECT_GE(count(report, Verdict::fail), 1);
  const std::vector<verdict::ScenarioReport> reports{report};
  EXPECT_EQ(1, verdict::exit_code_of(reports));
}

TEST(Play, GoesOnAfterARefusalThatTheStoryExpected) {
  Told told;
  told.telephony = [](FakeTelephony& telephony) { telephony.create_result = tapi::TAPI_E_CALLCENTER_INVALAGENTID_; };
  scenarios::LogIn refused = log_in();
  refused.expected_error = "TAPI_E_CALLCENTER_INVALAGENTID";
  const auto report = played(story({step(refused, 9), step(scenarios::Wait{}, 10, seconds{1})}), told);
  EXPECT_EQ(Outcome::pass, report.outcome);
  EXPECT_EQ(seconds{1}, report.virtual_time);
}

TEST(Play, DoesNotHangOnAGetterThatNeverAnswers) {
  Told told;
  told.telephony = [](FakeTelephony& telephony) { telephony.silent = {tapi::Method::get_NumberOfCalls}; };
  const auto report = played(story({step(log_in(), 9), step(query("calls"), 10)}), told);
  EXPECT_EQ(Outcome::blocked, report.outcome);
  EXPECT_THAT(report.reason, HasSubstr("line 10: get_NumberOfCalls returned no answer"));
  EXPECT_GE(count(report, Verdict::fail), 1);
  EXPECT_FALSE(report.chart.empty());
}

TEST(Play, DoesNotHangOnALogInThatIsNeverAnswered) {
  Told told;
  told.telephony = [](FakeTelephony& telephony) { telephony.create_is_silent = true; };
  const auto report = played(story({step(log_in(), 9)}), told);
  EXPECT_EQ(Outcome::blocked, report.outcome);
  EXPECT_GE(count(report, Verdict::fail), 1);
}

TEST(Play, OverABrokenLinkIsAnErrorWithWhatWasSeenBefore) {
  Told told;
  told.broken_after_a_call = "the link closed: reset by peer";
  scenarios::PlaceCall call;
  call.as = "c1";
  call.to_group = cti::AcdGroupId{"sales"};
  const auto report = played(story({step(log_in(), 9), step(call, 10), step(query("calls"), 11)}), told);
  EXPECT_EQ(Outcome::error, report.outcome);
  EXPECT_EQ("the link closed: reset by peer", report.reason);
  EXPECT_FALSE(report.checks.empty());
}

TEST(Play, OnABenchThatCannotBeReachedIsAnError) {
  Told told;
  told.bring_up_fails = "no switch at 127.0.0.1:4000";
  const auto report = played(story({step(log_in(), 9)}), told);
  EXPECT_EQ(Outcome::error, report.outcome);
  EXPECT_EQ("no switch at 127.0.0.1:4000", report.reason);
}

TEST(Play, OnABenchThatCannotBeMadeIsAnErrorOfThisScenarioAlone) {
  Told told;
  told.make_throws = "cannot open a pseudo-terminal";
  const auto report = played(story({step(log_in(), 9)}), told);
  EXPECT_EQ(Outcome::error, report.outcome);
  EXPECT_EQ("cannot open a pseudo-terminal", report.reason);
}

TEST(Play, ConvictsAFigureThatTheFactsDoNotKnow) {
  Told told;
  told.telephony = [](FakeTelephony& telephony) { telephony.figures[tapi::Method::get_NumberOfCalls] = 1; };
  const auto report = played(story({step(log_in(), 9)}), told);
  EXPECT_EQ(Outcome::fail, report.outcome);
  const auto failed = std::ranges::find_if(report.checks, [](const verdict::Check& check) {
    return check.verdict == Verdict::fail && check.what == "NumberOfCalls";
  });
  ASSERT_NE(report.checks.end(), failed);
  EXPECT_EQ(0, failed->line);  // nobody asked
}

TEST(Play, AFigureOfTheAuthorThatContradictsTheFactsIsAnErrorOfTheScenario) {
  scenarios::ExpectSession expect;
  expect.session = "s";
  scenarios::ExpectedFigure figure;
  figure.figure = "calls";
  figure.count = 2;
  expect.figures = {figure};
  const auto report = played(story({step(log_in(), 9), step(expect, 10)}), {});
  const auto quarrel = std::ranges::find(report.checks, Verdict::error, &verdict::Check::verdict);
  ASSERT_NE(report.checks.end(), quarrel);
  EXPECT_EQ("scenario", quarrel->subject);
  EXPECT_EQ(10, quarrel->line);
  EXPECT_EQ("the scenario says 2 calls, the facts say 0", quarrel->observed);
}

TEST(Play, AsksNothingOfItsOwnWhileAFaultIsActive) {
  Told told;
  told.fault_active = true;
  const auto report = played(story({step(log_in(), 9), step(scenarios::Wait{}, 10, seconds{1})}), told);
  for (const verdict::Check& check : report.checks) EXPECT_NE("NumberOfCalls", check.what);
}

scenarios::Traffic traffic() {
  scenarios::Traffic made;
  made.as = "t";
  made.to = cti::AcdGroupId{"sales"};
  made.rate = {6, std::chrono::minutes{1}};
  made.arrivals = scenarios::Arrivals::fixed;
  made.lasting = seconds{15};
  made.talk = {scenarios::Spread::Kind::fixed, seconds{30}, {}};
  return made;
}

TEST(Play, IsBlockedWhenSomebodyOfATrafficCannotAct) {
  Told told;
  told.hand_fails = "all lines are dead";
  for (const scenarios::Step& waits : {step(scenarios::Wait{"t"}, 11), step(scenarios::Wait{}, 11, seconds{60})}) {
    const auto report = played(story({step(log_in(), 9), step(traffic(), 10), waits}), told);
    EXPECT_EQ(report.outcome, Outcome::blocked);
    EXPECT_EQ(report.reason, "line 11: all lines are dead");
    EXPECT_EQ(report.virtual_time, seconds{10});
  }
}

TEST(Play, IsBlockedByATrafficThatDoesNotEnd) {
  // Nobody tells of a caller who was answered or gave up.
  const auto report = played(story({step(log_in(), 9), step(traffic(), 10), step(scenarios::Wait{"t"}, 11)}), {});
  EXPECT_EQ(report.outcome, Outcome::blocked);
  EXPECT_EQ(report.reason, "line 11: t does not end: a caller waits, and nobody answers");
}

TEST(Play, OfATrafficThatNobodyWaitsForEndsWithTheStory) {
  const auto report = played(story({step(log_in(), 9), step(traffic(), 10), step(query("calls"), 11, seconds{1})}), {});
  EXPECT_EQ(report.outcome, Outcome::pass);
  EXPECT_EQ(report.virtual_time, seconds{1});
}

}  // namespace
}  // namespace acdloop::runner
