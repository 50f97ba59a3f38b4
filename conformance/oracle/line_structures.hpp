// SPDX-License-Identifier: Apache-2.0
// The packed structures as they lie in a caller's memory after a reply: sizes, offsets, units, one moment, nothing
// beyond. Inner part of the oracle.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "conformance/oracle/line_tally.hpp"
#include "conformance/oracle/observed_line.hpp"

namespace acdloop::oracle {

class LineStructures {
 public:
  // ole_date_of: the calendar at an instant of the run, days since 1899-12-30.
  explicit LineStructures(std::function<double(TimePoint)> ole_date_of) : ole_date_of_(std::move(ole_date_of)) {}

  void see(const ObservedLine& seen, LineTally& tally);
  // get_State of the session with that handle; compared with a structure of the same moment, if there was one.
  void state_seen(std::uint32_t handle, const std::string& session, std::int32_t state, TimePoint at, LineTally& tally);

 private:
  void judge_memory(const ObservedLine& seen, LineTally& tally);
  void judge_info(const ObservedLine& seen, LineTally& tally);
  void judge_relations(const ObservedLine& seen, LineTally& tally);
  void judge_list(const ObservedLine& seen, LineTally& tally);
  bool plausible(double date, TimePoint now) const;

  std::function<double(TimePoint)> ole_date_of_;
  struct State {
    std::uint32_t bits = 0;
    TimePoint at{};
  };
  std::map<std::uint32_t, State> states_;  // of the latest structure of each handle
};

}  // namespace acdloop::oracle
