// SPDX-License-Identifier: Apache-2.0
#include "simulator/emulator/refusing.hpp"

#include <algorithm>

namespace acdloop::emulator {

void Refusing::arm(const scenarios::Refuse& plan) {
  if (plan.count > 0) plans_.push_back(plan);
}

std::optional<Refusing::Refusal> Refusing::decide(cti::RequestKind kind) {
  const auto plan = std::ranges::find(plans_, kind, &scenarios::Refuse::request);
  if (plan == plans_.end()) return std::nullopt;
  const Refusal refusal{plan->cause, plan->reply_after};
  ++owed_;
  if (--plan->count == 0) plans_.erase(plan);
  return refusal;
}

}  // namespace acdloop::emulator
