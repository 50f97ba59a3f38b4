// SPDX-License-Identifier: Apache-2.0
// Event lines as neutral events: what stands on the wire, copies merged, repetitions named.
#include "drivers/system_oai/tests/application_port.hpp"

namespace acdloop::system_oai::test {
namespace {

using testing::StartsWith;

struct ReportsTest : testing::Test {
  ReportsTest() { port.start(); }
  // The events that these lines become; sequence numbers are put before them.
  Lines after(const Lines& texts) {
    for (const std::string& text : texts) port.lines({padded(seq++ % 1000, 3) + "," + text});
    return port.events();
  }
  ApplicationPort port;
  std::uint32_t seq = 4;
};

TEST_F(ReportsTest, AgentEvents) {
  EXPECT_THAT(after({"LN,,001,105,2003,|Jones, Bob|,237"}), ElementsAre(StartsWith("agent_logged_on ann sales @105")));
  EXPECT_THAT(after({"RY,,001,105,2003"}), ElementsAre("agent_ready ann @105"));
  EXPECT_THAT(after({"NRY,,001,105,2003"}), ElementsAre("phone_in_use ann @105 on"));
  after({"WNR,,001,105,2003"});
  port.lines({padded(seq++, 3) + ",RY,,001,105,2003", padded(seq++, 3) + ",WNR,,001,105,2003"});
  ASSERT_THAT(port.out.events, SizeIs(2));
  const auto& wrap_up = std::get<cti::AgentEvent>(port.out.events[1].body);
  EXPECT_EQ(wrap_up.kind, cti::AgentEventKind::agent_wrap_up);
  EXPECT_EQ(wrap_up.report.states, (cti::StateSet{cti::AgentState::wrap_up, cti::AgentState::not_ready}));
  EXPECT_EQ(wrap_up.report.subject, (cti::AgentSubject{ann, std::nullopt, phone}));
  port.events();
  EXPECT_THAT(after({"LF,,001,105,2003,|Jones, Bob|,237"}), ElementsAre("agent_logged_off ann sales @105"));
}

TEST_F(ReportsTest, CopiesOfSeveralMonitorsAreOneEvent) {
  EXPECT_THAT(after({"LN,,001,105,2003,|Jones, Bob|,237", "LN,,2,105,2003,|Jones, Bob|,237"}), SizeIs(1));
  EXPECT_THAT(after({"QU,,002,1F01,237,97061,,6025551212,,8002225555,E,237,,1,,Q,23",
                     "QU,,003,1F01,237,97061,||,6025551212,,8002225555,E,237,,1,,C,23"}),
              ElementsAre("queued 1F01 acd sales sales=queued no_available_agents"));
  EXPECT_THAT(after({"XC,,003,1F01,97061,97061,N,36", "XC,,001,1F01,97061,97061,,36", "XC,,004,1F01,97061,97061,,36",
                     "XC,,001,1F01,105,97061,N,36", "XC,,004,1F01,105,97061,N,36"}),
              ElementsAre("connection_cleared 1F01 unknown 97061=null normal_clearing",
                          "connection_cleared 1F01 unknown 105=null normal_clearing"));
}

TEST_F(ReportsTest, TheSameMonitorTwiceIsADuplicateAndTheEventAgain) {
  EXPECT_THAT(after({"RY,,001,105,2003", "RY,,1,105,2003"}),
              ElementsAre("agent_ready ann @105", StartsWith("duplicate_message"), "agent_ready ann @105"));
}

TEST_F(ReportsTest, ARealRepetitionWithSomethingBetweenIsNone) {
  EXPECT_THAT(after({"RY,,001,105,2003", "NRY,,001,105,2003", "RY,,001,105,2003"}), SizeIs(3));
}

TEST_F(ReportsTest, TheSameLineTwiceIsADuplicateAndNoGap) {
  port.lines({"004,RY,,001,105,2003", "004,RY,,001,105,2003", "005,NRY,,001,105,2003"});
  EXPECT_THAT(port.events(), ElementsAre("agent_ready ann @105", StartsWith("duplicate_message"),
                                         "agent_ready ann @105", "phone_in_use ann @105 on"));
  EXPECT_THAT(port.sent(), IsEmpty());
}

TEST_F(ReportsTest, TheGroupOfADeliveryTellsAcdCallsFromOthers) {
  EXPECT_THAT(after({"DE,,001,1F01,105,,I,97061,,6025551212,,8002225555,E,237,,,A,22,237"}),
              ElementsAre("delivered 1F01 acd sales 105=alerting new_call"));
  EXPECT_THAT(after({"DE,,001,1F02,105,,I,97061,,6025551212,,8002225555,E,105,,,A,22,"}),
              ElementsAre("delivered 1F02 direct 105=alerting new_call"));
  EXPECT_THAT(after({"DE,,001,562,105,,I,106,,,,,I,105,,,A,22,"}),
              ElementsAre("delivered 562 internal 105=alerting new_call"));
  EXPECT_THAT(after({"DE,,001,1F03,105,,I,97061,,6025551212,,8002225555,E,237,,,A,22"}),
              ElementsAre("delivered 1F03 unknown 105=alerting new_call"))
      << "before V07.00 there is no such field";
}

TEST_F(ReportsTest, CallInformationIsWhatTheLineSays) {
  port.lines({"004,DE,,001,1F01,105,,I,97061,,6025551212,,8002225555,E,237,,,A,22,237"});
  ASSERT_THAT(port.out.events, SizeIs(1));
  const auto& event = std::get<cti::CallEvent>(port.out.events[0].body);
  EXPECT_EQ(event.info.call, cti::CallId{"1F01"});
  EXPECT_EQ(event.info.calling, trunk);
  EXPECT_EQ(event.info.calling.category, cti::DeviceCategory::trunk);
  EXPECT_EQ(event.info.calling_number, "6025551212");
  EXPECT_EQ(event.info.originally_called, pilot);
  EXPECT_EQ(event.info.originally_called.category, cti::DeviceCategory::acd_group);
  EXPECT_EQ(event.info.trunk, trunk);
}

TEST_F(ReportsTest, TheLifeOfACall) {
  EXPECT_THAT(
      after({"OR,,003,1F01,97061,6025551212,E,8002225555,,C,22",
             "ES,,001,1F01,105,,I,97061,6025551212,8002225555,E,237,,C,35", "ET,,001,1F01,105,37",
             "HE,,001,1F01,105,H,42", "RE,,001,1F01,105,C,35,97061,6025551212,8002225555,E",
             "DI,,001,1F02,105,237,,N,10", "FA,,001,1F05,105,999,F,13",
             "TR,,001,1F03,105,97061,1P01,106,,6025551212,,8002225555,N,32"}),
      ElementsAre("originated 1F01 unknown 97061=connected new_call", "established 1F01 unknown 105=connected answered",
                  "held 1F01 unknown 105=hold hold", "retrieved 1F01 unknown 105=connected answered",
                  "diverted 1F02 unknown 105=null call_not_answered", "failed 1F05 unknown 105=fail other",
                  "transferred 1F03 unknown 105=null 105=null 1P01->1F03 transfer"));
  EXPECT_THAT(fault_names(port.out), IsEmpty());
}

TEST_F(ReportsTest, DevicesAndMonitors) {
  EXPECT_THAT(
      after({"DND,,001,105,|AWAY|,", "DND,,001,105,||,||", "OL,,001,105,0", "ME,,001,36"}),
      ElementsAre("do_not_disturb @105 on", "do_not_disturb @105 off", "offline @105 on", StartsWith("monitor_ended")));
}

}  // namespace
}  // namespace acdloop::system_oai::test
