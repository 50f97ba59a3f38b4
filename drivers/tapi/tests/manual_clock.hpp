// SPDX-License-Identifier: Apache-2.0
// A clock that tests move by hand: posted handlers and timers run when the test says so, never by themselves.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <utility>

#include "drivers/tapi/facade.hpp"

namespace acdloop::tapi {

class ManualClock {
 public:
  TimePoint now() const { return now_; }

  // Moves the hands without running what is due: bytes that arrive at this instant come first.
  void set(TimePoint when) { now_ = when; }
  void run_posted() {
    while (!posted_.empty()) {
      const auto handler = std::move(posted_.front());
      posted_.pop_front();
      handler();
    }
  }
  // Runs everything up to `when`, in order.
  void run_until(TimePoint when) {
    run_posted();
    while (!timers_.empty() && timers_.begin()->first.first <= when) {
      auto timer = timers_.extract(timers_.begin());
      now_ = std::max(now_, timer.key().first);
      timer.mapped()();
      run_posted();
    }
    now_ = when;
  }
  std::size_t timers() const { return timers_.size(); }

  Clock door() {
    return Clock{
        [this] { return now_; },
        [this](TimePoint when, std::function<void()> handler) {
          timers_.emplace(std::pair{when, ++last_}, std::move(handler));
          return last_;
        },
        [this](std::uint64_t id) {
          std::erase_if(timers_, [id](const auto& timer) { return timer.first.second == id; });
        },
        [this](std::function<void()> handler) { posted_.push_back(std::move(handler)); },
        // The run begins 2026-01-26 09:00: 46048 days and 9 hours after 1899-12-30.
        [this](TimePoint at) { return 46048.375 + static_cast<double>(nanoseconds_of(at)) / 86400e9 + calendar_step; }};
  }
  double calendar_step = 0;  // days

 private:
  TimePoint now_{};
  std::map<std::pair<TimePoint, std::uint64_t>, std::function<void()>> timers_;
  std::deque<std::function<void()>> posted_;
  std::uint64_t last_ = 0;
};

}  // namespace acdloop::tapi
