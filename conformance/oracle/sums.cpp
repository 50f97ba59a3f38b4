// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/sums.hpp"

#include <algorithm>

namespace acdloop::oracle {
namespace {

using verdict::ceil_divide;
using verdict::ceil_seconds;
using verdict::floor_divide;
using verdict::floor_seconds;
using verdict::Permitted;
using verdict::Range;
using verdict::Span;

constexpr std::int64_t scaled_call_per_hour = 10'000;
constexpr std::int64_t seconds_per_hour = 3600;

// One end of a length: its lower or upper bound within T.
using End = Duration Span::*;

std::int64_t low_sum(std::span<const Length> parts, End end, Rounding rounding) {
  std::int64_t seconds = 0;
  Duration sum{};
  for (const Length& part : parts) {
    seconds += floor_seconds(part.least.*end);
    sum += part.least.*end;
  }
  return rounding == Rounding::floor_total ? floor_seconds(sum) : seconds;
}

std::int64_t high_sum(std::span<const Length> parts, End end, Rounding rounding) {
  std::int64_t up = 0;
  std::int64_t down = 0;
  Duration sum{};
  for (const Length& part : parts) {
    up += ceil_seconds(part.most.*end);
    down += floor_seconds(part.most.*end);
    sum += part.most.*end;
  }
  if (rounding == Rounding::floor_total) return floor_seconds(sum);
  return rounding == Rounding::floor_per_call ? down : up;
}

// P is wide at both ends; T moves both: certain is what holds wherever the truth lies.
template <class Low, class High>
Permitted over_both_ends(Low low, High high) {
  return {.always = {low(&Span::longest), high(&Span::shortest)},
          .sometimes = {low(&Span::shortest), high(&Span::longest)}};
}

Duration largest(std::span<const Length> parts, Span Length::*which, End end) {
  Duration result{};
  for (const Length& part : parts) result = std::max(result, (part.*which).*end);
  return result;
}

}  // namespace

Permitted permitted_total(std::span<const Length> parts, Rounding rounding) {
  return over_both_ends([&](End end) { return low_sum(parts, end, rounding); },
                        [&](End end) { return high_sum(parts, end, rounding); });
}

Permitted permitted_average(std::span<const Length> parts, Rounding rounding) {
  if (parts.empty()) return Permitted::exactly({0, 0});
  const auto count = static_cast<std::int64_t>(parts.size());
  return over_both_ends([&](End end) { return floor_divide(low_sum(parts, end, rounding), count); },
                        [&](End end) {
                          const std::int64_t sum = high_sum(parts, end, rounding);
                          return rounding == Rounding::any ? ceil_divide(sum, count) : floor_divide(sum, count);
                        });
}

Permitted permitted_maximum(std::span<const Length> parts, Rounding rounding) {
  return over_both_ends([&](End end) { return floor_seconds(largest(parts, &Length::least, end)); },
                        [&](End end) {
                          const Duration length = largest(parts, &Length::most, end);
                          return rounding == Rounding::any ? ceil_seconds(length) : floor_seconds(length);
                        });
}

Permitted permitted_length(const Length& length, Rounding rounding) {
  return permitted_total(std::span{&length, 1}, rounding);
}

Permitted permitted_growth(std::span<const Length> before, std::span<const Length> added, Rounding rounding) {
  if (rounding != Rounding::floor_total) return permitted_total(added, rounding);
  // Rounded down as a whole, a total may owe its next second to what was there before.
  std::vector<Length> all{before.begin(), before.end()};
  all.insert(all.end(), added.begin(), added.end());
  const Permitted then = permitted_total(before, rounding);
  const Permitted now = permitted_total(all, rounding);
  return {.always = {now.always.low - then.always.high, now.always.high - then.always.low},
          .sometimes = {now.sometimes.low - then.sometimes.high, now.sometimes.high - then.sometimes.low}};
}

Range average_beside(std::int64_t total, std::int64_t count, Rounding rounding) {
  const std::int64_t low = floor_divide(total, count);
  return {low, rounding == Rounding::any ? ceil_divide(total + 1, count) : low};
}

Permitted permitted_rate(std::int64_t calls, const Length& duration) {
  const std::int64_t per_hour = calls * seconds_per_hour;
  const auto low = [&](Duration length) {
    return floor_divide(per_hour, std::max<std::int64_t>(1, ceil_seconds(length))) * scaled_call_per_hour;
  };
  const auto high = [&](Duration length) {
    return ceil_divide(per_hour, std::max<std::int64_t>(1, floor_seconds(length))) * scaled_call_per_hour;
  };
  return {.always = {low(duration.most.shortest), high(duration.least.longest)},
          .sometimes = {low(duration.most.longest), high(duration.least.shortest)}};
}

std::vector<Length> parts_of(std::span<const CallTruth> calls, Length CallTruth::*member) {
  std::vector<Length> parts;
  parts.reserve(calls.size());
  for (const CallTruth& call : calls) parts.push_back(call.*member);
  return parts;
}

}  // namespace acdloop::oracle
