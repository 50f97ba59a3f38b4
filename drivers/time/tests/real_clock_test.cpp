// SPDX-License-Identifier: Apache-2.0
// The real clock, with deadlines of a few milliseconds.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "drivers/time/asio.hpp"
#include "drivers/time/event_loop.hpp"

namespace acdloop {
namespace {

using namespace std::chrono_literals;

TEST(RealLoop, WaitsForItsDeadlinesInOrder) {
  EventLoop loop(ClockKind::real_clock);
  std::vector<std::string> log;
  const TimePoint begin = loop.now();
  loop.at(begin + 4ms, [&] {
    log.push_back("second");
    loop.stop();
  });
  loop.at(begin + 2ms, [&] { log.push_back("first"); });
  loop.post([&] { log.push_back("posted"); });
  EXPECT_EQ(loop.run(), EventLoop::End::stopped);
  EXPECT_EQ(log, (std::vector<std::string>{"posted", "first", "second"}));
  EXPECT_GE(loop.now(), begin + 4ms);
}

TEST(RealLoop, MeasuresHowLateItWas) {
  EventLoop loop(ClockKind::real_clock);
  loop.at(loop.now() + 1ms, [&] {
    const TimePoint busy_until = loop.now() + 3ms;
    while (loop.now() < busy_until) {}
  });
  loop.at(loop.now() + 2ms, [&] { loop.stop(); });
  loop.run();
  EXPECT_GE(loop.take_worst_lateness(), 1ms);
  EXPECT_EQ(loop.take_worst_lateness(), Duration::zero());
}

TEST(RealLoop, RunsWhatTheSocketsHaveBetweenDeadlines) {
  EventLoop loop(ClockKind::real_clock);
  bool far = false;
  loop.at(loop.now() + 1h, [&] { far = true; });
  boost::asio::steady_timer outside(loop.io());
  outside.expires_after(1ms);
  outside.async_wait([&](const boost::system::error_code&) { loop.stop(); });
  EXPECT_EQ(loop.run(), EventLoop::End::stopped);
  EXPECT_FALSE(far);
}

class Pending : public Settlement {
 public:
  explicit Pending(std::function<void()> deliver) : deliver_(std::move(deliver)) {}
  bool in_flight() const override { return true; }
  bool deliver() override {
    if (given_) return false;
    given_ = true;
    deliver_();
    return true;
  }
  std::string write_off() override { return {}; }

 private:
  std::function<void()> deliver_;
  bool given_ = false;
};

TEST(RealLoop, DeliversWhatHasArrivedWithoutWaitingForTheRest) {
  EventLoop loop(ClockKind::real_clock);
  bool delivered = false;
  Pending settlement([&] {
    delivered = true;
    loop.stop();
  });
  loop.set_settlement(&settlement);
  EXPECT_EQ(loop.run(), EventLoop::End::stopped);
  EXPECT_TRUE(delivered);
}

}  // namespace
}  // namespace acdloop
