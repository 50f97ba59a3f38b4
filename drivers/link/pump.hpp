// SPDX-License-Identifier: Apache-2.0
// Moves bytes between one descriptor and one mailbox, keeps the account, and sees a close through to its end after the
// link itself is gone. One per opening. Used by the TCP, pseudo-terminal and serial links; the devices say what
// differs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "drivers/link/account.hpp"
#include "drivers/link/device.hpp"
#include "drivers/link/exchange.hpp"
#include "drivers/link/mailbox.hpp"

namespace acdloop::link {

class Pump final : public FlowWriter, public std::enable_shared_from_this<Pump> {
 public:
  static std::shared_ptr<Pump> make(Exchange& exchange, std::shared_ptr<Mailbox> mailbox, Mailbox::Epoch epoch);
  ~Pump() override;

  // Takes the descriptor. The flows are there when the peer lives in this process too.
  void start(int fd, std::unique_ptr<Device> device, std::shared_ptr<Flow> out, std::shared_ptr<Flow> in);
  // The descriptor's peer, after the start: on a line that somebody in this process opened just now.
  void join(std::shared_ptr<Flow> out, std::shared_ptr<Flow> in);
  bool is_started() const;

  // Queues; written once per turn of the loop. Before start() it waits, after close() it is lost.
  void send(std::string_view bytes);
  // Sends what is queued, then ends. Never waits for a peer that does not read for longer than `linger_limit`.
  void close();
  // Ends now; what is queued is lost.
  void abort();
  // Called once, when the descriptor has been closed.
  void on_shut(std::function<void()> shut);

  void flow_settled() override;

  // How long a closing link waits for a peer that takes nothing.
  static constexpr Duration linger_limit = std::chrono::seconds{1};
  // Received bytes that were not handed over, above which nothing more is read.
  static constexpr std::size_t max_undelivered = max_queued_output;

 private:
  struct Impl;
  explicit Pump(std::unique_ptr<Impl> impl);

  void wait_readable();
  void read_now();
  void read_ended(int error);
  void schedule_write();
  void wait_writable();
  void write_now();
  void output_failed();
  void overrun(std::size_t refused);
  void drop_output();
  void begin_closing();
  void finish_if_possible();
  void linger();
  void shut();

  std::unique_ptr<Impl> impl_;
};

}  // namespace acdloop::link
