// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/event_reader.hpp"
#include "drivers/ged188/tests/bench.hpp"

namespace acdloop::ged188::test {
namespace {

struct Client {
  Client() {
    end->on_open(now, out);
    say(Message{type::open_conf, 20}.set("InvokeID", 1).set("ServicesGranted", 0x14));
    out.clear();
  }
  void say(const Message& message) { end->on_bytes(bytes_of(encode(message, 20)), now, out); }
  std::vector<std::string> heard() {
    std::vector<std::string> texts;
    for (const cti::Event& event : std::exchange(out.events, {})) texts.push_back(describe(event));
    return texts;
  }
  // InvokeIDs begin with 1, which opened the session.
  void ask(cti::RequestKind kind, std::uint64_t id) {
    cti::Request request = request_of(kind);
    request.id = cti::RequestId{id};
    end->submit(request, now, out);
  }
  std::unique_ptr<cti::ComputingEnd> end = make_computing_end({}, naming(), {{phone}, {sales}});
  cti::EndOutput out;
  TimePoint now{};
};

Message conf(std::uint32_t type, std::uint32_t invoke) { return Message{type, 20}.set("InvokeID", invoke); }

TEST(Client, AnswersAreMatchedByIdNotByOrder) {
  Client client;
  client.ask(cti::RequestKind::query_agent_state, 10);
  client.ask(cti::RequestKind::answer_call, 11);
  client.say(conf(43, 3));
  client.say(conf(type::query_agent_state_conf, 2).set("AgentState", agent::logout));
  ASSERT_THAT(client.out.results, SizeIs(2));
  EXPECT_EQ(client.out.results[0].id, cti::RequestId{11});
  EXPECT_EQ(client.out.results[1].id, cti::RequestId{10});
  EXPECT_THAT(client.out.results[1].agents, IsEmpty());
}

TEST(Client, AsksAboutTwoCallsAsTheSamplesHaveIt) {
  const std::map<std::string, cti::RequestKind> asked{{"K1", cti::RequestKind::consultation_call},
                                                      {"K3", cti::RequestKind::transfer_call},
                                                      {"K5", cti::RequestKind::conference_call},
                                                      {"K7", cti::RequestKind::single_step_transfer_call}};
  std::size_t compared = 0;
  for (const Sample& sample : samples("samples.txt")) {
    const auto kind = asked.find(sample.name);
    if (kind == asked.end()) continue;
    auto expected =
        decode(number_at(sample.bytes, 4), std::string_view{sample.bytes}.substr(header_bytes), 20, Unknown::refuse);
    ASSERT_TRUE(expected);
    Client client;
    cti::Request request = request_of(kind->second);
    request.destination = "3002";
    client.end->submit(request, client.now, client.out);
    EXPECT_EQ(client.out.send, encode(expected->set("InvokeID", 2), 20)) << sample.name;
    ++compared;
  }
  EXPECT_EQ(compared, asked.size());
}

TEST(Client, ReadsTheFiguresOfTheSample) {
  for (const bool with_hold : {true, false}) {
    Client client;
    if (!with_hold) {
      Settings settings;
      settings.dialect.talk_includes_hold = false;
      client.end = make_computing_end(settings, naming(), {{phone}, {sales}});
      client.end->on_open(client.now, client.out);
      client.say(Message{type::open_conf, 20}.set("InvokeID", 1).set("ServicesGranted", 0x14));
    }
    client.ask(cti::RequestKind::query_figures, 10);
    for (const Sample& sample : samples("samples.txt")) {
      if (sample.name != "F2") continue;
      auto figures = decode(113, std::string_view{sample.bytes}.substr(header_bytes), 20, Unknown::refuse);
      ASSERT_TRUE(figures);
      client.say(figures->set("InvokeID", 2).set("AvailTimeSession", none32));
    }
    ASSERT_THAT(client.out.results, SizeIs(1));
    ASSERT_TRUE(client.out.results[0].figures);
    const cti::Figures& told = *client.out.results[0].figures;
    EXPECT_EQ(told.subject.agent, ann);
    EXPECT_EQ(told.subject.group, std::nullopt);
    EXPECT_EQ(told.scope, cti::FiguresScope::session);
    EXPECT_EQ(told.talk_includes_hold, with_hold);
    EXPECT_EQ(told.calls, 1);
    EXPECT_EQ(told.calls_time, 125s);
    EXPECT_EQ(told.talk_time, 95s);
    EXPECT_EQ(told.after_call_time, 30s);
    EXPECT_EQ(told.calls_held, 1);
    EXPECT_EQ(told.hold_time, 10s);
    EXPECT_EQ(told.logged_on_time, 600s);
    EXPECT_EQ(told.ready_time, std::nullopt) << "the server does not know";
    EXPECT_EQ(told.not_ready_time, 15s);
  }
}

TEST(Client, FiguresThatNobodyCountsAreNotAskedFor) {
  Client client;
  cti::Request request = request_of(cti::RequestKind::query_figures);
  for (const bool by_group : {true, false}) {
    request.group = by_group ? std::optional{sales} : std::nullopt;
    request.scope = by_group ? cti::FiguresScope::session : cti::FiguresScope::last_call;
    client.out.results.clear();
    client.end->submit(request, client.now, client.out);
    ASSERT_THAT(client.out.results, SizeIs(1));
    EXPECT_EQ(client.out.results[0].cause, cti::RefusalCause::unsupported_parameter);
  }
}

TEST(Client, WithoutAPasswordClaimsSingleSignOnOrSendsAnEmptyOne) {
  for (const bool claims : {true, false}) {
    Client client;
    Settings settings;
    settings.dialect.claims_single_sign_on = claims;
    client.end = make_computing_end(settings, naming(), {{phone}, {sales}});
    client.end->on_open(client.now, client.out);
    client.say(Message{type::open_conf, 20}.set("InvokeID", 1).set("ServicesGranted", 0x14));
    client.out.send.clear();
    client.ask(cti::RequestKind::log_on, 10);
    const auto sent =
        decode(type::set_agent_state_req, std::string_view{client.out.send}.substr(header_bytes), 20, Unknown::refuse);
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->number(tag::sso_enabled), claims ? std::optional{1u} : std::nullopt);
    EXPECT_EQ(sent->has(tag::agent_password), !claims);
    EXPECT_EQ(sent->text(tag::agent_password), "");
  }
}

TEST(Client, ALateAnswerAndItsCopyChangeNothing) {
  Client client;
  client.ask(cti::RequestKind::query_agent_state, 10);
  client.end->abandon(cti::RequestId{10});
  client.say(conf(type::query_agent_state_conf, 2));
  client.say(conf(type::query_agent_state_conf, 2));
  EXPECT_THAT(client.out.results, IsEmpty());
  EXPECT_THAT(client.heard(), ElementsAre(StartsWith("late_reply"), StartsWith("late_reply")));
  EXPECT_THAT(client.out.faults, IsEmpty());
}

TEST(Client, TheSameEventTwiceToOneMonitorIsARepetitionToAnotherACopy) {
  const auto told = [](std::uint32_t monitor, std::uint32_t duration = 7) {
    Message message{type::agent_state, 20};
    message.set("MonitorID", monitor).set("SkillGroupState", agent::available).set("AgentState", agent::available);
    message.set("StateDuration", duration).add(tag::agent_id, "1001").add(tag::agent_extension, "3001");
    return message;
  };
  const auto kinds_of = [](Client& client, const std::vector<Message>& messages) {
    for (const Message& message : messages) client.say(message);
    std::vector<std::string> kinds;
    for (const std::string& text : client.heard()) kinds.push_back(text.substr(0, text.find_first_of(" :")));
    return std::ranges::count(kinds, "duplicate_message");
  };
  Client copies;
  EXPECT_EQ(kinds_of(copies, {told(1), told(2), told(3)}), 0);
  Client repeated;
  EXPECT_EQ(kinds_of(repeated, {told(1), told(1)}), 1);
  Client different;
  EXPECT_EQ(kinds_of(different, {told(1), told(1, 8)}), 0);
  Client interrupted;
  interrupted.ask(cti::RequestKind::answer_call, 10);
  EXPECT_EQ(kinds_of(interrupted, {told(1), conf(43, 2), told(1)}), 0) << "something was said in between";
}

TEST(Client, AnswersThatNobodyIsOwed) {
  Client client;
  client.say(conf(43, 99));
  client.ask(cti::RequestKind::answer_call, 10);
  client.say(conf(55, 2));
  EXPECT_THAT(fault_names(client.out), ElementsAre("confirmation_not_owed", "confirmation_of_another_request"));
  client.say(conf(43, 2));
  EXPECT_THAT(client.out.results, SizeIs(1));
}

TEST(Client, HeartbeatsAreSentWhenNothingElseIs) {
  Client client;
  EXPECT_EQ(client.end->next_wake(), TimePoint{10s});
  client.now = TimePoint{4s};
  client.ask(cti::RequestKind::query_agent_state, 10);
  EXPECT_EQ(client.end->next_wake(), TimePoint{14s});
  for (const int seconds : {14, 24, 34}) {
    client.now = TimePoint{std::chrono::seconds{seconds}};
    client.end->on_wake(client.now, client.out);
    EXPECT_FALSE(client.out.close) << seconds;
  }
  client.now = TimePoint{44s};
  client.end->on_wake(client.now, client.out);
  EXPECT_TRUE(client.out.close) << "three are not confirmed";
  ASSERT_THAT(client.out.results, SizeIs(1));
  EXPECT_EQ(client.out.results[0].outcome, cti::Outcome::unknown);
}

TEST(Client, AnOwedAnswerNeverEndsTheLink) {
  Client client;
  client.ask(cti::RequestKind::query_agent_state, 10);
  std::uint32_t invoke = 2;
  for (int seconds = 10; seconds <= 300; seconds += 10) {
    client.now = TimePoint{std::chrono::seconds{seconds}};
    client.end->on_wake(client.now, client.out);
    client.say(conf(type::heartbeat_conf, ++invoke));
  }
  EXPECT_FALSE(client.out.close);
  EXPECT_THAT(client.out.results, IsEmpty());
}

TEST(Client, TheServerGoesOffLine) {
  Client client;
  client.say(Message{type::failure_event, 20}.set("Status", status::cti_server_offline));
  EXPECT_TRUE(client.out.close);
  EXPECT_FALSE(client.end->associated());
  Client other;
  other.now = TimePoint{10s};
  other.end->on_wake(other.now, other.out);
  other.say(conf(type::failure_conf, 2).set("Status", status::cti_server_offline));
  EXPECT_TRUE(other.out.close);
}

TEST(Client, ASessionThatIsRefused) {
  cti::EndOutput out;
  const auto end = make_computing_end({}, naming(), {});
  end->on_open({}, out);
  end->on_bytes(bytes_of(from_hex("00000008000000010000000100000024")), {}, out);
  EXPECT_TRUE(out.close);
  ASSERT_THAT(out.events, SizeIs(1));
  EXPECT_EQ(std::get<cti::LinkEvent>(out.events[0].body).kind, cti::LinkEventKind::association_refused);
  EXPECT_EQ(std::get<cti::LinkEvent>(out.events[0].body).cause, cti::RefusalCause::privilege);
}

TEST(Client, CopiesOfTwoMonitorsAreOneEvent) {
  Client client;
  Message event{type::call_held, 20};
  event.set("ConnectionCallID", 5).set("MonitorID", 1).add(tag::connection_device, "3001");
  client.say(event);
  client.say(event.set("MonitorID", 2));
  EXPECT_THAT(client.heard(), SizeIs(1));
  client.say(event);
  EXPECT_THAT(client.heard(), ElementsAre(StartsWith("duplicate_message"), StartsWith("held")))
      << "the same monitor again is a repetition";
}

TEST(Client, DamageIsCountedAndTheNextIsRead) {
  Client client;
  client.end->on_bytes(bytes_of(with_header(type::call_held, "short")), {}, client.out);
  client.end->on_bytes(bytes_of(with_header(0x7fff, "")), {}, client.out);
  client.end->on_bytes(bytes_of(with_header(type::heartbeat_req, std::string(4, '\0'))), {}, client.out);
  client.end->on_bytes(bytes_of(with_header(255, "assigned, and of no use here")), {}, client.out);
  EXPECT_THAT(fault_names(client.out), ElementsAre("short_message", "unknown_message", "message_of_a_client"));
  EXPECT_TRUE(client.end->associated());
  client.end->on_bytes(bytes_of(from_hex("FFFFFFFF00000005")), {}, client.out);
  EXPECT_TRUE(client.out.close);
}

// Every number where an enumeration stands: no number makes a state or a connection that the guide does not have.
TEST(Reader, EnumerationsOutOfRange) {
  const cti::Naming names = naming();
  for (const std::uint32_t value : {9u, 15u, 16u, 255u, 256u, 32767u, 65535u}) {
    EventReader reader{names};
    Message state{type::agent_state, 20};
    state.set("SkillGroupNumber", 8000).set("SkillGroupState", value).set("AgentState", value);
    state.add(tag::agent_id, "1001").add(tag::agent_instrument, "3001");
    EXPECT_THAT(reader.read(state), IsEmpty()) << value;
    for (const std::uint32_t kind : {type::connection_cleared, type::call_originated}) {
      Message call{kind, 20};
      call.set("ConnectionCallID", 5).set("LocalConnectionState", value).set("EventCause", value);
      call.set("LineType", value).add(tag::connection_device, "3001");
      const std::vector<cti::Event> events = reader.read(call);
      ASSERT_THAT(events, SizeIs(1)) << value;
      EXPECT_THAT(std::get<cti::CallEvent>(events[0].body).changes, IsEmpty()) << value;
    }
  }
}

TEST(Reader, OneEventWithAListOfSkillGroups) {
  const cti::Naming names = naming();
  EventReader reader{names};
  Message state{type::agent_state, 20};
  state.set("SkillGroupNumber", none32).set("NumFltSkillGroups", 2).set("AgentState", agent::available);
  state.add(tag::agent_id, "1001").add(tag::agent_instrument, "3001");
  for (const auto& [number, in_group] : {std::pair{8000, agent::available}, std::pair{8001, agent::work_ready}}) {
    state.add_number(tag::skill_group_number, static_cast<std::uint32_t>(number));
    state.add_number(tag::skill_group_state, in_group);
  }
  const std::vector<cti::Event> events = reader.read(state);
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(describe(events[0]), "agent_ready ann sales @3001");
  EXPECT_EQ(describe(events[1]), "agent_wrap_up ann support @3001");
}

TEST(Reader, APhoneInUseIsNoStateOfTheGroup) {
  const cti::Naming names = naming();
  EventReader reader{names};
  Message state{type::agent_state, 20};
  state.set("SkillGroupNumber", 8000).set("SkillGroupState", agent::available).set("AgentState", agent::available);
  state.add(tag::agent_id, "1001").add(tag::agent_instrument, "3001");
  EXPECT_EQ(describe(reader.read(state).at(0)), "agent_ready ann sales @3001");
  state.set("AgentState", agent::talking).add_number(tag::direction, direction::other_out);
  EXPECT_EQ(describe(reader.read(state).at(0)), "phone_in_use ann @3001 on");
  state.set("SkillGroupState", agent::not_ready);
  EXPECT_EQ(describe(reader.read(state).at(0)), "agent_not_ready ann sales @3001");
}

}  // namespace
}  // namespace acdloop::ged188::test
