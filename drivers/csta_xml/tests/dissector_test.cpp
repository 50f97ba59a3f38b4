// SPDX-License-Identifier: Apache-2.0
// Captured documents for people: every vector as it is told, every kind of wrong byte and where it stands.
#include "drivers/csta_xml/dissector.hpp"

#include "drivers/csta_xml/dialect.hpp"
#include "drivers/csta_xml/tests/ports.hpp"
#include "drivers/cti/tests/dissect.hpp"

namespace acdloop::csta_xml::test {
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

const std::string csta = " xmlns='" + namespace_of(Dialect{}) + "'";

TEST(Dissector, TellsEveryVectorAsItIsKept) {
  std::string text;
  for (const Sample& sample : samples()) {
    const auto sent = sample.from_switch ? Direction::to_application : Direction::to_switch;
    const auto all = dissect(any(sent), *frame(sample.invoke, sample.document));
    ASSERT_THAT(all, SizeIs(1)) << sample.where;
    EXPECT_FALSE(all[0].fault) << sample.where << told(all);
    EXPECT_EQ(all[0].direction, sent) << sample.where;
    text += told(all);
  }
  cti::test::expect_kept("drivers/csta_xml/vectors/decoded.txt", text);
}

TEST(Dissector, PointsAtTheFirstWrongByte) {
  const auto is = [](const cti::DissectedFault& fault, std::string_view name, std::size_t at) {
    EXPECT_EQ(fault.name, name);
    EXPECT_EQ(fault.at, at) << name;
    EXPECT_FALSE(fault.instead.empty()) << name;
    EXPECT_FALSE(fault.text.empty()) << name;
  };
  is(fault_of("GET / HTTP/1.1"), "not_plain_csta_xml", 0);
  is(fault_of(std::string("\0\1", 2)), "not_plain_csta_xml", 1);
  is(fault_of(std::string("\0\0\0\7", 4)), "short_frame", 2);
  is(fault_of(std::string("\0\0\0\x0C", 4) + "12a4<a/>"), "malformed_invoke_id", 4);
  is(fault_of(*frame(1, "")), "empty_document", 8);
  is(fault_of(frame(1, "<a/>")->substr(0, 10)), "truncated_frame", 10);
  is(fault_of(*frame(1, "<a><b></a>")), "ill_formed_xml", 8 + 8);
  is(fault_of(*frame(1, "<a>\x01</a>")), "ill_formed_xml", 8 + 3);
  is(fault_of(*frame(1, "<!DOCTYPE a><a/>")), "document_type", 8);
  is(fault_of(*frame(1, "<GetAgentState/>")), "foreign_namespace", 9);
  is(fault_of(*frame(9999, "<?xml version='1.0'?><NoSuchEvent" + csta + "/>")), "unknown_event", 8 + 22);
  is(fault_of(*frame(7, "<BackInServiceEvent" + csta + "/>")), "event_with_invoke_id", 4);
  is(fault_of(*frame(9999, "<GetAgentState" + csta + "/>")), "request_with_event_invoke_id", 4);
  is(fault_of(*frame(7, "<CSTAErrorCode" + csta + "><operation>odd</operation></CSTAErrorCode>")), "unknown_error", 9);
  is(fault_of(*frame(7, "<GetAgentState" + csta + "/>"), Direction::to_application), "wrong_direction", 9);
  is(fault_of(*frame(7, "<GetAgentStateResponse" + csta + "/>"), Direction::to_switch), "wrong_direction", 9);
}

TEST(Dissector, TheSystemStatusIsEithers) {
  for (const auto sent : {Direction::to_application, Direction::to_switch}) {
    EXPECT_EQ(fault_of(*frame(7, "<SystemStatus" + csta + "/>"), sent).name, "");
  }
  EXPECT_FALSE(dissect(any(), *frame(7, "<SystemStatus" + csta + "/>")).at(0).direction);
}

TEST(Dissector, NeverPrintsAPassword) {
  const std::string text =
      told(dissect(any(), *frame(7, "<SetAgentState" + csta + "><agentPassword>4711</agentPassword></SetAgentState>")));
  EXPECT_EQ(text.find("4711"), std::string::npos);
  EXPECT_THAT(text, testing::HasSubstr("agentPassword=***"));
}

TEST(Dissector, HoldsForAnyBytes) {
  const std::vector<Sample> all = samples();
  cti::test::expect_any_damage(
      any(), *frame(all[2].invoke, all[2].document) + *frame(7, "<c:SystemStatus xmlns:c='u'/>"), "session");
}

}  // namespace
}  // namespace acdloop::csta_xml::test
