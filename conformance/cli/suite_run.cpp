// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/suite_run.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/cli/commands.hpp"
#include "conformance/report/stream.hpp"
#include "conformance/runner/play.hpp"
#include "drivers/time/stopwatch.hpp"

namespace acdloop::cli {
namespace {

std::string repeat_command(const RunPlan& plan, const registry::Protocol& protocol,
                           const scenarios::Scenario& scenario) {
  // By its file: that finds it from here wherever it lies, in a suite or not.
  return "acdcheck run " + scenario.file + " --protocol " + std::string{protocol.id} + " --link " +
         std::string{self_test::to_string(plan.link)} + " --seed " + std::to_string(plan.seed) +
         (plan.strict ? " --strict" : "") + plan.readings.options;
}

report::RunHeader header_of(const RunPlan& plan) {
  report::RunHeader header;
  header.program = "acdcheck " ACDLOOP_VERSION;
  header.scenarios = static_cast<int>(plan.scenarios.size() * plan.protocols.size());
  for (const registry::Protocol* protocol : plan.protocols) header.protocols.emplace_back(protocol->id);
  header.link = self_test::to_string(plan.link);
  header.clock = "virtual";
  header.seed = std::to_string(plan.seed);
  header.readings = tapi::describe(plan.readings.held);
  for (const tapi::KeyRow& row : tapi::key_rows()) {
    const std::string subject = tapi::value_text(plan.readings.subject, row.key);
    if (subject != tapi::value_text(plan.readings.held, row.key))
      header.subject_readings.emplace_back(row.word, subject);
  }
  for (const scenarios::Scenario& one : plan.scenarios) header.longest_id = std::max(header.longest_id, one.id.size());
  return header;
}

void note_environment(report::Stream& stream, const report::RunHeader& header) {
  stream.run_env("program", header.program);
  stream.run_env("link", header.link);
  stream.run_env("clock", header.clock);
  stream.run_env("seed", header.seed);
  for (const auto& [key, value] : header.readings) stream.run_env("reading " + key, value);
  for (const auto& [key, value] : header.subject_readings) stream.run_env("subject reading " + key, value);
}

verdict::ScenarioReport not_run(const scenarios::Scenario& scenario, runner::BenchMaker& benches) {
  verdict::ScenarioReport report;
  report.id = scenario.id;
  report.title = scenario.title;
  report.file = scenario.file;
  report.protocol = benches.protocol();
  report.link = benches.link();
  report.outcome = verdict::Outcome::not_run;
  report.reason = "the run was interrupted";
  return report;
}

}  // namespace

int RunOutcome::exit_code() const {
  const int judged = verdict::exit_code_of(reports);
  return protocols_agree ? judged : exit_failed;
}

RunOutcome carry_out(const RunPlan& plan, report::TextSink* events, report::Console* console) {
  const Stopwatch watch;
  RunOutcome outcome;
  report::Stream stream(events);
  const report::RunHeader header = header_of(plan);
  if (console) console->run_started(header);
  note_environment(stream, header);
  for (const registry::Protocol* protocol : plan.protocols) {
    self_test::SelfTestBenches benches(*protocol, plan.link, plan.readings.held, plan.readings.subject, plan.defect,
                                       plan.seed);
    for (const scenarios::Scenario& scenario : plan.scenarios) {
      if (interrupted_by()) {
        outcome.reports.push_back(not_run(scenario, benches));
        if (console) console->scenario_ended(outcome.reports.back());
        continue;
      }
      if (console) console->scenario_started(protocol->id, scenario.id);
      const Stopwatch scenario_watch;
      verdict::ScenarioReport report = runner::play(
          scenario, benches, stream,
          {[&](const scenarios::Scenario& one) { return repeat_command(plan, *protocol, one); }, plan.strict});
      report.wall_time = scenario_watch.elapsed();
      if (console) console->scenario_ended(report);
      outcome.reports.push_back(std::move(report));
    }
  }
  stream.flush();
  outcome.digests = stream.digests().by_protocol();
  const report::VerdictDigest::Comparison verdicts = stream.verdicts().compare();
  outcome.protocols_agree = !verdicts.difference;
  if (console) {
    report::Console::End end;
    end.digests.assign(outcome.digests.begin(), outcome.digests.end());
    end.verdicts = verdicts;
    end.wall = watch.elapsed();
    console->run_ended(end);
  }
  return outcome;
}

std::expected<std::vector<const registry::Protocol*>, std::string> protocols_named(std::string_view names) {
  std::vector<const registry::Protocol*> named;
  std::string known;
  for (const registry::Protocol& protocol : registry::protocols()) {
    if (names == "all") named.push_back(&protocol);
    known += (known.empty() ? "" : ", ") + std::string{protocol.id};
  }
  if (names == "all") return named;
  for (std::size_t begin = 0; begin <= names.size();) {
    const std::size_t end = std::min(names.find(',', begin), names.size());
    const std::string_view name = names.substr(begin, end - begin);
    const registry::Protocol* protocol = registry::find_protocol(name);
    if (!protocol) {
      return std::unexpected("--protocol: there is no protocol '" + std::string{name} + "'; there is " + known);
    }
    if (std::find(named.begin(), named.end(), protocol) != named.end()) {
      return std::unexpected("--protocol: '" + std::string{name} + "' is named twice");
    }
    named.push_back(protocol);
    begin = end + 1;
  }
  return named;
}

self_test::LinkChoice link_named(std::string_view name) {
  if (name == "tcp") return self_test::LinkChoice::tcp;
  if (name == "pty") return self_test::LinkChoice::pty;
  return self_test::LinkChoice::memory;
}

std::string sentence_of(std::string_view requirement) {
  const catalogue::Requirement* row = catalogue::find(requirement);
  if (!row) return {};
  const catalogue::Unit* unit = catalogue::find_unit(requirement);
  if (!unit || !unit->part) return std::string{row->sentence};
  return fmt::format("{} ({})", row->sentence, unit->name());
}

}  // namespace acdloop::cli
