// SPDX-License-Identifier: Apache-2.0
// A random walk over the floor: people and applications do one possible thing after the other, chosen by a seed from
// what the facts show. The steps it took are a scenario that plays the same again. Knows no switch, judges nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "conformance/runner/play.hpp"
#include "conformance/walks/floor_view.hpp"
#include "drivers/cti/capability.hpp"
#include "drivers/time/random.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::walks {

struct WalkSize {
  int groups = 3;  // 1 to 4
  int agents = 4;  // 1 to 6
  int steps = 90;  // before everybody goes home
};

// Groups and agents by the seed: every kind of wrap-up, ring limits, priorities, overflow, agents in several groups.
scenarios::Scenario cast_for(std::uint64_t seed, const WalkSize& size, const cti::Capabilities& wire);

class Walker final : public runner::StepSource {
 public:
  // `cast` outlives the walker. Steps that the wire cannot express are left out.
  Walker(const scenarios::Scenario& cast, const cti::Capabilities& wire, std::uint64_t seed, int steps);

  const scenarios::Step* next() override;
  void learn(const cti::Fact& fact) override { view_.learn(fact); }

  // What was done, each session asked for all its figures at the end, even where the walk did not come that far.
  std::vector<scenarios::Step> story() const;
  int sessions() const { return sessions_; }
  int calls() const { return calls_; }

 private:
  struct Choice {
    int weight;
    scenarios::Step step;
  };
  using Choices = std::vector<Choice>;
  struct Live {
    std::string name;
    cti::AgentId agent;
    cti::AcdGroupId group;
  };

  bool can(cti::Capability capability) const { return wire_.supports(capability); }
  const Desk& desk_of(const scenarios::AgentSpec& agent) const { return view_.desk(agent.at); }
  void forget_ended_sessions();

  scenarios::Step pause();
  Choices possible();
  void add_sessions(Choices& choices, const scenarios::AgentSpec& agent);
  void add_phone(Choices& choices, const scenarios::AgentSpec& agent);
  void add_second_call(Choices& choices, const scenarios::AgentSpec& agent);
  void add_callers(Choices& choices);
  // The next thing that brings the floor to rest; null when it is at rest.
  const scenarios::Step* go_home();
  const scenarios::Step* take(scenarios::Step step);
  // Names that the step gives are taken.
  void note(const scenarios::Step& step);

  scenarios::Destination somewhere(const scenarios::AgentSpec& from);
  scenarios::Destination somewhere_free(const scenarios::AgentSpec& from);
  std::string next_call() const { return "c" + std::to_string(calls_ + 1); }

  const scenarios::Scenario& cast_;
  const cti::Capabilities& wire_;
  Random random_;
  int left_;
  FloorView view_;
  std::deque<scenarios::Step> steps_;  // addresses stay good
  std::vector<Live> live_;
  std::vector<std::string> all_sessions_;
  std::size_t asked_at_the_end_ = 0;
  bool pause_next_ = false;
  int quiet_pauses_ = 0;
  int sessions_ = 0;
  int calls_ = 0;
};

}  // namespace acdloop::walks
