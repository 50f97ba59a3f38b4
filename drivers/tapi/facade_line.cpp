// SPDX-License-Identifier: Apache-2.0
// The line inside the façade: how its messages are delivered, what the client half's methods ask, and what the proxy
// half is told of sessions.
#include <algorithm>
#include <utility>

#include "drivers/tapi/facade_core.hpp"
#include "drivers/tapi/line/boundary.hpp"
#include "drivers/tapi/line/pass_through_line.hpp"
#include "drivers/tapi/session_figures.hpp"
#include "drivers/tapi/session_object.hpp"

namespace acdloop::tapi {
namespace {

std::optional<SessionEvent> event_of(SessionState state) {
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
      return SessionEvent::end;
  }
  return std::nullopt;
}

}  // namespace

FacadeCore::Turn::Turn(FacadeCore& core, bool of_a_method) : core_(core.shared_from_this()) {
  if (core_->turns_++ == 0 && !core_->delivering_) core_->method_turn_ = of_a_method;
}

FacadeCore::Turn::~Turn() {
  if (--core_->turns_ == 0) core_->deliver_messages();
}

void FacadeCore::make_line(LineSeams seams) {
  line_ =
      std::make_unique<line::LineBoundary>([this](std::function<void()> message) { post_message(std::move(message)); });
  if (seams.on_line) line_ = seams.on_line(std::move(line_));
  if (seams.observer) line_ = line::observe(std::move(line_), std::move(seams.observer));
  if (seams.on_proxy) proxy_line_ = seams.on_proxy(std::make_unique<line::PassThroughLine>(*line_));
  ProxyHost& host = *this;
  proxy_ = std::make_unique<AcdProxy>(proxy_line_ ? *proxy_line_ : *line_, names_, host);
  client_ = std::make_unique<LineClient>(
      *line_, names_, clock_, readings_,
      [this](line::HAgentSession session, line::Dword status, line::Dword state) { on_status(session, status, state); },
      [this](std::function<void()> end) {
        if (!method_turn_) return end();
        clock_.post([weak = weak_from_this(), end = std::move(end)] {
          const auto core = weak.lock();
          if (!core || core->closed_) return;
          Turn turn(*core);
          end();
        });
      });
}

void FacadeCore::post_message(std::function<void()> message) {
  messages_.push_back(std::move(message));
  // A raw caller's doing: no turn of ours will end.
  if (turns_ > 0 || delivering_ || std::exchange(delivery_posted_, true)) return;
  clock_.post([weak = weak_from_this()] {
    const auto core = weak.lock();
    if (!core) return;
    core->delivery_posted_ = false;
    Turn turn(*core);
  });
}

void FacadeCore::deliver_messages() {
  if (std::exchange(delivering_, true)) return;
  while (!messages_.empty() && !closed_) {
    const std::function<void()> message = std::move(messages_.front());
    messages_.pop_front();
    message();
  }
  delivering_ = false;
  method_turn_ = false;
}

void FacadeCore::close_proxy() {
  Turn turn(*this);
  proxy_->close();
}

std::int32_t FacadeCore::open_proxy() {
  Turn turn(*this);
  return proxy_->open();
}

void FacadeCore::session_info(line::HAgentSession session, LineClient::Info done) {
  if (closed_) return;
  Turn turn(*this, true);
  client_->get_info(session, std::move(done));
}

void FacadeCore::put_session_state(line::HAgentSession session, std::int32_t state, Completion done) {
  if (state < 0 || state >= session_state_count) return complete(std::move(done), E_INVALIDARG_);
  if (closed_) return;
  Turn turn(*this, true);
  client_->set_state(session, state_bit(static_cast<SessionState>(state)), [done = std::move(done)](Hresult code) {
    if (done) done(code);
  });
}

void FacadeCore::open_session(const std::shared_ptr<AgentObject>& agent, const cti::AgentSessionKey& key,
                              const std::optional<std::string>& pin, std::shared_ptr<AgentSession>* out,
                              Completion done) {
  if (out == nullptr) return complete(std::move(done), E_POINTER_);
  if (closed_) return;
  openings_[key] = agent;
  Turn turn(*this, true);
  client_->create_session(key, pin, [this, key, out, done = std::move(done)](Hresult code, line::HAgentSession handle) {
    openings_.erase(key);
    if (code.succeeded()) {
      const auto found = objects_.find(handle);
      // It has ended since, or the proxy made a handle up.
      if (found == objects_.end()) {
        code = in_style(LINEERR_OPERATIONFAILED_, readings_.error_style);
      } else {
        *out = found->second;
      }
    }
    if (done) done(code);
  });
}

