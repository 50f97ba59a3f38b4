// SPDX-License-Identifier: Apache-2.0
// What the facts and the configuration make of the calls of every queue: overflow and the end of the guide are nobody's
// deed, the oracle computes them itself. Inner part of the oracle.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/oracle/agent_truth.hpp"
#include "conformance/oracle/configuration.hpp"
#include "conformance/verdict/range.hpp"
#include "drivers/cti/fact.hpp"

namespace acdloop::oracle {

// One stay of one call in one queue.
struct QueueStay {
  enum class Left : std::uint8_t { waits, answered, given_up, flowed_out, final, removed };
  std::string call;
  cti::AcdGroupId queue;
  Interval first_entered;  // the first queue of its way
  Interval entered;
  bool flowed_in = false;
  std::optional<Interval> rang;  // the last ringing that began, while it rings and if it was answered or given up there
  std::optional<Interval> left;
  Left how = Left::waits;
  // A timer fell on the instant of something else: it may have gone another way.
  bool open = false;
};

// Facts later than `now` are left out. In the order in which the stays began.
std::vector<QueueStay> queue_stays(std::span<const cti::Fact> facts, const Configuration& configuration,
                                   const Interval& now);

struct QueueTruth {
  bool at_rest = true;  // nothing waits
  bool exact = true;    // no stay is open
  verdict::Range queued, waiting, abandoned, flowed_in, flowed_out, final;
  verdict::Range longest_wait, current_wait, average_wait;  // seconds
};

QueueTruth queue_truth(std::span<const QueueStay> stays, const cti::AcdGroupId& queue, const Period& period,
                       bool longest_of_all_time, const Interval& now);

}  // namespace acdloop::oracle
