// SPDX-License-Identifier: Apache-2.0
// One snapshot of an agent, of a queue, of an agent's list of sessions through the API, and what the scenario's author
// says they should be held against the facts. Used by the play.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/oracle/agent_truth.hpp"
#include "conformance/oracle/observed_objects.hpp"
#include "conformance/oracle/queue_truth.hpp"
#include "conformance/runner/api_desk.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::runner {

struct AgentSnapshot {
  oracle::ObservedAgent figures;
  std::vector<ApiCallPtr> failed;  // getters that did not return S_OK
};
struct QueueSnapshot {
  oracle::ObservedQueue figures;
  std::vector<ApiCallPtr> failed;
};

// Starts every getter at once and waits for all of them, at most `patience`.
AgentSnapshot take_snapshot(ApiDesk& desk, Stage& stage, report::Stream& stream, const cti::AgentId& agent,
                            Duration patience);
QueueSnapshot take_snapshot(ApiDesk& desk, Stage& stage, report::Stream& stream, const cti::AcdGroupId& queue,
                            Duration patience);
// Everything that the enumerator of an agent's sessions does. Nothing when it could not be had.
std::optional<oracle::ObservedList> take_list(ApiDesk& desk, Stage& stage, const cti::AgentId& agent,
                                              Duration patience);

// The requirement that a figure answers to; empty if none does.
std::string_view requirement_of_agent_figure(std::string_view figure);
std::string_view requirement_of_queue_figure(std::string_view figure);
// What the author's figure and the facts disagree in; nothing while they agree.
std::optional<std::string> disagreement(const scenarios::ExpectedFigure& expected, const oracle::AgentTruth& truth);
std::optional<std::string> disagreement(const scenarios::ExpectedFigure& expected, const oracle::QueueTruth& truth);

}  // namespace acdloop::runner
