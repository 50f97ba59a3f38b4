// SPDX-License-Identifier: Apache-2.0
// The application's end once associated: requests by invoke id, recovery after a loss, events of several monitors.
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

std::string ready_event(const std::string& monitor = "10") {
  return "<AgentReadyEvent><monitorCrossRefID>" + monitor +
         "</monitorCrossRefID><agentDevice><deviceIdentifier>201</deviceIdentifier></agentDevice><agentID>1001</"
         "agentID>"
         "<acdGroup>5000</acdGroup></AgentReadyEvent>";
}
std::string refused_as(const std::string& value) {
  return "<CSTAErrorCode><operation>" + value + "</operation></CSTAErrorCode>";
}
cti::Request state_request(AgentState state) {
  cti::Request request = request_of(RequestKind::set_agent_state);
  request.state = state;
  return request;
}

TEST(Requests, AreWrittenAsServices) {
  ApplicationPort port;
  port.start();
  cti::Request log_on = request_of(RequestKind::log_on);
  log_on.pin = "4711";
  port.submit(1, log_on);
  EXPECT_THAT(port.out.send, HasSubstr("<password>34373131</password>"));
  EXPECT_THAT(port.said(), ElementsAre("0005 <SetAgentState><device>201</device><requestedAgentState>loggedOn"
                                       "</requestedAgentState><agentID>1001</agentID><password/><group>5000</group>"
                                       "</SetAgentState>"));
  port.submit(2, request_of(RequestKind::log_off));
  port.submit(3, state_request(AgentState::wrap_up));
  port.submit(4, request_of(RequestKind::query_agent_state));
  port.submit(5, request_of(RequestKind::query_group));
  port.submit(6, request_of(RequestKind::answer_call));
  port.submit(7, request_of(RequestKind::snapshot_device));
  port.submit(8, request_of(RequestKind::check_link));
  cti::Request dial = request_of(RequestKind::make_call);
  dial.destination = "sales";
  port.submit(9, dial);
  EXPECT_THAT(
      port.said(),
      ElementsAre(HasSubstr("loggedOff"), HasSubstr("workingAfterCall"),
                  "0008 <GetAgentState><device>201</device><acdGroup>5000</acdGroup></GetAgentState>",
                  "0009 <GetAgentState><device>5000</device></GetAgentState>",
                  "0010 <AnswerCall><callToBeAnswered><callID>501</callID><deviceID>201</deviceID></callToBeAnswered>"
                  "</AnswerCall>",
                  "0011 <SnapshotDevice><snapshotObject>201</snapshotObject></SnapshotDevice>",
                  "0012 <RequestSystemStatus/>",
                  "0013 <MakeCall><callingDevice>201</callingDevice><calledDirectoryNumber>5000</calledDirectoryNumber>"
                  "</MakeCall>"));
}

TEST(Requests, AboutTwoCallsNameBothAndReadWhatIsMade) {
  struct Row {
    RequestKind kind;
    std::string document, response;
  };
  const std::string connection = "<callID>501</callID><deviceID>201</deviceID>";
  const std::string held = "<heldCall><callID>499</callID><deviceID>201</deviceID></heldCall>";
  const std::string made = "<callID>503</callID><deviceID>5000</deviceID>";
  const std::vector<Row> rows{
      {RequestKind::consultation_call,
       "<ConsultationCall><existingCall>" + connection +
           "</existingCall><consultedDevice>5000</consultedDevice></ConsultationCall>",
       "<ConsultationCallResponse><initiatedCall>" + made + "</initiatedCall></ConsultationCallResponse>"},
      {RequestKind::single_step_transfer_call,
       "<SingleStepTransferCall><activeCall>" + connection +
           "</activeCall><transferredTo>5000</transferredTo></SingleStepTransferCall>",
       "<SingleStepTransferCallResponse><transferredCall>" + made +
           "</transferredCall></SingleStepTransferCallResponse>"},
      {RequestKind::transfer_call,
       "<TransferCall>" + held + "<activeCall>" + connection + "</activeCall></TransferCall>",
       "<TransferCallResponse><transferredCall>" + made + "</transferredCall></TransferCallResponse>"},
      {RequestKind::conference_call,
       "<ConferenceCall>" + held + "<activeCall>" + connection + "</activeCall></ConferenceCall>",
       "<ConferenceCallResponse><conferenceCall>" + made + "</conferenceCall></ConferenceCallResponse>"}};
  for (const Row& row : rows) {
    ApplicationPort port;
    port.start();
    cti::Request request = request_of(row.kind);
    request.destination = "sales";
    request.held = cti::ConnectionId{cti::CallId{"499"}, phone};
    port.submit(1, request);
    EXPECT_THAT(port.said(), ElementsAre("0005 " + row.document));
    port.receive(5, row.response);
    ASSERT_THAT(port.out.results, SizeIs(1));
    ASSERT_THAT(port.out.results[0].connections, SizeIs(1));
    EXPECT_EQ(port.out.results[0].connections[0].first.call, cti::CallId{"503"});
    EXPECT_EQ(port.out.results[0].connections[0].first.device.id, "sales");
    port.out.results.clear();
    port.submit(2, request);
    port.receive(6, row.response.substr(0, row.response.find('>')) + "/>");
    EXPECT_THAT(port.out.results, IsEmpty()) << "an answer without the call is none";
    EXPECT_THAT(port.faults(), ElementsAre("malformed_response"));
    request.held.reset();
    request.destination.clear();
    port.submit(3, request);
    ASSERT_THAT(port.out.results, SizeIs(1));
    EXPECT_EQ(port.out.results[0].cause, RefusalCause::invalid_parameter);
  }
}

