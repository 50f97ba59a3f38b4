// SPDX-License-Identifier: Apache-2.0
// Agent sessions: what calls, keys, timers and requests do to their states.
#include <algorithm>
#include <cassert>
#include <utility>

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
  session->consults_on = consults(session->key().address);
  if (session->consults_on) return;
  const WrapUp& wrap_up = find_group(session->key().group)->config.wrap_up;
  const AgentState usual = wrap_up.kind == WrapUp::Kind::none ? AgentState::ready : AgentState::wrap_up;
  const bool asked_for = session->pending.has_value();
  session->enter(session->pending.value_or(usual));
  session->pending.reset();
  // A wrap-up that was asked for has no limit.
  if (session->state() == AgentState::wrap_up && wrap_up.kind == WrapUp::Kind::timed && !asked_for) {
    session->wrap_up_timer = deadlines_.set(wrap_up_end(s.now, wrap_up.limit), WrapUpLimit{ref});
  }
  s.report(*session, EventCause::normal_clearing);
}

TimePoint Switchboard::wrap_up_end(TimePoint released, Duration limit) const {
  if (!configuration_.wrap_up_in_whole_seconds) return released + limit;
  using std::chrono::seconds;
  const TimePoint by_its_clock = released + configuration_.into_the_second;
  return std::chrono::floor<seconds>(by_its_clock) + std::chrono::ceil<seconds>(limit) - configuration_.into_the_second;
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
  if (ringing) back_to_queue(*ringing, s);
}

void Switchboard::force_log_off(const cti::AgentId& id, const std::optional<cti::AcdGroupId>& group, Stimulus& s) {
  Agent* agent = roster_.find(id);
  if (!agent) return;
  std::vector<cti::AcdGroupId> groups;
  for (const AgentSession& session : agent->sessions) {
    if (!group || session.key().group == *group) groups.push_back(session.key().group);
  }
  for (const cti::AcdGroupId& one : groups) force_off(*agent, one, s);
}

void Switchboard::force_off(Agent& agent, const cti::AcdGroupId& group, Stimulus& s) {
  const AgentSession& session = *agent.session(group);
  const bool busy = session.state() == AgentState::busy;
  Call* call = busy ? call_of(session) : nullptr;
  const cti::DeviceId station = station_device(session.key().address);
  end_session(agent, group, s);
  if (!call || configuration_.forced_log_off_in_call == ForcedLogOffInCall::call_goes_on) return;
  leave(*call, station, EndedBy::application, s);
}

// Sessions first, so that no call comes back to the queue for somebody else.
void Switchboard::remove_group(const cti::AcdGroupId& id, Stimulus& s) {
  Group* group = find_group(id);
  if (!group) return;
  for (Agent& agent : roster_.agents()) {
    if (agent.session(id)) force_off(agent, id, s);
  }
  for (const CallNumber number : group->queue.calls()) {
    release(*calls_.find(number), group_device(id), EndedBy::application, s);
  }
  group->removed = true;
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
  if (ringing) back_to_queue(*ringing, s);
  if (wrapped_up) available_again(agent, s.now);
}

// A consultation is part of the call that it was begun in: with the phone in her hand nobody wraps up.
bool Switchboard::consults(const cti::Address& station) const {
  const auto calls = calls_.at(station.value());
  return std::any_of(calls.begin(), calls.end(),
                     [&](const Call* call) { return call->consultation && call->info.calling.id == station.value(); });
}

void Switchboard::phone_free(const cti::DeviceId& device, Stimulus& s) {
  if (device.category != cti::DeviceCategory::station || !calls_.idle(device.id)) return;
  Agent* agent = roster_.at(cti::Address{device.id});
  if (!agent) return;
  for (const AgentSession& session : agent->sessions) {
    if (session.consults_on) call_over({session.key().agent, session.number()}, s);
  }
  available_again(*agent, s.now);
}

void Switchboard::available_again(Agent& agent, TimePoint now) {
  for (AgentSession& session : agent.sessions) session.idle_since = now;
}

const Call* Switchboard::call_of(const AgentSession& session) const {
  const std::string& station = session.key().address.value();
  for (const Call* call : calls_.at(station)) {
    if (call->party_at(station)->session == SessionRef{session.key().agent, session.number()}) return call;
  }
  return nullptr;
}

Call* Switchboard::call_of(const AgentSession& session) {
  return const_cast<Call*>(std::as_const(*this).call_of(session));
}

Call* Switchboard::ringing_for(const AgentSession& session) {
  Call* call = call_of(session);
  if (!call || call->party_at(session.key().address.value())->state != cti::ConnectionState::alerting) return nullptr;
  return call;
}

}  // namespace acdloop::acd
