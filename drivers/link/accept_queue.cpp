// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/accept_queue.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace acdloop::link {

void AcceptQueue::open(Listener::Accepted accepted) {
  accepted_ = std::make_shared<const Listener::Accepted>(std::move(accepted));
}

void AcceptQueue::close() {
  accepted_.reset();
  // Destroying a link may run into this queue again: it must find itself empty.
  const auto arrived = std::exchange(arrived_, {});
  const auto ready = std::exchange(ready_, {});
}

void AcceptQueue::arrive(std::unique_ptr<Link> link, std::shared_ptr<Mailbox> mailbox, std::uint64_t connector_order) {
  if (!accepted_) return;
  arrived_.push_back({std::move(link), std::move(mailbox), connector_order});
  rounds_->arrived(shared_from_this());
}

void AcceptQueue::take() {
  std::stable_sort(arrived_.begin(), arrived_.end(),
                   [](const Waiting& a, const Waiting& b) { return a.connector_order < b.connector_order; });
  std::move(arrived_.begin(), arrived_.end(), std::back_inserter(ready_));
  arrived_.clear();
}

void AcceptQueue::hand_over() {
  auto ready = std::exchange(ready_, {});
  for (Waiting& waiting : ready) {
    // The owner may close the listener in its handler; the rest is closed with it.
    const auto accepted = accepted_;
    if (!accepted) return;
    rounds_->enlist(waiting.mailbox);
    (*accepted)(std::move(waiting.link));
  }
}

}  // namespace acdloop::link
