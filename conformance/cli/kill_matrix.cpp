// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/kill_matrix.hpp"

#include <algorithm>

#include "conformance/catalogue/catalogue.hpp"

namespace acdloop::cli {
namespace {

bool passes(const verdict::ScenarioReport& report) {
  return report.outcome == verdict::Outcome::pass || report.outcome == verdict::Outcome::skip;
}

const verdict::Check* failing(const verdict::ScenarioReport& report, std::string_view requirement) {
  const auto found = std::find_if(report.checks.begin(), report.checks.end(), [&](const verdict::Check& check) {
    return catalogue::belongs_to(check.requirement, requirement) && check.verdict == verdict::Verdict::fail &&
           !check.expected.empty() && !check.observed.empty();
  });
  return found == report.checks.end() ? nullptr : &*found;
}

bool judges(const verdict::ScenarioReport& report, std::string_view requirement) {
  return std::any_of(report.checks.begin(), report.checks.end(), [&](const verdict::Check& check) {
    return catalogue::belongs_to(check.requirement, requirement) && check.verdict == verdict::Verdict::pass;
  });
}

// What the defect's own requirement looks like in it, and how to see that again.
verdict::ScenarioReport evidence_of(verdict::ScenarioReport report, const defects::Defect& defect,
                                    const RunPlan& plan) {
  const verdict::Check first = *failing(report, defect.requirement);
  report.checks = {first};
  report.outcome = verdict::Outcome::fail;
  report.reason.clear();
  report.repeat_command = "acdcheck mutate " + report.file + " --only " + std::string{defect.id};
  if (plan.link != self_test::LinkChoice::memory)
    report.repeat_command += " --link " + std::string{self_test::to_string(plan.link)};
  report.repeat_command += plan.readings.options;
  return report;
}

}  // namespace

KillMatrix::KillMatrix(const RunPlan& plan) : plan_(plan), healthy_(carry_out(plan, nullptr, nullptr)) {}

Trial KillMatrix::try_out(const defects::Defect& defect) {
  Trial trial;
  trial.defect = &defect;
  RunPlan plan = plan_;
  plan.defect = &defect;
  const RunOutcome spoiled = carry_out(plan, nullptr, nullptr);
  const bool same = spoiled.digests == healthy_.digests;
  if (defect.requirement.empty()) {
    for (const verdict::ScenarioReport& report : spoiled.reports) {
      if (!passes(report)) trial.reason += (trial.reason.empty() ? "" : ", ") + report.id;
    }
    trial.result = same && trial.reason.empty() ? Trial::Result::survived_rightly : Trial::Result::false_alarm;
    return trial;
  }
  if (same) {
    trial.result = Trial::Result::no_difference;
    return trial;
  }
  for (std::size_t index = 0; index < spoiled.reports.size(); ++index) {
    const verdict::ScenarioReport& healthy = healthy_.reports[index];
    const verdict::Check* check = failing(spoiled.reports[index], defect.requirement);
    if (!check || !passes(healthy) || !judges(healthy, defect.requirement)) continue;
    if (!trial.evidence) trial.evidence = evidence_of(spoiled.reports[index], defect, plan_);
    trial.caught_by.push_back(healthy.id);
  }
  if (trial.evidence) trial.result = Trial::Result::caught;
  return trial;
}

}  // namespace acdloop::cli
