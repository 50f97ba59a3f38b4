// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/crowd.hpp"

#include <utility>

#include "scenarios/language/grammar.hpp"

namespace acdloop::scenarios {

using cti::FactKind;

void Crowd::begin(const Traffic& traffic, TimePoint now) {
  Count& count = traffics_[traffic.as];
  for (PlannedCall& plan : planned_calls(traffic, story_, most_traffic)) {
    const std::size_t number = callers_.size();
    by_name_.emplace(plan.name, number);
    diary_.emplace(now + plan.at, Appointment{Doing::calls, number, {}});
    Caller& caller = callers_.emplace_back();
    caller.plan = std::move(plan);
    caller.to = traffic.to;
    caller.of = &count;
    ++count.calls;
    ++count.open;
  }
}

void Crowd::learn(const cti::Fact& fact) {
  // Whose phone rings has no work before her any more, and who has gone neither.
  const bool gone = fact.kind == FactKind::logged_off || fact.kind == FactKind::forced_off;
  if (fact.agent && (gone || fact.kind == FactKind::ringing)) leave_work(*fact.agent);
  const auto found = by_name_.find(fact.call);
  if (found == by_name_.end()) return;
  Caller& caller = callers_[found->second];
  const bool ends = fact.kind == FactKind::hung_up || fact.kind == FactKind::far_end_gone;
  if (fact.address) return at_agent(caller, found->second, fact);
  if (ends) end(caller);
}

void Crowd::at_agent(Caller& caller, std::size_t number, const cti::Fact& fact) {
  const TimePoint now = fact.when.earliest;
  switch (fact.kind) {
    case FactKind::ringing:
      if (fact.agent) write(caller.next, now + caller.plan.answer_after, {Doing::answers, number, *fact.agent});
      return;
    case FactKind::ringing_stopped:
      return strike(caller.next);
    case FactKind::answered:
      strike(caller.gives_up);
      write(caller.next, now + caller.plan.talk, {Doing::hangs_up, number, {}});
      if (!std::exchange(caller.talked, true)) ++caller.of->answered;
      return;
    case FactKind::hung_up:
    case FactKind::far_end_gone:
    case FactKind::transferred: {
      if (!fact.agent || !caller.talked || !caller.plan.wrap_up) return;
      leave_work(*fact.agent);
      ++caller.of->open;
      const auto page = diary_.emplace(now + *caller.plan.wrap_up, Appointment{Doing::finishes, number, *fact.agent});
      working_.emplace(*fact.agent, Work{page, caller.of});
      return;
    }
    default:
      return;
  }
}

std::optional<TimePoint> Crowd::next() const {
  return diary_.empty() ? std::nullopt : std::optional{diary_.begin()->first};
}

std::optional<Crowd::Hand> Crowd::take(TimePoint now) {
  if (diary_.empty() || diary_.begin()->first > now) return std::nullopt;
  const Appointment what = diary_.begin()->second;
  Caller& caller = callers_[what.call];
  switch (what.doing) {
    case Doing::calls:
      diary_.erase(diary_.begin());
      if (caller.plan.patience) write(caller.gives_up, now + *caller.plan.patience, {Doing::gives_up, what.call, {}});
      break;
    case Doing::finishes:
      leave_work(what.agent);
      break;
    case Doing::gives_up:
      ++caller.of->given_up;
      strike(caller.gives_up);
      break;
    case Doing::answers:
    case Doing::hangs_up:
      strike(caller.next);
      break;
  }
  return hand_of(what);
}

Crowd::Hand Crowd::hand_of(const Appointment& what) {
  const Caller& caller = callers_[what.call];
  switch (what.doing) {
    case Doing::calls: {
      PlaceCall call;
      call.as = caller.plan.name;
      call.to_group = caller.to;
      call.from = caller.plan.from;
      return call;
    }
    case Doing::answers:
      return Answer{what.agent};
    case Doing::finishes:
      return Finish{what.agent};
    case Doing::gives_up:
    case Doing::hangs_up:
      break;
  }
  return HangUp{{}, caller.plan.name};
}

bool Crowd::over(const std::string& traffic) const { return count(traffic).open == 0; }

Crowd::Count Crowd::count(const std::string& traffic) const {
  const auto found = traffics_.find(traffic);
  return found == traffics_.end() ? Count{} : found->second;
}

void Crowd::write(Page& page, TimePoint at, Appointment what) {
  strike(page);
  page = diary_.emplace(at, std::move(what));
}

void Crowd::strike(Page& page) {
  if (page) diary_.erase(*page);
  page.reset();
}

void Crowd::leave_work(const cti::AgentId& agent) {
  const auto found = working_.find(agent);
  if (found == working_.end()) return;
  diary_.erase(found->second.page);
  --found->second.of->open;
  working_.erase(found);
}

void Crowd::end(Caller& caller) {
  strike(caller.gives_up);
  strike(caller.next);
  if (!std::exchange(caller.over, true)) --caller.of->open;
}

}  // namespace acdloop::scenarios
