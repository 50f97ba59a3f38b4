// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/figures.hpp"
#include "drivers/ged188/tests/bench.hpp"

namespace acdloop::ged188::test {
namespace {

std::string sample(const std::string& name) {
  for (const Sample& one : samples("samples.txt")) {
    if (one.name == name) return one.bytes;
  }
  ADD_FAILURE() << "no sample " << name;
  return {};
}

struct Server {
  explicit Server(const Settings& settings = {}) {
    end = make_switching_end(settings, naming(), directory, wall_clock);
    end->on_open(now, out);
  }
  std::vector<std::string> feed(const std::string& bytes) {
    end->on_bytes(bytes_of(bytes), now, out);
    return said();
  }
  std::vector<std::string> open() { return feed(samples("samples.txt")[0].bytes); }
  std::vector<std::string> report(const std::vector<cti::Event>& events) {
    for (const cti::Event& event : events) end->report(event, now, out);
    return said();
  }
  // The sample's question, with the switch's consent or refusal.
  std::vector<std::string> statistics(cti::RefusalCause cause = cti::RefusalCause::none) {
    EXPECT_THAT(feed(sample("F1")), IsEmpty());
    EXPECT_THAT(out.requests, SizeIs(1));
    cti::Result result = cause == cti::RefusalCause::none ? cti::Result{} : refused(cause);
    for (const cti::Request& request : std::exchange(out.requests, {})) {
      EXPECT_EQ(request.kind, cti::RequestKind::query_figures);
      EXPECT_EQ(request.agent, ann);
      result.id = request.id;
    }
    end->confirm(result, now, out);
    return said();
  }
  std::vector<std::string> said() {
    std::vector<std::string> texts;
    for (const cti::WireMessage& message : std::exchange(out.messages, {})) {
      if (message.direction == cti::WireMessage::Direction::to_application) texts.push_back(message.text);
    }
    out.send.clear();
    return texts;
  }
  Table directory;
  std::unique_ptr<cti::SwitchingEnd> end;
  cti::EndOutput out;
  TimePoint now{};
};

TEST(Opening, IsAnsweredAsTheSampleHasIt) {
  Server server;
  server.end->on_bytes(bytes_of(sample("A1")), server.now, server.out);
  EXPECT_EQ(server.out.send, sample("A2") + sample("A3"));
}

TEST(Opening, InVersion14And24Too) {
  for (const auto& [request, answer] : {std::pair{"I2", "I3"}}) {
    Server server;
    server.end->on_bytes(bytes_of(sample(request)), server.now, server.out);
    EXPECT_THAT(server.out.send, StartsWith(sample(answer)));
  }
  std::string in_24 = sample("A1");
  in_24[header_bytes + 7] = 24;
  Server server;
  server.end->on_bytes(bytes_of(in_24), server.now, server.out);
  std::string answer = sample("I1");
  EXPECT_EQ(server.out.send.substr(0, header_bytes + 30), answer.substr(0, header_bytes + 30)) << "SessionType follows";
}

TEST(Malformed, EverySampleIsRefusedAsItsCodeMeans) {
  const std::vector<Sample> all = samples("malformed.txt");
  EXPECT_EQ(all.size(), 15u);
  for (const Sample& one : all) {
    SCOPED_TRACE(one.name);
    Server server;
    const bool opens = number_at(one.bytes, 4) == type::open_req;
    if (!opens) server.open();
    const std::vector<std::string> said = server.feed(one.bytes);
    const bool closes = one.middle.starts_with("event");
    const std::string code = one.middle.substr(one.middle.find(' ') + 1);
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_THAT(said[0], StartsWith(closes ? "FAILURE_EVENT" : "FAILURE_CONF"));
    EXPECT_THAT(said[0], testing::EndsWith(" Status=" + code));
    EXPECT_EQ(server.out.close, closes);
    EXPECT_THAT(server.out.faults, SizeIs(1));
  }
}

TEST(Session, RequestsBeforeItAndASecondOpening) {
  Server server;
  EXPECT_THAT(server.feed(sample("B1")), ElementsAre("FAILURE_CONF InvokeID=2 Status=4"));
  server.open();
  EXPECT_THAT(server.open(), ElementsAre("FAILURE_CONF InvokeID=1 Status=5"));
  EXPECT_THAT(server.feed(sample("B1")), ElementsAre("HEARTBEAT_CONF InvokeID=2"));
  EXPECT_THAT(server.feed(sample("G7")), ElementsAre("CLOSE_CONF InvokeID=11"));
  server.now += 5s;
  server.end->on_wake(server.now, server.out);
  EXPECT_TRUE(server.out.close);
}

TEST(Session, AWrongPasswordAndAnIdleClient) {
  Settings strict;
  strict.password = "secret";
  Server guarded{strict};
  EXPECT_THAT(guarded.open(), ElementsAre("FAILURE_CONF InvokeID=1 Status=36"));
  Server server;
  server.open();
  EXPECT_EQ(server.end->next_wake(), TimePoint{120s});
  server.now = TimePoint{100s};
  server.feed(sample("B1"));
  EXPECT_EQ(server.end->next_wake(), TimePoint{220s});
  server.now = TimePoint{220s};
  server.end->on_wake(server.now, server.out);
  EXPECT_THAT(server.said(), ElementsAre("FAILURE_EVENT Status=16"));
  EXPECT_TRUE(server.out.close);
  EXPECT_THAT(fault_names(server.out), ElementsAre("idle_client"));
}

TEST(Session, MasksHoldEventsBack) {
  Server server;
  std::string deaf = sample("A1");
  for (std::size_t at = header_bytes + 20; at < header_bytes + 28; ++at) deaf[at] = 0;
  server.feed(deaf);
  EXPECT_THAT(server.report({logged_on(), ready(), originated(), queued()}), IsEmpty());
}

// The samples of one call, byte for byte, from the reports that stand for it.
TEST(Events, AreAsTheSamplesHaveThem) {
  Server server;
  server.open();
  const auto bytes = [&](const cti::Event& event) {
    server.out.send.clear();
    server.end->report(event, server.now, server.out);
    return server.out.send;
  };
  EXPECT_EQ(bytes(originated()).size(), sample("D1").size());
  std::string on = bytes(logged_on());
  EXPECT_EQ(on.size(), 2 * sample("C3").size()) << "LOGIN, then NOT_READY";
  bytes(ready());
  EXPECT_EQ(bytes(held()).substr(0, sample("J4").size()), sample("J4"));
  EXPECT_EQ(bytes(retrieved()).substr(0, sample("J6").size()), sample("J6"));
  const std::string gone = bytes(cleared());
  EXPECT_THAT(gone, StartsWith(sample("E3")));
  EXPECT_THAT(gone, testing::HasSubstr(sample("E4") + sample("E6")));
}

TEST(TwoCalls, APhoneThatATransferFreesOfBothIsSpokenOfOnce) {
  Server server;
  server.open();
  cti::CallInfo first = acd_call();
  first.call_class = cti::CallClass::direct;
  first.group.reset();
  first.called = first.originally_called = station;
  cti::CallInfo second = first;
  second.call = cti::CallId{"1000102"};
  second.calling = station;
  second.called = second.originally_called = {"3002", cti::DeviceCategory::station};
  const auto at_phone = [](cti::CallEventKind kind, cti::ConnectionState to, const cti::CallInfo& info) {
    return call_event(kind, {{station, to}}, station, cti::EventCause::none, info);
  };
  using enum cti::ConnectionState;
  server.report({logged_on(), ready(), at_phone(cti::CallEventKind::established, connected, first),
                 at_phone(cti::CallEventKind::held, hold, first),
                 at_phone(cti::CallEventKind::originated, connected, second)});
  cti::CallEvent joined = std::get<cti::CallEvent>(at_phone(cti::CallEventKind::transferred, null, first).body);
  joined.changes.push_back({{second.call, station}, null});
  joined.renamed = cti::Renamed{second.call, first.call};
  const std::vector<std::string> said = server.report({{joined}});
  EXPECT_EQ(std::ranges::count_if(said, [](const std::string& text) { return text.starts_with("AGENT_STATE_EVENT"); }),
            1)
      << testing::PrintToString(said);
}

TEST(TwoCalls, AreAnsweredAsTheSamplesHaveIt) {
  const cti::DeviceId colleague{"3002", cti::DeviceCategory::station};
  const std::vector<std::tuple<const char*, const char*, cti::CallId, std::vector<cti::DeviceId>>> pairs{
      {"K1", "K2", cti::CallId{"1000102"}, {station}},
      {"K3", "K4", cti::CallId{"1000101"}, {colleague, trunk}},
      {"K5", "K6", cti::CallId{"1000101"}, {station}}};
  for (const auto& [asked, answered, call, parties] : pairs) {
    Server server;
    server.open();
    EXPECT_THAT(server.feed(sample(asked)), IsEmpty());
    ASSERT_THAT(server.out.requests, SizeIs(1));
    cti::Result result;
    result.id = server.out.requests[0].id;
    for (const cti::DeviceId& party : parties) {
      result.connections.push_back({{call, party}, cti::ConnectionState::connected});
    }
    server.end->confirm(result, server.now, server.out);
    EXPECT_EQ(server.out.send, sample(answered)) << asked;
  }
}

TEST(TwoCalls, WithoutPhoneOrNumberAreRefused) {
  Server server;
  server.open();
  for (const std::uint32_t type : {type::consultation_call_req, type::transfer_call_req, type::conference_call_req}) {
    Message nobody{type, 20};
    EXPECT_THAT(server.feed(encode(nobody.set("InvokeID", 7), 20)), ElementsAre("FAILURE_CONF InvokeID=7 Status=6"));
  }
  for (const std::uint32_t type : {type::consultation_call_req, type::transfer_call_req}) {
    Message nowhere{type, 20};
    nowhere.set("InvokeID", 7).set("HeldConnectionCallID", none32).add(tag::active_device, "3001");
    EXPECT_THAT(server.feed(encode(nowhere, 20)), ElementsAre("FAILURE_CONF InvokeID=7 Status=6"));
  }
  EXPECT_THAT(server.out.requests, IsEmpty());
}

// What no guide decides is a switch of the dialect each.
TEST(Guesses, MayBeDecidedOtherwise) {
  Settings other;
  other.dialect.state_by_skill_group = false;
  other.dialect.work_states_settable = false;
  other.dialect.transfer_in_one_step = false;
  for (const bool usual : {true, false}) {
    Server server{usual ? Settings{} : other};
    server.open();
    Message ready{type::set_agent_state_req, 20};
    ready.set("InvokeID", 7).set("AgentState", agent::available).set("NumSkillGroups", 1);
    ready.add(tag::agent_instrument, "3001").add_number(tag::skill_group_number, 8000);
    server.feed(encode(ready, 20));
    ASSERT_THAT(server.out.requests, SizeIs(1));
    EXPECT_EQ(server.out.requests[0].group, usual ? std::optional{sales} : std::nullopt);
    server.out.requests.clear();
    Message work{type::set_agent_state_req, 20};
    work.set("InvokeID", 8).set("AgentState", agent::work_ready).add(tag::agent_instrument, "3001");
    const std::vector<std::string> to_work = server.feed(encode(work, 20));
    EXPECT_EQ(to_work.empty(), usual);
    if (!usual) {
      EXPECT_THAT(to_work, ElementsAre("CONTROL_FAILURE_CONF InvokeID=8 FailureCode=3"));
    }
    const std::vector<std::string> in_one_step = server.feed(sample("K7"));
    EXPECT_EQ(in_one_step.empty(), usual);
    if (!usual) {
      EXPECT_THAT(in_one_step, ElementsAre("CONTROL_FAILURE_CONF InvokeID=29 FailureCode=25"));
    }
  }
}

TEST(Figures, ACallCountsWhenItsWorkIsOver) {
  Figures figures;
  const auto at = [](int seconds) { return TimePoint{std::chrono::seconds{seconds}}; };
  const auto agent = [&](const cti::Event& event, int seconds) {
    figures.on_agent(std::get<cti::AgentEvent>(event.body), at(seconds));
  };
  const auto call = [&](const cti::Event& event, int seconds) {
    figures.on_call(std::get<cti::CallEvent>(event.body), at(seconds));
  };
  agent(logged_on(), 0);
  agent(ready(), 15);
  call(delivered(), 95);
  call(established(), 100);
  agent(busy(), 100);
  call(held(), 110);
  call(retrieved(), 120);
  call(cleared(), 195);
  agent(wrap_up(), 195);
  EXPECT_EQ(figures.of(ann, at(200))->session.handled, 0u) << "in wrap-up the old figures stand";
  agent(ready(), 225);
  const auto answer = figures.of(ann, at(600));
  ASSERT_TRUE(answer);
  const AgentFigures& session = answer->session;
  EXPECT_EQ(session.value("HandledCalls", true), 1u);
  EXPECT_EQ(session.value("HandledCallsTalkTime", true), 95u);
  EXPECT_EQ(session.value("HandledCallsTalkTime", false), 85u);
  EXPECT_EQ(session.value("HandledCallsAfterCallTime", true), 30u);
  EXPECT_EQ(session.value("HandledCallsTime", true), 125u);
  EXPECT_EQ(session.value("HandledCallsTime", false), 125u);
  EXPECT_EQ(session.value("IncomingCallsHeldTime", true), 10u);
  EXPECT_EQ(session.value("LoggedOnTime", true), 600u);
  EXPECT_EQ(session.value("NotReadyTime", true), 15u);
  EXPECT_EQ(session.value("AvailTime", true), 85u + 375u);
  figures.new_day(at(600));
  EXPECT_EQ(figures.of(ann, at(610))->today.value("HandledCalls", true), 0u);
  EXPECT_EQ(figures.of(ann, at(610))->session.value("HandledCalls", true), 1u);
  agent(logged_off(), 620);
  EXPECT_FALSE(figures.of(ann, at(630)));
  agent(logged_on(), 640);
  EXPECT_EQ(figures.of(ann, at(650))->session.value("HandledCalls", true), 0u) << "session figures begin anew";
}

// Talk with hold is one length, not the sum of two that were rounded down.
TEST(Figures, EachLengthIsRoundedDownOnce) {
  Figures figures;
  const auto at = [](int ms) { return TimePoint{std::chrono::milliseconds{ms}}; };
  const auto agent = [&](const cti::Event& event, int ms) {
    figures.on_agent(std::get<cti::AgentEvent>(event.body), at(ms));
  };
  const auto call = [&](const cti::Event& event, int ms) {
    figures.on_call(std::get<cti::CallEvent>(event.body), at(ms));
  };
  agent(logged_on(), 0);
  call(established(), 1'000);
  agent(busy(), 1'000);
  call(held(), 11'600);       // talk 10.6 s
  call(retrieved(), 16'200);  // hold 4.6 s
  call(cleared(), 18'000);    // talk 12.4 s, on the phone 17 s
  agent(ready(), 18'000);
  const AgentFigures session = figures.of(ann, at(20'000))->session;
  EXPECT_EQ(session.value("HandledCallsTalkTime", true), 17u);
  EXPECT_EQ(session.value("HandledCallsTalkTime", false), 12u);
  EXPECT_EQ(session.value("IncomingCallsHeldTime", true), 4u);
  EXPECT_EQ(session.value("HandledCallsTime", true), 17u);
}

TEST(Figures, AConsultationWhoseCallerGaveUpIsNoWorkAfterTheCall) {
  Figures figures;
  const auto at = [](int seconds) { return TimePoint{std::chrono::seconds{seconds}}; };
  const auto agent = [&](const cti::Event& event, int seconds) {
    figures.on_agent(std::get<cti::AgentEvent>(event.body), at(seconds));
  };
  const auto call = [&](const cti::Event& event, int seconds) {
    figures.on_call(std::get<cti::CallEvent>(event.body), at(seconds));
  };
  agent(logged_on(), 0);
  call(established(), 10);
  agent(busy(), 10);
  call(held(), 30);      // and somebody else is asked
  call(cleared(), 38);   // the caller is gone
  agent(wrap_up(), 46);  // so is who was asked
  agent(ready(), 51);
  const AgentFigures session = figures.of(ann, at(60))->session;
  EXPECT_EQ(session.value("HandledCallsAfterCallTime", true), 5u);
  EXPECT_EQ(session.value("HandledCallsTalkTime", true), 36u);
  EXPECT_EQ(session.value("HandledCallsTalkTime", false), 20u);
  EXPECT_EQ(session.value("IncomingCallsHeldTime", true), 16u);
  EXPECT_EQ(session.value("HandledCallsTime", true), 41u);
}

TEST(Figures, AreAnsweredForWhoIsLoggedOn) {
  Server server;
  server.open();
  EXPECT_THAT(server.statistics(), ElementsAre("FAILURE_CONF InvokeID=8 Status=9"));
  EXPECT_THAT(server.statistics(cti::RefusalCause::not_logged_on), ElementsAre("FAILURE_CONF InvokeID=8 Status=9"));
  server.report({logged_on()});
  server.now += 600s;
  const std::vector<std::string> said = server.statistics();
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_THAT(said[0], testing::HasSubstr("LoggedOnTimeSession=600"));
}

TEST(Figures, OfWhoWasLoggedOnBeforeBeginWithTheSession) {
  Server server;
  server.directory.sessions[sales] = cti::AgentState::ready;
  server.now += 100s;
  server.open();
  server.now += 30s;
  const std::vector<std::string> said = server.statistics();
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_THAT(said[0], testing::HasSubstr("AvailTimeSession=30 LoggedOnTimeSession=30"));
}

}  // namespace
}  // namespace acdloop::ged188::test
