// SPDX-License-Identifier: Apache-2.0
// The floor under the event engine: a 4-ary heap of 16-byte events, ties by sequence, and nothing else. Written for
// the benchmarks alone, apart from the product's own heap.
#pragma once

#include <cstdint>
#include <vector>

namespace acdloop::benchmarks {

struct BareEvent {
  std::int64_t when;
  std::uint32_t sequence;
  std::uint32_t actor;
  bool operator<(const BareEvent& other) const {
    return when < other.when || (when == other.when && sequence < other.sequence);
  }
};
static_assert(sizeof(BareEvent) == 16);

class BareHeap {
 public:
  explicit BareHeap(std::size_t most) { events_.reserve(most); }

  void push(BareEvent event) {
    std::size_t hole = events_.size();
    events_.push_back(event);
    while (hole > 0 && event < events_[(hole - 1) / 4]) {
      events_[hole] = events_[(hole - 1) / 4];
      hole = (hole - 1) / 4;
    }
    events_[hole] = event;
  }

  BareEvent pop() {
    const BareEvent top = events_.front();
    const BareEvent last = events_.back();
    events_.pop_back();
    std::size_t hole = 0;
    for (std::size_t child = 1; child < events_.size(); child = 4 * hole + 1) {
      std::size_t least = child;
      for (std::size_t other = child + 1; other < child + 4 && other < events_.size(); ++other) {
        if (events_[other] < events_[least]) least = other;
      }
      if (!(events_[least] < last)) break;
      events_[hole] = events_[least];
      hole = least;
    }
    if (!events_.empty()) events_[hole] = last;
    return top;
  }

  std::size_t size() const { return events_.size(); }

 private:
  std::vector<BareEvent> events_;
};

}  // namespace acdloop::benchmarks
