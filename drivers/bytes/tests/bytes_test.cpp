// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "drivers/bytes/dump.hpp"
#include "drivers/bytes/reader.hpp"
#include "drivers/bytes/writer.hpp"

namespace acdloop::bytes {
namespace {

using namespace std::string_view_literals;

TEST(Reader, ReadsLittleEndianUnlessToldOtherwise) {
  Reader reader("\x01\x02\x03\x04\x05\x06\x07\x01\x02\x03\x04\x05\x06"sv);
  EXPECT_EQ(reader.u8().value(), 0x01);
  EXPECT_EQ(reader.u16().value(), 0x0302);
  EXPECT_EQ(reader.u32().value(), 0x07060504u);
  EXPECT_EQ(reader.u16(Order::big).value(), 0x0102);
  EXPECT_EQ(reader.u32(Order::big).value(), 0x03040506u);
  EXPECT_TRUE(reader.empty());
}

TEST(Reader, RefusesWhatLiesPastTheEndAndStaysWhereItWas) {
  Reader reader("\x01\x02\x03"sv);
  EXPECT_EQ(reader.u32().error(), (Shortage{0, 4, 3}));
  EXPECT_EQ(reader.u8().value(), 1);
  EXPECT_EQ(reader.view(3).error(), (Shortage{1, 3, 2}));
  EXPECT_EQ(reader.view(static_cast<std::size_t>(-1)).error().left, 2u);
  EXPECT_EQ(reader.u16().value(), 0x0302);
  EXPECT_EQ(reader.u8().error(), (Shortage{3, 1, 0}));
}

TEST(Reader, ViewsPointIntoTheSpan) {
  const auto text = "abcdef"sv;
  Reader reader(text);
  ASSERT_TRUE(reader.skip(2));
  const auto view = reader.text(3);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->data(), text.data() + 2);
  EXPECT_EQ(*view, "cde");
  EXPECT_EQ(reader.left(), 1u);
  EXPECT_TRUE(reader.view(0).has_value());
}

TEST(Writer, WritesWhatTheReaderReads) {
  std::string out;
  Writer writer(out);
  writer.u16(0).u8(0xFE).u32(0xDEADBEEF, Order::big).text("xyz");
  ASSERT_TRUE(writer.patch_u16(0, static_cast<std::uint16_t>(writer.size())));
  EXPECT_EQ(out, "\x0a\x00\xfe\xde\xad\xbe\xefxyz"sv);
}

TEST(Writer, PatchesNothingOutside) {
  std::string out = "abc";
  Writer writer(out);
  EXPECT_FALSE(writer.patch_u32(0, 1));
  EXPECT_FALSE(writer.patch_u16(2, 1));
  EXPECT_FALSE(writer.patch_u16(static_cast<std::size_t>(-1), 1));
  EXPECT_EQ(out, "abc");
  EXPECT_TRUE(writer.patch_u16(1, 0x4241));
  EXPECT_EQ(out, "aAB");
}

TEST(Dump, PrintsOneReadableLine) {
  EXPECT_EQ(printable("_SQ,1\r\n\t\x1b\x7f\xc3"sv), "_SQ,1<CR><LF><TAB><ESC><7f><c3>");
  EXPECT_EQ(printable("\0a"sv), "<NUL>a");
  EXPECT_EQ(printable("abcdef"sv, 4), "abcd…(+2)");
}

TEST(Dump, PrintsHex) {
  EXPECT_EQ(hex("\x09\x00\xff"sv), "09 00 ff");
  EXPECT_EQ(hex(""sv), "");
  EXPECT_EQ(hex("abc"sv, 2), "61 62 … (+1)");
}

TEST(Dump, PrintsSixteenBytesALine) {
  const auto bytes = "0123456789abcdefXY\n"sv;
  EXPECT_EQ(hex_dump(std::as_bytes(std::span(bytes.data(), bytes.size()))),
            "00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  |0123456789abcdef|\n"
            "00000010  58 59 0a                                         |XY.|\n");
}

}  // namespace
}  // namespace acdloop::bytes
