// SPDX-License-Identifier: Apache-2.0
// The only source of random numbers: seeded, the same on every machine and compiler. Used by scripts, faults and
// fuzz-like tests. One stream per purpose, its seed derived from names, so that adding a stream changes no other.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace acdloop {

// A seed for the stream that the names stand for: derive_seed(seed, {scenario, link, "to switch"}).
// Names are kept apart: {"ab","c"} and {"a","bc"} differ.
std::uint64_t derive_seed(std::uint64_t seed, std::initializer_list<std::string_view> names);

// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();
  // 0 to bound − 1, each equally likely. 0 if bound is 0.
  std::uint64_t below(std::uint64_t bound);
  // low to high, both included. low if high < low.
  std::int64_t between(std::int64_t low, std::int64_t high);
  // True in `numerator` of `denominator` cases.
  bool chance(std::uint64_t numerator, std::uint64_t denominator) { return below(denominator) < numerator; }
  // Exponentially distributed with that mean, 0 to 2^56: the inverse transform, in whole numbers, because libraries
  // round their logarithms differently. At most 45 times the mean; 0 for a mean below 1.
  std::int64_t exponential(std::int64_t mean);

 private:
  std::uint64_t state_;
};

}  // namespace acdloop
