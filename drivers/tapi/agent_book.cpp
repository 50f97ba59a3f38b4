// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/agent_book.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

#include "drivers/tapi/session_figures.hpp"

namespace acdloop::tapi {
namespace {

using cti::ConnectionState;

constexpr std::int64_t second = 1'000'000'000;

std::optional<TimePoint> end_of(const MeasurementWindow& window) {
  if (window.period <= 0) return std::nullopt;
  return window.since + std::chrono::seconds{window.period};
}

void add(AgentTotals& sum, const SessionTotals& session) {
  sum.calls += session.calls;
  sum.talk += session.talk;
  sum.call += session.call;
  sum.wrap_up += session.wrap_up;
}

// BUSY for an ACD call comes before everything else; wrap-up has no value of its own and shows as NOT_READY.
AgentStatus status_of(const AgentRecord& agent) {
  const auto any = [&agent](SessionState state) {
    return std::any_of(agent.live.begin(), agent.live.end(),
                       [state](const auto& session) { return session->timeline.state() == state; });
  };
  if (any(SessionState::busy_on_call)) return AgentStatus::busy_acd;
  for (const auto& [call, state] : agent.calls) {
    if (state.talking) return state.outgoing ? AgentStatus::busy_outgoing : AgentStatus::busy_incoming;
  }
  return any(SessionState::ready) && !any(SessionState::busy_wrap_up) ? AgentStatus::ready : AgentStatus::not_ready;
}

std::int32_t narrow(std::int64_t value) {
  return static_cast<std::int32_t>(std::min<std::int64_t>(value, std::numeric_limits<std::int32_t>::max()));
}

}  // namespace

std::shared_ptr<AgentRecord> AgentBook::find(const cti::AgentId& id) const {
  const auto found = agents_.find(id);
  return found == agents_.end() ? nullptr : found->second;
}

std::shared_ptr<AgentRecord> AgentBook::of(const cti::AgentId& id, TimePoint now) {
  if (auto known = find(id)) return known;
  if (agents_.size() >= max_agents) {
    ++left_out_;
    return nullptr;
  }
  const auto agent = std::make_shared<AgentRecord>(id);
  agents_.emplace(id, agent);
  start(*agent, now);
  return agent;
}

void AgentBook::roll(TimePoint now) {
  while (!period_ends_.empty() && period_ends_.begin()->first <= now) {
    AgentRecord& agent = *agents_.at(period_ends_.begin()->second);
    period_ends_.erase(period_ends_.begin());
    agent.window.roll(now);
    start(agent, agent.window.since);
  }
}

// The period begins with what was counted so far. What is added to the counters is only added by on_change and
// on_call, after roll(): so far is what there was when the period began.
void AgentBook::start(AgentRecord& agent, TimePoint at) {
  agent.window.since = at;
  agent.at_start = totals(agent, at);
  if (const auto end = end_of(agent.window)) period_ends_.emplace(*end, agent.id);
}

void AgentBook::measure(AgentRecord& agent, std::int32_t seconds, TimePoint now) {
  if (const auto end = end_of(agent.window)) period_ends_.erase({*end, agent.id});
  agent.window.period = seconds;
  start(agent, now);
}

void AgentBook::on_change(const SessionChange& change, TimePoint now) {
  const SessionRecord& session = *change.session;
  const auto agent = of(session.key.agent, now);
  if (!agent) return;
  if (change.event == SessionEvent::new_session) {
    if (agent->live.empty()) agent->active_since = session.timeline.created();
    agent->live.push_back(change.session);
    Place& place = places_[session.key.address];
    place.agent = agent;
    ++place.sessions;
  } else if (change.event == SessionEvent::end && std::erase(agent->live, change.session) != 0) {
    const TimePoint ended = session.timeline.ended().value_or(now);
    add(agent->finished, totals_of(session.timeline, readings_, now));
    if (agent->live.empty()) agent->finished.active += (ended - agent->active_since).count();
    const auto place = places_.find(session.key.address);
    if (place != places_.end() && --place->second.sessions == 0) {
      for (const CallHere& call : place->second.calls.all()) agent->calls.erase(call.call);
      places_.erase(place);
    }
  }
  judge_status(agent);
}

void AgentBook::on_call(const cti::CallEvent& event) {
  groups_.note(event);
  const auto leaves = [](const cti::ConnectionChange& change) { return change.to == ConnectionState::null; };
  for (const cti::ConnectionChange& change : event.changes) {
    if (leaves(change)) on_connection(event, change);
  }
  if (event.renamed) on_renamed(*event.renamed);
  for (const cti::ConnectionChange& change : event.changes) {
    if (!leaves(change)) on_connection(event, change);
  }
  if (event.kind == cti::CallEventKind::established) on_far_end(event);
}

// Counted as the session counts: from its end on, and only if somebody talked.
void AgentBook::on_ended(AgentRecord& agent, const cti::CallId& id) {
  const auto ended = agent.calls.find(id);
  if (ended == agent.calls.end()) return;
  if (ended->second.talking) ++(ended->second.outgoing ? agent.finished.outgoing : agent.finished.incoming);
  agent.calls.erase(ended);
}

// Whoever has both calls has one from now on: the other is over.
void AgentBook::on_renamed(const cti::Renamed& renamed) {
  if (renamed.before == renamed.now) return;
  for (auto& [address, place] : places_) {
    if (place.calls.find(renamed.before) == nullptr) continue;
    AgentRecord& agent = *place.agent;
    const bool has_both = place.calls.find(renamed.now) != nullptr;
    place.calls.rename(renamed);
    if (has_both) {
      on_ended(agent, renamed.before);
    } else if (auto call = agent.calls.extract(renamed.before)) {
      call.key() = renamed.now;
      agent.calls.insert(std::move(call));
    }
    judge_status(place.agent);
  }
}

void AgentBook::on_connection(const cti::CallEvent& event, const cti::ConnectionChange& change) {
  const auto found = places_.find(cti::Address{change.connection.device.id});
  if (found == places_.end()) return;
  Place& place = found->second;
  AgentRecord& agent = *place.agent;
  const cti::CallId& id = change.connection.call;
  if (change.to == ConnectionState::null || change.to == ConnectionState::fail) {
    on_ended(agent, id);
    place.calls.remove(id);
    return judge_status(place.agent);
  }
  const bool is_new = place.calls.find(id) == nullptr;
  CallHere* call = place.calls.add(id);
  if (call == nullptr) {
    ++left_out_;
    return;
  }
  const bool outgoing = event.info.calling.id == change.connection.device.id;
  if (is_new || call->evidence.kind == GroupEvidence::Kind::unknown) {
    call->evidence = outgoing ? GroupEvidence{GroupEvidence::Kind::not_acd, {}} : groups_.evidence_of(event.info);
  }
  if (call->evidence.kind != GroupEvidence::Kind::not_acd) return;
  PrivateCall& state = agent.calls[id];
  state.outgoing = state.outgoing || (is_new && outgoing);
  // Whoever calls is connected from the start; the call is one when the far end answers.
  if (change.to == ConnectionState::connected && !state.outgoing) state.talking = true;
  judge_status(place.agent);
}

void AgentBook::on_far_end(const cti::CallEvent& event) {
  const auto place = places_.find(cti::Address{event.info.calling.id});
  if (place == places_.end()) return;
  const std::shared_ptr<AgentRecord>& agent = place->second.agent;
  const auto call = agent->calls.find(event.info.call);
  if (call == agent->calls.end() || !call->second.outgoing) return;
  call->second.talking = true;
  judge_status(agent);
}

void AgentBook::judge_status(const std::shared_ptr<AgentRecord>& agent) {
  if (status_of(*agent) != agent->status) changed_.insert(agent->id);
}

std::vector<std::shared_ptr<AgentRecord>> AgentBook::take_status_changes() {
  std::vector<std::shared_ptr<AgentRecord>> changes;
  for (const cti::AgentId& id : std::exchange(changed_, {})) {
    const auto& agent = agents_.at(id);
    const AgentStatus status = status_of(*agent);
    if (std::exchange(agent->status, status) != status) changes.push_back(agent);
  }
  return changes;
}

AgentTotals AgentBook::totals(const AgentRecord& agent, TimePoint now) const {
  AgentTotals sum = agent.finished;
  for (const auto& session : agent.live) add(sum, totals_of(session->timeline, readings_, now));
  if (!agent.live.empty()) sum.active += std::max(now - agent.active_since, Duration{0}).count();
  return sum;
}

std::int32_t AgentBook::figure(const AgentRecord& agent, AgentMethod figure, TimePoint now) const {
  const AgentTotals sum = totals(agent, now);
  const AgentTotals& start = agent.at_start;
  switch (figure) {
    case AgentMethod::get_NumberOfACDCalls:
      return narrow(sum.calls - start.calls);
    case AgentMethod::get_NumberOfIncomingCalls:
      return narrow(sum.incoming - start.incoming);
    case AgentMethod::get_NumberOfOutgoingCalls:
      return narrow(sum.outgoing - start.outgoing);
    case AgentMethod::get_TotalACDTalkTime:
      return narrow(reported_seconds(sum.talk - start.talk, readings_));
    case AgentMethod::get_TotalACDCallTime:
      return narrow(reported_seconds(sum.call - start.call, readings_));
    case AgentMethod::get_TotalWrapUpTime:
      return narrow(reported_seconds(sum.wrap_up - start.wrap_up, readings_));
    default:
      return 0;
  }
}

Currency AgentBook::overall_call_rate(const AgentRecord& agent, TimePoint now) const {
  const AgentTotals sum = totals(agent, now);
  const std::int64_t seconds = (sum.active - agent.at_start.active) / second;
  if (seconds <= 0) return {};
  // 3600 s in an hour, CY counts ten-thousandths.
  const std::int64_t scale = readings_.overall_rate_scale == Readings::RateScale::ten ? 10 : 1;
  return {scale * 36'000'000 * (sum.calls - agent.at_start.calls) / seconds};
}

}  // namespace acdloop::tapi
