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
constexpr Duration half_a_second = std::chrono::milliseconds{500};

// One end of a length: its lower or upper bound within T.
using End = Duration Span::*;

enum class Rule : std::uint8_t { floor, nearest, ceil };

std::int64_t rounded(Duration length, Rule rule) {
  switch (rule) {
    case Rule::floor:
      return floor_seconds(length);
    case Rule::nearest:
      return floor_seconds(length + half_a_second);
    case Rule::ceil:
      return ceil_seconds(length);
  }
  return 0;
}

std::int64_t divided(std::int64_t seconds, std::int64_t count, Rule rule) {
  switch (rule) {
    case Rule::floor:
      return floor_divide(seconds, count);
    case Rule::nearest:
      return floor_divide(2 * seconds + count, 2 * count);
    case Rule::ceil:
      return ceil_divide(seconds, count);
  }
  return 0;
}

// The lowest and the highest number that a rounding leaves.
struct Rules {
  Rule low = Rule::floor;
  Rule high = Rule::ceil;
  bool of_total = false;  // the sum is rounded, not each part
};

// Readings that stand for several are asked about as several; what comes here with a choice is permitted all of it.
Rules rules_of(Rounding rounding) {
  switch (rounding) {
    case Rounding::floor_total:
      return {Rule::floor, Rule::floor, true};
    case Rounding::nearest_total:
      return {Rule::nearest, Rule::nearest, true};
    case Rounding::ceil_total:
      return {Rule::ceil, Rule::ceil, true};
    case Rounding::floor_per_call:
      return {Rule::floor, Rule::floor, false};
    case Rounding::nearest_per_call:
      return {Rule::nearest, Rule::nearest, false};
    case Rounding::ceil_per_call:
      return {Rule::ceil, Rule::ceil, false};
    case Rounding::any_total:
      return {Rule::floor, Rule::ceil, true};
    default:
      return {};
  }
}

std::int64_t sum_of(std::span<const Length> parts, Span Length::*which, End end, Rule rule, bool of_total) {
  std::int64_t seconds = 0;
  Duration sum{};
  for (const Length& part : parts) {
    seconds += rounded((part.*which).*end, rule);
    sum += (part.*which).*end;
  }
  return of_total ? rounded(sum, rule) : seconds;
}

std::int64_t low_sum(std::span<const Length> parts, End end, Rounding rounding) {
  const Rules rules = rules_of(rounding);
  return sum_of(parts, &Length::least, end, rules.low, rules.of_total);
}

std::int64_t high_sum(std::span<const Length> parts, End end, Rounding rounding) {
  const Rules rules = rules_of(rounding);
  return sum_of(parts, &Length::most, end, rules.high, rules.of_total);
}

// Of the total as it is reported, or of the sum before it was rounded.
std::int64_t high_average(std::span<const Length> parts, End end, Rounding rounding) {
  const Rules rules = rules_of(rounding);
  const auto count = static_cast<std::int64_t>(parts.size());
  const std::int64_t of_reported = divided(high_sum(parts, end, rounding), count, rules.high);
  if (!rules.of_total) return of_reported;
  Duration sum{};
  for (const Length& part : parts) sum += part.most.*end;
  const Duration mean{rules.high == Rule::ceil ? ceil_divide(sum.count(), count) : floor_divide(sum.count(), count)};
  return std::max(of_reported, rounded(mean, rules.high));
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

bool rounds_totals(Rounding rounding) { return rules_of(rounding).of_total; }

Permitted permitted_total(std::span<const Length> parts, Rounding rounding) {
  return over_both_ends([&](End end) { return low_sum(parts, end, rounding); },
                        [&](End end) { return high_sum(parts, end, rounding); });
}

Permitted permitted_average(std::span<const Length> parts, Rounding rounding) {
  if (parts.empty()) return Permitted::exactly({0, 0});
  const auto count = static_cast<std::int64_t>(parts.size());
  // Whole numbers are often divided without a remainder, whatever the rule for lengths.
  return over_both_ends([&](End end) { return floor_divide(low_sum(parts, end, rounding), count); },
                        [&](End end) { return high_average(parts, end, rounding); });
}

Permitted permitted_maximum(std::span<const Length> parts, Rounding rounding) {
  const Rules rules = rules_of(rounding);
  return over_both_ends([&](End end) { return rounded(largest(parts, &Length::least, end), rules.low); },
                        [&](End end) { return rounded(largest(parts, &Length::most, end), rules.high); });
}

Permitted permitted_length(const Length& length, Rounding rounding) {
  return permitted_total(std::span{&length, 1}, rounding);
}

Permitted permitted_growth(std::span<const Length> before, std::span<const Length> added, Rounding rounding) {
  const Rules rules = rules_of(rounding);
  if (!rules.of_total || rules.low != rules.high) return permitted_total(added, rounding);
  // Rounded as a whole, a total may owe its next second to what was there before.
  std::vector<Length> all{before.begin(), before.end()};
  all.insert(all.end(), added.begin(), added.end());
  const Permitted then = permitted_total(before, rounding);
  const Permitted now = permitted_total(all, rounding);
  return {.always = {now.always.low - then.always.high, now.always.high - then.always.low},
          .sometimes = {now.sometimes.low - then.sometimes.high, now.sometimes.high - then.sometimes.low}};
}

Range average_beside(std::int64_t total, std::int64_t count, Rounding rounding) {
  const std::int64_t low = floor_divide(total, count);
  return {low, rules_of(rounding).high == Rule::floor ? low : ceil_divide(total + 1, count)};
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
