// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/words.hpp"

#include <gmock/gmock.h>

#include <chrono>

#include "scenarios/language/text_places.hpp"

namespace acdloop::scenarios {
namespace {

using namespace std::chrono_literals;

Duration good(std::string_view text) {
  const auto duration = parse_duration(text);
  EXPECT_TRUE(duration) << text;
  return duration.value_or(-1ns);
}

DurationFault bad(std::string_view text) {
  const auto duration = parse_duration(text);
  EXPECT_FALSE(duration) << text;
  return duration ? DurationFault::empty : duration.error();
}

TEST(Durations, AreExactInEveryUnit) {
  EXPECT_EQ(good("120s"), 120s);
  EXPECT_EQ(good("4.2s"), 4200ms);
  EXPECT_EQ(good("500ms"), 500ms);
  EXPECT_EQ(good("2m"), 2min);
  EXPECT_EQ(good("1.5h"), 90min);
  EXPECT_EQ(good("0s"), 0s);
  EXPECT_EQ(good("0.000000001s"), 1ns);
  EXPECT_EQ(good("0.1s"), 100ms);
  EXPECT_EQ(good("007s"), 7s);
  EXPECT_EQ(good("48h"), 48h);
}

TEST(Durations, WithoutAUnitAreNone) {
  EXPECT_EQ(bad("120"), DurationFault::no_unit);
  EXPECT_EQ(bad("4.2"), DurationFault::no_unit);
}

TEST(Durations, OfOtherUnitsAreNone) {
  for (const char* text : {"3d", "3 s", "3sec", "3S", "1h30m", "3s ", "2µs"})
    EXPECT_EQ(bad(text), DurationFault::unknown_unit) << text;
}

TEST(Durations, ThatAreNoNumbersAreNone) {
  EXPECT_EQ(bad(""), DurationFault::empty);
  for (const char* text : {"s", "-3s", "+3s", ".5s", "3.s", "1.2.3s", "soon", "1e3s", "NaNs"})
    EXPECT_FALSE(parse_duration(text)) << text;
  EXPECT_EQ(bad("-3s"), DurationFault::not_a_number);
  EXPECT_EQ(bad("3.s"), DurationFault::not_a_number);
  EXPECT_EQ(bad("1.2.3s"), DurationFault::not_a_number);
}

TEST(Durations, AreBoundedAt48Hours) {
  EXPECT_EQ(bad("48.0001h"), DurationFault::too_long);
  EXPECT_EQ(bad("49h"), DurationFault::too_long);
  EXPECT_EQ(bad("172800.000000001s"), DurationFault::too_long);
  EXPECT_EQ(bad("99999999999999999999999999999999s"), DurationFault::too_long);
  EXPECT_EQ(bad(std::string(100'000, '9') + "ms"), DurationFault::too_long);
}

TEST(Durations, AreNoFinerThanANanosecond) {
  EXPECT_EQ(bad("0.0000000001s"), DurationFault::too_fine);
  EXPECT_EQ(bad("0.0000001ms"), DurationFault::too_fine);
  EXPECT_EQ(good("0.10000000000000000000s"), 100ms);
}

TEST(Durations, AreWrittenShortAndReadBackTheSame) {
  EXPECT_EQ(duration_text(4200ms), "4.2s");
  EXPECT_EQ(duration_text(500ms), "0.5s");
  EXPECT_EQ(duration_text(2min), "120s");
  EXPECT_EQ(duration_text(-1500ms), "-1.5s");
  EXPECT_EQ(duration_text(Duration::min()), "-9223372036.854775808s");
  for (const auto value : {0ns, 1ns, 999'999'999ns, 1'000'000'001ns}) EXPECT_EQ(good(duration_text(value)), value);
}

TEST(States, HaveTheirAsstNumbers) {
  EXPECT_EQ(state_number("not_ready"), 0);
  EXPECT_EQ(state_number("ready"), 1);
  EXPECT_EQ(state_number("busy"), 2);
  EXPECT_EQ(state_number("wrap_up"), 3);
  EXPECT_EQ(state_number("ended"), 4);
  EXPECT_EQ(state_number("READY"), std::nullopt);
  EXPECT_EQ(state_word(3), "wrap_up");
  EXPECT_EQ(state_word(5), "");
  EXPECT_EQ(state_word(-1), "");
}

TEST(NearestWord, CountsSwapsAndForgetsCase) {
  EXPECT_EQ(edit_distance("", ""), 0);
  EXPECT_EQ(edit_distance("ready", "raedy"), 1);
  EXPECT_EQ(edit_distance("READY", "ready"), 0);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_GE(edit_distance(std::string(65, 'a'), "a"), 64);
}

TEST(NearestWord, IsOnlyNamedWhenItMayBeMeant) {
  const std::string words[] = {"hold", "hang_up", "answer"};
  EXPECT_EQ(nearest_word("hangup", words), "hang_up");
  EXPECT_EQ(nearest_word("anwser", words), "answer");
  EXPECT_EQ(nearest_word("xyz", words), std::nullopt);
  EXPECT_EQ(nearest_word("", words), std::nullopt);
}

TEST(Text, KnowsWhatIsUtf8) {
  EXPECT_FALSE(find_bad_byte("plain ü € 😀\r\n\ttext"));
  const std::pair<const char*, std::size_t> rows[] = {
      {"ab\xFF", 2}, {"a\xC3", 1}, {"\xC0\xAF", 0}, {"\xED\xA0\x80", 0}, {"\xF4\x90\x80\x80", 0}, {"\xE0\x80\x80", 0}};
  for (const auto& [text, offset] : rows) {
    const auto bad_byte = find_bad_byte(text);
    ASSERT_TRUE(bad_byte);
    EXPECT_EQ(bad_byte->offset, offset);
    EXPECT_FALSE(bad_byte->control);
  }
  for (std::string_view text : {std::string_view("a\0b", 3), std::string_view("a\x1B[0m"), std::string_view("a\rb"),
                                std::string_view("a\xC2\x9B")}) {
    const auto bad_byte = find_bad_byte(text);
    ASSERT_TRUE(bad_byte);
    EXPECT_EQ(bad_byte->offset, 1u);
    EXPECT_TRUE(bad_byte->control);
  }
}

TEST(Text, CountsColumnsAsPeopleDo) {
  const TextPlaces places("a: ü€x\r\nb: y\n");
  EXPECT_EQ(places.mark_at(8), (Mark{1, 6}));
  EXPECT_EQ(places.line(1), "a: ü€x");
  EXPECT_EQ(places.mark_at(11), (Mark{2, 1}));
  EXPECT_EQ(places.line(2), "b: y");
  EXPECT_EQ(places.line(7), "");
  EXPECT_EQ(places.last_mark(), (Mark{2, 5}));
}

}  // namespace
}  // namespace acdloop::scenarios
