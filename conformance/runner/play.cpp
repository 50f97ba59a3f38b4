// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/play.hpp"

#include <exception>

#include "conformance/runner/performance.hpp"

namespace acdloop::runner {

verdict::ScenarioReport play(const scenarios::Scenario& scenario, BenchMaker& benches, report::Stream& stream,
                             const PlayOptions& options) {
  verdict::ScenarioReport report;
  report.id = scenario.id;
  report.title = scenario.title;
  report.file = scenario.file;
  report.protocol = benches.protocol();
  report.link = benches.link();
  report.repeat_command = options.repeat_command(scenario);
  stream.scenario_started(TimePoint{}, report.protocol, scenario.id, scenario.title, scenario.covers);
  for (const cti::Capability need : scenario.needs) {
    if (benches.capabilities().supports(need)) continue;
    report.outcome = verdict::Outcome::skip;
    report.reason = "needs " + std::string{cti::to_string(need)} + ": " + benches.capabilities().of(need).reason;
    stream.scenario_ended(TimePoint{}, report.outcome, report.reason);
    return report;
  }
  if (std::string why = benches.cannot_carry(scenario); !why.empty()) {
    report.outcome = verdict::Outcome::skip;
    report.reason = std::move(why);
    stream.scenario_ended(TimePoint{}, report.outcome, report.reason);
    return report;
  }
  try {
    Performance performance(scenario, benches, stream, options);
    performance.run(report);
    report.checks = performance.judging().take_checks();
    report.readings = performance.judging().readings();
    for (const verdict::ReadingObserved& reading : report.readings) stream.reading(performance.now(), reading);
    report.chart = performance.chart().lines();
    report.virtual_time = performance.now() - TimePoint{};
  } catch (const std::exception& error) {
    // A port that cannot be opened breaks this scenario; the others and the reports are not its business.
    report.outcome = verdict::Outcome::error;
    report.reason = error.what();
  }
  stream.scenario_ended(TimePoint{} + report.virtual_time, report.outcome, report.reason);
  return report;
}

}  // namespace acdloop::runner
