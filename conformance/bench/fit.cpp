// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/fit.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "conformance/catalogue/runs.hpp"
#include "scenarios/language/story.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::bench {
namespace {

using cti::Capability;

class Fitting {
 public:
  Fitting(const scenarios::Scenario& scenario, const BenchFile& bench) : story_(scenario), bench_(bench) {}

  std::expected<scenarios::Scenario, std::string> result() {
    if (auto why = unfit(); !why.empty()) return std::unexpected(std::move(why));
    take_queues();
    take_agents();
    for (scenarios::Step& step : story_.steps) {
      std::visit([this](auto& verb) { rename(verb); }, step.verb);
      if (!why_.empty()) break;
    }
    if (!why_.empty()) return std::unexpected(why_);
    return std::move(story_);
  }

 private:
  // The first reason, the most general ones before those of a single step.
  std::string unfit() {
    if (story_.virtual_only) return "judges an edge that only the virtual clock can hit";
    if (story_.clock.starts || !story_.clock.zone.empty())
      return "sets the clock on the wall, which is the switch's own";
    for (const Capability need : story_.needs) {
      const cti::CapabilityEntry& entry = bench_.protocol.capabilities.of(need);
      if (entry.support == cti::Support::no) return "needs " + std::string{cti::to_string(need)} + ": " + entry.reason;
    }
    if (std::string why = judged_by_none(); !why.empty()) return why;
    for (const scenarios::Step& step : story_.steps) {
      const std::string verb{scenarios::verb_name(step)};
      std::string why = std::visit([this](const auto& one) { return hindrance(one); }, step.verb);
      if (!why.empty()) return verb + " (line " + std::to_string(step.mark.line) + "): " + why;
      if (std::holds_alternative<scenarios::Answer>(step.verb) && bench_.hands.answer == Hand::itself &&
          step.after != bench_.hands.answers_after) {
        return "answers after " + scenarios::duration_text(step.after) + ", and phones here after " +
               scenarios::duration_text(bench_.hands.answers_after);
      }
    }
    const Duration length = takes(story_);
    if (length > bench_.longest) {
      return "takes " + scenarios::duration_text(length) + ", longer than " + scenarios::duration_text(bench_.longest);
    }
    return {};
  }

  // A story that claims only what our own façade makes says nothing of the switch.
  std::string judged_by_none() const {
    std::string first;
    for (const std::string& id : story_.covers) {
      for (const catalogue::Unit& unit : catalogue::units()) {
        if (!catalogue::belongs_to(unit.id(), id)) continue;
        const auto standing = catalogue::standing(unit, catalogue::RunKind::bench, bench_.protocol.capabilities);
        if (standing.judged) return {};
        if (first.empty()) first = id + " is " + standing.why;
      }
    }
    return first;
  }

  // Why a step cannot be made on a bench at all; empty: it can.
  template <class Verb>
  std::string hindrance(const Verb&) const {
    return {};
  }
  std::string no_hand(std::string_view what) const { return "nobody's hand on this bench " + std::string{what}; }
  std::string hindrance(const scenarios::PlaceCall& call) const {
    if (call.to_agent) return no_hand("calls an agent's phone directly");
    return bench_.hands.call == Hand::nobody ? no_hand("calls in") : "";
  }
  std::string hindrance(const scenarios::Answer&) const {
    const bool wire = bench_.protocol.capabilities.supports(Capability::answer_request);
    if (bench_.hands.answer == Hand::nobody) return no_hand("lifts a phone");
    if (bench_.hands.answer == Hand::wire && !wire) {
      return no_hand("lifts a phone: " + bench_.protocol.capabilities.of(Capability::answer_request).reason);
    }
    return {};
  }
  std::string hindrance(const scenarios::HangUp&) const {
    return bench_.hands.hang_up == Hand::nobody ? no_hand("lays a receiver down") : "";
  }
  std::string hindrance(const scenarios::Hold&) const { return held(); }
  std::string hindrance(const scenarios::Retrieve&) const { return held(); }
  std::string held() const {
    const cti::CapabilityEntry& entry = bench_.protocol.capabilities.of(Capability::hold_request);
    return entry.support == cti::Support::no ? no_hand("holds a call: " + entry.reason) : "";
  }
  std::string hindrance(const scenarios::Finish&) const { return no_hand("presses the wrap-up key"); }
  std::string hindrance(const scenarios::Dial&) const { return no_hand("dials from an agent's phone"); }
  std::string hindrance(const scenarios::Consult&) const { return no_hand("consults"); }
  std::string hindrance(const scenarios::Transfer&) const { return no_hand("hands a call on"); }
  std::string hindrance(const scenarios::Conference&) const { return no_hand("joins calls"); }
  std::string hindrance(const scenarios::ForceLogOut&) const { return no_hand("logs an agent out by force"); }
  std::string hindrance(const scenarios::RemoveGroup&) const { return "a queue of the switch is not removed"; }
  std::string hindrance(const scenarios::Traffic&) const { return no_hand("plays a crowd"); }
  std::string hindrance(const scenarios::Withhold&) const { return fault(); }
  std::string hindrance(const scenarios::Refuse&) const { return fault(); }
  std::string hindrance(const scenarios::Cut&) const { return fault(); }
  std::string hindrance(const scenarios::Restore&) const { return fault(); }
  std::string hindrance(const scenarios::StepClock&) const { return fault(); }
  static std::string fault() { return "a fault that only the emulated switch plays"; }
  std::string hindrance(const scenarios::LineRequest&) const {
    return "the line beneath the API is ours, not the switch's";
  }

