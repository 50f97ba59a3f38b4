// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/facade_core.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "drivers/tapi/agent_object.hpp"
#include "drivers/tapi/session_object.hpp"

namespace acdloop::tapi {

FacadeCore::FacadeCore(cti::ComputingFunction& computing, Clock clock, Readings readings, Site site, Limits limits,
                       LineSeams seams)
    : computing_(computing),
      clock_(std::move(clock)),
      readings_(as_counted(settled(readings), computing.capabilities())),
      dialect_(computing.dialect()),
      tracker_(dialect_, computing.capabilities().supports(cti::Capability::pending_state),
               readings_.session_state_on_non_acd == Readings::OnOtherCall::not_ready, site.wrap_up),
      site_(std::move(site)),
      limits_(limits),
      agents_(readings_),
      queues_(readings_) {
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
  for (const cti::AcdGroupId& group : site_.groups) learn_group(group);
  for (const cti::Address& address : site_.addresses) {
    addresses_.push_back(std::make_shared<const AddressObject>(AddressObject{address}));
  }
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
  ended_.clear();
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
  if (pending() >= limits_.pending) return false;
  const cti::RequestId id = computing_.submit(std::move(request));
  const std::uint64_t timer = clock_.at(deadline, [weak = weak_from_this(), id] {
    if (const auto core = weak.lock()) core->on_deadline(id);
  });
  pending_.emplace(id, Pending{timer, std::move(answer)});
  return true;
}

// An answer of this very instant still counts: whatever else is due goes first.
void FacadeCore::on_deadline(cti::RequestId id) {
  const auto found = pending_.find(id);
  if (closed_ || found == pending_.end()) return;
  found->second.timer = clock_.at(clock_.now(), [weak = weak_from_this(), id] {
    if (const auto core = weak.lock()) core->on_timeout(id);
  });
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
  const TimePoint now = clock_.now();
  agents_.roll(now);
  queues_.roll(now);
  TrackerOutput output = tracker_.on_event(event, now);
  const auto* link = std::get_if<cti::LinkEvent>(&event.body);
  if (link && link->kind == cti::LinkEventKind::link_down) counts_.doubt_all();
  if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) {
    agents_.on_call(*call);
    queues_.on_call(*call, now);
  }
  apply(std::move(output));
}

void FacadeCore::apply(TrackerOutput output) {
  const TimePoint now = clock_.now();
  agents_.roll(now);
  for (const SessionChange& change : output.changes) {
    agents_.on_change(change, now);
    if (change.event == SessionEvent::new_session) create_object(change);
    if (change.session->timeline.ended()) counts_.end(change.session->number);
  }
  for (const SessionChange& change : output.changes) proxy_->announce(change);
  // After what the line has to say about sessions.
  post_message([this] { notify_agents(); });
  for (const auto& record : output.ask) ask_state(record);
  arm();
  finish_granted();
}

void FacadeCore::create_object(const SessionChange& change) {
  const cti::AgentSessionKey& key = change.session->key;
  const auto opening = openings_.find(key);
  std::shared_ptr<Agent> agent;
  if (opening != openings_.end()) agent = opening->second;
  if (!agent) agent = agent_object(key.agent, true);
  remember(change, start_date(change.session->timeline.created()));
  const auto object =
      std::make_shared<SessionObject>(weak_from_this(), change.session, std::move(agent), group_object(key.group));
  objects_.emplace(change.session->number, object);
  if (const auto record = agents_.find(key.agent)) counts_.begin(record->live);
  for (const CreationPtr& creation : creations_) {
    if (creation->key == key) creation->session = object;
  }
}

void FacadeCore::end_object(const std::shared_ptr<SessionObject>& object) {
  constexpr std::size_t most_ended = 1000;  // of one agent: then the oldest is forgotten
  const SessionRecord& record = *object->record();
  if (readings_.list_ended == Readings::ListEnded::in) {
    auto& ended = ended_[record.key.agent];
    ended.push_back(object);
    if (ended.size() > most_ended) ended.pop_front();
  }
  objects_.erase(record.number);
}

void FacadeCore::notify(const std::shared_ptr<SessionObject>& session, SessionEvent event) {
  Notification notification{TE_AGENTSESSION, static_cast<std::int32_t>(event), {}, {}, {}, {}, {}};
  notification.session = session;
  notify(notification);
}

void FacadeCore::notify(const Notification& notification) {
  const std::vector<std::weak_ptr<Subscription>> subscriptions = subscriptions_;
  for (const std::weak_ptr<Subscription>& weak : subscriptions) {
    const std::shared_ptr<Subscription> subscription = weak.lock();
    if (!subscription || (subscription->mask.value_or(0) & notification.tapi_event) == 0) continue;
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

double FacadeCore::start_date(TimePoint at) const {
  constexpr double hours_a_day = 24;
  const double local = clock_.ole_date(at);
  if (readings_.start_time_zone != Readings::Zone::utc || !clock_.utc_offset) return local;
  return local - std::chrono::duration<double, std::ratio<3600>>{clock_.utc_offset(at)}.count() / hours_a_day;
}

std::size_t FacadeCore::pending() const {
  return pending_.size() + static_cast<std::size_t>(std::count_if(creations_.begin(), creations_.end(),
                                                                  [](const CreationPtr& c) { return c->granted; }));
}

FacadeCounters FacadeCore::counters() const {
  return {tracker_.unattributed(), refused_as_ours_, tracker_.left_out() + agents_.left_out() + queues_.left_out()};
}

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
