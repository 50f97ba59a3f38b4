// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/states.hpp"

#include <algorithm>
#include <utility>

namespace acdloop::oracle {
namespace {

constexpr std::size_t last_at_its_instant = static_cast<std::size_t>(-1);

enum class MarkKind : std::uint8_t {
  made_ready,
  made_not_ready,
  asked_in_other_group,
  ready_unanswered,
  not_ready_unanswered,
  answered,
  caller_gone,
  released,
  wrap_up_may_be_left,
  wrap_up_left,
  offer_stopped,
  other_call_begins,
  other_call_ends,
  logged_off,
  link_lost,
  link_back,
};

struct Mark {
  Interval when;
  std::size_t order = 0;  // place of the fact
  MarkKind kind = MarkKind::made_ready;
  const TimelineCall* call = nullptr;
  std::string why;
};

class Marks {
 public:
  explicit Marks(const Timeline& timeline) : timeline_{timeline} {
    for (const Timeline::Ask& ask : timeline.asks()) add_ask(ask);
    for (const TimelineCall& call : timeline.calls()) add_call(call);
    for (const Leg& leg : timeline.unanswered()) add_unanswered(leg);
    for (const Leg& leg : timeline.rang_in_vain_elsewhere()) add_unanswered(leg);
    for (const Leg& leg : timeline.direct()) add_other(leg);
    for (const Leg& leg : timeline.same_agent_other_group()) add_other(leg);
    if (timeline.logged_off()) {
      add(*timeline.logged_off(), timeline.logged_off_fact(), MarkKind::logged_off,
          timeline.forced_off() ? "log-off forced" : "log-off granted");
    }
    for (const Outage& outage : timeline.outages()) {
      add(outage.lost, outage.lost_fact, MarkKind::link_lost, "the link was lost");
      if (outage.back) add(*outage.back, outage.back_fact, MarkKind::link_back, "the link is back");
    }
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
      return a.when.earliest != b.when.earliest ? a.when.earliest < b.when.earliest : a.order < b.order;
    });
  }
  const std::vector<Mark>& marks() const { return marks_; }

 private:
  void add(const Interval& when, std::size_t order, MarkKind kind, std::string why,
           const TimelineCall* call = nullptr) {
    if (when.earliest > timeline_.now().latest) return;
    marks_.push_back({when, order, kind, call, std::move(why)});
  }

  void add_ask(const Timeline::Ask& ask) {
    if (ask.kind == cti::FactKind::wrap_up_key) return;  // seen as the end of the wrap-up
    const bool ready = ask.kind == cti::FactKind::made_ready || ask.kind == cti::FactKind::asked_ready;
    if (ask.unanswered && !ask.other_group) {
      add(ask.when, ask.fact, ready ? MarkKind::ready_unanswered : MarkKind::not_ready_unanswered,
          ready ? "READY asked for" : "NOT_READY asked for");
    } else if (ask.other_group) {
      add(ask.when, ask.fact, MarkKind::asked_in_other_group, "a state granted in another group");
    } else {
      add(ask.when, ask.fact, ready ? MarkKind::made_ready : MarkKind::made_not_ready,
          ready ? "READY granted" : "NOT_READY granted");
    }
  }

  void add_call(const TimelineCall& call) {
    const std::string& name = call.leg.call;
    add(*call.leg.answered, call.leg.answered_fact, MarkKind::answered, name + " answered", &call);
    if (call.consulting_on) {
      add(*call.leg.over, call.leg.over_fact, MarkKind::caller_gone, name + " over but for a consultation", &call);
    }
    if (!call.all_over()) return;
    add(*call.all_over(), call.all_over_fact(), MarkKind::released, name + " over", &call);
    if (!call.has_wrap_up) return;
    if (call.wrap_up.least) {
      add(*call.wrap_up.least, last_at_its_instant - 1, MarkKind::wrap_up_may_be_left, "wrap-up may end", &call);
    }
    if (call.wrap_up.most && !call.wrap_up.cut) {
      add(*call.wrap_up.most, call.wrap_up.ended_by, MarkKind::wrap_up_left, "wrap-up of " + name + " over", &call);
    }
  }

  void add_unanswered(const Leg& leg) {
    if (leg.over) add(*leg.over, leg.over_fact, MarkKind::offer_stopped, leg.call + " stopped ringing unanswered");
  }

  void add_other(const Leg& leg) {
    add(*leg.answered, leg.answered_fact, MarkKind::other_call_begins, leg.call + " answered, not of this session");
    if (leg.over) add(*leg.over, leg.over_fact, MarkKind::other_call_ends, leg.call + " over, not of this session");
  }

  const Timeline& timeline_;
  std::vector<Mark> marks_;
};

