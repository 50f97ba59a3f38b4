// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/framing.hpp"
#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/tests/switch_port.hpp"
#include "drivers/system_oai/tests/vector_file.hpp"

namespace acdloop::system_oai::test {
namespace {

TEST(Vectors, EveryLineIsDecodedAndEncodedByteForByte) {
  std::size_t lines = 0;
  for (const char* name : {"captures.txt", "layouts.txt"}) {
    for (const Vector& vector : vectors(name)) {
      if (vector.hex) continue;
      ++lines;
      const auto fields = tokenize(vector.text, false);
      ASSERT_TRUE(fields) << vector.where << ": " << fields.error().name;
      EXPECT_EQ(encode(*fields), vector.text) << vector.where;
      if (vector.text[0] == '_') continue;
      const EventLayout* layout = event_layout((*fields)[event::id]);
      ASSERT_NE(layout, nullptr) << vector.where;
      EXPECT_GE(fields->size(), layout->least_fields) << vector.where;
    }
  }
  EXPECT_GE(lines, 30u);
}

TEST(Vectors, EveryPduIsDecodedAndEncodedByteForByte) {
  std::size_t pdus = 0;
  for (const Vector& vector : vectors("captures.txt")) {
    if (!vector.hex) continue;
    ++pdus;
    const std::string bytes = from_hex(vector.text);
    FrameReader reader{Framing::tcp};
    std::span<const std::byte> rest = bytes_of(bytes);
    const auto frame = reader.next(rest);
    ASSERT_TRUE(frame && !frame->fault) << vector.where;
    EXPECT_TRUE(rest.empty()) << vector.where;
    EXPECT_EQ(frame_pdu(frame->payload), bytes) << vector.where;
    if (frame->payload[0] == '_') {
      EXPECT_EQ(frame_line(Framing::tcp, cti::WireMessage::Direction::to_switch, without_terminator(frame->payload)),
                bytes);
      continue;
    }
    const auto login = decode_login(frame->payload);
    ASSERT_TRUE(login) << vector.where;
    if (login->application.empty()) continue;  // the short form
    EXPECT_EQ(encode_login(*login), frame->payload) << vector.where;
  }
  EXPECT_EQ(pdus, 3u);
}

TEST(Vectors, TheLoginNamesItsApplication) {
  const auto login = decode_login(std::string{"\x87\0acdsim\0", 9});
  ASSERT_TRUE(login);
  EXPECT_EQ(login->type, 0x87);
  EXPECT_EQ(login->password, "");
  EXPECT_EQ(login->application, "acdsim");
}

}  // namespace
}  // namespace acdloop::system_oai::test
