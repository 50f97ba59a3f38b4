// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/telling.hpp"

#include <stdexcept>

#include "conformance/report/retell.hpp"
#include "conformance/report/run_head.hpp"

namespace acdloop::cli {

void hold_by_order(report::VerdictDigest& verdicts, const std::string& protocol) {
  const cti::Protocol* wire = registry::find_protocol(protocol);
  if (wire && wire->dialect.wrap_up_end == cti::Dialect::WrapUpEnd::whole_seconds) verdicts.order_only(protocol);
}

Telling::Telling(const report::RunHeader& header, report::TextSink* events, report::Console* console,
                 known::Policy* known)
    : stream_(events), console_(console), known_(known) {
  for (const std::string& protocol : header.protocols) hold_by_order(stream_.verdicts(), protocol);
  if (console_) console_->run_started(header);
  report::tell_head(stream_, header);
}

void Telling::scenario(std::string_view lines, Duration wall) {
  auto told = report::retell(lines);
  // Only a stream from elsewhere could be so, and those were read before.
  if (!told) throw std::logic_error("a scenario's own records cannot be read: " + told.error());
  stream_.append(lines);
  verdict::ScenarioReport& report = told->report;
  report.wall_time = wall;
  readings_.take(report);
  if (known_) known_->apply(report);
  if (console_) console_->scenario_ended(report);
  outcome_.reports.push_back(std::move(report));
}

RunOutcome Telling::finish(std::optional<Duration> wall, std::vector<std::string> notes) {
  stream_.seal();
  stream_.flush();
  outcome_.digests = stream_.digests().by_protocol();
  const report::VerdictDigest::Comparison verdicts = stream_.verdicts().compare();
  outcome_.protocols_agree = !verdicts.difference;
  if (known_) {
    const std::vector<std::string> findings = known_->findings();
    outcome_.list_is_sound = findings.empty();
    notes.insert(notes.end(), findings.begin(), findings.end());
  }
  if (console_) {
    report::Console::End end;
    end.digests.assign(outcome_.digests.begin(), outcome_.digests.end());
    end.verdicts = verdicts;
    for (const RunReadings::Observed& reading : readings_.observed()) {
      end.readings[reading.protocol].emplace_back(reading.key, reading.text);
    }
    end.wall = wall;
    end.notes = std::move(notes);
    console_->run_ended(end);
  }
  return std::move(outcome_);
}

}  // namespace acdloop::cli