class Walk {
 public:
  Walk(const Timeline& timeline, AfterOutage after_outage)
      : outlasts_ready_{timeline.outlasts_ready()},
        outlasts_not_ready_{timeline.outlasts_not_ready()},
        forced_{timeline.forced_off()},
        after_outage_{after_outage},
        readings_{timeline.readings()} {
    // A switch that knows one state for all groups begins another one's session in it: that tells nothing of where
    // sessions begin.
    if (timeline.agent_was_logged_on()) {
      phase_ = Phase::idle_joined;
    } else {
      if (readings_.initial_state == tapi::Readings::Initial::not_ready) allowed_ = {state::not_ready};
      if (readings_.initial_state == tapi::Readings::Initial::ready) allowed_ = {state::ready};
    }
    push(timeline.created(), "created");
  }

  void take(const Mark& mark) {
    answered_ = false;
    taken_effect_ = false;
    switch (mark.kind) {
      case MarkKind::made_ready:
        ask(state::ready);
        break;
      case MarkKind::made_not_ready:
        ask(state::not_ready);
        break;
      case MarkKind::asked_in_other_group:
        ask_elsewhere();
        break;
      case MarkKind::ready_unanswered:
        ask_without_answer(state::ready);
        break;
      case MarkKind::not_ready_unanswered:
        ask_without_answer(state::not_ready);
        break;
      case MarkKind::answered:
        answer();
        break;
      case MarkKind::caller_gone:
        lose_caller(*mark.call);
        break;
      case MarkKind::released:
        release(*mark.call);
        break;
      case MarkKind::wrap_up_may_be_left:
        // The caller's, while the consultation goes on; or the wrap-up that the session is in.
        wrap_up_may_be_over_ = caller_gone_;
        if (caller_gone_ || phase_ == Phase::wrap_up) allowed_.add(after_call());
        break;
      case MarkKind::wrap_up_left:
        leave_wrap_up(*mark.call);
        break;
      case MarkKind::offer_stopped:
        if (idle()) loosen(Phase::idle);
        break;
      case MarkKind::other_call_begins:
        if (idle()) begin_other_call();
        break;
      case MarkKind::other_call_ends:
        if (idle()) end_other_call();
        break;
      case MarkKind::logged_off:
        log_off();
        break;
      case MarkKind::link_lost:
        known_ = allowed_;
        cut_off_ = true;
        break;
      case MarkKind::link_back:
        cut_off_ = false;
        lost_once_ = true;
        break;
    }
    push(mark.when, mark.why, mark.kind == MarkKind::link_back);
  }
  bool over() const { return phase_ == Phase::ended && !may_still_be_busy_ && !cut_off_; }
  std::vector<Step> result() && { return std::move(steps_); }

 private:
  bool idle() const { return phase_ != Phase::in_call && phase_ != Phase::wrap_up && phase_ != Phase::ended; }
  // Where a session goes when no call keeps it; the documents leave it open unless a state was asked for.
  Allowed after_call() const { return pending_ ? Allowed{*pending_} : Allowed{state::ready, state::not_ready}; }

  void push(const Interval& when, std::string why, bool just_back = false) {
    Step step{when, allowed_, phase_, answered_, taken_effect_, std::move(why), was_ready_, unknown_outcome_};
    if (phase_ == Phase::ended && forced_) step.phase = Phase::forced_off;
    if (cut_off_) {
      // What it knew, or whatever became of that meanwhile; or it gave the session up.
      known_.add(allowed_);
      step.allowed = known_;
      step.phase = Phase::cut_off;
      if (after_outage_ != AfterOutage::lived_on) step.allowed.add({state::session_ended});
    } else if (lost_once_ && after_outage_ == AfterOutage::ended) {
      step.allowed = {state::session_ended};
      step.phase = Phase::after_loss;
    } else if (lost_once_) {
      if (after_outage_ == AfterOutage::unknown) step.allowed.add({state::session_ended});
      if (just_back) step.phase = Phase::after_loss;
    }
    steps_.push_back(std::move(step));
  }
  void loosen(Phase phase) {
    phase_ = phase;
    allowed_.add({state::ready, state::not_ready});
  }

  void begin_other_call() {
    using OnOtherCall = tapi::Readings::OnOtherCall;
    if (phase_ != Phase::idle_other_call) before_other_call_ = allowed_;
    was_ready_ = before_other_call_ == Allowed{state::ready};
    phase_ = Phase::idle_other_call;
    if (readings_.session_state_on_non_acd == OnOtherCall::any) loosen(Phase::idle_other_call);
    if (readings_.session_state_on_non_acd == OnOtherCall::not_ready) allowed_ = {state::not_ready};
  }
  void end_other_call() {
    using OnOtherCall = tapi::Readings::OnOtherCall;
    was_ready_ = false;
    if (readings_.session_state_on_non_acd == OnOtherCall::any) return loosen(Phase::idle);
    if (phase_ == Phase::idle_other_call) allowed_ = before_other_call_;
    phase_ = Phase::idle;
  }

