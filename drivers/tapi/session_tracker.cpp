// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/session_tracker.hpp"

#include <algorithm>
#include <variant>

namespace acdloop::tapi {
namespace {

SessionEvent event_of(SessionState state) {
  switch (state) {
    case SessionState::not_ready:
      return SessionEvent::not_ready;
    case SessionState::ready:
      return SessionEvent::ready;
    case SessionState::busy_on_call:
      return SessionEvent::busy;
    case SessionState::busy_wrap_up:
      return SessionEvent::wrap_up;
    case SessionState::session_ended:
      break;
  }
  return SessionEvent::end;
}

}  // namespace

SessionTracker::SessionTracker(cti::Dialect dialect, bool defers_not_ready, bool aside_during_other_calls,
                               std::map<cti::AcdGroupId, Duration> wrap_up)
    : dialect_(std::move(dialect)),
      defers_not_ready_(defers_not_ready),
      aside_during_other_calls_(aside_during_other_calls),
      wrap_up_(std::move(wrap_up)) {}

TrackerOutput SessionTracker::on_event(const cti::Event& event, TimePoint now) {
  // Device reports are no agent states: a phone in use, or one that wants no call, changes no session.
  if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) on_agent(*agent, now);
  if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) on_call(*call, now);
  if (const auto* link = std::get_if<cti::LinkEvent>(&event.body)) on_link(*link, now);
  return take();
}

TrackerOutput SessionTracker::on_state_granted(const cti::AgentSessionKey& key, cti::AgentState state, TimePoint now) {
  const std::vector<Live*> sessions = in_scope(key);
  if (dialect_.set_state_proof == cti::Dialect::Proof::reply) {
    for (Live* session : sessions) {
      if (state == cti::AgentState::ready) apply_ready(*session, now);
      if (state == cti::AgentState::not_ready) apply_not_ready(*session, now);
      if (state == cti::AgentState::wrap_up) apply_wrap_up(*session, true, now);
    }
    return take();
  }
  // A wire that has one report for wrap-up and for not ready sends none when one follows the other.
  const bool silent = dialect_.wrap_up_from == cti::Dialect::WrapUpFrom::agent_event_ambiguous &&
                      state == cti::AgentState::not_ready &&
                      std::any_of(sessions.begin(), sessions.end(),
                                  [](const Live* session) { return session->state() == SessionState::busy_wrap_up; });
  if (silent) {
    for (Live* session : sessions) {
      if (session->state() != SessionState::busy_on_call) enter(*session, SessionState::not_ready, now);
    }
  }
  return take();
}

TrackerOutput SessionTracker::on_log_on_granted(const cti::AgentSessionKey& key, TimePoint now) {
  if (dialect_.log_on_proof == cti::Dialect::Proof::reply && find(key) == nullptr) {
    const bool ready = assumed_after_log_on(key) == cti::AgentState::ready;
    if (Live* session = create(key, ready ? SessionState::ready : SessionState::not_ready, now)) {
      session->assumed_state = true;
    }
  }
  return take();
}

TrackerOutput SessionTracker::on_log_off_granted(const cti::AgentSessionKey& key, TimePoint now) {
  if (dialect_.log_off_proof == cti::Dialect::Proof::reply) {
    if (Live* session = find(key)) end(*session, now);
  }
  return take();
}

void SessionTracker::on_log_off_asked(const cti::AgentSessionKey& key) {
  if (Live* session = find(key)) session->leaving = dialect_.log_off_from_not_ready;
}

TrackerOutput SessionTracker::on_log_off_failed(const cti::AgentSessionKey& key, TimePoint now) {
  Live* session = find(key);
  if (session != nullptr && std::exchange(session->leaving, false) && session->not_ready_so_far) {
    apply_not_ready(*session, now);
  }
  return take();
}

TrackerOutput SessionTracker::on_answer(std::uint64_t number, const cti::Result& result, TimePoint now) {
  Live* session = find(number);
  if (session != nullptr && session->asked) {
    session->asked = false;
    if (std::exchange(session->unsure, false)) {
      reconcile(*session, result, now);
    } else if (session->state() == SessionState::busy_on_call && !talks(*session)) {
      decide(*session, result, now);
    }
  }
  return take();
}

TrackerOutput SessionTracker::on_not_logged_on(std::uint64_t number, TimePoint now) {
  if (Live* session = find(number)) end(*session, now);
  return take();
}

std::optional<TimePoint> SessionTracker::next_deadline() const {
  if (deadlines_.empty()) return std::nullopt;
  return deadlines_.begin()->first;
}

TrackerOutput SessionTracker::on_deadline(TimePoint now) {
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    Live* session = find(deadlines_.begin()->second);
    if (session == nullptr) {
      deadlines_.erase(deadlines_.begin());
    } else {
      wake(*session, now);
    }
  }
  return take();
}

std::shared_ptr<const SessionRecord> SessionTracker::live(const cti::AgentSessionKey& key) const {
  const auto found = live_.find(key);
  return found == live_.end() ? nullptr : found->second.record;
}

