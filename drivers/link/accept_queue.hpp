// SPDX-License-Identifier: Apache-2.0
// Links that have arrived at a listener and its owner has not been given yet. Used by every listener. Those that
// connected at one instant are handed over in the order of their connectors, so the kernel's order of acceptance does
// not show.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "drivers/link/link.hpp"
#include "drivers/link/mailbox.hpp"
#include "drivers/link/rounds.hpp"

namespace acdloop::link {

class AcceptQueue final : public Recipient, public std::enable_shared_from_this<AcceptQueue> {
 public:
  explicit AcceptQueue(std::shared_ptr<Rounds> rounds) : rounds_(std::move(rounds)) {}

  void open(Listener::Accepted accepted);
  // Links that wait are destroyed, which closes them.
  void close();
  bool is_open() const { return accepted_ != nullptr; }

  // `connector_order`: the place of the connector's mailbox; `from_elsewhere` for another process.
  void arrive(std::unique_ptr<Link> link, std::shared_ptr<Mailbox> mailbox, std::uint64_t connector_order);
  static constexpr std::uint64_t from_elsewhere = ~std::uint64_t{0};

 private:
  struct Waiting {
    std::unique_ptr<Link> link;
    std::shared_ptr<Mailbox> mailbox;
    std::uint64_t connector_order;
  };
  void take() override;
  void hand_over() override;

  std::shared_ptr<Rounds> rounds_;
  std::shared_ptr<const Listener::Accepted> accepted_;
  std::vector<Waiting> arrived_;
  std::vector<Waiting> ready_;
};

}  // namespace acdloop::link
