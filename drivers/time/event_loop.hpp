// SPDX-License-Identifier: Apache-2.0
// The one place that decides what happens next, and the only one that knows what time it is. Virtual: runs what is
// ready, waits until every link has settled, then jumps to the next deadline. Real: sleeps until it.
// Used by links, attachments, the emulator and the runner. Knows no protocol.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "drivers/time/time_point.hpp"

namespace boost::asio {
class io_context;
}

namespace acdloop {

enum class ClockKind : std::uint8_t { virtual_clock, real_clock };

// Something outside the loop that moves bytes (drivers/link/exchange.hpp).
class Settlement {
 public:
  virtual ~Settlement() = default;
  // True while bytes, a connection attempt or an end of stream are on their way between two ends of this process.
  virtual bool in_flight() const = 0;
  // Hands over everything that has arrived, in link order, bytes before end of stream. True if there was any.
  virtual bool deliver() = 0;
  // Called when in_flight() did not end within the real-time guard: write the account off, say what was lost.
  virtual std::string write_off() = 0;
};

class EventLoop {
 public:
  using Handler = std::function<void()>;
  enum class TimerId : std::uint64_t { none = 0 };
  enum class End : std::uint8_t { stopped, idle, lost_bytes, stuck };

  explicit EventLoop(ClockKind kind);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  ClockKind kind() const;
  TimePoint now() const;

  // Runs the handler at this instant, after what is running now.
  void post(Handler handler);
  // Runs the handler once at `when`, or at this instant if that has passed. Equal times: first set, first run.
  TimerId at(TimePoint when, Handler handler);
  void cancel(TimerId id);

  // Until stop(), until nothing can ever happen again (virtual: `idle`), until a link lost bytes, or until
  // (virtual) `most_at_one_instant` things have happened without time getting on: `stuck` instead of a hang.
  End run();
  void stop();
  static constexpr std::uint64_t most_at_one_instant = 5'000'000;
  // In words, when run() ended with lost_bytes or stuck.
  const std::string& lost() const;

  void set_settlement(Settlement* settlement);
  // Real time that the virtual clock waits for a settlement before it is written off. Two seconds unless a test says
  // less.
  void set_guard(Duration guard);
  boost::asio::io_context& io();

  // Real clock: how late the last deadlines ran, worst since the call before. Virtual: zero.
  Duration take_worst_lateness();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace acdloop
