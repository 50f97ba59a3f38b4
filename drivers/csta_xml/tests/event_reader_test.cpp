// SPDX-License-Identifier: Apache-2.0
// Events as the application reads them: the samples, what is damaged in them, and values out of their enumeration.
#include "drivers/csta_xml/event_reader.hpp"
#include "drivers/csta_xml/element.hpp"
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

EventReading read(const Element& event) {
  static const cti::Naming naming = names();
  static const std::set<std::string, std::less<>> stations{"201"};
  return read_event(event, {naming, stations});
}
EventReading read(const std::string& xml) {
  const auto root = read_document(xml);
  EXPECT_TRUE(root) << xml;
  return root ? read(*root) : EventReading{};
}
Element sample(std::string_view name) {
  for (const Sample& one : samples()) {
    const auto root = read_document(one.document);
    if (root && root->name == name) return *root;
  }
  ADD_FAILURE() << "no sample of " << name;
  return {};
}
std::vector<Element> sampled_events() {
  std::vector<Element> events;
  for (const Sample& one : samples()) {
    if (one.invoke == event_invoke_id) events.push_back(*read_document(one.document));
  }
  return events;
}
const cti::CallEvent& call_in(const EventReading& reading) {
  return std::get<cti::CallEvent>(reading.events.at(0).body);
}
const cti::AgentEvent& agent_in(const EventReading& reading) {
  return std::get<cti::AgentEvent>(reading.events.at(0).body);
}
Element* descend(Element& root, std::string_view name) {
  for (Element& child : root.children) {
    if (child.name == name) return &child;
    if (Element* found = descend(child, name)) return found;
  }
  return nullptr;
}

TEST(EventReader, TheSamplesTellOneCallWithWrapUp) {
  Texts told;
  for (const Element& event : sampled_events()) {
    const EventReading reading = read(event);
    EXPECT_FALSE(reading.fault) << event.name;
    for (const cti::Event& one : reading.events) told.push_back(describe(one));
  }
  ASSERT_THAT(told, SizeIs(12));
  const char* kinds[] = {"agent_logged_on",    "agent_not_ready", "agent_ready", "queued",
                         "diverted",           "delivered",       "established", "agent_busy",
                         "connection_cleared", "agent_wrap_up",   "agent_ready", "agent_logged_off"};
  for (std::size_t at = 0; at < told.size(); ++at) EXPECT_THAT(told[at], HasSubstr(kinds[at]));
}

TEST(EventReader, AgentsAreNamedByAgentGroupAndDevice) {
  const EventReading reading = read(sample("AgentLoggedOnEvent"));
  EXPECT_EQ(agent_in(reading).report.subject, (cti::AgentSubject{ann, sales, desk}));
  EXPECT_EQ(agent_in(reading).report.states, (cti::StateSet{AgentState::ready, AgentState::not_ready}))
      << "it does not say which";
  const EventReading bare = read(
      "<AgentReadyEvent><agentDevice><deviceIdentifier>201</deviceIdentifier></agentDevice>"
      "</AgentReadyEvent>");
  EXPECT_EQ(agent_in(bare).report.subject, (cti::AgentSubject{std::nullopt, std::nullopt, desk})) << "nothing added";
}

TEST(EventReader, ADeliveredCallBelongsToTheGroupThatDistributedIt) {
  Element delivered = sample("DeliveredEvent");
  cti::CallInfo info = call_in(read(delivered)).info;
  EXPECT_EQ(info.call_class, cti::CallClass::acd);
  EXPECT_EQ(info.group, sales);
  EXPECT_EQ(info.calling_number, "0301234567");
  EXPECT_EQ(info.calling.category, cti::DeviceCategory::external);
  // It overflowed: called 5000, distributed by 5001.
  descend(*descend(delivered, "lastRedirectionDevice"), "numberDialed")->text = "5001";
  EXPECT_EQ(call_in(read(delivered)).info.group, help);
  // Nothing but the number called tells.
  *descend(delivered, "lastRedirectionDevice") = make("lastRedirectionDevice").with("notKnown");
  info = call_in(read(delivered)).info;
  EXPECT_EQ(info.call_class, cti::CallClass::acd);
  EXPECT_EQ(info.group, std::nullopt);
  EXPECT_EQ(info.originally_called, pilot);
  // Called the phone itself.
  descend(*descend(delivered, "calledDevice"), "deviceIdentifier")->text = "201";
  EXPECT_EQ(call_in(read(delivered)).info.call_class, cti::CallClass::direct);
  delivered.add("callCharacteristics").with("acdCall", "true");
  EXPECT_EQ(call_in(read(delivered)).info.call_class, cti::CallClass::acd);
  *descend(delivered, "callCharacteristics") = make("callCharacteristics");
  descend(*descend(delivered, "callingDevice"), "deviceIdentifier")->text = "201";
  EXPECT_EQ(call_in(read(delivered)).info.call_class, cti::CallClass::internal);
}

TEST(EventReader, APlaceInTheQueueIsANumberOrNothing) {
  Element queued = sample("QueuedEvent");
  EXPECT_EQ(call_in(read(queued)).info.position, 1);
  for (const char* text : {"", "-1", "x", "1x", "99999999999", "65535"}) {
    descend(queued, "callsInFront")->text = text;
    EXPECT_EQ(call_in(read(queued)).info.position, std::nullopt) << text;
  }
}

TEST(EventReader, EveryWordOutOfItsEnumerationIsNamedAndTheEventRead) {
  for (Element event : sampled_events()) {
    for (const char* name : {"cause", "localConnectionInfo"}) {
      Element* word = descend(event, name);
      if (word == nullptr) continue;
      const std::string was = word->text;
      word->text = "noSuchWord";
      const EventReading reading = read(event);
      ASSERT_TRUE(reading.fault) << event.name << " " << name;
      EXPECT_EQ(reading.fault->name, "unknown_value");
      EXPECT_THAT(reading.events, SizeIs(1));
      descend(event, name)->text = was;
    }
  }
}