TEST(Requests, ThatNoServiceSaysAreRefusedHere) {
  ApplicationPort port;
  port.start();
  port.submit(1, state_request(AgentState::busy));
  cti::Request nowhere = request_of(RequestKind::query_agent_state);
  nowhere.address.reset();
  nowhere.group.reset();
  port.submit(2, nowhere);
  cti::Request damaged = request_of(RequestKind::answer_call);
  damaged.connection->call = cti::CallId{"5\x01"};
  port.submit(3, damaged);
  cti::Request longer = request_of(RequestKind::log_on);
  longer.agent = cti::AgentId{std::string(65, '1')};
  port.submit(4, longer);
  EXPECT_THAT(port.said(), IsEmpty());
  const auto results = port.results();
  ASSERT_THAT(results, SizeIs(4));
  EXPECT_EQ(results[0].cause, RefusalCause::unsupported_request);
  for (int at = 1; at < 4; ++at) EXPECT_EQ(results[at].cause, RefusalCause::invalid_parameter) << at;
}

TEST(Requests, AreAnsweredByTheirInvokeIdInAnyOrder) {
  ApplicationPort port;
  port.start();
  port.submit(1, state_request(AgentState::ready));
  port.submit(2, request_of(RequestKind::query_agent_state));
  port.receive(6,
               "<GetAgentStateResponse><agentStateList><agentStateEntry><agentID>1001</agentID><loggedOnState>true"
               "</loggedOnState><agentInfo><agentInfoItem><acdGroup>5000</acdGroup><agentState>agentReady</agentState>"
               "<agentStateCondition>forcedPause</agentStateCondition></agentInfoItem></agentInfo></agentStateEntry>"
               "</agentStateList></GetAgentStateResponse>");
  port.receive(5, refused_as("invalidAgentState"));
  const auto results = port.results();
  ASSERT_THAT(results, SizeIs(2));
  EXPECT_EQ(results[0].id, cti::RequestId{2});
  ASSERT_THAT(results[0].agents, SizeIs(1));
  EXPECT_EQ(results[0].agents[0],
            (cti::AgentStateReport{{ann, sales, desk}, {AgentState::ready}, cti::StateDetail::forced_pause}));
  EXPECT_EQ(results[1].cause, RefusalCause::state_incompatible);
  EXPECT_EQ(results[1].raw, (cti::RawCode{"csta.operation", 35, "invalidAgentState"}));
}

TEST(Requests, AnAgentWhoIsNotThereIsNotLoggedOn) {
  ApplicationPort port;
  port.start();
  const auto answer = [&](std::uint64_t id, int invoke, const std::string& entry) {
    port.submit(id, request_of(RequestKind::query_agent_state));
    port.receive(invoke,
                 "<GetAgentStateResponse><agentStateList>" + entry + "</agentStateList></GetAgentStateResponse>");
    return port.results().at(0).agents;
  };
  const auto off = answer(1, 5, "<agentStateEntry><loggedOnState>false</loggedOnState></agentStateEntry>");
  ASSERT_THAT(off, SizeIs(1));
  EXPECT_EQ(off[0].states.only(), AgentState::null);
  EXPECT_THAT(answer(2, 6,
                     "<agentStateEntry><agentID>1002</agentID><loggedOnState>true</loggedOnState><agentInfo>"
                     "<agentInfoItem><agentState>agentReady</agentState></agentInfoItem></agentInfo>"
                     "</agentStateEntry>"),
              IsEmpty())
      << "somebody else";
}

