// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/deadlines.hpp"

namespace acdloop::acd {

Deadlines::Token Deadlines::set(TimePoint when, Due due) {
  const auto key = std::pair{when, ++count_};
  entries_.emplace(key, std::move(due));
  return key;
}

void Deadlines::cancel(Token& token) {
  if (token) entries_.erase(*token);
  token.reset();
}

std::optional<TimePoint> Deadlines::next() const {
  if (entries_.empty()) return std::nullopt;
  return entries_.begin()->first.first;
}

std::optional<Due> Deadlines::take(TimePoint now) {
  if (entries_.empty() || entries_.begin()->first.first > now) return std::nullopt;
  Due due = std::move(entries_.begin()->second);
  entries_.erase(entries_.begin());
  return due;
}

}  // namespace acdloop::acd
