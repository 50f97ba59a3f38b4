// SPDX-License-Identifier: Apache-2.0
// A walk through the steps with a clock and a rough idea of a call centre: which calls ring, wait or are given up, and
// how long people talk. Good enough to see what a story needs of a wire, where its sums fall and how to explain it; it
// judges nothing: the ACD model and the oracle do this properly, each in its own way.
#pragma once

#include <cstddef>
#include <cstdint>
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

// A session takes on another state.
struct StateChange {
  Duration at{};
  std::string session;
  std::int32_t state = 0;  // ASST_ number
  std::size_t step = 0;    // during which it changes, counted from 0; what changes between two belongs to the later one
};

// A step that nobody could carry out at that point.
struct Impossible {
  Mark mark;
  int length = 1;
  std::string message;
  std::string why;
  std::string help;
};

// How a traffic went by the end of the story, as far as this walk can tell.
struct TrafficTold {
  std::string name;
  std::size_t calls = 0;
  std::size_t answered = 0;
  std::size_t given_up = 0;
  Duration longest_wait{};  // until an answer
};

struct Story {
  std::vector<Impossible> impossible;
  std::vector<TrafficTold> traffics;  // in the order of their beginning

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
  std::vector<Duration> step_times;  // when each step is done, counted from the beginning
  std::vector<StateChange> states;   // in order
  Duration length{};
};

Story walk(const Scenario& scenario);

}  // namespace acdloop::scenarios
