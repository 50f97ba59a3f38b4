// SPDX-License-Identifier: Apache-2.0
// Captured messages for people: every vector as it is told, every kind of wrong byte and where it stands.
#include "drivers/asterisk_ami/dissector.hpp"

#include "drivers/asterisk_ami/tests/ports.hpp"
#include "drivers/asterisk_ami/tests/vector_file.hpp"
#include "drivers/cti/tests/dissect.hpp"

namespace acdloop::asterisk_ami::test {
namespace {

using cti::test::dissect;
using cti::test::told;
using Direction = cti::WireMessage::Direction;

cti::test::MakeDissector any(std::optional<Direction> sent = {}) {
  return [=] { return std::make_unique<Dissector>(sent); };
}

cti::DissectedFault fault_of(const std::string& stream, std::optional<Direction> sent = {}) {
  for (const cti::Dissected& message : dissect(any(sent), stream)) {
    if (message.fault) return *message.fault;
  }
  return {};
}

TEST(Dissector, TellsEveryVectorAsItIsKept) {
  std::string text;
  for (const Vector& vector : vectors()) {
    const auto all = dissect(any(), vector.bytes);
    ASSERT_THAT(all, SizeIs(1)) << vector.where;
    EXPECT_FALSE(all[0].fault) << vector.where << told(all);
    text += told(all);
  }
  cti::test::expect_kept("drivers/asterisk_ami/vectors/decoded.txt", text);
}

TEST(Dissector, PointsAtTheFirstWrongByte) {
  const auto is = [](const cti::DissectedFault& fault, std::string_view name, std::size_t at) {
    EXPECT_EQ(fault.name, name);
    EXPECT_EQ(fault.at, at) << name;
    EXPECT_FALSE(fault.instead.empty()) << name;
    EXPECT_FALSE(fault.text.empty()) << name;
  };
  std::string many = "Action: Ping";
  for (std::size_t count = 1; count < max_headers; ++count) many += "\nA: b";
  const std::size_t there = on_the_wire(many).size() - 2;
  is(fault_of(on_the_wire("Action: Ping\nX: " + std::string(2000, 'x'))), "line_too_long", 14);
  is(fault_of(on_the_wire(many + "\nA: b")), "too_many_headers", there);
  is(fault_of(on_the_wire("Action: Ping\nno colon")), "not_a_header", 14);
  is(fault_of("Action: Ping\r\n"), "truncated_message", 14);
  is(fault_of(on_the_wire("Queue: sales")), "neither_action_nor_reply_nor_event", 0);
  is(fault_of(on_the_wire("Action: Ping"), Direction::to_application), "wrong_direction", 0);
  is(fault_of(on_the_wire("Event: Hangup"), Direction::to_switch), "wrong_direction", 0);
}

TEST(Dissector, BothSidesInOneStreamAndEmptyMessagesBetween) {
  const auto all = dissect(any(), "Asterisk Call Manager/11.0.0\r\n" + on_the_wire("Action: Ping") + "\r\n\n" +
                                      on_the_wire("Response: Success\nPing: Pong"));
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].title, "greeting");
  EXPECT_EQ(all[1].direction, Direction::to_switch);
  EXPECT_EQ(all[2].direction, Direction::to_application);
  EXPECT_EQ(all[2].offset, 30u + 16u + 3u);
}

TEST(Dissector, NeverPrintsASecret) {
  const std::string text = told(dissect(any(), on_the_wire("Action: Login\nSecret: 4711\nKey: 0815")));
  EXPECT_THAT(text, testing::Not(HasSubstr("4711")));
  EXPECT_THAT(text, testing::Not(HasSubstr("0815")));
}

TEST(Dissector, HoldsForAnyBytes) {
  cti::test::expect_any_damage(any(),
                               "Asterisk Call Manager/11.0.0\r\n" + on_the_wire("Action: Ping\nA:b") + "\n" +
                                   on_the_wire("Event: Hangup\nCause: 16"),
                               "session");
}

}  // namespace
}  // namespace acdloop::asterisk_ami::test
