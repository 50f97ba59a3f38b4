// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/invoke_ledger.hpp"

#include <algorithm>
#include <utility>

#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {

bool InvokeLedger::usable(std::uint32_t invoke, const OwedReply& owed) const {
  if (invoke == 1 && owed.purpose == Purpose::resync) return false;
  return !owed_.contains(invoke) && settled(invoke) == nullptr;
}

std::optional<std::uint32_t> InvokeLedger::issue(OwedReply owed) {
  if (owed_.size() + most_settled >= max_invoke_id) return std::nullopt;
  do {
    last_ = last_ >= max_invoke_id ? 1 : last_ + 1;
  } while (!usable(last_, owed));
  if (owed.purpose == Purpose::request) {
    ++outstanding_;
    by_request_.emplace(owed.request.id, last_);
  }
  owed_.emplace(last_, std::move(owed));
  return last_;
}

const OwedReply* InvokeLedger::find(std::uint32_t invoke) const {
  const auto found = owed_.find(invoke);
  return found == owed_.end() ? nullptr : &found->second;
}

void InvokeLedger::settle(std::uint32_t invoke) {
  const auto found = owed_.find(invoke);
  if (found == owed_.end()) return;
  const OwedReply& owed = found->second;
  SettledReply done{invoke, std::nullopt, owed.abandoned};
  if (owed.purpose == Purpose::request) {
    done.request = owed.request.id;
    if (!owed.abandoned) --outstanding_;
    by_request_.erase(owed.request.id);
  }
  owed_.erase(found);
  settled_.push_back(done);
  if (settled_.size() > most_settled) settled_.pop_front();
}

const SettledReply* InvokeLedger::settled(std::uint32_t invoke) const {
  const auto found = std::ranges::find(settled_, invoke, &SettledReply::invoke);
  return found == settled_.end() ? nullptr : &*found;
}

bool InvokeLedger::abandon(cti::RequestId request) {
  const auto found = by_request_.find(request);
  if (found == by_request_.end()) return false;
  OwedReply& owed = owed_.at(found->second);
  if (!std::exchange(owed.abandoned, true)) --outstanding_;
  return true;
}

std::vector<cti::Request> InvokeLedger::take_all() {
  std::vector<cti::Request> waiting;
  for (auto& [invoke, owed] : owed_) {
    if (owed.purpose == Purpose::request && !owed.abandoned) waiting.push_back(std::move(owed.request));
  }
  owed_.clear();
  by_request_.clear();
  settled_.clear();
  outstanding_ = 0;
  return waiting;
}

bool InvokeLedger::owes(Purpose purpose) const {
  return std::ranges::any_of(owed_, [&](const auto& entry) { return entry.second.purpose == purpose; });
}

}  // namespace acdloop::system_oai
