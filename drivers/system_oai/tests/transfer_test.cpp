// SPDX-License-Identifier: Apache-2.0
// Consultation, transfer, conference and overflow, written and read. The lines of the announced transfer are those of
// the worked example in the System OAI Toolkit Specifications Manual, monitors on 105 (001), 237 (002), 97061 (003).
#include "drivers/system_oai/tests/application_port.hpp"
#include "drivers/system_oai/tests/switch_port.hpp"

namespace acdloop::system_oai::test {
namespace {

using cti::CallEventKind;
using cti::ConnectionState;
using cti::EventCause;

cti::CallInfo consultation() {
  cti::CallInfo info;
  info.call = cti::CallId{"1P01"};
  info.call_class = cti::CallClass::internal;
  info.calling = station;
  info.called = info.originally_called = colleague;
  return info;
}

cti::Event consultation_hold() {
  return call_event(CallEventKind::held, acd_call("1F03"), {{station, ConnectionState::hold}}, station,
                    EventCause::consultation);
}
cti::Event consulted() {
  return call_event(CallEventKind::originated, consultation(), {{station, ConnectionState::connected}}, station,
                    EventCause::new_call);
}
cti::Event colleague_rings() {
  return call_event(CallEventKind::delivered, consultation(), {{colleague, ConnectionState::alerting}}, colleague,
                    EventCause::consultation);
}
cti::Event colleague_answers() {
  return call_event(CallEventKind::established, consultation(), {{colleague, ConnectionState::connected}}, colleague,
                    EventCause::answered);
}
cti::CallInfo joined_call() {
  cti::CallInfo info = acd_call("1F03");
  info.call_class = cti::CallClass::direct;
  info.group.reset();
  info.called = info.originally_called = colleague;
  return info;
}
cti::Event transferred() {
  cti::Event event = call_event(
      CallEventKind::transferred, joined_call(),
      {{station, ConnectionState::null}, {trunk, ConnectionState::connected}, {colleague, ConnectionState::connected}},
      station, EventCause::transfer);
  auto& body = std::get<cti::CallEvent>(event.body);
  body.changes.insert(body.changes.begin() + 1, {{cti::CallId{"1P01"}, station}, ConnectionState::null});
  body.renamed = cti::Renamed{cti::CallId{"1P01"}, cti::CallId{"1F03"}};
  return event;
}

struct InConsultation : SwitchPort {
  InConsultation() {
    start();
    report({logged_on(), originated("1F03"), queued("1F03"), delivered("1F03"), established("1F03"), busy()});
  }
};

TEST(AnnouncedTransfer, IsWrittenAsInTheManualsExample) {
  InConsultation port;
  EXPECT_THAT(port.report({consultation_hold()}),
              ElementsAre(testing::EndsWith("HE,,003,1F03,105,C,38"), testing::EndsWith("HE,,001,1F03,105,H,38")));
  EXPECT_THAT(port.report({consulted()}), ElementsAre(testing::EndsWith("OR,,001,1P01,105,,I,106,,C,22")));
  EXPECT_THAT(port.report({colleague_rings()}),
              ElementsAre(testing::EndsWith("DE,,001,1P01,106,,I,105,,,,,I,106,,,C,40,")));
  EXPECT_THAT(port.report({colleague_answers()}),
              ElementsAre(testing::EndsWith("ES,,001,1P01,106,,I,105,,,I,106,,C,35")));
  EXPECT_THAT(port.report({transferred(), wrap_up()}),
              ElementsAre(testing::EndsWith("TR,,001,1F03,105,97061,1P01,106,,6025551212,,8002225555,N,32"),
                          testing::EndsWith("XC,,001,1P01,105,105,N,36"),
                          testing::EndsWith("TR,,003,1F03,105,97061,,106,,6025551212,,8002225555,C,32"),
                          testing::EndsWith("WNR,,001,105,2003")));
}

TEST(AnnouncedTransfer, TheOtherEndOfTheConsultationHearsOfItBeforeTheConsultationEnds) {
  InConsultation port;
  port.command("_MS,5,106,1");
  port.report({consultation_hold(), consulted(), colleague_rings()});
  cti::Event event = transferred();
  std::get<cti::CallEvent>(event.body).changes.back().to = ConnectionState::alerting;
  EXPECT_THAT(port.report({event}),
              ElementsAre(testing::HasSubstr("TR,,001,1F03,105"),
                          testing::EndsWith("TR,,004,1F03,105,97061,1P01,106,,6025551212,,8002225555,A,32"),
                          testing::HasSubstr("XC,,001,1P01"), testing::HasSubstr("TR,,003,1F03")));
  // 106 is in the call that goes on: it answers, and both ends hear the call clear under its id.
  EXPECT_THAT(port.report({call_event(CallEventKind::established, joined_call(),
                                      {{colleague, ConnectionState::connected}}, colleague, EventCause::answered)}),
              testing::Contains(testing::HasSubstr("ES,,004,1F03,106")));
}

TEST(Conference, NamesAllMembersUnderTheCallThatGoesOn) {
  InConsultation port;
  port.report({consultation_hold(), consulted(), colleague_rings(), colleague_answers()});
  cti::Event event = call_event(CallEventKind::conferenced, acd_call("1F03"),
                                {{trunk, ConnectionState::connected},
                                 {station, ConnectionState::connected},
                                 {colleague, ConnectionState::connected}},
                                station, EventCause::conference);
  auto& body = std::get<cti::CallEvent>(event.body);
  body.renamed = cti::Renamed{cti::CallId{"1P01"}, cti::CallId{"1F03"}};
  EXPECT_THAT(port.report({event}),
              ElementsAre(testing::EndsWith("CO,,003,106,1F03,1P01,105,3,97061,1F03,105,1F03,106,1F03,C,41"),
                          testing::EndsWith("CO,,001,106,1F03,1P01,105,3,97061,1F03,105,1F03,106,1F03,C,41")));
}

TEST(Overflow, LeavesOneQueueForTheOtherAndIsQueuedThere) {
  SwitchPort port;
  port.start();
  port.command("_MS,5,238,1");
  port.report({originated("1F01"), queued("1F01")});
  cti::CallInfo info = acd_call("1F01");
  info.called = {"support", cti::DeviceCategory::acd_group};
  EXPECT_THAT(
      port.report(
          {call_event(CallEventKind::diverted, info, {{pilot, ConnectionState::null}}, pilot, EventCause::overflow)}),
      ElementsAre(testing::EndsWith("DI,,002,1F01,237,238,,N,26"), testing::EndsWith("DI,,003,1F01,237,238,,C,26")));
  info.group = support;
  info.position = 1;
  EXPECT_THAT(port.report({call_event(CallEventKind::queued, info,
                                      {{{"support", cti::DeviceCategory::acd_group}, ConnectionState::queued}}, {},
                                      EventCause::overflow)}),
              testing::Contains(testing::HasSubstr("QU,,004,1F01,238,97061,")));
}

struct Reading : testing::Test {
  Reading() { port.start(); }
  Lines after(const Lines& texts) {
    for (const std::string& text : texts) port.lines({padded(seq++ % 1000, 3) + "," + text});
    return port.events();
  }
  ApplicationPort port;
  std::uint32_t seq = 4;
};

TEST_F(Reading, AnAnnouncedTransferIsOneEventWithItsNewName) {
  EXPECT_THAT(after({"TR,,001,1F03,105,97061,1P01,106,,6025551212,,8002225555,N,32",
                     "TR,,004,1F03,105,97061,1P01,106,,6025551212,,8002225555,A,32", "XC,,001,1P01,105,105,N,36",
                     "TR,,003,1F03,105,97061,,106,,6025551212,,8002225555,C,32"}),
              ElementsAre("transferred 1F03 unknown 105=null 105=null 1P01->1F03 transfer",
                          "connection_cleared 1P01 unknown 105=null normal_clearing"));
}

TEST_F(Reading, TheCopyOfThePartyThatIsHandedOnMayComeFirst) {
  EXPECT_THAT(after({"TR,,003,1F03,105,97061,,106,,6025551212,,8002225555,C,32",
                     "TR,,001,1F03,105,97061,1P01,106,,6025551212,,8002225555,N,32"}),
              ElementsAre("transferred 1F03 unknown 105=null 105=null 1P01->1F03 transfer"));
}

TEST_F(Reading, ATransferInOneStepRenamesNothing) {
  EXPECT_THAT(after({"TR,,001,1F03,105,97061,,106,,6025551212,,8002225555,N,32"}),
              ElementsAre("transferred 1F03 unknown 105=null transfer"));
}

TEST_F(Reading, AConferenceConnectsEveryMember) {
  EXPECT_THAT(
      after({"CO,,003,106,1F03,1P01,105,3,97061,1F03,105,1F03,106,1F03,C,41",
             "CO,,001,106,1F03,1P01,105,3,97061,1F03,105,1F03,106,1F03,C,41"}),
      ElementsAre("conferenced 1F03 unknown 97061=connected 105=connected 106=connected 1P01->1F03 conference"));
}

TEST_F(Reading, AMemberWhoKeepsHisCallIdKeepsIt) {
  EXPECT_THAT(after({"CO,,001,106,1F03,1P01,105,2,105,1F03,106,1P01,C,41"}),
              ElementsAre("conferenced 1F03 unknown 105=connected 106=connected conference"));
}

TEST_F(Reading, AConferenceThatPromisesMoreMembersThanItHasIsNothing) {
  EXPECT_THAT(after({"CO,,001,106,1F03,1P01,105,3,105,1F03,106,1F03,C,41", "CO,,001,106,1F03,1P01,105,99,105,1F03,C,41",
                     "CO,,001,106,1F03,1P01,105,x,105,1F03,C,41"}),
              IsEmpty());
}

}  // namespace
}  // namespace acdloop::system_oai::test
