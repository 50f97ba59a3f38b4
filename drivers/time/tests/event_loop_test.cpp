// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/event_loop.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace acdloop {
namespace {

using namespace std::chrono_literals;
using Log = std::vector<std::string>;

TimePoint at(Duration since_begin) { return TimePoint{since_begin}; }

TEST(VirtualLoop, JumpsToTheNextDeadline) {
  EventLoop loop(ClockKind::virtual_clock);
  TimePoint seen{};
  loop.at(at(120s), [&] { seen = loop.now(); });
  EXPECT_EQ(loop.now(), at(0s));
  EXPECT_EQ(loop.run(), EventLoop::End::idle);
  EXPECT_EQ(seen, at(120s));
  EXPECT_EQ(loop.now(), at(120s));
}

TEST(VirtualLoop, RunsEqualTimesInOrderOfSetting) {
  EventLoop loop(ClockKind::virtual_clock);
  Log log;
  loop.at(at(2s), [&] { log.push_back("2s"); });
  for (const char* name : {"a", "b", "c"}) loop.at(at(1s), [&log, name] { log.push_back(name); });
  loop.run();
  EXPECT_EQ(log, (Log{"a", "b", "c", "2s"}));
}

TEST(VirtualLoop, APointThatHasPassedIsThisInstant) {
  EventLoop loop(ClockKind::virtual_clock);
  Log log;
  loop.at(at(5s),
          [&] { loop.at(at(1s), [&] { log.push_back("late " + std::to_string(nanoseconds_of(loop.now()))); }); });
  loop.at(at(5s), [&] { log.push_back("set before"); });
  loop.run();
  EXPECT_EQ(log, (Log{"set before", "late 5000000000"}));
}

TEST(VirtualLoop, CancelledDeadlinesNeitherRunNorMoveTheClock) {
  EventLoop loop(ClockKind::virtual_clock);
  bool ran = false;
  const auto id = loop.at(at(10s), [&] { ran = true; });
  loop.at(at(1s), [&] { loop.cancel(id); });
  EXPECT_EQ(loop.run(), EventLoop::End::idle);
  EXPECT_FALSE(ran);
  EXPECT_EQ(loop.now(), at(1s));
  loop.cancel(id);
  loop.cancel(EventLoop::TimerId::none);
}

TEST(VirtualLoop, StopEndsTheRunAfterThisHandlerAndRunGoesOn) {
  EventLoop loop(ClockKind::virtual_clock);
  Log log;
  loop.at(at(1s), [&] {
    loop.stop();
    loop.post([&] { log.push_back("posted"); });
    log.push_back("stopped");
  });
  loop.at(at(1s), [&] { log.push_back("second"); });
  EXPECT_EQ(loop.run(), EventLoop::End::stopped);
  EXPECT_EQ(log, (Log{"stopped"}));
  EXPECT_EQ(loop.run(), EventLoop::End::idle);
  EXPECT_EQ(log, (Log{"stopped", "posted", "second"}));
}

TEST(VirtualLoop, AHandlerThatThrowsLeavesTheLoopUsable) {
  EventLoop loop(ClockKind::virtual_clock);
  bool second = false;
  loop.at(at(1s), [] { throw std::runtime_error("broken"); });
  loop.at(at(2s), [&] { second = true; });
  EXPECT_THROW(loop.run(), std::runtime_error);
  EXPECT_EQ(loop.run(), EventLoop::End::idle);
  EXPECT_TRUE(second);
}

// A link whose bytes need a few looks before they have arrived.
class FakeSettlement : public Settlement {
 public:
  bool in_flight() const override { return sent_ > 0 && (stuck || --looks_ > 0); }
  bool deliver() override {
    if (sent_ == 0) return false;
    --sent_;
    looks_ = 3;
    delivered();
    return true;
  }
  std::string write_off() override {
    const std::string text = "lost " + std::to_string(sent_) + " bytes";
    sent_ = 0;
    return text;
  }
  void send() { ++sent_; }

  std::function<void()> delivered = [] {};
  bool stuck = false;

 private:
  int sent_ = 0;
  mutable int looks_ = 3;
};

TEST(VirtualLoop, RunsPostedThenBytesThenOneTimer) {
  EventLoop loop(ClockKind::virtual_clock);
  FakeSettlement link;
  loop.set_settlement(&link);
  Log log;
  link.delivered = [&] { log.push_back("bytes"); };
  loop.at(at(1s), [&] {
    log.push_back("timer 1");
    link.send();
    loop.post([&] { log.push_back("posted"); });
  });
  loop.at(at(1s), [&] { log.push_back("timer 2"); });
  EXPECT_EQ(loop.run(), EventLoop::End::idle);
  EXPECT_EQ(log, (Log{"timer 1", "posted", "bytes", "timer 2"}));
  EXPECT_EQ(loop.now(), at(1s));
}

TEST(VirtualLoop, AnAccountThatDoesNotBalanceEndsTheRunByTheGuard) {
  EventLoop loop(ClockKind::virtual_clock);
  FakeSettlement link;
  link.stuck = true;
  loop.set_settlement(&link);
  loop.set_guard(5ms);
  bool later = false;
  loop.at(at(1s), [&] { link.send(); });
  loop.at(at(2s), [&] { later = true; });
  EXPECT_EQ(loop.run(), EventLoop::End::lost_bytes);
  EXPECT_EQ(loop.lost(), "lost 1 bytes");
  EXPECT_FALSE(later);
  EXPECT_EQ(loop.run(), EventLoop::End::idle);
  EXPECT_TRUE(later);
}

TEST(VirtualLoop, AMillionTwoMinuteDeadlinesPassAtOnce) {
  EventLoop loop(ClockKind::virtual_clock);
  const auto began = std::chrono::steady_clock::now();
  int left = 1'000'000;
  std::function<void()> again = [&] {
    if (--left > 0) loop.at(loop.now() + 120s, [&again] { again(); });
  };
  loop.at(at(120s), [&again] { again(); });
  EXPECT_EQ(loop.run(), EventLoop::End::idle);
  EXPECT_EQ(loop.now(), at(120s * 1'000'000));
  const auto took = std::chrono::steady_clock::now() - began;
  // Tens of milliseconds when built for speed; the bound allows for sanitizers and a busy machine.
  EXPECT_LT(took, 5s);
  RecordProperty("milliseconds", static_cast<int>(took / 1ms));
}

TEST(VirtualLoop, IsNeverLate) {
  EventLoop loop(ClockKind::virtual_clock);
  loop.at(at(1s), [] {});
  loop.run();
  EXPECT_EQ(loop.take_worst_lateness(), Duration::zero());
}

TEST(EventLoop, SaysThatTimeIsStuckInsteadOfHanging) {
  EventLoop loop(ClockKind::virtual_clock);
  std::function<void()> again = [&] { loop.post(again); };
  loop.post(again);
  EXPECT_EQ(loop.run(), EventLoop::End::stuck);
  EXPECT_NE(loop.lost().find("time does not get on"), std::string::npos);
}

TEST(EventLoop, CountsWhatHappensAtOneInstantAnewWhenTimeGetsOn) {
  EventLoop loop(ClockKind::virtual_clock);
  std::uint64_t ticks = 0;
  std::function<void()> tick = [&] {
    if (++ticks < EventLoop::most_at_one_instant + 10) loop.at(loop.now() + Duration{1}, tick);
  };
  loop.at(TimePoint{}, tick);
  EXPECT_EQ(loop.run(), EventLoop::End::idle);
  EXPECT_EQ(ticks, EventLoop::most_at_one_instant + 10);
}

}  // namespace
}  // namespace acdloop
