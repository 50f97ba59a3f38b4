// SPDX-License-Identifier: Apache-2.0
// The switch's end: sessions (ECMA-354), heartbeat, monitors and their filters.
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

using testing::Not;

std::string start_session(const std::string& version, const std::string& info = {}) {
  return "<StartApplicationSession xmlns=\"" + sessions + "\"><applicationInfo><applicationID>app</applicationID>" +
         info + "</applicationInfo><requestedProtocolVersions><protocolVersion>" + version +
         "</protocolVersion></requestedProtocolVersions><requestedSessionDuration>60</requestedSessionDuration>"
         "</StartApplicationSession>";
}
std::string in_session(const std::string& service, const std::string& id, const std::string& more = {}) {
  return "<" + service + " xmlns=\"" + sessions + "\"><sessionID>" + id + "</sessionID>" + more + "</" + service + ">";
}
std::string refused_as(const std::string& error_class, const std::string& value) {
  return "<CSTAErrorCode><" + error_class + ">" + value + "</" + error_class + "></CSTAErrorCode>";
}

TEST(SwitchSession, IsGrantedResetAndStopped) {
  SwitchPort port;
  EXPECT_THAT(
      port.asked(1, start_session(csta)),
      ElementsAre("0001 <StartApplicationSessionPosResponse><sessionID>1</sessionID><actualProtocolVersion>" + csta +
                  "</actualProtocolVersion><actualSessionDuration>60</actualSessionDuration>"
                  "</StartApplicationSessionPosResponse>"));
  EXPECT_THAT(port.asked(2, start_session(csta)), ElementsAre(HasSubstr("maxNumberSessions")));
  port.wake(40s);
  EXPECT_THAT(port.asked(3, in_session("ResetApplicationSessionTimer", "1",
                                       "<requestedSessionDuration>999</requestedSessionDuration>")),
              ElementsAre("0003 <ResetApplicationSessionTimerPosResponse><actualSessionDuration>180"
                          "</actualSessionDuration></ResetApplicationSessionTimerPosResponse>"));
  EXPECT_THAT(port.asked(4, in_session("ResetApplicationSessionTimer", "2")),
              ElementsAre(HasSubstr("invalidSessionID")));
  EXPECT_THAT(port.asked(5, in_session("StopApplicationSession", "2")), ElementsAre(HasSubstr("invalidSessionID")));
  EXPECT_THAT(port.asked(6, in_session("StopApplicationSession", "1")),
              ElementsAre("0006 <StopApplicationSessionPosResponse/>"));
  EXPECT_THAT(port.faults(), IsEmpty());
  EXPECT_FALSE(port.out.close);
}

TEST(SwitchSession, EndsWhenItsTimerRunsOut) {
  SwitchPort port;
  port.asked(1, start_session(csta));
  EXPECT_EQ(port.end->next_wake(), TimePoint{60s});
  port.wake(60s);
  EXPECT_THAT(port.said(), ElementsAre("9999 <ApplicationSessionTerminated><sessionID>1</sessionID><sessionTermReason>"
                                       "<definedTermReason>sessionTimerExpired</definedTermReason></sessionTermReason>"
                                       "</ApplicationSessionTerminated>"));
  EXPECT_TRUE(port.out.close);
  EXPECT_EQ(port.end->next_wake(), std::nullopt);
}

TEST(SwitchSession, IsRefusedForAnUnknownVersionOrWrongCredentials) {
  SwitchPort port;
  EXPECT_THAT(port.asked(1, start_session("urn:other")),
              ElementsAre(HasSubstr("requestedProtocolVersionNotSupported")));
  EXPECT_FALSE(port.out.close);
  Settings settings;
  settings.user = "u";
  settings.password = "secret";
  SwitchPort guarded{settings};
  EXPECT_THAT(guarded.asked(1, start_session(csta)), ElementsAre(HasSubstr("invalidApplicationInfo")));
  EXPECT_TRUE(guarded.out.close);
  EXPECT_THAT(guarded.faults(), ElementsAre("session_refused"));
  SwitchPort right{settings};
  const std::string login =
      "<applicationSpecificInfo><SessionLoginInfo xmlns=\"http://www.avaya.com/csta\"><userName>u"
      "</userName><password>secret</password></SessionLoginInfo></applicationSpecificInfo>";
  right.receive(1, start_session(csta, login));
  for (const cti::WireMessage& message : right.out.messages) {
    EXPECT_THAT(message.text, Not(HasSubstr("secret")));
    EXPECT_THAT(message.bytes, Not(HasSubstr("secret")));
  }
  EXPECT_THAT(right.said(), ElementsAre(HasSubstr("StartApplicationSessionPosResponse")));
}

