// SPDX-License-Identifier: Apache-2.0
// Agent reports: which sessions one covers, and the state it leads to.
#include <algorithm>

#include "drivers/tapi/session_tracker.hpp"

namespace acdloop::tapi {
namespace {

using cti::AgentState;

bool leaves_wrap_up_or_not_ready(cti::StateSet states) {
  return states == cti::StateSet{AgentState::wrap_up, AgentState::not_ready};
}

}  // namespace

void SessionTracker::on_agent(const cti::AgentEvent& event, TimePoint now) {
  const cti::AgentSubject& subject = event.report.subject;
  switch (event.kind) {
    case cti::AgentEventKind::agent_logged_on:
      return on_logged_on(event, now);
    case cti::AgentEventKind::agent_logged_off: {
      const std::vector<Live*> sessions = matching(subject);
      if (sessions.empty()) ++unattributed_;
      for (Live* session : sessions) end(*session, now);
      return;
    }
    case cti::AgentEventKind::agent_ready:
      return on_ready(subject, now);
    case cti::AgentEventKind::agent_busy:
      return on_busy(subject, now);
    case cti::AgentEventKind::agent_not_ready:
      if (leaves_wrap_up_or_not_ready(event.report.states)) return on_wrap_up(subject, false, now);
      return on_not_ready(subject, now);
    case cti::AgentEventKind::agent_wrap_up:
      return on_wrap_up(subject, !leaves_wrap_up_or_not_ready(event.report.states), now);
  }
}

void SessionTracker::on_logged_on(const cti::AgentEvent& event, TimePoint now) {
  const auto key = full_key(event.report.subject);
  if (!key) {
    ++unattributed_;
    return;
  }
  if (find(*key) != nullptr) return;
  const std::optional<AgentState> stated = event.report.states.only();
  const bool usable = stated == AgentState::ready || stated == AgentState::not_ready;
  const AgentState state = usable ? *stated : assumed_after_log_on(*key);
  Live* session = create(*key, state == AgentState::ready ? SessionState::ready : SessionState::not_ready, now);
  if (session != nullptr) session->assumed_state = !usable;
}

// Where an agent has one state for all groups, another group begins in it.
AgentState SessionTracker::assumed_after_log_on(const cti::AgentSessionKey& key) {
  const std::vector<Live*> others = matching({key.agent, std::nullopt, key.address});
  if (dialect_.agent_state_scope != cti::Dialect::Scope::agent || others.empty()) return dialect_.state_after_log_on;
  const bool not_ready = std::all_of(others.begin(), others.end(),
                                     [](const Live* other) { return other->state() == SessionState::not_ready; });
  return not_ready ? AgentState::not_ready : AgentState::ready;
}

void SessionTracker::on_ready(const cti::AgentSubject& subject, TimePoint now) {
  const std::vector<Live*> sessions = matching(subject);
  for (Live* session : sessions) apply_ready(*session, now);
  if (!sessions.empty()) return;
  if (const auto key = full_key(subject)) {
    create(*key, SessionState::ready, now);
  } else {
    ++unattributed_;
  }
}

void SessionTracker::on_not_ready(const cti::AgentSubject& subject, TimePoint now) {
  const std::vector<Live*> sessions = matching(subject);
  for (Live* session : sessions) apply_not_ready(*session, now);
  if (!sessions.empty()) return;
  if (const auto key = full_key(subject)) {
    create(*key, SessionState::not_ready, now);
  } else {
    ++unattributed_;
  }
}

void SessionTracker::on_busy(const cti::AgentSubject& subject, TimePoint now) {
  using BusyFrom = cti::Dialect::BusyFrom;
  if (dialect_.busy_from == BusyFrom::call_event) return;  // only corroborates what the call says
  std::vector<Live*> sessions = matching(subject);
  if (sessions.empty()) {
    const auto key = full_key(subject);
    Live* found =
        key && dialect_.busy_from == BusyFrom::agent_event_acd ? create(*key, SessionState::ready, now) : nullptr;
    if (found == nullptr) {
      ++unattributed_;
      return;
    }
    sessions.push_back(found);
  }
  Live* session = nullptr;
  CallHere* call = nullptr;
  CallHere* unplaced = nullptr;  // a call whose group only this report tells
  for (Live* candidate : sessions) {
    for (CallHere& here : places_.at(candidate->record->key.address).calls.all()) {
      const bool its_own =
          here.evidence.kind == GroupEvidence::Kind::acd && here.evidence.group == candidate->record->key.group;
      if (its_own) session = candidate, call = &here;
      if (here.session == 0 && here.evidence.kind != GroupEvidence::Kind::acd &&
          here.evidence.kind != GroupEvidence::Kind::not_acd) {
        unplaced = &here;
      }
    }
  }
  if (session == nullptr && dialect_.busy_from == BusyFrom::agent_event_acd && sessions.size() == 1) {
    session = sessions.front();
    if (unplaced != nullptr) {
      call = unplaced;
      call->evidence = {GroupEvidence::Kind::acd, session->record->key.group};
    }
  }
  if (session == nullptr) return;  // a call that is not ACD, or several sessions and nothing to tell them apart
  if (call != nullptr && call->answered && call->session == 0) {
    give(*call, *session, *call->answered, now);
  } else {
    become_busy(*session, call != nullptr ? call->offered : std::nullopt, now);
  }
}

void SessionTracker::on_wrap_up(const cti::AgentSubject& subject, bool exact, TimePoint now) {
  const std::vector<Live*> sessions = matching(subject);
  if (sessions.empty()) ++unattributed_;
  if (subject.group) {
    for (Live* session : sessions) apply_wrap_up(*session, exact, now);
    return;
  }
  // It belongs to the session whose ACD call has just ended, or is about to, or is in wrap-up already; the agent's
  // other sessions stay. Without such a session there was no ACD call: the agent is merely not ready, in all of them.
  const auto first = [&](auto&& has) -> Live* {
    for (Live* session : sessions) {
      if (has(*session)) return session;
    }
    return nullptr;
  };
  Live* its_own =
      first([this](const Live& session) { return session.state() == SessionState::busy_on_call && !talks(session); });
  if (its_own == nullptr) {
    its_own = first([](const Live& session) { return session.state() == SessionState::busy_on_call; });
  }
  if (its_own == nullptr) {
    its_own = first([](const Live& session) { return session.state() == SessionState::busy_wrap_up; });
  }
  if (its_own != nullptr) {
    apply_wrap_up(*its_own, exact, now);
  } else {
    for (Live* session : sessions) apply_wrap_up(*session, exact, now);
  }
}

void SessionTracker::apply_ready(Live& session, TimePoint now) {
  if (session.wrap_up_over) {
    session.not_ready_after = false;  // nothing but the timer ends this wrap-up
  } else if (times_wrap_up() && session.state() == SessionState::busy_on_call && talks(session)) {
    set_held(session, std::nullopt);  // what was asked for in the call is taken back
  } else if (session.state() == SessionState::busy_on_call && talks(session)) {
    set_held(session, Held{Held::What::ready, now, now + dialect_.correlation_window});
  } else {
    enter(session, SessionState::ready, now);
  }
}

void SessionTracker::apply_not_ready(Live& session, TimePoint now) {
  if (session.leaving) {
    session.not_ready_so_far = true;
    return;
  }
  if (session.state() == SessionState::busy_on_call && talks(session) && defers_not_ready_) {
    set_held(session, Held{Held::What::not_ready, now, std::nullopt});
  } else {
    enter(session, SessionState::not_ready, now);
  }
}

void SessionTracker::apply_wrap_up(Live& session, bool exact, TimePoint now) {
  SessionTimeline& timeline = session.record->timeline;
  switch (session.state()) {
    case SessionState::busy_wrap_up:
    case SessionState::session_ended:
      return;
    case SessionState::ready:
    case SessionState::not_ready:
      return enter(session, SessionState::not_ready, now);
    case SessionState::busy_on_call:
      break;
  }
  if (talks(session)) {
    const Held::What what = exact ? Held::What::wrap_up : Held::What::wrap_up_or_not_ready;
    set_held(session, Held{what, now, now + dialect_.correlation_window});
    return;
  }
  if (!timeline.has_unfinished_call()) {  // busy and wrap-up were reported, the call was not: it counts all the same
    timeline.answer(cti::CallId{}, std::nullopt, timeline.state_entered());
    timeline.release(cti::CallId{}, now);
  }
  enter(session, SessionState::busy_wrap_up, timeline.last_released().value_or(now));
}

void SessionTracker::wake(Live& session, TimePoint now) {
  if (session.held && session.held->until && *session.held->until <= now) {
    const Held held = *session.held;
    switch (held.what) {
      case Held::What::wrap_up_or_not_ready:  // the call goes on: this was no wrap-up
        return set_held(session, Held{Held::What::not_ready, held.since, std::nullopt});
      case Held::What::wrap_up:
        release_all(session, held.since);
        return enter(session, SessionState::busy_wrap_up, held.since);
      case Held::What::ready:
        return enter(session, SessionState::ready, held.since);
      case Held::What::not_ready:
        return enter(session, SessionState::not_ready, held.since);
    }
  }
  if (session.wrap_up_over && *session.wrap_up_over <= now) return end_timed_wrap_up(session, *session.wrap_up_over);
  set_ask(session, std::nullopt);
  session.asked = true;
  output_.ask.push_back(session.record);
}

void SessionTracker::decide(Live& session, const cti::Result& result, TimePoint now) {
  if (says_not_logged_on(result, session.record->key)) return end(session, now);
  for (const cti::AgentStateReport& report : result.agents) {
    if (report.subject.group.value_or(session.record->key.group) != session.record->key.group) continue;
    if (leaves_wrap_up_or_not_ready(report.states)) return apply_wrap_up(session, false, now);
    const std::optional<AgentState> state = report.states.only();
    if (state == AgentState::wrap_up) return apply_wrap_up(session, true, now);
    if (state == AgentState::ready) return apply_ready(session, now);
    if (state == AgentState::not_ready) return apply_not_ready(session, now);
  }
  ++unattributed_;  // no answer, or one that leaves it open: the session stays as it is
}

}  // namespace acdloop::tapi
