// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/random.hpp"

#include <bit>

namespace acdloop {
namespace {

constexpr std::uint64_t golden_gamma = 0x9E3779B97F4A7C15u;

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
}

// -ln(value / 2^64), in units of 2^-28, for a value that is not 0.
std::int64_t negative_logarithm(std::uint64_t value) {
  const int zeros = std::countl_zero(value);
  // The value is 2^(63 - zeros) times a number from 1 to 2. Squared, that number's binary logarithm doubles: each time
  // its next digit is whether the square has reached 2.
  std::uint64_t number = (value << zeros) >> 32;  // in units of 2^-31
  std::uint64_t digits = 0;
  for (int digit = 0; digit < 30; ++digit) {
    number = number * number >> 31;
    digits <<= 1;
    if (number >> 32 == 0) continue;
    number >>= 1;
    digits |= 1;
  }
  const std::uint64_t binary = (static_cast<std::uint64_t>(zeros + 1) << 30) - digits;  // in units of 2^-30
  constexpr std::uint64_t ln2 = 0xB17217F8;                                             // in units of 2^-32
  return static_cast<std::int64_t>((binary >> 6) * ln2 >> 28);
}

}  // namespace

std::uint64_t derive_seed(std::uint64_t seed, std::initializer_list<std::string_view> names) {
  std::uint64_t derived = mixed(seed + golden_gamma);
  for (const std::string_view name : names) {
    std::uint64_t hash = 0xCBF29CE484222325u;  // FNV-1a, 64 bits
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    derived = mixed(derived + golden_gamma + mixed(hash));
  }
  return derived;
}

std::uint64_t Random::next() { return mixed(state_ += golden_gamma); }

std::uint64_t Random::below(std::uint64_t bound) {
  if (bound == 0) return 0;
  // Values under the threshold would make the low remainders likelier: drawn again.
  const std::uint64_t threshold = (0 - bound) % bound;
  while (true) {
    const std::uint64_t value = next();
    if (value >= threshold) return value % bound;
  }
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  if (high <= low) return low;
  const std::uint64_t count = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  const std::uint64_t step = count == 0 ? next() : below(count);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + step);
}

std::int64_t Random::exponential(std::int64_t mean) {
  const std::uint64_t drawn = next();
  if (mean < 1) return 0;
  const std::int64_t times = negative_logarithm(drawn == 0 ? 1 : drawn);
  constexpr std::int64_t unit = std::int64_t{1} << 28;
  return mean / unit * times + mean % unit * times / unit;
}

}  // namespace acdloop
