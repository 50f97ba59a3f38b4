// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/run_readings.hpp"

#include <fmt/format.h>

#include "drivers/tapi/readings.hpp"

namespace acdloop::cli {
namespace {

// What agrees with everything says something only where nothing else does.
std::string text_of(const verdict::ReadingObserved& reading) {
  const tapi::KeyRow* row = tapi::find_key(reading.key);
  std::vector<std::string> answers = reading.answers;
  if (row && answers.size() > 1) std::erase(answers, row->last_resort);
  return fmt::format("{} ({} check{})", verdict::text_of_answers(answers), reading.checks,
                     reading.checks == 1 ? "" : "s");
}

}  // namespace

void RunReadings::take(verdict::ScenarioReport& report) {
  verdict::ReadingLedger& ledger = by_protocol_[report.protocol];
  for (const verdict::ReadingObserved& reading : report.readings) {
    const auto contradiction = ledger.add(reading.key, reading.answers, reading.checks, report.id);
    const tapi::KeyRow* row = tapi::find_key(reading.key);
    if (!contradiction || !row) continue;
    verdict::Check check = verdict::check_of(*contradiction, tapi::requirement_of(*row), std::string{row->question});
    check.subject = report.checks.empty() ? "" : report.checks.front().subject;
    check.at = TimePoint{} + report.virtual_time;
    report.checks.push_back(std::move(check));
    if (report.outcome == verdict::Outcome::pass || report.outcome == verdict::Outcome::inconclusive) {
      report.outcome = verdict::Outcome::fail;
    }
  }
}

std::vector<RunReadings::Observed> RunReadings::observed() const {
  std::vector<Observed> all;
  for (const auto& [protocol, ledger] : by_protocol_) {
    for (const verdict::ReadingObserved& reading : ledger.observed()) {
      all.push_back({protocol, reading.key, text_of(reading)});
    }
  }
  return all;
}

RunReadings readings_of(std::span<const verdict::ScenarioReport> reports) {
  RunReadings all;
  for (verdict::ScenarioReport report : reports) all.take(report);
  return all;
}

}  // namespace acdloop::cli
