// SPDX-License-Identifier: Apache-2.0
// What a switch has counted itself, against the facts: a second witness beside the figures at the API. Used by the
// runner. A switch counts for an agent, so its figures are held against all sessions since the agent logged on.
#pragma once

#include <vector>

#include "conformance/oracle/oracle.hpp"
#include "conformance/verdict/verdict.hpp"
#include "drivers/cti/result.hpp"

namespace acdloop::oracle {

// `told` answers query_figures about that agent. Nothing is judged while a call of the agent goes on, of an agent who
// is not logged on, and in another scope than since log-on.
std::vector<verdict::Check> judge_switch_figures(const Oracle& oracle, const cti::AgentId& agent,
                                                 const cti::Result& told, const Interval& at);

}  // namespace acdloop::oracle
