// SPDX-License-Identifier: Apache-2.0
// Lets time pass until something holds: the runner's steps read as a story, one after the other, although everything
// under them is events. Used by the runner alone.
#pragma once

#include <functional>

#include "drivers/time/event_loop.hpp"

namespace acdloop::runner {

class Stage {
 public:
  explicit Stage(EventLoop& loop) : loop_(loop) {}
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  TimePoint now() const { return loop_.now(); }
  // On the virtual clock everything that belongs to an instant has happened when it is looked at. On a real one a look
  // takes its time, and what it shows may be on its way still.
  bool is_virtual() const { return loop_.kind() == ClockKind::virtual_clock; }
  // When what is looked at now was so; with a look that began earlier: since then.
  Interval moment() const { return since(now() - at_a_glance); }
  Interval since(TimePoint began) const { return is_virtual() ? Interval::at(now()) : Interval{began, now()}; }

  // Whoever changes something that a condition may depend on says so: the condition is looked at again.
  void changed() { loop_.stop(); }

  // Until the condition holds or the deadline has passed. True if it holds.
  bool wait_until(const std::function<bool()>& condition, TimePoint deadline);
  // Until that moment, and until everything that belongs to it has happened.
  void advance_to(TimePoint moment);
  // Everything that belongs to this instant happens.
  void settle() { advance_to(now()); }
  // False once a link has lost bytes or time is stuck: nothing more will happen.
  bool alive() const { return alive_; }

 private:
  static constexpr Duration at_a_glance = std::chrono::milliseconds{1};
  EventLoop& loop_;
  bool alive_ = true;
};

}  // namespace acdloop::runner
