// SPDX-License-Identifier: Apache-2.0
// The end of calls: who asked for it, what the queue makes of it, which channels go.
#include <algorithm>
#include <utility>

#include "drivers/asterisk_ami/event_writer.hpp"

namespace acdloop::asterisk_ami {
namespace {

constexpr int normal_clearing = 16;  // Q.850
constexpr int answered_elsewhere = 26;

std::string_view text_of(int cause) { return cause == answered_elsewhere ? "Answered elsewhere" : "Normal Clearing"; }

}  // namespace

void EventWriter::hang_up_request(Channel* channel) {
  if (channel == nullptr) return;
  Message request = with_block("HangupRequest", *channel);
  tell(class_call, request.add("Cause", normal_clearing));
}

void EventWriter::hang_up(const cti::CallId& call, const cti::DeviceId& device, int cause) {
  const Channel* channel = channels.find(call, device);
  if (channel == nullptr) return;
  Message gone = with_block("Hangup", *channel);
  tell(class_call, gone.add("Cause", cause).add("Cause-txt", text_of(cause)));
  if (!channel->dial_plan_id.empty()) {
    Message half = with_block("Hangup", dial_plan_half_of(*channel, dialect_));
    tell(class_call, half.add("Cause", cause).add("Cause-txt", text_of(cause)));
  }
  channels.close(call, device);
  device_changed(device.id);
}

// Given up, or taken out of the queue by its own limits: one event for both.
void EventWriter::abandoned(const cti::CallEvent& event, QueueCall& call, TimePoint now) {
  const cti::CallId& id = event.info.call;
  queues.count_abandon(call);
  QueueEvent abandon = queue_event(QueueEventName::abandon, id);
  abandon.position = queues.place(id);
  abandon.hold_time = queues.seconds_between(call.joined, now);
  tell(abandon);
  QueueEvent leave = queue_event(QueueEventName::leave, id);
  leave.position = queues.leave(id);
  leave.count = queues.waiting(call.queue).size();
  tell(leave);
}

void EventWriter::completed(const cti::CallId& id, std::string_view reason, TimePoint now) {
  QueueCall& call = *queues.find(id);
  QueueEvent complete = queue_event(QueueEventName::complete, id);
  const TimePoint connected = call.connected.value_or(now);
  complete.hold_time = queues.seconds_between(call.joined, connected);
  complete.talk_time = queues.seconds_between(connected, now);
  complete.reason = reason;
  tell(complete);
  if (Member* member = members.find(call.queue, *call.member)) {
    ++member->calls_taken;
    member->last_call = epoch_.seconds(now);
    member->in_call = false;
  }
  queues.count_complete(call, now);
  queues.forget(id);
}

void EventWriter::cleared(const cti::CallEvent& event, TimePoint now) {
  const cti::CallId& id = event.info.call;
  const auto goes = [&](const cti::DeviceId& device) {
    return std::ranges::any_of(event.changes, [&](const cti::ConnectionChange& change) {
      return change.to == cti::ConnectionState::null && change.connection.device == device;
    });
  };
  // Nobody hangs up a call that the switch itself ends.
  const bool by_the_switch = event.by.category == cti::DeviceCategory::acd_group || event.by.empty();
  if (!by_the_switch) hang_up_request(channels.find(id, event.by));
  QueueCall* call = queues.find(id);
  if (call != nullptr && call->connected) {
    const cti::DeviceId agent{call->member->value(), cti::DeviceCategory::station};
    const Channel* caller = caller_of(id);
    const bool ends = goes(agent) || (caller != nullptr && goes(caller->device));
    // The agent's phone is free before the queue is told, unless it was the caller who hung up.
    const bool agent_first = event.by == agent && goes(agent);
    if (ends && agent_first) {
      const cti::Address address = *call->member;
      const cti::AcdGroupId queue = call->queue;
      std::vector<Told> before = std::exchange(told_, {});
      completed(id, "agent", now);
      std::vector<Told> complete = std::exchange(told_, std::move(before));
      hang_up(id, agent, normal_clearing);
      told_.insert(told_.end(), complete.begin(), complete.end());
    } else if (ends) {
      completed(id, "caller", now);
    }
  } else if (call != nullptr && queues.place(id) > 0) {
    if (call->member) {
      if (const Channel* called = channels.find(id, {call->member->value()})) {
        dial_end(caller_of(id), *called, "CANCEL");
      }
    }
    abandoned(event, *call, now);
  }
  std::vector<cti::DeviceId> gone;
  for (const cti::ConnectionChange& change : event.changes) {
    if (change.to == cti::ConnectionState::null) gone.push_back(change.connection.device);
  }
  // Who was called goes first.
  std::ranges::reverse(gone);
  for (const cti::DeviceId& device : gone) {
    const Channel* channel = channels.find(id, device);
    if (channel == nullptr) continue;
    if (call == nullptr && channel->state == ChannelState::ringing) dial_end(caller_of(id), *channel, "CANCEL");
    hang_up(id, device, normal_clearing);
  }
  if (channels.of(id).empty()) queues.forget(id);
}

}  // namespace acdloop::asterisk_ami
