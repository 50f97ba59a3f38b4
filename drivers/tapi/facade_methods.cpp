// SPDX-License-Identifier: Apache-2.0
// The three requests that the proxy half makes of the switch: a barrier, a state, a log-on.
#include <algorithm>
#include <utility>

#include "drivers/tapi/facade_core.hpp"
#include "drivers/tapi/session_object.hpp"

namespace acdloop::tapi {
namespace {

cti::Request request_of(cti::RequestKind kind, const cti::AgentSessionKey& key) {
  cti::Request request;
  request.kind = kind;
  request.agent = key.agent;
  request.address = key.address;
  request.group = key.group;
  return request;
}

}  // namespace

cti::Request query_of(const cti::AgentSessionKey& key) { return request_of(cti::RequestKind::query_agent_state, key); }

void FacadeCore::barrier(const std::shared_ptr<const SessionRecord>& record, std::function<void(Hresult)> done) {
  const TimePoint deadline = clock_.now() + readings_.timeout;
  const auto answered = [this, record, deadline, done](const cti::Result* result) {
    if (result == nullptr) return done(TAPI_E_TIMEOUT_);
    if (says_not_logged_on(*result, record->key)) {
      // The log-off was seen meanwhile: the figures are final. Else this is the first word of it.
      if (record->timeline.ended()) return done(S_OK_);
      apply(tracker_.on_not_logged_on(record->number, clock_.now()));
      if (closed_) return;
      return done(LINEERR_OPERATIONFAILED_);
    }
    const bool granted = result->outcome == cti::Outcome::success;
    if (granted && counts_.counts(*record)) return fetch_counts(record, deadline, done);
    done(granted ? S_OK_ : refusal(*result, Operation::get_figure));
  };
  if (!ask(query_of(record->key), deadline, answered)) {
    clock_.post([weak = weak_from_this(), done = std::move(done)] {
      const auto core = weak.lock();
      if (!core || core->closed_) return;
      Turn turn(*core);
      done(E_OUTOFMEMORY_);
    });
  }
}

void FacadeCore::fetch_counts(const std::shared_ptr<const SessionRecord>& record, TimePoint deadline,
                              std::function<void(Hresult)> done) {
  cti::Request request = request_of(cti::RequestKind::query_figures, record->key);
  request.group.reset();  // counted for the agent
  const auto answered = [this, record, done](const cti::Result* result) {
    if (result == nullptr) return done(TAPI_E_TIMEOUT_);
    // Whoever logged off meanwhile has final figures: the ones that were counted here.
    const bool over = record->timeline.ended() || result->cause == cti::RefusalCause::not_logged_on;
    if (result->figures) counts_.take(*record, *result->figures);
    done(result->figures || over ? S_OK_ : refusal(*result, Operation::get_figure));
  };
  if (!ask(std::move(request), deadline, answered)) done(E_OUTOFMEMORY_);
}

void FacadeCore::put_state(const std::shared_ptr<const SessionRecord>& record, std::int32_t value, Completion done) {
  const auto wanted = static_cast<SessionState>(value);
  if (wanted == record->timeline.state()) {
    const bool granted = readings_.put_same_state != Readings::SamePut::refused;
    return complete(std::move(done), granted ? S_OK_ : LINEERR_INVALAGENTSTATE_);
  }
  const bool of_a_call = wanted == SessionState::busy_on_call || wanted == SessionState::busy_wrap_up;
  if (of_a_call && !record->timeline.ended() && readings_.put_call_state == Readings::CallPut::ignored) {
    return complete(std::move(done), S_OK_);
  }
  if (record->timeline.ended() || wanted == SessionState::busy_on_call) {
    return complete(std::move(done), LINEERR_INVALAGENTSTATE_);
  }
  if (wanted == SessionState::busy_wrap_up && !dialect_.wrap_up_request) {
    return complete(std::move(done), LINEERR_OPERATIONUNAVAIL_);
  }
  cti::AgentState state = cti::AgentState::null;
  if (wanted == SessionState::ready) state = cti::AgentState::ready;
  if (wanted == SessionState::not_ready) state = cti::AgentState::not_ready;
  if (wanted == SessionState::busy_wrap_up) state = cti::AgentState::wrap_up;
  const bool off = wanted == SessionState::session_ended;
  cti::Request request = request_of(off ? cti::RequestKind::log_off : cti::RequestKind::set_agent_state, record->key);
  if (off) {
    tracker_.on_log_off_asked(record->key);
  } else {
    request.state = state;
  }
  const auto answered = [this, record, state, done](const cti::Result* result) {
    on_put_state(record, state, result, done);
  };
  if (ask(std::move(request), clock_.now() + readings_.timeout, answered)) return;
  if (off) apply(tracker_.on_log_off_failed(record->key, clock_.now()));
  complete(std::move(done), E_OUTOFMEMORY_);
}

void FacadeCore::on_put_state(const std::shared_ptr<const SessionRecord>& record, cti::AgentState state,
                              const cti::Result* result, const Completion& done) {
  Hresult code = S_OK_;
  const bool granted = result != nullptr && result->outcome == cti::Outcome::success;
  if (!granted && state == cti::AgentState::null && !record->timeline.ended()) {
    apply(tracker_.on_log_off_failed(record->key, clock_.now()));
  }
  if (result == nullptr) {
    code = TAPI_E_TIMEOUT_;
  } else if (granted) {
    const TimePoint now = clock_.now();
    // The session may have ended while the answer was under way, and its key may live again.
    if (!record->timeline.ended()) {
      apply(state == cti::AgentState::null ? tracker_.on_log_off_granted(record->key, now)
                                           : tracker_.on_state_granted(record->key, state, now));
    }
  } else {
    if (result->outcome == cti::Outcome::refused && result->cause == cti::RefusalCause::not_logged_on) {
      apply(tracker_.on_not_logged_on(record->number, clock_.now()));
    }
    code = refusal(*result, Operation::put_state);
  }
  if (done && !closed_) done(code);
}

void FacadeCore::create_session(const cti::AgentSessionKey& key, std::optional<std::string> pin,
                                std::shared_ptr<AgentSession>* out, Completion done) {
  if (tracker_.live(key) && readings_.second_session == Readings::SecondSession::refused) {
    return complete(std::move(done), LINEERR_OPERATIONFAILED_);
  }
  if (const auto record = tracker_.live(key)) {  // the switch opened it, or another application did: the same session
    return complete(std::move(done), S_OK_, [out, session = object_of(*record)] { *out = session; });
  }
  if (objects_.size() + creations_.size() >= limits_.sessions) return complete(std::move(done), E_OUTOFMEMORY_);
  auto creation = std::make_shared<Creation>();
  creation->key = key;
  creation->deadline = clock_.now() + readings_.timeout;
  creation->out = out;
  creation->done = std::move(done);
  cti::Request request = request_of(cti::RequestKind::log_on, key);
  request.state = dialect_.state_after_log_on;  // where the wire lets the application choose
  request.pin = std::move(pin);
  const bool sent = ask(std::move(request), creation->deadline,
                        [this, creation](const cti::Result* result) { on_log_on(creation, result); });
  if (!sent) return complete(std::move(creation->done), E_OUTOFMEMORY_);
  creations_.push_back(creation);
}

void FacadeCore::on_log_on(const CreationPtr& creation, const cti::Result* result) {
  if (result == nullptr) return finish(creation, TAPI_E_TIMEOUT_);
  if (result->outcome != cti::Outcome::success) {
    const auto record = tracker_.live(creation->key);
    if (result->cause == cti::RefusalCause::already_logged_on_here && record) {
      creation->session = object_of(*record);
      return finish(creation, S_OK_);
    }
    return finish(creation, refusal(*result, Operation::create_session));
  }
  creation->granted = true;
  // The event may still be on its way: the same two minutes go on.
  creation->timer = clock_.at(creation->deadline, [weak = weak_from_this(), creation] {
    const auto core = weak.lock();
    if (!core || core->closed_) return;
    // After whatever else is due at this instant: the caller's own two minutes among it.
    creation->timer = core->clock_.at(core->clock_.now(), [weak, creation] {
      const auto still = weak.lock();
      if (!still || still->closed_) return;
      Turn turn(*still);
      still->finish(creation, TAPI_E_TIMEOUT_);
    });
  });
  apply(tracker_.on_log_on_granted(creation->key, clock_.now()));
}

void FacadeCore::finish_granted() {
  std::vector<CreationPtr> ready;
  for (const CreationPtr& creation : creations_) {
    if (creation->granted && creation->session) ready.push_back(creation);
  }
  for (const CreationPtr& creation : ready) finish(creation, S_OK_);
}

void FacadeCore::finish(const CreationPtr& creation, Hresult code) {
  if (closed_ || std::erase(creations_, creation) == 0) return;
  if (creation->granted) clock_.cancel(creation->timer);
  if (code.succeeded()) *creation->out = creation->session;
  if (creation->done) creation->done(code);
}

}  // namespace acdloop::tapi
