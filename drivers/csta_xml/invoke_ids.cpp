// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/invoke_ids.hpp"

#include <algorithm>
#include <utility>

#include "drivers/csta_xml/framing.hpp"

namespace acdloop::csta_xml {
namespace {

constexpr std::size_t most_past = 64;

bool waits(const Owed& owed) { return owed.purpose == Purpose::request && !owed.abandoned; }

}  // namespace

std::optional<int> InvokeIds::issue(Owed owed) {
  if (owed_.size() >= static_cast<std::size_t>(last_invoke_id)) return std::nullopt;
  do {
    last_ = last_ % last_invoke_id + 1;
  } while (owed_.contains(last_));
  std::erase_if(past_, [this](const Past& past) { return past.invoke == last_; });
  owed_.emplace(last_, std::move(owed));
  return last_;
}

const Owed* InvokeIds::find(int invoke) const {
  const auto found = owed_.find(invoke);
  return found == owed_.end() ? nullptr : &found->second;
}

void InvokeIds::settle(int invoke) {
  const auto node = owed_.extract(invoke);
  if (!node) return;
  const Owed& owed = node.mapped();
  past_.push_back({invoke, owed.purpose, owed.request.id, owed.abandoned});
  if (past_.size() > most_past) past_.pop_front();
}

const InvokeIds::Past* InvokeIds::past(int invoke) const {
  const auto found = std::ranges::find(past_, invoke, &Past::invoke);
  return found == past_.end() ? nullptr : &*found;
}

bool InvokeIds::abandon(cti::RequestId request) {
  for (auto& [invoke, owed] : owed_) {
    if (owed.purpose != Purpose::request || owed.request.id != request) continue;
    owed.abandoned = true;
    return true;
  }
  return false;
}

std::size_t InvokeIds::outstanding() const {
  return static_cast<std::size_t>(std::ranges::count_if(owed_, [](const auto& entry) { return waits(entry.second); }));
}

bool InvokeIds::owes(Purpose purpose) const {
  return std::ranges::any_of(owed_, [&](const auto& entry) { return entry.second.purpose == purpose; });
}

std::vector<cti::Request> InvokeIds::take_all() {
  std::vector<cti::Request> waiting;
  for (auto& [invoke, owed] : owed_) {
    if (waits(owed)) waiting.push_back(std::move(owed.request));
  }
  owed_.clear();
  past_.clear();
  return waiting;
}

}  // namespace acdloop::csta_xml
