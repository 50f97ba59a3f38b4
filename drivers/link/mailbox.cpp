// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/mailbox.hpp"

#include <stdexcept>
#include <utility>

namespace acdloop::link {

Mailbox::Epoch Mailbox::begin() {
  if (state_ == State::running || state_ == State::closing) {
    throw std::logic_error(name_ + ": opened again before its closed handler ran");
  }
  drop_contents();
  state_ = State::running;
  open_ = false;
  return ++epoch_;
}

void Mailbox::announce() {
  if (handlers_) rounds_->arrived(shared_from_this());
}

void Mailbox::arrive_opened(Epoch epoch) {
  if (!takes(epoch)) return;
  arrived_.opened = true;
  announce();
}

void Mailbox::arrive_bytes(Epoch epoch, std::span<const std::byte> bytes) {
  if (bytes.empty()) return;
  if (!takes(epoch)) {
    account_->lost(bytes.size(), name_);
    return;
  }
  arrived_.bytes.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  announce();
}

void Mailbox::arrive_closed(Epoch epoch, CloseReason reason, std::string text) {
  if (!takes(epoch)) return;
  arrived_.closed = Closed{reason, std::move(text)};
  announce();
}

std::size_t Mailbox::withdraw_bytes(Epoch epoch) {
  if (epoch != epoch_) return 0;
  const std::size_t count = arrived_.bytes.size();
  arrived_.bytes.clear();
  account_->lost(count, name_);
  return count;
}

void Mailbox::attach(LinkHandlers handlers) {
  attached_ = true;
  handlers_ = std::make_shared<const LinkHandlers>(std::move(handlers));
  if (arrived_.opened || !arrived_.bytes.empty() || arrived_.closed) announce();
}

void Mailbox::drop_contents() {
  account_->lost(undelivered(), name_ + ": closed before they were read");
  arrived_ = Contents{};
  ready_ = Contents{};
}

bool Mailbox::close() {
  if (state_ != State::running) return false;
  drop_contents();
  state_ = State::closing;
  open_ = false;
  arrived_.closed = Closed{CloseReason::local, {}};
  announce();
  return true;
}

void Mailbox::abandon() {
  close();
  handlers_.reset();
  room_ = nullptr;
}

void Mailbox::take() {
  ready_.opened = std::exchange(arrived_.opened, false);
  ready_.bytes.append(arrived_.bytes);
  arrived_.bytes.clear();
  ready_.closed = std::exchange(arrived_.closed, std::nullopt);
}

void Mailbox::hand_over() {
  // The owner may close, open again or destroy its link in any of its handlers.
  const auto handlers = handlers_;
  if (!handlers) return;
  const Epoch epoch = epoch_;
  if (std::exchange(ready_.opened, false)) {
    open_ = true;
    if (handlers->opened) handlers->opened();
  }
  if (epoch != epoch_) return;
  if (!ready_.bytes.empty()) {
    handing_over_.swap(ready_.bytes);
    if (handlers->bytes) handlers->bytes(std::as_bytes(std::span(handing_over_.data(), handing_over_.size())));
    handing_over_.clear();
    if (room_) room_();
  }
  if (epoch != epoch_ || !ready_.closed) return;
  const Closed closed = *std::exchange(ready_.closed, std::nullopt);
  open_ = false;
  state_ = State::finished;
  if (handlers->closed) handlers->closed(closed.reason, closed.text);
}

}  // namespace acdloop::link
