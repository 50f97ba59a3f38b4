// SPDX-License-Identifier: Apache-2.0
// Captured messages for people: every vector as it is told, every kind of wrong byte and where it stands.
#include "drivers/ged188/dissector.hpp"

#include "drivers/cti/tests/dissect.hpp"
#include "drivers/ged188/tests/bench.hpp"

namespace acdloop::ged188::test {
namespace {

using cti::test::dissect;
using cti::test::told;
using Direction = cti::WireMessage::Direction;

cti::test::MakeDissector any(std::optional<Direction> sent = {}) {
  return [=] { return std::make_unique<Dissector>(sent); };
}

// OPEN_REQ of that version, so that the rest is read in it.
std::string opened(int version) {
  Message open{type::open_req, version};
  open.set("VersionNumber", static_cast<std::uint32_t>(version)).add(tag::client_id, "x");
  open.add_raw(tag::client_password, "");
  return encode(open, version);
}

cti::DissectedFault fault_of(const std::string& stream, std::optional<Direction> sent = {}) {
  for (const cti::Dissected& message : dissect(any(sent), stream)) {
    if (message.fault) return *message.fault;
  }
  return {};
}

std::string text_of(std::string_view samples_of, const std::vector<Sample>& all) {
  std::string text;
  for (const Sample& sample : all) {
    const bool versioned = samples_of == "samples.txt";
    const std::string before = versioned ? opened(std::stoi(sample.middle)) : "";
    const auto messages = dissect(any(), before + sample.bytes);
    text += sample.name + " " + told(messages.back());
  }
  return text;
}

TEST(Dissector, TellsEveryVectorAsItIsKept) {
  cti::test::expect_kept("drivers/ged188/vectors/decoded.txt", text_of("samples.txt", samples("samples.txt")) +
                                                                   text_of("malformed.txt", samples("malformed.txt")));
}

TEST(Dissector, PointsAtTheFirstWrongByte) {
  const auto is = [](const cti::DissectedFault& fault, std::string_view name, std::size_t at) {
    EXPECT_EQ(fault.name, name);
    EXPECT_EQ(fault.at, at) << name;
    EXPECT_FALSE(fault.instead.empty()) << name;
    EXPECT_FALSE(fault.text.empty()) << name;
  };
  is(fault_of(from_hex("000030CD00000005")), "oversized_message", 0);
  is(fault_of(from_hex("0000000300000005000002")), "short_message", 8);
  is(fault_of(from_hex("0000000400007FFF0000001F")), "unknown_message", 4);
  const std::string query = "00000019000000240000001E000013880000000100000000";
  is(fault_of(from_hex(query + "000500FF3130303100")), "float_past_end", 26);
  is(fault_of(from_hex("00000013000000240000001E000013880000000100000000000500")), "short_float", 24);
  is(fault_of(from_hex("00000022000000240000001E0000138800000001000000000005000E3132333435363738393031323300")),
     "bad_float_length", 26);
  is(fault_of(from_hex("00000019000000240000001E00001388000000010000000003E700053130303100")), "unknown_tag", 24);
  is(fault_of(from_hex("00000019000000240000001E000013880000000100000000000100053130303100")), "misplaced_tag", 24);
  is(fault_of(from_hex("0000000400000005000000")), "truncated_message", 11);
  is(fault_of(from_hex("000000040000000500000001"), Direction::to_application), "wrong_direction", 4);
  is(fault_of(from_hex("000000040000000600000001"), Direction::to_switch), "wrong_direction", 4);
  Message open{type::open_req, 20};
  open.set("VersionNumber", 20).add(tag::client_id, "x");
  const std::string bytes = encode(open, 20);
  is(fault_of(bytes), "missing_float", bytes.size());
}

TEST(Dissector, ReadsInTheVersionOfTheSession) {
  Message query{type::query_agent_state_req, 14};
  query.set("InvokeID", 5).add(tag::agent_id, "1001");
  EXPECT_FALSE(fault_of(encode(query, 14)).name.empty()) << "read as version 20";
  EXPECT_EQ(fault_of(opened(14) + encode(query, 14)).name, "");
  for (const Sample& sample : samples("samples.txt")) {  // what the server says when it opens, in any version
    if (!sample.name.starts_with("I") || sample.name == "I2") continue;
    EXPECT_EQ(fault_of(sample.bytes).name, "") << sample.name;
  }
}

TEST(Dissector, AMessageOfTheGuideWithoutALayoutHereIsNoFault) {
  const auto all = dissect(any(), from_hex("00000002000000D3ABCD"));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(told(all), "? ROUTE_REGISTER_EVENT\n  Body=ab cd\n");
}

TEST(Dissector, AFieldThatANewerServerAddsIsSaidNotRefused) {
  const std::string conf =
      from_hex("000000240000000400000001000000140000000000000000659200800001001100090000000003E70002AAAA");
  const auto all = dissect(any(), conf);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_FALSE(all[0].fault) << told(all);
  EXPECT_EQ(all[0].fields.back().name, "Not read");
}

TEST(Dissector, NeverPrintsAPassword) {
  Message message{type::set_agent_state_req, 20};
  message.add(tag::agent_password, "4711");
  EXPECT_EQ(told(dissect(any(), encode(message, 20))).find("4711"), std::string::npos);
}

TEST(Dissector, HoldsForAnyBytes) {
  const std::vector<Sample> all = samples("samples.txt");
  std::string stream;
  for (const char* name : {"A1", "A2", "C1", "C3", "D4"}) {
    const auto sample = std::ranges::find(all, name, &Sample::name);
    ASSERT_NE(sample, all.end()) << name;
    stream += sample->bytes;
  }
  cti::test::expect_any_damage(any(), stream, "session");
}

}  // namespace
}  // namespace acdloop::ged188::test
