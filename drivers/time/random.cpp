// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/random.hpp"

namespace acdloop {
namespace {

constexpr std::uint64_t golden_gamma = 0x9E3779B97F4A7C15u;

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
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

}  // namespace acdloop
