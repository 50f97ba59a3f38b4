// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/retell.hpp"

#include <gmock/gmock.h>

#include "conformance/report/evidence.hpp"
#include "conformance/report/tests/helpers.hpp"
#include "conformance/report/tests/sample_reports.hpp"

namespace acdloop::report {
namespace {

using testing::failed_report;
using ::testing::HasSubstr;
using testing::passed_report;
using testing::StringSink;
using verdict::Outcome;
using verdict::ScenarioReport;

// What a runner would write of such a report.
std::string lines_of(const ScenarioReport& report, int place, const Repetitions& repetitions = {}) {
  StringSink sink;
  Stream stream(&sink);
  stream.scenario_started(TimePoint{}, report.protocol, report.id, report.title, {});
  for (const verdict::Check& check : report.checks) stream.check(check);
  stream.scenario_ended(TimePoint{} + report.virtual_time, report.outcome, report.reason);
  note_report(stream, report, place, repetitions);
  return sink.text;
}

TEST(Retell, ARecordedReportIsTheReport) {
  ScenarioReport report = failed_report();
  report.reason = "with \"quotes\", a \\ and an ü";
  report.checks[0].warning = true;
  const auto told = retell(lines_of(report, 7));
  ASSERT_TRUE(told) << told.error();
  EXPECT_EQ(7, told->place);
  const ScenarioReport& again = told->report;
  EXPECT_EQ(evidence(report, {}), evidence(again, {}));
  EXPECT_EQ(report.outcome, again.outcome);
  EXPECT_EQ(report.reason, again.reason);
  EXPECT_EQ(report.file, again.file);
  EXPECT_EQ(report.protocol, again.protocol);
  EXPECT_EQ(report.link, again.link);
  EXPECT_EQ(report.virtual_time, again.virtual_time);
  ASSERT_EQ(report.checks.size(), again.checks.size());
  EXPECT_TRUE(again.checks[0].warning);
  EXPECT_EQ(report.checks[1].witnesses, again.checks[1].witnesses);
  EXPECT_EQ(report.checks[1].at, again.checks[1].at);
}

TEST(Retell, ARepetitionThatWentOtherwiseIsAFailureWithItsEvidence) {
  Repetitions repetitions{5, 2, "77", lines_of(failed_report(), 0)};
  const auto told = retell(lines_of(passed_report(), 1, repetitions));
  ASSERT_TRUE(told) << told.error();
  EXPECT_EQ(Outcome::fail, told->report.outcome);
  EXPECT_EQ("unstable: 2 of 5 repetitions went otherwise than the first; it ended in pass, with seed 77 in fail",
            told->report.reason);
  EXPECT_EQ(failed_report().checks.size(), told->report.checks.size());
  EXPECT_EQ(failed_report().repeat_command, told->report.repeat_command);
  EXPECT_EQ(5, told->report.repetitions);
}

TEST(Retell, AFailureThatSometimesPassesKeepsItsEvidence) {
  Repetitions repetitions{3, 1, "77", lines_of(passed_report(), 0)};
  const auto told = retell(lines_of(failed_report(), 1, repetitions));
  EXPECT_EQ(Outcome::fail, told->report.outcome);
  EXPECT_THAT(told->report.reason, HasSubstr("it ended in fail, with seed 77 in pass"));
  EXPECT_EQ(2u, told->report.checks.size());
}

TEST(Retell, EqualOutcomesWithOtherRecordsAreUnstableToo) {
  Repetitions repetitions{3, 1, "77", lines_of(passed_report(), 0)};
  const auto told = retell(lines_of(passed_report(), 1, repetitions));
  EXPECT_EQ(Outcome::fail, told->report.outcome);
  EXPECT_THAT(told->report.reason, HasSubstr("both ended in pass, with other records"));
}

TEST(Retell, WhatLeftNoStoryIsToldAllTheSame) {
  ScenarioReport report = passed_report();
  report.checks.clear();
  report.outcome = Outcome::not_run;
  report.reason = "the run was interrupted";
  StringSink sink;
  Stream stream(&sink);
  tell_untold(stream, report, {"AS-001"}, 3);
  const auto told = retell(sink.text);
  ASSERT_TRUE(told) << told.error();
  EXPECT_EQ(Outcome::not_run, told->report.outcome);
  EXPECT_EQ("the run was interrupted", told->report.reason);
  EXPECT_EQ(3, told->place);
}

TEST(Retell, WhatIsNoRecordIsSaidSo) {
  const std::string good = lines_of(failed_report(), 1);
  for (const std::string& bad :
       {std::string{"nonsense\n"}, good + "nonsense\n", good + good, good.substr(0, good.find("\"phase\":\"end\"")),
        std::string{}, std::string{R"({"class":"check","verdict":"fine"})"} + "\n",
        std::string{R"({"class":"scenario","phase":"end","outcome":"pass"})"} + "\n",
        std::string{R"({"class":"check")"} + "\n"}) {
    EXPECT_FALSE(retell(bad)) << bad;
  }
}

}  // namespace
}  // namespace acdloop::report