  void cannot(std::string why) {
    if (why_.empty()) why_ = std::move(why);
  }

  void take_queues() {
    if (story_.cast.groups.size() > bench_.queues.size()) {
      return cannot("needs " + std::to_string(story_.cast.groups.size()) + " queues, and the bench has " +
                    std::to_string(bench_.queues.size()));
    }
    for (std::size_t index = 0; index < story_.cast.groups.size(); ++index) {
      scenarios::GroupSpec& group = story_.cast.groups[index];
      const QueueEntry& queue = bench_.queues[index];
      groups_.emplace(group.name, cti::AcdGroupId{queue.name});
      check_wrap_up(group.wrap_up, queue);
      if (group.overflow || group.end_of_guide) cannot("needs a queue that gives waiting calls away");
      if (group.ring_limit) cannot("needs a queue whose phones stop ringing after a time of the story's");
      if (group.priority != scenarios::usual_priority) cannot("needs queues with priorities");
      group.name = cti::AcdGroupId{queue.name};
      group.pilot = queue.number;
    }
  }

  void check_wrap_up(const scenarios::WrapUp& wanted, const QueueEntry& queue) {
    using Rule = QueueWrapUp::Kind;
    using Kind = scenarios::WrapUp::Kind;
    if (wanted.kind == Kind::manual) cannot("needs a wrap-up that the agent ends");
    if (queue.wrap_up.kind == Rule::chosen) return;
    const bool none = queue.wrap_up.kind == Rule::none;
    const bool fits =
        none ? wanted.kind == Kind::none : wanted.kind == Kind::timed && wanted.limit == queue.wrap_up.length;
    if (fits) return;
    const std::string has = none ? "none" : scenarios::duration_text(queue.wrap_up.length);
    const std::string wants = wanted.kind == Kind::none ? "none" : scenarios::duration_text(wanted.limit);
    cannot("needs a wrap-up of " + wants + ", and queue " + queue.name + " has " + has);
  }

  void take_agents() {
    if (story_.cast.agents.size() > bench_.agents.size()) {
      return cannot("needs " + std::to_string(story_.cast.agents.size()) + " agents, and the bench has " +
                    std::to_string(bench_.agents.size()));
    }
    for (std::size_t index = 0; index < story_.cast.agents.size(); ++index) {
      scenarios::AgentSpec& agent = story_.cast.agents[index];
      if (!agent.configured) cannot("needs an agent whom the switch does not know");
      const PhoneEntry& phone = bench_.agents[index];
      desks_.emplace(agent.at, cti::Address{phone.at});
      agent.id = phone.id;
      agent.at = cti::Address{phone.at};
      agent.pin.reset();
      for (cti::AcdGroupId& group : agent.groups) rename(group);
    }
  }

  void rename(cti::AcdGroupId& group) {
    const auto found = groups_.find(group);
    if (found == groups_.end()) return cannot("names a queue that is not in its cast");
    group = found->second;
  }
  void rename(std::optional<cti::AcdGroupId>& group) {
    if (group) rename(*group);
  }

  template <class Verb>
  void rename(Verb&) {}
  void rename(scenarios::LogIn& verb) {
    rename(verb.group);
    if (!verb.at) return;
    const auto desk = desks_.find(*verb.at);
    if (desk == desks_.end()) return cannot("needs a further phone, " + verb.at->value());
    verb.at = desk->second;
  }
  void rename(scenarios::Query& verb) {
    rename(verb.queue);
    rename(verb.group);
  }
  void rename(scenarios::Measure& verb) { rename(verb.queue); }
  void rename(scenarios::PlaceCall& verb) { rename(verb.to_group); }
  void rename(scenarios::ExpectQueue& verb) { rename(verb.queue); }

  scenarios::Scenario story_;
  const BenchFile& bench_;
  std::map<cti::AcdGroupId, cti::AcdGroupId> groups_;
  std::map<cti::Address, cti::Address> desks_;
  std::string why_;
};

}  // namespace

std::expected<scenarios::Scenario, std::string> fit(const scenarios::Scenario& scenario, const BenchFile& bench) {
  return Fitting{scenario, bench}.result();
}

Duration takes(const scenarios::Scenario& scenario) { return scenarios::walk(scenario).length; }

}  // namespace acdloop::bench
