// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/console.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/report/evidence.hpp"
#include "conformance/report/tests/helpers.hpp"
#include "conformance/report/tests/sample_reports.hpp"

namespace acdloop::report {
namespace {

using namespace std::chrono_literals;
using testing::failed_report;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::passed_report;
using testing::sample_check;
using testing::sample_report;
using ::testing::StartsWith;
using testing::StringSink;
using verdict::Outcome;
using verdict::Verdict;

const RunHeader header{
    "acdcheck 0.1.0", 2, {"system-oai"}, "memory", "virtual", "7", {{"hold_in_talk", "false"}, {"rounding", "any"}}};
const std::string digest(64, 'a');

std::string printed(const verdict::ScenarioReport& report, ConsoleOptions options = {}) {
  StringSink out;
  Console console(out, nullptr, std::move(options));
  console.scenario_ended(report);
  return out.text;
}

TEST(Console, SaysAWholeRunInPlainLines) {
  StringSink out;
  Console console(out, nullptr, {.sentence_of = testing::sample_sentence});
  console.run_started(header);
  console.scenario_started("system-oai", "session/wrap-up");
  console.scenario_ended(failed_report());
  console.scenario_started("system-oai", "session/log-in");
  console.scenario_ended(passed_report("session/log-in"));
  console.run_ended({.digests = {{"system-oai", digest}}, .verdicts = {}, .wall = 40ms});
  EXPECT_EQ(out.text, R"(acdcheck 0.1.0: 2 scenarios on system-oai over memory, virtual clock, seed 7
readings: hold_in_talk false, rounding any
FAIL   session/wrap-up  system-oai  73.100 s  1 of 2 checks failed
  Wrap-up counts into call time
  AS-016  Call time is talk time plus wrap-up time.
    what      TotalCallTime of s
    expected  42 s to 43 s
    observed  30 s
    judged    switch, wire or façade; by figure of the façade against the facts
    at        73.100 s
    asked in  scenarios/session/wrap-up.yaml:27
  around the first failure
    12.300 s  > _SA,7,105,2003,1,237
    12.300 s  < _SA,7,0
  again: acdcheck run session/wrap-up --protocol system-oai --link memory --seed 7
pass   session/log-in  system-oai  73.100 s  1 check
digest system-oai )" + digest +
                          R"(
1 of 2 scenarios passed on system-oai over memory in virtual time, 1 failed: 3 checks, 2 requirements, 2 min 26 s of telephone time in 0.04 s.
)");
}

TEST(Console, QuietSaysDigestsAndSummaryOnly) {
  StringSink out;
  StringSink status;
  Console console(out, &status, {.detail = Detail::quiet});
  console.run_started(header);
  console.scenario_started("system-oai", "session/wrap-up");
  console.scenario_ended(failed_report());
  console.run_ended({.digests = {{"system-oai", digest}}, .verdicts = {}, .wall = 0s});
  EXPECT_EQ(status.text, "");
  EXPECT_THAT(out.text, StartsWith("digest system-oai " + digest + "\n0 of 1 scenario passed"));
  EXPECT_EQ(std::ranges::count(out.text, '\n'), 2);
}

TEST(Console, VerboseSaysEveryCheck) {
  EXPECT_THAT(printed(passed_report(), {.detail = Detail::verbose}),
              HasSubstr("\n  pass  AS-016  TotalCallTime of s: expected 42 s to 43 s, observed 42 s\n"));
}

TEST(Console, ListsWarningsOfAPass) {
  auto report = passed_report();
  report.checks[0].warning = true;
  EXPECT_EQ(printed(report), R"(pass   session/wrap-up  system-oai  73.100 s  1 check
  warning  AS-016  TotalCallTime of s: expected 42 s to 43 s, observed 42 s  (scenarios/session/wrap-up.yaml:27)
)");
}

TEST(Console, SaysWhyASkipWasSkipped) {
  auto report = sample_report(Outcome::skip);
  report.reason = "needs transfer, which system-oai cannot say";
  EXPECT_EQ(printed(report), "skip   session/wrap-up  system-oai  needs transfer, which system-oai cannot say\n");
}

TEST(Console, IsLoudAboutWhatIsNeitherPassNorFail) {
  auto report = sample_report(Outcome::inconclusive);
  report.checks = {sample_check(Verdict::inconclusive, "between 119.9 s and 120.1 s")};
  EXPECT_THAT(printed(report),
              StartsWith("INCONCLUSIVE  session/wrap-up  system-oai  73.100 s  1 check, 1 inconclusive\n"));
  EXPECT_THAT(printed(report), HasSubstr("  AS-016  inconclusive\n"));
  EXPECT_THAT(printed(report), HasSubstr("    observed  between 119.9 s and 120.1 s\n"));
  for (const auto& [outcome, word] :
       {std::pair{Outcome::error, "ERROR  "}, {Outcome::blocked, "BLOCKED  "}, {Outcome::xpass, "UNEXPECTED PASS  "}}) {
    auto broken = sample_report(outcome);
    broken.reason = "port 4000 is in use";
    EXPECT_THAT(printed(broken), StartsWith(word));
    EXPECT_THAT(printed(broken), HasSubstr("\n  reason: port 4000 is in use\n"));
  }
  auto not_run = sample_report(Outcome::not_run);
  not_run.reason = "interrupted";
  EXPECT_THAT(printed(not_run), StartsWith("NOT RUN  session/wrap-up  system-oai  interrupted\n"));
}

TEST(Console, SaysWhenNoStepAsked) {
  auto report = failed_report();
  report.checks.back().line = 0;
  const std::string text = printed(report);
  EXPECT_THAT(text, HasSubstr("\n    scenario  scenarios/session/wrap-up.yaml\n"
                              "    asked     by no step: judged unasked, after a step or at the end\n"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("asked in")));
}

TEST(Console, TellsWhatWasNotRunInOneLineAndCountsIt) {
  auto report = sample_report(Outcome::not_run);
  report.reason = "interrupted";
  report.repeat_command = "acdcheck run session/wrap-up";
  EXPECT_EQ("NOT RUN  session/wrap-up  system-oai  interrupted\n", printed(report));
}

TEST(Console, PrintsManyFailuresUpToABoundAndCountsTheRest) {
  auto report = sample_report(Outcome::fail);
  report.checks.assign(max_printed_checks + 3, sample_check(Verdict::fail, "30 s"));
  const std::string text = printed(report);
  EXPECT_THAT(text, HasSubstr("\n  and 3 more that did not pass\n"));
  EXPECT_THAT(text, HasSubstr("28 of 28 checks failed"));
}

TEST(Console, LetsNothingFromTheWireReachTheTerminal) {
  auto report = failed_report();
  report.checks[1].observed = "\x1b]0;owned\x07\nnext";
  report.chart = {"1.000 s  < \x1b[2J"};
  report.reason = "\r\n";
  const std::string text = printed(report);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, HasSubstr("    observed  \\x1b]0;owned\\x07\\x0anext\n"));
  EXPECT_THAT(text, HasSubstr("    1.000 s  < \\x1b[2J\n"));
}

