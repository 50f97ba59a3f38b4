// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/ledger.hpp"

#include <algorithm>
#include <utility>

namespace acdloop::ged188 {

std::uint32_t Ledger::issue(Owed owed) {
  ++last_;
  if (is_request(owed)) ++waiting_;
  owed_.emplace(last_, std::move(owed));
  return last_;
}

std::optional<Owed> Ledger::settle(std::uint32_t invoke) {
  auto entry = owed_.extract(invoke);
  if (!entry) return std::nullopt;
  Owed owed = std::move(entry.mapped());
  Settled done{invoke, std::nullopt, owed.given_up};
  if (is_request(owed)) {
    done.request = owed.request.id;
    if (!owed.given_up) --waiting_;
  }
  settled_.push_back(done);
  if (settled_.size() > most_settled) settled_.pop_front();
  return owed;
}

const Ledger::Settled* Ledger::settled(std::uint32_t invoke) const {
  const auto found = std::ranges::find(settled_, invoke, &Settled::invoke);
  return found == settled_.end() ? nullptr : &*found;
}

const Owed* Ledger::find(std::uint32_t invoke) const {
  const auto found = owed_.find(invoke);
  return found == owed_.end() ? nullptr : &found->second;
}

bool Ledger::give_up(cti::RequestId request) {
  const auto found = std::ranges::find_if(owed_, [&](const auto& entry) {
    return is_request(entry.second) && entry.second.request.id == request && !entry.second.given_up;
  });
  if (found == owed_.end()) return false;
  found->second.given_up = true;
  --waiting_;
  return true;
}

std::size_t Ledger::count(Step step) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(owed_, [step](const auto& entry) { return entry.second.step == step; }));
}

std::vector<cti::Request> Ledger::take_all() {
  std::vector<cti::Request> waiting;
  for (auto& [invoke, owed] : owed_) {
    if (is_request(owed) && !owed.given_up) waiting.push_back(std::move(owed.request));
  }
  owed_.clear();
  settled_.clear();
  waiting_ = 0;
  return waiting;
}

}  // namespace acdloop::ged188
