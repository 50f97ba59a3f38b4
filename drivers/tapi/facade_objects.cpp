// SPDX-License-Identifier: Apache-2.0
// The neighbours of sessions: one object for each agent and group, what they are told of, what they ask.
#include <algorithm>
#include <utility>

#include "drivers/tapi/agent_object.hpp"
#include "drivers/tapi/facade_core.hpp"
#include "drivers/tapi/group_object.hpp"
#include "drivers/tapi/session_object.hpp"

namespace acdloop::tapi {
namespace {

// Of a request that names a group and nothing else: wires that cannot say "group" say "identifier" or "device".
bool blames_the_group(cti::RefusalCause cause) {
  return cause == cti::RefusalCause::invalid_group || cause == cti::RefusalCause::invalid_identifier ||
         cause == cti::RefusalCause::invalid_address;
}

}  // namespace

std::shared_ptr<AgentObject> FacadeCore::agent_object(const cti::AgentId& id, bool has_id) {
  std::shared_ptr<AgentObject>& object = agent_objects_[{id, has_id}];
  if (!object) {
    if (const auto record = agents_.of(id, clock_.now())) {
      object = std::make_shared<AgentObject>(weak_from_this(), record, has_id);
    } else {
      agent_objects_.erase({id, has_id});
      return nullptr;
    }
  }
  return object;
}

void FacadeCore::learn_group(const cti::AcdGroupId& id) {
  if (groups_.contains(id)) return;
  const auto record = queues_.of(id, clock_.now());
  if (!record) return;
  const auto queue = std::make_shared<QueueObject>(weak_from_this(), record);
  groups_.emplace(id, GroupObjects{record, std::make_shared<GroupObject>(weak_from_this(), record, queue), queue});
}

std::shared_ptr<AcdGroup> FacadeCore::group_object(const cti::AcdGroupId& id) {
  if (!groups_.contains(id)) {
    learn_group(id);
    notify_group(id, GroupEvent::new_group, QueueEvent::new_queue);
  }
  const auto found = groups_.find(id);
  return found == groups_.end() ? nullptr : found->second.group;
}

std::vector<std::shared_ptr<AcdGroup>> FacadeCore::groups() const {
  std::vector<std::shared_ptr<AcdGroup>> all;
  for (const auto& [id, group] : groups_) {
    if (!group.record->removed) all.push_back(group.group);
  }
  return all;
}

std::vector<std::shared_ptr<AgentSession>> FacadeCore::sessions_of(const AgentRecord& agent) const {
  std::vector<std::shared_ptr<AgentSession>> sessions;
  if (const auto ended = ended_.find(agent.id); ended != ended_.end()) {
    sessions.assign(ended->second.begin(), ended->second.end());
  }
  for (const auto& record : agent.live) {
    if (auto object = object_of(*record)) sessions.push_back(std::move(object));
  }
  return sessions;
}

void FacadeCore::notify_agents() {
  for (const auto& record : agents_.take_status_changes()) {
    Notification notification;
    notification.tapi_event = TE_AGENT;
    notification.event = static_cast<std::int32_t>(record->status);
    notification.agent = agent_object(record->id, true);
    notify(notification);
    if (closed_) return;
  }
}

void FacadeCore::notify_group(const cti::AcdGroupId& id, GroupEvent group_event, QueueEvent queue_event) {
  const auto found = groups_.find(id);
  if (found == groups_.end()) return;
  const GroupObjects objects = found->second;
  Notification group;
  group.tapi_event = TE_ACDGROUP;
  group.event = static_cast<std::int32_t>(group_event);
  group.group = objects.group;
  notify(group);
  if (closed_) return;
  Notification queue;
  queue.tapi_event = TE_QUEUE;
  queue.event = static_cast<std::int32_t>(queue_event);
  queue.queue = objects.queue;
  notify(queue);
}

void FacadeCore::agent_barrier(const std::shared_ptr<AgentRecord>& agent, std::function<void(Hresult)> done) {
  if (agent->live.empty()) return complete(std::move(done), S_OK_);
  const auto session = agent->live.front();
  const auto answered = [this, session, done](const cti::Result* result) {
    if (result == nullptr) return done(TAPI_E_TIMEOUT_);
    if (says_not_logged_on(*result, session->key)) {
      // The first word of a log-off: that session's figures are final, and so are the agent's of it.
      if (!session->timeline.ended()) apply(tracker_.on_not_logged_on(session->number, clock_.now()));
      if (!closed_) done(S_OK_);
      return;
    }
    done(result->outcome == cti::Outcome::success ? S_OK_ : raw(refusal(*result, Operation::get_figure)));
  };
  if (!ask(query_of(session->key), clock_.now() + readings_.timeout, answered)) {
    complete(std::move(done), E_OUTOFMEMORY_);
  }
}

void FacadeCore::group_barrier(const std::shared_ptr<QueueRecord>& group, Hresult removed,
                               std::function<void(Hresult)> done) {
  if (group->removed) return complete(std::move(done), removed);
  cti::Request request;
  request.kind = cti::RequestKind::query_group;
  request.group = group->group;
  const auto answered = [this, group, removed, done](const cti::Result* result) {
    if (result == nullptr) return done(TAPI_E_TIMEOUT_);
    if (result->outcome == cti::Outcome::success) return done(S_OK_);
    const bool gone = result->outcome == cti::Outcome::refused && blames_the_group(result->cause);
    if (!gone) return done(raw(refusal(*result, Operation::get_figure)));
    if (!std::exchange(group->removed, true)) {
      notify_group(group->group, GroupEvent::group_removed, QueueEvent::queue_removed);
    }
    if (!closed_) done(removed);
  };
  if (!ask(std::move(request), clock_.now() + readings_.timeout, answered)) complete(std::move(done), E_OUTOFMEMORY_);
}

void FacadeCore::put_agent_state(const std::shared_ptr<AgentRecord>& agent, std::int32_t value, Completion done) {
  const bool ready = value == static_cast<std::int32_t>(AgentStatus::ready);
  if (!ready && value != static_cast<std::int32_t>(AgentStatus::not_ready)) {
    return complete(std::move(done), E_INVALIDARG_);
  }
  if (agent->live.empty()) return complete(std::move(done), raw(LINEERR_OPERATIONFAILED_));
  // One request a session, or one for all of them where the switch knows but one state of an agent.
  struct Answers {
    std::size_t missing = 0;
    Hresult code = S_OK_;
    Completion done;
  };
  const SessionState wanted = ready ? SessionState::ready : SessionState::not_ready;
  std::vector<std::shared_ptr<const SessionRecord>> sessions = agent->live;
  if (dialect_.agent_state_scope == cti::Dialect::Scope::agent) {
    const auto other = std::find_if(sessions.begin(), sessions.end(),
                                    [wanted](const auto& session) { return session->timeline.state() != wanted; });
    sessions = {other == sessions.end() ? sessions.front() : *other};
  }
  if (pending() + sessions.size() > limits_.pending) return complete(std::move(done), E_OUTOFMEMORY_);
  const auto answers = std::make_shared<Answers>(Answers{sessions.size(), S_OK_, std::move(done)});
  for (const auto& session : sessions) {
    put_state(session, static_cast<std::int32_t>(wanted), [this, answers](Hresult code) {
      if (!code.succeeded() && answers->code.succeeded()) answers->code = code;
      if (--answers->missing == 0 && answers->done) answers->done(raw(answers->code));
    });
  }
}

void FacadeCore::measure_agent(const std::shared_ptr<AgentRecord>& agent, std::int32_t seconds, Completion done) {
  if (seconds == 0) return complete(std::move(done), E_INVALIDARG_);
  agents_.roll(clock_.now());
  agents_.measure(*agent, seconds, clock_.now());
  complete(std::move(done), S_OK_);
}

void FacadeCore::measure_queue(const std::shared_ptr<QueueRecord>& queue, std::int32_t seconds, Completion done) {
  if (seconds == 0) return complete(std::move(done), E_INVALIDARG_);
  if (queue->removed) return complete(std::move(done), TAPI_E_CALLCENTER_QUEUE_REMOVED_);
  queues_.roll(clock_.now());
  queues_.measure(*queue, seconds, clock_.now());
  complete(std::move(done), S_OK_);
}

std::int32_t FacadeCore::agent_figure(const AgentRecord& agent, AgentMethod figure) {
  agents_.roll(clock_.now());
  return agents_.figure(agent, figure, clock_.now());
}

std::int32_t FacadeCore::queue_figure(const QueueRecord& queue, QueueMethod figure) {
  queues_.roll(clock_.now());
  return queues_.figure(queue, figure, clock_.now());
}

Currency FacadeCore::overall_call_rate(const AgentRecord& agent) {
  agents_.roll(clock_.now());
  return agents_.overall_call_rate(agent, clock_.now());
}

}  // namespace acdloop::tapi
