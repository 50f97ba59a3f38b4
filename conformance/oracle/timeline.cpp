// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/timeline.hpp"

#include <algorithm>
#include <set>
#include <utility>

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

Length hull(const Length& one, const Length& other) {
  const auto smaller = [](const Span& x, const Span& y) {
    return Span{std::min(x.shortest, y.shortest), std::min(x.longest, y.longest)};
  };
  const auto larger = [](const Span& x, const Span& y) {
    return Span{std::max(x.shortest, y.shortest), std::max(x.longest, y.longest)};
  };
  return {smaller(one.least, other.least), larger(one.most, other.most)};
}

// Not over, cut by the log-off, or not seen: whether and when it is credited is an open reading.
void credit_is_open(CallTruth& truth) {
  for (Length* length : {&truth.talk, &truth.wrap_up, &truth.call_time, &truth.time_to_answer}) length->least = {};
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
  find_other_log_ons();
  find_log_off();
  find_outages();
  collect_asks();
  sort_legs(legs_of(facts_, configuration_, now.latest));
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

bool Timeline::outlasts_not_ready() const {
  return rules_.wrap_up == GroupRules::WrapUp::timed && !configuration_.request_ends_timed_wrap_up;
}

bool Timeline::outlasts_ready() const {
  const bool timed = rules_.wrap_up == GroupRules::WrapUp::timed;
  return outlasts_not_ready() || (timed && !configuration_.ready_ends_timed_wrap_up);
}

WrapUpEnd Timeline::wrap_up_end(const Leg& leg) const {
  const Interval released = *leg.over;
  WrapUpEnd end;
  const auto stop = [&](const Interval& when, std::size_t fact) {
    if (end.most && fact >= end.ended_by) return;
    end.most = when;
    end.ended_by = fact;
  };
  for (const Ask& ask : asks_) {
    if (ask.fact < leg.over_fact) continue;
    const bool for_ready = ask.kind == cti::FactKind::made_ready || ask.kind == cti::FactKind::asked_ready;
    const bool key_pressed = ask.kind == cti::FactKind::wrap_up_key;
    if (!key_pressed && (for_ready ? outlasts_ready() : outlasts_not_ready())) continue;
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
    const WrapUpEnd without_timer = end;
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
    if (end.by_timer) may_outlast_the_timer(end, without_timer);
  }
  if (end.least && end.most && end.most->earliest <= end.least->earliest) end.least.reset();
  return end;
}

// A state that calls which are not ACD leave unchanged stays BUSY_WRAPUP until such a call ends.
void Timeline::may_outlast_the_timer(WrapUpEnd& end, const WrapUpEnd& without_timer) const {
  const Interval ran_out = *end.most;
  for (const Leg& leg : private_answers_) {
    if (!end.most) break;  // one goes on still
    if (leg.answered->earliest >= end.most->latest || (leg.over && leg.over->latest <= end.most->earliest)) continue;
    if (!end.least || ran_out.earliest < end.least->earliest) end.least = ran_out;
    end.most = leg.over;
    end.ended_by = leg.over ? leg.over_fact : no_fact;
    if (!without_timer.most || without_timer.ended_by > end.ended_by) continue;
    end.most = without_timer.most;
    end.ended_by = without_timer.ended_by;
    end.cut = without_timer.cut;
  }
}

std::optional<TimelineCall::Consultation> Timeline::consultation_beyond(const Leg& leg,
                                                                        const std::vector<Leg>& legs) const {
  if (!leg.over) return std::nullopt;
  for (const Leg& other : legs) {
    if (!other.dialled || other.address != leg.address || other.consults_for != leg.call) continue;
    const bool begun = other.answered_fact > leg.answered_fact && other.answered_fact < leg.over_fact;
    if (begun && !other.over) return TimelineCall::Consultation{};
    if (begun && other.over_fact > leg.over_fact) return TimelineCall::Consultation{other.over, other.over_fact};
  }
  return std::nullopt;
}

TimelineCall Timeline::call_until_its_leg_ended(const Leg& leg) const {
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

TimelineCall Timeline::call_of(const Leg& leg, const std::vector<Leg>& legs) const {
  TimelineCall call = call_until_its_leg_ended(leg);
  call.consulting_on = consultation_beyond(leg, legs);
  if (call.consulting_on) {
    // Over when the caller gave up, or when the consultation was: both are in order.
    Leg longer = leg;
    longer.over = call.consulting_on->over;
    longer.over_fact = call.consulting_on->over_fact;
    const TimelineCall until_all_is_over = call_until_its_leg_ended(longer);
    const CallTruth& late = until_all_is_over.truth;
    for (Length CallTruth::*part : {&CallTruth::talk, &CallTruth::call_time, &CallTruth::wrap_up})
      call.truth.*part = hull(call.truth.*part, late.*part);
    const WrapUpEnd at_once = std::exchange(call.wrap_up, until_all_is_over.wrap_up);
    WrapUpEnd& late_end = call.wrap_up;
    const bool sooner = at_once.most && !at_once.cut &&
                        (!late_end.most || at_once.most->earliest < late_end.most->earliest) &&
                        (!late_end.least || at_once.most->earliest < late_end.least->earliest);
    if (sooner) late_end.least = at_once.most;
    call.truth.released = late.released;
    call.truth.left = late.left;
    call.truth.finished = late.finished;
    if (call.truth.counts != late.counts) call.truth.counts.reset();
    call.truth.cut = call.truth.cut || late.cut;
    call.truth.wrap_up_ran_out = late.wrap_up_ran_out;
  }
  blur_by_outages(call);
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
  if (!truth.counted_for_certain()) {
    credit_is_open(truth);
    truth.cut ? credit_cut_off(call) : credit_in_progress(call);
  }
}

// Nobody saw an edge that fell into an outage: it may be taken to lie anywhere in it. Whether such a call is credited
// at all is open.
void Timeline::blur_by_outages(TimelineCall& call) const {
  CallTruth& truth = call.truth;
  const Interval released = truth.released.value_or(now_);
  const Interval left = truth.left.value_or(now_);
  TimePoint answered_first = truth.answered.earliest;
  TimePoint released_first = released.earliest;
  TimePoint released_last = released.latest;
  TimePoint left_last = left.latest;
  bool talk_seen = true;
  for (const Outage& outage : outages_) {
    const TimePoint lost = outage.lost.earliest;
    const TimePoint back = outage.back.value_or(now_).latest;
    const auto unseen = [&](const Interval& edge) { return edge.latest >= lost && edge.earliest <= back; };
    if (left.latest < lost || truth.answered.earliest > back) continue;
    truth.unseen = true;
    if (unseen(truth.answered)) answered_first = std::min(answered_first, lost);
    if (unseen(released)) {
      released_first = std::min(released_first, std::max(lost, truth.answered.earliest));
      released_last = std::max(released_last, back);
    }
    if (unseen(left)) left_last = std::max(left_last, back);
    talk_seen = talk_seen && !unseen(truth.answered) && !unseen(released);
    for (const HoldSpan& hold : call.leg.holds) {
      talk_seen = talk_seen && !unseen(hold.held) && !unseen(hold.retrieved.value_or(released));
    }
  }
  if (!truth.unseen) return;
  const auto widen = [](Length& length, TimePoint from, TimePoint to) {
    const Duration most = std::max(Duration{}, to - from);
    length.most = {std::max(length.most.shortest, most), std::max(length.most.longest, most)};
  };
  if (!talk_seen) widen(truth.talk, answered_first, released_last);
  if (call.has_wrap_up) widen(truth.wrap_up, released_first, left_last);
  widen(truth.call_time, readings_.ring_in_call ? truth.offered.earliest : answered_first, left_last);
  credit_is_open(truth);
  truth.counts.reset();
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
