// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/deadline_heap.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "drivers/time/random.hpp"

namespace acdloop {
namespace {

TEST(DeadlineHeap, PopsInOrderOfTimeAndThenOfSetting) {
  Random random(7);
  DeadlineHeap heap;
  std::vector<std::pair<std::int64_t, int>> expected;
  std::vector<int> popped;
  for (int i = 0; i < 5000; ++i) {
    const auto when = static_cast<std::int64_t>(random.below(50));
    expected.emplace_back(when, i);
    heap.push(when, [&popped, i] { popped.push_back(i); });
  }
  std::stable_sort(expected.begin(), expected.end(), [](auto& a, auto& b) { return a.first < b.first; });
  std::vector<int> order;
  for (const auto& [when, i] : expected) order.push_back(i);
  while (!heap.empty()) heap.pop()();
  EXPECT_EQ(popped, order);
}

TEST(DeadlineHeap, ForgetsTheHandlerAtOnceWhenCancelled) {
  DeadlineHeap heap;
  auto held = std::make_shared<int>(1);
  const auto id = heap.push(1, [held] {});
  EXPECT_EQ(held.use_count(), 2);
  heap.cancel(id);
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_TRUE(heap.empty());
}

TEST(DeadlineHeap, AnOldIdDoesNotCancelTheNextUserOfItsSlot) {
  DeadlineHeap heap;
  const auto first = heap.push(1, [] {});
  heap.pop()();
  bool ran = false;
  heap.push(2, [&] { ran = true; });
  heap.cancel(first);
  ASSERT_EQ(heap.size(), 1u);
  heap.pop()();
  EXPECT_TRUE(ran);
}

TEST(DeadlineHeap, WatchdogsSetAnewDoNotPileUp) {
  DeadlineHeap heap;
  DeadlineHeap::Id watchdog = 0;
  std::size_t most = 0;
  for (std::int64_t i = 0; i < 100'000; ++i) {
    heap.cancel(watchdog);
    watchdog = heap.push(i + 120'000'000'000, [] {});
    most = std::max(most, heap.entries());
  }
  EXPECT_EQ(heap.size(), 1u);
  EXPECT_LE(most, 1100u);
  EXPECT_EQ(heap.next_time(), 99'999 + 120'000'000'000);
}

TEST(DeadlineHeap, RandomCancellingLeavesTheOthersInOrder) {
  Random random(11);
  DeadlineHeap heap;
  std::vector<std::pair<std::int64_t, int>> expected;
  std::vector<int> popped;
  std::vector<DeadlineHeap::Id> doomed;
  for (int i = 0; i < 20'000; ++i) {
    const auto when = static_cast<std::int64_t>(random.below(1000));
    const auto id = heap.push(when, [&popped, i] { popped.push_back(i); });
    if (random.chance(3, 4)) {
      doomed.push_back(id);
    } else {
      expected.emplace_back(when, i);
    }
  }
  for (const auto id : doomed) heap.cancel(id);
  EXPECT_EQ(heap.size(), expected.size());
  std::stable_sort(expected.begin(), expected.end(), [](auto& a, auto& b) { return a.first < b.first; });
  std::vector<int> order;
  for (const auto& [when, i] : expected) order.push_back(i);
  while (!heap.empty()) heap.pop()();
  EXPECT_EQ(popped, order);
}

}  // namespace
}  // namespace acdloop
