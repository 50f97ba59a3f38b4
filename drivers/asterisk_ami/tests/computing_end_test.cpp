// SPDX-License-Identifier: Apache-2.0
// The application's end: how it gets in, what it asks, and what it makes of what it hears. Each step fails in turn.
#include "drivers/asterisk_ami/tests/ports.hpp"

namespace acdloop::asterisk_ami::test {
namespace {

constexpr const char* greeting = "Asterisk Call Manager/11.0.0\r\n";

struct ApplicationPort {
  explicit ApplicationPort(bool up = true, Settings settings = plain()) {
    end = make_computing_end(settings, names(), {{desk}, {sales}});
    end->on_open(now, out);
    if (!up) return;
    feed(greeting);
    hear("Response: Success\nActionID: 1\nMessage: Authentication accepted");
    hear("Response: Success\nActionID: 2\nEventList: start\nMessage: Queue status will follow");
    hear("Event: QueueStatusComplete\nActionID: 2\nEventList: Complete\nListItems: 0");
    EXPECT_TRUE(end->associated());
    out.clear();
  }
  static Settings plain() {
    Settings settings;
    settings.dialect.md5_login = false;
    return settings;
  }
  void feed(std::string_view bytes) { end->on_bytes(bytes_of(bytes), now, out); }
  void hear(std::string_view lines) { feed(on_the_wire(lines)); }
  std::vector<Message> said() { return messages_in(std::exchange(out.send, {})); }
  // Sends the request; the ActionID that it got.
  std::string ask(cti::Request request) {
    request.id = cti::RequestId{++last_id};
    end->submit(request, now, out);
    const auto actions = said();
    return actions.empty() ? "" : std::string{actions.back()["ActionID"]};
  }
  std::vector<cti::Result> results() { return std::exchange(out.results, {}); }
  std::vector<cti::Event> events() { return std::exchange(out.events, {}); }
  Texts links() {
    Texts kinds;
    for (const cti::Event& event : events()) {
      if (const auto* link = std::get_if<cti::LinkEvent>(&event.body)) kinds.emplace_back(to_string(link->kind));
    }
    return kinds;
  }
  Texts faults() { return names_of(std::exchange(out.faults, {})); }

