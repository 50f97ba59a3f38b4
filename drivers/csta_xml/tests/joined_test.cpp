// SPDX-License-Identifier: Apache-2.0
// Both ends back to back: what one writes the other reads, cut into any pieces, in every dialect.
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

struct Joined {
  explicit Joined(Dialect dialect = {}, std::size_t piece = 4096) : piece_size(piece) {
    const Settings settings{dialect, {}, {}, "joined"};
    application = make_computing_end(settings, names(), {{desk}, {sales}});
    exchange = make_switching_end(settings, names(), world);
    exchange->on_open(now, from_switch);
    application->on_open(now, from_application);
    settle();
  }
  void settle() {
    while (!from_application.send.empty() || !from_switch.send.empty()) {
      carry(from_application, *exchange, from_switch);
      for (cti::Request& request : std::exchange(from_switch.requests, {})) {
        asked = request;
        answer.id = request.id;
        exchange->confirm(answer, now, from_switch);
      }
      carry(from_switch, *application, from_application);
    }
  }
  void carry(cti::EndOutput& from, cti::ProtocolEnd& to, cti::EndOutput& reply) {
    const std::string bytes = std::exchange(from.send, {});
    for (std::size_t at = 0; at < bytes.size(); at += piece_size) {
      to.on_bytes(bytes_of(std::string_view{bytes}.substr(at, piece_size)), now, reply);
    }
  }
  // What the application is told of one event of the switch.
  std::vector<cti::Event> heard(const cti::Event& event) {
    from_application.events.clear();
    exchange->report(event, now, from_switch);
    exchange->on_wake(now, from_switch);
    settle();
    return std::exchange(from_application.events, {});
  }
  cti::Result ask(cti::Request request) {
    request.id = cti::RequestId{++last_id};
    from_application.results.clear();
    application->submit(request, now, from_application);
    settle();
    EXPECT_THAT(from_application.results, SizeIs(1));
    return from_application.results.empty() ? cti::Result{} : from_application.results.front();
  }
  Texts faults() const {
    Texts all = names_of(from_switch.faults);
    std::ranges::move(names_of(from_application.faults), std::back_inserter(all));
    return all;
  }

  std::size_t piece_size;
  SmallSwitch world;
  std::unique_ptr<cti::ComputingEnd> application;
  std::unique_ptr<cti::SwitchingEnd> exchange;
  cti::EndOutput from_application;
  cti::EndOutput from_switch;
  cti::Request asked;
  cti::Result answer;
  TimePoint now{};
  std::uint64_t last_id = 0;
};

template <class Body>
const Body& only(const std::vector<cti::Event>& events) {
  EXPECT_THAT(events, SizeIs(1));
  return std::get<Body>(events.at(0).body);
}

std::vector<Dialect> dialects() {
  std::vector<Dialect> all;
  for (const Edition edition : {Edition::ed2, Edition::ed3, Edition::ed4, Edition::ed5, Edition::ed6}) {
    Dialect dialect;
    dialect.edition = edition;
    all.push_back(dialect);
  }
  Dialect vendor;
  vendor.protocol_version = "http://www.ecma-international.org/standards/ecma-323/csta/ed3/priv6";
  vendor.inverted_filter = true;
  all.push_back(vendor);
  Dialect contrary;
  contrary.application_session = false;
  contrary.agent_event_first = true;
  contrary.releasing_device = ReleasingDevice::own;
  all.push_back(contrary);
  return all;
}

TEST(JoinedEnds, AssociateInEveryDialectAndInAnyPieces) {
  for (const Dialect& dialect : dialects()) {
    for (const std::size_t piece : {1u, 7u, 4096u}) {
      Joined joined{dialect, piece};
      EXPECT_TRUE(joined.application->associated()) << namespace_of(dialect);
      EXPECT_THAT(joined.faults(), IsEmpty());
    }
  }
}

