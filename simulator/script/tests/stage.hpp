// SPDX-License-Identifier: Apache-2.0
// What the tests of people and player share: a real model with two agents, facts as lines, and a clock moved by hand.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "simulator/acd/model.hpp"
#include "simulator/script/people.hpp"

namespace acdloop::script::test {

using testing::ElementsAre;
using testing::IsEmpty;
using Lines = std::vector<std::string>;

inline Duration seconds(double s) { return std::chrono::duration_cast<Duration>(std::chrono::duration<double>{s}); }
inline TimePoint at(double s) { return TimePoint{seconds(s)}; }

inline const cti::AgentId ann{"ann"}, bob{"bob"};
inline const cti::AcdGroupId sales{"sales"};

inline acd::Configuration two_agents() {
  acd::Configuration c;
  c.groups = {{sales, "237", {acd::WrapUp::Kind::manual, {}}, seconds(20)}};
  c.agents = {{ann, "Ann", {sales}}, {bob, "Bob", {sales}}};
  c.stations = {cti::Address{"105"}, cti::Address{"106"}, cti::Address{"107"}};
  c.trunk_count = 2;
  return c;
}

class Stage : public Floor {
 public:
  Stage()
      : model(two_agents()), people(*this, [this](const cti::Fact& fact) {
          facts.push_back(describe(fact));
          if (told) told(fact);
        }) {
    people.sit_down(ann, cti::Address{"105"});
    people.sit_down(bob, cti::Address{"106"});
  }

  acd::PhoneSystem& phones() override { return model; }
  TimePoint now() const override { return now_; }
  void dispatch(cti::Reaction&& reaction) override {
    for (const cti::PhoneSignal& signal : reaction.signals) people.on_signal(signal, now_);
    if (dispatched) dispatched();
  }

  void ask(cti::RequestKind kind, const cti::AgentId& agent, const char* station,
           std::optional<cti::AgentState> state = {}) {
    cti::Request request;
    request.kind = kind;
    request.agent = agent;
    request.address = cti::Address{station};
    request.group = sales;
    request.state = state;
    cti::Reaction reaction = model.submit(request, {}, now_);
    ASSERT_EQ(reaction.results.at(0).second.outcome, cti::Outcome::success);
    dispatch(std::move(reaction));
  }
  void ready(const cti::AgentId& agent, const char* station) {
    ask(cti::RequestKind::log_on, agent, station);
    ask(cti::RequestKind::set_agent_state, agent, station, cti::AgentState::ready);
  }

  // Moves the clock, and runs timers and the switch's deadlines on the way.
  void until(double s) {
    while (true) {
      const std::optional<TimePoint> deadline = model.next_deadline();
      const bool timer = !timers.empty() && (!deadline || timers.begin()->first <= *deadline);
      const TimePoint next = timer ? timers.begin()->first : deadline.value_or(TimePoint::max());
      if (next > at(s)) break;
      now_ = std::max(now_, next);
      if (timer) {
        const auto run = std::move(timers.begin()->second);
        timers.erase(timers.begin());
        run();
      } else {
        dispatch(model.on_deadline(now_));
      }
    }
    now_ = at(s);
  }
  Lines take_facts() { return std::exchange(facts, {}); }

  acd::Model model;
  Lines facts;
  People people;
  std::multimap<TimePoint, std::function<void()>> timers;
  std::function<void()> dispatched;
  std::function<void(const cti::Fact&)> told;

 private:
  TimePoint now_{};
};

}  // namespace acdloop::script::test