  std::unique_ptr<cti::ComputingEnd> end;
  cti::EndOutput out;
  TimePoint now{};
  std::uint64_t last_id = 0;
};

cti::Request about_ann(RequestKind kind) {
  cti::Request request;
  request.kind = kind;
  request.agent = ann;
  request.address = desk;
  request.group = sales;
  return request;
}

constexpr const char* caller_block =
    "Channel: PJSIP/T1-00000001\nChannelState: 4\nChannelStateDesc: Ring\nCallerIDNum: 6025551212\nExten: 237\n"
    "Uniqueid: 100.0\nLinkedid: 100.0\n";
constexpr const char* both =
    "Channel: PJSIP/T1-00000001\nUniqueid: 100.0\nLinkedid: 100.0\nDestChannel: PJSIP/105-00000002\n"
    "DestUniqueid: 100.1\nDestLinkedid: 100.0\nQueue: sales\nInterface: PJSIP/105\nMemberName: 2003";

std::string event(const std::string& name, const std::string& headers) { return "Event: " + name + "\n" + headers; }

TEST(ApplicationLogin, WaitsForTheGreeting) {
  ApplicationPort port{false};
  EXPECT_THAT(port.said(), IsEmpty());
  port.feed(greeting);
  const auto login = port.said();
  ASSERT_THAT(login, SizeIs(1));
  EXPECT_EQ(login[0].name(), "Login");
  EXPECT_EQ(login[0]["Secret"], "acdloop");
  EXPECT_FALSE(port.end->associated());
}

TEST(ApplicationLogin, ByChallengeWithoutTellingTheSecret) {
  ApplicationPort port{false, Settings{}};
  port.feed(greeting);
  EXPECT_EQ(port.said().at(0).name(), "Challenge");
  port.hear("Response: Success\nActionID: 1\nChallenge: 591147644");
  const auto login = port.said();
  EXPECT_EQ(login.at(0)["Key"].size(), 32u);
  EXPECT_FALSE(login.at(0).has("Secret"));
}

TEST(ApplicationLogin, EachStepMayFail) {
  ApplicationPort stranger{false};
  stranger.feed("220 mail.example.org ESMTP\r\n");
  EXPECT_TRUE(stranger.out.close);
  EXPECT_THAT(stranger.faults(), ElementsAre("no_greeting"));
  ApplicationPort refused{false};
  refused.feed(greeting);
  refused.hear("Response: Error\nActionID: 1\nMessage: Authentication failed");
  EXPECT_TRUE(refused.out.close);
  EXPECT_THAT(refused.links(), ElementsAre("association_refused"));
  ApplicationPort unchallenged{false, Settings{}};
  unchallenged.feed(greeting);
  unchallenged.hear("Response: Error\nActionID: 1\nMessage: Must specify AuthType");
  EXPECT_THAT(unchallenged.links(), ElementsAre("association_refused"));
  ApplicationPort blind{false};
  blind.feed(greeting);
  blind.hear("Response: Success\nActionID: 1\nMessage: Authentication accepted");
  blind.hear("Response: Error\nActionID: 2\nMessage: Permission denied");
  EXPECT_THAT(blind.links(), ElementsAre("link_down"));
  ApplicationPort silent{false};
  ASSERT_EQ(silent.end->next_wake(), TimePoint{30s});
  silent.end->on_wake(TimePoint{30s}, silent.out);
  EXPECT_TRUE(silent.out.close);
}

TEST(ApplicationLogin, MembersThatAreThereAreTold) {
  ApplicationPort port{false};
  port.feed(greeting);
  port.hear("Response: Success\nActionID: 1\nMessage: Authentication accepted");
  port.hear("Response: Success\nActionID: 2\nMessage: Queue status will follow");
  port.hear(
      "Event: QueueMember\nQueue: sales\nName: 2003\nLocation: PJSIP/105\nLastCall: 0\nInCall: 0\nPaused: 1\n"
      "Status: 1\nActionID: 2");
  port.hear("Event: QueueStatusComplete\nActionID: 2");
  const auto events = port.events();
  ASSERT_THAT(events, SizeIs(2));
  const auto& member = std::get<cti::AgentEvent>(events[0].body);
  EXPECT_EQ(member.kind, AgentEventKind::agent_logged_on);
  EXPECT_EQ(member.report.subject, (cti::AgentSubject{ann, sales, desk}));
  EXPECT_EQ(member.report.states.only(), AgentState::not_ready);
  EXPECT_EQ(std::get<cti::LinkEvent>(events[1].body).kind, cti::LinkEventKind::link_up);
}

TEST(Requests, BecomeActions) {
  ApplicationPort port;
  const auto action = [&](const cti::Request& request) {
    cti::Request numbered = request;
    numbered.id = cti::RequestId{++port.last_id};
    port.end->submit(numbered, port.now, port.out);
    return describe(port.said().at(0));
  };
  cti::Request log_on = about_ann(RequestKind::log_on);
  EXPECT_THAT(action(log_on), HasSubstr("Queue=sales Interface=PJSIP/105 MemberName=2003 Penalty=0 Paused=true"));
  log_on.state = AgentState::ready;
  EXPECT_THAT(action(log_on), HasSubstr("Paused=false"));
  EXPECT_THAT(action(about_ann(RequestKind::log_off)), HasSubstr("QueueRemove"));
  cti::Request state = about_ann(RequestKind::set_agent_state);
  state.state = AgentState::not_ready;
  EXPECT_THAT(action(state), HasSubstr("QueuePause ActionID=6 Queue=sales Interface=PJSIP/105 Paused=true"));
  EXPECT_THAT(action(about_ann(RequestKind::query_agent_state)), HasSubstr("Member=PJSIP/105"));
  EXPECT_THAT(action(about_ann(RequestKind::query_group)), HasSubstr("QueueStatus"));
  EXPECT_THAT(action(about_ann(RequestKind::check_link)), HasSubstr("Ping"));
  cti::Request call = about_ann(RequestKind::make_call);
  call.destination = "sales";
  EXPECT_THAT(action(call), HasSubstr("Exten=237 Priority=1 Async=true"));
}

TEST(Requests, ThatNoActionExistsForAreRefusedHere) {
  ApplicationPort port;
  cti::Request wrap_up = about_ann(RequestKind::set_agent_state);
  wrap_up.state = AgentState::wrap_up;
  cti::Request everywhere = about_ann(RequestKind::log_off);
  everywhere.group.reset();
  cti::Request hold = about_ann(RequestKind::hold_call);
  cti::Request clear = about_ann(RequestKind::clear_connection);
  clear.connection = cti::ConnectionId{cti::CallId{"gone"}, phone};
  for (const auto& [request, cause] :
       {std::pair{wrap_up, RefusalCause::unsupported_request},
        std::pair{everywhere, RefusalCause::unsupported_parameter}, std::pair{hold, RefusalCause::unsupported_request},
        std::pair{clear, RefusalCause::invalid_call}}) {
    EXPECT_EQ(port.ask(request), "");
    EXPECT_EQ(port.results().at(0).cause, cause);
  }
}

TEST(Replies, GrantOrRefuseWithTheirText) {
  ApplicationPort port;
  const std::string id = port.ask(about_ann(RequestKind::log_on));
  port.hear("Response: Success\nActionID: " + id + "\nMessage: Added interface to queue");
  EXPECT_EQ(port.results().at(0).outcome, cti::Outcome::success);
  for (const auto& [text, cause] :
       {std::pair{"Unable to add interface: Already there", RefusalCause::already_logged_on_here},
        std::pair{"Unable to add interface to queue: No such queue", RefusalCause::invalid_group},
        std::pair{"Permission denied", RefusalCause::privilege},
        std::pair{"Nobody knows this one", RefusalCause::generic}}) {
    const std::string again = port.ask(about_ann(RequestKind::log_on));
    port.hear("Response: Error\nActionID: " + again + "\nMessage: " + text);
    const auto results = port.results();
    EXPECT_EQ(results.at(0).cause, cause);
    EXPECT_EQ(results.at(0).raw.text, text);
  }
}

TEST(Replies, AQueryIsAnsweredWhenThePingBehindItCameBack) {
  ApplicationPort port;
  const std::string id = port.ask(about_ann(RequestKind::query_agent_state));
  port.hear("Response: Success\nActionID: " + id + "\nEventList: start\nMessage: Queue status will follow");
  port.hear(
      "Event: QueueMember\nQueue: sales\nName: 2003\nLocation: PJSIP/105\nLastCall: 17\nInCall: 0\nPaused: 0\n"
      "Status: 1\nActionID: " +
      id);
  port.hear("Event: QueueStatusComplete\nActionID: " + id + "\nEventList: Complete\nListItems: 1");
  EXPECT_THAT(port.results(), IsEmpty());
  EXPECT_EQ(port.said().at(0).name(), "Ping");
  port.hear(event("QueueMemberPause", "Queue: sales\nMemberName: 2003\nInterface: PJSIP/105\nPaused: 1"));
  port.hear("Response: Success\nActionID: " + id + "\nPing: Pong\nTimestamp: 1.0");
  const auto results = port.results();
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].agents.at(0).states, (cti::StateSet{AgentState::ready, AgentState::wrap_up}));
}

