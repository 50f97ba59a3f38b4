// SPDX-License-Identifier: Apache-2.0
// Calls that wait for a group: entry, return from a phone that nobody answered, overflow, end of guide. Both times run
// from the entry into that queue, ringing phones included; while a phone rings nothing happens, but the call that comes
// back from it after its time goes on at once.
#include <cassert>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {
namespace {

using cti::CallEventKind;
using cti::ConnectionState;
using cti::EventCause;
using Signal = cti::PhoneSignal::Kind;

}  // namespace

void Switchboard::enqueue(Call& call, Group& group, std::optional<EventCause> cause, Stimulus& s) {
  assert(!call.entry);
  QueueEntry& entry = call.entry.emplace();
  entry.group = group.config.name;
  entry.arrival = ++arrivals_;
  if (group.config.overflow) {
    entry.overflow_timer = deadlines_.set(s.now + group.config.overflow->after, OverflowLimit{call.number});
  }
  if (group.config.end_of_guide) {
    entry.guide_timer = deadlines_.set(s.now + *group.config.end_of_guide, GuideLimit{call.number});
  }
  stand_in_queue(call, cause, s);
}

void Switchboard::stand_in_queue(Call& call, std::optional<EventCause> cause, Stimulus& s) {
  Group& group = *find_group(call.entry->group);
  group.queue.insert(call.entry->arrival, call.number);
  call.entry->waiting = true;
  cti::CallInfo info = call.info;
  info.position = group.queue.position(call.entry->arrival);
  const cti::DeviceId device = group_device(group.config.name);
  const EventCause usual = pick(group, call) ? EventCause::new_call : EventCause::no_available_agents;
  s.report(CallEventKind::queued, info, {change(call, device, ConnectionState::queued)}, device, cause.value_or(usual));
}

void Switchboard::leave_queue(Call& call) {
  if (!call.waits()) return;
  find_group(call.entry->group)->queue.erase(call.entry->arrival);
  call.entry->waiting = false;
}

void Switchboard::leave_entry(Call& call) {
  if (!call.entry) return;
  leave_queue(call);
  deadlines_.cancel(call.entry->overflow_timer);
  deadlines_.cancel(call.entry->guide_timer);
  call.entry.reset();
}

void Switchboard::divert(Call& call, EventCause cause, Stimulus& s) {
  assert(call.ringing_party() && call.entry);
  deadlines_.cancel(call.ring_timer);
  const cti::DeviceId station = call.ringing_party()->device;
  calls_.remove(call, station.id);
  s.report(CallEventKind::diverted, call.info, {change(call, station, ConnectionState::null)}, station, cause);
  s.signal(Signal::stops_ringing, station, call.info.call);
}

void Switchboard::back_to_queue(Call& call, Stimulus& s) {
  stand_in_queue(call, std::nullopt, s);
  const bool flowed = call.entry->overflow_due && flow_over(call, s);
  if (flowed || !call.entry->guide_over) return;
  release(call, group_device(call.entry->group), EndedBy::application, s);
}

// To the end of the other queue. A full or removed one takes nothing: the call stays where it is.
bool Switchboard::flow_over(Call& call, Stimulus& s) {
  const cti::AcdGroupId from = call.entry->group;
  Group* to = find_group(find_group(from)->config.overflow->to);
  if (!to || to->queue.size() >= configuration_.max_queue_length) return false;
  leave_entry(call);
  const cti::DeviceId left = group_device(from);
  call.info.called = group_device(to->config.name);
  s.report(CallEventKind::diverted, call.info, {change(call, left, ConnectionState::null)}, left, EventCause::overflow);
  call.info.group = to->config.name;
  call.show_to_all();
  enqueue(call, *to, EventCause::overflow, s);
  return true;
}

void Switchboard::reached(const RingLimit& limit, Stimulus& s) {
  Call& call = *calls_.find(limit.call);  // its timer is cancelled before it goes
  AgentSession& session = *roster_.session(*call.ringing_party()->session);
  call.last_rung = session.key().agent;
  divert(call, EventCause::call_not_answered, s);
  if (configuration_.after_ring_no_answer == AfterRingNoAnswer::not_ready) {
    // Who does not answer is not at her desk, whichever group's call it was.
    for (AgentSession& own : roster_.find(session.key().agent)->sessions) {
      if (own.state() != cti::AgentState::ready) continue;
      own.enter(cti::AgentState::not_ready);
      s.report(own, EventCause::call_not_answered);
    }
  } else {
    session.idle_since = s.now;
  }
  back_to_queue(call, s);
}

void Switchboard::reached(const OverflowLimit& limit, Stimulus& s) {
  Call& call = *calls_.find(limit.call);
  if (call.entry->waiting) {
    flow_over(call, s);
  } else {
    call.entry->overflow_due = true;
  }
}

void Switchboard::reached(const GuideLimit& limit, Stimulus& s) {
  Call& call = *calls_.find(limit.call);
  if (call.entry->waiting) return release(call, group_device(call.entry->group), EndedBy::application, s);
  call.entry->guide_over = true;
  deadlines_.cancel(call.entry->overflow_timer);  // the end comes first
}

}  // namespace acdloop::acd
