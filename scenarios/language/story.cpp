// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/story.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/language/story_walk.hpp"

namespace acdloop::scenarios {
namespace story {
namespace {

// Calls and desks looked at in one story.
constexpr std::size_t most_work = 500'000;

}  // namespace

Story Walk::run() {
  for (const Step& step : scenario_.steps) {
    mark_ = step.mark;
    length_ = static_cast<int>(verb_name(step).size());
    if (!std::holds_alternative<Answer>(step.verb)) advance(moment_ + step.after);
    after_ = step.after;
    std::visit([this](const auto& verb) { take(verb); }, step.verb);
    offer();
    note_states();
    story_.step_times.push_back(now_);
    // Looking at the story does not move it on, unless it waits for what it looks at.
    const bool waits = std::holds_alternative<Never>(step.verb) || std::holds_alternative<ExpectAnswer>(step.verb);
    if (!is_judge(step) || waits) moment_ = now_;
  }
  story_.length = now_;
  for (TrafficTold& traffic : story_.traffics) {
    const Crowd::Count count = crowd_.count(traffic.name);
    traffic.answered = count.answered;
    traffic.given_up = count.given_up;
  }
  return std::move(story_);
}

std::optional<Walk::Deadline> Walk::next_deadline() const {
  std::optional<Deadline> next;
  const auto consider = [&](Duration at, const cti::AgentId& agent) {
    if (!next || at < next->at) next = Deadline{at, agent};
  };
  for (const Call* call : open_) {
    if (const auto leaves = leaves_queue(*call)) consider(*leaves, cti::AgentId{});
  }
  for (const auto& [agent, desk] : desks_) {
    if (desk.working != nullptr && desk.work_until) consider(*desk.work_until, agent);
    if (const auto limit = ring_limit(desk)) consider(desk.ringing->rang + *limit, agent);
  }
  if (const auto act = crowd_.next(); act && (!next || act->time_since_epoch() < next->at))
    next = Deadline{act->time_since_epoch(), {}, true};
  return next;
}

std::optional<Duration> Walk::ring_limit(const Desk& desk) const {
  if (desk.ringing == nullptr || !desk.ringing->group) return std::nullopt;
  const GroupSpec* group = scenario_.cast.group(*desk.ringing->group);
  return group == nullptr ? std::nullopt : group->ring_limit;
}

std::optional<Duration> Walk::leaves_queue(const Call& call) const {
  if (!call.waiting || !call.group) return std::nullopt;
  const GroupSpec* group = scenario_.cast.group(*call.group);
  if (group == nullptr) return std::nullopt;
  if (group->overflow) return call.queued + group->overflow->after;
  if (group->end_of_guide) return call.queued + *group->end_of_guide;
  return std::nullopt;
}

void Walk::leave_queues() {
  for (Call* const call : open_) {
    const auto leaves = leaves_queue(*call);
    if (!leaves || *leaves > now_) continue;
    const GroupSpec& group = *scenario_.cast.group(*call->group);
    if (group.overflow) {
      story_.overflowed = true;
      enqueue(*call, group.overflow->to);
    } else {
      call->waiting = false;
      call->over = true;
      tell(cti::FactKind::far_end_gone, *call);
    }
  }
}

void Walk::tell(cti::FactKind kind, const Call& call, const cti::AgentId* agent) {
  if (crowd_.idle()) return;
  cti::Fact fact;
  fact.kind = kind;
  fact.call = call.name;
  fact.when = Interval::at(TimePoint{} + now_);
  if (agent != nullptr) {
    fact.agent = *agent;
    fact.address = cti::Address{agent->value()};  // which desk, the crowd does not ask
  }
  crowd_.learn(fact);
}

void Walk::move_crowd() {
  while (const auto hand = crowd_.take(TimePoint{} + now_)) {
    if (const auto* answer = std::get_if<Answer>(&*hand)) {
      lift(answer->agent);
    } else {
      std::visit([this](const auto& verb) { take(verb); }, *hand);
    }
    offer();
    note_states();
  }
  std::erase_if(open_, [](const Call* call) { return call->over && !call->waiting; });
}

void Walk::lift(const cti::AgentId& agent) {
  Desk& desk = desks_[agent];
  if (desk.ringing == nullptr) return;
  desk.talking = std::exchange(desk.ringing, nullptr);
  desk.talking->answered = now_;
  for (TrafficTold& traffic : story_.traffics) {
    if (desk.talking->name.starts_with(traffic.name + "."))
      traffic.longest_wait = std::max(traffic.longest_wait, now_ - desk.talking->placed);
  }
  tell(cti::FactKind::answered, *desk.talking, &agent);
}

Call& Walk::new_call(const std::string& name) {
  Call& call = calls_.emplace_back();
  call.name = name;
  call.placed = now_;
  open_.push_back(&call);
  return call;
}

void Walk::enqueue(Call& call, const cti::AcdGroupId& group) {
  call.group = group;
  call.waiting = true;
  call.queued = now_;
  if (std::ranges::find(story_.called_groups, group) == story_.called_groups.end())
    story_.called_groups.push_back(group);
}

void Walk::pass(const Deadline& deadline) {
  now_ = std::max(now_, deadline.at);
  if (deadline.of_crowd) return move_crowd();
  if (deadline.agent.empty()) {
    leave_queues();
    return offer();
  }
  Desk& desk = desks_[deadline.agent];
  if (desk.working != nullptr && desk.work_until && *desk.work_until <= now_) {
    end_work(deadline.agent, desk);
  } else if (desk.ringing != nullptr) {
    story_.ring_limit_passed = true;
    desk.ringing->waiting = true;
    desk.ringing->passed_by.push_back(deadline.agent);
    tell(cti::FactKind::ringing_stopped, *desk.ringing, &deadline.agent);
    desk.ringing = nullptr;
  }
  offer();
  note_states();
}

bool Walk::too_busy() {
  work_ += 1 + open_.size() + desks_.size();
  if (work_ <= most_work) return false;
  if (!std::exchange(told_busy_, true)) {
    impossible("too much happens before this",
               "queues hand calls on, phones ring or people call too often to be followed",
               "make overflow, ring_limit or end_of_guide longer, the traffic smaller or the story shorter");
  }
  return true;
}

void Walk::advance(Duration until) {
  for (auto deadline = next_deadline(); deadline && deadline->at <= until && !too_busy(); deadline = next_deadline())
    pass(*deadline);
  now_ = std::max(now_, until);
}

std::int32_t Walk::state_of(const Session& session) {
  if (!session.live) return asst_ended;
  const Desk& desk = desks_[session.agent];
  if (desk.talking != nullptr && desk.talking->group == session.group) return asst_busy;
  if (desk.working != nullptr && desk.working->group == session.group) return asst_wrap_up;
  return session.asked.value_or(asst_not_ready);
}

void Walk::note_states() {
  for (auto& [name, session] : sessions_) {
    const std::int32_t state = state_of(session);
    if (session.told == state) continue;
    session.told = state;
    story_.states.push_back({now_, name, state, story_.step_times.size()});
  }
}

Session* Walk::live_session(const cti::AgentId& agent, const cti::AcdGroupId& group) {
  for (auto& [name, session] : sessions_) {
    if (session.live && session.agent == agent && session.group == group) return &session;
  }
  return nullptr;
}

int Walk::live_sessions(const cti::AgentId& agent) const {
  return static_cast<int>(std::ranges::count_if(
      sessions_, [&](const auto& entry) { return entry.second.live && entry.second.agent == agent; }));
}

void Walk::offer() {
  for (Call* const waiting : open_) {
    Call& call = *waiting;
    if (!call.waiting || !call.group) continue;
    Desk* best = nullptr;
    cti::AgentId whose;
    for (const AgentSpec& agent : scenario_.cast.agents) {
      const Session* session = live_session(agent.name, *call.group);
      if (session == nullptr || session->asked != asst_ready) continue;
      if (std::ranges::find(call.passed_by, agent.name) != call.passed_by.end()) continue;
      Desk& desk = desks_[agent.name];
      if (desk.ringing != nullptr || desk.talking != nullptr || desk.working != nullptr) continue;
      if (best != nullptr && desk.idle_since >= best->idle_since) continue;
      best = &desk;
      whose = agent.name;
    }
    if (best == nullptr) continue;
    best->ringing = &call;
    call.waiting = false;
    call.rang = now_;
    tell(cti::FactKind::ringing, call, &whose);
  }
}

void Walk::end_call(const cti::AgentId& agent, Desk& desk) {
  Call& call = *desk.talking;
  desk.talking = nullptr;
  desk.consulted = nullptr;
  call.over = true;
  call.ended = now_;
  if (call.held_since) call.held += now_ - *call.held_since;
  tell(cti::FactKind::far_end_gone, call, &agent);
  tell(cti::FactKind::far_end_gone, call);
  if (!call.group) return;
  const GroupSpec* group = scenario_.cast.group(*call.group);
  desk.working = &call;
  desk.work_until.reset();
  if (group == nullptr || group->wrap_up.kind == WrapUp::Kind::none) return end_work(agent, desk);
  if (group->wrap_up.kind == WrapUp::Kind::timed) desk.work_until = now_ + group->wrap_up.limit;
}

void Walk::end_work(const cti::AgentId& agent, Desk& desk) {
  const Call& call = *desk.working;
  desk.working = nullptr;
  desk.work_until.reset();
  desk.idle_since = now_;
  Session* session = live_session(agent, *call.group);
  if (session == nullptr) return;
  ++session->calls;
  session->talk += call.ended - call.answered - call.held;
  session->wrap_up += now_ - call.ended;
  session->call += now_ - call.answered;
  session->answer_sum += call.answered - call.rang;
  session->answer_longest = std::max(session->answer_longest, call.answered - call.rang);
  note(*session);
}

void Walk::note(const Session& session) {
  if (!story_.traffics.empty()) return;  // nobody looks at sums of drawn durations
  const auto add = [&](std::string_view what, Duration value) {
    story_.sums.push_back({mark_, length_, session.name, what, value});
  };
  add("talk time", session.talk);
  add("wrap-up time", session.wrap_up);
  add("call time", session.call);
  add("longest time to answer", session.answer_longest);
  if (session.calls > 1) {
    add("average talk time", session.talk / session.calls);
    add("average wrap-up time", session.wrap_up / session.calls);
    add("average call time", session.call / session.calls);
    add("average time to answer", session.answer_sum / session.calls);
  }
}

void Walk::end_session(Session& session) {
  Desk& desk = desks_[session.agent];
  if (desk.talking != nullptr && desk.talking->group == session.group) story_.log_out_in_call = true;
  if (desk.working != nullptr && desk.working->group == session.group) end_work(session.agent, desk);
  session.live = false;
  story_.sums.push_back({mark_, length_, session.name, "session duration", now_ - session.begin});
}

}  // namespace story

Story walk(const Scenario& scenario) { return story::Walk(scenario).run(); }

}  // namespace acdloop::scenarios
