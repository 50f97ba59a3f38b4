// SPDX-License-Identifier: Apache-2.0
// Eight thousand random steps through the model, and what must hold after each: the events alone, replayed, give the
// same picture as the directory, and no session makes a transition that the published table does not have.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t n) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return (z ^ (z >> 31)) % n;
  }
  template <class T, std::size_t N>
  T of(const std::array<T, N>& values) {
    return values[below(N)];
  }

 private:
  std::uint64_t state_;
};

// The published table once more, written down independently of the model's.
const std::map<AgentState, std::set<AgentState>> published = {
    {AgentState::not_ready, {AgentState::ready, AgentState::null}},
    {AgentState::ready, {AgentState::not_ready, AgentState::busy, AgentState::null}},
    {AgentState::busy, {AgentState::not_ready, AgentState::ready, AgentState::wrap_up, AgentState::null}},
    {AgentState::wrap_up, {AgentState::not_ready, AgentState::ready, AgentState::null}},
};

// What a listener knows who has heard every event.
class Listener {
 public:
  void hear(const cti::Reaction& reaction) {
    for (const cti::Event& event : reaction.events) {
      if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) hear(*agent);
      if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) hear(*call);
    }
  }

  std::map<cti::AgentSessionKey, AgentState> sessions;
  std::map<cti::ConnectionId, cti::ConnectionState> connections;
  std::map<cti::CallId, cti::CallInfo> calls;
  std::map<cti::AgentSessionKey, cti::CallId> answered;  // of this very session
  std::set<std::pair<AgentState, AgentState>> transitions;
  int joined = 0;

 private:
  void hear(const cti::AgentEvent& event) {
    const cti::AgentSubject& who = event.report.subject;
    const cti::AgentSessionKey key{*who.agent, *who.group, *who.address};
    const std::optional<AgentState> state = event.report.states.only();
    ASSERT_TRUE(state);
    const auto known = sessions.find(key);
    if (known == sessions.end()) {
      ASSERT_EQ(event.kind, cti::AgentEventKind::agent_logged_on);
      sessions[key] = *state;
      return;
    }
    ASSERT_TRUE(published.at(known->second).contains(*state)) << cti::describe(cti::Event{event});
    transitions.emplace(known->second, *state);
    known->second = *state;
    if (*state == AgentState::busy) {
      answered[key] = last_established;
    } else {
      answered.erase(key);
    }
    if (*state == AgentState::null) sessions.erase(known);
  }

  void hear(const cti::CallEvent& event) {
    calls[event.info.call] = event.info;
    if (event.kind == cti::CallEventKind::established) last_established = event.info.call;
    for (const cti::ConnectionChange& change : event.changes) {
      if (event.renamed) {
        ASSERT_TRUE(change.connection.call == event.renamed->now || change.to == null_state);
      }
      if (change.to == cti::ConnectionState::null) {
        connections.erase(change.connection);
      } else {
        connections[change.connection] = change.to;
      }
    }
    if (!event.renamed) return;
    for (auto it = connections.begin(); it != connections.end();) {
      if (it->first.call == event.renamed->before) {
        ASSERT_EQ(connections.count({event.renamed->now, it->first.device}), 1u) << cti::describe(cti::Event{event});
        it = connections.erase(it);
      } else {
        ++it;
      }
    }
    for (auto& [key, call] : answered) {
      if (call == event.renamed->before) call = event.renamed->now;
    }
    ++joined;
  }
  static constexpr auto null_state = cti::ConnectionState::null;
  cti::CallId last_established;
};

struct Walk : Centre {
  using Centre::Centre;
  AgentState initial = AgentState::not_ready;

