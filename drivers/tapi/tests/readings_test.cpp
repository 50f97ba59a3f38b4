// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/readings.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <set>

namespace acdloop::tapi {
namespace {

std::string value(const Readings& readings, std::string_view key) { return value_text(readings, find_key(key)->key); }

TEST(Readings, EveryKeyStandsInTheHeaderWithItsDefault) {
  const std::vector<std::pair<std::string, std::string>> expected{
      {"tapi_version", "0x00030001"},
      {"hold_in_talk", "false"},
      {"ring_in_call", "false"},
      {"count_at", "any"},
      {"live_totals", "any"},
      {"rounding", "any"},
      {"figures_from", "timeline"},
      {"tta_start", "offered"},
      {"unanswered_in_tta", "any"},
      {"predictive_counts_as", "outgoing"},
      {"cut_call", "any"},
      {"empty_average", "any"},
      {"session_state_on_non_acd", "any"},
      {"call_end_at", "idle"},
      {"initial_state", "any"},
      {"next_state", "ignored"},
      {"busy_put_policy", "any"},
      {"put_same_state", "any"},
      {"put_call_state", "any"},
      {"second_session", "any"},
      {"start_time_zone", "any"},
      {"overall_rate_scale", "1"},
      {"ended_query", "any"},
      {"list_ended", "any"},
      {"longest_ever_scope", "period"},
      {"error_style", "either"},
      {"timeout", "120 s"},
      {"timeout_low", "0 s"},
      {"timeout_high", "0 s"},
      {"settle", "2 s"},
      {"skew", "1 s"},
  };
  EXPECT_EQ(describe(Readings{}), expected);
}

TEST(Readings, TheTableHasOneRowForEachKeyInItsOrder) {
  std::set<std::string_view> words;
  for (std::size_t index = 0; index < key_rows().size(); ++index) {
    const KeyRow& row = key_rows()[index];
    EXPECT_EQ(static_cast<std::size_t>(row.key), index);
    EXPECT_TRUE(words.insert(row.word).second) << row.word;
    EXPECT_EQ(find_key(row.word), &row);
    EXPECT_TRUE(row.question.ends_with('?')) << row.word;
  }
  EXPECT_EQ(find_key("hold"), nullptr);
}

TEST(Readings, EveryAnswerCanBeHeldAndIsPrintedAsItIsWritten) {
  for (const KeyRow& row : key_rows()) {
    for (std::uint8_t number = 0; number < row.answers.size(); ++number) {
      const Readings held = answered(Readings{}, row.key, number);
      EXPECT_EQ(value_text(held, row.key), row.answers[number].word);
      EXPECT_EQ(answer_number(row, row.answers[number].word), number);
      EXPECT_NE(answers_held(held, row.key), 0u) << row.word;
    }
    EXPECT_EQ(answer_number(row, "no such answer"), -1);
  }
}

TEST(Readings, AnAnswerStandsForItselfOrForSeveralThatDo) {
  for (const KeyRow& row : key_rows()) {
    for (std::size_t number = 0; number < row.answers.size(); ++number) {
      const std::uint32_t bits = row.answers[number].stands_for;
      if (std::popcount(bits) == 1) {
        EXPECT_EQ(bits, 1u << number) << row.word;
        continue;
      }
      for (std::size_t other = 0; other < row.answers.size(); ++other) {
        if ((bits >> other & 1u) == 0) continue;
        EXPECT_EQ(row.answers[other].stands_for, 1u << other) << row.word;
      }
    }
  }
}

TEST(Readings, LengthsAreToldInSecondsWithoutTrailingZeros) {
  Readings readings;
  readings.timeout = std::chrono::milliseconds{119'050};
  readings.settle = std::chrono::milliseconds{250};
  EXPECT_EQ(value(readings, "timeout"), "119.05 s");
  EXPECT_EQ(value(readings, "settle"), "0.25 s");
}

TEST(Readings, WaysAnswerOnlyWhatIsOpen) {
  EXPECT_EQ(ways(Readings{}, {Key::hold_in_talk, Key::tta_start}), std::vector{Readings{}});
  EXPECT_EQ(ways(Readings{}, {Key::rounding, Key::live_totals}).size(), 7u * 2u);
  Readings partly;
  partly.rounding = Readings::Rounding::floor;
  const std::vector<Readings> floors = ways(partly, {Key::rounding});
  ASSERT_EQ(floors.size(), 2u);
  EXPECT_EQ(floors[0].rounding, Readings::Rounding::floor_total);
  EXPECT_EQ(floors[1].rounding, Readings::Rounding::floor_per_call);
}

TEST(Readings, OurOwnAnswersFillWhatIsOpenAndNothingElse) {
  Readings held;
  held.rounding = Readings::Rounding::ceil;
  held.live_totals = true;
  held.timeout = std::chrono::seconds{30};
  const Readings ours = settled(held);
  EXPECT_EQ(value(ours, "rounding"), "ceil_total");  // ours is floor_total, which is not among them
  EXPECT_EQ(value(ours, "live_totals"), "true");
  EXPECT_EQ(value(ours, "count_at"), "release");
  EXPECT_EQ(value(ours, "error_style"), "raw");
  EXPECT_EQ(value(ours, "timeout"), "30 s");
  for (const KeyRow& row : key_rows()) {
    EXPECT_EQ(is_open(ours, row.key), row.key == Key::initial_state) << row.word;
  }
}

TEST(Readings, OpenCountsAsNoWhereAPlainAnswerIsWanted) {
  EXPECT_FALSE(static_cast<bool>(Maybe::any()));
  EXPECT_TRUE(Maybe::any().open());
  EXPECT_FALSE(Maybe{false}.open());
  EXPECT_NE(Maybe::any(), Maybe{false});
}

}  // namespace
}  // namespace acdloop::tapi
