// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/text.hpp"

#include <gtest/gtest.h>

#include <array>

namespace acdloop::report {
namespace {

using namespace std::chrono_literals;

std::string json(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonText, EscapesWhatJsonForbids) {
  EXPECT_EQ(json("plain"), R"("plain")");
  EXPECT_EQ(json("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(json("\n\r\t"), R"("\n\r\t")");
  EXPECT_EQ(json(std::string_view("\0\x1f\x7f", 3)), R"("\u0000\u001f\u007f")");
}

TEST(JsonText, IsAsciiWhateverTheTextIs) {
  EXPECT_EQ(json("fa\u00e7ade \u2026 \U0001F4DE"), R"("fa\u00e7ade \u2026 \ud83d\udcde")");
}

TEST(JsonText, ReplacesEachStrayByte) {
  EXPECT_EQ(json("a\xFF\xFEz"), R"("a\ufffd\ufffdz")");
  EXPECT_EQ(json("\xE2\x82"), R"("\ufffd\ufffd")");
  EXPECT_EQ(json("\xED\xA0\x80"), R"("\ufffd\ufffd\ufffd")");
}

TEST(XmlText, KeepsWhatXmlAllowsAndReplacesTheRest) {
  EXPECT_EQ(xml_text("a\tb\nc <&> façade"), "a\tb\nc <&> façade");
  EXPECT_EQ(xml_text(std::string_view("\0\x01\x1b", 3)), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(xml_text("\xFF\xEF\xBF\xBE"), "\uFFFD\uFFFD");
}

TEST(Spoken, UsesTheUnitsThatAListenerWouldUse) {
  EXPECT_EQ(spoken(0s), "0.00 s");
  EXPECT_EQ(spoken(49ms), "0.04 s");
  EXPECT_EQ(spoken(9'999ms), "9.99 s");
  EXPECT_EQ(spoken(42'480ms), "42.4 s");
  EXPECT_EQ(spoken(60s), "1 min");
  EXPECT_EQ(spoken(724s), "12 min 4 s");
  EXPECT_EQ(spoken(1h), "1 h");
  EXPECT_EQ(spoken(72min), "1 h 12 min");
  EXPECT_EQ(spoken(-5s), "0.00 s");
}

TEST(Listed, JoinsAsASentenceDoes) {
  const std::array<std::string, 3> words{"a", "b", "c"};
  EXPECT_EQ(listed(std::span{words}.first(0)), "");
  EXPECT_EQ(listed(std::span{words}.first(1)), "a");
  EXPECT_EQ(listed(std::span{words}.first(2)), "a and b");
  EXPECT_EQ(listed(words), "a, b and c");
}

TEST(Counted, KnowsOneFromMany) {
  EXPECT_EQ(counted(0, "check"), "0 checks");
  EXPECT_EQ(counted(1, "check"), "1 check");
  EXPECT_EQ(counted(2, "check"), "2 checks");
}

}  // namespace
}  // namespace acdloop::report