  void step(SplitMix& random) {
    const cti::AgentId agent = random.of(std::array{ann, bob, cid});
    const cti::Address desk = random.of(std::array{desk105, desk106, desk107});
    const cti::AcdGroupId group = random.of(std::array{sales, help});
    const std::optional<cti::AcdGroupId> some = random.below(3) ? std::optional{group} : std::nullopt;
    switch (random.below(20)) {
      case 0:
        log_on(agent, desk, some, initial);
        break;
      case 1:
        if (random.below(3) == 0) log_off(agent, some);
        break;
      case 2:
      case 3:
        set(agent, AgentState::ready, some);
        break;
      case 4:
        set(agent, random.below(2) ? AgentState::not_ready : AgentState::wrap_up, some);
        break;
      case 5:
      case 6:
        call(group);
        break;
      case 7:
      case 8:
      case 9:
        lift(desk);
        break;
      case 10:
        took(model.hold(desk, now));
        break;
      case 11:
        took(model.retrieve(desk, now));
        break;
      case 12:
        hang_up(desk);
        break;
      case 13:
        took(model.hang_up_line({std::to_string(97061 + random.below(6)), cti::DeviceCategory::trunk}, now));
        break;
      case 14:
        key(desk);
        break;
      case 16:
      case 17:
        took(
            model
                .consult(desk, random.of(std::array<const char*, 6>{"105", "106", "107", "237", "238", "5551234"}), now)
                .reaction);
        break;
      case 18:
        for (const cti::Address& somebody : {desk105, desk106, desk107}) {
          cti::Reaction reaction = random.below(2) ? model.transfer(somebody, now) : model.conference(somebody, now);
          last.append(std::move(reaction));
        }
        break;
      case 19:
        if (random.below(3)) {
          took(model.transfer_to(desk, random.of(std::array<const char*, 4>{"106", "107", "238", "5551234"}), now)
                   .reaction);
        } else if (random.below(2)) {
          took(model.force_log_off(agent, some, now));
        }
        break;
      case 15:
        if (random.below(4)) {
          lift(desk);
        } else if (random.below(2)) {
          took(model.dial(desk, random.below(2) ? "106" : "238", now).reaction);
        } else {
          call(desk);
        }
        break;
    }
  }
};

void check(const Walk& walk, const Listener& heard) {
  const cti::Directory& d = walk.model.directory();
  // Sessions are as the events said, one agent at one station, one station for one agent.
  std::size_t sessions = 0;
  std::set<cti::Address> taken;
  for (const cti::AgentId& agent : d.agents()) {
    const auto mine = d.sessions_of(agent);
    sessions += mine.size();
    ASSERT_EQ(mine.empty(), !d.address_of(agent));
    if (mine.empty()) continue;
    ASSERT_TRUE(taken.insert(*d.address_of(agent)).second);
    ASSERT_EQ(d.agent_at(*d.address_of(agent)), agent);
    int engaged = 0;
    for (const auto& [group, state] : mine) {
      const cti::AgentSessionKey key{agent, group, *d.address_of(agent)};
      ASSERT_TRUE(heard.sessions.contains(key));
      ASSERT_EQ(heard.sessions.at(key), state);
      engaged += state == AgentState::busy;
      // Busy if and only if the call that this session answered is connected or held at its station, or a call that
      // was dialled there beside it goes on.
      const auto answered = heard.answered.find(key);
      ASSERT_EQ(state == AgentState::busy, answered != heard.answered.end());
      if (answered == heard.answered.end()) continue;
      const auto here = heard.connections.find({answered->second, {key.address.value(), cti::DeviceCategory::station}});
      if (here == heard.connections.end()) {
        const auto left = d.calls_at({key.address.value(), cti::DeviceCategory::station});
        ASSERT_TRUE(
            std::ranges::any_of(left, [&](const auto& c) { return c.first.calling.id == key.address.value(); }));
        continue;
      }
      ASSERT_TRUE(here->second == cti::ConnectionState::connected || here->second == cti::ConnectionState::hold);
    }
    ASSERT_LE(engaged, 1);
  }
  ASSERT_EQ(sessions, heard.sessions.size());

  // Connections are as the events said; a call has two to three ends, a queue among them.
  std::size_t connections = 0;
  std::map<cti::CallId, int> ends;
  std::vector<cti::DeviceId> devices = d.trunks();
  for (const cti::Address& station : d.stations()) devices.push_back({station.value(), cti::DeviceCategory::station});
  for (const cti::AcdGroupId& group : d.groups()) devices.push_back({group.value(), cti::DeviceCategory::acd_group});
  for (const cti::DeviceId& device : devices) {
    const auto calls = d.calls_at(device);
    if (device.category == cti::DeviceCategory::station) {
      ASSERT_LE(calls.size(), 2u);
      ASSERT_LE(std::count_if(calls.begin(), calls.end(),
                              [](const auto& call) { return call.second == cti::ConnectionState::hold; }),
                1);
    } else if (device.category == cti::DeviceCategory::trunk) {
      ASSERT_LE(calls.size(), 1u);
    }
    int position = 0;
    for (const auto& [info, state] : calls) {
      ++connections;
      ++ends[info.call];
      ASSERT_EQ(heard.connections.at({info.call, device}), state);
      if (state == cti::ConnectionState::queued) {
        ASSERT_EQ(info.position, ++position);
      }
    }
  }
  ASSERT_EQ(connections, heard.connections.size());
  for (const auto& [call, count] : ends) ASSERT_TRUE(count == 2 || count == 3) << call.value() << " " << count;

  // No call waits while somebody could take it.
  for (const cti::AcdGroupId& group : d.groups()) {
    if (d.calls_at({group.value(), cti::DeviceCategory::acd_group}).empty()) continue;
    for (const cti::AgentId& agent : d.agents()) {
      bool ready = false;
      bool wraps_up = false;
      for (const auto& [g, state] : d.sessions_of(agent)) {
        ready |= g == group && state == AgentState::ready;
        wraps_up |= state == AgentState::wrap_up;
      }
      if (!ready || wraps_up) continue;
      ASSERT_FALSE(d.calls_at({d.address_of(agent)->value(), cti::DeviceCategory::station}).empty());
    }
  }
}

