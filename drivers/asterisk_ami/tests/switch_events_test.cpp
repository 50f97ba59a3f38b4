// SPDX-License-Identifier: Apache-2.0
// The switch's end: what happens, as events, in the order that was recorded.
#include "drivers/asterisk_ami/tests/ports.hpp"

namespace acdloop::asterisk_ami::test {
namespace {

// A call that is answered 2.2 s after it came.
struct Talking : SwitchPort {
  explicit Talking(Settings settings = {}) : SwitchPort(settings) {
    ready();
    told_of.push_back(happens(caller.comes()));
    told_of.push_back(happens(caller.waits()));
    told_of.push_back(happens(caller.rings()));
    now += 2200ms;
    told_of.push_back(happens(caller.talks()));
  }
  Caller caller;
  std::vector<std::vector<Message>> told_of;
};

Texts of_agents(const std::vector<Message>& messages) {
  Texts names;
  for (const Message& message : messages) {
    if (message["Privilege"] == "agent,all") names.emplace_back(message.name());
  }
  return names;
}

TEST(QueueCalls, FromTheCallersChannelToTheAnswer) {
  const Talking port;
  EXPECT_THAT(brief(port.told_of[0]), ElementsAre("Newchannel", "DeviceStateChange"));
  EXPECT_THAT(brief(port.told_of[1]), ElementsAre("Newstate", "QueueCallerJoin"));
  EXPECT_THAT(brief(port.told_of[2]), ElementsAre("Newchannel", "AgentCalled", "DialBegin", "Newstate",
                                                  "DeviceStateChange", "QueueMemberStatus"));
  EXPECT_THAT(brief(port.told_of[3]), ElementsAre("DeviceStateChange", "QueueMemberStatus", "Newstate", "DialEnd",
                                                  "QueueCallerLeave", "AgentConnect"));
  EXPECT_EQ(find(port.told_of[2], "QueueMemberStatus")["Status"], "6");
  EXPECT_EQ(find(port.told_of[3], "QueueMemberStatus")["Status"], "2");
  EXPECT_EQ(find(port.told_of[3], "DialEnd")["DialStatus"], "ANSWER");
  EXPECT_EQ(find(port.told_of[3], "QueueCallerLeave")["Count"], "0");
}

TEST(QueueCalls, AgentConnectHasBothChannelsThenItsOwnHeaders) {
  const Talking port;
  const Message& connect = find(port.told_of[3], "AgentConnect");
  Texts names;
  for (const auto& [name, value] : connect.headers()) names.push_back(name);
  ASSERT_THAT(names, SizeIs(2 + 14 + 14 + 5));
  EXPECT_EQ(names[2], "Channel");
  EXPECT_EQ(names[15], "Linkedid");
  EXPECT_EQ(names[16], "DestChannel");
  EXPECT_EQ(names[29], "DestLinkedid");
  EXPECT_THAT(Texts(names.begin() + 30, names.end()),
              ElementsAre("Queue", "Interface", "MemberName", "HoldTime", "RingTime"));
  EXPECT_EQ(connect["Linkedid"], connect["DestLinkedid"]);
  EXPECT_EQ(connect["HoldTime"], "2");
  EXPECT_EQ(connect["RingTime"], "2");
}

TEST(QueueCalls, WhoHangsUpDecidesTheOrder) {
  Talking by_agent;
  by_agent.now += 5500ms;
  const auto agent = by_agent.happens(by_agent.caller.ends(phone));
  EXPECT_THAT(of_agents(agent), ElementsAre("QueueMemberStatus", "AgentComplete"));
  EXPECT_EQ(find(agent, "AgentComplete")["Reason"], "agent");
  EXPECT_EQ(find(agent, "QueueMemberStatus")["CallsTaken"], "1");
  EXPECT_EQ(find(agent, "QueueMemberStatus")["InCall"], "0");
  EXPECT_EQ(find(agent, "QueueMemberStatus")["LastCall"], "1795167007");
  Talking by_caller;
  by_caller.now += 5500ms;
  const auto caller = by_caller.happens(by_caller.caller.ends(line));
  EXPECT_THAT(of_agents(caller), ElementsAre("AgentComplete", "QueueMemberStatus"));
  EXPECT_EQ(find(caller, "AgentComplete")["TalkTime"], "5");
  EXPECT_EQ(find(caller, "HangupRequest")["Cause"], "16");
}

TEST(QueueCalls, DurationsAreDifferencesOfWholeSeconds) {
  Talking port;
  port.now += 5900ms;  // from 2.2 s to 8.1 s: 8 - 2
  EXPECT_EQ(find(port.happens(port.caller.ends(line)), "AgentComplete")["TalkTime"], "6");
}

TEST(QueueCalls, NobodyAnswers) {
  SwitchPort port;
  const Caller caller;
  port.ready();
  for (const cti::Event& event : {caller.comes(), caller.waits(), caller.rings()}) port.happens(event);
  port.now += 5s;
  const auto said = port.happens(caller.rings_in_vain());
  EXPECT_EQ(find(said, "AgentRingNoAnswer")["RingTime"], "5000");
  EXPECT_THAT(brief(said), ElementsAre("AgentRingNoAnswer", "DialEnd", "DialEnd", "Hangup", "DeviceStateChange",
                                       "QueueMemberStatus"));
  const auto paused =
      port.happens(agent_is(AgentEventKind::agent_not_ready, AgentState::not_ready, EventCause::call_not_answered));
  EXPECT_EQ(find(paused, "QueueMemberPause")["PausedReason"], "Auto-Pause");
  EXPECT_THAT(port.happens(caller.waits()), IsEmpty());  // it never left the queue
  port.now += 1s;
  const auto given_up = port.happens(caller.gives_up());
  EXPECT_THAT(of_agents(given_up), ElementsAre("QueueCallerAbandon", "QueueCallerLeave"));
  EXPECT_EQ(find(given_up, "QueueCallerAbandon")["HoldTime"], "6");
}

TEST(QueueCalls, HoldIsToldByRealPhonesAlone) {
  Talking port;
  const auto held = port.happens(port.caller.holds());
  EXPECT_THAT(brief(held), ElementsAre("Hold", "DeviceStateChange", "QueueMemberStatus"));
  EXPECT_EQ(find(held, "QueueMemberStatus")["Status"], "8");
  EXPECT_THAT(brief(port.happens(port.caller.retrieves())), testing::Contains("Unhold"));
  Settings local;
  local.dialect.phones = Phones::local;
  Talking silent{local};
  EXPECT_EQ(find(silent.told_of[2], "QueueMemberStatus")["Status"], "2");
  EXPECT_EQ(find(silent.told_of[3], "AgentConnect")["Interface"], "Local/105@agents/n");
  EXPECT_THAT(silent.happens(silent.caller.holds()), IsEmpty());
}

TEST(QueueCalls, AveragesAreWeighted) {
  SwitchPort port;
  const Caller caller;
  port.ready();
  for (const auto& [hold, talk] : {std::pair{2s, 5s}, std::pair{7s, 1s}}) {
    for (const cti::Event& event : {caller.comes(), caller.waits(), caller.rings()}) port.happens(event);
    port.now += hold;
    port.happens(caller.talks());
    port.now += talk;
    port.happens(caller.ends(line));
  }
  const auto status = port.say("Action: QueueStatus");
  EXPECT_EQ(find(status, "QueueParams")["Holdtime"], "3");
  EXPECT_EQ(find(status, "QueueParams")["TalkTime"], "4");
  EXPECT_EQ(find(status, "QueueParams")["Completed"], "2");
  EXPECT_EQ(find(status, "QueueMember")["CallsTaken"], "2");
  port.say("Action: QueueReset");
  EXPECT_EQ(find(port.say("Action: QueueStatus"), "QueueMember")["CallsTaken"], "0");
}

TEST(Envelope, TimestampAndSystemNameComeAfterPrivilege) {
  Settings settings;
  settings.dialect.timestamp_events = true;
  settings.dialect.system_name = "hall";
  SwitchPort port{settings};
  const auto said = port.happens(logs_on());
  const auto& headers = said.at(1).headers();
  EXPECT_EQ(headers[1].first, "Privilege");
  EXPECT_EQ(headers[2], (std::pair<std::string, std::string>{"Timestamp", "1795167000.000000"}));
  EXPECT_EQ(headers[3].first, "SystemName");
  EXPECT_THAT(std::string{find(port.happens(Caller{}.comes()), "Newchannel")["Uniqueid"]},
              testing::StartsWith("hall-1795167000."));
}

TEST(OldReleases, HaveOtherEventsAndHeaders) {
  Settings settings;
  settings.dialect.release = {1, 8};
  Talking port{settings};
  EXPECT_THAT(brief(port.told_of[1]), testing::Contains("Join"));
  EXPECT_EQ(find(port.told_of[1], "Join")["Privilege"], "call,all");
  EXPECT_EQ(find(port.told_of[2], "AgentCalled")["AgentCalled"], "PJSIP/105");
  EXPECT_TRUE(find(port.told_of[3], "AgentConnect").has("Holdtime"));
  EXPECT_FALSE(find(port.told_of[3], "AgentConnect").has("Interface"));
  const Message& status = find(port.told_of[3], "QueueMemberStatus");
  EXPECT_EQ(status.headers()[3].first, "Location");
  EXPECT_FALSE(status.has("StateInterface"));
  port.happens(port.caller.ends(line));
  const auto paused = port.happens(turns_not_ready());
  EXPECT_THAT(brief(paused), testing::Contains("QueueMemberPaused"));
  const auto gone = port.happens(logs_off());
  EXPECT_THAT(gone.at(0).headers(), SizeIs(5));
  const auto list = port.say("Action: QueueStatus");
  EXPECT_FALSE(list.at(0).has("EventList"));
}

TEST(OldReleases, TellTheSameDeviceStateAgain) {
  Settings settings;
  settings.dialect.release = {16, 10};
  SwitchPort port{settings};
  port.ready();
  cti::DeviceEvent back{desk, ann, cti::DeviceEventKind::offline, false};
  EXPECT_THAT(of_agents(port.happens({back})), ElementsAre("QueueMemberStatus"));
  SwitchPort modern;
  modern.ready();
  EXPECT_THAT(modern.happens({back}), IsEmpty());
  back.on = true;
  EXPECT_EQ(find(modern.happens({back}), "QueueMemberStatus")["Status"], "5");
}

}  // namespace
}  // namespace acdloop::asterisk_ami::test