TEST(Requests, AnAnswerThatCannotBeReadIsNone) {
  ApplicationPort port;
  port.start();
  port.submit(1, request_of(RequestKind::query_agent_state));
  const std::string item = "<agentInfo><agentInfoItem><agentState>ready</agentState></agentInfoItem></agentInfo>";
  const std::vector<std::pair<std::string, std::string>> damaged{
      {"<SetAgentStateResponse/>", "response_of_another_service"},
      {"<GetAgentStateResponse/>", "malformed_response"},
      {"<GetAgentStateResponse><agentStateList><agentStateEntry/></agentStateList></GetAgentStateResponse>",
       "malformed_response"},
      {"<GetAgentStateResponse><agentStateList><agentStateEntry><loggedOnState>true</loggedOnState>" + item +
           "</agentStateEntry></agentStateList></GetAgentStateResponse>",
       "malformed_response"},
      {refused_as("noSuchWord"), "unknown_error"},
      {"<CSTAErrorCode/>", "unknown_error"},
      {"<GetAgentStateResponse", "ill_formed_xml"}};
  for (const auto& [document, name] : damaged) {
    port.receive(5, document);
    EXPECT_THAT(port.faults(), ElementsAre(name)) << document;
  }
  EXPECT_THAT(port.results(), IsEmpty());
  port.receive(5, refused_as("generic"));
  EXPECT_THAT(port.results(), SizeIs(1));
}

TEST(Requests, LateSecondAndUnknownAnswersAreToldApart) {
  ApplicationPort port;
  port.start();
  port.submit(1, state_request(AgentState::ready));
  port.end->abandon(cti::RequestId{1});
  port.receive(5, "<SetAgentStateResponse/>");
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("late_reply")));
  port.receive(5, "<SetAgentStateResponse/>");
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("late_reply"))) << "its copy";
  port.submit(2, state_request(AgentState::ready));
  port.receive(6, "<SetAgentStateResponse/>");
  port.receive(6, "<SetAgentStateResponse/>");
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("duplicate_message")));
  port.receive(700, "<SetAgentStateResponse/>");
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("protocol_violation")));
  EXPECT_THAT(port.faults(), ElementsAre("response_not_owed"));
  EXPECT_THAT(port.results(), SizeIs(1));
}

TEST(Requests, AtMostThirtyTwoAreOutAndAnAbandonedOneMakesRoom) {
  ApplicationPort port;
  port.start();
  for (std::uint64_t id = 1; id <= 40; ++id) port.submit(id, state_request(AgentState::ready));
  EXPECT_THAT(port.said(), SizeIs(32));
  port.end->abandon(cti::RequestId{40});
  port.end->abandon(cti::RequestId{1});
  EXPECT_EQ(port.end->next_wake(), TimePoint{});
  port.wake(0s);
  EXPECT_THAT(port.said(), SizeIs(1));
  port.receive(6, "<SetAgentStateResponse/>");
  EXPECT_THAT(port.said(), SizeIs(1));
}

TEST(Requests, InvokeIdsGoRoundAndSkipWhatIsOwed) {
  ApplicationPort port;
  port.start();
  port.submit(1, state_request(AgentState::ready));
  port.end->abandon(cti::RequestId{1});  // 0005 stays owed
  for (int invoke = 6; invoke <= last_invoke_id; ++invoke) {
    port.submit(static_cast<std::uint64_t>(invoke), state_request(AgentState::ready));
    port.receive(invoke, "<SetAgentStateResponse/>");
  }
  EXPECT_THAT(port.results(), SizeIs(last_invoke_id - 5));
  port.said();
  for (std::uint64_t id = 10'001; id <= 10'005; ++id) port.submit(id, state_request(AgentState::ready));
  const Texts said = port.said();
  ASSERT_THAT(said, SizeIs(5));
  EXPECT_TRUE(said[0].starts_with("0001 ")) << said[0];
  EXPECT_TRUE(said[3].starts_with("0004 "));
  EXPECT_TRUE(said[4].starts_with("0006 "));
}

TEST(Requests, WaitForTheAssociationAndAreRefusedWhenItIsLost) {
  ApplicationPort port;
  port.submit(1, state_request(AgentState::ready));
  EXPECT_THAT(port.said(), SizeIs(1));
  port.session();
  port.status(2);
  port.said();
  port.monitors(3);
  EXPECT_THAT(port.said(), ElementsAre(HasSubstr("0005 <SetAgentState>")));
  port.end->on_closed(port.now, port.out);
  EXPECT_EQ(port.results().at(0).cause, RefusalCause::association_lost);
  port.submit(2, state_request(AgentState::ready));
  EXPECT_EQ(port.results().at(0).cause, RefusalCause::not_associated);
}

