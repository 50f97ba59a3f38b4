// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/readings.hpp"

#include <gtest/gtest.h>

namespace acdloop::tapi {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

TEST(Readings, EveryKeyStandsInTheHeaderWithItsDefault) {
  const Lines expected{{"hold_in_talk", "false"}, {"ring_in_call", "false"}, {"rounding", "any"},
                       {"error_style", "either"}, {"timeout", "120 s"},      {"settle", "2 s"}};
  EXPECT_EQ(describe(Readings{}), expected);
}

TEST(Readings, ValuesOtherThanTheDefaultsAreSpelledOut) {
  Readings readings;
  readings.hold_in_talk = readings.ring_in_call = true;
  readings.rounding = Readings::Rounding::floor_per_call;
  readings.error_style = Readings::ErrorStyle::mapped;
  readings.timeout = std::chrono::milliseconds{119'050};
  readings.settle = std::chrono::milliseconds{250};
  const Lines expected{{"hold_in_talk", "true"},  {"ring_in_call", "true"}, {"rounding", "floor_per_call"},
                       {"error_style", "mapped"}, {"timeout", "119.05 s"},  {"settle", "0.25 s"}};
  EXPECT_EQ(describe(readings), expected);
}

}  // namespace
}  // namespace acdloop::tapi