TEST(JoinedEnds, EveryRequestArrivesAsItWasMeant) {
  for (const Dialect& dialect : dialects()) {
    Joined joined{dialect, 7};
    for (const RequestKind kind : {RequestKind::log_on, RequestKind::log_off, RequestKind::set_agent_state}) {
      cti::Request request = request_of(kind);
      request.connection.reset();
      if (kind == RequestKind::set_agent_state) request.state = AgentState::wrap_up;
      if (kind == RequestKind::log_on) request.pin = "4711";
      EXPECT_EQ(joined.ask(request).outcome, cti::Outcome::success);
      request.id = joined.asked.id;
      EXPECT_EQ(joined.asked, request);
    }
    for (const RequestKind kind : {RequestKind::answer_call, RequestKind::hold_call, RequestKind::retrieve_call,
                                   RequestKind::clear_connection, RequestKind::clear_call}) {
      EXPECT_EQ(joined.ask(request_of(kind)).outcome, cti::Outcome::success);
      EXPECT_EQ(joined.asked.kind, kind);
      EXPECT_EQ(joined.asked.connection, request_of(kind).connection);
    }
    joined.answer.connections = {{{cti::CallId{"503"}, phone}, ConnectionState::connected}};
    for (const RequestKind kind : {RequestKind::consultation_call, RequestKind::transfer_call,
                                   RequestKind::conference_call, RequestKind::single_step_transfer_call}) {
      cti::Request request = request_of(kind);
      const bool joins = kind == RequestKind::transfer_call || kind == RequestKind::conference_call;
      if (joins) request.held = cti::ConnectionId{cti::CallId{"499"}, phone};
      if (!joins) request.destination = "202";
      EXPECT_EQ(joined.ask(request).connections, joined.answer.connections);
      EXPECT_EQ(joined.asked.kind, kind);
      EXPECT_EQ(joined.asked.connection, request.connection);
      EXPECT_EQ(joined.asked.held, request.held);
      EXPECT_EQ(joined.asked.destination, request.destination);
    }
    EXPECT_EQ(joined.ask(request_of(RequestKind::query_figures)).cause, RefusalCause::unsupported_request);
    EXPECT_EQ(joined.ask(request_of(RequestKind::check_link)).outcome, cti::Outcome::success);
    EXPECT_THAT(joined.faults(), IsEmpty());
  }
}

TEST(JoinedEnds, AnswersComeBackWhole) {
  Joined joined;
  joined.answer.agents = {{{ann, sales, desk}, {AgentState::wrap_up}, cti::StateDetail::none}};
  EXPECT_EQ(joined.ask(request_of(RequestKind::query_agent_state)).agents, joined.answer.agents);
  joined.answer = {};
  joined.answer.connections = {{{cti::CallId{"501"}, phone}, ConnectionState::hold}};
  EXPECT_EQ(joined.ask(request_of(RequestKind::snapshot_device)).connections, joined.answer.connections);
  for (int number = 1; number < cti::refusal_cause_count; ++number) {
    joined.answer = refusal(static_cast<RefusalCause>(number));
    const cti::Result result = joined.ask(request_of(RequestKind::log_on));
    EXPECT_EQ(result.outcome, cti::Outcome::refused) << number;
    EXPECT_FALSE(result.raw.empty());
  }
}

TEST(JoinedEnds, AgentEventsArriveAsTheyWere) {
  Joined joined;
  for (const auto& [kind, state] : {std::pair{AgentEventKind::agent_not_ready, AgentState::not_ready},
                                    std::pair{AgentEventKind::agent_ready, AgentState::ready},
                                    std::pair{AgentEventKind::agent_busy, AgentState::busy},
                                    std::pair{AgentEventKind::agent_wrap_up, AgentState::wrap_up},
                                    std::pair{AgentEventKind::agent_logged_off, AgentState::null}}) {
    const auto events = joined.heard(agent_enters(kind, state));
    EXPECT_EQ(only<cti::AgentEvent>(events), std::get<cti::AgentEvent>(agent_enters(kind, state).body));
  }
}

// The changes at the phone, whatever else is told.
std::vector<cti::ConnectionChange> at_phone(const std::vector<cti::Event>& events) {
  std::vector<cti::ConnectionChange> changes;
  for (const cti::Event& event : events) {
    const auto* call = std::get_if<cti::CallEvent>(&event.body);
    if (call == nullptr) continue;
    for (const cti::ConnectionChange& change : call->changes) {
      if (change.connection.device == phone) changes.push_back(change);
    }
  }
  return changes;
}
cti::ConnectionChange now_is(ConnectionState to, const std::string& call = "501") {
  return {{cti::CallId{call}, phone}, to};
}

