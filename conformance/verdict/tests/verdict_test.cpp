// SPDX-License-Identifier: Apache-2.0
#include "conformance/verdict/verdict.hpp"

#include <gtest/gtest.h>

namespace acdloop::verdict {
namespace {

Check check_with(Verdict verdict) {
  Check check;
  check.verdict = verdict;
  return check;
}

std::vector<Check> checks(std::initializer_list<Verdict> verdicts) {
  std::vector<Check> result;
  for (const Verdict verdict : verdicts) result.push_back(check_with(verdict));
  return result;
}

ScenarioReport report(Outcome outcome, std::initializer_list<Verdict> verdicts = {}) {
  ScenarioReport result;
  result.outcome = outcome;
  result.checks = checks(verdicts);
  return result;
}

int exit_code(std::initializer_list<ScenarioReport> reports) {
  return exit_code_of(std::vector<ScenarioReport>{reports});
}

TEST(Verdict, ALaterVerdictNeverMakesAnEarlierOneBetter) {
  EXPECT_EQ(worse(Verdict::fail, Verdict::pass), Verdict::fail);
  EXPECT_EQ(worse(Verdict::pass, Verdict::inconclusive), Verdict::inconclusive);
  EXPECT_EQ(worse(Verdict::error, Verdict::fail), Verdict::error);
}

TEST(Verdict, OutcomeIsTheWorstCheck) {
  EXPECT_EQ(outcome_of(checks({Verdict::pass, Verdict::pass})), Outcome::pass);
  EXPECT_EQ(outcome_of(checks({Verdict::pass, Verdict::inconclusive, Verdict::pass})), Outcome::inconclusive);
  EXPECT_EQ(outcome_of(checks({Verdict::fail, Verdict::inconclusive})), Outcome::fail);
  EXPECT_EQ(outcome_of(checks({Verdict::fail, Verdict::error})), Outcome::error);
}

TEST(Verdict, AScenarioThatJudgedNothingIsAnError) {
  EXPECT_EQ(outcome_of({}), Outcome::error);
  EXPECT_EQ(outcome_of(checks({Verdict::none})), Outcome::error);
}

TEST(Verdict, AWarningStillPasses) {
  Check soft = check_with(Verdict::pass);
  soft.warning = true;
  EXPECT_EQ(outcome_of(std::vector{soft}), Outcome::pass);
}

TEST(ExitCode, IsZeroWhenSomethingRanAndAllIsWell) {
  EXPECT_EQ(exit_code({report(Outcome::pass), report(Outcome::skip), report(Outcome::xfail, {Verdict::fail})}), 0);
}

TEST(ExitCode, IsOneForAnyFailureWhateverBrokeLater) {
  EXPECT_EQ(exit_code({report(Outcome::fail), report(Outcome::error)}), 1);
  EXPECT_EQ(exit_code({report(Outcome::pass), report(Outcome::xpass)}), 1);
  EXPECT_EQ(exit_code({report(Outcome::error, {Verdict::pass, Verdict::fail, Verdict::error})}), 1);
  EXPECT_EQ(exit_code({report(Outcome::blocked, {Verdict::fail})}), 1);
}

TEST(ExitCode, IsFiveWhenTheBenchBroke) {
  for (const Outcome broken : {Outcome::error, Outcome::blocked, Outcome::not_run}) {
    EXPECT_EQ(exit_code({report(Outcome::pass), report(broken), report(Outcome::inconclusive)}), 5);
  }
}

TEST(ExitCode, IsFourWhenSomethingIsInconclusive) {
  EXPECT_EQ(exit_code({report(Outcome::pass), report(Outcome::inconclusive)}), 4);
}

TEST(ExitCode, IsSixForSkipsOnlyOrNothing) {
  EXPECT_EQ(exit_code({}), 6);
  EXPECT_EQ(exit_code({report(Outcome::skip), report(Outcome::skip)}), 6);
}

TEST(Names, AreThoseOfTheReports) {
  EXPECT_EQ(to_string(Verdict::none), "none");
  EXPECT_EQ(to_string(Verdict::pass), "pass");
  EXPECT_EQ(to_string(Verdict::inconclusive), "inconclusive");
  EXPECT_EQ(to_string(Verdict::fail), "fail");
  EXPECT_EQ(to_string(Verdict::error), "error");
  EXPECT_EQ(to_string(Outcome::pass), "pass");
  EXPECT_EQ(to_string(Outcome::fail), "fail");
  EXPECT_EQ(to_string(Outcome::inconclusive), "inconclusive");
  EXPECT_EQ(to_string(Outcome::error), "error");
  EXPECT_EQ(to_string(Outcome::blocked), "blocked");
  EXPECT_EQ(to_string(Outcome::skip), "skip");
  EXPECT_EQ(to_string(Outcome::not_run), "not-run");
  EXPECT_EQ(to_string(Outcome::xfail), "xfail");
  EXPECT_EQ(to_string(Outcome::xpass), "xpass");
}

}  // namespace
}  // namespace acdloop::verdict