SessionTracker::Live* SessionTracker::find(const cti::AgentSessionKey& key) {
  const auto found = live_.find(key);
  return found == live_.end() ? nullptr : &found->second;
}

SessionTracker::Live* SessionTracker::find(std::uint64_t number) {
  const auto found = numbers_.find(number);
  return found == numbers_.end() ? nullptr : find(found->second);
}

std::vector<SessionTracker::Live*> SessionTracker::matching(const cti::AgentSubject& subject) {
  const std::set<cti::AgentSessionKey>* keys = nullptr;
  if (subject.address) {
    const auto place = places_.find(*subject.address);
    if (place != places_.end()) keys = &place->second.sessions;
  } else if (subject.agent) {
    const auto agent = by_agent_.find(*subject.agent);
    if (agent != by_agent_.end()) keys = &agent->second;
  }
  std::vector<Live*> sessions;
  if (keys == nullptr) return sessions;
  for (const cti::AgentSessionKey& key : *keys) {
    if (subject.agent && key.agent != *subject.agent) continue;
    if (subject.group && key.group != *subject.group) continue;
    sessions.push_back(find(key));
  }
  return sessions;
}

std::vector<SessionTracker::Live*> SessionTracker::in_scope(const cti::AgentSessionKey& key) {
  cti::AgentSubject subject{key.agent, key.group, key.address};
  if (dialect_.agent_state_scope == cti::Dialect::Scope::agent) subject.group.reset();
  return matching(subject);
}

std::optional<cti::AgentSessionKey> SessionTracker::full_key(const cti::AgentSubject& subject) {
  if (!subject.agent || !subject.group || !subject.address) return std::nullopt;
  return cti::AgentSessionKey{*subject.agent, *subject.group, *subject.address};
}

SessionTracker::Live* SessionTracker::create(const cti::AgentSessionKey& key, SessionState first, TimePoint now) {
  if (live_.size() >= max_live_sessions) {
    ++left_out_;
    return nullptr;
  }
  const std::uint64_t number = ++last_number_;
  Live& session = live_[key];
  session.record = std::make_shared<SessionRecord>(number, key, now, first);
  numbers_.emplace(number, key);
  places_[key.address].sessions.insert(key);
  by_agent_[key.agent].insert(key);
  output_.changes.push_back({session.record, SessionEvent::new_session});
  return &session;
}

void SessionTracker::enter(Live& session, SessionState state, TimePoint at) {
  set_held(session, std::nullopt);
  set_ask(session, std::nullopt);
  set_wrap_up_over(session, std::nullopt);
  session.asked = false;
  session.assumed_state = false;
  session.not_ready_so_far = false;
  if (session.state() == state) return;  // a repeat is no change
  session.record->timeline.enter(state, at);
  output_.changes.push_back({session.record, event_of(state)});
}

void SessionTracker::end(Live& session, TimePoint now) {
  enter(session, SessionState::session_ended, now);
  const std::shared_ptr<SessionRecord> record = session.record;
  const cti::AgentSessionKey& key = record->key;
  left_out_ += record->timeline.left_out();
  numbers_.erase(record->number);
  const auto place = places_.find(key.address);
  place->second.sessions.erase(key);
  place->second.aside.erase(record->number);
  if (place->second.sessions.empty()) places_.erase(place);
  const auto agent = by_agent_.find(key.agent);
  agent->second.erase(key);
  if (agent->second.empty()) by_agent_.erase(agent);
  live_.erase(key);  // `session` is gone
}

void SessionTracker::set_held(Live& session, std::optional<Held> held) {
  if (const auto before = deadline_of(session)) deadlines_.erase({*before, session.record->number});
  session.held = held;
  if (const auto after = deadline_of(session)) deadlines_.emplace(*after, session.record->number);
}

void SessionTracker::set_ask(Live& session, std::optional<TimePoint> at) {
  if (const auto before = deadline_of(session)) deadlines_.erase({*before, session.record->number});
  session.ask_at = at;
  if (const auto after = deadline_of(session)) deadlines_.emplace(*after, session.record->number);
}

std::optional<TimePoint> SessionTracker::deadline_of(const Live& session) {
  std::optional<TimePoint> first = session.held ? session.held->until : std::nullopt;
  for (const std::optional<TimePoint>& other : {session.ask_at, session.wrap_up_over}) {
    if (other && (!first || *other < *first)) first = other;
  }
  return first;
}

TrackerOutput SessionTracker::take() { return std::exchange(output_, {}); }

bool says_not_logged_on(const cti::Result& result, const cti::AgentSessionKey& key) {
  if (result.outcome == cti::Outcome::refused) return result.cause == cti::RefusalCause::not_logged_on;
  if (result.outcome != cti::Outcome::success) return false;
  return std::none_of(result.agents.begin(), result.agents.end(), [&key](const cti::AgentStateReport& report) {
    return report.subject.group.value_or(key.group) == key.group && report.states.only() != cti::AgentState::null;
  });
}

}  // namespace acdloop::tapi