TEST(Replies, LateTwiceAndNeverOwed) {
  ApplicationPort port;
  const std::string id = port.ask(about_ann(RequestKind::log_off));
  port.end->abandon(cti::RequestId{port.last_id});
  const std::string reply = "Response: Success\nActionID: " + id + "\nMessage: Removed interface from queue";
  port.hear(reply);
  EXPECT_THAT(port.links(), ElementsAre("late_reply"));
  port.hear(reply);
  EXPECT_THAT(port.links(), ElementsAre("late_reply"));
  const std::string answered = port.ask(about_ann(RequestKind::check_link));
  port.hear("Response: Success\nActionID: " + answered + "\nPing: Pong");
  port.hear("Response: Success\nActionID: " + answered + "\nPing: Pong");
  EXPECT_THAT(port.links(), ElementsAre("duplicate_message"));
  port.hear("Response: Success\nActionID: 4711\nMessage: Hello");
  port.hear("Response: Success\nMessage: Hello");
  EXPECT_THAT(port.links(), ElementsAre("protocol_violation", "protocol_violation"));
  EXPECT_THAT(port.results(), SizeIs(1));
}

TEST(KeepAlive, APingThatIsNotAnsweredEndsTheLink) {
  ApplicationPort port;
  ASSERT_EQ(port.end->next_wake(), TimePoint{30s});
  port.now = TimePoint{30s};
  port.end->on_wake(port.now, port.out);
  const auto ping = port.said();
  EXPECT_EQ(ping.at(0).name(), "Ping");
  port.hear("Response: Success\nActionID: " + std::string{ping[0]["ActionID"]} + "\nPing: Pong");
  ASSERT_EQ(port.end->next_wake(), TimePoint{60s});
  port.end->on_wake(TimePoint{60s}, port.out);
  port.ask(about_ann(RequestKind::log_off));
  ASSERT_EQ(port.end->next_wake(), TimePoint{70s});
  port.end->on_wake(TimePoint{70s}, port.out);
  EXPECT_TRUE(port.out.close);
  EXPECT_EQ(port.results().at(0).outcome, cti::Outcome::unknown);
  EXPECT_FALSE(port.end->associated());
  EXPECT_EQ(port.ask(about_ann(RequestKind::log_off)), "");
  EXPECT_EQ(port.results().at(0).cause, RefusalCause::not_associated);
}

