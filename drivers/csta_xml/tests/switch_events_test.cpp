// SPDX-License-Identifier: Apache-2.0
// What the switch tells its monitors. The samples of vectors/session.txt are the measure: the same things happen here,
// and what is said must be theirs byte for byte, but for the ids of monitors.
#include "drivers/csta_xml/element.hpp"
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

using testing::Not;

// Ours count from 1 where the samples have 10 and 11. A pending state is not said here: the switch's model does not
// tell it in advance.
std::string as_ours(const std::string& document) {
  auto root = read_document(document);
  for (Element& child : root->children) {
    if (child.name == "monitorCrossRefID") child.text = child.text == "10" ? "1" : "2";
  }
  std::erase_if(root->children, [](const Element& child) { return child.name == "pendingAgentState"; });
  std::string text = write_document(*root);
  return brief(text.substr(text.find("?>") + 2));
}
Texts sampled(std::string_view name, std::string_view monitor = {}) {
  Texts texts;
  for (const Sample& sample : samples()) {
    if (!sample.from_switch || sample.invoke != event_invoke_id) continue;
    const auto root = read_document(sample.document);
    const bool other = !monitor.empty() && root->value("monitorCrossRefID") != monitor;
    if (root->name == name && !other) texts.push_back("9999 " + as_ours(sample.document));
  }
  return texts;
}
// What is said to the monitor on the agent's device, or on the group.
Texts to_monitor(const Texts& all, char number) {
  Texts own;
  const std::string wanted = std::string{"<monitorCrossRefID>"} + number + "<";
  for (const std::string& text : all) {
    if (text.find(wanted) != std::string::npos) own.push_back(text);
  }
  return own;
}

struct Monitored : SwitchPort {
  explicit Monitored(Dialect dialect = {}) : SwitchPort({dialect, {}, {}, "test"}) { monitor(); }
  Texts agent_hears(const std::vector<cti::Event>& events) { return to_monitor(told(events), '1'); }
  Texts group_hears(const std::vector<cti::Event>& events) { return to_monitor(told(events), '2'); }
};

TEST(SwitchEvents, OfTheAgentAreThoseOfTheSamples) {
  Monitored port;
  const Texts log_on = port.agent_hears({agent_enters(AgentEventKind::agent_logged_on, AgentState::not_ready)});
  ASSERT_THAT(log_on, SizeIs(2));
  EXPECT_EQ(log_on[0], sampled("AgentLoggedOnEvent").at(0));
  EXPECT_EQ(log_on[1], sampled("AgentNotReadyEvent").at(0));
  EXPECT_THAT(port.agent_hears({enters_ready()}), ElementsAre(sampled("AgentReadyEvent").at(0)));
  EXPECT_THAT(port.agent_hears({enters_busy()}), ElementsAre(sampled("AgentBusyEvent").at(0)));
  EXPECT_THAT(port.agent_hears({enters_wrap_up()}), ElementsAre(sampled("AgentWorkingAfterCallEvent").at(0)));
  EXPECT_THAT(port.agent_hears({agent_enters(AgentEventKind::agent_logged_off, AgentState::null)}),
              ElementsAre(sampled("AgentLoggedOffEvent").at(0)));
}

TEST(SwitchEvents, OfTheCallAreThoseOfTheSamples) {
  Monitored port;
  port.told({comes_in()});
  cti::Event enters = waits();
  EXPECT_THAT(port.group_hears({enters}), SizeIs(1));
  Monitored again;
  again.told({comes_in()});
  const Texts queued = again.told({waits()});
  ASSERT_THAT(queued, SizeIs(1));
  std::string sample = sampled("QueuedEvent").at(0);
  // The sample's cause is enteringDistribution; the model says "new call".
  sample.replace(sample.find("enteringDistribution"), 20, "newCall");
  EXPECT_EQ(queued[0], sample);
  const Texts delivered = again.told({rings()});
  ASSERT_THAT(delivered, SizeIs(2));
  EXPECT_EQ(delivered[0], sampled("DivertedEvent").at(0));
  EXPECT_EQ(delivered[1], sampled("DeliveredEvent").at(0));
  EXPECT_THAT(again.told({answered()}), ElementsAre(sampled("EstablishedEvent").at(0)));
  EXPECT_EQ(again.told({hangs_up(phone)}).at(0), sampled("ConnectionClearedEvent").at(0));
}

