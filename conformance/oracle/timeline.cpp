// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/timeline.hpp"

#include <algorithm>
#include <set>

#include "conformance/oracle/call_lengths.hpp"

namespace acdloop::oracle {
namespace {

using verdict::between;

constexpr std::size_t no_fact = static_cast<std::size_t>(-1);

GroupRules rules_for(const Configuration& configuration, const cti::AcdGroupId& group) {
  for (const GroupRules& rules : configuration.groups) {
    if (rules.name == group) return rules;
  }
  return GroupRules{.name = group};
}

}  // namespace

Timeline::Timeline(const Oracle& oracle, const NamedSession& session, const Interval& now)
    : Timeline{oracle, session, now, oracle.readings_} {}

Timeline::Timeline(const Oracle& oracle, const NamedSession& session, const Interval& now,
                   const tapi::Readings& readings)
    : facts_{oracle.facts_},
      configuration_{oracle.configuration_},
      readings_{readings},
      session_{session},
      now_{now},
      rules_{rules_for(oracle.configuration_, session.key.group)} {
  find_other_log_ons();
  find_log_off();
  find_outages();
  collect_asks();
  sort_legs(oracle.legs(now.latest));
}

bool Timeline::concerns_agent(const cti::Fact& fact) const {
  if (fact.agent) return *fact.agent == key().agent;
  return fact.address && *fact.address == key().address;
}

bool Timeline::ends_session(const cti::Fact& fact) const {
  if (fact.kind == cti::FactKind::group_removed) return fact.group == key().group;
  if (fact.kind != cti::FactKind::logged_off && fact.kind != cti::FactKind::forced_off) return false;
  return concerns_agent(fact) && (!fact.group || *fact.group == key().group);
}

bool Timeline::before_creation(const Interval& when, std::size_t fact) const {
  return when.earliest < created().earliest || (when.earliest == created().earliest && fact < session_.facts_before);
}

void Timeline::find_other_log_ons() {
  std::set<cti::AcdGroupId> groups;
  for (std::size_t index = 0; index < facts_.size(); ++index) {
    const cti::Fact& fact = facts_[index];
    if (!before_creation(fact.when, index)) break;
    if (fact.kind == cti::FactKind::group_removed && fact.group) groups.erase(*fact.group);
    if (!concerns_agent(fact)) continue;
    if (fact.kind == cti::FactKind::logged_on && fact.group) groups.insert(*fact.group);
    if (fact.kind != cti::FactKind::logged_off && fact.kind != cti::FactKind::forced_off) continue;
    if (fact.group) {
      groups.erase(*fact.group);
    } else {
      groups.clear();
    }
  }
  groups.erase(key().group);
  agent_was_logged_on_ = !groups.empty();
}

void Timeline::find_outages() {
  for (std::size_t index = 0; index < facts_.size(); ++index) {
    const cti::Fact& fact = facts_[index];
    if (fact.when.earliest > now_.latest) break;
    const bool open = !outages_.empty() && !outages_.back().back;
    if (fact.kind == cti::FactKind::link_lost && !open && lives_at(fact.when, index)) {
      outages_.push_back({fact.when, std::nullopt, index, 0});
    } else if (fact.kind == cti::FactKind::link_back && open) {
      outages_.back().back = fact.when;
      outages_.back().back_fact = index;
    }
  }
}

void Timeline::find_log_off() {
  for (std::size_t index = 0; index < facts_.size(); ++index) {
    const cti::Fact& fact = facts_[index];
    if (fact.when.earliest > now_.latest) break;
    if (!ends_session(fact)) continue;
    if (before_creation(fact.when, index)) continue;
    logged_off_ = fact.when;
    logged_off_fact_ = index;
    forced_off_ = fact.kind != cti::FactKind::logged_off;
    return;
  }
}

bool Timeline::lives_at(const Interval& when, std::size_t fact) const {
  if (when.latest < created().earliest) return false;
  // At one instant the order of the facts decides.
  if (when.latest == created().earliest && fact != no_fact && fact < session_.facts_before) return false;
  if (!logged_off_ || when.earliest < logged_off_->latest) return true;
  return when.earliest == logged_off_->latest && fact < logged_off_fact_;
}

void Timeline::collect_asks() {
  for (std::size_t index = 0; index < facts_.size(); ++index) {
    const cti::Fact& fact = facts_[index];
    if (fact.when.earliest > now_.latest) break;
    const bool unanswered = fact.kind == cti::FactKind::asked_ready || fact.kind == cti::FactKind::asked_not_ready;
    const bool asks = unanswered || fact.kind == cti::FactKind::made_ready ||
                      fact.kind == cti::FactKind::made_not_ready || fact.kind == cti::FactKind::wrap_up_key;
    if (!asks || !concerns_agent(fact) || !lives_at(fact.when, index)) continue;
    const bool other = fact.kind != cti::FactKind::wrap_up_key && fact.group && *fact.group != key().group;
    asks_.push_back({fact.kind, other, unanswered, fact.when, index});
  }
}

void Timeline::sort_legs(const std::vector<Leg>& legs) {
  for (const Leg& leg : legs) {
    if (leg.address == key().address && leg.group && leg.answered) acd_answers_.push_back(leg);
  }
  for (const Leg& leg : legs) {
    if (leg.address == key().address && !leg.group && leg.answered && !consults(leg)) private_answers_.push_back(leg);
  }
  for (const Leg& leg : legs) {
    const Interval& begun = leg.answered ? *leg.answered : leg.offered;
    const bool mine = leg.address == key().address;
    const bool of_group = leg.group && *leg.group == key().group;
    if (mine && of_group && leg.answered && leg.answered->latest < created().earliest) before_.push_back(leg);
    if (mine && of_group && logged_off_ && leg.offered.earliest > logged_off_->latest &&
        !taken_over_before(leg.offered)) {
      after_end_.push_back(leg);
    }
    if (!lives_at(begun, leg.answered ? leg.answered_fact : no_fact)) continue;
    if (mine && of_group && leg.answered) calls_.push_back(call_of(leg, legs));
    if (mine && of_group && !leg.answered) unanswered_.push_back(leg);
    const bool rang_in_vain = leg.over && facts_[leg.over_fact].kind == cti::FactKind::ringing_stopped;
    if (mine && leg.group && !of_group && !leg.answered && rang_in_vain) rang_in_vain_elsewhere_.push_back(leg);
    if (mine && !leg.group && leg.answered && !consults(leg)) direct_.push_back(leg);
    if (mine && leg.group && !of_group && leg.answered) other_group_.push_back(leg);
    if (!mine && of_group && leg.answered) other_agent_.push_back(leg);
  }
}

// A consultation belongs to the ACD call that it was begun in.
bool Timeline::consults(const Leg& leg) const {
  return leg.dialled && std::any_of(acd_answers_.begin(), acd_answers_.end(),
                                    [&](const Leg& acd) { return acd.call == leg.consults_for; });
}

bool Timeline::taken_over_before(const Interval& when) const {
  return std::any_of(facts_.begin() + static_cast<std::ptrdiff_t>(logged_off_fact_), facts_.end(),
                     [&](const cti::Fact& fact) {
                       return fact.kind == cti::FactKind::logged_on && fact.address == key().address &&
                              fact.group == key().group && fact.when.earliest <= when.latest;
                     });
}

bool Timeline::offered() const {
  return std::any_of(unanswered_.begin(), unanswered_.end(), [](const Leg& leg) { return !leg.over; });
}

const TimelineCall* Timeline::in_progress() const {
  for (const TimelineCall& call : calls_) {
    if (!call.truth.finished) return &call;
  }
  return nullptr;
}

bool Timeline::at_rest() const { return !offered() && in_progress() == nullptr; }

Truth Timeline::truth() const {
  Truth truth;
  truth.key = key();
  truth.created = created();
  truth.ended = logged_off_;
  const auto add = [](Length& sum, const Length& part) {
    sum.least = sum.least + part.least;
    sum.most = sum.most + part.most;
  };
  for (const TimelineCall& call : calls_) {
    truth.calls.push_back(call.truth);
    truth.counted += call.truth.counts.value_or(call.truth.counted_for_certain()) ? 1 : 0;
    truth.countable += call.truth.counts.value_or(true) ? 1 : 0;
    add(truth.talk, call.truth.talk);
    add(truth.call_time, call.truth.call_time);
    add(truth.wrap_up, call.truth.wrap_up);
  }
  for (const Leg& leg : unanswered_) {
    Length offer = waited(leg, leg.over.value_or(now_), readings_);
    if (!leg.over) offer.least = {};
    truth.unanswered_offers.push_back(offer);
  }
  truth.duration = Length::exactly(between(created(), logged_off_.value_or(now_)));
  // Logged off during a call: the session may be over at once or when the call is.
  if (!calls_.empty() && logged_off_) {
    const TimelineCall& last = calls_.back();
    const Interval over = last.all_over().value_or(now_);
    if (over.latest > logged_off_->latest) truth.duration.most = between(created(), over);
  }
  return truth;
}

Truth Timeline::truth_if_ended_by_outage() const {
  Truth truth = this->truth();
  if (outages_.empty()) return truth;
  const Interval& first = outages_.front().lost;
  truth.counted = 0;
  truth.countable = static_cast<int>(truth.calls.size());
  truth.talk.least = truth.call_time.least = truth.wrap_up.least = {};
  for (CallTruth& call : truth.calls) {
    if (call.left && call.left->latest < first.earliest) {
      truth.talk.least = truth.talk.least + call.talk.least;
      truth.call_time.least = truth.call_time.least + call.call_time.least;
      truth.wrap_up.least = truth.wrap_up.least + call.wrap_up.least;
      truth.counted += call.counted_for_certain() ? 1 : 0;
    } else {
      call.cut = true;
      call.counts.reset();
      credit_is_open(call);
    }
  }
  truth.ended = Interval{first.earliest, outages_.back().back.value_or(now_).latest};
  truth.duration = {between(created(), first), between(created(), outages_.back().back.value_or(now_))};
  return truth;
}

}  // namespace acdloop::oracle