TEST(Console, ColoursTheMarkAlone) {
  EXPECT_THAT(printed(passed_report(), {.colour = true}), StartsWith("\x1b[32mpass\x1b[0m   session/wrap-up  "));
}

TEST(Console, SaysTheVerdictDigestOfSeveralProtocols) {
  StringSink out;
  Console console(out, nullptr, {});
  console.scenario_ended(passed_report());
  const VerdictDigest::Comparison equal{std::string(64, 'b'), 17, std::nullopt};
  console.run_ended({.digests = {{"csta-xml", digest}, {"system-oai", digest}}, .verdicts = equal, .wall = 0s});
  EXPECT_THAT(out.text, HasSubstr("\ndigest csta-xml " + digest + "\ndigest system-oai " + digest +
                                  "\nverdict digest " + std::string(64, 'b') + " over 17 scenarios\n1 of 1"));
}

TEST(Console, SaysWhereProtocolsDisagreeAndGivesNoCommonDigest) {
  StringSink out;
  Console console(out, nullptr, {});
  const VerdictDigest::Comparison differing{
      std::string(64, 'b'), 17, VerdictDigest::Difference{"a/b", "csta-xml", "check pass", "system-oai", "check fail"}};
  console.run_ended({.digests = {{"csta-xml", digest}, {"system-oai", digest}}, .verdicts = differing, .wall = 0s});
  EXPECT_THAT(out.text,
              StartsWith("verdicts differ in a/b\n  csta-xml: check pass\n  system-oai: check fail\ndigest "));
  EXPECT_THAT(out.text, HasSubstr("\nverdict digest differs over 17 scenarios\n"));
  EXPECT_THAT(out.text, Not(HasSubstr(std::string(64, 'b'))));
}

TEST(StatusLine, IsRedrawnAndGoneBeforeAnythingIsPrinted) {
  StringSink screen;  // results and status share a terminal
  Console console(screen, &screen, {});
  console.run_started(header);
  screen.text.clear();
  console.scenario_started("system-oai", "a/one");
  console.scenario_ended(passed_report("a/one"));
  console.scenario_started("system-oai", "a/two");
  console.scenario_ended(failed_report("a/two"));
  console.scenario_started("system-oai", std::string(200, 'x'));
  console.run_ended({});
  EXPECT_THAT(screen.text,
              StartsWith("\r\x1b[K1 of 2  a/one  system-oai\r\x1b[K2 of 2  a/two  system-oai\r\x1b[KFAIL   a/two  "));
  EXPECT_THAT(screen.text, HasSubstr("\r\x1b[K3 of 2, 1 not passed  " + std::string(79 - 22, 'x') + "\r\x1b[K1 of 2 "));
}

TEST(Console, ReportsThroughItsSinkThatTheDiskIsFull) {
  auto full = FileSink::open("/dev/full");
  ASSERT_TRUE(full);
  Console console(**full, nullptr, {});
  console.scenario_ended(passed_report());
  EXPECT_FALSE((*full)->ok());
  EXPECT_THAT((*full)->error(), HasSubstr("No space left on device"));
}

}  // namespace
}  // namespace acdloop::report
