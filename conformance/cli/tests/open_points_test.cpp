// SPDX-License-Identifier: Apache-2.0
// The catalogue asks the questions, the readings hold the answers: neither knows the other, so both are held here.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/catalogue/readings_held.hpp"
#include "drivers/tapi/readings.hpp"

namespace acdloop::cli {
namespace {

std::set<std::string_view> keys_asked() {
  std::set<std::string_view> keys;
  for (const catalogue::Ambiguity& point : catalogue::ambiguities()) {
    if (!point.reading.empty()) keys.insert(point.reading);
  }
  return keys;
}

std::set<std::string_view> keys_held() {
  std::set<std::string_view> keys;
  for (const tapi::KeyRow& row : tapi::key_rows()) keys.insert(row.word);
  return keys;
}

TEST(OpenPoints, EveryReadingThatDecidesOneExists) {
  for (const std::string_view key : keys_asked()) EXPECT_TRUE(keys_held().contains(key)) << key;
}

TEST(OpenPoints, EveryReadingAnswersAQuestionOfTheCatalogue) {
  // How long a run waits and how exact its clocks are, what is compared and who counts, are no questions of meaning.
  const std::set<std::string_view> no_question = {"tapi_version", "figures_from", "timeout_low",
                                                  "timeout_high", "settle",       "skew"};
  const std::set<std::string_view> asked = keys_asked();
  for (const std::string_view key : keys_held()) EXPECT_TRUE(asked.contains(key) || no_question.contains(key)) << key;
}

}  // namespace
}  // namespace acdloop::cli
