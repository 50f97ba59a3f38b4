// SPDX-License-Identifier: Apache-2.0
// Scenario reports as the runner hands them over, one of each kind, for the tests of console and JUnit.
#pragma once

#include <string>
#include <string_view>

#include "conformance/verdict/verdict.hpp"

namespace acdloop::report::testing {

inline verdict::Check sample_check(verdict::Verdict verdict, std::string observed) {
  verdict::Check check;
  check.requirement = "AS-016";
  check.session = "s";
  check.what = "TotalCallTime";
  check.witnesses = "figure of the façade against the facts";
  check.subject = "switch, wire or façade";
  check.expected = "42 s to 43 s";
  check.observed = std::move(observed);
  check.verdict = verdict;
  check.at = time_point_of(73'100'000'000);
  check.line = 27;
  return check;
}

inline verdict::ScenarioReport sample_report(verdict::Outcome outcome, std::string id = "session/wrap-up") {
  verdict::ScenarioReport report;
  report.file = "scenarios/" + id + ".yaml";
  report.id = std::move(id);
  report.title = "Wrap-up counts into call time";
  report.protocol = "system-oai";
  report.link = "memory";
  report.outcome = outcome;
  report.virtual_time = std::chrono::milliseconds{73'100};
  report.wall_time = std::chrono::milliseconds{4};
  return report;
}

inline verdict::ScenarioReport passed_report(std::string id = "session/wrap-up") {
  auto report = sample_report(verdict::Outcome::pass, std::move(id));
  report.checks = {sample_check(verdict::Verdict::pass, "42 s")};
  return report;
}

inline verdict::ScenarioReport failed_report(std::string id = "session/wrap-up") {
  auto report = sample_report(verdict::Outcome::fail, std::move(id));
  report.checks = {sample_check(verdict::Verdict::pass, "42 s"), sample_check(verdict::Verdict::fail, "30 s")};
  report.checks.front().requirement = "AS-010";
  report.chart = {"12.300 s  > _SA,7,105,2003,1,237", "12.300 s  < _SA,7,0"};
  report.repeat_command = "acdcheck run session/wrap-up --protocol system-oai --link memory --seed 7";
  return report;
}

inline std::string sample_sentence(std::string_view requirement) {
  return requirement == "AS-016" ? "Call time is talk time plus wrap-up time." : "";
}

}  // namespace acdloop::report::testing
