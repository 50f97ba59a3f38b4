// SPDX-License-Identifier: Apache-2.0
// The report of a scenario from its lines of the event stream: console, JUnit and exit code are the same whether a
// scenario was played here, in a worker process or by another machine. Knows the records, plays nothing.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/report/stream.hpp"
#include "conformance/verdict/verdict.hpp"

namespace acdloop::report {

// Of repetitions after the first: how many there were, and the first one that ended or went otherwise.
struct Repetitions {
  int all = 1;
  int differing = 0;
  std::string seed;   // of the first differing one
  std::string lines;  // its lines of the stream, retellable
};

// The records that follow a scenario's end. `place` is its number in the whole selection, from 1 on.
void note_report(Stream& stream, const verdict::ScenarioReport& report, int place, const Repetitions& repetitions = {});

// A scenario that left no story: not run, or its worker did not live to tell.
void tell_untold(Stream& stream, const verdict::ScenarioReport& report, const std::vector<std::string>& covers,
                 int place);

struct Retold {
  verdict::ScenarioReport report;
  int place = 0;
};
// `lines` are those of one scenario with their line ends. wall_time stays zero. A repetition that went otherwise makes
// it a failure that says so. The error says which line is no record, without a place in a file.
std::expected<Retold, std::string> retell(std::string_view lines);

// The scenario of a record, "" for one of the run; and its protocol. Views into the line, still escaped.
std::string_view scenario_of(std::string_view line);
std::string_view protocol_of(std::string_view line);

}  // namespace acdloop::report
