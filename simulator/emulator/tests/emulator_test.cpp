// SPDX-License-Identifier: Apache-2.0
// The running switch over memory links, spoken to by the computing end of a real protocol: virtual time throughout.
#include "simulator/emulator/emulator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulator/emulator/tests/client.hpp"

namespace acdloop::emulator {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

const cti::Protocol& system_oai() { return *registry::find_protocol("system-oai"); }

struct Running : testing::Test {
  void start(Seams seams = {}) {
    Observers observers;
    observers.link = [this](const std::string& what, TimePoint) { links.push_back(what); };
    observers.fault = [this](const std::string&, const cti::WireFault& fault, TimePoint) {
      faults.push_back(fault.name);
    };
    observers.fact = [this](const cti::Fact& fact) { facts.push_back(describe(fact)); };
    emulator.emplace(
        loop, one_agent(), Habits{}, 1, [](TimePoint) { return CivilTime{}; }, std::move(seams), std::move(observers));
    emulator->listen(system_oai(), cti::Framing::connection, link::make_memory_listener(exchange, "switch"));
  }
  std::unique_ptr<Client> client() {
    auto made = std::make_unique<Client>(loop, exchange, system_oai(), "switch");
    pass(100ms);
    made->take_events();
    return made;
  }
  // Keep-alives never end: the loop is stopped after a while.
  void pass(Duration while_) {
    loop.at(loop.now() + while_, [this] { loop.stop(); });
    loop.run();
  }

