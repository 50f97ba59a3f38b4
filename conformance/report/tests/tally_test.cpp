// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/tally.hpp"

#include <gtest/gtest.h>

namespace acdloop::report {
namespace {

using namespace std::chrono_literals;
using verdict::Outcome;

verdict::ScenarioReport scenario(Outcome outcome, std::vector<std::string> requirements, Duration time,
                                 std::string protocol = "system-oai") {
  verdict::ScenarioReport report;
  report.protocol = std::move(protocol);
  report.link = "memory";
  report.outcome = outcome;
  report.virtual_time = time;
  for (std::string& requirement : requirements) {
    verdict::Check check;
    check.requirement = std::move(requirement);
    check.verdict = verdict::Verdict::pass;
    report.checks.push_back(check);
  }
  return report;
}

TEST(Tally, SaysARunThatWentWell) {
  Tally tally;
  tally.add(scenario(Outcome::pass, {"AS-001", "AS-016"}, 1h));
  tally.add(scenario(Outcome::pass, {"AS-016"}, 12min));
  EXPECT_EQ(tally.sentence("virtual", 40ms),
            "2 of 2 scenarios passed on system-oai over memory in virtual time: 3 checks, 2 requirements, "
            "1 h 12 min of telephone time in 0.04 s.");
}

TEST(Tally, SaysWhatDidNotPassWorstFirst) {
  Tally tally;
  for (const Outcome outcome : {Outcome::pass, Outcome::skip, Outcome::inconclusive, Outcome::fail, Outcome::error,
                                Outcome::blocked, Outcome::not_run, Outcome::xfail, Outcome::xpass, Outcome::fail}) {
    tally.add(scenario(outcome, {"AS-001"}, 1s, outcome == Outcome::skip ? "csta-xml" : "system-oai"));
  }
  EXPECT_EQ(tally.sentence("virtual", 1s),
            "1 of 10 scenarios passed on system-oai and csta-xml over memory in virtual time, 2 failed, "
            "1 passed unexpectedly, 1 broke (error), 1 blocked, 1 not run, 1 inconclusive, 1 failed as expected, "
            "1 skipped: 10 checks, 1 requirement, 10.0 s of telephone time in 1.00 s.");
}

TEST(Tally, CountsWarnings) {
  Tally tally;
  auto report = scenario(Outcome::pass, {"AS-001"}, 72min);
  report.checks[0].warning = true;
  tally.add(report);
  EXPECT_EQ(tally.sentence("real", 73min),
            "1 of 1 scenario passed on system-oai over memory in real time: 1 check (1 warning), 1 requirement, "
            "in 1 h 13 min.");
}

TEST(Tally, NeverSoundsGreenWhenNothingRan) {
  EXPECT_EQ(Tally{}.sentence("virtual", 0s), "Nothing ran: no scenario was selected.");
  Tally tally;
  tally.add(scenario(Outcome::skip, {}, 0s));
  EXPECT_EQ(tally.sentence("virtual", 0s),
            "Nothing ran: 0 of 1 scenario passed on system-oai over memory in virtual time, 1 skipped: 0 checks, "
            "0 requirements, 0.00 s of telephone time in 0.00 s.");
}

}  // namespace
}  // namespace acdloop::report
