// SPDX-License-Identifier: Apache-2.0
// Both ends back to back: what one writes the other reads, cut into any pieces, in every release; and what damaged
// bytes do to either.
#include "drivers/asterisk_ami/tests/ports.hpp"

namespace acdloop::asterisk_ami::test {
namespace {

struct Joined {
  explicit Joined(Settings settings = {}, std::size_t piece = 4096) : piece_size(piece) {
    application = make_computing_end(settings, names(), {{desk}, {sales}});
    exchange = make_switching_end(settings, names(), world, {});
    application->on_open(now, from_application);
    exchange->on_open(now, from_switch);
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
  std::vector<cti::Event> heard(const cti::Event& event) {
    from_application.events.clear();
    exchange->report(event, now, from_switch);
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

std::vector<Settings> settings_of_every_release() {
  std::vector<Settings> all;
  for (const Release release : {Release{1, 8}, Release{11, 25}, Release{13, 1}, Release{13, 38}, Release{16, 10},
                                Release{18, 26}, Release{20, 20}, Release{22, 10}}) {
    Settings settings;
    settings.dialect.release = release;
    all.push_back(settings);
  }
  Settings other;
  other.dialect.phones = Phones::local;
  other.dialect.md5_login = false;
  other.dialect.timestamp_events = true;
  other.dialect.system_name = "hall";
  all.push_back(other);
  return all;
}

Texts kinds_of(const std::vector<cti::Event>& events) {
  Texts kinds;
  for (const cti::Event& event : events) {
    if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) kinds.emplace_back(to_string(call->kind));
    if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) kinds.emplace_back(to_string(agent->kind));
  }
  return kinds;
}

TEST(JoinedEnds, AssociateInEveryReleaseAndInAnyPieces) {
  for (const Settings& settings : settings_of_every_release()) {
    for (const std::size_t piece : {1u, 7u, 4096u}) {
      const Joined joined{settings, piece};
      EXPECT_TRUE(joined.application->associated()) << settings.dialect.release.major;
      EXPECT_THAT(names_of(joined.from_application.faults), IsEmpty());
      EXPECT_THAT(names_of(joined.from_switch.faults), IsEmpty());
    }
  }
}

TEST(JoinedEnds, OneDayOfAnAgentInEveryRelease) {
  for (const Settings& settings : settings_of_every_release()) {
    SCOPED_TRACE(settings.dialect.release.major);
    Joined joined{settings, 7};
    const Caller caller;
    const bool held = settings.dialect.phones == Phones::pjsip;
    EXPECT_THAT(kinds_of(joined.heard(logs_on())), ElementsAre("agent_logged_on"));
    EXPECT_THAT(kinds_of(joined.heard(turns_ready())), ElementsAre("agent_ready"));
    EXPECT_THAT(kinds_of(joined.heard(caller.comes())), ElementsAre("originated"));
    EXPECT_THAT(kinds_of(joined.heard(caller.waits())), ElementsAre("queued"));
    EXPECT_THAT(kinds_of(joined.heard(caller.rings())), ElementsAre("delivered"));
    EXPECT_THAT(kinds_of(joined.heard(caller.rings_in_vain())), ElementsAre("diverted"));
    EXPECT_THAT(kinds_of(joined.heard(caller.waits())), IsEmpty());
    EXPECT_THAT(kinds_of(joined.heard(caller.rings())), ElementsAre("delivered"));
    EXPECT_THAT(kinds_of(joined.heard(caller.talks())), ElementsAre("established"));
    EXPECT_THAT(kinds_of(joined.heard(caller.holds())), held ? Texts{"held"} : Texts{});
    EXPECT_THAT(kinds_of(joined.heard(caller.retrieves())), held ? Texts{"retrieved"} : Texts{});
    EXPECT_THAT(kinds_of(joined.heard(caller.ends(phone))), ElementsAre("connection_cleared", "connection_cleared"));
    EXPECT_THAT(kinds_of(joined.heard(turns_not_ready())), ElementsAre("agent_not_ready"));
    EXPECT_THAT(kinds_of(joined.heard(logs_off())), ElementsAre("agent_logged_off"));
    EXPECT_THAT(names_of(joined.from_application.faults), IsEmpty());
  }
}

TEST(JoinedEnds, RequestsArriveAsTheyWereMeant) {
  for (const Settings& settings : settings_of_every_release()) {
    Joined joined{settings, 5};
    for (const RequestKind kind : {RequestKind::log_on, RequestKind::set_agent_state, RequestKind::log_off}) {
      cti::Request request;
      request.kind = kind;
      request.agent = ann;
      request.address = desk;
      request.group = sales;
      if (kind != RequestKind::log_off) request.state = AgentState::ready;
      EXPECT_EQ(joined.ask(request).outcome, cti::Outcome::success);
      request.id = joined.asked.id;
      EXPECT_EQ(joined.asked, request);
      if (kind == RequestKind::log_on) joined.heard(logs_on());
    }
  }
}

TEST(JoinedEnds, AnotherConnectionLearnsWhoIsThere) {
  Joined joined;
  joined.world.sessions = {{sales, AgentState::ready}};
  joined.exchange->on_closed(joined.now, joined.from_switch);
  joined.application->on_closed(joined.now, joined.from_application);
  joined.from_application.clear();
  joined.from_switch.clear();
  joined.application->on_open(joined.now, joined.from_application);
  joined.exchange->on_open(joined.now, joined.from_switch);
  joined.settle();
  EXPECT_TRUE(joined.application->associated());
  EXPECT_THAT(kinds_of(joined.from_application.events), ElementsAre("agent_logged_on"));
}

// The bytes of a whole day, each damaged in turn: nothing but counted faults, and a silence bounded by the message.
TEST(Damage, OfAnyOneByteIsSurvivedByEitherEnd) {
  std::string bytes;
  {
    SwitchPort port;
    const Caller caller;
    for (const cti::Event& event : {logs_on(), turns_ready(), caller.comes(), caller.waits(), caller.rings(),
                                    caller.talks(), caller.ends(line), logs_off()}) {
      port.end->report(event, port.now, port.out);
    }
    bytes = port.out.send;
  }
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    for (const char damage : {'\n', ':', '\0', '\xff'}) {
      std::string damaged = bytes;
      damaged[at] = damage;
      Joined joined;
      joined.application->on_bytes(bytes_of(damaged), joined.now, joined.from_application);
      joined.exchange->on_bytes(bytes_of(damaged), joined.now, joined.from_switch);
      EXPECT_FALSE(joined.from_application.close);
    }
  }
}

TEST(Damage, AFloodOfChannelsAndUnfinishedMessagesHasALimit) {
  Joined joined;
  std::string flood;
  for (int number = 0; number < 2000; ++number) {
    flood += on_the_wire("Event: Newchannel\nChannel: PJSIP/1-1\nChannelState: 4\nUniqueid: " + std::to_string(number));
  }
  flood += std::string(3'000'000, 'x');
  joined.application->on_bytes(bytes_of(flood), joined.now, joined.from_application);
  joined.exchange->on_bytes(bytes_of(flood), joined.now, joined.from_switch);
  EXPECT_TRUE(joined.application->associated());
  joined.application->on_closed(joined.now, joined.from_application);
  EXPECT_THAT(names_of(joined.from_application.faults), testing::Contains("truncated_message"));
}

}  // namespace
}  // namespace acdloop::asterisk_ami::test
