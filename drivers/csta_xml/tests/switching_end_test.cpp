// SPDX-License-Identifier: Apache-2.0
// The switch's end: what it answers and what it tells, service by service. Order of elements: ECMA-323.
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

std::string set_state(const std::string& word, const std::string& more = "<agentID>1001</agentID><group>5000</group>") {
  return "<SetAgentState><device>201</device><requestedAgentState>" + word + "</requestedAgentState>" + more +
         "</SetAgentState>";
}
std::string on_call(const std::string& service, const std::string& name) {
  return "<" + service + "><" + name + "><deviceID>201</deviceID><callID>501</callID></" + name + "></" + service + ">";
}
std::string refused_as(const std::string& error_class, const std::string& value) {
  return "<CSTAErrorCode><" + error_class + ">" + value + "</" + error_class + "></CSTAErrorCode>";
}

TEST(SwitchAgents, LogOnCarriesAgentGroupAndPassword) {
  SwitchPort port;
  EXPECT_THAT(
      port.asked(5, set_state("loggedOn", "<agentID>1001</agentID><password>34373131</password><group>5000</group>"),
                 {}),
      ElementsAre("0005 <SetAgentStateResponse/>"));
  cti::Request wanted = request_of(RequestKind::log_on);
  wanted.connection.reset();
  wanted.id = port.request.id;
  wanted.pin = "4711";
  EXPECT_EQ(port.request, wanted);
}

TEST(SwitchAgents, EveryRequestedStateIsARequest) {
  SwitchPort port;
  port.asked(1, set_state("loggedOff"), {});
  EXPECT_EQ(port.request.kind, RequestKind::log_off);
  for (const auto& [word, state] : {std::pair{"notReady", AgentState::not_ready}, std::pair{"ready", AgentState::ready},
                                    std::pair{"workingAfterCall", AgentState::wrap_up}}) {
    port.asked(2, set_state(word), {});
    EXPECT_EQ(port.request.kind, RequestKind::set_agent_state);
    EXPECT_EQ(port.request.state, state);
    EXPECT_EQ(port.request.group, sales);
  }
  for (const char* word : {"", "agentReady", "busy", "Ready"}) {
    EXPECT_THAT(port.asked(3, set_state(word)), ElementsAre("0003 " + refused_as("operation", "agentStateOutOfRange")));
  }
}

TEST(SwitchAgents, WithoutAnAgentIdItIsWhoeverIsLoggedOnThere) {
  SwitchPort port;
  EXPECT_THAT(port.asked(1, set_state("loggedOff", "")), ElementsAre(HasSubstr("invalidAgentIdentifier")));
  port.world.sessions = {{sales, AgentState::ready}};
  port.asked(1, set_state("notReady", ""), {});
  EXPECT_EQ(port.request.agent, ann);
  EXPECT_EQ(port.request.group, std::nullopt);
}

TEST(SwitchAgents, DamagedParametersNeverReachTheSwitch) {
  SwitchPort port;
  const std::string longer(65, '1');
  const std::vector<std::pair<std::string, std::string>> cases{
      {"<SetAgentState><requestedAgentState>ready</requestedAgentState></SetAgentState>", "invalidDeviceID"},
      {set_state("ready", "<agentID>" + longer + "</agentID>"), "invalidAgentIdentifier"},
      {set_state("ready", "<agentID>1001</agentID><group>" + longer + "</group>"), "invalidAgentGroup"},
      {set_state("loggedOn", "<agentID>1001</agentID><password>4</password>"), "invalidAgentPassword"},
      {"<GetAgentState/>", "invalidDeviceID"},
      {"<GetAgentState><device>201</device><acdGroup>" + longer + "</acdGroup></GetAgentState>", "invalidAgentGroup"},
      {"<MakeCall><calledDirectoryNumber>5</calledDirectoryNumber></MakeCall>", "invalidCallingDeviceID"},
      {"<MakeCall><callingDevice>201</callingDevice></MakeCall>", "invalidCalledDeviceID"},
      {"<AnswerCall/>", "invalidConnectionID"},
      {"<HoldCall><callToBeHeld><callID>501</callID></callToBeHeld></HoldCall>", "invalidConnectionID"},
      {"<SnapshotDevice/>", "invalidDeviceID"}};
  for (const auto& [document, value] : cases) {
    EXPECT_THAT(port.asked(1, document), ElementsAre("0001 " + refused_as("operation", value))) << document;
  }
  EXPECT_THAT(port.out.requests, IsEmpty());
}

