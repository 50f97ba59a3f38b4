// SPDX-License-Identifier: Apache-2.0
// From the lines of scenarios to everything a run tells: event stream, console, digests, outcome. The one way there,
// whether a scenario was played here, in a worker process or on another machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/cli/run_readings.hpp"
#include "conformance/cli/suite_run.hpp"
#include "conformance/known/known.hpp"
#include "conformance/report/console.hpp"
#include "conformance/report/stream.hpp"

namespace acdloop::cli {

// On a wire whose switch ends wrap-up on whole seconds later facts happen at other moments than elsewhere.
void hold_by_order(report::VerdictDigest& verdicts, const std::string& protocol);

class Telling {
 public:
  // `events`, `console` and `known` may be null and outlive this. Tells the head at once.
  Telling(const report::RunHeader& header, report::TextSink* events, report::Console* console, known::Policy* known);

  // The lines of one scenario; in selection order. `wall`: how long it took us.
  void scenario(std::string_view lines, Duration wall);
  // `wall`: how long the whole run took us, nothing where that is not known. `notes` are said before the digests.
  RunOutcome finish(std::optional<Duration> wall, std::vector<std::string> notes = {});

 private:
  report::Stream stream_;
  report::Console* console_;
  known::Policy* known_;
  RunReadings readings_;
  RunOutcome outcome_;
};

}  // namespace acdloop::cli
