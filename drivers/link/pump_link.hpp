// SPDX-License-Identifier: Apache-2.0
// What the links over a descriptor have in common: a mailbox, and a pump per opening. Base of TCP and line links.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "drivers/link/exchange.hpp"
#include "drivers/link/link.hpp"
#include "drivers/link/mailbox.hpp"
#include "drivers/link/pump.hpp"

namespace acdloop::link {

class PumpLink : public Link {
 public:
  PumpLink(Exchange& exchange, std::string description, std::shared_ptr<Mailbox> mailbox)
      : exchange_(exchange), description_(std::move(description)), mailbox_(std::move(mailbox)) {}
  ~PumpLink() override {
    mailbox_->abandon();
    if (pump_) pump_->close();
  }
  void send(std::string_view bytes) override {
    if (pump_) pump_->send(bytes);
  }
  void close() override {
    mailbox_->close();
    if (pump_) pump_->close();
  }
  bool is_open() const override { return mailbox_->is_open(); }
  std::string describe() const override { return description_; }

 protected:
  Exchange& exchange_;
  std::string description_;
  std::shared_ptr<Mailbox> mailbox_;
  std::shared_ptr<Pump> pump_;
};

// What a listener hands over: connected already, opened once.
class AcceptedLink final : public PumpLink {
 public:
  AcceptedLink(Exchange& exchange, std::string description, std::shared_ptr<Mailbox> mailbox,
               std::shared_ptr<Pump> pump)
      : PumpLink(exchange, std::move(description), std::move(mailbox)) {
    pump_ = std::move(pump);
  }
  void open(LinkHandlers handlers) override;

 private:
  bool was_opened_ = false;
};

}  // namespace acdloop::link
