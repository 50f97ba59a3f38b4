// SPDX-License-Identifier: Apache-2.0
// The floor under the event engine: a 4-ary heap of 16-byte events, ties by sequence, and nothing else. Written for
// the benchmarks alone, apart from the product's own heap.
#pragma once

#include <cstdint>
#include <vector>

namespace acdloop::benchmarks {

struct BareEvent {
  std::int64_t when;
  std::uint64_t key;  // sequence above, actor below
  std::uint32_t actor() const { return static_cast<std::uint32_t>(key); }
  bool operator<(const BareEvent& other) const { return when != other.when ? when < other.when : key < other.key; }
};
static_assert(sizeof(BareEvent) == 16);

class BareHeap {
 public:
  // Never holds more than `most`.
  explicit BareHeap(std::size_t most) : events_(most) {}

  void push(BareEvent event) {
    std::size_t hole = count_++;
    BareEvent* const heap = events_.data();
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (!(event < heap[parent])) break;
      heap[hole] = heap[parent];
      hole = parent;
    }
    heap[hole] = event;
  }

  BareEvent pop() {
    BareEvent* const heap = events_.data();
    const BareEvent top = heap[0];
    const std::size_t count = --count_;
    const BareEvent last = heap[count];
    std::size_t hole = 0;
    while (true) {
      const std::size_t first = 4 * hole + 1;
      if (first >= count) break;
      const std::size_t end = first + 4 < count ? first + 4 : count;
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child) {
        if (heap[child] < heap[least]) least = child;
      }
      if (!(heap[least] < last)) break;
      heap[hole] = heap[least];
      hole = least;
    }
    heap[hole] = last;
    return top;
  }

  std::size_t size() const { return count_; }

 private:
  std::vector<BareEvent> events_;
  std::size_t count_ = 0;
};

}  // namespace acdloop::benchmarks