TEST(CallEvents, OneCallAsItsConnections) {
  ApplicationPort port;
  port.hear(event("Newchannel", caller_block));
  port.hear(event("QueueCallerJoin", std::string{caller_block} + "Queue: sales\nPosition: 1\nCount: 1"));
  port.hear(event("Newchannel", "Channel: PJSIP/105-00000002\nChannelState: 0\nUniqueid: 100.1\nLinkedid: 100.0"));
  port.hear(event("AgentCalled", both));
  port.hear(event("DialBegin", both));
  port.hear(event("QueueMemberStatus", "Queue: sales\nMemberName: 2003\nInterface: PJSIP/105\nInCall: 0\nStatus: 2"));
  port.hear(event("DialEnd", std::string{both} + "\nDialStatus: ANSWER"));
  port.hear(event("AgentConnect", std::string{both} + "\nHoldTime: 2\nRingTime: 2"));
  port.hear(event("Hold", "Channel: PJSIP/105-00000002\nUniqueid: 100.1\nLinkedid: 100.0"));
  port.hear(event("Unhold", "Channel: PJSIP/105-00000002\nUniqueid: 100.1\nLinkedid: 100.0"));
  port.hear(event("HangupRequest", std::string{caller_block} + "Cause: 16"));
  port.hear(event("AgentComplete", std::string{both} + "\nHoldTime: 2\nTalkTime: 5\nReason: caller"));
  port.hear(event("QueueMemberStatus", "Queue: sales\nMemberName: 2003\nInterface: PJSIP/105\nInCall: 0\nStatus: 1"));
  port.hear(event("Hangup", "Channel: PJSIP/105-00000002\nUniqueid: 100.1\nLinkedid: 100.0\nCause: 16"));
  port.hear(event("Hangup", std::string{caller_block} + "Cause: 16"));
  Texts kinds;
  for (const cti::Event& told : port.events()) {
    const auto& call = std::get<cti::CallEvent>(told.body);
    EXPECT_EQ(call.info.call.value(), "100.0");
    kinds.emplace_back(to_string(call.kind));
    if (call.kind == CallEventKind::established) {
      EXPECT_EQ(call.info.group, sales);
      EXPECT_EQ(call.changes.at(0), (cti::ConnectionChange{{call.info.call, phone}, ConnectionState::connected}));
      EXPECT_EQ(call.changes.at(1).connection.device, queue_device);
    }
    if (call.kind == CallEventKind::connection_cleared) {
      EXPECT_EQ(call.by.id, "T1");
    }
  }
  EXPECT_THAT(kinds, ElementsAre("originated", "queued", "delivered", "established", "held", "retrieved",
                                 "connection_cleared", "connection_cleared"));
  EXPECT_THAT(port.faults(), IsEmpty());
}

