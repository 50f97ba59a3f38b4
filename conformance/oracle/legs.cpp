// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/legs.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "conformance/oracle/parties.hpp"
#include "conformance/oracle/queue_places.hpp"

namespace acdloop::oracle {
namespace {

class Sorter {
 public:
  explicit Sorter(const Configuration& configuration) : places_{configuration} {}

  void take(const cti::Fact& fact, std::size_t index) {
    switch (fact.kind) {
      case cti::FactKind::call_placed:
        return place(fact, index);
      case cti::FactKind::ringing:
        ring(fact);
        return;
      case cti::FactKind::ringing_stopped:
        return stop_ringing(fact, index);
      case cti::FactKind::answered:
        return answer(fact, index);
      case cti::FactKind::held:
        return hold(fact);
      case cti::FactKind::retrieved:
        return retrieve(fact);
      case cti::FactKind::hung_up:
        return hang_up(fact, index);
      case cti::FactKind::far_end_gone:
        return lose_far_end(fact, index);
      case cti::FactKind::transferred:
        return fact.other_call.empty() ? hand_on(fact, index) : transfer(fact, index);
      case cti::FactKind::conferenced:
        return confer(fact, index);
      case cti::FactKind::logged_on:
        if (fact.address && fact.group) at_desk_.insert({*fact.address, *fact.group});
        return;
      default:
        return;
    }
  }
  const std::vector<Leg>& legs() const { return legs_; }

 private:
  static bool at(const Leg& leg, const cti::Fact& fact) { return !fact.address || *fact.address == leg.address; }
  // The leg's own name for the call, or one that was joined to it.
  bool of(const Leg& leg, const cti::Fact& fact) const {
    return fact.call.empty() || fact.call == leg.call || parties_.same(fact.call, leg.call);
  }

  // The youngest leg that the fact can mean; its own name before a joined one.
  Leg* find(const cti::Fact& fact, bool connected) {
    Leg* joined = nullptr;
    for (auto leg = legs_.rbegin(); leg != legs_.rend(); ++leg) {
      if (leg->over || leg->answered.has_value() != connected || !of(*leg, fact) || !at(*leg, fact)) continue;
      if (fact.call.empty() || fact.call == leg->call) return &*leg;
      if (joined == nullptr) joined = &*leg;
    }
    return joined;
  }

  static void close(Leg& leg, const cti::Fact& fact, std::size_t index) {
    leg.over = fact.when;
    leg.over_fact = index;
  }

  void enter_queue(const cti::Fact& fact) {
    places_.enter(fact.call, fact.group, fact.when.earliest);
    if (fact.group) queued_[fact.call] = fact.when;
  }

  void place(const cti::Fact& fact, std::size_t index) {
    enter_queue(fact);
    parties_.enter(fact.call, fact.from);
    if (!fact.other_call.empty()) handed_on_.insert(fact.call);
    if (!fact.from) return;
    if (!fact.group && !fact.to && !fact.address) parties_.enter(fact.call, std::nullopt);  // somebody outside
    Leg leg;
    leg.call = fact.call;
    leg.address = *fact.from;
    leg.offered = fact.when;
    leg.answered = fact.when;
    leg.answered_fact = index;
    leg.dialled = true;
    leg.consults_for = fact.other_call;
    legs_.push_back(std::move(leg));
  }

  // The queue that the call came from to this desk. The desk can only be called from a queue that it serves: this
  // decides where an overflow and an offer coincide.
  std::optional<cti::AcdGroupId> group_for(const cti::Fact& fact) const {
    const auto places = places_.places(fact.call, fact.when.earliest);
    if (places.empty()) return std::nullopt;
    for (auto place = places.rbegin(); fact.address && place != places.rend(); ++place) {
      if (at_desk_.contains({*fact.address, place->group})) return place->group;
      if (place->since < fact.when.earliest) break;  // it was there before: no other can be meant
    }
    return places.back().group;
  }

  Leg& ring(const cti::Fact& fact) {
    Leg leg;
    leg.call = fact.call;
    leg.address = fact.address.value_or(cti::Address{});
    leg.group = group_for(fact);
    if (const auto queued = queued_.find(fact.call); leg.group && queued != queued_.end()) leg.queued = queued->second;
    leg.offered = fact.when;
    leg.handed_on = handed_on_.contains(fact.call);
    places_.ringing_began(fact.call, fact.when.earliest);
    legs_.push_back(std::move(leg));
    return legs_.back();
  }

  void stop_ringing(const cti::Fact& fact, std::size_t index) {
    Leg* leg = find(fact, false);
    if (leg == nullptr) return;
    close(*leg, fact, index);
    places_.ringing_stopped(leg->call, fact.when.earliest);
  }

