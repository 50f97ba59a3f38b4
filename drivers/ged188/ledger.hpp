// SPDX-License-Identifier: Apache-2.0
// What the computing end has asked and who waits for it. InvokeIDs have 32 bits and are never used twice in a session;
// one that was given up stays known until its late answer. Knows no message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/request.hpp"

namespace acdloop::ged188 {

// What one message is for: a request as such, a step before a log-off, or the end's own business.
enum class Step : std::uint8_t {
  whole,
  state_before_log_off,
  not_ready_before_log_off,
  log_off,
  ready_again,  // after a log-off that was refused
  heartbeat,
  calls_at_device,
  call
};

struct Owed {
  Step step = Step::whole;
  std::uint32_t type = 0;  // of the message that was sent
  cti::Request request;
  bool given_up = false;
};

class Ledger {
 public:
  std::uint32_t issue(Owed owed);
  std::optional<Owed> settle(std::uint32_t invoke);
  // The request of an answer that came before; nothing when none did.
  struct Settled {
    std::uint32_t invoke = 0;
    std::optional<cti::RequestId> request;
    bool late = false;
  };
  const Settled* settled(std::uint32_t invoke) const;
  const Owed* find(std::uint32_t invoke) const;
  bool give_up(cti::RequestId request);
  // Requests that somebody still waits for.
  std::size_t waiting() const { return waiting_; }
  std::size_t count(Step step) const;
  // Forgets everything but the count of ids; the requests that somebody waits for, in the order they were asked.
  std::vector<cti::Request> take_all();
  bool full() const { return owed_.size() >= most_owed; }

 private:
  static constexpr std::size_t most_owed = 65'536;
  static constexpr std::size_t most_settled = 64;
  static bool is_request(const Owed& owed) { return owed.step < Step::heartbeat; }

  std::map<std::uint32_t, Owed> owed_;
  std::deque<Settled> settled_;
  std::uint32_t last_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace acdloop::ged188
