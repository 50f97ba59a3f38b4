// SPDX-License-Identifier: Apache-2.0
// Setting one of many 120 s watchdogs anew, as every message of a link may do: our loop beside timers of Boost.Asio.
#include "ci/benchmarks/benchmarks.hpp"
#include "drivers/time/asio.hpp"
#include "drivers/time/event_loop.hpp"

namespace acdloop::benchmarks {
namespace {

constexpr std::uint64_t watchdogs = 1'000;
constexpr std::uint64_t settings = 200'000;
constexpr Duration patience = std::chrono::seconds{120};

class LoopWatchdogs {
 public:
  LoopWatchdogs() : loop_(ClockKind::virtual_clock), timers_(watchdogs, EventLoop::TimerId::none) {}
  std::uint64_t run() {
    for (std::uint64_t i = 0; i < settings; ++i) {
      EventLoop::TimerId& timer = timers_[i % watchdogs];
      loop_.cancel(timer);
      timer = loop_.at(TimePoint{patience + Duration{++moment_}}, [this, i] { fired_ = i; });
    }
    return settings;
  }

 private:
  EventLoop loop_;
  std::vector<EventLoop::TimerId> timers_;
  std::int64_t moment_ = 0;
  std::uint64_t fired_ = 0;
};

class AsioWatchdogs {
 public:
  AsioWatchdogs() : io_(1) {
    timers_.reserve(watchdogs);
    for (std::uint64_t i = 0; i < watchdogs; ++i) timers_.emplace_back(io_);
  }
  std::uint64_t run() {
    for (std::uint64_t i = 0; i < settings; ++i) {
      boost::asio::steady_timer& timer = timers_[i % watchdogs];
      timer.expires_after(patience);
      timer.async_wait([this, i](const boost::system::error_code& error) {
        if (!error) fired_ = i;
      });
      io_.poll();  // runs the handler of the wait that was cancelled
    }
    return settings;
  }

 private:
  boost::asio::io_context io_;
  std::vector<boost::asio::steady_timer> timers_;
  std::uint64_t fired_ = 0;
};

}  // namespace

std::vector<Figure> rearm_figures(int rounds) {
  LoopWatchdogs ours;
  AsioWatchdogs asio;
  return {measure({"engine.rearm", "one of 1000 watchdogs of 120 s set anew", "setting", "Boost.Asio steady_timer", 5,
                   [&] { return ours.run(); }, [&] { return asio.run(); }},
                  rounds)};
}

}  // namespace acdloop::benchmarks