TEST(SwitchSession, MayBeRequired) {
  Settings settings;
  settings.dialect.session_required = true;
  SwitchPort port{settings};
  EXPECT_THAT(port.asked(1, "<RequestSystemStatus/>"), ElementsAre("0001 " + refused_as("security", "generic")));
  EXPECT_THAT(port.faults(), ElementsAre("request_without_session"));
  port.asked(2, start_session(csta));
  EXPECT_THAT(port.asked(3, "<RequestSystemStatus/>"), ElementsAre(HasSubstr("normal")));
}

TEST(SwitchSession, ASilentConnectionIsClosed) {
  SwitchPort port;
  port.wake(60s);
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(port.faults(), ElementsAre("no_association"));
  SwitchPort talkative;
  talkative.asked(1, "<RequestSystemStatus/>");
  EXPECT_EQ(talkative.end->next_wake(), std::nullopt);
}

TEST(SwitchSession, AnswersInTheEditionOfTheApplication) {
  SwitchPort port;
  port.receive(1, "<RequestSystemStatus xmlns=\"http://www.ecma.ch/standards/ecma-323/csta/ed2\"/>");
  EXPECT_THAT(port.said(), ElementsAre(HasSubstr("xmlns=\"http://www.ecma.ch/standards/ecma-323/csta/ed2\"")));
  port.receive(2, "<RequestSystemStatus xmlns=\"urn:x\"/>");
  EXPECT_THAT(port.said(), ElementsAre(HasSubstr("normal"))) << "read by local name";
  EXPECT_THAT(port.faults(), ElementsAre("foreign_namespace"));
}

TEST(SwitchHeartbeat, TwoWithoutAnAnswerEndTheLink) {
  Settings settings;
  settings.dialect.system_status_every = 30s;
  SwitchPort port{settings};
  port.asked(1, "<RequestSystemStatus/>");
  port.wake(30s);
  EXPECT_THAT(port.said(), ElementsAre("0001 <SystemStatus><systemStatus>normal</systemStatus></SystemStatus>"));
  port.receive(1, "<SystemStatusResponse/>");
  port.wake(30s);
  port.wake(30s);
  EXPECT_FALSE(port.out.close);
  port.receive(7, "<SystemStatusResponse/>");
  EXPECT_THAT(port.faults(), ElementsAre("response_not_owed"));
  port.wake(30s);
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(port.faults(), ElementsAre("heartbeat_not_answered"));
  port.said();
  EXPECT_THAT(port.asked(9, "<SystemStatus><systemStatus>normal</systemStatus></SystemStatus>"), IsEmpty())
      << "closing";
}

TEST(SwitchMonitors, EachHasItsOwnIdAndCopies) {
  SwitchPort port;
  EXPECT_THAT(
      port.asked(1, SwitchPort::monitor_start("201", "<monitorType>device</monitorType>")),
      ElementsAre("0001 <MonitorStartResponse><monitorCrossRefID>1</monitorCrossRefID></MonitorStartResponse>"));
  EXPECT_THAT(port.asked(2, SwitchPort::monitor_start("201")), ElementsAre(HasSubstr(">2<")));
  EXPECT_THAT(port.told({enters_ready()}), SizeIs(2));
  EXPECT_THAT(port.asked(3, "<MonitorStop><monitorCrossRefID>1</monitorCrossRefID></MonitorStop>"),
              ElementsAre("0003 <MonitorStopResponse/>"));
  EXPECT_THAT(port.told({enters_ready()}), ElementsAre(HasSubstr("<monitorCrossRefID>2<")));
  for (const char* id : {"1", "", "two", "99999999999", "-2"}) {
    EXPECT_THAT(
        port.asked(4, "<MonitorStop><monitorCrossRefID>" + std::string{id} + "</monitorCrossRefID></MonitorStop>"),
        ElementsAre("0004 " + refused_as("operation", "invalidMonitorCrossRefID")));
  }
}

