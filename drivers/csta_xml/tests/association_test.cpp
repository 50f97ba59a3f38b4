// SPDX-License-Identifier: Apache-2.0
// The application's end until it is associated, with each step failed in turn; then what keeps it so.
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

using testing::AllOf;
using testing::Not;

std::string refused_as(const std::string& value) {
  return "<CSTAErrorCode><operation>" + value + "</operation></CSTAErrorCode>";
}
cti::Request state_request(AgentState state) {
  cti::Request request = request_of(RequestKind::set_agent_state);
  request.state = state;
  return request;
}

TEST(Association, IsSessionStatusAndMonitors) {
  ApplicationPort port;
  EXPECT_THAT(port.said(),
              ElementsAre("0001 <StartApplicationSession><applicationInfo><applicationID>acdsim</applicationID>"
                          "</applicationInfo><requestedProtocolVersions><protocolVersion>" +
                          csta +
                          "</protocolVersion></requestedProtocolVersions><requestedSessionDuration>180"
                          "</requestedSessionDuration></StartApplicationSession>"));
  port.session();
  EXPECT_THAT(port.said(), ElementsAre("0002 <RequestSystemStatus/>"));
  port.status(2);
  EXPECT_THAT(port.said(),
              ElementsAre("0003 <MonitorStart><monitorObject><deviceObject>201</deviceObject></monitorObject>"
                          "<monitorType>device</monitorType></MonitorStart>",
                          "0004 <MonitorStart><monitorObject><deviceObject>5000</deviceObject></monitorObject>"
                          "<monitorType>device</monitorType></MonitorStart>"));
  EXPECT_FALSE(port.end->associated());
  port.monitors(3);
  EXPECT_TRUE(port.end->associated());
  EXPECT_THAT(port.events(), ElementsAre("link_up"));
  EXPECT_THAT(port.faults(), IsEmpty());
}

TEST(Association, WithoutASessionBeginsWithTheStatus) {
  Settings settings;
  settings.dialect.application_session = false;
  ApplicationPort port{settings};
  EXPECT_THAT(port.said(), ElementsAre("0001 <RequestSystemStatus/>"));
  port.status(1);
  port.monitors(2);
  EXPECT_TRUE(port.end->associated());
}

TEST(Association, ARefusedSessionIsSaidAndTheLinkClosed) {
  ApplicationPort port;
  port.submit(1, request_of(RequestKind::query_agent_state));
  port.feed(*frame(1, "<StartApplicationSessionNegResponse xmlns=\"" + sessions +
                          "\"><errorCode><definedError>serverResourcesBusy</definedError></errorCode>"
                          "</StartApplicationSessionNegResponse>"));
  EXPECT_THAT(port.events(), ElementsAre(AllOf(HasSubstr("association_refused"), HasSubstr("serverResourcesBusy"))));
  EXPECT_TRUE(port.out.close);
  const auto results = port.results();
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, cti::Outcome::unknown);
}

TEST(Association, ASessionWithoutIdOrDurationIsNone) {
  for (const char* content : {"<sessionID>7</sessionID>", "<actualSessionDuration>180</actualSessionDuration>",
                              "<sessionID>7</sessionID><actualSessionDuration>0</actualSessionDuration>",
                              "<sessionID>7</sessionID><actualSessionDuration>9999999999</actualSessionDuration>",
                              "<sessionID>7</sessionID><actualSessionDuration>60s</actualSessionDuration>"}) {
    ApplicationPort port;
    port.feed(*frame(1, "<StartApplicationSessionPosResponse xmlns=\"" + sessions + "\">" + content +
                            "</StartApplicationSessionPosResponse>"));
    EXPECT_THAT(port.faults(), ElementsAre("malformed_response")) << content;
    EXPECT_TRUE(port.out.close);
  }
}

TEST(Association, AClosedLinkBeforeTheSessionIsARefusal) {
  ApplicationPort port;
  port.end->on_closed(port.now, port.out);
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("association_refused")));
}

TEST(Association, ASwitchThatIsNotReadyYetIsAskedAgain) {
  ApplicationPort port;
  port.session();
  port.said();
  port.status(2, "initializing");
  EXPECT_THAT(port.said(), IsEmpty());
  port.status(2, "fine");
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("duplicate_message")));
  EXPECT_EQ(port.end->next_wake(), TimePoint{30s});
}

TEST(Association, AStatusOutOfItsEnumerationIsNamed) {
  ApplicationPort port;
  port.session();
  port.status(2, "fine");
  EXPECT_THAT(port.faults(), ElementsAre("unknown_value"));
  ApplicationPort other;
  other.session();
  other.receive(2, refused_as("serviceNotSupported"));
  EXPECT_THAT(other.faults(), ElementsAre("response_of_another_service"));
}

TEST(Association, DiesWhenItDoesNotComeAboutInTime) {
  ApplicationPort port;
  port.wake(30s);
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("link_down")));
}

