// SPDX-License-Identifier: Apache-2.0
// One switch that speaks every protocol at once: what happens over one wire is seen over all others, and a session
// begins as the wire over which it was asked for says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "simulator/emulator/emulator.hpp"
#include "simulator/emulator/tests/client.hpp"

namespace acdloop::emulator {
namespace {

using namespace std::chrono_literals;
using cti::AgentState;
using testing::Contains;
using testing::HasSubstr;

struct EveryProtocol : testing::TestWithParam<std::string> {
  EveryProtocol() {
    for (const cti::Protocol& protocol : registry::protocols()) {
      const std::string place{protocol.id};
      emulator.listen(protocol, cti::Framing::connection, link::make_memory_listener(exchange, place));
      clients.emplace(place, std::make_unique<Client>(loop, exchange, protocol, place));
    }
    pass(1s);
    for (auto& [id, client] : clients) client->take_events();
  }
  const cti::Protocol& spoken() const { return *registry::find_protocol(GetParam()); }
  Client& client() { return *clients.at(GetParam()); }
  AgentState state_in(const cti::AcdGroupId& group) const {
    for (const auto& [of, state] : emulator.directory().sessions_of(ann)) {
      if (of == group) return state;
    }
    return AgentState::null;
  }
  // The answer to a request over this test's wire.
  cti::Result answer_to(const cti::Request& request) {
    client().results.clear();
    client().attachment.submit(request);
    pass(1s);
    return client().results.size() == 1 ? client().results.front() : cti::Result{};
  }
  // Ann talks to a caller of sales; the connection at her desk as this test's wire tells it.
  cti::ConnectionId call_at_the_desk() {
    ann_talks();
    return connection_at_the_desk(cti::ConnectionState::connected);
  }
  void ann_talks() {
    client().ask(cti::RequestKind::log_on);
    pass(1s);
    client().ask(cti::RequestKind::set_agent_state, AgentState::ready);
    pass(1s);
    emulator.people().sit_down(ann, desk);
    EXPECT_TRUE(emulator.people().place_call("c1", sales, "6025551212"));
    pass(1s);
    EXPECT_TRUE(emulator.people().answer(ann));
    pass(1s);
  }
  cti::ConnectionId connection_at_the_desk(cti::ConnectionState wanted) {
    cti::Request snapshot;
    snapshot.kind = cti::RequestKind::snapshot_device;
    snapshot.address = desk;
    for (const auto& [connection, state] : answer_to(snapshot).connections) {
      if (state == wanted) return connection;
    }
    ADD_FAILURE() << "no call at the desk is " << to_string(wanted);
    return {};
  }
  void forget_events() {
    for (auto& [id, each] : clients) each->take_events();
  }
  void pass(Duration while_) {
    loop.at(loop.now() + while_, [this] { loop.stop(); });
    loop.run();
  }

