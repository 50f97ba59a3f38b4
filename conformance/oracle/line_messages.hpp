// SPDX-License-Identifier: Apache-2.0
// LINE_AGENTSESSIONSTATUS: what it says, whom it reaches, which handles it names. Inner part of the oracle.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "conformance/oracle/line_tally.hpp"
#include "conformance/oracle/observed_line.hpp"

namespace acdloop::oracle {

// Do the facts allow that state (ASST_ number) of that session at that moment?
using AllowedByFacts = std::function<bool(const std::string& session, std::int32_t state, TimePoint at)>;

class LineMessages {
 public:
  explicit LineMessages(AllowedByFacts allowed) : allowed_(std::move(allowed)) {}

  void see(const ObservedLine& seen, LineTally& tally);
  // From now on the session's handle is this.
  void name(const std::string& session, std::uint32_t handle, LineTally& tally);
  // get_State at one moment at which everything had settled.
  void state_seen(const std::string& session, std::int32_t state, TimePoint at, LineTally& tally);
  void judge(LineTally& tally);

  // Handles of sessions that ever were.
  const std::set<std::uint32_t>& known() const { return known_; }
  // The state announced last is RELEASED.
  bool released(std::uint32_t handle) const;
  std::optional<std::uint32_t> handle_of(const std::string& session) const;

 private:
  struct Status {
    std::uint32_t p1 = 0, p2 = 0, p3 = 0;
    friend bool operator==(const Status&, const Status&) = default;
  };
  void on_announced(const ObservedLine& seen, LineTally& tally);
  void on_told(const ObservedLine& seen, LineTally& tally);

  AllowedByFacts allowed_;
  std::set<std::uint32_t> known_;
  std::map<std::string, std::uint32_t> handles_;      // of named sessions
  std::map<std::uint32_t, std::uint32_t> states_;     // the bit announced last
  std::map<std::uint32_t, std::deque<Status>> owed_;  // to each open line
};

}  // namespace acdloop::oracle
