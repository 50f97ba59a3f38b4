// SPDX-License-Identifier: Apache-2.0
#include "conformance/walks/walker.hpp"

#include <algorithm>
#include <utility>

namespace acdloop::walks {
namespace {

using cti::Capability;
using scenarios::AgentSpec;
using scenarios::Step;

constexpr std::int32_t asst_not_ready = 0;
constexpr std::int32_t asst_ready = 1;
// Enough for every timer of a cast to run out while nobody does anything.
constexpr Duration longest_timer = std::chrono::seconds{130};
constexpr int pauses_until_quiet = 6;

template <class Verb>
Step step_of(Verb verb) {
  Step step;
  step.verb = std::move(verb);
  return step;
}

Step all_figures_of(const std::string& session) {
  scenarios::ExpectSession expect;
  expect.session = session;
  expect.all_figures = true;
  return step_of(std::move(expect));
}

}  // namespace

Walker::Walker(const scenarios::Scenario& cast, const cti::Capabilities& wire, std::uint64_t seed, int steps)
    : cast_(cast), wire_(wire), random_(derive_seed(seed, {"walk", "steps"})), left_(steps) {}

const Step* Walker::take(Step step) {
  step.mark.line = static_cast<int>(steps_.size()) + 1;
  steps_.push_back(std::move(step));
  return &steps_.back();
}

const Step* Walker::next() {
  forget_ended_sessions();
  if (left_ <= 0) return go_home();
  --left_;
  // Time passes in steps of its own: what is possible is looked at when it is done, not before.
  pause_next_ = !pause_next_;
  if (!pause_next_) return take(pause());
  Choices choices = possible();
  std::uint64_t total = 0;
  for (const Choice& choice : choices) total += static_cast<std::uint64_t>(choice.weight);
  if (total == 0) return take(pause());
  std::uint64_t drawn = random_.below(total);
  for (Choice& choice : choices) {
    const auto weight = static_cast<std::uint64_t>(choice.weight);
    if (drawn < weight) {
      note(choice.step);
      return take(std::move(choice.step));
    }
    drawn -= weight;
  }
  return take(pause());
}

void Walker::note(const Step& step) {
  if (const auto* log_in = std::get_if<scenarios::LogIn>(&step.verb)) {
    live_.push_back({log_in->as, log_in->agent, log_in->group});
    all_sessions_.push_back(log_in->as);
    ++sessions_;
  }
  const bool calls = std::holds_alternative<scenarios::PlaceCall>(step.verb) ||
                     std::holds_alternative<scenarios::Dial>(step.verb) ||
                     std::holds_alternative<scenarios::Consult>(step.verb);
  calls_ += calls ? 1 : 0;
}

void Walker::forget_ended_sessions() {
  std::erase_if(live_, [this](const Live& session) { return !view_.logged_on(session.agent, session.group); });
}

// Tenths of seconds and a bit, so that sums fall anywhere between two whole seconds.
Step Walker::pause() {
  Step step = step_of(scenarios::Wait{});
  const std::int64_t tenths = random_.chance(1, 12)  ? random_.between(300, 6000)
                              : random_.chance(1, 3) ? random_.between(50, 400)
                                                     : random_.between(1, 60);
  step.after = std::chrono::milliseconds{tenths * 100 + random_.between(0, 3) * 10};
  return step;
}

Walker::Choices Walker::possible() {
  Choices choices;
  for (const AgentSpec& agent : cast_.cast.agents) {
    add_sessions(choices, agent);
    add_phone(choices, agent);
    add_second_call(choices, agent);
  }
  add_callers(choices);
  return choices;
}

void Walker::add_sessions(Choices& choices, const AgentSpec& agent) {
  const Desk& desk = desk_of(agent);
  for (const Live& session : live_) {
    if (session.agent != agent.name || !desk.idle()) continue;
    choices.push_back({5, step_of(scenarios::RequestState{session.name, asst_ready, {}, {}})});
    if (!desk.may_be_working || can(Capability::not_ready_in_wrap_up))
      choices.push_back({1, step_of(scenarios::RequestState{session.name, asst_not_ready, {}, {}})});
    choices.push_back({1, step_of(scenarios::LogOut{session.name, {}})});
  }
  if (!desk.idle()) return;
  for (const cti::AcdGroupId& group : agent.groups) {
    if (view_.logged_on(agent.name, group)) continue;
    scenarios::LogIn log_in;
    log_in.agent = agent.name;
    log_in.group = group;
    log_in.as = "s" + std::to_string(sessions_ + 1);
    choices.push_back({6, step_of(std::move(log_in))});
  }
  if (can(Capability::forced_log_out) && !view_.groups_of(agent.name).empty())
    choices.push_back({1, step_of(scenarios::ForceLogOut{agent.name, {}})});
}

void Walker::add_phone(Choices& choices, const AgentSpec& agent) {
  const Desk& desk = desk_of(agent);
  const int talking = desk.count(Leg::talking);
  const int dialling = desk.count(Leg::dialling);
  const int held = desk.count(Leg::held);
  if (desk.count(Leg::ringing) == 1 && desk.legs.size() == 1)
    choices.push_back({20, step_of(scenarios::Answer{agent.name})});
  if (talking + dialling > 0) choices.push_back({4, step_of(scenarios::HangUp{agent.name, {}})});
  if (talking == 1 && desk.legs.size() == 1 && can(Capability::hold_visible))
    choices.push_back({3, step_of(scenarios::Hold{agent.name})});
  if (held == 1 && desk.legs.size() == 1) choices.push_back({6, step_of(scenarios::Retrieve{agent.name})});
  if (desk.may_be_working && desk.idle() && can(Capability::wrap_up_end_by_agent))
    choices.push_back({12, step_of(scenarios::Finish{agent.name})});
  if (desk.idle() && !desk.may_be_working && can(Capability::non_acd_calls_visible)) {
    scenarios::Destination to;
    to.number = "6025550000";
    choices.push_back({1, step_of(scenarios::Dial{agent.name, to, next_call()})});
  }
}

void Walker::add_second_call(Choices& choices, const AgentSpec& agent) {
  const Desk& desk = desk_of(agent);
  if (desk.in_conference) return;
  const std::string in_hand = desk.the(Leg::talking);
  if (desk.legs.size() == 1 && !in_hand.empty()) {
    if (can(Capability::consult_transfer)) {
      choices.push_back({2, step_of(scenarios::Consult{agent.name, somewhere(agent), next_call()})});
    }
    if (can(Capability::single_step_transfer))
      choices.push_back({1, step_of(scenarios::Transfer{agent.name, somewhere_free(agent)})});
  }
  if (desk.legs.size() != 2 || desk.consulting.empty() || desk.count(Leg::held) != 1) return;
  choices.push_back({4, step_of(scenarios::Transfer{agent.name, {}})});
  if (desk.count(Leg::talking) == 1 && can(Capability::conference))
    choices.push_back({4, step_of(scenarios::Conference{agent.name})});
}

void Walker::add_callers(Choices& choices) {
  for (const std::string& caller : view_.callers()) choices.push_back({2, step_of(scenarios::HangUp{{}, caller})});
  if (view_.callers().size() > 8) return;
  scenarios::PlaceCall call;
  call.as = next_call();
  call.from = "602555" + std::to_string(1000 + calls_);
  if (random_.chance(1, 8)) {
    call.to_agent = cast_.cast.agents[random_.below(cast_.cast.agents.size())].name;
  } else {
    call.to_group = cast_.cast.groups[random_.below(cast_.cast.groups.size())].name;
  }
  choices.push_back({12, step_of(std::move(call))});
}

scenarios::Destination Walker::somewhere(const AgentSpec& from) {
  scenarios::Destination to;
  const std::uint64_t kind = random_.below(5);
  if (kind == 0) {
    to.number = "6025550001";
  } else if (kind < 3) {
    to.group = cast_.cast.groups[random_.below(cast_.cast.groups.size())].name;
  } else {
    const AgentSpec& other = cast_.cast.agents[random_.below(cast_.cast.agents.size())];
    if (other.name == from.name) {
      to.number = "6025550002";
    } else {
      to.agent = other.name;
    }
  }
  return to;
}

// A call cannot be handed over in one step to a phone that is in use.
scenarios::Destination Walker::somewhere_free(const AgentSpec& from) {
  scenarios::Destination to = somewhere(from);
  const auto in_use = [&](const AgentSpec& other) { return other.name == to.agent && !desk_of(other).idle(); };
  if (!std::ranges::any_of(cast_.cast.agents, in_use)) return to;
  scenarios::Destination outside;
  outside.number = "6025550003";
  return outside;
}

const Step* Walker::go_home() {
  for (const AgentSpec& agent : cast_.cast.agents) {
    const Desk& desk = desk_of(agent);
    if (desk.count(Leg::talking) + desk.count(Leg::dialling) > 0)
      return take(step_of(scenarios::HangUp{agent.name, {}}));
    if (desk.count(Leg::held) > 0) return take(step_of(scenarios::Retrieve{agent.name}));
  }
  for (const std::string& caller : view_.callers()) return take(step_of(scenarios::HangUp{{}, caller}));
  for (const AgentSpec& agent : cast_.cast.agents) {
    if (desk_of(agent).may_be_working && can(Capability::wrap_up_end_by_agent))
      return take(step_of(scenarios::Finish{agent.name}));
  }
  if (quiet_pauses_ < pauses_until_quiet) {
    ++quiet_pauses_;
    Step step = step_of(scenarios::Wait{});
    step.after = longest_timer / pauses_until_quiet;
    return take(std::move(step));
  }
  if (!live_.empty()) return take(step_of(scenarios::LogOut{live_.front().name, {}}));
  if (asked_at_the_end_ < all_sessions_.size()) return take(all_figures_of(all_sessions_[asked_at_the_end_++]));
  return nullptr;
}

std::vector<Step> Walker::story() const {
  std::vector<Step> story(steps_.begin(), steps_.end());
  for (std::size_t index = asked_at_the_end_; index < all_sessions_.size(); ++index)
    story.push_back(all_figures_of(all_sessions_[index]));
  return story;
}

}  // namespace acdloop::walks
