// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/rounds.hpp"

#include <algorithm>

namespace acdloop::link {

void Rounds::enlist(const std::shared_ptr<Recipient>& recipient) {
  if (recipient->order_ != 0) return;
  recipient->order_ = next_order_++;
  if (recipient->arrived_ && !closed_) arrived_.push_back(recipient);
}

void Rounds::arrived(const std::shared_ptr<Recipient>& recipient) {
  if (recipient->arrived_ || closed_) return;
  recipient->arrived_ = true;
  if (recipient->order_ != 0) arrived_.push_back(recipient);
}

bool Rounds::deliver() {
  if (round_.empty()) {
    if (arrived_.empty()) return false;
    std::sort(arrived_.begin(), arrived_.end(), [](const auto& a, const auto& b) { return a->order_ < b->order_; });
    round_.assign(arrived_.begin(), arrived_.end());
    arrived_.clear();
    for (const auto& recipient : round_) {
      recipient->arrived_ = false;
      recipient->take();
    }
  }
  const std::shared_ptr<Recipient> next = std::move(round_.front());
  round_.pop_front();
  next->hand_over();
  return true;
}

void Rounds::close() {
  closed_ = true;
  arrived_.clear();
  round_.clear();
}

}  // namespace acdloop::link
