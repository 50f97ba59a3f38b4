// SPDX-License-Identifier: Apache-2.0
// Both ends back to back, in any pieces, in every version; and every step of it refused, unanswered or cut off.
#include "drivers/ged188/tests/bench.hpp"

namespace acdloop::ged188::test {
namespace {

using cti::RequestKind;

void one_call(const Settings& settings, std::size_t piece) {
  Joined link{settings, piece};
  link.answer = grant;
  link.open();
  ASSERT_TRUE(link.application->associated());
  EXPECT_THAT(link.heard(), ElementsAre("link_up"));
  EXPECT_EQ(link.ask(request_of(RequestKind::log_on)).outcome, cti::Outcome::success);
  EXPECT_THAT(link.heard(),
              ElementsAre(StartsWith("agent_logged_on ann sales @3001"), "agent_not_ready ann sales @3001"));
  cti::Request to_ready = request_of(RequestKind::set_agent_state);
  to_ready.state = cti::AgentState::ready;
  EXPECT_EQ(link.ask(to_ready).outcome, cti::Outcome::success);
  EXPECT_THAT(link.heard(), ElementsAre("agent_ready ann sales @3001"));
  link.report({originated(), queued(), delivered()});
  EXPECT_THAT(
      link.heard(),
      ElementsAre(StartsWith("queued 1000101 acd sales sales=queued"), StartsWith("diverted 1000101"),
                  StartsWith("delivered 1000101 acd sales 3001=alerting"), StartsWith("agent_ready ann sales @3001")))
      << "RESERVED is ready with a detail";
  link.report({established(), busy()});
  EXPECT_THAT(link.heard(),
              ElementsAre(StartsWith("established 1000101 acd sales 3001=connected"), "agent_busy ann sales @3001"));
  link.report({held(), retrieved()});
  EXPECT_THAT(link.heard(), ElementsAre(StartsWith("held 1000101"), StartsWith("agent_busy ann sales @3001"),
                                        StartsWith("retrieved 1000101"), "agent_busy ann sales @3001"));
  link.report({cleared(), wrap_up()});
  EXPECT_THAT(link.heard(),
              ElementsAre(StartsWith("connection_cleared 1000101"), StartsWith("connection_cleared 1000101"),
                          StartsWith("call_cleared 1000101"), "agent_wrap_up ann sales @3001"));
  link.report({ready()});
  const cti::Result state = link.ask(request_of(RequestKind::query_agent_state));
  ASSERT_THAT(state.agents, SizeIs(1));
  EXPECT_EQ(state.agents[0].states, cti::StateSet{cti::AgentState::ready});
  link.heard();
  EXPECT_EQ(link.ask(request_of(RequestKind::log_off)).outcome, cti::Outcome::success);
  EXPECT_THAT(link.heard(), ElementsAre("agent_not_ready ann sales @3001", "agent_logged_off ann sales @3001"));
  EXPECT_THAT(fault_names(link.from_application), IsEmpty());
  EXPECT_THAT(fault_names(link.from_server), IsEmpty());
}

TEST(Conversation, OneCallInAnyPieces) {
  for (const std::size_t piece : {1, 2, 3, 7, 64, 100'000}) one_call({}, piece);
}

TEST(Conversation, OneCallInEveryVersion) {
  for (int version = lowest_version; version <= highest_version; ++version) {
    SCOPED_TRACE(version);
    Settings settings;
    settings.dialect.version = version;
    settings.dialect.clear_connection_fixed_len = version % 2 == 0 ? 14 : 16;
    settings.dialect.v24_failure_conf = version == 25;
    one_call(settings, 100'000);
  }
}

// Each request, refused for each cause that the wire can say: one answer, a refusal, and the session goes on.
TEST(Conversation, EveryRequestRefused) {
  for (int kind = 0; kind < cti::request_kind_count; ++kind) {
    for (int cause = 1; cause < cti::refusal_cause_count; ++cause) {
      Joined link;
      link.answer = [cause](const cti::Request&, std::vector<cti::Event>&) {
        return refused(static_cast<cti::RefusalCause>(cause));
      };
      link.open();
      cti::Request request = request_of(static_cast<RequestKind>(kind));
      request.state = cti::AgentState::ready;
      request.destination = "8000";
      const cti::Result result = link.ask(request);
      SCOPED_TRACE(std::string{to_string(request.kind)} + " " +
                   std::string{to_string(static_cast<cti::RefusalCause>(cause))});
      const bool answered_here = request.kind == RequestKind::check_link;
      const bool nobody =
          request.kind == RequestKind::query_agent_state && cause == static_cast<int>(cti::RefusalCause::not_logged_on);
      EXPECT_EQ(result.outcome, answered_here || nobody ? cti::Outcome::success : cti::Outcome::refused);
      if (result.outcome == cti::Outcome::refused) {
        EXPECT_FALSE(result.raw.empty());
      }
      EXPECT_TRUE(link.application->associated());
      EXPECT_THAT(fault_names(link.from_application), IsEmpty());
    }
  }
}

// The link goes while the answer to each request is owed: one unknown result each, and no other.
TEST(Conversation, TheLinkGoesWithEachRequestOwed) {
  for (int kind = 0; kind < cti::request_kind_count; ++kind) {
    Joined link;
    link.open();
    cti::Request request = request_of(static_cast<RequestKind>(kind));
    request.id = cti::RequestId{1};
    request.state = cti::AgentState::ready;
    request.destination = "8000";
    link.application->submit(request, link.now, link.from_application);
    link.from_application.results.clear();
    link.application->on_closed(link.now, link.from_application);
    ASSERT_THAT(link.from_application.results, SizeIs(1)) << to_string(request.kind);
    EXPECT_EQ(link.from_application.results[0].outcome, cti::Outcome::unknown);
    EXPECT_EQ(link.from_application.results[0].cause, cti::RefusalCause::association_lost);
    link.server->on_closed(link.now, link.from_server);
    EXPECT_FALSE(link.application->associated());
  }
}

// What one end means by the services of two calls the other end reads, and so the answers.
TEST(Conversation, TwoCallsAndWhatBecomesOfThem) {
  for (const RequestKind kind : {RequestKind::consultation_call, RequestKind::transfer_call,
                                 RequestKind::conference_call, RequestKind::single_step_transfer_call}) {
    SCOPED_TRACE(to_string(kind));
    Joined link;
    cti::Request seen;
    link.answer = [&seen](const cti::Request& request, std::vector<cti::Event>&) {
      seen = request;
      cti::Result result;
      result.connections = {
          {{cti::CallId{"1000103"}, {"3002", cti::DeviceCategory::station}}, cti::ConnectionState::alerting},
          {{cti::CallId{"1000103"}, trunk}, cti::ConnectionState::connected}};
      return result;
    };
    link.open();
    cti::Request request = request_of(kind);
    request.destination = "3002";
    const cti::Result result = link.ask(request);
    EXPECT_EQ(result.outcome, cti::Outcome::success);
    ASSERT_THAT(result.connections, SizeIs(1));
    EXPECT_EQ(result.connections[0].first.call, cti::CallId{"1000103"});
    EXPECT_EQ(result.connections[0].first.device.id, "3002");
    EXPECT_EQ(seen.kind, kind);
    EXPECT_EQ(seen.connection, request.connection);
    EXPECT_EQ(seen.held, request.held);
    EXPECT_EQ(seen.destination, request.held ? "" : "3002");
    EXPECT_THAT(fault_names(link.from_application), IsEmpty());
    EXPECT_THAT(fault_names(link.from_server), IsEmpty());
  }
}

TEST(Conversation, RequestsAboutTwoCallsThatNameTooLittle) {
  for (const RequestKind kind : {RequestKind::consultation_call, RequestKind::transfer_call,
                                 RequestKind::conference_call, RequestKind::single_step_transfer_call}) {
    Joined link;
    link.open();
    cti::Request nowhere = request_of(kind);
    nowhere.held.reset();  // and no destination
    EXPECT_EQ(link.ask(nowhere).cause, cti::RefusalCause::bad_request) << to_string(kind);
    cti::Request odd = request_of(kind);
    odd.destination = "3002";
    odd.connection->call = cti::CallId{"no number"};
    EXPECT_EQ(link.ask(odd).cause, cti::RefusalCause::invalid_call) << to_string(kind);
    EXPECT_THAT(link.asked, IsEmpty());
  }
}

TEST(Conversation, FiguresOfAnAgentByWhatTheServerWasTold) {
  Joined link;
  link.answer = grant;
  link.open();
  link.ask(request_of(RequestKind::log_on));
  link.now += 10s;
  link.report({originated(), queued(), delivered(), established(), busy()});
  link.now += 30s;
  link.report({cleared(), wrap_up()});
  EXPECT_EQ(link.ask(request_of(RequestKind::query_figures)).figures->calls, 0) << "work goes on";
  link.now += 12s;
  link.report({ready()});
  const cti::Result result = link.ask(request_of(RequestKind::query_figures));
  ASSERT_TRUE(result.figures);
  EXPECT_EQ(result.figures->calls, 1);
  EXPECT_EQ(result.figures->calls_time, 42s);
  EXPECT_EQ(result.figures->talk_time, 30s);
  EXPECT_EQ(result.figures->logged_on_time, 52s);
  cti::Request today = request_of(RequestKind::query_figures);
  today.scope = cti::FiguresScope::today;
  EXPECT_EQ(link.ask(today).figures->calls, 1);
  link.answer = [](const cti::Request&, std::vector<cti::Event>&) { return refused(cti::RefusalCause::not_logged_on); };
  EXPECT_EQ(link.ask(request_of(RequestKind::query_figures)).cause, cti::RefusalCause::not_logged_on);
}

TEST(Conversation, AfterALostSessionCallsAreAskedFor) {
  Joined link;
  link.answer = [](const cti::Request& request, std::vector<cti::Event>&) {
    cti::Result result;
    if (request.kind == RequestKind::snapshot_device) {
      result.connections.push_back({{acd_call().call, station}, cti::ConnectionState::connected});
    }
    return result;
  };
  link.open();
  link.heard();
  link.application->on_closed(link.now, link.from_application);
  link.server->on_closed(link.now, link.from_server);
  link.heard();
  link.directory.calls[station.id] = {{acd_call(), cti::ConnectionState::connected}};
  link.open();
  EXPECT_THAT(link.heard(),
              ElementsAre(StartsWith("resync_started"), StartsWith("established 1000101 acd sales 3001=connected"),
                          "resync_ended", "link_up"));
}

TEST(LogOff, FromNotReadyItIsOneMessage) {
  Joined link;
  link.answer = grant;
  link.open();
  link.report({logged_on()});
  link.asked.clear();
  EXPECT_EQ(link.ask(request_of(RequestKind::log_off)).outcome, cti::Outcome::success);
  EXPECT_THAT(link.asked, ElementsAre("log_off"));
}

TEST(LogOff, OfAnUnknownStateItAsksFirst) {
  Joined link;
  link.answer = grant;
  link.directory.sessions[sales] = cti::AgentState::ready;
  link.open();
  EXPECT_EQ(link.ask(request_of(RequestKind::log_off)).outcome, cti::Outcome::success);
  EXPECT_THAT(link.asked, ElementsAre("query_agent_state", "set_agent_state", "log_off"));
}

TEST(LogOff, DuringACallItWaitsForTheEndOfTheCall) {
  Joined link;
  link.open();
  link.report({logged_on(), ready(), delivered(), established(), busy()});
  cti::Request request = request_of(RequestKind::log_off);
  request.id = cti::RequestId{77};
  link.application->submit(request, link.now, link.from_application);
  link.settle();
  EXPECT_THAT(link.asked, ElementsAre("set_agent_state"));
  EXPECT_THAT(link.from_application.results, IsEmpty()) << "granted, not done";
  link.answer = grant;
  link.report({cleared(), not_ready()});
  EXPECT_THAT(link.asked, ElementsAre("set_agent_state", "log_off"));
  ASSERT_THAT(link.from_application.results, SizeIs(1));
  EXPECT_EQ(link.from_application.results[0].outcome, cti::Outcome::success);
}

TEST(LogOff, RefusedAfterNotReadyTheAgentIsReadyAgainFirst) {
  Joined link;
  link.answer = [](const cti::Request& request, std::vector<cti::Event>& events) {
    return request.kind == RequestKind::log_off ? refused(cti::RefusalCause::resource_busy) : grant(request, events);
  };
  link.open();
  link.report({logged_on(), ready()});
  link.heard();
  const cti::Result result = link.ask(request_of(RequestKind::log_off));
  EXPECT_EQ(result.cause, cti::RefusalCause::resource_busy);
  EXPECT_THAT(link.heard(), ElementsAre("agent_not_ready ann sales @3001", "agent_ready ann sales @3001"));
  EXPECT_THAT(link.asked, ElementsAre("set_agent_state", "log_off", "set_agent_state"));
}

TEST(LogOff, AServerRefusesItFromReady) {
  Joined link;
  link.open();
  link.report({logged_on(), ready()});
  Message message{type::set_agent_state_req, 20};
  message.set("InvokeID", 900).set("AgentState", agent::logout);
  message.add(tag::agent_instrument, "3001").add(tag::agent_id, "1001").add(tag::agent_password, "x");
  link.server->on_bytes(bytes_of(encode(message, 20)), link.now, link.from_server);
  ASSERT_FALSE(link.from_server.messages.empty());
  EXPECT_EQ(link.from_server.messages.back().text, "CONTROL_FAILURE_CONF InvokeID=900 FailureCode=21");
  EXPECT_THAT(link.from_server.requests, IsEmpty());
}

TEST(Capabilities, EveryDoubtHasItsReason) {
  const cti::Capabilities all = capabilities({});
  for (int index = 0; index < cti::capability_count; ++index) {
    const auto& entry = all.of(static_cast<cti::Capability>(index));
    if (entry.support != cti::Support::yes) {
      EXPECT_FALSE(entry.reason.empty()) << to_string(static_cast<cti::Capability>(index));
    }
  }
  Dialect bench;
  bench.log_on_by_skill_group = false;
  EXPECT_FALSE(capabilities(bench).supports(cti::Capability::log_on_per_group));
}

}  // namespace
}  // namespace acdloop::ged188::test
