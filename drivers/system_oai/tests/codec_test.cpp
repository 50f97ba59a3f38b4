// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/codec.hpp"

#include <gtest/gtest.h>

#include <string>

#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/framing.hpp"
#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/tests/switch_port.hpp"

namespace acdloop::system_oai::test {
namespace {

std::string fault_of(std::string_view line, bool eight_bit = false) {
  const auto fields = tokenize(line, eight_bit);
  return fields ? "" : fields.error().name;
}

std::vector<std::string> payloads(FrameReader& reader, std::string_view bytes) {
  std::vector<std::string> all;
  std::span<const std::byte> rest = bytes_of(bytes);
  while (auto frame = reader.next(rest)) all.push_back(frame->fault ? "!" + frame->fault->name : frame->payload);
  return all;
}

TEST(Codec, BarsProtectCommasAndAreKept) {
  const auto fields = tokenize("008,LN,,001,105,2003,|Jones, Bob|,237", false);
  ASSERT_TRUE(fields);
  EXPECT_EQ(fields->size(), 8u);
  EXPECT_EQ((*fields)[agent::description], "Jones, Bob");
  EXPECT_EQ((*fields)[99], "");
}

TEST(Codec, EmptyFieldAndEmptyTextDifferInBytesOnly) {
  for (const std::string text : {"a,,b", "a,||,b", "a,b,", "a,b,,", ",", "||"}) {
    const auto fields = tokenize(text, false);
    ASSERT_TRUE(fields) << text;
    EXPECT_EQ(encode(*fields), text);
  }
  EXPECT_EQ((*tokenize("a,||,b", false))[1], "");
}

TEST(Codec, DamageIsNamed) {
  EXPECT_EQ(fault_of("a,|b"), "malformed_text");
  EXPECT_EQ(fault_of("a,|b|c"), "malformed_text");
  EXPECT_EQ(fault_of("a,b|c|"), "malformed_text");
  EXPECT_EQ(fault_of(std::string_view{"a\0b", 3}), "nul_byte");
  EXPECT_EQ(fault_of("a\x01"), "control_byte");
  EXPECT_EQ(fault_of("a\r,b"), "control_byte");
  EXPECT_EQ(fault_of("M\xFCller"), "eight_bit_byte");
  EXPECT_EQ(fault_of("M\xFCller", true), "");
  EXPECT_EQ(fault_of(std::string(max_line_bytes, 'a')), "");
  EXPECT_EQ(fault_of(std::string(max_line_bytes + 1, 'a')), "oversized_line");
}

TEST(Codec, BarsInsideATextAreDropped) {
  Fields line{"a"};
  line.set_text(1, "x|y,z");
  EXPECT_EQ(encode(line), "a,|xy,z|");
}

TEST(Codec, OnlyPlainDigitsAreANumber) {
  EXPECT_EQ(to_number("007", 999), 7u);
  EXPECT_EQ(to_number("1000", 999), std::nullopt);
  EXPECT_EQ(to_number("99999999999999999999", 999), std::nullopt);
  for (const char* text : {"", "-1", "+1", " 1", "1a", "0x1"}) EXPECT_EQ(to_number(text, 999), std::nullopt) << text;
}

TEST(Framing, AnySplitGivesTheSamePdus) {
  const std::string stream =
      frame_pdu("_NO,1\r") + frame_pdu("0123456789") + frame_pdu("0123456789abc") + frame_pdu("001,RD,0,\r\n");
  const std::vector<std::string> whole{"_NO,1\r", "0123456789", "0123456789abc", "001,RD,0,\r\n"};
  FrameReader reader{Framing::tcp};
  EXPECT_EQ(payloads(reader, stream), whole) << "coalesced, with lengths 10 and 13";
  for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
    FrameReader split{Framing::tcp};
    auto got = payloads(split, stream.substr(0, cut));
    for (std::string& payload : payloads(split, stream.substr(cut))) got.push_back(std::move(payload));
    EXPECT_EQ(got, whole) << "cut at " << cut;
  }
  FrameReader slow{Framing::tcp};
  std::vector<std::string> got;
  for (char c : stream) {
    for (std::string& payload : payloads(slow, {&c, 1})) got.push_back(std::move(payload));
  }
  EXPECT_EQ(got, whole);
}

TEST(Framing, ATruncatedPduIsNamedAtEveryByte) {
  const std::string pdu = frame_pdu("_NO,1\r");
  for (std::size_t length = 1; length < pdu.size(); ++length) {
    FrameReader reader{Framing::tcp};
    EXPECT_TRUE(payloads(reader, pdu.substr(0, length)).empty());
    const auto fault = reader.finish();
    ASSERT_TRUE(fault) << length;
    EXPECT_EQ(fault->name, "truncated_pdu");
    EXPECT_FALSE(reader.finish());
  }
}

TEST(Framing, LengthsAreBounded) {
  FrameReader biggest{Framing::tcp};
  EXPECT_EQ(payloads(biggest, frame_pdu(std::string(max_pdu_bytes, 'a'))).front().size(), max_pdu_bytes);
  FrameReader big{Framing::tcp};
  EXPECT_EQ(payloads(big, frame_pdu(std::string(max_pdu_bytes + 1, 'a'))), std::vector<std::string>{"!oversized_pdu"});
  FrameReader huge{Framing::tcp};
  EXPECT_EQ(payloads(huge, "\xFF\xFF\xFF\xFF and more"), std::vector<std::string>{"!oversized_pdu"});
  EXPECT_TRUE(payloads(huge, frame_pdu("_NO,1\r")).empty()) << "nothing after it can be told apart";
  FrameReader empty{Framing::tcp};
  EXPECT_EQ(payloads(empty, std::string(4, '\0') + frame_pdu("x")), (std::vector<std::string>{"!empty_pdu", "x"}));
}

TEST(Framing, SerialLinesEndInCrOrCrLf) {
  FrameReader reader{Framing::serial_lines};
  EXPECT_EQ(payloads(reader, "RR\r_NO,1\r\n\r\n\n_NO,2\r"), (std::vector<std::string>{"RR", "_NO,1", "_NO,2"}));
  EXPECT_TRUE(payloads(reader, "half").empty());
  EXPECT_EQ(payloads(reader, "line\n"), (std::vector<std::string>{"halfline"}));
}

TEST(Framing, AnEndlessSerialLineIsCutOffAndSkippedToItsEnd) {
  FrameReader reader{Framing::serial_lines};
  std::vector<std::string> got;
  for (int i = 0; i < 64; ++i) {
    for (std::string& one : payloads(reader, std::string(64 * 1024, 'x'))) got.push_back(one);
  }
  EXPECT_EQ(got, (std::vector<std::string>{"!oversized_line"})) << "counted once";
  EXPECT_EQ(payloads(reader, "tail\r\n_NO,1\r\n"), (std::vector<std::string>{"_NO,1"}));
}

TEST(Login, MalformedOnesAreNoLogins) {
  EXPECT_FALSE(decode_login(""));
  EXPECT_FALSE(decode_login("\x87"));
  EXPECT_FALSE(decode_login("\x87password"));
  EXPECT_FALSE(decode_login(std::string{"\x87\0name", 6})) << "no NUL after the name";
  EXPECT_FALSE(decode_login(std::string{"\x87\0name\0more", 11}));
  EXPECT_TRUE(decode_login(std::string{"\x84\0", 2}));
}

TEST(Causes, RefusalsSurviveTheWire) {
  using enum cti::RefusalCause;
  const auto round_trip = [](cti::RefusalCause cause, const char* command) {
    return cause_of(outcome_of(cause, command), command);
  };
  for (const auto cause : {already_logged_on_elsewhere, not_member_of_group, state_incompatible, invalid_address,
                           invalid_identifier, out_of_service, resource_busy, unsupported_request}) {
    EXPECT_EQ(round_trip(cause, "_SA"), cause) << to_string(cause);
  }
  EXPECT_EQ(round_trip(invalid_agent_id, "_SA"), invalid_identifier) << "9 does not say which id";
  EXPECT_EQ(round_trip(not_logged_on, "_QA"), not_logged_on);
  EXPECT_EQ(round_trip(invalid_group, "_QH"), invalid_group);
  for (const auto cause : {no_call_to_answer, no_held_call, no_active_call, no_call_to_clear, invalid_call}) {
    EXPECT_EQ(round_trip(cause, "_CX"), cause) << to_string(cause);
  }
  EXPECT_EQ(cause_of(47, "_SA"), generic);
}

}  // namespace
}  // namespace acdloop::system_oai::test