  EventLoop loop{ClockKind::virtual_clock};
  link::Exchange exchange{loop};
  Emulator emulator{loop, one_agent(), Habits{}, 1, [](TimePoint) { return CivilTime{}; }, {}, {}};
  std::map<std::string, std::unique_ptr<Client>> clients;
};

TEST_P(EveryProtocol, SeesWhatIsAskedOverAnyOther) {
  for (const auto& [id, each] : clients) ASSERT_TRUE(each->attachment.associated()) << id;
  client().ask(cti::RequestKind::log_on);
  pass(1s);
  for (const auto& [id, each] : clients)
    EXPECT_THAT(each->take_events(), Contains(HasSubstr("agent_logged_on ann sales @105"))) << "on " << id;
  client().ask(cti::RequestKind::set_agent_state, AgentState::not_ready);
  pass(1s);
  client().ask(cti::RequestKind::set_agent_state, AgentState::ready);
  pass(1s);
  EXPECT_EQ(state_in(sales), AgentState::ready);
  for (const auto& [id, each] : clients)
    EXPECT_THAT(each->take_events(), Contains(HasSubstr("agent_ready ann"))) << "on " << id;
}

TEST_P(EveryProtocol, BeginsASessionAsItsOwnWireDoes) {
  client().ask(cti::RequestKind::log_on);
  pass(1s);
  EXPECT_EQ(state_in(sales), spoken().dialect.state_after_log_on);
}

TEST_P(EveryProtocol, KeepsTheStateOfAnAgentWhoHasOneForAllGroups) {
  client().ask(cti::RequestKind::log_on);
  pass(1s);
  client().ask(cti::RequestKind::set_agent_state, AgentState::not_ready);
  pass(1s);
  client().ask(cti::RequestKind::log_on, std::nullopt, help);
  pass(1s);
  EXPECT_EQ(state_in(sales), AgentState::not_ready);
  const bool one_for_all = spoken().dialect.agent_state_scope == cti::Dialect::Scope::agent;
  EXPECT_EQ(state_in(help), one_for_all ? AgentState::not_ready : spoken().dialect.state_after_log_on);
}

// Wires on which an application moves calls: those that hold one when they are asked to.
class MovesCalls : public EveryProtocol {
 protected:
  void joined_or_transferred(const std::string& what, cti::Capability told_where) {
    for (const auto& [id, each] : clients) {
      const cti::Capabilities& wire = registry::find_protocol(id)->capabilities;
      if (!wire.supports(told_where) || !wire.supports(cti::Capability::hold_request)) continue;
      EXPECT_THAT(each->take_events(), Contains(HasSubstr(what))) << "on " << id;
    }
  }
};

TEST_P(MovesCalls, ConsultsAndTransfersForAnAgent) {
  cti::Request request;
  request.connection = call_at_the_desk();
  request.kind = cti::RequestKind::consultation_call;
  request.destination = "5551234";  // somebody outside, who answers at once
  const cti::Result consulted = answer_to(request);
  ASSERT_EQ(consulted.connections.size(), 1u) << to_string(consulted.cause);
  EXPECT_EQ(consulted.connections[0].first.device.id, desk.value());
  request.held = connection_at_the_desk(cti::ConnectionState::hold);
  request.connection = connection_at_the_desk(cti::ConnectionState::connected);
  EXPECT_EQ(request.connection, consulted.connections[0].first);
  forget_events();
  request.kind = cti::RequestKind::transfer_call;
  request.destination.clear();
  const cti::Result transferred = answer_to(request);
  EXPECT_EQ(transferred.outcome, cti::Outcome::success) << to_string(transferred.cause);
  ASSERT_FALSE(transferred.connections.empty());
  EXPECT_EQ(transferred.connections[0].first.call, request.held->call) << "the held call goes on";
  joined_or_transferred("transferred " + request.held->call.value(), cti::Capability::consult_transfer);
  EXPECT_TRUE(emulator.directory().calls_at({desk.value(), cti::DeviceCategory::station}).empty());
  EXPECT_EQ(state_in(sales), AgentState::wrap_up);
}

TEST_P(MovesCalls, TransfersInOneStepForAnAgent) {
  cti::Request request;
  request.connection = call_at_the_desk();
  forget_events();
  request.kind = cti::RequestKind::single_step_transfer_call;
  request.destination = "238";  // the queue of help
  const cti::Result transferred = answer_to(request);
  EXPECT_EQ(transferred.outcome, cti::Outcome::success) << to_string(transferred.cause);
  joined_or_transferred("transferred " + request.connection->call.value(), cti::Capability::single_step_transfer);
  EXPECT_EQ(emulator.directory().calls_at({help.value(), cti::DeviceCategory::acd_group}).size(), 1u);
}

TEST_P(MovesCalls, JoinsTwoCallsIntoAConference) {
  cti::Request request;
  request.connection = call_at_the_desk();
  request.kind = cti::RequestKind::consultation_call;
  request.destination = "5551234";
  answer_to(request);
  request.held = connection_at_the_desk(cti::ConnectionState::hold);
  request.connection = connection_at_the_desk(cti::ConnectionState::connected);
  forget_events();
  request.kind = cti::RequestKind::conference_call;
  const cti::Result joined = answer_to(request);
  ASSERT_FALSE(joined.connections.empty()) << to_string(joined.cause);
  EXPECT_EQ(joined.connections[0].first, request.held) << "the phone that joins stays in the held call";
  joined_or_transferred("conferenced " + request.held->call.value(), cti::Capability::conference);
}

TEST_P(EveryProtocol, AWrongPinIsToldWhereTheWireCarriesOne) {
  cti::Request request;
  request.kind = cti::RequestKind::log_on;
  request.agent = ann;
  request.address = desk;
  request.group = sales;
  request.pin = "1234";
  const cti::Result refused = answer_to(request);
  const bool carries_pins = spoken().capabilities.supports(cti::Capability::pin);
  EXPECT_EQ(refused.cause, carries_pins ? cti::RefusalCause::invalid_pin : cti::RefusalCause::none);
  if (!carries_pins) return;
  request.pin = "4711";
  EXPECT_EQ(answer_to(request).outcome, cti::Outcome::success);
}

TEST_P(EveryProtocol, TellsItsOwnFiguresIfItCan) {
  ann_talks();
  pass(30s);
  EXPECT_TRUE(emulator.people().hang_up_agent(ann));
  pass(13s);  // wrap-up runs out
  cti::Request request;
  request.kind = cti::RequestKind::query_figures;
  request.agent = ann;
  const cti::Result told = answer_to(request);
  const bool can = spoken().capabilities.supports(cti::Capability::switch_figures);
  EXPECT_EQ(told.outcome, can ? cti::Outcome::success : cti::Outcome::refused);
  EXPECT_EQ(told.figures.has_value(), can);
  if (can) {
    EXPECT_EQ(told.figures->calls, 1);
  } else {
    EXPECT_EQ(told.cause, cti::RefusalCause::unsupported_request);
  }
}

std::vector<std::string> ids(std::optional<cti::Capability> that_can = {}) {
  std::vector<std::string> all;
  for (const cti::Protocol& protocol : registry::protocols()) {
    if (!that_can || protocol.capabilities.supports(*that_can)) all.emplace_back(protocol.id);
  }
  return all;
}
std::string as_a_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::ranges::replace(name, '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Registry, EveryProtocol, testing::ValuesIn(ids()), as_a_name);
INSTANTIATE_TEST_SUITE_P(Registry, MovesCalls, testing::ValuesIn(ids(cti::Capability::hold_request)), as_a_name);

}  // namespace
}  // namespace acdloop::emulator