TEST(SwitchAgents, StatesAreListedByAgentAndGroup) {
  SwitchPort port;
  cti::Result result;
  result.agents = {{{ann, sales, desk}, {AgentState::busy}, cti::StateDetail::none},
                   {{ann, help, desk}, {AgentState::wrap_up}, cti::StateDetail::none}};
  EXPECT_THAT(
      port.asked(1, "<GetAgentState><device>201</device></GetAgentState>", result),
      ElementsAre(
          "0001 <GetAgentStateResponse><agentStateList><agentStateEntry><agentID>1001</agentID><loggedOnState>true"
          "</loggedOnState><agentInfo><agentInfoItem><acdGroup>5000</acdGroup><agentState>agentBusy</agentState>"
          "</agentInfoItem><agentInfoItem><acdGroup>5001</acdGroup><agentState>agentWorkingAfterCall</agentState>"
          "</agentInfoItem></agentInfo></agentStateEntry></agentStateList></GetAgentStateResponse>"));
  EXPECT_EQ(port.request.kind, RequestKind::query_agent_state);
  EXPECT_THAT(
      port.asked(2, "<GetAgentState><device>201</device></GetAgentState>", {}),
      ElementsAre("0002 <GetAgentStateResponse><agentStateList><agentStateEntry><loggedOnState>false</loggedOnState>"
                  "</agentStateEntry></agentStateList></GetAgentStateResponse>"));
  port.asked(3, "<GetAgentState><device>5000</device></GetAgentState>", {});
  EXPECT_EQ(port.request.kind, RequestKind::query_group);
  EXPECT_EQ(port.request.group, sales);
}

TEST(SwitchAgents, ALongListStopsAtThirtyTwo) {
  SwitchPort port;
  cti::Result result;
  for (int at = 0; at < 40; ++at) {
    result.agents.push_back({{cti::AgentId{"a" + std::to_string(at)}, sales, {}}, {AgentState::null}, {}});
  }
  const Texts said = port.asked(1, "<GetAgentState><device>5000</device></GetAgentState>", result);
  ASSERT_THAT(said, SizeIs(1));
  std::size_t entries = 0;
  for (std::size_t at = said[0].find("<agentStateEntry>"); at != std::string::npos;
       at = said[0].find("<agentStateEntry>", at + 1)) {
    ++entries;
  }
  EXPECT_EQ(entries, 32u);
}

TEST(SwitchAgents, AGrantThatWaitsForTheEndOfTheCallIsPending) {
  SwitchPort port;
  port.world.sessions = {{sales, AgentState::busy}};
  EXPECT_THAT(port.asked(1, set_state("notReady"), {}),
              ElementsAre("0001 <SetAgentStateResponse><pendingAgentState>agentNotReady</pendingAgentState>"
                          "</SetAgentStateResponse>"));
  EXPECT_THAT(port.asked(2, set_state("notReady"), refusal(RefusalCause::state_incompatible)),
              ElementsAre("0002 " + refused_as("operation", "invalidAgentState")));
  Settings settings;
  settings.dialect.busy_refused_as_device_state = true;
  SwitchPort other{settings};
  EXPECT_THAT(other.asked(2, set_state("notReady"), refusal(RefusalCause::state_incompatible)),
              ElementsAre("0002 " + refused_as("stateIncompatibility", "invalidDeviceState")));
}

