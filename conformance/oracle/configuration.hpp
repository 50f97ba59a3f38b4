// SPDX-License-Identifier: Apache-2.0
// What is configured in the switch and matters to the truth: wrap-up and queueing of the groups, and what a wire
// forces. Filled by the runner from the scenario's cast; read by the oracle.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::oracle {

struct GroupRules {
  enum class WrapUp : std::uint8_t { none, manual, timed };
  cti::AcdGroupId name;
  WrapUp wrap_up = WrapUp::none;
  Duration limit{};  // timed
  // Some switches end a timed wrap-up on whole seconds of their own clock: this much before or after the limit is
  // in order too. Part of what is permitted, not of our ignorance.
  Duration early{};
  Duration late{};
  // 1 (best) to 10: which of several groups' calls a ready agent gets first.
  int priority = 5;
  struct Overflow {
    Duration after{};    // waited in this queue, unanswered and not ringing
    cti::AcdGroupId to;  // the call goes to the end of that group's queue
  };
  std::optional<Overflow> overflow = {};
  // Waited that long in the queue, unanswered: the call is disconnected.
  std::optional<Duration> end_of_guide = {};
};

struct Configuration {
  std::vector<GroupRules> groups;
  // False where a granted READY or NOT_READY takes effect only when a timed wrap-up has run out.
  bool request_ends_timed_wrap_up = true;
  // False where that holds of READY alone: NOT_READY ends it.
  bool ready_ends_timed_wrap_up = true;
  // The two-minute answer may come this much early or late; zero = to the instant (our own façade).
  Duration timeout_early{};
  Duration timeout_late{};
};

}  // namespace acdloop::oracle
