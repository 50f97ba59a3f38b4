// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/stage.hpp"

namespace acdloop::runner {

bool Stage::wait_until(const std::function<bool()>& condition, TimePoint deadline) {
  bool over = false;
  const EventLoop::TimerId timer = loop_.at(deadline, [&] {
    over = true;
    loop_.stop();
  });
  while (alive_ && !over && !condition()) {
    const EventLoop::End end = loop_.run();
    alive_ = end == EventLoop::End::stopped || end == EventLoop::End::idle;
  }
  loop_.cancel(timer);
  return condition();
}

void Stage::advance_to(TimePoint moment) {
  const auto never = [] { return false; };
  wait_until(never, moment);
  // A timer runs after everything in flight and after every timer set before it. Once more at the same time, for
  // those that were set for this moment while it came.
  wait_until(never, now());
}

}  // namespace acdloop::runner
