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
    if (loop_.run() == EventLoop::End::lost_bytes) alive_ = false;
  }
  loop_.cancel(timer);
  return condition();
}

void Stage::advance_to(TimePoint moment) {
  // A timer runs after everything that is already due at its time, and after everything in flight: when it does,
  // the instant is over.
  wait_until([] { return false; }, moment);
}

}  // namespace acdloop::runner
