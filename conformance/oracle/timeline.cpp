// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/timeline.hpp"

#include <algorithm>

namespace acdloop::oracle {
namespace {

using verdict::between;
using verdict::Span;

constexpr std::size_t no_fact = static_cast<std::size_t>(-1);

GroupRules rules_for(const Configuration& configuration, const cti::AcdGroupId& group) {
  for (const GroupRules& rules : configuration.groups) {
    if (rules.name == group) return rules;
  }
  return GroupRules{.name = group};
}

Interval shifted(const Interval& when, Duration by) { return {when.earliest + by, when.latest + by}; }

// a + b - c per end: talk is the phone without the holds.
Span minus(Span whole, Span part) {
  const Duration zero{};
  return {std::max(zero, whole.shortest - part.longest), std::max(zero, whole.longest - part.shortest)};
}

// A yes-or-no reading between two lengths, the shorter first.
Length open_between(tapi::Maybe reading, const Span& no, const Span& yes) {
  return {reading ? yes : no, reading || reading.open() ? yes : no};
}

// How long the caller waited for this phone to be answered, or to stop.
Length waited(const Leg& leg, const Interval& until, const tapi::Readings& readings) {
  using From = tapi::Readings::AnswerFrom;
  const Span rang = between(leg.offered, until);
  const Span in_queue = between(leg.queued.value_or(leg.offered), until);
  return {readings.tta_start == From::queued ? in_queue : rang, readings.tta_start == From::offered ? rang : in_queue};
}

// Held to retrieved, added up; a hold that nobody ended lasts to `end`.
Span hold_of(const Leg& leg, const Interval& end) {
  Span sum;
  for (const HoldSpan& hold : leg.holds) sum = sum + between(hold.held, hold.retrieved.value_or(end));
  return sum;
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
  find_log_off();
  collect_asks();
  sort_legs(legs_of(facts_, now.latest));
}

bool Timeline::concerns_agent(const cti::Fact& fact) const {
  if (fact.agent) return *fact.agent == key().agent;
  return fact.address && *fact.address == key().address;
}

void Timeline::find_log_off() {
  for (std::size_t index = 0; index < facts_.size(); ++index) {
    const cti::Fact& fact = facts_[index];
    if (fact.when.earliest > now_.latest) break;
    if (fact.kind != cti::FactKind::logged_off || !concerns_agent(fact)) continue;
    if (fact.group && *fact.group != key().group) continue;
    const bool before = fact.when.earliest < created().earliest ||
                        (fact.when.earliest == created().earliest && index < session_.facts_before);
    if (before) continue;
    logged_off_ = fact.when;
    logged_off_fact_ = index;
    return;
  }
}

bool Timeline::lives_at(const Interval& when, std::size_t fact) const {
  if (when.latest < created().earliest) return false;
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
    const Interval& begun = leg.answered ? *leg.answered : leg.offered;
    const bool mine = leg.address == key().address;
    const bool of_group = leg.group && *leg.group == key().group;
    if (mine && of_group && leg.answered && leg.answered->latest < created().earliest) before_.push_back(leg);
    if (mine && of_group && logged_off_ && leg.offered.earliest > logged_off_->latest &&
        !taken_over_before(leg.offered)) {
      after_end_.push_back(leg);
    }
    if (!lives_at(begun, leg.answered ? leg.answered_fact : no_fact)) continue;
    if (mine && of_group && leg.answered) calls_.push_back(call_of(leg));
    if (mine && of_group && !leg.answered) unanswered_.push_back(leg);
    if (mine && !leg.group && leg.answered) direct_.push_back(leg);
    if (mine && leg.group && !of_group && leg.answered) other_group_.push_back(leg);
    if (!mine && of_group && leg.answered) other_agent_.push_back(leg);
  }
}

bool Timeline::taken_over_before(const Interval& when) const {
  return std::any_of(facts_.begin() + static_cast<std::ptrdiff_t>(logged_off_fact_), facts_.end(),
                     [&](const cti::Fact& fact) {
                       return fact.kind == cti::FactKind::logged_on && fact.address == key().address &&
                              fact.group == key().group && fact.when.earliest <= when.latest;
                     });
}

WrapUpEnd Timeline::wrap_up_end(const Leg& leg) const {
  const Interval released = *leg.over;
  WrapUpEnd end;
  const auto stop = [&](const Interval& when, std::size_t fact) {
    if (end.most && fact >= end.ended_by) return;
    end.most = when;
    end.ended_by = fact;
  };
  const bool waits_for_timer =
      rules_.wrap_up == GroupRules::WrapUp::timed && !configuration_.request_ends_timed_wrap_up;
  for (const Ask& ask : asks_) {
    if (ask.fact < leg.over_fact) continue;
    const bool key_pressed = ask.kind == cti::FactKind::wrap_up_key;
    if (!key_pressed && waits_for_timer) continue;
    if (ask.other_group || ask.unanswered) {
      if (!end.least) end.least = ask.when;
    } else {
      stop(ask.when, ask.fact);
    }
  }
  for (const Leg& next : acd_answers_) {
    if (next.answered_fact > leg.over_fact) stop(*next.answered, next.answered_fact);
  }
  if (logged_off_ && logged_off_fact_ > leg.over_fact && (!end.most || logged_off_fact_ < end.ended_by)) {
    end.most = logged_off_;
    end.ended_by = logged_off_fact_;
    end.cut = true;
  }
  if (rules_.wrap_up == GroupRules::WrapUp::timed) {
    const Interval latest = shifted(released, rules_.limit + rules_.late);
    if (!end.most || latest.latest < end.most->earliest) {
      const bool past = latest.latest <= now_.latest;
      end.most = past ? std::optional{latest} : std::nullopt;
      end.by_timer = past;
      end.cut = false;
      end.ended_by = no_fact;
    }
    const Interval earliest = shifted(released, rules_.limit - rules_.early);
    const bool may_be_early = rules_.early > Duration{} || rules_.late > Duration{};
    if (may_be_early && earliest.earliest <= now_.latest && !end.least) end.least = earliest;
  }
  if (end.least && end.most && end.most->earliest <= end.least->earliest) end.least.reset();
  return end;
}

TimelineCall Timeline::call_of(const Leg& leg) const {
  TimelineCall call;
  call.leg = leg;
  call.has_wrap_up = rules_.wrap_up != GroupRules::WrapUp::none;
  for (const Ask& ask : asks_) {
    const bool during = ask.fact > leg.answered_fact && (!leg.over || ask.fact < leg.over_fact);
    if (during && ask.kind != cti::FactKind::wrap_up_key) call.state_asked_for = true;
  }
  if (leg.over && call.has_wrap_up) call.wrap_up = wrap_up_end(leg);
  fill_truth(call);
  return call;
}

void Timeline::fill_truth(TimelineCall& call) const {
  const Leg& leg = call.leg;
  CallTruth& truth = call.truth;
  truth.call = leg.call;
  truth.offered = leg.offered;
  truth.answered = *leg.answered;
  truth.released = leg.over;
  truth.holds = static_cast<int>(leg.holds.size());
  truth.wrap_up_ran_out = call.wrap_up.by_timer;
  if (leg.over) truth.left = call.has_wrap_up ? call.wrap_up.most : leg.over;
  truth.finished = truth.left.has_value();
  const bool logged_off_in_call = logged_off_ && (!leg.over || logged_off_fact_ < leg.over_fact);
  truth.cut = logged_off_in_call || call.wrap_up.cut;

  const Interval release = leg.over.value_or(now_);
  // After a log-off within the call no wrap-up is to be expected.
  const Interval left = logged_off_in_call ? release : truth.left.value_or(now_);
  const Span phone = between(*leg.answered, release);
  const Span without_hold = minus(phone, hold_of(leg, release));
  truth.talk = open_between(readings_.hold_in_talk, without_hold, phone);
  truth.wrap_up = Length::exactly(between(release, left));
  truth.call_time = open_between(readings_.ring_in_call, between(*leg.answered, left), between(leg.offered, left));
  truth.time_to_answer = waited(leg, *leg.answered, readings_);
  if (logged_off_in_call) truth.finished = leg.over.has_value();

  const std::optional<Interval> soonest = call.state_asked_for ? std::optional{release} : call.wrap_up.least;
  if (soonest && leg.over) {
    truth.wrap_up.least = between(release, *soonest);
    truth.call_time.least = between(readings_.ring_in_call ? leg.offered : *leg.answered, *soonest);
  }
  // Not over, or cut by the log-off: whether and when it is credited is an open reading.
  if (!truth.counted_for_certain()) {
    for (Length* length : {&truth.talk, &truth.wrap_up, &truth.call_time, &truth.time_to_answer}) length->least = {};
    truth.cut ? credit_cut_off(call) : credit_in_progress(call);
  }
}

// What count_at and live_totals say of a call that goes on. Talk is over when the leg is; what of call time has been
// added by then is anybody's choice.
void Timeline::credit_in_progress(TimelineCall& call) const {
  using CountAt = tapi::Readings::CountAt;
  CallTruth& truth = call.truth;
  const bool in_wrap_up = call.leg.over.has_value();
  if (readings_.count_at != CountAt::any) {
    truth.counts = readings_.count_at == CountAt::answer || (in_wrap_up && readings_.count_at == CountAt::release);
  }
  if (readings_.live_totals.open()) return;
  if (readings_.live_totals) {
    for (Length* length : {&truth.talk, &truth.wrap_up, &truth.call_time}) length->least = length->most;
    return;
  }
  truth.wrap_up.most = {};
  if (in_wrap_up) {
    truth.call_time.most = between(readings_.ring_in_call ? call.leg.offered : *call.leg.answered, *call.leg.over);
  } else {
    truth.talk.most = truth.call_time.most = {};
  }
}

// What cut_call says. Cut off in the call, its end is the log-off or the end of the leg: the session may live as long.
void Timeline::credit_cut_off(TimelineCall& call) const {
  using CountAt = tapi::Readings::CountAt;
  using CutCall = tapi::Readings::CutCall;
  if (readings_.cut_call == CutCall::any) return;
  CallTruth& truth = call.truth;
  const bool counted = readings_.cut_call == CutCall::counted;
  const bool in_wrap_up = call.leg.over && logged_off_fact_ > call.leg.over_fact;
  const Interval& begun = readings_.ring_in_call ? call.leg.offered : *call.leg.answered;
  truth.counts =
      counted || readings_.count_at == CountAt::answer || (in_wrap_up && readings_.count_at == CountAt::release);
  // Nothing says yet whether it is counted before its wrap-up is over.
  if (!counted && in_wrap_up && readings_.count_at == CountAt::any) truth.counts.reset();
  if (in_wrap_up) {
    if (counted) {
      truth.talk.least = truth.talk.most;
      truth.wrap_up.least = truth.wrap_up.most;
      truth.call_time.least = truth.call_time.most;
    } else {
      truth.wrap_up.most = {};
      truth.call_time.most = between(begun, *call.leg.over);
    }
    return;
  }
  for (Length* length : {&truth.talk, &truth.call_time, &truth.time_to_answer}) {
    if (!counted) length->most = {};
  }
  if (!counted) return;
  const Span phone = between(*call.leg.answered, *logged_off_);
  truth.talk.least = readings_.hold_in_talk ? phone : minus(phone, hold_of(call.leg, *logged_off_));
  truth.call_time.least = between(begun, *logged_off_);
  truth.time_to_answer.least = truth.time_to_answer.most;
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
    const Interval over = last.leg.over.value_or(now_);
    if (over.latest > logged_off_->latest) truth.duration.most = between(created(), over);
  }
  return truth;
}

}  // namespace acdloop::oracle
