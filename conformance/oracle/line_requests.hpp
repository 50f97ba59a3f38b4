// SPDX-License-Identifier: Apache-2.0
// Requests on the line from the call to the reply: who serves what, ids, answers exactly once, what becomes of them
// when a proxy goes. Inner part of the oracle.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "conformance/oracle/line_tally.hpp"
#include "conformance/oracle/observed_line.hpp"

namespace acdloop::oracle {

class LineRequests {
 public:
  // `two_minutes`: after that long a proxy's answer is late.
  explicit LineRequests(Duration two_minutes) : two_minutes_(two_minutes) {}

  // `known`: handles of sessions that ever were.
  void see(const ObservedLine& seen, const std::set<std::uint32_t>& known, LineTally& tally);
  void judge(TimePoint now, bool at_end, LineTally& tally);
  std::uint64_t asked() const { return asked_; }

 private:
  struct Ask {
    ObservedLine call;
    std::optional<std::uint64_t> request;   // the LINE_PROXYREQUEST that it became
    std::optional<std::int32_t> responded;  // what the proxy answered
    std::optional<TimePoint> proxy_closed;
    bool unserved = false;    // nobody was registered for it
    bool state_told = false;  // meanwhile a state of its session was announced
  };
  struct Request {
    std::uint32_t proxy = 0;
    TimePoint at{};
    bool answered = false;
  };

  void on_opened(const ObservedLine& seen, LineTally& tally);
  void on_closed(const ObservedLine& seen);
  void on_asked(const ObservedLine& seen, const std::set<std::uint32_t>& known, LineTally& tally);
  void on_requested(const ObservedLine& seen, LineTally& tally);
  void on_responded(const ObservedLine& seen, LineTally& tally);
  void on_reply(const ObservedLine& seen, const std::set<std::uint32_t>& known, LineTally& tally);
  void judge_unknown(const ObservedLine& call, std::int32_t result, const std::set<std::uint32_t>& known,
                     LineTally& tally);

  Duration two_minutes_;
  std::uint64_t asked_ = 0;
  std::vector<Ask> asks_;  // without a reply yet, in order
  std::map<std::uint64_t, Request> requests_;
  std::map<std::uint32_t, std::uint32_t> registered_;  // type -> line
  std::set<std::uint32_t> contested_;                  // types that a second proxy wanted
};

}  // namespace acdloop::oracle