  void answer(const cti::Fact& fact, std::size_t index) {
    Leg* leg = find(fact, false);
    if (leg == nullptr) leg = &ring(fact);  // nobody heard it ring
    leg->answered = fact.when;
    leg->answered_fact = index;
    parties_.enter(leg->call, leg->address);
  }

  void hold(const cti::Fact& fact) {
    Leg* leg = find(fact, true);
    if (leg == nullptr) return;
    if (leg->holds.empty() || leg->holds.back().retrieved) leg->holds.push_back({fact.when, std::nullopt});
  }

  static void end_hold(Leg& leg, const Interval& when) {
    if (!leg.holds.empty() && !leg.holds.back().retrieved) leg.holds.back().retrieved = when;
  }

  void retrieve(const cti::Fact& fact) {
    if (Leg* leg = find(fact, true)) end_hold(*leg, fact.when);
  }

  // Everybody who is still in the call has nobody left to talk to.
  void end_call(const std::string& call, const cti::Fact& fact, std::size_t index) {
    for (Leg& leg : legs_) {
      if (!leg.over && parties_.same(leg.call, call)) close(leg, fact, index);
    }
  }

  void hang_up(const cti::Fact& fact, std::size_t index) {
    std::string call = fact.call;
    if (call.empty()) {
      const Leg* leg = find(fact, true);
      if (leg == nullptr) leg = find(fact, false);
      if (leg == nullptr) return;
      call = leg->call;
    }
    parties_.leave(call, fact.address);
    for (Leg& leg : legs_) {
      const bool theirs = !leg.over && fact.address && leg.address == *fact.address;
      if (theirs && parties_.same(leg.call, call)) close(leg, fact, index);
    }
    if (parties_.count(call) < 2) end_call(call, fact, index);
  }

  void lose_far_end(const cti::Fact& fact, std::size_t index) {
    for (Leg& leg : legs_) {
      if (leg.over || !of(leg, fact) || !at(leg, fact)) continue;
      close(leg, fact, index);
      parties_.leave(leg.call, leg.address);
    }
  }

  void leave(const std::string& call, const cti::Fact& fact, std::size_t index) {
    for (Leg& leg : legs_) {
      if (!leg.over && at(leg, fact) && parties_.same(leg.call, call)) close(leg, fact, index);
    }
    parties_.leave(call, fact.address);
  }

  void transfer(const cti::Fact& fact, std::size_t index) {
    leave(fact.call, fact, index);
    leave(fact.other_call, fact, index);
    parties_.join(fact.call, fact.other_call);
  }

  void hand_on(const cti::Fact& fact, std::size_t index) {
    leave(fact.call, fact, index);
    enter_queue(fact);
    if (!fact.group && !fact.to) parties_.enter(fact.call, std::nullopt);
    handed_on_.insert(fact.call);
  }

  // Her two legs become one, the older.
  void confer(const cti::Fact& fact, std::size_t index) {
    for (Leg& leg : legs_) {
      if (leg.over || !at(leg, fact)) continue;
      if (parties_.same(leg.call, fact.call)) end_hold(leg, fact.when);
      if (parties_.same(leg.call, fact.other_call)) close(leg, fact, index);
    }
    parties_.leave(fact.other_call, fact.address);
    parties_.join(fact.call, fact.other_call);
  }

  QueuePlaces places_;
  Parties parties_;
  std::set<std::string> handed_on_;
  std::map<std::string, Interval> queued_;  // when the call came into its queue, overflow left aside
  std::set<std::pair<cti::Address, cti::AcdGroupId>> at_desk_;  // ever logged on
  std::vector<Leg> legs_;
};

}  // namespace

struct LegsSoFar::Sorted {
  explicit Sorted(const Configuration& as_configured) : configuration{as_configured} {}
  Configuration configuration;
  Sorter sorter{configuration};
  std::size_t facts = 0;  // so many are sorted
};

LegsSoFar::LegsSoFar(const Configuration& configuration) : sorted_{std::make_unique<Sorted>(configuration)} {}
LegsSoFar::~LegsSoFar() = default;
LegsSoFar::LegsSoFar(LegsSoFar&&) noexcept = default;
LegsSoFar& LegsSoFar::operator=(LegsSoFar&&) noexcept = default;

const std::vector<Leg>& LegsSoFar::up_to(std::span<const cti::Fact> facts, TimePoint now) {
  const auto later = std::partition_point(facts.begin(), facts.end(),
                                          [&](const cti::Fact& fact) { return fact.when.earliest <= now; });
  const auto wanted = static_cast<std::size_t>(later - facts.begin());
  if (wanted < sorted_->facts) sorted_ = std::make_unique<Sorted>(sorted_->configuration);  // asked about the past
  for (; sorted_->facts < wanted; ++sorted_->facts) sorted_->sorter.take(facts[sorted_->facts], sorted_->facts);
  return sorted_->sorter.legs();
}

}  // namespace acdloop::oracle
