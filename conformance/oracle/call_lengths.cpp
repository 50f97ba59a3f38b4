// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/call_lengths.hpp"

#include <algorithm>

namespace acdloop::oracle {

using verdict::between;
using verdict::Span;

Span minus(Span whole, Span part) {
  const Duration zero{};
  return {std::max(zero, whole.shortest - part.longest), std::max(zero, whole.longest - part.shortest)};
}

Length hull(const Length& one, const Length& other) {
  const auto smaller = [](const Span& x, const Span& y) {
    return Span{std::min(x.shortest, y.shortest), std::min(x.longest, y.longest)};
  };
  const auto larger = [](const Span& x, const Span& y) {
    return Span{std::max(x.shortest, y.shortest), std::max(x.longest, y.longest)};
  };
  return {smaller(one.least, other.least), larger(one.most, other.most)};
}

void credit_is_open(CallTruth& truth) {
  for (Length* length : {&truth.talk, &truth.wrap_up, &truth.call_time, &truth.time_to_answer}) length->least = {};
}

Length open_between(tapi::Maybe reading, const Span& no, const Span& yes) {
  return {reading ? yes : no, reading || reading.open() ? yes : no};
}

Length waited(const Leg& leg, const Interval& until, const tapi::Readings& readings) {
  using From = tapi::Readings::AnswerFrom;
  const Span rang = between(leg.offered, until);
  const Span in_queue = between(leg.queued.value_or(leg.offered), until);
  return {readings.tta_start == From::queued ? in_queue : rang, readings.tta_start == From::offered ? rang : in_queue};
}

Span hold_of(const Leg& leg, const Interval& end) {
  Span sum;
  for (const HoldSpan& hold : leg.holds) sum = sum + between(hold.held, hold.retrieved.value_or(end));
  return sum;
}

}  // namespace acdloop::oracle
