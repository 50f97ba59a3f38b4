// SPDX-License-Identifier: Apache-2.0
// T and P: how a reported whole number is judged when the truth is known only within bounds. Used by the oracle.
// Knows nothing of what the numbers mean.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "conformance/verdict/verdict.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::verdict {

// Whole numbers from low to high, both included; nothing when low > high.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;
  constexpr bool contains(std::int64_t value) const { return low <= value && value <= high; }
  constexpr bool empty() const { return low > high; }
  friend constexpr bool operator==(const Range&, const Range&) = default;
};

// T: the truth lies in [shortest, longest]; a point on the virtual clock.
struct Span {
  Duration shortest{};
  Duration longest{};
  static constexpr Span exactly(Duration length) { return {length, length}; }
  friend constexpr Span operator+(Span a, Span b) { return {a.shortest + b.shortest, a.longest + b.longest}; }
  friend constexpr bool operator==(const Span&, const Span&) = default;
};

// From an instant in `from` to an instant in `to`; never negative.
Span between(const Interval& from, const Interval& to);

std::int64_t floor_seconds(Duration length);
std::int64_t ceil_seconds(Duration length);
std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor);  // divisor > 0
std::int64_t ceil_divide(std::int64_t dividend, std::int64_t divisor);   // divisor > 0

// P over all of T: `always` is permitted whatever the truth is within T, `sometimes` for at least one of them.
struct Permitted {
  Range always;
  Range sometimes;
  static constexpr Permitted exactly(Range range) { return {range, range}; }
  friend constexpr bool operator==(const Permitted&, const Permitted&) = default;
};

// P(t) must not shrink at either end as t grows (every rounding does so).
Permitted permitted_over(Span truth, const std::function<Range(Duration)>& permitted_if);

// pass: v is in P(t) for every t in T. fail: for none. inconclusive: our evidence cannot tell.
Verdict judge(const Permitted& permitted, std::int64_t reported);
// The same for a requirement that only forbids too much: "leaves unchanged", "excludes".
Verdict judge_upper(const Permitted& permitted, std::int64_t reported);
Verdict judge(Span truth, const std::function<Range(Duration)>& permitted_if, std::int64_t reported);

// "42 s to 43 s", "42 s", "none"; where T is no point and it matters: "42 s to 43 s (41 s to 44 s cannot be excluded)".
std::string text_of(const Range& range, std::string_view unit);
std::string text_of(const Permitted& permitted, std::string_view unit);

}  // namespace acdloop::verdict