TEST(JoinedEnds, TheConnectionAtTheAgentsPhoneIsToldInEveryDialect) {
  for (const Dialect& dialect : dialects()) {
    Joined joined{dialect};
    joined.world.sessions = {{sales, AgentState::busy}};
    EXPECT_THAT(at_phone(joined.heard(comes_in())), IsEmpty());
    EXPECT_THAT(at_phone(joined.heard(waits())), IsEmpty());
    EXPECT_THAT(at_phone(joined.heard(rings())), ElementsAre(now_is(ConnectionState::alerting)));
    EXPECT_THAT(at_phone(joined.heard(answered())), ElementsAre(now_is(ConnectionState::connected)));
    EXPECT_THAT(
        at_phone(joined.heard(happens(CallEventKind::held, outside_call(), {{phone, ConnectionState::hold}}, phone))),
        ElementsAre(now_is(ConnectionState::hold)));
    EXPECT_THAT(at_phone(joined.heard(
                    happens(CallEventKind::retrieved, outside_call(), {{phone, ConnectionState::connected}}, phone))),
                ElementsAre(now_is(ConnectionState::connected)));
    EXPECT_THAT(at_phone(joined.heard(hangs_up(line))), ElementsAre(now_is(ConnectionState::null)));
    EXPECT_THAT(joined.faults(), IsEmpty());
  }
}

struct Consulting : Joined {
  Consulting() {
    for (const cti::Event& event : {comes_in(), rings(), answered()}) heard(event);
    heard(happens(CallEventKind::held, outside_call(), {{phone, ConnectionState::hold}}, phone));
    second.call = cti::CallId{"502"};
    second.call_class = cti::CallClass::internal;
    second.calling = phone;
    second.called = second.originally_called = neighbour;
    heard(happens(CallEventKind::originated, second, {{phone, ConnectionState::connected}}, phone));
    heard(happens(CallEventKind::delivered, second, {{neighbour, ConnectionState::alerting}}, neighbour));
    heard(happens(CallEventKind::established, second, {{neighbour, ConnectionState::connected}}, neighbour));
  }
  cti::Event join(CallEventKind kind, const std::vector<Change>& changes) const {
    cti::CallInfo info = outside_call();
    info.called = neighbour;
    cti::Event event = happens(kind, info, changes, phone, EventCause::transfer);
    std::get<cti::CallEvent>(event.body).renamed = cti::Renamed{second.call, info.call};
    return event;
  }
  cti::CallInfo second;
};

TEST(JoinedEnds, ATransferIsToldByBothCalls) {
  Consulting joined;
  const auto events = joined.heard(joined.join(CallEventKind::transferred, {{phone, ConnectionState::null},
                                                                            {phone, ConnectionState::null, "502"},
                                                                            {line, ConnectionState::connected},
                                                                            {neighbour, ConnectionState::connected}}));
  const cti::CallEvent& event = only<cti::CallEvent>(events);
  EXPECT_THAT(event.changes, ElementsAre(now_is(ConnectionState::null), now_is(ConnectionState::null, "502")));
  EXPECT_EQ(event.renamed, (cti::Renamed{cti::CallId{"502"}, cti::CallId{"501"}}));
  EXPECT_EQ(event.cause, EventCause::transfer);
  const std::string last = joined.from_switch.messages.back().text;
  EXPECT_THAT(last, HasSubstr("<newConnection><callID>501</callID><deviceID>202</deviceID></newConnection>"
                              "<oldConnection><callID>502</callID><deviceID>202</deviceID></oldConnection>"));
}

TEST(JoinedEnds, AConferenceKeepsWhoMadeIt) {
  Consulting joined;
  const auto events = joined.heard(joined.join(CallEventKind::conferenced, {{phone, ConnectionState::null, "502"},
                                                                            {phone, ConnectionState::connected},
                                                                            {line, ConnectionState::connected},
                                                                            {neighbour, ConnectionState::connected}}));
  const cti::CallEvent& event = only<cti::CallEvent>(events);
  EXPECT_THAT(event.changes, ElementsAre(now_is(ConnectionState::null, "502"), now_is(ConnectionState::connected)));
  EXPECT_EQ(event.renamed, (cti::Renamed{cti::CallId{"502"}, cti::CallId{"501"}}));
}

TEST(JoinedEnds, ATransferInOneStepIsSaidAsThat) {
  Joined joined;
  for (const cti::Event& event : {comes_in(), rings(), answered()}) joined.heard(event);
  cti::CallInfo info = outside_call();
  info.called = neighbour;
  const auto events = joined.heard(
      happens(CallEventKind::transferred, info, {{phone, ConnectionState::null}}, phone, EventCause::transfer));
  EXPECT_THAT(only<cti::CallEvent>(events).changes, ElementsAre(now_is(ConnectionState::null)));
  EXPECT_THAT(joined.from_switch.messages.back().text, HasSubstr("<cause>singleStepTransfer</cause>"));
}

}  // namespace
}  // namespace acdloop::csta_xml::test
