// SPDX-License-Identifier: Apache-2.0
// The eight bytes before every message: every cut, every length, every digit.
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

struct Read {
  std::vector<Frame> frames;
  std::size_t left = 0;
};
Read read(FrameReader& reader, std::string_view bytes) {
  std::span<const std::byte> rest = bytes_of(bytes);
  Read all;
  while (auto one = reader.next(rest)) {
    const bool fatal = one->fatal;
    all.frames.push_back(*std::move(one));
    if (fatal) break;
  }
  all.left = rest.size();
  return all;
}
Read read(std::string_view bytes) {
  FrameReader reader;
  return read(reader, bytes);
}

TEST(Framing, CountsItsHeaderAndPadsTheInvokeId) {
  EXPECT_EQ(*frame(7, "<x/>"), std::string("\0\0\0\x0C"
                                           "0007<x/>",
                                           12));
  EXPECT_EQ(*frame(9999, ""), std::string("\0\0\0\x08"
                                          "9999",
                                          8));
}

TEST(Framing, CutsAnySplitOfTheStream) {
  const std::string two = *frame(1, "<a/>") + *frame(9999, "<bb/>");
  for (std::size_t cut = 0; cut <= two.size(); ++cut) {
    FrameReader reader;
    Read all = read(reader, std::string_view{two}.substr(0, cut));
    Read more = read(reader, std::string_view{two}.substr(cut));
    std::ranges::move(more.frames, std::back_inserter(all.frames));
    ASSERT_THAT(all.frames, SizeIs(2)) << cut;
    EXPECT_EQ(all.frames[0].document, "<a/>");
    EXPECT_EQ(all.frames[1].document, "<bb/>");
    EXPECT_EQ(all.frames[1].invoke, event_invoke_id);
    EXPECT_FALSE(reader.finish());
  }
}

TEST(Framing, AMessageThatEndsEarlyIsNamedWhereverItEnds) {
  const std::string whole = *frame(1, "<a/>");
  for (std::size_t length = 1; length < whole.size(); ++length) {
    FrameReader reader;
    EXPECT_THAT(read(reader, std::string_view{whole}.substr(0, length)).frames, IsEmpty()) << length;
    const auto fault = reader.finish();
    ASSERT_TRUE(fault) << length;
    EXPECT_EQ(fault->name, "truncated_frame");
    EXPECT_FALSE(reader.finish());
  }
}

TEST(Framing, ALengthBelowTheHeaderEndsTheStream) {
  for (char length = 0; length < 8; ++length) {
    const Read all = read(std::string{'\0', '\0', '\0', length});
    ASSERT_THAT(all.frames, SizeIs(1));
    EXPECT_TRUE(all.frames[0].fatal);
    EXPECT_EQ(all.frames[0].fault->name, "short_frame");
  }
}

TEST(Framing, ALengthOfTheHeaderAloneIsAnEmptyDocument) {
  const Read all = read(std::string("\0\0\0\x08"
                                    "0001",
                                    8) +
                        *frame(2, "<a/>"));
  ASSERT_THAT(all.frames, SizeIs(2));
  EXPECT_EQ(all.frames[0].fault->name, "empty_document");
  EXPECT_FALSE(all.frames[0].fatal);
  EXPECT_EQ(all.frames[1].document, "<a/>");
}

TEST(Framing, ALengthThatIsOffByOneShiftsTheNextHeaderAndIsFound) {
  for (const int off : {-1, 1}) {
    std::string damaged = *frame(1, "<abc/>");
    damaged[3] = static_cast<char>(damaged[3] + off);
    FrameReader reader;
    Read all = read(reader, damaged + *frame(2, "<abc/>"));
    // One short: the rest of the document is no header. One long: the next header lacks its first byte.
    const bool fatal = !all.frames.empty() && all.frames.back().fatal;
    EXPECT_TRUE(fatal || reader.finish()) << off;
  }
}

TEST(Framing, TheLongestMessageIsReadAndALongerOneCannotBeWritten) {
  const std::string longest(max_document_bytes, 'x');
  const auto message = frame(1, longest);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->substr(0, 4), std::string("\0\0\xFF\xFF", 4));
  EXPECT_EQ(read(*message).frames.at(0).document, longest);
  EXPECT_FALSE(frame(1, longest + "x"));
}

TEST(Framing, WhatIsNoCstaXmlEndsTheStreamAtItsFirstByte) {
  for (const std::string& start : {std::string{"\x01"}, std::string{"\0\x01", 2}, std::string{"GET / HTTP/1.1"}}) {
    const Read all = read(start);
    ASSERT_THAT(all.frames, SizeIs(1));
    EXPECT_TRUE(all.frames[0].fatal);
    EXPECT_EQ(all.frames[0].fault->name, "not_plain_csta_xml");
  }
}

TEST(Framing, AnInvokeIdThatIsNotFourDigitsCostsOnlyItsMessage) {
  for (const std::string id : {"00 1", "-001", "1e03", "00A1", "    "}) {
    const Read all = read(std::string("\0\0\0\x0C", 4) + id + "<a/>" + *frame(2, "<b/>"));
    ASSERT_THAT(all.frames, SizeIs(2)) << id;
    EXPECT_EQ(all.frames[0].fault->name, "malformed_invoke_id");
    EXPECT_FALSE(all.frames[0].fatal);
    EXPECT_EQ(all.frames[1].document, "<b/>");
  }
}

}  // namespace
}  // namespace acdloop::csta_xml::test
