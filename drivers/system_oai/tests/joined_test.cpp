// SPDX-License-Identifier: Apache-2.0
// Both ends back to back: what one sends the other reads, over both framings, cut into any pieces.
#include "drivers/system_oai/tests/application_port.hpp"

namespace acdloop::system_oai::test {
namespace {

struct Joined {
  Joined(Framing framing, std::size_t chunk) : chunk_size(chunk) {
    Settings settings;
    settings.framing = framing;
    application = make_computing_end(settings, naming(), {{phone}, {sales}});
    phone_switch = make_switching_end(settings, naming(), directory, clock_of_day);
    phone_switch->on_open(now, from_switch);
    application->on_open(now, from_application);
    settle();
  }

  // Carries bytes to and fro until nobody has anything to say; requests are granted by grant().
  void settle() {
    while (!from_application.send.empty() || !from_switch.send.empty()) {
      carry(from_application, *phone_switch, from_switch);
      while (!from_switch.requests.empty()) {
        const cti::Request request = from_switch.requests.front();
        from_switch.requests.erase(from_switch.requests.begin());
        grant(request);
      }
      carry(from_switch, *application, from_application);
    }
  }
  void carry(cti::EndOutput& from, cti::ProtocolEnd& to, cti::EndOutput& answer) {
    const std::string bytes = std::exchange(from.send, {});
    for (std::size_t at = 0; at < bytes.size(); at += chunk_size) {
      to.on_bytes(bytes_of(std::string_view{bytes}.substr(at, chunk_size)), now, answer);
    }
  }
  // A model of one agent.
  void grant(const cti::Request& request) {
    cti::Result result;
    std::vector<cti::Event> events;
    switch (request.kind) {
      case cti::RequestKind::log_on:
        events = {logged_on()};
        break;
      case cti::RequestKind::log_off:
        events = {logged_off()};
        break;
      case cti::RequestKind::set_agent_state:
        events = {ready()};
        break;
      case cti::RequestKind::answer_call:
        events = {established("1F01"), busy()};
        break;
      case cti::RequestKind::clear_connection:
        events = {cleared("1F01", station, {trunk, station}), wrap_up()};
        break;
      case cti::RequestKind::query_agent_state:
        result = state_of_ann(cti::AgentState::wrap_up);
        break;
      default:
        result = refused(cti::RefusalCause::generic);
        break;
    }
    result.id = request.id;
    phone_switch->confirm(result, now, from_switch);
    report(events);
  }
  void report(const std::vector<cti::Event>& events) {
    for (const cti::Event& event : events) phone_switch->report(event, now, from_switch);
  }
  Lines events() {
    Lines texts;
    for (const cti::Event& event : from_application.events) texts.push_back(describe(event));
    from_application.events.clear();
    return texts;
  }
  cti::Result ask(cti::Request request) {
    request.id = cti::RequestId{++last_id};
    application->submit(request, now, from_application);
    settle();
    EXPECT_THAT(from_application.results, SizeIs(1));
    if (from_application.results.empty()) return {};
    const cti::Result result = from_application.results.front();
    from_application.results.clear();
    EXPECT_EQ(result.id, request.id);
    return result;
  }

  std::size_t chunk_size;
  FakeDirectory directory;
  std::unique_ptr<cti::ComputingEnd> application;
  std::unique_ptr<cti::SwitchingEnd> phone_switch;
  cti::EndOutput from_application;
  cti::EndOutput from_switch;
  std::uint64_t last_id = 0;
  TimePoint now = at(0s);
};

void one_call(Framing framing, std::size_t chunk) {
  Joined link{framing, chunk};
  ASSERT_TRUE(link.application->associated());
  EXPECT_THAT(link.events(), ElementsAre("link_up"));
  EXPECT_EQ(link.ask(request_of(cti::RequestKind::log_on)).outcome, cti::Outcome::success);
  EXPECT_THAT(link.events(), ElementsAre(testing::StartsWith("agent_logged_on ann sales @105")));
  link.report({originated("1F01"), queued("1F01"), delivered("1F01")});
  link.settle();
  EXPECT_THAT(link.events(), ElementsAre("queued 1F01 acd sales sales=queued no_available_agents",
                                         "delivered 1F01 acd sales 105=alerting new_call"));
  link.ask(request_of(cti::RequestKind::answer_call));
  EXPECT_THAT(link.events(),
              ElementsAre("established 1F01 unknown 105=connected answered", "phone_in_use ann @105 on"));
  link.ask(request_of(cti::RequestKind::clear_connection));
  EXPECT_THAT(link.events(), ElementsAre("connection_cleared 1F01 unknown 105=null normal_clearing",
                                         testing::StartsWith("agent_wrap_up ann @105")));
  const cti::Result state = link.ask(request_of(cti::RequestKind::query_agent_state));
  ASSERT_THAT(state.agents, SizeIs(1));
  EXPECT_EQ(state.agents[0].states, (cti::StateSet{cti::AgentState::wrap_up, cti::AgentState::not_ready}));
  link.ask(state_request(cti::AgentState::ready));
  EXPECT_THAT(link.events(), ElementsAre("agent_ready ann @105"));
  link.ask(request_of(cti::RequestKind::log_off));
  EXPECT_THAT(link.events(), ElementsAre("agent_logged_off ann sales @105"));
  EXPECT_TRUE(link.from_application.faults.empty());
  EXPECT_TRUE(link.from_switch.faults.empty());
}

TEST(Joined, OneCallOverTcpInAnyPieces) {
  for (const std::size_t chunk : {1, 2, 3, 7, 64, 100'000}) one_call(Framing::tcp, chunk);
}

TEST(Joined, OneCallOverASerialLineInAnyPieces) {
  for (const std::size_t chunk : {1, 2, 5, 100'000}) one_call(Framing::serial_lines, chunk);
}

TEST(Joined, TheCommandTimerIsSurvived) {
  Joined link{Framing::tcp, 100'000};
  link.events();
  link.now = at(270s);
  link.phone_switch->on_wake(link.now, link.from_switch);
  link.settle();
  EXPECT_TRUE(link.application->associated());
  EXPECT_THAT(link.events(), ElementsAre(testing::StartsWith("monitors_lost"), testing::StartsWith("resync_started"),
                                         "do_not_disturb @105 off", "resync_ended", "link_up"));
  EXPECT_EQ(link.ask(request_of(cti::RequestKind::log_on)).outcome, cti::Outcome::success);
  EXPECT_THAT(link.events(), SizeIs(1)) << "the monitors run again";
}

TEST(Capabilities, EveryDoubtHasItsReason) {
  const cti::Capabilities all = capabilities({});
  int named = 0;
  for (int index = 0; index < cti::capability_count; ++index) {
    const auto& entry = all.of(static_cast<cti::Capability>(index));
    if (entry.support == cti::Support::yes) {
      ++named;
    } else {
      EXPECT_FALSE(entry.reason.empty()) << to_string(static_cast<cti::Capability>(index));
    }
  }
  EXPECT_GT(named, 30);
  Dialect bench;
  bench.wrap_up_zero = false;
  EXPECT_FALSE(capabilities(bench).supports(cti::Capability::wrap_up_none));
  EXPECT_EQ(behaviour({}).agent_state_scope, cti::Dialect::Scope::agent);
}

}  // namespace
}  // namespace acdloop::system_oai::test
