// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace acdloop {
namespace {

// The first outputs for seed 1234567, as published with implementations of SplitMix64 in many languages.
TEST(Random, IsSplitMix64) {
  Random random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317u);
  EXPECT_EQ(random.next(), 3203168211198807973u);
  EXPECT_EQ(random.next(), 9817491932198370423u);
  EXPECT_EQ(random.next(), 4593380528125082431u);
  EXPECT_EQ(random.next(), 16408922859458223821u);
}

TEST(Random, StaysInItsBoundsAndReachesThem) {
  Random random(1);
  std::array<int, 6> seen{};
  for (int i = 0; i < 6000; ++i) {
    const auto value = random.between(-2, 3);
    ASSERT_GE(value, -2);
    ASSERT_LE(value, 3);
    ++seen[static_cast<std::size_t>(value + 2)];
  }
  for (const int count : seen) EXPECT_NEAR(count, 1000, 200);
}

TEST(Random, TakesEmptyAndFullRanges) {
  Random random(1);
  EXPECT_EQ(random.below(0), 0u);
  EXPECT_EQ(random.below(1), 0u);
  EXPECT_EQ(random.between(5, 5), 5);
  EXPECT_EQ(random.between(5, 4), 5);
  EXPECT_NE(random.between(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()),
            random.between(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
  EXPECT_FALSE(random.chance(0, 10));
  EXPECT_TRUE(random.chance(10, 10));
}

TEST(Random, DrawsExponentiallyAsTheLogarithmSays) {
  Random uniform(7);
  Random exponential(7);
  double sum = 0;
  double squares = 0;
  constexpr std::int64_t mean = 180'000'000'000;
  constexpr int draws = 100'000;
  for (int i = 0; i < draws; ++i) {
    const double expected = -std::log(static_cast<double>(uniform.next()) * 0x1p-64) * mean;
    const auto drawn = static_cast<double>(exponential.exponential(mean));
    ASSERT_NEAR(drawn, expected, mean * 1e-7);
    sum += drawn / mean;
    squares += drawn / mean * (drawn / mean);
  }
  EXPECT_NEAR(sum / draws, 1, 0.01);
  EXPECT_NEAR(squares / draws, 2, 0.06);
}

TEST(Random, DrawsTheSameDurationsEverywhere) {
  // Stories that draw their calls are repeated by their seed: these figures may never change.
  Random random(1);
  EXPECT_EQ(random.exponential(1'000'000), 568'169);
  EXPECT_EQ(random.exponential(1'000'000), 293'322);
  EXPECT_EQ(Random(1).exponential(0), 0);
  EXPECT_EQ(Random(1).exponential(-5), 0);
  EXPECT_GE(Random(3).exponential(std::int64_t{1} << 56), 0);
}

TEST(Random, EveryNameMakesItsOwnStream) {
  const auto base = derive_seed(1, {"scenario", "link", "to switch"});
  EXPECT_EQ(base, derive_seed(1, {"scenario", "link", "to switch"}));
  EXPECT_NE(base, derive_seed(2, {"scenario", "link", "to switch"}));
  EXPECT_NE(base, derive_seed(1, {"scenario", "link", "from switch"}));
  EXPECT_NE(base, derive_seed(1, {"link", "scenario", "to switch"}));
  EXPECT_NE(derive_seed(1, {"ab", "c"}), derive_seed(1, {"a", "bc"}));
  EXPECT_NE(derive_seed(1, {}), derive_seed(1, {""}));
  // Recorded runs name their seed: this figure may never change.
  EXPECT_EQ(derive_seed(1, {"a"}), 16229263434002417216u);
}

}  // namespace
}  // namespace acdloop
