// SPDX-License-Identifier: Apache-2.0
// Canonical delivery: what has arrived is joined and handed over in rounds, in the order in which the ends were
// enlisted. Used by Mailbox, the listeners and Exchange. Knows no transport.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace acdloop::link {

// Somebody for whom something can arrive.
class Recipient {
 public:
  virtual ~Recipient() = default;
  // The place in the order, from 1; 0 while not enlisted.
  std::uint64_t order() const { return order_; }

 private:
  friend class Rounds;
  // What has arrived so far belongs to the round that begins now; what comes later to the next.
  virtual void take() = 0;
  // Runs the owner's handlers with what was taken.
  virtual void hand_over() = 0;

  std::uint64_t order_ = 0;
  bool arrived_ = false;
};

class Rounds {
 public:
  // Gives the recipient its place in the order. What arrived for it before is handed over in the next round.
  void enlist(const std::shared_ptr<Recipient>& recipient);
  // Something arrived for it.
  void arrived(const std::shared_ptr<Recipient>& recipient);
  // Hands over to the next recipient of the round; begins a round if none is under way. False when nothing has arrived.
  bool deliver();
  bool empty() const { return round_.empty() && arrived_.empty(); }
  // Forgets everything; from now on nothing arrives.
  void close();

 private:
  std::uint64_t next_order_ = 1;
  bool closed_ = false;
  std::vector<std::shared_ptr<Recipient>> arrived_;
  std::deque<std::shared_ptr<Recipient>> round_;
};

}  // namespace acdloop::link
