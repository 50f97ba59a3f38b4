// SPDX-License-Identifier: Apache-2.0
// A walk through the steps with a clock and a rough idea of a call centre: which calls ring, wait or are given up, and
// how long people talk. Good enough to see what a story needs of a wire and where its sums fall; it judges nothing.
// Private to the loader: the ACD model and the oracle do this properly, each in its own way.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/language/scenario.hpp"

namespace acdloop::scenarios {

// A figure of a session at a point where its calls are over.
struct Sum {
  Mark mark;  // of the step after which it is so
  int length = 1;
  std::string session;
  std::string_view what;  // "talk time"
  Duration value{};
};

// A step that nobody could carry out at that point.
struct Impossible {
  Mark mark;
  int length = 1;
  std::string message;
  std::string why;
  std::string help;
};

struct Story {
  std::vector<Impossible> impossible;

  bool abandoned_in_queue = false;
  bool abandoned_in_ring = false;
  bool ring_limit_passed = false;
  bool overflowed = false;
  bool not_ready_in_call = false;
  bool log_out_in_call = false;
  bool agent_has_two_sessions = false;
  bool refused_twice_logged_in = false;  // a log_in is expected to fail while the agent has a session elsewhere
  bool states_differ = false;            // a state is judged while the agent's sessions were asked for different ones
  std::vector<cti::AcdGroupId> called_groups;
  std::vector<Sum> sums;
  Duration length{};
};

Story walk(const Scenario& scenario);

}  // namespace acdloop::scenarios
