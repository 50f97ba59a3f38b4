// SPDX-License-Identifier: Apache-2.0
// What the facts make of one agent over the measurement period: her sessions' calls and the calls that no queue gave
// out. Inner part of the oracle.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/truth.hpp"
#include "conformance/verdict/range.hpp"

namespace acdloop::oracle {

// When the present measurement period began, as far as anybody told it.
struct Period {
  std::optional<Interval> since;  // absent: from the beginning
  std::optional<Duration> length;
  // Figures may have started anew, or slid, since.
  bool over(const Interval& now) const;
};

struct AgentTruth {
  bool at_rest = true;
  bool over = false;  // the period has run out: lower bounds are gone
  verdict::Range calls;
  verdict::Range incoming, outgoing;
  std::vector<Length> talk, call_time, wrap_up;  // one part a call
  Length active;                                 // in at least one session, in the period
};

AgentTruth agent_truth(const Oracle& oracle, const cti::AgentId& agent, const Period& period, const Interval& now);

}  // namespace acdloop::oracle
