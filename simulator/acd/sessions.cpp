// SPDX-License-Identifier: Apache-2.0
// Agent sessions: what calls, keys, timers and requests do to their states.
#include <cassert>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {

using cti::AgentState;
using cti::EventCause;

void Switchboard::call_answered(const SessionRef& ref, Stimulus& s) {
  AgentSession& session = *roster_.session(ref);  // a session that ends takes its ringing call back first
  session.enter(AgentState::busy);
  s.report(session, EventCause::answered);
}

void Switchboard::call_over(const SessionRef& ref, Stimulus& s) {
  AgentSession* session = roster_.session(ref);
  if (!session) return;  // ended during the call, or the same agent logged on again: another session
  const WrapUp& wrap_up = find_group(session->key().group)->config.wrap_up;
  const AgentState usual = wrap_up.kind == WrapUp::Kind::none ? AgentState::ready : AgentState::wrap_up;
  const bool asked_for = session->pending.has_value();
  session->enter(session->pending.value_or(usual));
  session->pending.reset();
  // A wrap-up that was asked for has no limit.
  if (session->state() == AgentState::wrap_up && wrap_up.kind == WrapUp::Kind::timed && !asked_for) {
    session->wrap_up_timer = deadlines_.set(s.now + wrap_up.limit, WrapUpLimit{ref});
  }
  s.report(*session, EventCause::normal_clearing);
}

void Switchboard::press_wrap_up_key(const cti::Address& station, Stimulus& s) {
  Agent* agent = roster_.at(station);
  if (!agent) return;
  for (AgentSession& session : agent->sessions) {
    if (session.state() == AgentState::wrap_up) leave_wrap_up(session, AgentState::ready, s);
  }
}

void Switchboard::leave_wrap_up(AgentSession& session, AgentState state, Stimulus& s) {
  deadlines_.cancel(session.wrap_up_timer);
  session.enter(state);
  s.report(session);
  available_again(*roster_.find(session.key().agent), s.now);
}

// can_enter() has said yes.
void Switchboard::change_state(AgentSession& session, AgentState state, Stimulus& s) {
  if (session.state() == state) return;
  if (session.state() == AgentState::busy) {
    session.pending = state;
    return;
  }
  if (session.state() == AgentState::wrap_up) return leave_wrap_up(session, state, s);
  Call* ringing = ringing_for(session);
  if (ringing) divert(*ringing, EventCause::redirected, s);
  session.enter(state);
  if (state == AgentState::ready) session.idle_since = s.now;
  s.report(session);
  if (ringing) enqueue(*ringing, *find_group(session.key().group), s);
}

void Switchboard::end_session(Agent& agent, const cti::AcdGroupId& group, Stimulus& s) {
  AgentSession& session = *agent.session(group);
  const cti::AgentSessionKey key = session.key();
  const bool wrapped_up = session.state() == AgentState::wrap_up;
  Call* ringing = ringing_for(session);
  if (ringing) divert(*ringing, EventCause::redirected, s);
  deadlines_.cancel(session.wrap_up_timer);
  session.enter(AgentState::null);
  roster_.close(agent, group);
  s.report_logged_off(key);
  if (ringing) enqueue(*ringing, *find_group(group), s);
  if (wrapped_up) available_again(agent, s.now);
}

void Switchboard::phone_free(const cti::DeviceId& station, TimePoint now) {
  if (station.category != cti::DeviceCategory::station) return;
  if (Agent* agent = roster_.at(cti::Address{station.id})) available_again(*agent, now);
}

void Switchboard::available_again(Agent& agent, TimePoint now) {
  for (AgentSession& session : agent.sessions) session.idle_since = now;
}

const Call* Switchboard::call_of(const AgentSession& session) const {
  const Call* call = calls_.at(session.key().address.value());
  if (!call || call->session != SessionRef{session.key().agent, session.number()}) return nullptr;
  return call;
}

Call* Switchboard::ringing_for(const AgentSession& session) {
  const Call* call = call_of(session);
  if (!call || call->called->state != cti::ConnectionState::alerting) return nullptr;
  return calls_.find(call->info.call);
}

}  // namespace acdloop::acd
