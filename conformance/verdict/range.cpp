// SPDX-License-Identifier: Apache-2.0
#include "conformance/verdict/range.hpp"

#include <algorithm>

namespace acdloop::verdict {
namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;

std::string number_with(std::int64_t number, std::string_view unit) {
  std::string text = std::to_string(number);
  if (!unit.empty()) text.append(1, ' ').append(unit);
  return text;
}

}  // namespace

std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t quotient = dividend / divisor;
  return dividend % divisor < 0 ? quotient - 1 : quotient;
}

std::int64_t ceil_divide(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t quotient = dividend / divisor;
  return dividend % divisor > 0 ? quotient + 1 : quotient;
}

std::int64_t floor_seconds(Duration length) { return floor_divide(length.count(), nanoseconds_per_second); }
std::int64_t ceil_seconds(Duration length) { return ceil_divide(length.count(), nanoseconds_per_second); }

Span between(const Interval& from, const Interval& to) {
  const Duration zero{};
  return {std::max(zero, to.earliest - from.latest), std::max(zero, to.latest - from.earliest)};
}

Permitted permitted_over(Span truth, const std::function<Range(Duration)>& permitted_if) {
  const Range least = permitted_if(truth.shortest);
  const Range most = permitted_if(truth.longest);
  return {.always = {most.low, least.high}, .sometimes = {least.low, most.high}};
}

Verdict judge(const Permitted& permitted, std::int64_t reported) {
  if (permitted.always.contains(reported)) return Verdict::pass;
  return permitted.sometimes.contains(reported) ? Verdict::inconclusive : Verdict::fail;
}

Verdict judge_upper(const Permitted& permitted, std::int64_t reported) {
  if (reported <= permitted.always.high) return Verdict::pass;
  return reported <= permitted.sometimes.high ? Verdict::inconclusive : Verdict::fail;
}

Verdict judge(Span truth, const std::function<Range(Duration)>& permitted_if, std::int64_t reported) {
  return judge(permitted_over(truth, permitted_if), reported);
}

std::string text_of(const Range& range, std::string_view unit) {
  if (range.empty()) return "none";
  if (range.low == range.high) return number_with(range.low, unit);
  return number_with(range.low, unit) + " to " + number_with(range.high, unit);
}

std::string text_of(const Permitted& permitted, std::string_view unit) {
  if (permitted.always == permitted.sometimes) return text_of(permitted.always, unit);
  if (permitted.always.empty()) return "within " + text_of(permitted.sometimes, unit) + ", the evidence allows no more";
  return text_of(permitted.always, unit) + " (" + text_of(permitted.sometimes, unit) + " cannot be excluded)";
}

}  // namespace acdloop::verdict