  EventLoop loop{ClockKind::virtual_clock};
  link::Exchange exchange{loop};
  std::optional<Emulator> emulator;
  std::vector<std::string> links, faults, facts;
};

TEST_F(Running, SaysWhereItListens) {
  start();
  EXPECT_THAT(emulator->listening_on(), ElementsAre("system-oai on memory switch"));
}

TEST_F(Running, TwoLinksSeeTheSameAgent) {
  start();
  const auto one = client();
  const auto two = client();
  one->ask(cti::RequestKind::log_on);
  pass(1s);
  ASSERT_THAT(one->results, SizeIs(1));
  EXPECT_EQ(one->results[0].outcome, cti::Outcome::success);
  EXPECT_THAT(two->results, IsEmpty());
  EXPECT_THAT(one->take_events(), Contains(HasSubstr("agent_logged_on ann sales @105")));
  EXPECT_THAT(two->take_events(), Contains(HasSubstr("agent_logged_on ann sales @105")));

  two->ask(cti::RequestKind::set_agent_state, cti::AgentState::not_ready);
  pass(1s);
  EXPECT_THAT(one->take_events(), Contains(HasSubstr("ann")));
  one->ask(cti::RequestKind::log_off);
  pass(1s);
  EXPECT_THAT(two->take_events(), Contains(HasSubstr("agent_logged_off ann sales @105")));
  EXPECT_EQ(emulator->counts().agents_logged_on, 1u);
  EXPECT_EQ(emulator->counts().links, 2u);
  EXPECT_EQ(emulator->counts().requests, 3u);
  EXPECT_EQ(emulator->counts().refused_requests, 0u);
}

TEST_F(Running, PeopleTheModelsTimersAndTheWireAreOneSwitch) {
  start();
  const auto app = client();
  app->ask(cti::RequestKind::log_on);
  pass(1s);
  app->take_events();
  ASSERT_TRUE(emulator->people().place_call("c1", sales, "6025551212"));
  pass(1s);
  EXPECT_THAT(app->take_events(), Contains(HasSubstr("delivered")));
  ASSERT_TRUE(emulator->people().answer(ann));
  pass(1s);
  EXPECT_THAT(app->take_events(), Contains(HasSubstr("established")));
  ASSERT_TRUE(emulator->people().hang_up_caller("c1"));
  pass(11s);
  EXPECT_EQ(emulator->directory().sessions_of(ann).at(0).second, cti::AgentState::wrap_up);
  app->take_events();
  pass(2s);  // the limit is twelve seconds
  EXPECT_EQ(emulator->directory().sessions_of(ann).at(0).second, cti::AgentState::ready);
  EXPECT_THAT(app->take_events(), Contains(HasSubstr("agent_ready")));
  EXPECT_EQ(emulator->counts().calls, 1u);
  EXPECT_FALSE(facts.empty());
}

TEST_F(Running, ARefusalIsCounted) {
  start();
  const auto app = client();
  app->ask(cti::RequestKind::log_on);
  app->ask(cti::RequestKind::log_on);
  pass(1s);
  ASSERT_THAT(app->results, SizeIs(2));
  EXPECT_EQ(app->results[1].outcome, cti::Outcome::refused);
  EXPECT_EQ(emulator->counts().refused_requests, 1u);
}

TEST_F(Running, AWithheldAnswerComesLateAndWhatWasAskedIsDoneAtOnce) {
  start();
  const auto app = client();
  emulator->withhold({.request = cti::RequestKind::log_on, .reply_after = 3s, .count = 1});
  EXPECT_TRUE(emulator->fault_active());
  app->ask(cti::RequestKind::log_on);
  pass(2900ms);
  EXPECT_THAT(emulator->directory().sessions_of(ann), SizeIs(1));
  EXPECT_THAT(app->results, IsEmpty());
  EXPECT_TRUE(emulator->fault_active());
  pass(200ms);
  EXPECT_THAT(app->results, SizeIs(1));
  EXPECT_FALSE(emulator->fault_active());
}

TEST_F(Running, AWithheldAnswerForALinkThatHasGoneIsDropped) {
  start();
  auto app = client();
  emulator->withhold({.request = cti::RequestKind::log_on, .reply_after = 3s, .count = 1});
  app->ask(cti::RequestKind::log_on);
  pass(1s);
  app.reset();
  const auto other = client();  // whatever is kept of closed links is cleared away now
  pass(5s);
  EXPECT_FALSE(emulator->fault_active());
  EXPECT_THAT(other->results, IsEmpty());
}

TEST_F(Running, OneLinkMoreThanTheLimitIsClosedAndSaidAndAPlaceThatBecomesFreeIsGivenAgain) {
  start();
  std::vector<std::unique_ptr<Client>> all;
  for (std::size_t at = 0; at < max_links; ++at) all.push_back(client());
  for (const auto& each : all) EXPECT_TRUE(each->attachment.associated());
  EXPECT_THAT(links, testing::Not(Contains(HasSubstr("refused"))));

  auto late = client();
  EXPECT_FALSE(late->attachment.associated());
  EXPECT_THAT(late->attachment.closed_because(), HasSubstr("closed"));
  EXPECT_THAT(links, Contains(HasSubstr("refused: 64 links are open already")));
  EXPECT_EQ(emulator->counts().links, max_links);

  all.front().reset();
  pass(100ms);
  late = client();
  EXPECT_TRUE(late->attachment.associated());
  EXPECT_EQ(emulator->counts().links, max_links + 1);
}

TEST_F(Running, BrokenMessagesAreCountedByName) {
  start();
  const auto raw = link::make_memory_connector(exchange, "switch");
  std::string closed;
  raw->open({[&] { raw->send(std::string("\xff\xff\xff\xff", 4)); }, nullptr,
             [&](link::CloseReason reason, const std::string&) { closed = to_string(reason); }});
  pass(1s);
  EXPECT_EQ(closed, "end_of_stream");
  EXPECT_THAT(faults, ElementsAre("oversized_pdu"));
  EXPECT_THAT(emulator->counts().malformed, ElementsAre(Pair("oversized_pdu", 1)));
}

TEST_F(Running, ClosingEndsEveryLinkAndEveryListener) {
  start();
  const auto one = client();
  const auto two = client();
  emulator->close();
  pass(100ms);
  EXPECT_FALSE(one->attachment.associated());
  EXPECT_FALSE(two->attachment.associated());
  const auto late = client();
  EXPECT_THAT(late->attachment.closed_because(), HasSubstr("nothing listens"));
}

// The seams: a decorated switch and a decorated end are in use, and everything else is as it was.
TEST_F(Running, UsesTheSwitchAndTheEndsThatTheSeamsHandBack) {
  int switches = 0, ends = 0;
  Seams seams;
  seams.on_switch = [&](std::unique_ptr<acd::PhoneSystem> inner) {
    ++switches;
    return inner;
  };
  seams.on_switching_end = [&](std::unique_ptr<cti::SwitchingEnd> inner) {
    ++ends;
    return inner;
  };
  start(std::move(seams));
  const auto one = client();
  const auto two = client();
  EXPECT_EQ(switches, 1);
  EXPECT_EQ(ends, 2);
  EXPECT_TRUE(two->attachment.associated());
}

}  // namespace
}  // namespace acdloop::emulator