TEST(SwitchEvents, AClearedCallNamesWhoHungUpOrEachItself) {
  Monitored port;
  port.told({comes_in(), rings(), answered()});
  const Texts cleared = port.told({hangs_up(line)});
  ASSERT_THAT(cleared, SizeIs(2));
  EXPECT_THAT(cleared[0],
              HasSubstr("<deviceID>T1</deviceID></droppedConnection><releasingDevice><deviceIdentifier>T1<"));
  EXPECT_THAT(cleared[1],
              HasSubstr("<deviceID>201</deviceID></droppedConnection><releasingDevice><deviceIdentifier>T1<"));
  Dialect dialect;
  dialect.releasing_device = ReleasingDevice::own;
  Monitored other{dialect};
  other.told({comes_in(), rings(), answered()});
  EXPECT_THAT(other.told({hangs_up(line)}).at(1), HasSubstr("<releasingDevice><deviceIdentifier>201<"));
}

TEST(SwitchEvents, HoldAndRetrieve) {
  Monitored port;
  port.told({comes_in(), rings(), answered()});
  EXPECT_THAT(
      port.told(
          {happens(CallEventKind::held, outside_call(), {{phone, ConnectionState::hold}}, phone, EventCause::hold)}),
      ElementsAre("9999 <HeldEvent><monitorCrossRefID>1</monitorCrossRefID><heldConnection><callID>501</callID>"
                  "<deviceID>201</deviceID></heldConnection><holdingDevice><deviceIdentifier>201</deviceIdentifier>"
                  "</holdingDevice><localConnectionInfo>hold</localConnectionInfo><cause>normal</cause></HeldEvent>"));
  EXPECT_THAT(port.told({happens(CallEventKind::retrieved, outside_call(), {{phone, ConnectionState::connected}}, phone,
                                 EventCause::normal)}),
              ElementsAre(HasSubstr("<RetrievedEvent><monitorCrossRefID>1</monitorCrossRefID><retrievedConnection>")));
}

TEST(SwitchEvents, ACallThatRangInVainGoesBackToItsGroup) {
  Monitored port;
  port.told({comes_in(), waits(), rings()});
  const Texts said = port.told({happens(CallEventKind::diverted, outside_call(), {{phone, ConnectionState::null}},
                                        phone, EventCause::call_not_answered)});
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_THAT(said[0], HasSubstr("<divertingDevice><deviceIdentifier>201</deviceIdentifier></divertingDevice>"
                                 "<newDestination><deviceIdentifier>5000</deviceIdentifier></newDestination>"));
  EXPECT_THAT(said[0], HasSubstr("<localConnectionInfo>null</localConnectionInfo><cause>callNotAnswered</cause>"));
  EXPECT_THAT(
      port.told({agent_enters(AgentEventKind::agent_not_ready, AgentState::not_ready, EventCause::call_not_answered)})
          .at(0),
      HasSubstr("<cause>callNotAnswered</cause>"));
}

TEST(SwitchEvents, AFailedCallIsToldToItsCaller) {
  Monitored port;
  cti::CallInfo info;
  info.call = cti::CallId{"502"};
  info.call_class = cti::CallClass::internal;
  info.calling = phone;
  info.called = info.originally_called = neighbour;
  EXPECT_THAT(
      port.told({happens(CallEventKind::originated, info, {{phone, ConnectionState::connected}}, phone,
                         EventCause::new_call)}),
      ElementsAre(HasSubstr("<OriginatedEvent><monitorCrossRefID>1</monitorCrossRefID><originatedConnection>")));
  EXPECT_THAT(
      port.told(
          {happens(CallEventKind::failed, info, {{neighbour, ConnectionState::fail}}, neighbour, EventCause::busy)}),
      ElementsAre("9999 <FailedEvent><monitorCrossRefID>1</monitorCrossRefID><failedConnection><callID>502</callID>"
                  "<deviceID>202</deviceID></failedConnection><failingDevice><deviceIdentifier>202</deviceIdentifier>"
                  "</failingDevice><callingDevice><deviceIdentifier>201</deviceIdentifier></callingDevice>"
                  "<calledDevice><deviceIdentifier>202</deviceIdentifier></calledDevice><lastRedirectionDevice>"
                  "<notRequired/></lastRedirectionDevice><localConnectionInfo>connected</localConnectionInfo>"
                  "<cause>busy</cause></FailedEvent>"));
}

