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

std::vector<std::string> ids() {
  std::vector<std::string> all;
  for (const cti::Protocol& protocol : registry::protocols()) all.emplace_back(protocol.id);
  return all;
}
INSTANTIATE_TEST_SUITE_P(Registry, EveryProtocol, testing::ValuesIn(ids()), [](const auto& info) {
  std::string name = info.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace acdloop::emulator
