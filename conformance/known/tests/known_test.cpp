// SPDX-License-Identifier: Apache-2.0
#include "conformance/known/known.hpp"

#include <gmock/gmock.h>

#include <functional>

#include "conformance/report/tests/sample_reports.hpp"

namespace acdloop::known {
namespace {

using report::testing::failed_report;
using report::testing::passed_report;
using report::testing::sample_check;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using verdict::Outcome;
using verdict::Verdict;

Date day(const char* text) { return *date_of(text); }

// Excuses the failure of failed_report().
Entry sample_entry() {
  Entry entry;
  entry.scenario = "session/wrap-up";
  entry.requirement = "AS-016";
  entry.line = 27;
  entry.message = "TotalCallTime of s: expected * s, observed 30 s";
  entry.expires = day("2027-01-31");
  entry.reason = "firmware 4.2, looked into by the vendor";
  entry.first_line = 2;
  entry.last_line = 7;
  entry.line_at = 4;
  entry.message_at = 5;
  return entry;
}

struct Applied {
  verdict::ScenarioReport report;
  std::vector<std::string> findings;
};
Applied applied(std::vector<Entry> entries, verdict::ScenarioReport report, const char* today = "2027-01-31") {
  const List list{"known.yaml", std::move(entries)};
  Policy policy(list, day(today));
  policy.apply(report);
  return {report, policy.findings()};
}

TEST(KnownFailures, DaysOfTheCalendarOnly) {
  EXPECT_EQ("2028-02-29", to_string(day("2028-02-29")));
  for (const char* wrong : {"", "2027-02-29", "2027-13-01", "2027-00-01", "27-01-01", "2027-1-01", "2027/01/01",
                            "2027-01-0x", "2027-01-01 "}) {
    EXPECT_FALSE(date_of(wrong)) << wrong;
  }
}

TEST(KnownFailures, AStarStandsForAnyText) {
  EXPECT_TRUE(message_matches("a*c", "abc"));
  EXPECT_TRUE(message_matches("a*", "a"));
  EXPECT_TRUE(message_matches("abc", "abc"));
  EXPECT_FALSE(message_matches("abc", "abcd"));
  EXPECT_FALSE(message_matches("a*c", "abd"));
}

TEST(KnownFailures, AKnownFailureIsExpected) {
  const Applied result = applied({sample_entry()}, failed_report());
  EXPECT_EQ(Outcome::xfail, result.report.outcome);
  EXPECT_EQ("firmware 4.2, looked into by the vendor", result.report.reason);
  EXPECT_THAT(result.findings, IsEmpty());
}

TEST(KnownFailures, EveryBindingCounts) {
  for (const auto& spoil : std::vector<std::function<void(Entry&)>>{
           [](Entry& entry) { entry.requirement = "AS-017"; }, [](Entry& entry) { entry.line = 28; },
           [](Entry& entry) { entry.message = "TotalCallTime of s: expected * s, observed 31 s"; }}) {
    Entry entry = sample_entry();
    spoil(entry);
    const Applied result = applied({entry}, failed_report());
    EXPECT_EQ(Outcome::fail, result.report.outcome);
    EXPECT_EQ(1u, result.findings.size());
  }
  for (const auto& spoil : std::vector<std::function<void(Entry&)>>{
           [](Entry& entry) { entry.scenario = "session/other"; }, [](Entry& entry) { entry.protocol = "other"; },
           [](Entry& entry) { entry.link = "tcp"; }}) {
    Entry entry = sample_entry();
    spoil(entry);
    const Applied result = applied({entry}, failed_report());
    EXPECT_EQ(Outcome::fail, result.report.outcome);
    EXPECT_THAT(result.findings, IsEmpty());  // it speaks of another run
  }
}

TEST(KnownFailures, OneUnknownFailureAmongKnownOnesStaysAFailure) {
  verdict::ScenarioReport report = failed_report();
  report.checks.push_back(sample_check(Verdict::fail, "31 s"));
  const Applied result = applied({sample_entry()}, report);
  EXPECT_EQ(Outcome::fail, result.report.outcome);
  EXPECT_THAT(result.findings, IsEmpty());
}

TEST(KnownFailures, APassThatShouldFailIsAnUnexpectedPassWithItsRepair) {
  const Applied result = applied({sample_entry()}, passed_report());
  EXPECT_EQ(Outcome::xpass, result.report.outcome);
  EXPECT_THAT(result.report.reason, HasSubstr("known.yaml:2"));
  EXPECT_THAT(result.findings,
              ElementsAre("known.yaml:2: session/wrap-up on system-oai over memory does not fail so any more; "
                          "delete lines 2 to 7"));
}

TEST(KnownFailures, AFailureThatMovedIsToldWithTheLinesToChange) {
  verdict::ScenarioReport report = failed_report();
  report.checks.back().line = 30;
  report.checks.back().observed = "33 s";
  const Applied result = applied({sample_entry()}, report);
  EXPECT_EQ(Outcome::fail, result.report.outcome);
  EXPECT_THAT(result.findings, ElementsAre(HasSubstr("change line 4 to `line: 30` and change line 5 to `message: "
                                                     "\"TotalCallTime of s: expected 42 s to 43 s, observed 33 s\"`")));
}

TEST(KnownFailures, AnExpiredEntryExcusesNothingAndIsToldWhateverRan) {
  const Applied last_day = applied({sample_entry()}, failed_report(), "2027-01-31");
  EXPECT_EQ(Outcome::xfail, last_day.report.outcome);
  const Applied after = applied({sample_entry()}, failed_report(), "2027-02-01");
  EXPECT_EQ(Outcome::fail, after.report.outcome);
  EXPECT_THAT(after.findings, ElementsAre(HasSubstr("expired on 2027-01-31")));
  EXPECT_EQ(1u, applied({sample_entry()}, passed_report("a/b"), "2027-02-01").findings.size());
}

TEST(KnownFailures, WhatBrokeIsNeverExcusedAndSaysNothingOfTheList) {
  for (const Outcome outcome : {Outcome::error, Outcome::blocked, Outcome::skip, Outcome::not_run}) {
    verdict::ScenarioReport report = passed_report();
    report.outcome = outcome;
    const Applied result = applied({sample_entry()}, report);
    EXPECT_EQ(outcome, result.report.outcome);
    EXPECT_THAT(result.findings, IsEmpty());
  }
}

TEST(KnownFailures, OneEntryExcusesFewChecks) {
  verdict::ScenarioReport report = failed_report();
  for (int more = 0; more < most_excused - 1; ++more) report.checks.push_back(report.checks.back());
  EXPECT_EQ(Outcome::xfail, applied({sample_entry()}, report).report.outcome);
  report.checks.push_back(report.checks.back());
  const Applied result = applied({sample_entry()}, report);
  EXPECT_EQ(Outcome::fail, result.report.outcome);
  EXPECT_THAT(result.findings, ElementsAre(HasSubstr("speaks of 21 failed checks")));
}

TEST(FlakyFailures, MayFailAndMayPassAndAreMarkedEitherWay) {
  Entry entry = sample_entry();
  entry.flaky = true;
  const Applied failed = applied({entry}, failed_report());
  EXPECT_EQ(Outcome::flaky, failed.report.outcome);
  EXPECT_EQ(entry.reason, failed.report.flaky);
  const Applied passed = applied({entry}, passed_report());
  EXPECT_EQ(Outcome::pass, passed.report.outcome);
  EXPECT_EQ(entry.reason, passed.report.flaky);
  EXPECT_THAT(passed.findings, IsEmpty());
}

TEST(FlakyFailures, AnUnstableScenarioIsExcusedByFlakyAndNeverByKnown) {
  verdict::ScenarioReport report = failed_report();
  report.reason = "unstable: 1 of 3 repetitions went otherwise than the first";
  EXPECT_EQ(Outcome::fail, applied({sample_entry()}, report).report.outcome);
  Entry entry = sample_entry();
  entry.flaky = true;
  EXPECT_EQ(Outcome::flaky, applied({entry}, report).report.outcome);
  report.checks.clear();  // other records, no failed check: nothing that an entry could speak of
  EXPECT_EQ(Outcome::fail, applied({entry}, report).report.outcome);
}

TEST(FlakyFailures, ARunOfFlakyFailuresAloneProvesNothing) {
  Entry entry = sample_entry();
  entry.flaky = true;
  const Applied result = applied({entry}, failed_report());
  EXPECT_EQ(6, verdict::exit_code_of({&result.report, 1}));
}

}  // namespace
}  // namespace acdloop::known
