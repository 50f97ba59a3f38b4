// SPDX-License-Identifier: Apache-2.0
// One snapshot of a session through the API: every figure read at one moment, and what the scenario's author says they
// should be held against the facts. Used by the play.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/oracle/observed.hpp"
#include "conformance/oracle/truth.hpp"
#include "conformance/runner/api_desk.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::runner {

struct Snapshot {
  oracle::ObservedFigures figures;
  std::vector<ApiCallPtr> failed;  // getters that did not return S_OK
  bool complete = false;           // every getter has answered
};

// Starts every getter at once and waits for all of them, at most `patience`.
Snapshot take_snapshot(ApiDesk& desk, Stage& stage, report::Stream& stream, Seat& seat, Duration patience);

// The requirement that a figure's total, average or extreme answers to: "call_time" -> "AS-016". Empty if none does.
std::string_view requirement_of_figure(std::string_view figure);

// What the author's figure and the facts disagree in: "the scenario says 30.2 s, the facts say 30.4 s"; nothing while
// they agree. Figures without a written truth never disagree.
std::optional<std::string> disagreement(const scenarios::ExpectedFigure& expected, const oracle::Truth& truth);

}  // namespace acdloop::runner