TEST(EventReader, WithoutADeviceOrAConnectionIsDamaged) {
  for (const Element& event : sampled_events()) {
    Element damaged = event;
    for (Element& child : damaged.children) {
      if (child.name != "agentDevice" && child.name.find("onnection") == std::string::npos) continue;
      child.children.clear();
      const EventReading reading = read(damaged);
      ASSERT_TRUE(reading.fault) << event.name;
      EXPECT_EQ(reading.fault->name, "malformed_event");
      EXPECT_THAT(reading.events, IsEmpty());
      break;
    }
  }
}

TEST(EventReader, IdsBeyondTheirLengthAreDamage) {
  for (const char* name : {"deviceIdentifier", "agentID", "acdGroup"}) {
    Element event = sample("AgentReadyEvent");
    descend(event, name)->text = std::string(65, '1');
    EXPECT_EQ(read(event).fault->name, "malformed_event") << name;
  }
  Element event = sample("DeliveredEvent");
  descend(event, "callID")->text = std::string(97, '5');
  EXPECT_EQ(read(event).fault->name, "malformed_event");
}

TEST(EventReader, KnowsWhichEventsHaveNoNeutralWord) {
  EXPECT_FALSE(read("<NetworkReachedEvent/>").fault);
  EXPECT_THAT(read("<NetworkReachedEvent/>").events, IsEmpty());
  EXPECT_EQ(read("<TransferredEvent/>").fault->name, "unknown_event") << "the schema writes one r";
}

TEST(EventReader, ADeviceOutOfService) {
  const EventReading reading =
      read("<OutOfServiceEvent><device><deviceIdentifier>201</deviceIdentifier></device></OutOfServiceEvent>");
  EXPECT_EQ(std::get<cti::DeviceEvent>(reading.events.at(0).body),
            (cti::DeviceEvent{desk, std::nullopt, cti::DeviceEventKind::offline, true}));
  EXPECT_EQ(read("<BackInServiceEvent/>").fault->name, "malformed_event");
}

// Transfer and conference.

std::string joined(const std::string& name, const std::string& by, const std::string& to, const std::string& list,
                   const std::string& secondary, const std::string& now) {
  const auto call = [](const std::string& element, const std::string& id) {
    return "<" + element + "><callID>" + id + "</callID><deviceID>201</deviceID></" + element + ">";
  };
  return "<" + name + ">" + call("primaryOldCall", "501") +
         (secondary.empty() ? "" : call("secondaryOldCall", secondary)) + "<" + by +
         "><deviceIdentifier>201</deviceIdentifier></" + by + "><" + to +
         "><deviceIdentifier>202</deviceIdentifier></" + to + "><" + list + "><connectionListItem>" +
         call("newConnection", now) + "</connectionListItem></" + list + "><cause>transfer</cause></" + name + ">";
}
EventReading transferred(const std::string& secondary, const std::string& now) {
  return read(
      joined("TransferedEvent", "transferringDevice", "transferredToDevice", "transferredConnections", secondary, now));
}
EventReading conferenced(const std::string& secondary, const std::string& now) {
  return read(joined("ConferencedEvent", "conferencingDevice", "addedParty", "conferenceConnections", secondary, now));
}
cti::ConnectionChange goes(const std::string& call, ConnectionState to) { return {{cti::CallId{call}, phone}, to}; }

TEST(EventReader, ATransferAfterConsultationLeavesBothCalls) {
  const cti::CallEvent event = call_in(transferred("502", "501"));
  EXPECT_EQ(event.kind, CallEventKind::transferred);
  EXPECT_EQ(event.by, phone);
  EXPECT_THAT(event.changes, ElementsAre(goes("501", ConnectionState::null), goes("502", ConnectionState::null)));
  EXPECT_EQ(event.renamed, (cti::Renamed{cti::CallId{"502"}, cti::CallId{"501"}}));
}

TEST(EventReader, ATransferInOneStepLeavesOne) {
  const cti::CallEvent event = call_in(transferred("", "501"));
  EXPECT_THAT(event.changes, ElementsAre(goes("501", ConnectionState::null)));
  EXPECT_FALSE(event.renamed);
  EXPECT_EQ(call_in(transferred("", "503")).renamed, (cti::Renamed{cti::CallId{"501"}, cti::CallId{"503"}}));
}

TEST(EventReader, AJoinedCallMayGetAnIdOfItsOwn) {
  const EventReading reading = transferred("502", "503");
  ASSERT_THAT(reading.events, SizeIs(2));
  EXPECT_EQ(call_in(reading).renamed, (cti::Renamed{cti::CallId{"501"}, cti::CallId{"503"}}));
  EXPECT_EQ(std::get<cti::CallEvent>(reading.events[1].body).renamed,
            (cti::Renamed{cti::CallId{"502"}, cti::CallId{"503"}}));
}

TEST(EventReader, AConferenceKeepsWhoMadeItInTheJoinedCall) {
  const cti::CallEvent event = call_in(conferenced("502", "501"));
  EXPECT_EQ(event.kind, CallEventKind::conferenced);
  EXPECT_THAT(event.changes, ElementsAre(goes("502", ConnectionState::null), goes("501", ConnectionState::connected)));
  EXPECT_EQ(event.renamed, (cti::Renamed{cti::CallId{"502"}, cti::CallId{"501"}}));
}

}  // namespace
}  // namespace acdloop::csta_xml::test
