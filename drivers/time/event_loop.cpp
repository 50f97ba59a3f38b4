// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/event_loop.hpp"

#include <algorithm>
#include <deque>
#include <string>

#include "drivers/time/asio.hpp"
#include "drivers/time/deadline_heap.hpp"

namespace acdloop {
namespace {

using Steady = std::chrono::steady_clock;

// How long one look at the sockets may last while a settlement is awaited: the guard is checked in between.
constexpr std::chrono::milliseconds settlement_slice{20};

}  // namespace

struct EventLoop::Impl {
  explicit Impl(ClockKind kind) : kind(kind), io(1), work(io.get_executor()), alarm(io), began(Steady::now()) {}

  TimePoint now() const {
    if (kind == ClockKind::virtual_clock) return virtual_now;
    return TimePoint{std::chrono::duration_cast<Duration>(Steady::now() - began)};
  }

  bool run_posted_one() {
    if (posted.empty()) return false;
    const Handler handler = std::move(posted.front());
    posted.pop_front();
    handler();
    return true;
  }

  // False when the guard ran out.
  bool settle() {
    if (!settlement->in_flight()) return true;
    io.restart();
    io.poll();
    if (!settlement->in_flight()) return true;
    const auto give_up = Steady::now() + guard;
    while (settlement->in_flight()) {
      const auto left = give_up - Steady::now();
      if (left <= Steady::duration::zero()) return false;
      io.run_one_for(std::min<Steady::duration>(left, settlement_slice));
    }
    return true;
  }

  End run_virtual() {
    while (!stopping) {
      if (++happened > most_at_one_instant) {
        lost = "time does not get on: " + std::to_string(most_at_one_instant) + " things happened at one instant";
        return End::stuck;
      }
      if (run_posted_one()) continue;
      if (settlement) {
        if (!settle()) {
          lost = settlement->write_off();
          return End::lost_bytes;
        }
        if (settlement->deliver()) continue;
      }
      if (deadlines.empty()) return End::idle;
      const TimePoint next = time_point_of(deadlines.next_time());
      if (next > virtual_now) {
        virtual_now = next;
        happened = 0;
      }
      deadlines.pop()();
    }
    return End::stopped;
  }

  // Returns when the next deadline has come or a socket had something, whichever is first.
  void wait() {
    if (deadlines.empty()) {
      alarm_at = TimePoint::max();
      alarm.cancel();
    } else if (const TimePoint next = time_point_of(deadlines.next_time()); next != alarm_at) {
      alarm_at = next;
      alarm.expires_at(began + next.time_since_epoch());
      alarm.async_wait([this](const boost::system::error_code& error) {
        if (!error) alarm_at = TimePoint::max();
      });
    }
    io.run_one();
  }

  bool fire_due() {
    if (deadlines.empty()) return false;
    const TimePoint when = time_point_of(deadlines.next_time());
    const Duration late = now() - when;
    if (late < Duration::zero()) return false;
    worst_lateness = std::max(worst_lateness, late);
    deadlines.pop()();
    return true;
  }

  End run_real() {
    while (!stopping) {
      // Only what is posted now: handlers that post for ever must not keep the sockets waiting.
      for (std::size_t left = posted.size(); left > 0 && !stopping; --left) run_posted_one();
      if (stopping) break;
      io.restart();
      io.poll();
      while (settlement && !stopping && settlement->deliver()) {}
      if (stopping) break;
      if (!posted.empty() || fire_due()) continue;
      wait();
    }
    return End::stopped;
  }

  ClockKind kind;
  boost::asio::io_context io;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work;
  boost::asio::steady_timer alarm;
  TimePoint alarm_at = TimePoint::max();
  Steady::time_point began;
  TimePoint virtual_now{};
  std::uint64_t happened = 0;  // at virtual_now
  std::deque<Handler> posted;
  DeadlineHeap deadlines;
  Settlement* settlement = nullptr;
  Duration guard = std::chrono::seconds{2};
  Duration worst_lateness{};
  std::string lost;
  bool stopping = false;
};

EventLoop::EventLoop(ClockKind kind) : impl_(std::make_unique<Impl>(kind)) {}

EventLoop::~EventLoop() = default;

ClockKind EventLoop::kind() const { return impl_->kind; }

TimePoint EventLoop::now() const { return impl_->now(); }

void EventLoop::post(Handler handler) { impl_->posted.push_back(std::move(handler)); }

EventLoop::TimerId EventLoop::at(TimePoint when, Handler handler) {
  // A point that has passed becomes this instant: it may not overtake what is already due.
  const TimePoint effective = std::max(when, now());
  return TimerId{impl_->deadlines.push(nanoseconds_of(effective), std::move(handler))};
}

void EventLoop::cancel(TimerId id) { impl_->deadlines.cancel(static_cast<std::uint64_t>(id)); }

EventLoop::End EventLoop::run() {
  impl_->stopping = false;
  return impl_->kind == ClockKind::virtual_clock ? impl_->run_virtual() : impl_->run_real();
}

void EventLoop::stop() { impl_->stopping = true; }

const std::string& EventLoop::lost() const { return impl_->lost; }

void EventLoop::set_settlement(Settlement* settlement) { impl_->settlement = settlement; }

void EventLoop::set_guard(Duration guard) { impl_->guard = guard; }

boost::asio::io_context& EventLoop::io() { return impl_->io; }

Duration EventLoop::take_worst_lateness() { return std::exchange(impl_->worst_lateness, Duration::zero()); }

}  // namespace acdloop