TEST(SwitchAgents, AResponseIsSaidAgainWhenItIsConfirmedAgain) {
  SwitchPort port;
  port.asked(5, set_state("ready"), {});
  cti::Result again;
  again.id = port.request.id;
  port.end->confirm(again, port.now, port.out);
  EXPECT_THAT(port.said(), ElementsAre("0005 <SetAgentStateResponse/>"));
  again.id = cti::RequestId{4711};
  port.end->confirm(again, port.now, port.out);
  EXPECT_THAT(port.said(), IsEmpty());
}

TEST(SwitchCalls, ServicesNameTheirConnectionInEitherOrder) {
  SwitchPort port;
  const std::vector<std::tuple<const char*, const char*, RequestKind>> services{
      {"AnswerCall", "callToBeAnswered", RequestKind::answer_call},
      {"HoldCall", "callToBeHeld", RequestKind::hold_call},
      {"RetrieveCall", "callToBeRetrieved", RequestKind::retrieve_call},
      {"ClearConnection", "connectionToBeCleared", RequestKind::clear_connection},
      {"ClearCall", "callToBeCleared", RequestKind::clear_call}};
  for (const auto& [service, name, kind] : services) {
    EXPECT_THAT(port.asked(1, on_call(service, name), {}), ElementsAre("0001 <" + std::string{service} + "Response/>"));
    EXPECT_EQ(port.request.kind, kind);
    EXPECT_EQ(port.request.connection, (cti::ConnectionId{cti::CallId{"501"}, phone}));
    EXPECT_THAT(port.asked(2, on_call(service, name), refusal(RefusalCause::no_call_to_answer)),
                ElementsAre("0002 " + refused_as("stateIncompatibility", "noCallToAnswer")));
  }
}

TEST(SwitchCalls, ServicesOfTwoCallsTellWhatBecomesOfThem) {
  const std::string active = "<activeCall><callID>502</callID><deviceID>201</deviceID></activeCall>";
  const std::string held = "<heldCall><callID>501</callID><deviceID>201</deviceID></heldCall>";
  const std::string existing = "<existingCall><callID>502</callID><deviceID>201</deviceID></existingCall>";
  struct Row {
    RequestKind kind;
    std::string service, elements, made;
  };
  const std::vector<Row> rows{{RequestKind::consultation_call, "ConsultationCall",
                               existing + "<consultedDevice>5000</consultedDevice>", "initiatedCall"},
                              {RequestKind::single_step_transfer_call, "SingleStepTransferCall",
                               active + "<transferredTo>5000</transferredTo>", "transferredCall"},
                              {RequestKind::transfer_call, "TransferCall", held + active, "transferredCall"},
                              {RequestKind::conference_call, "ConferenceCall", held + active, "conferenceCall"}};
  for (const Row& row : rows) {
    SwitchPort port;
    const auto document = [&](const std::string& inside) {
      return "<" + row.service + ">" + inside + "</" + row.service + ">";
    };
    cti::Result result;
    result.connections = {{{cti::CallId{"503"}, {"202", cti::DeviceCategory::station}}, ConnectionState::connected}};
    EXPECT_THAT(
        port.asked(1, document(row.elements), result),
        ElementsAre("0001 <" + row.service + "Response><" + row.made +
                    "><callID>503</callID><deviceID>202</deviceID></" + row.made + "></" + row.service + "Response>"));
    EXPECT_EQ(port.request.kind, row.kind);
    EXPECT_EQ(port.request.connection, (cti::ConnectionId{cti::CallId{"502"}, phone}));
    const bool joins = row.elements.find(held) != std::string::npos;
    EXPECT_EQ(port.request.held.has_value(), joins);
    if (joins) {
      EXPECT_EQ(port.request.held, (cti::ConnectionId{cti::CallId{"501"}, phone}));
    }
    EXPECT_EQ(port.request.destination, joins ? "" : "sales");
    const std::string_view missing = joins ? "invalidConnectionID" : "invalidCalledDeviceID";
    EXPECT_THAT(port.asked(2, document("")), ElementsAre("0002 " + refused_as("operation", "invalidConnectionID")));
    EXPECT_THAT(port.asked(3, document(row.kind == RequestKind::consultation_call ? existing : active)),
                ElementsAre("0003 " + refused_as("operation", std::string{missing})));
    EXPECT_THAT(port.out.requests, IsEmpty());
  }
}

