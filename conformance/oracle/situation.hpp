// SPDX-License-Identifier: Apache-2.0
// What happened in a session so far, as far as it decides which requirements a figure exercises. Inner part of the
// oracle.
#pragma once

#include "conformance/oracle/timeline.hpp"

namespace acdloop::oracle {

struct Situation {
  explicit Situation(const Timeline& timeline);
  bool at_rest = true;
  bool fresh = true;                  // no ACD call was ever offered or answered
  bool exact = true;                  // every call is counted in every reading
  bool unanswered = false;            // an offer ended unanswered
  bool direct = false;                // a call that is no ACD call was answered at the desk
  bool handed_past_queue = false;     // such a call came from a colleague, straight to the desk
  bool handed_through_queue = false;  // an ACD call came from a colleague, through the group's queue
  bool held = false;
  int held_calls = 0;
  bool with_wrap_up = false;  // a finished call had wrap-up
  bool without_wrap_up = false;
  bool ran_out = false;           // a wrap-up ended by the timer
  bool break_after_call = false;  // NOT_READY was granted after a call
  bool other_group = false;       // the agent answered ACD calls of another group meanwhile
  bool other_agent = false;       // another agent of the group answered meanwhile
  bool earlier_session = false;   // calls were answered under the same key before this session
};

}  // namespace acdloop::oracle
