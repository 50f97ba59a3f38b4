// SPDX-License-Identifier: Apache-2.0
// Captured lines for people: every vector as it is told, every kind of wrong byte and where it stands.
#include "drivers/system_oai/dissector.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/cti/tests/dissect.hpp"
#include "drivers/system_oai/line_words.hpp"
#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/tests/vector_file.hpp"

namespace acdloop::system_oai::test {
namespace {

using cti::test::dissect;
using cti::test::told;
using Direction = cti::WireMessage::Direction;

cti::test::MakeDissector any(std::optional<Framing> framing = {}, std::optional<Direction> sent = {}) {
  return [=] { return std::make_unique<Dissector>(framing, sent); };
}

std::string lines(std::initializer_list<std::string_view> texts) {
  std::string stream;
  for (const std::string_view text : texts) {
    const bool command = text.starts_with('_') || text.starts_with("R");
    stream += frame_line(Framing::tcp, command ? Direction::to_switch : Direction::to_application, text);
  }
  return stream;
}

cti::DissectedFault fault_of(std::string_view stream, std::optional<Direction> sent = {}) {
  const auto all = dissect(any({}, sent), stream);
  for (const cti::Dissected& message : all) {
    if (message.fault) {
      cti::DissectedFault fault = *message.fault;
      fault.at += message.offset;
      return fault;
    }
  }
  return {};
}

TEST(Dissector, TellsEveryVectorAsItIsKept) {
  std::string text;
  for (const char* name : {"captures.txt", "layouts.txt"}) {
    for (const Vector& vector : vectors(name)) {
      const std::string bytes = vector.hex ? from_hex(vector.text) : lines({vector.text});
      const auto all = dissect(any(), bytes);
      ASSERT_EQ(all.size(), 1u) << vector.where;
      EXPECT_EQ(all[0].length, bytes.size()) << vector.where;
      text += told(all[0]);
    }
  }
  cti::test::expect_kept("drivers/system_oai/vectors/decoded.txt", text);
}

TEST(Dissector, HasTheFieldsWhereTheEndsHaveThem) {
  const auto name = [](std::string_view line, std::size_t field) {
    return names_of_event(*tokenize(line, false)).at(field);
  };
  const std::string delivered = "015,DE,,001,1F01,105,,I,97061,||,6025551212,||,8002225555,E,237,,,A,22,237";
  EXPECT_EQ(name(delivered, call_id), "Call_ID");
  EXPECT_EQ(name(delivered, de::alerting), "Alerting_Internal_Ext");
  EXPECT_EQ(name(delivered, de::state), "Local_Cnx_State");
  EXPECT_EQ(name(delivered, de::cause), "Event_Cause");
  EXPECT_EQ(name(delivered, de::group), "ACD_UCD_Group");
  const std::string queued = "012,QU,,002,1F01,237,97061,||,6025551212,||,8002225555,E,237,,1,,Q,23";
  EXPECT_EQ(name(queued, qu::position), "Number_Queued");
  EXPECT_EQ(name(queued, qu::cause), "Event_Cause");
  const std::string established = "019,ES,,001,1F01,105,,I,97061,6025551212,8002225555,E,237,,C,35";
  EXPECT_EQ(name(established, es::trunk_number), "Trunk_Outside_Number");
  EXPECT_EQ(name(established, es::cause), "Event_Cause");
  const std::string transferred = "077,TR,,001,1F03,105,97061,1P01,106,|Jones, Bob|,6025551212,|T|,8002225555,N,32";
  EXPECT_EQ(name(transferred, tr::announcement), "Announcement_Call_ID");
  EXPECT_EQ(name(transferred, tr::cause), "Event_Cause");
  const std::string conferenced = "080,CO,,001,106,1F03,1P01,105,3,97061,1F03,105,1F03,106,1F03,C,41";
  EXPECT_EQ(name(conferenced, co::parties), "Party_1");
  EXPECT_EQ(name(conferenced, co::parties + 5), "Call_ID_3");
  EXPECT_EQ(name(conferenced, co::parties + 7), "Event_Cause");
  EXPECT_EQ(name("000,RS,0,02:04,070515,V10.20,V6.0.11.113,3,0,1,3,1", rs::tcp), "TCPIP_Flag");
  EXPECT_EQ(name("044,ME,,001,36", me::cause), "Event_Cause");
}

TEST(Dissector, NamesNoMoreFieldsThanTheLineHasWhateverACountClaims) {
  for (const char* line :
       {"010,CF,_QA,8,0,99999,2003,237,1", "010,CF,_QA,8,0,", "010,CF,_QA,8,0", "080,CO,,001,1,2,3,4,9"}) {
    const Fields fields = *tokenize(line, false);
    EXPECT_EQ(names_of_event(fields).size(), fields.size()) << line;
  }
}

TEST(Dissector, PointsAtTheFirstWrongByte) {
  const std::string good = lines({"000,RS,0,02:04,070515,V10.20,V6.0.11.113,3,0,1,3,1"});
  const auto second = [&](std::string_view line) { return fault_of(good + lines({line})); };
  const std::size_t begin = good.size() + 4;
  const auto is = [](const cti::DissectedFault& fault, std::string_view name, std::size_t at) {
    EXPECT_EQ(fault.name, name);
    EXPECT_EQ(fault.at, at) << name;
    EXPECT_FALSE(fault.instead.empty()) << name;
    EXPECT_FALSE(fault.text.empty()) << name;
  };
  is(second(std::string_view{"001,RD,0\0,", 10}), "nul_byte", begin + 8);
  is(second("001,RD,0,\x07"), "control_byte", begin + 9);
  is(second("001,RD,0,\xe9"), "eight_bit_byte", begin + 9);
  is(second("001,LN,,001,105,2003,|Jones, Bob,237"), "malformed_text", begin + 21);
  is(second("01,RD,0,"), "bad_sequence_number", begin);
  is(second("003,RD,0,"), "sequence_gap", begin);
  is(second("001,ZZ,0,"), "unknown_event", begin + 4);
  is(second("001,XC,,001,1F01,105"), "short_event", begin + 20);
  is(second("001,CF,_SA,x,0"), "malformed_confirmation", begin + 11);
  is(second("001,CF,_SA,7,"), "malformed_confirmation", begin + 13);
  is(second("_ZZ,7"), "unknown_command", begin);
  is(second("_SA,,105,2003,1"), "bad_invoke_id", begin + 4);
  is(second("_SA"), "bad_invoke_id", begin + 3);  // it is missing: at the end
  is(second("hello"), "neither_event_nor_command", begin);
  is(fault_of(good + std::string("\0\0\0\0", 4)), "empty_pdu", good.size());
  is(fault_of(good + std::string("\0\0\2\0x", 5)), "oversized_pdu", good.size());
  is(fault_of(good + std::string("\7\0\0\0001", 5)), "truncated_pdu", good.size() + 5);
  is(fault_of(std::string("\3\0\0\0\x87x\0", 7) + "y"), "truncated_pdu", 8);
  is(fault_of(std::string("\4\0\0\0\x87xyz", 8)), "login_rejected", 5);
  is(fault_of(std::string("\2\0\0\0\x99\0", 6)), "login_rejected", 4);
  is(fault_of(good, Direction::to_switch), "wrong_direction", 4);
  is(fault_of(lines({"_NO,1"}), Direction::to_application), "wrong_direction", 4);
}

TEST(Dissector, NeverPrintsAPassword) {
  const std::string login{"\x87secret\0acdsim\0", 15};
  const auto all = dissect(any(), frame_pdu(login));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(told(all).find("secret"), std::string::npos);
  EXPECT_THAT(told(all), testing::HasSubstr("Password=***"));
}

TEST(Dissector, TellsLinesFromLengthsByTheirFirstBytes) {
  const auto lines_of_text = dissect(any(), "000,RD,0,\r\n001,RY,,001,105,2003\r\n");
  ASSERT_EQ(lines_of_text.size(), 2u);
  EXPECT_EQ(lines_of_text[1].offset, 11u) << "behind CR and LF";
  EXPECT_EQ(dissect(any(), "_NO,1\r").at(0).title, "_NO, no operation");
  const std::string long_line = "001,LN,,001,105,2003,|" + std::string(10, 'x') + "|,237";
  const auto all = dissect(any(), lines({long_line}));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_FALSE(all[0].fault);
  EXPECT_EQ(dissect(any(), "00").at(0).fault->name, "truncated_pdu");
  EXPECT_TRUE(dissect(any(), "").empty());
}

TEST(Dissector, HoldsForAnyBytes) {
  const std::string stream =
      from_hex("09000000870061636473696D00") + lines({"000,RS,0,02:04,070515,V10.20,V6.0.11.113,3,0,1,3,1",
                                                      "_SA,7,105,2003,1,237", "001,LN,,001,105,2003,|Jones, Bob|,237"});
  cti::test::expect_any_damage(any(), stream, "tcp");
  cti::test::expect_any_damage(any(Framing::serial_lines), "000,RD,0,\r\n_SA,7,105\r001,RY,,001,105,2003\r\n",
                               "serial");
}

TEST(Dissector, AnEndlessLineIsHeldInBounds) {
  std::string stream = "000,RD,0,\r\n";
  stream.append(3 * max_line_bytes, 'x').append("\r\n001,RD,0,\r\n");
  const auto all = dissect(any(), stream, 1000);
  ASSERT_GE(all.size(), 3u);
  EXPECT_EQ(all[1].fault->name, "oversized_line");
  EXPECT_LE(all[1].bytes.size(), cti::max_dissected_bytes);
  EXPECT_FALSE(all.back().fault) << told(all.back());
}

}  // namespace
}  // namespace acdloop::system_oai::test
