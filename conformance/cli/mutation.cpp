// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/mutation.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/cli/commands.hpp"
#include "drivers/process/crew.hpp"

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

Kill kill_of(const verdict::ScenarioReport& report, const verdict::Check& check) {
  return {report.id, report.protocol, check.requirement, what_of(check), check.expected, check.observed, check.line};
}

// What the defect's own requirement looks like in it, and how to see that again.
verdict::ScenarioReport evidence_of(verdict::ScenarioReport report, const defects::Defect& defect,
                                    const RunPlan& plan) {
  const verdict::Check first = *failing(report, defect.requirement);
  report.checks = {first};
  report.outcome = verdict::Outcome::fail;
  report.reason.clear();
  report.repeat_command = "acdcheck mutate " + report.file + " --only " + std::string{defect.id};
  if (!defect.protocol.empty()) report.repeat_command += " --protocol " + std::string{defect.protocol};
  if (plan.link != self_test::LinkChoice::memory)
    report.repeat_command += " --link " + std::string{self_test::to_string(plan.link)};
  report.repeat_command += plan.readings.options;
  return report;
}

DefectRow row_of(const defects::Defect& defect) {
  DefectRow row;
  row.id = defect.id;
  row.sentence = defect.sentence;
  row.requirement = defect.requirement;
  row.side = defect.side;
  return row;
}

// What a trial found, from a worker to its parent.
std::string packed(const DefectRow& row) {
  nlohmann::json json{static_cast<int>(row.result), row.reason, nlohmann::json::array()};
  for (const Kill& kill : row.kills) {
    json[2].push_back(
        {kill.scenario, kill.protocol, kill.requirement, kill.what, kill.expected, kill.observed, kill.line});
  }
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

DefectRow unpacked(DefectRow row, const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text);
  row.result = static_cast<TrialResult>(json.at(0).get<int>());
  row.reason = json.at(1);
  for (const nlohmann::json& kill : json.at(2)) {
    row.kills.push_back({kill.at(0), kill.at(1), kill.at(2), kill.at(3), kill.at(4), kill.at(5), kill.at(6)});
  }
  return row;
}

}  // namespace

Mutation::Mutation(const RunPlan& plan) : plan_(plan), healthy_(carry_out(plan, nullptr, nullptr)) {}

bool Mutation::played_on(const defects::Defect& defect, std::string_view protocol) const {
  const bool above_the_wire = defect.side == defects::Side::facade;
  return defects::breaks(defect, protocol) && (!above_the_wire || protocol == plan_.protocols.front()->id);
}

// In the order of the suite.
std::vector<scenarios::Scenario> Mutation::that_could_catch(const defects::Defect& defect) const {
  std::set<std::string_view> judging;
  for (const verdict::ScenarioReport& report : healthy_.reports) {
    if (played_on(defect, report.protocol) && passes(report) && judges(report, defect.requirement)) {
      judging.insert(report.id);
    }
  }
  std::vector<scenarios::Scenario> all;
  std::ranges::copy_if(plan_.scenarios, std::back_inserter(all),
                       [&](const scenarios::Scenario& scenario) { return judging.contains(scenario.id); });
  return all;
}

RunOutcome Mutation::play(const defects::Defect& defect, const std::vector<scenarios::Scenario>& scenarios) const {
  RunPlan plan{scenarios, plan_.protocols, plan_.link, plan_.seed, plan_.strict, &defect, plan_.readings};
  std::erase_if(plan.protocols, [&](const cti::Protocol* protocol) { return !played_on(defect, protocol->id); });
  return carry_out(plan, nullptr, nullptr);
}

bool Mutation::changes_nothing(const RunOutcome& spoiled) const {
  return std::ranges::all_of(spoiled.digests, [this](const auto& digest) {
    return healthy_.digests.find(digest.first)->second == digest.second;
  });
}

const verdict::ScenarioReport& Mutation::healthy_like(const verdict::ScenarioReport& spoiled) const {
  return *std::ranges::find_if(healthy_.reports, [&](const verdict::ScenarioReport& report) {
    return report.id == spoiled.id && report.protocol == spoiled.protocol;
  });
}

// A healthy run fails nowhere, with or without the defect that breaks nothing.
DefectRow Mutation::try_out_nothing(const defects::Defect& none) const {
  DefectRow row = row_of(none);
  const RunOutcome spoiled = play(none, plan_.scenarios);
  for (const verdict::ScenarioReport& report : spoiled.reports) {
    if (!passes(report)) row.reason += (row.reason.empty() ? "" : ", ") + report.id;
  }
  const bool well = changes_nothing(spoiled) && row.reason.empty();
  row.result = well ? TrialResult::survived_rightly : TrialResult::false_alarm;
  return row;
}

DefectRow Mutation::try_out(const defects::Defect& defect, std::optional<verdict::ScenarioReport>* evidence) const {
  if (defect.requirement.empty()) return try_out_nothing(defect);
  DefectRow row = row_of(defect);
  for (const verdict::ScenarioReport& spoiled : play(defect, that_could_catch(defect)).reports) {
    const verdict::ScenarioReport& healthy = healthy_like(spoiled);
    const verdict::Check* check = failing(spoiled, defect.requirement);
    if (!check || !passes(healthy) || !judges(healthy, defect.requirement)) continue;
    if (evidence && row.kills.empty()) *evidence = evidence_of(spoiled, defect, plan_);
    row.kills.push_back(kill_of(spoiled, *check));
  }
  if (!row.kills.empty()) {
    row.result = TrialResult::caught;
  } else if (changes_nothing(play(defect, plan_.scenarios))) {
    row.result = TrialResult::no_difference;
  }
  return row;
}

KillMatrix Mutation::try_all(std::span<const defects::Defect* const> defects, int workers,
                             const std::function<void(const DefectRow&)>& told) const {
  KillMatrix matrix;
  for (const scenarios::Scenario& scenario : plan_.scenarios) matrix.scenarios.push_back(scenario.id);
  const auto take = [&](DefectRow row) {
    if (told) told(row);
    matrix.defects.push_back(std::move(row));
  };
  if (workers > 1) {
    try_in_workers(defects, workers, take);
    return matrix;
  }
  for (const defects::Defect* defect : defects) {
    DefectRow row = try_out(*defect);
    if (interrupted_by()) break;
    take(std::move(row));
  }
  return matrix;
}

void Mutation::try_in_workers(std::span<const defects::Defect* const> defects, int workers,
                              const std::function<void(DefectRow)>& take) const {
  std::vector<std::optional<DefectRow>> rows(defects.size());
  std::size_t taken = 0;
  const auto end = [&](std::size_t job, DefectRow row) {
    rows[job] = std::move(row);
    while (taken < rows.size() && rows[taken]) take(std::move(*rows[taken++]));
  };
  process::Crew crew;
  crew.work = [&](std::size_t job, const process::Say& say) { say(packed(try_out(*defects[job]))); };
  crew.done = [&](std::size_t job, const std::string& text) { end(job, unpacked(row_of(*defects[job]), text)); };
  crew.lost = [&](std::size_t job, const std::string&, const std::string& how) {
    DefectRow row = row_of(*defects[job]);
    row.result = TrialResult::broke;
    row.reason = "its worker process " + how;
    end(job, std::move(row));
  };
  crew.stopped = [] { return interrupted_by() != 0; };
  std::vector<std::size_t> jobs(defects.size());
  std::iota(jobs.begin(), jobs.end(), std::size_t{0});
  // A worker is a copy of this process: nothing may be waiting to be written twice.
  std::fflush(nullptr);
  process::carry_out(crew, jobs, workers);
}

}  // namespace acdloop::cli
