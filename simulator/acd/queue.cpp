// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/queue.hpp"

#include <iterator>

namespace acdloop::acd {

int Queue::position(std::uint64_t arrival) const {
  return 1 + static_cast<int>(std::distance(waiting_.begin(), waiting_.find(arrival)));
}

std::vector<CallNumber> Queue::calls() const {
  std::vector<CallNumber> calls;
  for (const auto& [arrival, call] : waiting_) calls.push_back(call);
  return calls;
}

}  // namespace acdloop::acd