TEST(SwitchMonitors, AreRefusedForOtherObjectsTypesAndTooMany) {
  Settings settings;
  settings.dialect.max_monitors = 1;
  SwitchPort port{settings};
  EXPECT_THAT(port.asked(1,
                         "<MonitorStart><monitorObject><callObject><callID>5</callID></callObject></monitorObject>"
                         "</MonitorStart>"),
              ElementsAre(HasSubstr("invalidMonitorObject")));
  EXPECT_THAT(port.asked(1, "<MonitorStart/>"), ElementsAre(HasSubstr("invalidMonitorObject")));
  EXPECT_THAT(port.asked(1, SwitchPort::monitor_start("299")), ElementsAre(HasSubstr("invalidDeviceID")));
  EXPECT_THAT(port.asked(1, SwitchPort::monitor_start(std::string(65, '2'))),
              ElementsAre(HasSubstr("invalidDeviceID")));
  EXPECT_THAT(port.asked(1, SwitchPort::monitor_start("201", "<monitorType>call</monitorType>")),
              ElementsAre(HasSubstr("monitorTypeNotSupported")));
  EXPECT_THAT(port.asked(1, SwitchPort::monitor_start("201", "<monitorType>devices</monitorType>")),
              ElementsAre(HasSubstr("monitorTypeOutOfRange")));
  EXPECT_THAT(port.asked(1, SwitchPort::monitor_start("T1")), ElementsAre(HasSubstr("MonitorStartResponse")));
  EXPECT_THAT(port.asked(1, SwitchPort::monitor_start("201")), ElementsAre(HasSubstr("overallMonitorLimitExceeded")));
}

TEST(SwitchMonitors, ASetBitIsFilteredOut) {
  SwitchPort port;
  const std::string flags = "<logicalDeviceFeature><agentReady>true</agentReady></logicalDeviceFeature>";
  EXPECT_THAT(
      port.asked(1, SwitchPort::monitor_start("201", "<requestedMonitorFilter>" + flags + "</requestedMonitorFilter>")),
      ElementsAre("0001 <MonitorStartResponse><monitorCrossRefID>1</monitorCrossRefID><actualMonitorFilter>" + flags +
                  "</actualMonitorFilter></MonitorStartResponse>"));
  EXPECT_THAT(port.told({enters_ready()}), IsEmpty());
  EXPECT_THAT(port.told({enters_busy()}), SizeIs(1));
  EXPECT_THAT(port.asked(2,
                         "<ChangeMonitorFilter><monitorCrossRefID>1</monitorCrossRefID><requestedFilterList/>"
                         "</ChangeMonitorFilter>"),
              ElementsAre("0002 <ChangeMonitorFilterResponse/>"));
  EXPECT_THAT(port.told({enters_ready()}), SizeIs(1));
  EXPECT_THAT(port.asked(3, "<ChangeMonitorFilter><monitorCrossRefID>9</monitorCrossRefID></ChangeMonitorFilter>"),
              ElementsAre(HasSubstr("invalidMonitorCrossRefID")));
}

TEST(SwitchMonitors, AVendorTurnsTheFilterRound) {
  const std::string request = SwitchPort::monitor_start(
      "201",
      "<requestedMonitorFilter><logicalDeviceFeature><agentReady>true</agentReady></logicalDeviceFeature>"
      "</requestedMonitorFilter><extensions><privateData><private><AvayaEvents xmlns=\"http://www.avaya.com/csta\">"
      "<invertFilter>true</invertFilter></AvayaEvents></private></privateData></extensions>");
  Settings settings;
  settings.dialect.inverted_filter = true;
  SwitchPort vendor{settings};
  vendor.asked(1, request);
  EXPECT_THAT(vendor.told({enters_ready()}), SizeIs(1));
  EXPECT_THAT(vendor.told({enters_busy()}), IsEmpty());
  SwitchPort standard;
  standard.asked(1, request);
  EXPECT_THAT(standard.told({enters_ready()}), IsEmpty()) << "private data of a vendor that this switch is not";
  EXPECT_THAT(standard.told({enters_busy()}), SizeIs(1));
}

}  // namespace
}  // namespace acdloop::csta_xml::test