TEST(Recovery, AsksWhichCallsAreThereStill) {
  ApplicationPort port;
  port.start();
  port.end->on_closed(port.now, port.out);
  port.out.clear();
  port.end->on_open(port.now, port.out);
  const auto invoke = [&] { return std::stoi(port.said().back().substr(0, 4)); };
  const int session = invoke();
  EXPECT_EQ(session, 5) << "ids are not used again at once";
  port.feed(*frame(session, "<StartApplicationSessionPosResponse xmlns=\"" + sessions +
                                "\"><sessionID>8</sessionID><actualSessionDuration>180</actualSessionDuration>"
                                "</StartApplicationSessionPosResponse>"));
  port.status(invoke());
  port.monitors(invoke() - 1);
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("resync_started")));
  EXPECT_FALSE(port.end->associated());
  port.receive(invoke(),
               "<SnapshotDeviceResponse><crossRefIDorSnapshotData><snapshotData><snapshotDeviceResponseInfo>"
               "<connectionIdentifier><deviceID>201</deviceID><callID>501</callID></connectionIdentifier>"
               "<localCallState><simpleCallState>callEstablishedOnHold</simpleCallState></localCallState>"
               "</snapshotDeviceResponseInfo></snapshotData></crossRefIDorSnapshotData>"
               "</SnapshotDeviceResponse>");
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("held"), HasSubstr("resync_ended"), "link_up"));
}

TEST(Polling, TellsWhatHasChanged) {
  Settings settings;
  settings.dialect.agent_events = false;
  ApplicationPort port{settings};
  port.start();
  const auto answer = [&](const std::string& state) {
    port.wake(1s);
    const Texts said = port.said();
    EXPECT_THAT(said, ElementsAre(HasSubstr("<GetAgentState><device>201</device></GetAgentState>")));
    const std::string entry =
        state.empty() ? "<agentStateEntry><loggedOnState>false</loggedOnState></agentStateEntry>"
                      : "<agentStateEntry><agentID>1001</agentID><loggedOnState>true</loggedOnState><agentInfo>"
                        "<agentInfoItem><acdGroup>5000</acdGroup><agentState>" +
                            state + "</agentState></agentInfoItem></agentInfo></agentStateEntry>";
    port.receive(std::stoi(said.at(0).substr(0, 4)),
                 "<GetAgentStateResponse><agentStateList>" + entry + "</agentStateList></GetAgentStateResponse>");
    return port.events();
  };
  EXPECT_THAT(answer(""), IsEmpty());
  EXPECT_THAT(answer("agentNotReady"), ElementsAre(HasSubstr("agent_logged_on"), HasSubstr("agent_not_ready")));
  EXPECT_THAT(answer("agentNotReady"), IsEmpty());
  EXPECT_THAT(answer("agentBusy"), ElementsAre(HasSubstr("agent_busy")));
  EXPECT_THAT(answer("agentWorkingAfterCall"), ElementsAre(HasSubstr("agent_wrap_up")));
  EXPECT_THAT(answer(""), ElementsAre(HasSubstr("agent_logged_off")));
}

TEST(Events, OfSeveralMonitorsAreToldOnceAndARepetitionIsNamed) {
  ApplicationPort port;
  port.start();
  port.receive(9999, ready_event("10"));
  port.receive(9999, ready_event("11"));
  EXPECT_THAT(port.events(), SizeIs(1));
  port.receive(9999, ready_event("11"));
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("duplicate_message"), HasSubstr("agent_ready")));
  port.receive(1, "<SystemStatus><systemStatus>normal</systemStatus></SystemStatus>");
  port.receive(9999, ready_event("11"));
  EXPECT_THAT(port.events(), SizeIs(1)) << "something else came between";
}

TEST(Events, OfAMonitorThatIsNotOursAreNamedAndDropped) {
  ApplicationPort port;
  port.start();
  port.receive(9999, ready_event("12"));
  EXPECT_THAT(port.faults(), ElementsAre("unknown_monitor"));
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("protocol_violation")));
  ApplicationPort early;
  early.session();
  early.status(2);
  early.receive(9999, ready_event("10"));
  EXPECT_THAT(early.faults(), IsEmpty()) << "before the answer that tells the id";
  EXPECT_THAT(early.events(), ElementsAre(HasSubstr("agent_ready")));
}

TEST(Events, WithAnInvokeIdOrInAForeignNamespaceAreNamedAndRead) {
  ApplicationPort port;
  port.start();
  port.receive(12, ready_event());
  EXPECT_THAT(port.faults(), ElementsAre("event_with_invoke_id"));
  EXPECT_THAT(port.events(), ElementsAre(HasSubstr("protocol_violation"), HasSubstr("agent_ready")));
  std::string foreign = ready_event("11");
  port.feed(*frame(9999, foreign.insert(foreign.find('>'), " xmlns=\"urn:x\"")));
  EXPECT_THAT(port.faults(), ElementsAre("foreign_namespace"));
}

}  // namespace
}  // namespace acdloop::csta_xml::test
