// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/legs.hpp"

#include <map>

namespace acdloop::oracle {
namespace {

class Sorter {
 public:
  void take(const cti::Fact& fact, std::size_t index) {
    switch (fact.kind) {
      case cti::FactKind::call_placed:
        groups_[fact.call] = fact.group;
        if (fact.group) queued_.emplace(fact.call, fact.when);
        break;
      case cti::FactKind::ringing:
        open(fact);
        break;
      case cti::FactKind::ringing_stopped:
        stop_ringing(fact, index);
        break;
      case cti::FactKind::answered:
        answer(fact, index);
        break;
      case cti::FactKind::held:
        hold(fact);
        break;
      case cti::FactKind::retrieved:
        retrieve(fact);
        break;
      case cti::FactKind::hung_up:
        end_call(fact, index);
        break;
      case cti::FactKind::far_end_gone:
        end_leg(fact, index);
        break;
      default:
        break;
    }
  }
  std::vector<Leg> result() && { return std::move(legs_); }

 private:
  static bool at(const Leg& leg, const cti::Fact& fact) { return !fact.address || *fact.address == leg.address; }
  static bool of(const Leg& leg, const cti::Fact& fact) { return fact.call.empty() || fact.call == leg.call; }

  // The youngest leg that the fact can mean.
  Leg* find(const cti::Fact& fact, bool connected) {
    for (auto leg = legs_.rbegin(); leg != legs_.rend(); ++leg) {
      if (!leg->over && leg->answered.has_value() == connected && of(*leg, fact) && at(*leg, fact)) return &*leg;
    }
    return nullptr;
  }

  static void close(Leg& leg, const cti::Fact& fact, std::size_t index) {
    leg.over = fact.when;
    leg.over_fact = index;
  }

  Leg& open(const cti::Fact& fact) {
    Leg leg;
    leg.call = fact.call;
    leg.address = fact.address.value_or(cti::Address{});
    const auto group = groups_.find(fact.call);
    if (group != groups_.end()) leg.group = group->second;
    if (const auto queued = queued_.find(fact.call); queued != queued_.end()) leg.queued = queued->second;
    leg.offered = fact.when;
    legs_.push_back(std::move(leg));
    return legs_.back();
  }

  void stop_ringing(const cti::Fact& fact, std::size_t index) {
    if (Leg* leg = find(fact, false)) close(*leg, fact, index);
  }

  void answer(const cti::Fact& fact, std::size_t index) {
    Leg* leg = find(fact, false);
    if (leg == nullptr) leg = &open(fact);  // nobody heard it ring
    leg->answered = fact.when;
    leg->answered_fact = index;
  }

  void hold(const cti::Fact& fact) {
    Leg* leg = find(fact, true);
    if (leg == nullptr) return;
    if (leg->holds.empty() || leg->holds.back().retrieved) leg->holds.push_back({fact.when, std::nullopt});
  }

  void retrieve(const cti::Fact& fact) {
    Leg* leg = find(fact, true);
    if (leg != nullptr && !leg->holds.empty() && !leg->holds.back().retrieved) leg->holds.back().retrieved = fact.when;
  }

  // Whoever hangs up, the call is over at every desk.
  void end_call(const cti::Fact& fact, std::size_t index) {
    for (Leg& leg : legs_) {
      if (!leg.over && of(leg, fact) && (!fact.call.empty() || at(leg, fact))) close(leg, fact, index);
    }
  }

  void end_leg(const cti::Fact& fact, std::size_t index) {
    for (Leg& leg : legs_) {
      if (!leg.over && of(leg, fact) && at(leg, fact)) close(leg, fact, index);
    }
  }

  std::map<std::string, std::optional<cti::AcdGroupId>> groups_;
  std::map<std::string, Interval> queued_;
  std::vector<Leg> legs_;
};

}  // namespace

std::vector<Leg> legs_of(std::span<const cti::Fact> facts, TimePoint now) {
  Sorter sorter;
  for (std::size_t index = 0; index < facts.size(); ++index) {
    if (facts[index].when.earliest <= now) sorter.take(facts[index], index);
  }
  return std::move(sorter).result();
}

}  // namespace acdloop::oracle
