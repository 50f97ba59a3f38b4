// SPDX-License-Identifier: Apache-2.0
// What the facts make of one session at one moment. Told to people in reports; the oracle's checks rest on it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/verdict/range.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::oracle {

// A length that open readings leave a choice in: anything from `least` to `most` is in order. Each is known within
// its span.
struct Length {
  verdict::Span least;
  verdict::Span most;
  static constexpr Length exactly(verdict::Span span) { return {span, span}; }
  friend constexpr bool operator==(const Length&, const Length&) = default;
};

// One answered ACD call of the session, cut at the moment of asking.
struct CallTruth {
  std::string call;
  Interval offered;  // the last ringing at the agent's address
  Interval answered;
  std::optional<Interval> released;  // the agent's leg is gone
  std::optional<Interval> left;      // wrap-up is over
  int holds = 0;
  bool finished = false;         // released, and wrap-up over
  bool cut = false;              // the session ended before the call was over: counting it is an open reading
  bool unseen = false;           // the cable was out during part of it: the same
  bool wrap_up_ran_out = false;  // ended by the switch's timer
  Length talk, call_time, wrap_up, time_to_answer;
  std::optional<bool> counts;  // in NumberOfCalls, where a reading decides for a call that is not over, or cut off
  bool counted_for_certain() const { return finished && !cut && !unseen; }
};

struct Truth {
  cti::AgentSessionKey key;
  Interval created;
  std::optional<Interval> ended;
  std::vector<CallTruth> calls;
  std::vector<Length> unanswered_offers;  // how long the phone rang in vain
  int counted = 0;                        // calls that every reading counts
  int countable = 0;                      // calls that some reading counts
  Length talk, call_time, wrap_up;        // totals
  Length duration;
};

}  // namespace acdloop::oracle
