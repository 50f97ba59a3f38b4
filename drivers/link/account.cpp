// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/account.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace acdloop::link {

bool Account::Earlier::operator()(const Flow* a, const Flow* b) const { return a->number_ < b->number_; }

std::shared_ptr<Flow> Account::open_flow(std::string name) {
  auto flow = std::make_shared<Flow>(shared_from_this(), std::move(name), next_flow_++);
  flows_.insert(flow.get());
  return flow;
}

std::shared_ptr<Flow> Account::take_token(std::string name) {
  auto token = open_flow(std::move(name));
  token->end_sent();
  return token;
}

std::string Account::write_off() {
  std::string text;
  // Losing a flow runs its writer's handler, which may end other flows: look from the start each time.
  while (true) {
    const auto found = std::find_if(flows_.begin(), flows_.end(), [](const Flow* f) { return f->units() != 0; });
    if (found == flows_.end()) break;
    Flow* flow = *found;
    if (!text.empty()) text += "; ";
    text += flow->bytes_ != 0 ? fmt::format("lost {} bytes on {}", flow->bytes_, flow->name_)
                              : fmt::format("lost the end of {}", flow->name_);
    flow->lose(true);
  }
  return text;
}

void Account::lost(std::size_t bytes, const std::string& where) {
  if (bytes == 0) return;
  lost_bytes_ += bytes;
  if (losses_.size() < kept_losses) losses_.push_back(fmt::format("lost {} bytes on {}", bytes, where));
}

Flow::Flow(std::shared_ptr<Account> account, std::string name, std::uint64_t number)
    : account_(std::move(account)), name_(std::move(name)), number_(number) {}

Flow::~Flow() {
  account_->lost(bytes_, name_);
  if (!held_) account_->moving_ -= units();
  account_->flows_.erase(this);
}

void Flow::change(std::size_t units_before) {
  if (!held_) account_->moving_ += units() - units_before;
}

void Flow::notify() {
  if (const auto writer = writer_.lock()) writer->flow_settled();
}

void Flow::sent(std::size_t bytes) {
  if (lost_) {
    account_->lost(bytes, name_);
    return;
  }
  const std::size_t before = units();
  bytes_ += bytes;
  change(before);
}

void Flow::read(std::size_t bytes) {
  if (lost_) return;
  const std::size_t before = units();
  bytes_ -= std::min(bytes, bytes_);
  change(before);
  if (bytes_ == 0) notify();
}

void Flow::end_sent() {
  if (end_ != End::none) return;
  const std::size_t before = units();
  end_ = End::sent;
  change(before);
}

void Flow::end_seen() {
  const std::size_t before = units();
  end_ = End::seen;
  change(before);
  notify();
}

void Flow::lose(bool with_end) {
  const std::size_t before = units();
  const std::size_t bytes = std::exchange(bytes_, 0);
  if (with_end) end_ = End::seen;
  const bool was_lost = std::exchange(lost_, true);
  change(before);
  account_->lost(bytes, name_);
  if (!was_lost || with_end) notify();
}

void Flow::hold(bool held) {
  if (held == held_) return;
  held_ = held;
  if (held) {
    account_->moving_ -= units();
  } else {
    account_->moving_ += units();
  }
}

}  // namespace acdloop::link
