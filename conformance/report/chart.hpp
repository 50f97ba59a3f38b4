// SPDX-License-Identifier: Apache-2.0
// The moments around a failure as a message-sequence chart in plain text: sessions' states and parties in columns, one
// line a moment. Fed by the runner while a scenario is played; knows no protocol, keeps a bounded number of moments.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/cti/end.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::report {

class Chart {
 public:
  // No line is longer. A report indents them by four.
  static constexpr std::size_t width = 96;
  static constexpr std::size_t moments_before = 12;
  static constexpr std::size_t moments_after = 4;
  // Of the columns: the sessions and agents that were last heard of; the others' lines are there without a column.
  static constexpr std::size_t most_sessions = 2;
  static constexpr std::size_t most_agents = 3;

  // Who sits where, for what only names a desk.
  explicit Chart(std::vector<std::pair<cti::Address, cti::AgentId>> desks = {}) : desks_(std::move(desks)) {}

  void fact(const cti::Fact& fact);
  void message(TimePoint at, const cti::WireMessage& message);
  void fault(TimePoint at, const cti::WireFault& fault);
  // The state that the API tells of a session; the same again is nothing new.
  void state(TimePoint at, const std::string& session, std::string_view state);
  // The failure; only the first one counts.
  void failure(TimePoint at, std::string text);

  // Empty without a failure.
  std::vector<std::string> lines() const;

 private:
  struct Moment {
    TimePoint at{};
    std::string from;  // a party; one alone marks its line, none marks no line
    std::string to;
    std::string text;
    std::string session;  // whose state it tells
    std::string state;
  };
  void keep(Moment moment);
  std::string agent_of(const cti::Fact& fact) const;

  std::vector<std::pair<cti::Address, cti::AgentId>> desks_;
  std::deque<Moment> moments_;
  std::map<std::string, std::string> states_;   // now
  std::map<std::string, std::string> earlier_;  // before the first of moments_
  bool failed_ = false;
  std::size_t after_ = 0;  // moments since the failure
};

}  // namespace acdloop::report
