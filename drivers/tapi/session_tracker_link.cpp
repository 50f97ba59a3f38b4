// SPDX-License-Identifier: Apache-2.0
// After a gap: which calls are still there, and what state each session is in now. What happened in the gap is not made
// up: a call that was missed is not counted, one that ended in it ends when that shows, so that no figure shrinks.
#include <utility>

#include "drivers/tapi/session_tracker.hpp"

namespace acdloop::tapi {

using cti::AgentState;
using cti::LinkEventKind;

void SessionTracker::on_link(const cti::LinkEvent& event, TimePoint now) {
  switch (event.kind) {
    case LinkEventKind::resync_started:
      for (auto& [address, place] : places_) {
        for (CallHere& call : place.calls.all()) call.confirmed = false;
      }
      return;
    case LinkEventKind::resync_ended:
      forget_unconfirmed(now);
      return ask_everybody();
    default:
      return;  // what is not known to have changed stays
  }
}

void SessionTracker::forget_unconfirmed(TimePoint now) {
  for (auto& [address, place] : places_) {
    const std::vector<CallHere> calls = place.calls.all();
    for (const CallHere& call : calls) {
      if (call.confirmed) continue;
      place.calls.remove(call.call);
      on_gone(place, call, now);
    }
  }
}

void SessionTracker::ask_everybody() {
  for (auto& [key, session] : live_) {
    session.asked = true;
    session.unsure = true;
    output_.ask.push_back(session.record);
  }
}

void SessionTracker::reconcile(Live& session, const cti::Result& result, TimePoint now) {
  if (says_not_logged_on(result, session.record->key)) return end(session, now);
  if (talks(session)) return;  // the call says more than the agent's state
  if (session.state() == SessionState::busy_on_call) return decide(session, result, now);
  if (session.wrap_up_over) return;  // it runs on, whatever was missed
  for (const cti::AgentStateReport& report : result.agents) {
    if (report.subject.group.value_or(session.record->key.group) != session.record->key.group) continue;
    const std::optional<AgentState> state = report.states.only();
    if (state == AgentState::ready) return apply_ready(session, now);
    if (state == AgentState::not_ready) return apply_not_ready(session, now);
    if (times_wrap_up() && !state) return apply_ready(session, now);
    // Wrap-up of a call that nobody here heard of: no more than NOT_READY can be said of it.
    if (report.states.contains(AgentState::wrap_up)) return apply_wrap_up(session, state.has_value(), now);
  }
}

}  // namespace acdloop::tapi
