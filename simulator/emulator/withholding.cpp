// SPDX-License-Identifier: Apache-2.0
#include "simulator/emulator/withholding.hpp"

#include <algorithm>

namespace acdloop::emulator {

void Withholding::arm(const scenarios::Withhold& plan) {
  if (plan.count > 0) plans_.push_back(plan);
}

Withholding::Decision Withholding::decide(cti::RequestKind kind) {
  const auto plan = std::find_if(plans_.begin(), plans_.end(),
                                 [&](const scenarios::Withhold& candidate) { return candidate.request == kind; });
  if (plan == plans_.end()) return {};
  const Decision decision{true, plan->reply_after, plan->duplicate};
  if (decision.reply_after) ++owed_;
  if (--plan->count == 0) plans_.erase(plan);
  return decision;
}

}  // namespace acdloop::emulator
