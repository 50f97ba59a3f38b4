// SPDX-License-Identifier: Apache-2.0
// Pending deadlines in order of time, equal times in order of setting. Used by EventLoop only; knows no clock.
// A 4-ary heap of 16-byte entries; the handlers stay where they are, in a table of slots that is reused.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace acdloop {

class DeadlineHeap {
 public:
  using Handler = std::function<void()>;
  // What cancel() takes: slot and generation. Never zero.
  using Id = std::uint64_t;

  // Throws std::length_error beyond 16,777,215 pending deadlines or 2^40 settings without ever being empty.
  Id push(std::int64_t when, Handler handler) {
    if (live_ == 0 && heap_.empty()) next_sequence_ = 0;
    if (next_sequence_ > max_sequence) throw std::length_error("deadline heap: sequence exhausted");
    const std::uint32_t slot = take_slot();
    slots_[slot].handler = std::move(handler);
    slots_[slot].pending = true;
    heap_.push_back({when, next_sequence_++ << slot_bits | slot});
    sift_up(heap_.size() - 1);
    ++live_;
    return std::uint64_t{slots_[slot].generation} << slot_bits | slot;
  }

  // Forgets the handler now, its entry when it comes to the top. Unknown, run and cancelled ids are ignored.
  void cancel(Id id) {
    const auto slot = static_cast<std::uint32_t>(id & slot_mask);
    if (slot >= slots_.size() || !slots_[slot].pending || slots_[slot].generation != id >> slot_bits) return;
    slots_[slot].pending = false;
    slots_[slot].handler = nullptr;
    --live_;
    // Watchdogs that are set anew with every message would fill the heap with dead entries.
    if (heap_.size() > 1024 && heap_.size() > 2 * live_) drop_cancelled();
  }

  bool empty() const { return live_ == 0; }
  std::size_t size() const { return live_; }
  // Entries held, cancelled ones included.
  std::size_t entries() const { return heap_.size(); }

  // Not to be called when empty().
  std::int64_t next_time() {
    drop_cancelled_top();
    return heap_.front().when;
  }
  Handler pop() {
    drop_cancelled_top();
    const auto slot = static_cast<std::uint32_t>(heap_.front().key & slot_mask);
    Handler handler = std::move(slots_[slot].handler);
    slots_[slot].handler = nullptr;
    slots_[slot].pending = false;
    --live_;
    remove_top();
    free_slot(slot);
    return handler;
  }

 private:
  struct Entry {
    std::int64_t when;
    std::uint64_t key;  // sequence above, slot below: unique, and in order of setting
    bool before(const Entry& other) const { return when != other.when ? when < other.when : key < other.key; }
  };
  static_assert(sizeof(Entry) == 16);
  struct Slot {
    Handler handler;
    std::uint32_t generation = 1;
    bool pending = false;
  };
  static constexpr unsigned slot_bits = 24;
  static constexpr std::uint64_t slot_mask = (1u << slot_bits) - 1;
  static constexpr std::uint64_t max_sequence = (std::uint64_t{1} << 40) - 1;

  std::uint32_t take_slot() {
    if (!free_.empty()) {
      const std::uint32_t slot = free_.back();
      free_.pop_back();
      return slot;
    }
    if (slots_.size() > slot_mask - 1) throw std::length_error("deadline heap: too many pending deadlines");
    slots_.emplace_back();
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }
  void free_slot(std::uint32_t slot) {
    if (++slots_[slot].generation == 0) slots_[slot].generation = 1;
    free_.push_back(slot);
  }

  void drop_cancelled_top() {
    while (!slots_[heap_.front().key & slot_mask].pending) {
      const auto slot = static_cast<std::uint32_t>(heap_.front().key & slot_mask);
      remove_top();
      free_slot(slot);
    }
  }
  void drop_cancelled() {
    std::size_t kept = 0;
    for (const Entry& entry : heap_) {
      const auto slot = static_cast<std::uint32_t>(entry.key & slot_mask);
      if (slots_[slot].pending) {
        heap_[kept++] = entry;
      } else {
        free_slot(slot);
      }
    }
    heap_.resize(kept);
    for (std::size_t i = kept / 4 + 1; i-- > 0;) {
      if (i < kept) sift_down(i);
    }
  }
  void remove_top() {
    heap_.front() = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(0);
  }

  void sift_up(std::size_t at) {
    const Entry entry = heap_[at];
    while (at > 0) {
      const std::size_t parent = (at - 1) / 4;
      if (!entry.before(heap_[parent])) break;
      heap_[at] = heap_[parent];
      at = parent;
    }
    heap_[at] = entry;
  }
  void sift_down(std::size_t at) {
    const Entry entry = heap_[at];
    const std::size_t count = heap_.size();
    while (true) {
      const std::size_t first = 4 * at + 1;
      if (first >= count) break;
      std::size_t least = first;
      const std::size_t end = first + 4 < count ? first + 4 : count;
      for (std::size_t child = first + 1; child < end; ++child) {
        if (heap_[child].before(heap_[least])) least = child;
      }
      if (!heap_[least].before(entry)) break;
      heap_[at] = heap_[least];
      at = least;
    }
    heap_[at] = entry;
  }

  std::vector<Entry> heap_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::uint64_t next_sequence_ = 0;
  std::size_t live_ = 0;
};

}  // namespace acdloop
