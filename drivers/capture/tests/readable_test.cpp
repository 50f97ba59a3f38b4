// SPDX-License-Identifier: Apache-2.0
#include "drivers/capture/readable.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace acdloop::capture {
namespace {

using namespace std::chrono_literals;

TEST(Readable, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(readable("_SA,7,105 façade … 電話 \U0001F4DE"), "_SA,7,105 façade … 電話 \U0001F4DE");
}

TEST(Readable, WritesControlCharactersAsBytes) {
  EXPECT_EQ(readable("a\r\n\x1b[2J\x7f"), "a\\x0d\\x0a\\x1b[2J\\x7f");
  EXPECT_EQ(readable(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(readable("\xC2\x85"), "\\xc2\\x85");
  EXPECT_EQ(readable("\xE2\x80\xA8"), "\\xe2\\x80\\xa8");
}

TEST(Readable, WritesBytesThatAreNoUtf8AsBytes) {
  EXPECT_EQ(readable("\xFF"), "\\xff");
  EXPECT_EQ(readable("\xC0\xAF"), "\\xc0\\xaf");
  EXPECT_EQ(readable("\xED\xA0\x80"), "\\xed\\xa0\\x80");
  EXPECT_EQ(readable("\xF4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
  EXPECT_EQ(readable("\xE2\x82"), "\\xe2\\x82");
  EXPECT_EQ(readable("\xE2\x82x"), "\\xe2\\x82x");
}

TEST(NextCodePoint, DecodesTheEdgesOfEveryLength) {
  const auto decode = [](std::string_view text) {
    std::size_t at = 0;
    const std::uint32_t code = next_code_point(text, at);
    EXPECT_EQ(at, text.size());
    return code;
  };
  EXPECT_EQ(decode("\x7F"), 0x7Fu);
  EXPECT_EQ(decode("\xC2\x80"), 0x80u);
  EXPECT_EQ(decode("\xDF\xBF"), 0x7FFu);
  EXPECT_EQ(decode("\xE0\xA0\x80"), 0x800u);
  EXPECT_EQ(decode("\xED\x9F\xBF"), 0xD7FFu);
  EXPECT_EQ(decode("\xEF\xBF\xBF"), 0xFFFFu);
  EXPECT_EQ(decode("\xF0\x90\x80\x80"), 0x10000u);
  EXPECT_EQ(decode("\xF4\x8F\xBF\xBF"), 0x10FFFFu);
}

TEST(Seconds, CutsToMilliseconds) {
  EXPECT_EQ(seconds(0ns), "0.000 s");
  EXPECT_EQ(seconds(12'300ms), "12.300 s");
  EXPECT_EQ(seconds(119'999'999'999ns), "119.999 s");
  EXPECT_EQ(seconds(-1'500ms), "-1.500 s");
  EXPECT_EQ(seconds(Duration::min()), "-9223372036.854 s");
}

}  // namespace
}  // namespace acdloop::capture