TEST(SwitchEvents, AgentFirstWhereTheDialectSaysSo) {
  Dialect dialect;
  dialect.agent_event_first = true;
  Monitored port{dialect};
  port.world.sessions = {{sales, AgentState::busy}};
  port.told({comes_in(), rings()});
  const Texts said = port.agent_hears({answered(), enters_busy()});
  ASSERT_THAT(said, SizeIs(2));
  EXPECT_THAT(said[0], HasSubstr("<AgentBusyEvent>"));
  EXPECT_THAT(said[1], HasSubstr("<EstablishedEvent>"));
  // A call that is nobody's brings no agent event: it goes out at the next wake.
  port.end->report(hangs_up(phone), port.now, port.out);
  EXPECT_THAT(port.said(), IsEmpty());
  EXPECT_EQ(port.end->next_wake(), port.now);
  port.wake(0s);
  EXPECT_THAT(to_monitor(port.said(), '1'), SizeIs(2));
}

TEST(SwitchEvents, AResponseMayComeAfterTheEventsItCauses) {
  Dialect dialect;
  dialect.reply_first = false;
  Monitored port{dialect};
  const std::string request =
      "<SetAgentState><device>201</device><requestedAgentState>ready</requestedAgentState>"
      "<agentID>1001</agentID></SetAgentState>";
  EXPECT_THAT(port.asked(5, request, {}), IsEmpty());
  const Texts said = port.told({enters_ready()});
  ASSERT_THAT(said, SizeIs(3)) << "two monitors and the response";
  EXPECT_EQ(said.back(), "0005 <SetAgentStateResponse/>");
  EXPECT_THAT(port.asked(6, request, {}), IsEmpty());
  port.wake(0s);
  EXPECT_THAT(port.said(), ElementsAre("0006 <SetAgentStateResponse/>")) << "no event came";
}

TEST(SwitchEvents, AnAgentOrientedSwitchNamesNoGroup) {
  Dialect dialect;
  dialect.agent_oriented = true;
  Monitored port{dialect};
  EXPECT_THAT(port.agent_hears({enters_ready()}), ElementsAre(Not(HasSubstr("acdGroup"))));
  EXPECT_THAT(port.agent_hears({agent_enters(AgentEventKind::agent_logged_on, AgentState::ready)}).at(0),
              HasSubstr("<acdGroup>5000</acdGroup>"));
  port.asked(
      1,
      "<SetAgentState><device>201</device><requestedAgentState>ready</requestedAgentState><agentID>1001</agentID>"
      "<group>5000</group></SetAgentState>",
      {});
  EXPECT_EQ(port.request.group, std::nullopt);
}

TEST(SwitchEvents, SomeSwitchesReportNoAgents) {
  Dialect dialect;
  dialect.agent_events = false;
  Monitored port{dialect};
  EXPECT_THAT(port.told({enters_ready(), enters_busy()}), IsEmpty());
  EXPECT_THAT(port.told({comes_in(), rings()}), SizeIs(2));
}

TEST(SwitchEvents, ADeviceGoesOutOfService) {
  Monitored port;
  EXPECT_THAT(port.told({{cti::DeviceEvent{desk, {}, cti::DeviceEventKind::offline, true}},
                         {cti::DeviceEvent{desk, {}, cti::DeviceEventKind::offline, false}}}),
              ElementsAre(HasSubstr("<OutOfServiceEvent><monitorCrossRefID>1</monitorCrossRefID><device>"),
                          HasSubstr("<BackInServiceEvent>")));
}

}  // namespace
}  // namespace acdloop::csta_xml::test
