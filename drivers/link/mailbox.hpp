// SPDX-License-Identifier: Apache-2.0
// What has arrived for one link end and its owner has not been given yet. Every transport puts things in, rounds take
// them out: so the callbacks of all kinds of link come in the same order. Knows no transport.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "drivers/link/account.hpp"
#include "drivers/link/link.hpp"
#include "drivers/link/rounds.hpp"

namespace acdloop::link {

class Mailbox final : public Recipient, public std::enable_shared_from_this<Mailbox> {
 public:
  // One opening of the link. What arrives for an earlier one is ignored.
  using Epoch = std::uint32_t;

  Mailbox(std::shared_ptr<Account> account, std::shared_ptr<Rounds> rounds, std::string name)
      : account_(std::move(account)), rounds_(std::move(rounds)), name_(std::move(name)) {}

  // The transport's side.
  // Begins an opening. Throws std::logic_error when `closed` of the opening before has not been handed over.
  Epoch begin();
  void arrive_opened(Epoch epoch);
  void arrive_bytes(Epoch epoch, std::span<const std::byte> bytes);
  void arrive_closed(Epoch epoch, CloseReason reason, std::string text);
  // Takes back what arrived since the last round and is not handed over. Returns how many bytes that was.
  std::size_t withdraw_bytes(Epoch epoch);
  std::size_t undelivered() const { return arrived_.bytes.size() + ready_.bytes.size(); }
  // Called after bytes were handed over.
  void on_room(std::function<void()> room) { room_ = std::move(room); }

  // The owner's side.
  void attach(LinkHandlers handlers);
  // Drops what was not handed over, as lost, and arranges for closed(local). False if there is nothing to close.
  bool close();
  // As close(), and no handler runs any more.
  void abandon();
  bool is_open() const { return open_; }
  bool was_attached() const { return attached_; }
  const std::string& name() const { return name_; }

 private:
  struct Closed {
    CloseReason reason;
    std::string text;
  };
  struct Contents {
    bool opened = false;
    std::string bytes;
    std::optional<Closed> closed;
  };
  enum class State : std::uint8_t { unused, running, closing, finished };

  void take() override;
  void hand_over() override;
  void announce();
  void drop_contents();
  bool takes(Epoch epoch) const { return epoch == epoch_ && state_ == State::running && !arrived_.closed; }

  std::shared_ptr<Account> account_;
  std::shared_ptr<Rounds> rounds_;
  std::string name_;
  std::shared_ptr<const LinkHandlers> handlers_;
  std::function<void()> room_;
  Epoch epoch_ = 0;
  State state_ = State::unused;
  bool open_ = false;
  bool attached_ = false;
  Contents arrived_;
  Contents ready_;
  std::string handing_over_;
};

}  // namespace acdloop::link
