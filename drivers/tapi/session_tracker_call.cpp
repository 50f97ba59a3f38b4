// SPDX-License-Identifier: Apache-2.0
// Call reports: decided by the connections they changed, at addresses where somebody is logged on.
#include <algorithm>
#include <utility>

#include "drivers/tapi/session_tracker.hpp"

namespace acdloop::tapi {

using cti::ConnectionState;

void SessionTracker::on_call(const cti::CallEvent& event, TimePoint now) {
  groups_.note(event, now);
  if (!event.renamed) {
    for (const cti::ConnectionChange& change : event.changes) on_connection(event, change, now);
    return;
  }
  // Who left leaves under the old id, who is there is there under the new one.
  const auto leaves = [](const cti::ConnectionChange& change) { return change.to == ConnectionState::null; };
  for (const cti::ConnectionChange& change : event.changes) {
    if (leaves(change)) on_connection(event, change, now);
  }
  for (auto& [address, place] : places_) place.calls.rename(*event.renamed);
  for (const cti::ConnectionChange& change : event.changes) {
    if (!leaves(change)) on_connection(event, change, now);
  }
}

void SessionTracker::on_connection(const cti::CallEvent& event, const cti::ConnectionChange& change, TimePoint now) {
  const cti::Address address{change.connection.device.id};
  const auto found = places_.find(address);
  if (found == places_.end()) return;
  Place& place = found->second;
  CallHere* call = place.calls.find(change.connection.call);
  if (change.to == ConnectionState::null || change.to == ConnectionState::fail) {
    if (call == nullptr) return;
    const CallHere gone = *call;
    place.calls.remove(gone.call);
    return on_gone(place, gone, now);
  }
  if (call == nullptr) call = place.calls.add(change.connection.call);
  if (call == nullptr) {
    ++left_out_;
    return;
  }
  call->confirmed = true;
  // The first report that tells the group wins: later ones may name where the call was sent since.
  if (call->evidence.kind == GroupEvidence::Kind::unknown ||
      call->evidence.kind == GroupEvidence::Kind::acd_of_unknown_group) {
    // Whoever calls a group is not served by it.
    const bool calls_itself = event.info.calling.id == address.value();
    if (calls_itself && call->consults_for.empty()) {
      if (const CallHere* own = place.answered_of_a_session()) call->consults_for = own->first_call;
    }
    const GroupEvidence evidence =
        calls_itself ? GroupEvidence{GroupEvidence::Kind::not_acd, {}} : groups_.evidence_of(event.info);
    if (evidence.kind != GroupEvidence::Kind::unknown) call->evidence = evidence;
  }
  call->state = change.to;
  switch (change.to) {
    case ConnectionState::alerting:
      if (!call->offered && !call->answered) call->offered = now;
      if (!call->queued) call->queued = groups_.queued_at(call->call);
      // Whoever is offered a call is out of wrap-up, whatever our own clock says.
      if (Live* session = session_for(place, call->evidence); session != nullptr && session->wrap_up_over) {
        end_timed_wrap_up(*session, now);
      }
      break;
    case ConnectionState::connected:
      on_connected(place, *call, now);
      break;
    case ConnectionState::hold:
      if (Live* session = find(call->session)) session->record->timeline.hold(call->first_call, now);
      break;
    default:
      break;
  }
}

void SessionTracker::on_connected(Place& place, CallHere& call, TimePoint now) {
  if (call.answered) {
    if (Live* session = find(call.session)) session->record->timeline.retrieve(call.first_call, now);
    return;
  }
  call.answered = now;
  Live* const session = session_for(place, call.evidence);
  set_aside(place, call.first_call, session, now);
  if (session != nullptr) {
    give(call, *session, now, now);
  } else if (call.evidence.kind == GroupEvidence::Kind::acd) {
    ++unattributed_;  // an ACD call of a group for which nobody is logged on here
  }
}

bool SessionTracker::Place::consults_for(const CallHere& call) const {
  return std::ranges::any_of(calls.all(), [&](const CallHere& other) { return other.consults_for == call.first_call; });
}

const CallHere* SessionTracker::Place::answered_of_a_session() const {
  const auto own = std::ranges::find_if(calls.all(), [](const CallHere& call) { return call.session != 0; });
  return own == calls.all().end() ? nullptr : &*own;
}

// A consultation is part of the call it was begun in: that is over for the agent when both are.
void SessionTracker::on_gone(Place& place, const CallHere& call, TimePoint now) {
  if (call.session != 0 && place.consults_for(call)) {
    place.consulting_on = call;
    return;
  }
  close(place, call, now);
  if (place.consulting_on && !place.consults_for(*place.consulting_on))
    close(place, *std::exchange(place.consulting_on, std::nullopt), now);
}

void SessionTracker::close(Place& place, const CallHere& call, TimePoint now) {
  Live* session = call.answered ? find(call.session) : session_for(place, call.evidence);
  bring_back(place, call.first_call, now);
  if (session == nullptr) return;
  if (!call.answered && call.offered) session->record->timeline.ring_in_vain({call.queued, *call.offered, now});
  session->record->timeline.release(call.first_call, now);
  if (session->state() != SessionState::busy_on_call || talks(*session)) return;
  if (times_wrap_up()) return begin_timed_wrap_up(*session, now);
  if (!session->held) return set_ask(*session, now + dialect_.correlation_window);
  switch (session->held->what) {
    case Held::What::wrap_up:
    case Held::What::wrap_up_or_not_ready:
      return enter(*session, SessionState::busy_wrap_up, now);
    case Held::What::ready:
      return enter(*session, SessionState::ready, now);
    case Held::What::not_ready:
      return enter(*session, SessionState::not_ready, now);
  }
}

// By a reading, sessions that could have had a call are NOT_READY while the agent talks on another one.
void SessionTracker::set_aside(Place& place, const cti::CallId& call, const Live* owner, TimePoint now) {
  if (!aside_during_other_calls_) return;
  for (const cti::AgentSessionKey& key : place.sessions) {
    Live* session = find(key);
    if (session == owner || session->state() != SessionState::ready) continue;
    enter(*session, SessionState::not_ready, now);
    place.aside[session->record->number] = call;
  }
}

void SessionTracker::bring_back(Place& place, const cti::CallId& call, TimePoint now) {
  for (const cti::AgentSessionKey& key : place.sessions) {
    Live* session = find(key);
    const auto aside = place.aside.find(session->record->number);
    if (aside == place.aside.end() || aside->second != call) continue;
    place.aside.erase(aside);
    if (session->state() == SessionState::not_ready) enter(*session, SessionState::ready, now);
  }
}

void SessionTracker::give(CallHere& call, Live& session, TimePoint answered, TimePoint now) {
  call.session = session.record->number;
  become_busy(session, call.offered, now);
  session.record->timeline.answer(call.first_call, call.offered, answered, call.queued);
}

void SessionTracker::become_busy(Live& session, std::optional<TimePoint> offered, TimePoint now) {
  if (session.state() == SessionState::busy_on_call) {
    set_ask(session, std::nullopt);
    session.asked = false;
    return;
  }
  // Nobody said NOT_READY, it was assumed at log-on: a switch that distributes a call here holds the agent ready.
  if (session.assumed_state && session.state() == SessionState::not_ready) {
    enter(session, SessionState::ready, std::max(offered.value_or(now), session.record->timeline.created()));
  }
  enter(session, SessionState::busy_on_call, now);
}

SessionTracker::Live* SessionTracker::session_for(const Place& place, const GroupEvidence& evidence) {
  if (evidence.kind == GroupEvidence::Kind::acd_of_unknown_group) {
    return place.sessions.size() == 1 ? find(*place.sessions.begin()) : nullptr;
  }
  if (evidence.kind != GroupEvidence::Kind::acd) return nullptr;
  Live* newest = nullptr;
  for (const cti::AgentSessionKey& key : place.sessions) {
    if (key.group != evidence.group) continue;
    Live* session = find(key);
    if (newest == nullptr || session->record->number > newest->record->number) newest = session;
  }
  return newest;
}

bool SessionTracker::talks(const Live& session) {
  const auto place = places_.find(session.record->key.address);
  if (place == places_.end()) return false;
  const auto its_own = [&session](const CallHere& call) { return call.session == session.record->number; };
  if (place->second.consulting_on && its_own(*place->second.consulting_on)) return true;
  const std::vector<CallHere>& calls = place->second.calls.all();
  return std::any_of(calls.begin(), calls.end(), its_own);
}

void SessionTracker::release_all(Live& session, TimePoint at) {
  Place& place = places_.at(session.record->key.address);
  const auto release = [&](const CallHere& call) {
    if (call.session == session.record->number) session.record->timeline.release(call.first_call, at);
  };
  std::ranges::for_each(place.calls.all(), release);
  if (place.consulting_on) release(*place.consulting_on);
  place.consulting_on.reset();
}

}  // namespace acdloop::tapi