class RandomWalk : public testing::TestWithParam<int> {};

TEST_P(RandomWalk, KeepsWhatMustHold) {
  const int seed = GetParam();
  Configuration configuration = small_centre();
  configuration.trunk_count = 6;
  configuration.max_queue_length = 2;
  configuration.groups[0].ring_limit = seconds(20);
  configuration.groups[0].priority = 1;
  configuration.groups[0].overflow = {seconds(15), help};
  configuration.groups[1].overflow = {seconds(25), sales};
  configuration.groups[1].end_of_guide = seconds(seed % 2 ? 40 : 20);
  configuration.forced_log_off_in_call = seed % 2 ? ForcedLogOffInCall::clear_call : ForcedLogOffInCall::call_goes_on;
  configuration.groups[0].wrap_up = {seed % 2 ? WrapUp::Kind::timed : WrapUp::Kind::manual, seconds(seed % 2 ? 90 : 0)};
  configuration.busy_state_change = seed % 3 ? BusyStateChange::defer : BusyStateChange::refuse;
  configuration.after_ring_no_answer = seed % 2 ? AfterRingNoAnswer::not_ready : AfterRingNoAnswer::stay_ready;
  Walk walk{configuration};
  walk.initial = seed % 2 ? AgentState::not_ready : AgentState::ready;
  Listener heard;
  SplitMix random{static_cast<std::uint64_t>(seed)};
  for (int i = 0; i < 8000; ++i) {
    walk.now += seconds(0.1 * static_cast<double>(random.below(40)));
    while (walk.model.next_deadline() && *walk.model.next_deadline() <= walk.now) {
      const TimePoint before = *walk.model.next_deadline();
      heard.hear(walk.model.on_deadline(before));
      if (walk.model.next_deadline()) {
        ASSERT_GT(*walk.model.next_deadline(), before);
      }
    }
    walk.last = {};
    walk.step(random);
    heard.hear(walk.last);
    if (testing::Test::HasFatalFailure()) FAIL() << "step " << i;
    check(walk, heard);
    if (testing::Test::HasFatalFailure()) FAIL() << "step " << i;
  }
  // The walk has been everywhere: busy to not_ready takes a request that is kept until the end of the call.
  const bool defers = configuration.busy_state_change == BusyStateChange::defer;
  EXPECT_EQ(heard.transitions.size(), defers ? 12u : 11u);
  EXPECT_GT(heard.joined, 12);

  // Everybody hangs up, and nothing is left: no call, no timer but that of a wrap-up.
  for (int round = 0; round < 3; ++round) {
    for (const cti::Address& desk : {desk105, desk106, desk107}) {
      heard.hear(walk.model.hang_up(desk, walk.now));
      heard.hear(walk.model.retrieve(desk, walk.now));
      heard.hear(walk.model.hang_up(desk, walk.now));
    }
    for (int trunk = 97061; trunk < 97067; ++trunk) {
      heard.hear(walk.model.hang_up_line({std::to_string(trunk), cti::DeviceCategory::trunk}, walk.now));
    }
  }
  EXPECT_TRUE(heard.connections.empty());
  check(walk, heard);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomWalk, testing::Range(1, 7));

TEST(Walks, TheSameStepsCauseTheSameReactions) {
  Lines first;
  for (int round = 0; round < 2; ++round) {
    Walk walk;
    SplitMix random{42};
    Lines lines;
    for (int i = 0; i < 1000; ++i) {
      walk.now += seconds(1);
      walk.step(random);
      for (const std::string& line : walk.events()) lines.push_back(line);
    }
    if (round == 0) first = lines;
    EXPECT_EQ(lines, first);
  }
  EXPECT_GT(first.size(), 300u);
}

}  // namespace
}  // namespace acdloop::acd::test