TEST(CallEvents, TheAgentsEndIsTheFirstWordOfIt) {
  const auto after = [](const std::string& first) {
    ApplicationPort port;
    port.hear(event("AgentCalled", both));
    port.hear(event("AgentConnect", both));
    port.events();
    port.hear(first);
    return port.events().size();
  };
  EXPECT_EQ(after(event("QueueMemberStatus", "Queue: sales\nInterface: PJSIP/105\nInCall: 0\nStatus: 1")), 1u);
  EXPECT_EQ(after(event("QueueMemberStatus", "Queue: help\nInterface: PJSIP/105\nInCall: 0\nStatus: 1")), 0u);
  EXPECT_EQ(after(event("AgentComplete", "Queue: sales\nInterface: PJSIP/105\nReason: agent")), 1u);
  EXPECT_EQ(after(event("Hangup", "Channel: PJSIP/105-00000002")), 1u);
}

TEST(CallEvents, WhoGivesUpAndWhoIsTurnedAway) {
  const auto by = [](bool asks) {
    ApplicationPort port;
    port.hear(event("Newchannel", caller_block));
    port.hear(event("QueueCallerJoin", std::string{caller_block} + "Queue: sales\nPosition: 1"));
    if (asks) port.hear(event("HangupRequest", caller_block));
    port.hear(event("QueueCallerAbandon", std::string{caller_block} + "Queue: sales"));
    port.events();
    port.hear(event("Hangup", caller_block));
    return std::get<cti::CallEvent>(port.events().at(0).body).by.id;
  };
  EXPECT_EQ(by(true), "T1");
  EXPECT_EQ(by(false), "sales");
}

TEST(CallEvents, CallsOfNoQueueAreToldByTheirChannels) {
  ApplicationPort port;
  port.hear(event("Newchannel",
                  "Channel: PJSIP/T1-00000001\nChannelState: 4\nCallerIDNum: 602\nExten: 105\n"
                  "Uniqueid: 7.0\nLinkedid: 7.0"));
  const std::string dials =
      "Channel: PJSIP/T1-00000001\nUniqueid: 7.0\nLinkedid: 7.0\nDestChannel: PJSIP/105-00000002\n"
      "DestUniqueid: 7.1\nDestLinkedid: 7.0\n";
  port.hear(event("DialBegin", dials + "DialString: 105"));
  port.hear(event("DialEnd", dials + "DialStatus: ANSWER"));
  const auto events = port.events();
  ASSERT_THAT(events, SizeIs(3));
  EXPECT_EQ(std::get<cti::CallEvent>(events[1].body).info.call_class, cti::CallClass::direct);
  EXPECT_EQ(std::get<cti::CallEvent>(events[2].body).kind, CallEventKind::established);
}

TEST(Damage, IsCountedAndTheNextMessageIsRead) {
  ApplicationPort port;
  port.hear("Event: Newchannel\nthis is no header");
  port.hear("Hello: world");
  port.hear(event("QueueMemberAdded", "MemberName: 2003"));
  port.hear(event("X", std::string(2000, 'x') + ": y"));
  EXPECT_THAT(port.faults(), ElementsAre("not_a_header", "neither_reply_nor_event", "unusable_event", "line_too_long"));
  port.hear(event("QueueMemberRemoved", "Queue: sales\nMemberName: 2003\nInterface: PJSIP/105"));
  EXPECT_THAT(port.events(), testing::Contains(testing::Truly([](const cti::Event& event) {
                const auto* agent = std::get_if<cti::AgentEvent>(&event.body);
                return agent != nullptr && agent->kind == AgentEventKind::agent_logged_off;
              })));
}

}  // namespace
}  // namespace acdloop::asterisk_ami::test
