// SPDX-License-Identifier: Apache-2.0
// SIGINT and SIGTERM as an event of the loop, for programs that serve until they are told to stop. Real clock only.
#pragma once

#include <functional>
#include <memory>

#include "drivers/time/event_loop.hpp"

namespace acdloop {

class Interrupts {
 public:
  // The handler gets the signal's number, from the loop; a second signal ends the process as the system would.
  Interrupts(EventLoop& loop, std::function<void(int)> handler);
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace acdloop