TEST(SwitchCalls, MakeCallToAGroupUsesItsNumber) {
  SwitchPort port;
  cti::Result result;
  result.connections = {{{cti::CallId{"502"}, phone}, ConnectionState::connected}};
  EXPECT_THAT(port.asked(1,
                         "<MakeCall><callingDevice>201</callingDevice><calledDirectoryNumber>5000"
                         "</calledDirectoryNumber></MakeCall>",
                         result),
              ElementsAre("0001 <MakeCallResponse><callingDevice><callID>502</callID><deviceID>201</deviceID>"
                          "</callingDevice></MakeCallResponse>"));
  EXPECT_EQ(port.request.destination, "sales");
}

TEST(SwitchCalls, SnapshotListsConnections) {
  SwitchPort port;
  cti::Result result;
  result.connections = {{{cti::CallId{"501"}, phone}, ConnectionState::hold}};
  EXPECT_THAT(
      port.asked(1, "<SnapshotDevice><snapshotObject>201</snapshotObject></SnapshotDevice>", result),
      ElementsAre("0001 <SnapshotDeviceResponse><crossRefIDorSnapshotData><snapshotData><snapshotDeviceResponseInfo>"
                  "<connectionIdentifier><callID>501</callID><deviceID>201</deviceID></connectionIdentifier>"
                  "<localCallState><compoundCallState><localConnectionState>hold</localConnectionState>"
                  "</compoundCallState></localCallState></snapshotDeviceResponseInfo></snapshotData>"
                  "</crossRefIDorSnapshotData></SnapshotDeviceResponse>"));
  for (int at = 0; at < 500; ++at) result.connections.push_back(result.connections.front());
  EXPECT_THAT(port.asked(2, "<SnapshotDevice><snapshotObject>201</snapshotObject></SnapshotDevice>", result),
              ElementsAre(HasSubstr("resourceLimitExceeded")))
      << "longer than a message can be";
}

TEST(SwitchServices, ThatAreNotOfferedAreRefusedAndUnknownOnesNamed) {
  SwitchPort port;
  const std::string refused = refused_as("operation", "serviceNotSupported");
  EXPECT_THAT(port.asked(1, "<GetSwitchingFunctionCaps/>"), ElementsAre("0001 " + refused));
  EXPECT_THAT(port.faults(), IsEmpty());
  EXPECT_THAT(port.asked(2, "<MakeCoffee/>"), ElementsAre("0002 " + refused));
  EXPECT_THAT(port.faults(), ElementsAre("unknown_service"));
}

TEST(SwitchServices, WhatCannotBeReadIsAnsweredByItsInvokeId) {
  SwitchPort port;
  port.feed(*frame(7, "<SetAgentState"));
  EXPECT_THAT(port.said(), ElementsAre("0007 " + refused_as("operation", "generic")));
  EXPECT_THAT(port.faults(), ElementsAre("ill_formed_xml"));
  port.feed(*frame(9999, "<SetAgentState"));
  port.feed(*frame(9999, in_namespace("<RequestSystemStatus/>")));
  EXPECT_THAT(port.said(), IsEmpty());
  EXPECT_THAT(port.faults(), ElementsAre("ill_formed_xml", "request_with_event_invoke_id"));
  EXPECT_FALSE(port.out.close);
  port.feed("\x01");
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(port.faults(), ElementsAre("not_plain_csta_xml"));
}

TEST(SwitchServices, RequestsThatPileUpAreRefused) {
  SwitchPort port;
  for (int at = 0; at < 1024; ++at) port.receive(1 + at, set_state("ready"));
  EXPECT_THAT(port.said(), IsEmpty());
  EXPECT_THAT(port.asked(2000, set_state("ready")), ElementsAre(HasSubstr("outstandingReqLimitExceeded")));
}

}  // namespace
}  // namespace acdloop::csta_xml::test
