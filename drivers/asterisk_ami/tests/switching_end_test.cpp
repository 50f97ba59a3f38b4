// SPDX-License-Identifier: Apache-2.0
// The switch's end: who is let in, and what each action is answered.
#include "drivers/asterisk_ami/tests/ports.hpp"

#include "drivers/asterisk_ami/md5.hpp"

namespace acdloop::asterisk_ami::test {
namespace {

Texts headers_of(const Message& message) {
  Texts names;
  for (const auto& [name, value] : message.headers()) names.push_back(name);
  return names;
}

TEST(Greeting, NamesTheVersionAndHasNoEmptyLineAfterIt) {
  EXPECT_EQ(SwitchPort({}, false).greeting, "Asterisk Call Manager/11.0.0\r\n");
  Settings old;
  old.dialect.release = {13, 38};
  EXPECT_EQ(SwitchPort(old, false).greeting, "Asterisk Call Manager/2.10.6\r\n");
}

TEST(SwitchLogin, PlainIsAcceptedAndTheSwitchIsUp) {
  SwitchPort port{{}, false};
  const auto said = port.say("Action: Login\nActionID: 1\nUsername: acdloop\nSecret: acdloop");
  EXPECT_THAT(brief(said), ElementsAre("Success: Authentication accepted", "FullyBooted"));
  EXPECT_EQ(said[0]["ActionID"], "1");
  EXPECT_EQ(said[1]["Privilege"], "system,all");
  EXPECT_THAT(brief(port.say("Action: Login\nUsername: acdloop\nSecret: wrong")),
              ElementsAre("Success: Already authenticated"));
}

TEST(SwitchLogin, ByChallenge) {
  SwitchPort port{{}, false};
  const std::string first{port.say("Action: Challenge\nAuthType: MD5").at(0)["Challenge"]};
  const std::string again{port.say("Action: Challenge\nAuthType: MD5").at(0)["Challenge"]};
  EXPECT_EQ(first, again);
  EXPECT_THAT(brief(port.say("Action: Challenge\nAuthType: plain")), ElementsAre("Error: Must specify AuthType"));
  EXPECT_THAT(brief(port.say("Action: Login\nAuthType: MD5\nUsername: acdloop\nKey: " + md5_hex(first + "acdloop"))),
              ElementsAre("Success: Authentication accepted", "FullyBooted"));
}

TEST(SwitchLogin, AFailureIsToldAfterASecondAndEndsTheConnection) {
  for (const char* login : {"Action: Login\nUsername: acdloop\nSecret: wrong", "Action: Login\nSecret: acdloop",
                            "Action: Login\nAuthType: MD5\nUsername: acdloop\nKey: 00"}) {
    SwitchPort port{{}, false};
    EXPECT_THAT(port.say(login), IsEmpty());
    EXPECT_THAT(port.say("Action: Ping"), IsEmpty());  // nothing is read meanwhile
    EXPECT_EQ(port.end->next_wake(), TimePoint{1s});
    port.end->on_wake(TimePoint{1s}, port.out);
    EXPECT_THAT(brief(port.told()), ElementsAre("Error: Authentication failed"));
    EXPECT_TRUE(port.out.close);
    EXPECT_THAT(port.faults(), ElementsAre("login_rejected"));
  }
}

TEST(SwitchLogin, NobodyWithinTheTimeForIt) {
  SwitchPort port{{}, false};
  ASSERT_EQ(port.end->next_wake(), TimePoint{30s});
  port.end->on_wake(TimePoint{30s}, port.out);
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(port.told(), IsEmpty());
  EXPECT_THAT(port.faults(), ElementsAre("no_login"));
}

TEST(SwitchLogin, SecretsAreNotRecorded) {
  SwitchPort port;
  for (const cti::WireMessage& message : port.out.messages) {
    if (message.direction != cti::WireMessage::Direction::to_switch) continue;
    EXPECT_THAT(message.bytes, testing::Not(HasSubstr("Secret: acdloop")));
    EXPECT_THAT(message.text, testing::Not(HasSubstr("Secret=acdloop")));
  }
}

TEST(SwitchLogin, BeforeItNothingElseIsAllowedButToLeave) {
  SwitchPort port{{}, false};
  EXPECT_THAT(brief(port.say("Action: Ping\nActionID: b1")), ElementsAre("Error: Permission denied"));
  EXPECT_THAT(brief(port.say("Action: Nonsense")), ElementsAre("Error: Permission denied"));
  EXPECT_THAT(brief(port.say("Action: Logoff")), ElementsAre("Goodbye: Thanks for all the fish."));
  EXPECT_TRUE(port.out.close);
}

TEST(Actions, UnknownOnesAndMissingOnes) {
  SwitchPort port;
  EXPECT_THAT(brief(port.say("Action: Foo\nActionID: 3")),
              ElementsAre("Error: Invalid/unknown command: Foo. Use Action: ListCommands to show available commands."));
  EXPECT_THAT(brief(port.say("Queue: sales")), ElementsAre("Error: Missing action in request"));
  EXPECT_THAT(port.faults(), ElementsAre("unknown_action", "no_action"));
}

TEST(Actions, RightsOfTheAccount) {
  Settings settings;
  settings.account.write = class_call;
  SwitchPort port{settings};
  EXPECT_THAT(brief(port.say("Action: QueueAdd\nQueue: sales\nInterface: PJSIP/105")),
              ElementsAre("Error: Permission denied"));
  EXPECT_THAT(brief(port.say("Action: Ping")), ElementsAre("Success"));
}

TEST(Actions, TooLongAMessageIsRefusedWithItsActionId) {
  SwitchPort port;
  auto said = port.say("Action: Ping\nActionID: 9\nX: " + std::string(2000, 'x'));
  EXPECT_THAT(brief(said), ElementsAre("Error: Failed to parse message: line too long"));
  EXPECT_EQ(said.at(0)["ActionID"], "9");
  std::string lines = "Action: Ping";
  for (int count = 0; count < 200; ++count) lines += "\nVariable: a=1";
  EXPECT_THAT(brief(port.say(lines)), ElementsAre("Error: Too many lines in message or allocation failure"));
  EXPECT_THAT(brief(port.say("Action: Ping")), ElementsAre("Success"));
  EXPECT_THAT(port.faults(), ElementsAre("line_too_long", "too_many_headers"));
}

TEST(Actions, PingCoreStatusCoreSettingsCommand) {
  SwitchPort port;
  EXPECT_THAT(headers_of(port.say("Action: Ping\nActionID: 5").at(0)),
              ElementsAre("Response", "ActionID", "Ping", "Timestamp"));
  EXPECT_THAT(headers_of(port.say("Action: CoreStatus").at(0)),
              ElementsAre("Response", "CoreStartupDate", "CoreStartupTime", "CoreReloadDate", "CoreReloadTime",
                          "CoreCurrentCalls", "CoreProcessedCalls"));
  EXPECT_EQ(port.say("Action: CoreSettings").at(0)["AMIversion"], "11.0.0");
  EXPECT_EQ(port.say("Action: Command\nCommand: core show version").at(0)["Output"], "Asterisk 22.10");
  Settings old;
  old.dialect.release = {13, 0};
  SwitchPort older{old};
  older.end->on_bytes(bytes_of(on_the_wire("Action: Command\nCommand: core show version")), older.now, older.out);
  EXPECT_THAT(older.out.send, HasSubstr("Response: Follows\r\n"));
  EXPECT_THAT(older.out.send, testing::EndsWith("--END COMMAND--\r\n\r\n"));
}

TEST(EventMasks, AsTheyAreWritten) {
  SwitchPort port;
  const auto answer = [&](const std::string& mask) {
    const Message said = port.say("Action: Events\nEventMask: " + mask).at(0);
    return std::string{said["Events"].empty() ? said["Message"] : said["Events"]};
  };
  EXPECT_EQ(answer("agent,call"), "On");
  EXPECT_EQ(answer("off"), "Off");
  EXPECT_EQ(answer("agnet"), "Off");
  EXPECT_EQ(answer("0"), "Off");
  EXPECT_EQ(answer(""), "Invalid event mask");
  EXPECT_EQ(answer("1"), "On");  // system alone
  EXPECT_THAT(port.happens(logs_on()), IsEmpty());
  EXPECT_EQ(answer("agent"), "On");
  EXPECT_THAT(brief(port.happens(logs_off())), ElementsAre("QueueMemberRemoved"));
}

TEST(QueueAdd, IsALogOnAndIsRefusedAsAsteriskDoes) {
  SwitchPort port;
  EXPECT_THAT(brief(port.say("Action: QueueAdd\nInterface: PJSIP/105")), ElementsAre("Error: 'Queue' not specified."));
  EXPECT_THAT(brief(port.say("Action: QueueAdd\nQueue: sales")), ElementsAre("Error: 'Interface' not specified."));
  EXPECT_THAT(brief(port.say("Action: QueueAdd\nQueue: nosuch\nInterface: PJSIP/105\nMemberName: 2003")),
              ElementsAre("Error: Unable to add interface to queue: No such queue"));
  const std::string add =
      "Action: QueueAdd\nActionID: 20\nQueue: SALES\nInterface: PJSIP/105\nMemberName: 2003\n"
      "Paused: true\nReason: login\nPenalty: 3\nWrapuptime: 7";
  EXPECT_THAT(port.say(add), IsEmpty());
  EXPECT_THAT(brief(port.answers()), ElementsAre("Success: Added interface to queue"));
  EXPECT_EQ(port.request.kind, RequestKind::log_on);
  EXPECT_EQ(port.request.agent, ann);
  EXPECT_EQ(port.request.group, sales);
  EXPECT_EQ(port.request.address, desk);
  EXPECT_EQ(port.request.state, AgentState::not_ready);
  const auto events = port.happens(logs_on());
  EXPECT_THAT(brief(events), ElementsAre("DeviceStateChange", "QueueMemberAdded"));
  EXPECT_THAT(headers_of(events.at(1)),
              ElementsAre("Event", "Privilege", "Queue", "MemberName", "Interface", "StateInterface", "Membership",
                          "Penalty", "CallsTaken", "LastCall", "LastPause", "LoginTime", "InCall", "Status", "Paused",
                          "PausedReason", "Ringinuse", "Wrapuptime"));
  EXPECT_EQ(events[1]["Penalty"], "3");
  EXPECT_EQ(events[1]["Wrapuptime"], "7");
  EXPECT_EQ(events[1]["PausedReason"], "login");
  EXPECT_EQ(events[1]["LoginTime"], "1795167000");
  EXPECT_THAT(brief(port.say(add)), ElementsAre("Error: Unable to add interface: Already there"));
}

TEST(QueueRemove, IsALogOff) {
  SwitchPort port;
  EXPECT_THAT(brief(port.say("Action: QueueRemove\nQueue: sales")),
              ElementsAre("Error: Need 'Queue' and 'Interface' parameters."));
  EXPECT_THAT(brief(port.say("Action: QueueRemove\nQueue: sales\nInterface: PJSIP/105")),
              ElementsAre("Error: Unable to remove interface: Not there"));
  EXPECT_THAT(brief(port.say("Action: QueueRemove\nQueue: nosuch\nInterface: PJSIP/105")),
              ElementsAre("Error: Unable to remove interface from queue: No such queue"));
  port.happens(logs_on());
  port.say("Action: QueueRemove\nQueue: sales\nInterface: PJSIP/105");
  EXPECT_THAT(brief(port.answers()), ElementsAre("Success: Removed interface from queue"));
  EXPECT_EQ(port.request.kind, RequestKind::log_off);
  EXPECT_THAT(brief(port.happens(logs_off())), ElementsAre("QueueMemberRemoved"));
}

TEST(QueuePause, IsToldWhenItHappens) {
  SwitchPort port;
  EXPECT_THAT(brief(port.say("Action: QueuePause\nInterface: PJSIP/105")),
              ElementsAre("Error: Need 'Interface' and 'Paused' parameters."));
  EXPECT_THAT(brief(port.say("Action: QueuePause\nInterface: PJSIP/105\nPaused: true")),
              ElementsAre("Error: Interface not found"));
  port.happens(logs_on());
  EXPECT_THAT(port.say("Action: QueuePause\nQueue: sales\nInterface: PJSIP/105\nPaused: no"), IsEmpty());
  EXPECT_THAT(brief(port.answers()), ElementsAre("Success: Interface unpaused successfully"));
  EXPECT_EQ(port.request.state, AgentState::ready);
  const auto events = port.happens(turns_ready());
  EXPECT_EQ(find(events, "QueueMemberPause")["Paused"], "0");
}

TEST(QueuePause, OfWhoeverIsPausedAlreadySucceedsAndIsToldAgain) {
  SwitchPort port;
  port.happens(logs_on());
  const auto said = port.say("Action: QueuePause\nQueue: sales\nInterface: PJSIP/105\nPaused: true\nReason: lunch");
  EXPECT_THAT(port.out.requests, IsEmpty());
  EXPECT_THAT(brief(said),
              ElementsAre("Success: Interface paused successfully", "DeviceStateChange", "QueueMemberPause"));
  EXPECT_EQ(said.at(2)["PausedReason"], "lunch");
}

TEST(QueuePause, InACallIsToldAtOnceAndNotAgainAfterIt) {
  SwitchPort port;
  const Caller caller;
  port.ready();
  for (const cti::Event& event : {caller.comes(), caller.waits(), caller.rings(), caller.talks()}) port.happens(event);
  port.say("Action: QueuePause\nQueue: sales\nInterface: PJSIP/105\nPaused: true");
  const auto said = port.answers();
  EXPECT_EQ(find(said, "QueueMemberPause")["InCall"], "1");
  port.happens(caller.ends(line));
  EXPECT_THAT(port.happens(turns_not_ready()), IsEmpty());
}

TEST(QueuePause, UnpausingDoesNotEndWrapUp) {
  SwitchPort port;
  const Caller caller;
  port.ready();
  for (const cti::Event& event : {caller.comes(), caller.waits(), caller.rings(), caller.talks(), caller.ends(line)}) {
    port.happens(event);
  }
  EXPECT_THAT(port.happens(agent_is(AgentEventKind::agent_wrap_up, AgentState::wrap_up)), IsEmpty());
  EXPECT_THAT(brief(port.say("Action: QueuePause\nQueue: sales\nInterface: PJSIP/105\nPaused: false")),
              testing::Contains("QueueMemberPause"));
  EXPECT_THAT(port.out.requests, IsEmpty());
  EXPECT_THAT(port.happens(turns_ready()), IsEmpty());  // the timer's own end has no event
}

TEST(Lists, StatusSummaryAndTheirEnds) {
  SwitchPort port;
  port.ready();
  port.happens(Caller{}.comes());
  port.happens(Caller{}.waits());
  const auto all = port.say("Action: QueueStatus\nActionID: 44");
  EXPECT_THAT(brief(all), ElementsAre("Success: Queue status will follow", "QueueParams", "QueueMember", "QueueEntry",
                                      "QueueParams", "QueueStatusComplete"));
  EXPECT_EQ(all[0]["EventList"], "start");
  EXPECT_EQ(all[2].headers().back().first, "ActionID");
  EXPECT_FALSE(all[2].has("Privilege"));
  EXPECT_EQ(all[3]["CallerIDNum"], "6025551212");
  EXPECT_EQ(all[5]["ListItems"], "4");
  EXPECT_THAT(brief(port.say("Action: QueueStatus\nQueue: nosuch")),
              ElementsAre("Success: Queue status will follow", "QueueStatusComplete"));
  const auto summary = port.say("Action: QueueSummary\nQueue: sales");
  EXPECT_EQ(find(summary, "QueueSummary")["Available"], "1");
  EXPECT_EQ(find(summary, "QueueSummary")["Callers"], "1");
}

TEST(Lists, OfOneQueueTheSwitchIsAsked) {
  SwitchPort port;
  port.ready();
  EXPECT_THAT(port.say("Action: QueueStatus\nQueue: sales\nMember: PJSIP/105"), IsEmpty());
  EXPECT_THAT(brief(port.answers()),
              ElementsAre("Success: Queue status will follow", "QueueParams", "QueueMember", "QueueStatusComplete"));
  EXPECT_EQ(port.request.kind, RequestKind::query_agent_state);
  port.say("Action: QueueStatus\nQueue: sales\nMember: PJSIP/105");
  EXPECT_THAT(brief(port.answers(RefusalCause::out_of_service)), ElementsAre("Error: Asterisk is shutting down"));
}

TEST(Calls, OriginateHangupRedirect) {
  SwitchPort port;
  EXPECT_THAT(brief(port.say("Action: Originate\nExten: 106")), ElementsAre("Error: Channel not specified"));
  EXPECT_THAT(brief(port.say("Action: Originate\nChannel: PJSIP/105\nExten: 106")),
              ElementsAre("Error: Originate with 'Exten' requires 'Context' and 'Priority'"));
  const std::string call = "Action: Originate\nActionID: 40\nChannel: PJSIP/105\nContext: x\nExten: 106\nPriority: 1\n";
  port.say(call);
  EXPECT_THAT(brief(port.answers(RefusalCause::invalid_destination)), ElementsAre("Error: Extension does not exist."));
  EXPECT_EQ(port.request.kind, RequestKind::make_call);
  EXPECT_THAT(brief(port.say(call + "Async: true")), ElementsAre("Success: Originate successfully queued"));
  const auto failed = port.answers(RefusalCause::state_incompatible);
  EXPECT_EQ(failed.at(0).kind(), MessageKind::event);
  EXPECT_EQ(failed.at(0)["Response"], "Failure");
  EXPECT_THAT(brief(port.say("Action: Hangup\nChannel: PJSIP/nobody")), ElementsAre("Error: No such channel"));
  EXPECT_THAT(brief(port.say("Action: Hangup")), ElementsAre("Error: No channel specified"));
  const std::string channel{find(port.happens(Caller{}.comes()), "Newchannel")["Channel"]};
  port.say("Action: Hangup\nChannel: " + channel);
  EXPECT_THAT(brief(port.answers()), ElementsAre("Success: Channel Hungup"));
  EXPECT_EQ(port.request.connection->call.value(), "17");
  const std::string redirect = "Action: Redirect\nContext: x\nExten: 1\nPriority: 1\nChannel: ";
  EXPECT_THAT(brief(port.say(redirect + "gone")), ElementsAre("Error: Channel does not exist: gone"));
  EXPECT_THAT(brief(port.say(redirect + channel)), ElementsAre("Error: Redirect failed"));
}

TEST(Answers, ToldTwiceWhenConfirmedTwice) {
  SwitchPort port;
  port.happens(logs_on());
  port.say("Action: QueueStatus\nQueue: sales\nMember: PJSIP/105");
  const auto first = port.answers();
  cti::Result again;
  again.id = port.request.id;
  port.end->confirm(again, port.now, port.out);
  EXPECT_EQ(port.told(), first);
}

}  // namespace
}  // namespace acdloop::asterisk_ami::test
