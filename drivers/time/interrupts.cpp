// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/interrupts.hpp"

#include <csignal>

#include "drivers/time/asio.hpp"

namespace acdloop {

struct Interrupts::Impl {
  Impl(EventLoop& loop, std::function<void(int)> handler)
      : signals(loop.io(), SIGINT, SIGTERM), handler(std::move(handler)) {
    signals.async_wait([this](const boost::system::error_code& error, int signal) {
      if (error) return;
      signals.clear();  // from now on a signal does what it does to any process
      this->handler(signal);
    });
  }

  boost::asio::signal_set signals;
  std::function<void(int)> handler;
};

Interrupts::Interrupts(EventLoop& loop, std::function<void(int)> handler)
    : impl_(std::make_unique<Impl>(loop, std::move(handler))) {}
Interrupts::~Interrupts() = default;

}  // namespace acdloop
