// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/facade_core.hpp"

#include <algorithm>
#include <utility>

#include "drivers/tapi/session_object.hpp"

namespace acdloop::tapi {

FacadeCore::FacadeCore(cti::ComputingFunction& computing, Clock clock, Readings readings, LineSeams seams)
    : computing_(computing),
      clock_(std::move(clock)),
      readings_(readings),
      dialect_(computing.dialect()),
      tracker_(dialect_, computing.capabilities().supports(cti::Capability::pending_state)) {
  make_line(std::move(seams));
}

void FacadeCore::open() {
  const std::weak_ptr<FacadeCore> weak = weak_from_this();
  computing_.set_sinks(
      [weak](const cti::Result& result) {
        if (const auto core = weak.lock()) core->on_result(result);
      },
      [weak](const cti::Event& event) {
        if (const auto core = weak.lock()) core->on_event(event);
      });
  Turn turn(*this);
  proxy_->open();
  client_->open();
}

void FacadeCore::close() {
  closed_ = true;
  client_->close();
  messages_.clear();
  computing_.set_sinks([](const cti::Result&) {}, [](const cti::Event&) {});
  for (const auto& [id, pending] : std::exchange(pending_, {})) {
    clock_.cancel(pending.timer);
    computing_.abandon(id);
  }
  for (const CreationPtr& creation : std::exchange(creations_, {})) {
    if (creation->granted) clock_.cancel(creation->timer);
  }
  if (armed_for_) clock_.cancel(armed_timer_);
  objects_.clear();
}

std::shared_ptr<Subscription> FacadeCore::subscribe() {
  std::erase_if(subscriptions_, [](const std::weak_ptr<Subscription>& weak) { return weak.expired(); });
  auto subscription = std::make_shared<Subscription>();
  subscriptions_.push_back(subscription);
  return subscription;
}

void FacadeCore::complete(Completion done, Hresult code, std::function<void()> write) {
  if (closed_) return;
  clock_.post([weak = weak_from_this(), done = std::move(done), code, write = std::move(write)] {
    const auto core = weak.lock();
    if (!core || core->closed_) return;
    Turn turn(*core);
    if (write) write();
    if (done) done(code);
  });
}

bool FacadeCore::ask(cti::Request request, TimePoint deadline, Answer answer) {
  if (pending() >= Facade::max_pending) return false;
  const cti::RequestId id = computing_.submit(std::move(request));
  const std::uint64_t timer = clock_.at(deadline, [weak = weak_from_this(), id] {
    if (const auto core = weak.lock()) core->on_timeout(id);
  });
  pending_.emplace(id, Pending{timer, std::move(answer)});
  return true;
}

void FacadeCore::on_result(const cti::Result& result) {
  const auto found = pending_.find(result.id);
  if (closed_ || found == pending_.end()) return;
  Turn turn(*this);
  const Pending pending = std::move(found->second);
  pending_.erase(found);
  clock_.cancel(pending.timer);
  pending.answer(&result);
}

void FacadeCore::on_timeout(cti::RequestId id) {
  const auto found = pending_.find(id);
  if (closed_ || found == pending_.end()) return;
  Turn turn(*this);
  const Pending pending = std::move(found->second);
  pending_.erase(found);
  computing_.abandon(id);
  pending.answer(nullptr);
}

void FacadeCore::on_event(const cti::Event& event) {
  if (closed_) return;
  Turn turn(*this);
  apply(tracker_.on_event(event, clock_.now()));
}

void FacadeCore::apply(TrackerOutput output) {
  for (const SessionChange& change : output.changes) {
    if (change.event != SessionEvent::new_session) continue;
    const double start_date = clock_.ole_date(change.session->timeline.created());
    const auto object = std::make_shared<SessionObject>(weak_from_this(), change.session);
    objects_.emplace(change.session->number, object);
    remember(change, start_date);
    for (const CreationPtr& creation : creations_) {
      if (creation->key == change.session->key) creation->session = object;
    }
  }
  for (const SessionChange& change : output.changes) proxy_->announce(change);
  for (const auto& record : output.ask) ask_state(record);
  arm();
  finish_granted();
}

void FacadeCore::notify(const std::shared_ptr<SessionObject>& session, SessionEvent event) {
  const Notification notification{TE_AGENTSESSION, static_cast<std::int32_t>(event), session};
  const std::vector<std::weak_ptr<Subscription>> subscriptions = subscriptions_;
  for (const std::weak_ptr<Subscription>& weak : subscriptions) {
    const std::shared_ptr<Subscription> subscription = weak.lock();
    if (!subscription || (subscription->mask.value_or(0) & TE_AGENTSESSION) == 0) continue;
    const NotificationSink sink = subscription->sink;
    if (sink) sink(notification);
    if (closed_) return;
  }
}

void FacadeCore::ask_state(const std::shared_ptr<const SessionRecord>& record) {
  const auto answered = [this, number = record->number](const cti::Result* result) {
    const cti::Result nothing{cti::RequestId{}, cti::Outcome::unknown, {}, {}, {}, {}};
    apply(tracker_.on_answer(number, result != nullptr ? *result : nothing, clock_.now()));
  };
  if (!ask(query_of(record->key), clock_.now() + readings_.timeout, answered)) answered(nullptr);
}

void FacadeCore::arm() {
  const std::optional<TimePoint> next = tracker_.next_deadline();
  if (next == armed_for_) return;
  if (armed_for_) clock_.cancel(armed_timer_);
  armed_for_ = next;
  if (!next) return;
  armed_timer_ = clock_.at(*next, [weak = weak_from_this()] {
    const auto core = weak.lock();
    if (!core || core->closed_) return;
    Turn turn(*core);
    core->armed_for_.reset();
    core->apply(core->tracker_.on_deadline(core->clock_.now()));
  });
}

std::size_t FacadeCore::pending() const {
  return pending_.size() + static_cast<std::size_t>(std::count_if(creations_.begin(), creations_.end(),
                                                                  [](const CreationPtr& c) { return c->granted; }));
}

FacadeCounters FacadeCore::counters() const { return {tracker_.unattributed(), refused_as_ours_, tracker_.left_out()}; }

Hresult FacadeCore::refusal(const cti::Result& result, Operation operation) {
  if (result.cause == cti::RefusalCause::bad_request || result.cause == cti::RefusalCause::not_monitored) {
    ++refused_as_ours_;
  }
  return error_of(result.cause, operation, Readings::ErrorStyle::raw);
}

std::shared_ptr<AgentSession> FacadeCore::object_of(const SessionRecord& record) const {
  const auto found = objects_.find(record.number);
  return found == objects_.end() ? nullptr : found->second;
}

}  // namespace acdloop::tapi
