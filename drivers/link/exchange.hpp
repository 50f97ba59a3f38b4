// SPDX-License-Identifier: Apache-2.0
// Where the link ends of one run meet: it keeps the account of what is in flight and hands over what arrived, in
// canonical order. The emulator, the runner and tests own one per event loop. Destroy links and listeners first, then
// it, then the loop.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <typeindex>
#include <vector>

#include "drivers/link/account.hpp"
#include "drivers/link/rounds.hpp"
#include "drivers/time/event_loop.hpp"

namespace acdloop::link {

class Exchange final : public Settlement {
 public:
  // Becomes the loop's settlement, until it is destroyed.
  explicit Exchange(EventLoop& loop);
  ~Exchange() override;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  EventLoop& loop() { return loop_; }

  bool in_flight() const override { return account_->in_flight(); }
  bool deliver() override { return rounds_->deliver(); }
  std::string write_off() override { return account_->write_off(); }

  // Bytes that were sent and never handed over, because the reader closed first or the sender could not get rid of
  // them.
  std::uint64_t lost_bytes() const { return account_->lost_bytes(); }
  // "lost 12 bytes on tcp 127.0.0.1:4000: closed before they were read", the first 100 of them.
  const std::vector<std::string>& losses() const { return account_->losses(); }

  // For transports.
  const std::shared_ptr<Account>& account() { return account_; }
  const std::shared_ptr<Rounds>& rounds() { return rounds_; }
  // A transport's own list of who can be reached in this process, one per type, made when first asked for.
  template <class Directory>
  Directory& directory() {
    auto& found = directories_[std::type_index(typeid(Directory))];
    if (!found) found = std::make_shared<Directory>();
    return *static_cast<Directory*>(found.get());
  }

 private:
  EventLoop& loop_;
  std::shared_ptr<Account> account_;
  std::shared_ptr<Rounds> rounds_;
  std::map<std::type_index, std::shared_ptr<void>> directories_;
};

}  // namespace acdloop::link
