// SPDX-License-Identifier: Apache-2.0
// The question to a switch for its own figures of an agent, past the API, and what it says, noted in the stream. Used
// by the play; judges nothing.
#pragma once

#include <optional>

#include "conformance/report/stream.hpp"
#include "conformance/runner/bench.hpp"
#include "conformance/runner/stage.hpp"

namespace acdloop::runner {

// Nothing where nobody can be asked, or nobody answers within `patience`.
std::optional<cti::Result> ask_switch_figures(Bench& bench, Stage& stage, report::Stream& stream,
                                              const cti::AgentId& agent, Duration patience);

}  // namespace acdloop::runner
