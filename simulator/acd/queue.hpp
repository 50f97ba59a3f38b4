// SPDX-License-Identifier: Apache-2.0
// Calls that wait for one ACD group, first come first served. Used by the model only. A call that comes back from a
// phone nobody answered stands where its arrival in this queue puts it: in front of everything that came after it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "simulator/acd/deadlines.hpp"

namespace acdloop::acd {

class Queue {
 public:
  void insert(std::uint64_t arrival, CallNumber call) { waiting_.emplace(arrival, call); }
  void erase(std::uint64_t arrival) { waiting_.erase(arrival); }
  bool empty() const { return waiting_.empty(); }
  std::size_t size() const { return waiting_.size(); }
  // Arrival number of the head; the queue is not empty.
  std::uint64_t head_arrival() const { return waiting_.begin()->first; }
  CallNumber head() const { return waiting_.begin()->second; }
  int position(std::uint64_t arrival) const;  // 1 = next
  std::vector<CallNumber> calls() const;      // in order

 private:
  std::map<std::uint64_t, CallNumber> waiting_;
};

}  // namespace acdloop::acd
