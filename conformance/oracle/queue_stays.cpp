// SPDX-License-Identifier: Apache-2.0
// The facts played through the queues, with the timers of the configuration between them.
#include <algorithm>
#include <map>
#include <utility>

#include "conformance/oracle/queue_truth.hpp"

namespace acdloop::oracle {
namespace {

using Left = QueueStay::Left;

class Floor {
 public:
  Floor(const Configuration& configuration, const Interval& now) : configuration_{configuration}, now_{now} {}

  std::vector<QueueStay> run(std::span<const cti::Fact> facts) {
    for (const cti::Fact& fact : facts) {
      if (fact.when.earliest > now_.latest) break;
      run_timers(fact.when.earliest, &fact);
      take(fact);
    }
    run_timers(now_.latest, nullptr);
    return std::move(stays_);
  }

 private:
  const GroupRules* rules_of(const cti::AcdGroupId& group) const {
    for (const GroupRules& rules : configuration_.groups) {
      if (rules.name == group) return &rules;
    }
    return nullptr;
  }

  QueueStay* waiting(const std::string& call) {
    const auto known = waiting_.find(call);
    return known == waiting_.end() ? nullptr : &stays_[known->second];
  }

  void enter(const std::string& call, const cti::AcdGroupId& queue, const Interval& when) {
    if (waiting(call) != nullptr) return;
    waiting_[call] = stays_.size();
    QueueStay stay;
    stay.call = call;
    stay.queue = queue;
    stay.entered = stay.first_entered = when;
    stays_.push_back(std::move(stay));
  }

  void leave(const std::string& call, Left how, const Interval& when) {
    QueueStay* stay = waiting(call);
    if (stay == nullptr) return;
    stay->left = when;
    stay->how = how;
    waiting_.erase(call);
  }

  // The timer that is due first, of all calls that wait.
  struct Due {
    TimePoint at{};
    std::string call;
    bool final = false;
  };
  std::optional<Due> next_due(TimePoint until) const {
    std::optional<Due> first;
    for (const auto& [call, index] : waiting_) {
      const QueueStay& stay = stays_[index];
      const GroupRules* rules = rules_of(stay.queue);
      // While a phone rings nothing happens; what was due meanwhile happens when it stops.
      if (rules == nullptr || stay.rang) continue;
      const auto consider = [&](Duration after, bool final) {
        const TimePoint at = stay.entered.earliest + after;
        if (at <= until && (!first || at < first->at)) first = Due{at, call, final};
      };
      if (rules->overflow) consider(rules->overflow->after, false);
      if (rules->end_of_guide) consider(*rules->end_of_guide, true);
    }
    return first;
  }

  void run_timers(TimePoint until, const cti::Fact* next) {
    while (const std::optional<Due> due = next_due(until)) {
      const std::size_t index = waiting_.at(due->call);
      QueueStay& stay = stays_[index];
      const Duration after = due->at - stay.entered.earliest;
      Interval when{due->at, stay.entered.latest + after};
      if (const auto back = back_.find(index); back != back_.end()) {
        when = {std::max(when.earliest, back->second.earliest), std::max(when.latest, back->second.latest)};
      }
      // A person who acts at the very instant may have been first.
      if (next != nullptr && next->when.earliest <= when.latest && concerns(*next, stay)) stay.open = true;
      if (due->final) {
        leave(due->call, Left::final, when);
        continue;
      }
      const QueueStay before = stay;
      leave(due->call, Left::flowed_out, when);
      enter(due->call, rules_of(before.queue)->overflow->to, when);
      stays_.back().flowed_in = true;
      stays_.back().first_entered = before.first_entered;
      stays_.back().open = before.open;
    }
  }

  bool concerns(const cti::Fact& fact, const QueueStay& stay) const {
    const bool acts = fact.kind == cti::FactKind::hung_up || fact.kind == cti::FactKind::answered ||
                      fact.kind == cti::FactKind::group_removed;
    return acts && (fact.call.empty() || fact.call == stay.call || caller_of(stay.call) == fact.call);
  }

  // Whose caller waits in a call: its own, or the one that an agent handed on into it, perhaps one after the other.
  std::string caller_of(std::string call) const {
    for (std::size_t hops = 0; hops < handed_on_.size(); ++hops) {
      const auto handed = handed_on_.find(call);
      if (handed == handed_on_.end()) break;
      call = handed->second;
    }
    return call;
  }

  void take(const cti::Fact& fact) {
    switch (fact.kind) {
      case cti::FactKind::call_placed:
        if (fact.group) enter(fact.call, *fact.group, fact.when);
        break;
      case cti::FactKind::ringing:
        if (QueueStay* stay = waiting(fact.call)) stay->rang = fact.when;
        break;
      case cti::FactKind::ringing_stopped:
        if (QueueStay* stay = waiting(fact.call)) {
          stay->rang.reset();
          back_[waiting_.at(fact.call)] = fact.when;
        }
        break;
      case cti::FactKind::answered:
        leave(fact.call, Left::answered, fact.when);
        break;
      case cti::FactKind::hung_up:
        hang_up(fact);
        break;
      case cti::FactKind::transferred:
        hand_on(fact);
        break;
      case cti::FactKind::group_removed:
        if (fact.group) remove(*fact.group, fact.when);
        break;
      default:
        break;
    }
  }

  void hang_up(const cti::Fact& fact) {
    std::vector<std::string> ended;
    for (const auto& [call, index] : waiting_) {
      if (call == fact.call || caller_of(call) == fact.call) ended.push_back(call);
    }
    for (const std::string& call : ended) leave(call, Left::given_up, fact.when);
  }

  void hand_on(const cti::Fact& fact) {
    if (!fact.other_call.empty()) {
      handed_on_[fact.other_call] = fact.call;
    } else if (fact.group) {
      enter(fact.call, *fact.group, fact.when);
    }
  }

  void remove(const cti::AcdGroupId& group, const Interval& when) {
    std::vector<std::string> gone;
    for (const auto& [call, index] : waiting_) {
      if (stays_[index].queue == group) gone.push_back(call);
    }
    for (const std::string& call : gone) leave(call, Left::removed, when);
  }

  const Configuration& configuration_;
  const Interval& now_;
  std::vector<QueueStay> stays_;
  std::map<std::string, std::size_t> waiting_;    // by call
  std::map<std::size_t, Interval> back_;          // when the phone last stopped ringing for a stay
  std::map<std::string, std::string> handed_on_;  // consultation -> the caller's call
};

}  // namespace

std::vector<QueueStay> queue_stays(std::span<const cti::Fact> facts, const Configuration& configuration,
                                   const Interval& now) {
  return Floor{configuration, now}.run(facts);
}

}  // namespace acdloop::oracle