TEST(Association, ARefusedMonitorIsSaidAndTheRestGoesOn) {
  ApplicationPort port;
  port.session();
  port.status(2);
  port.receive(3, refused_as("invalidDeviceID"));
  port.receive(4, "<MonitorStartResponse/>");
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("monitor_ended"), HasSubstr("protocol_violation"),
                                         HasSubstr("monitor_ended"), "link_up"));
  EXPECT_THAT(port.faults(), ElementsAre("malformed_response"));
}

TEST(Association, NeverPrintsThePassword) {
  Settings settings;
  settings.user = "harness";
  settings.password = "secret";
  ApplicationPort port{settings};
  EXPECT_THAT(port.out.send, HasSubstr("<user>harness</user><password>secret</password>"));
  for (const cti::WireMessage& message : port.out.messages) {
    EXPECT_THAT(message.text, Not(HasSubstr("secret")));
    EXPECT_THAT(message.bytes, Not(HasSubstr("secret")));
  }
}

TEST(Association, AVendorsFilterNamesWhatIsWanted) {
  Settings settings;
  settings.dialect.inverted_filter = true;
  ApplicationPort port{settings};
  port.session();
  port.said();
  port.status(2);
  EXPECT_THAT(port.said().at(0), AllOf(HasSubstr("<transferred>true</transferred>"),
                                       HasSubstr("<AvayaEvents xmlns=\"http://www.avaya.com/csta\">"
                                                 "<invertFilter>true</invertFilter></AvayaEvents>")));
}

TEST(SessionTimer, IsResetAtHalfItsDuration) {
  ApplicationPort port;
  port.start();
  for (int at = 0; at < 3; ++at) {
    port.wake(30s);
    port.status(5 + at);
  }
  EXPECT_THAT(port.said(), testing::Contains("0007 <ResetApplicationSessionTimer><sessionID>7</sessionID>"
                                             "<requestedSessionDuration>180</requestedSessionDuration>"
                                             "</ResetApplicationSessionTimer>"));
  port.feed(*frame(7, "<ResetApplicationSessionTimerNegResponse xmlns=\"" + sessions +
                          "\"><errorCode><definedError>invalidSessionID</definedError></errorCode>"
                          "</ResetApplicationSessionTimerNegResponse>"));
  EXPECT_TRUE(port.out.close);
}

TEST(SessionTimer, TheSwitchMayEndTheSession) {
  ApplicationPort port;
  port.start();
  port.feed(*frame(9999, "<ApplicationSessionTerminated xmlns=\"" + sessions +
                             "\"><sessionID>7</sessionID></ApplicationSessionTerminated>"));
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("link_down")));
  EXPECT_FALSE(port.end->associated());
}

TEST(KeepAlive, TwoQuestionsWithoutAnAnswerEndTheLink) {
  ApplicationPort port;
  port.start();
  port.submit(1, state_request(AgentState::ready));
  port.wake(30s);
  port.wake(30s);
  EXPECT_FALSE(port.out.close) << "an owed reply is no reason";
  port.wake(30s);
  EXPECT_TRUE(port.out.close);
  EXPECT_EQ(port.results().at(0).cause, RefusalCause::association_lost);
}

TEST(KeepAlive, GoesOnWhileAReplyIsOwed) {
  ApplicationPort port;
  port.start();
  port.submit(1, state_request(AgentState::ready));
  int invoke = 6;
  for (int at = 0; at < 10; ++at) {
    port.wake(30s);
    for (const std::string& said : port.said()) {
      if (said.find("ApplicationSession") == std::string::npos &&
          said.find("RequestSystemStatus") != std::string::npos) {
        invoke = std::stoi(said.substr(0, 4));
        port.status(invoke);
      } else if (said.find("ResetApplicationSessionTimer") != std::string::npos) {
        port.feed(*frame(std::stoi(said.substr(0, 4)), "<ResetApplicationSessionTimerPosResponse xmlns=\"" + sessions +
                                                           "\"><actualSessionDuration>180</actualSessionDuration>"
                                                           "</ResetApplicationSessionTimerPosResponse>"));
      }
    }
  }
  EXPECT_FALSE(port.out.close);
  EXPECT_TRUE(port.end->associated());
  EXPECT_THAT(port.results(), IsEmpty());
}

TEST(KeepAlive, TheSwitchsOwnQuestionsAreAnswered) {
  ApplicationPort port;
  port.start();
  port.receive(1, "<SystemStatus><systemStatus>normal</systemStatus></SystemStatus>");
  port.receive(2, "<RequestSystemStatus/>");
  EXPECT_THAT(port.said(), ElementsAre("0001 <SystemStatusResponse/>",
                                       "0002 <RequestSystemStatusResponse><systemStatus>normal</systemStatus>"
                                       "</RequestSystemStatusResponse>"));
  port.receive(3, "<MonitorStop><monitorCrossRefID>10</monitorCrossRefID></MonitorStop>");
  EXPECT_THAT(port.said(), ElementsAre("0003 <MonitorStopResponse/>"));
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("monitor_ended")));
  port.receive(4, "<RouteRequest/>");
  EXPECT_THAT(port.said(), ElementsAre(HasSubstr("serviceNotSupported")));
  EXPECT_THAT(port.faults(), ElementsAre("unknown_message"));
}

}  // namespace
}  // namespace acdloop::csta_xml::test
