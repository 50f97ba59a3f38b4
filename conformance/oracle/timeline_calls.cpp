// SPDX-License-Identifier: Apache-2.0
// The calls of a time line: when the wrap-up of each ended, how long its parts are, and what of them is credited.
#include <algorithm>
#include <utility>

#include "conformance/oracle/call_lengths.hpp"
#include "conformance/oracle/timeline.hpp"

namespace acdloop::oracle {

using verdict::between;
using verdict::Span;

namespace {

constexpr std::size_t no_fact = static_cast<std::size_t>(-1);

Interval shifted(const Interval& when, Duration by) { return {when.earliest + by, when.latest + by}; }

}  // namespace

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
    const bool sooner = !end.least || earliest.earliest < end.least->earliest;
    if (may_be_early && earliest.earliest <= now_.latest && sooner) end.least = earliest;
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

}  // namespace acdloop::oracle