  void ask(std::int32_t wanted) {
    unknown_outcome_ = false;
    if (phase_ == Phase::ended) return;
    if (phase_ == Phase::in_call) {
      // At once, or when the call is over: both are in order.
      pending_ = wanted;
      allowed_ = {state::busy_on_call, wanted};
    } else if (phase_ == Phase::wrap_up && (wanted == state::ready ? outlasts_ready_ : outlasts_not_ready_)) {
      pending_ = wanted;
    } else {
      phase_ = Phase::idle_asked;
      pending_.reset();
      allowed_ = {wanted};
    }
  }

  void ask_elsewhere() {
    if (idle()) loosen(Phase::idle);
    if (phase_ == Phase::in_call) pending_.reset();
  }

  // Done or not done: the state that was asked for is in order beside what was in order before.
  void ask_without_answer(std::int32_t wanted) {
    if (phase_ == Phase::ended) return;
    unknown_outcome_ = idle();
    allowed_.add({wanted});
    if (idle()) phase_ = Phase::idle;
  }

  void answer() {
    unknown_outcome_ = false;
    if (phase_ == Phase::ended) return;
    phase_ = Phase::in_call;
    pending_.reset();
    allowed_ = {state::busy_on_call};
    answered_ = true;
  }

  // The call is over, or goes on as long as the consultation does.
  void lose_caller(const TimelineCall& call) {
    if (phase_ == Phase::ended) return;
    caller_gone_ = true;
    if (call.has_wrap_up) allowed_.add({state::busy_wrap_up});
    if (!call.has_wrap_up || pending_) allowed_.add(after_call());
  }

  void release(const TimelineCall& call) {
    caller_gone_ = false;
    if (phase_ == Phase::ended) {
      allowed_ = {state::session_ended};
      may_still_be_busy_ = false;
    } else if (call.has_wrap_up) {
      phase_ = Phase::wrap_up;
      allowed_ = pending_ ? Allowed{state::busy_wrap_up, *pending_} : Allowed{state::busy_wrap_up};
      if (std::exchange(wrap_up_may_be_over_, false)) allowed_.add(after_call());
    } else {
      rest(Phase::idle);
    }
  }

  void leave_wrap_up(const TimelineCall& call) {
    if (phase_ == Phase::wrap_up) rest(call.wrap_up.by_timer ? Phase::idle_after_timer : Phase::idle);
  }

  void rest(Phase phase) {
    allowed_ = after_call();
    taken_effect_ = pending_.has_value();
    pending_.reset();
    phase_ = phase;
  }

  void log_off() {
    unknown_outcome_ = false;
    may_still_be_busy_ = phase_ == Phase::in_call;
    allowed_ = may_still_be_busy_ ? Allowed{state::busy_on_call, state::session_ended} : Allowed{state::session_ended};
    phase_ = Phase::ended;
  }

  bool outlasts_ready_;
  bool outlasts_not_ready_;
  bool forced_;
  AfterOutage after_outage_;
  bool cut_off_ = false;
  bool lost_once_ = false;
  Allowed known_;
  const tapi::Readings& readings_;
  Allowed before_other_call_;
  bool was_ready_ = false;
  bool caller_gone_ = false;  // and the consultation begun in the call is not over
  bool wrap_up_may_be_over_ = false;
  bool unknown_outcome_ = false;
  Allowed allowed_{state::not_ready, state::ready};
  Phase phase_ = Phase::idle_new;
  std::optional<std::int32_t> pending_;
  bool may_still_be_busy_ = false;
  bool answered_ = false;
  bool taken_effect_ = false;
  std::vector<Step> steps_;
};

}  // namespace

std::string text_of(Allowed allowed) {
  std::string text;
  for (std::int32_t number = 0; number <= 4; ++number) {
    if (!allowed.contains(number)) continue;
    if (!text.empty()) text += " or ";
    text += state_name(number);
  }
  return text;
}

std::vector<Step> steps_of(const Timeline& timeline, AfterOutage outages) {
  const Marks marks{timeline};
  Walk walk{timeline, outages};
  for (const Mark& mark : marks.marks()) {
    if (walk.over()) break;
    walk.take(mark);
  }
  return std::move(walk).result();
}

AllowedAt allowed_at(const std::vector<Step>& steps, const Interval& when, Duration settle) {
  AllowedAt result;
  for (std::size_t index = 0; index < steps.size(); ++index) {
    const bool begun = steps[index].when.earliest <= when.latest;
    const bool replaced = index + 1 < steps.size() && steps[index + 1].when.latest + settle <= when.earliest;
    if (begun && !replaced) result.steps.push_back(&steps[index]);
  }
  return result;
}

}  // namespace acdloop::oracle