void FacadeCore::on_status(line::HAgentSession session, line::Dword status, line::Dword state_bits) {
  const auto found = objects_.find(session);
  if (found == objects_.end()) return;
  const std::shared_ptr<SessionObject> object = found->second;
  if ((status & line::session_status::new_session) != 0) notify(object, SessionEvent::new_session);
  // UPDATEINFO has no event: an application polls.
  if ((status & line::session_status::state) == 0 || closed_) return;
  const std::optional<SessionState> state = state_of_bit(state_bits);
  if (!state || !object->enter(*state)) return;
  if (*state == SessionState::session_ended) end_object(object);
  if (const auto event = event_of(*state)) notify(object, *event);
}

void FacadeCore::remember(const SessionChange& change, double start_date) {
  if (known_.size() >= sweep_at_) {
    std::erase_if(known_, [](const auto& entry) { return entry.second.record.expired(); });
    sweep_at_ = std::max<std::size_t>(64, 2 * known_.size());
  }
  known_.insert_or_assign(handle_of(*change.session), Known{change.session, start_date});
}

FacadeCore::Record FacadeCore::session_of(line::HAgentSession handle) const {
  const auto found = known_.find(handle);
  return found == known_.end() ? nullptr : found->second.record.lock();
}

std::vector<FacadeCore::Record> FacadeCore::sessions_of(const cti::AgentId& agent) const {
  std::vector<Record> sessions;
  for (const auto& [handle, known] : known_) {
    Record record = known.record.lock();
    if (record && record->key.agent == agent && !record->timeline.ended()) sessions.push_back(std::move(record));
  }
  return sessions;
}

void FacadeCore::log_on(const cti::AgentSessionKey& key, const std::optional<std::string>& pin, Created created) {
  const auto session = std::make_shared<std::shared_ptr<AgentSession>>();
  create_session(key, pin, session.get(), [session, created = std::move(created)](Hresult code) {
    if (!code.succeeded()) return created(line_error_of(code), 0);
    created(0, static_cast<const SessionObject&>(**session).handle());
  });
}

void FacadeCore::set_state(const Record& session, SessionState state, Done done) {
  put_state(session, static_cast<std::int32_t>(state),
            [done = std::move(done)](Hresult code) { done(line_error_of(code)); });
}

void FacadeCore::catch_up(const Record& session, Done done) {
  barrier(session, [done = std::move(done)](Hresult code) { done(line_error_of(code)); });
}

line::AgentSessionInfo FacadeCore::info_of(const SessionRecord& session) const {
  const SessionTimeline& timeline = session.timeline;
  const TimePoint now = clock_.now();
  const auto figure = [&](Method method) {
    return static_cast<line::Dword>(figure_of(timeline, method, readings_, now));
  };
  line::AgentSessionInfo info;
  info.state = state_bit(timeline.state());
  const auto known = known_.find(handle_of(session));
  if (known != known_.end()) info.start_time = known->second.start_date;
  info.duration = figure(Method::get_SessionDuration);
  info.calls = figure(Method::get_NumberOfCalls);
  info.talk_time = figure(Method::get_TotalTalkTime);
  info.average_talk_time = figure(Method::get_AverageTalkTime);
  info.call_time = figure(Method::get_TotalCallTime);
  info.average_call_time = figure(Method::get_AverageCallTime);
  info.wrap_up_time = figure(Method::get_TotalWrapUpTime);
  info.average_wrap_up_time = figure(Method::get_AverageWrapUpTime);
  info.call_rate = call_rate_of(timeline, readings_, now).scaled;
  info.longest_time_to_answer = figure(Method::get_LongestTimeToAnswer);
  info.average_time_to_answer = figure(Method::get_AverageTimeToAnswer);
  counts_.put_into(info, session);
  return info;
}

}  // namespace acdloop::tapi
