// SPDX-License-Identifier: Apache-2.0
// Calls from the first channel to the answer, and what becomes of them then; their end is in hang_up_writer.cpp.
#include <algorithm>
#include <utility>

#include "drivers/asterisk_ami/event_writer.hpp"
#include "drivers/asterisk_ami/interfaces.hpp"

namespace acdloop::asterisk_ami {

using cti::CallEventKind;
using cti::ConnectionState;

std::vector<Told> EventWriter::on_call(const cti::CallEvent& event, TimePoint now) {
  switch (event.kind) {
    case CallEventKind::originated:
      originated(event, now);
      break;
    case CallEventKind::queued:
      queued(event, now);
      break;
    case CallEventKind::delivered:
      delivered(event, now);
      break;
    case CallEventKind::diverted:
      diverted(event, now);
      break;
    case CallEventKind::established:
      established(event, now);
      break;
    case CallEventKind::held:
      hold(event, true);
      break;
    case CallEventKind::retrieved:
      hold(event, false);
      break;
    case CallEventKind::connection_cleared:
      cleared(event, now);
      break;
    case CallEventKind::failed:
      failed(event);
      break;
    case CallEventKind::transferred:
      transferred(event, now);
      break;
    case CallEventKind::conferenced:  // no action of AMI and no event tells of one
    case CallEventKind::call_cleared:
      break;
  }
  return std::exchange(told_, {});
}

Message EventWriter::with_block(std::string_view event, const Channel& channel) const {
  Message message{"Event", event};
  add_block(message, channel, "", dialect_);
  return message;
}

QueueEvent EventWriter::queue_event(QueueEventName name, const cti::CallId& id) {
  QueueEvent event;
  event.name = name;
  event.caller = caller_of(id);
  const QueueCall* call = queues.find(id);
  if (call == nullptr) return event;
  event.queue = queue_name(call->queue);
  event.count = queues.waiting(call->queue).size();
  event.original_position = call->original_position;
  if (!call->member) return event;
  event.member_channel = channels.find(id, {call->member->value()});
  event.interface = interface_of(dialect_, call->member->value());
  event.member_name = call->member_name;
  return event;
}

// The channel that the queue knows the call by: whoever came first and is still there.
Channel* EventWriter::caller_of(const cti::CallId& call) {
  const std::vector<Channel*> all = channels.of(call);
  return all.empty() ? nullptr : all.front();
}

void EventWriter::originated(const cti::CallEvent& event, TimePoint now) {
  Channel& channel = channels.open(event.info, event.info.calling, now);
  channel.state = ChannelState::ring;
  tell(class_call, with_block("Newchannel", channel));
  device_changed(channel.device.id);
}

void EventWriter::queued(const cti::CallEvent& event, TimePoint now) {
  const auto to = std::ranges::find(event.changes, ConnectionState::queued, &cti::ConnectionChange::to);
  if (to == event.changes.end()) return;
  const cti::CallId& id = event.info.call;
  const cti::AcdGroupId queue{to->connection.device.id};
  const bool waits_already = queues.place(id) > 0 && queues.find(id)->queue == queue;
  const std::size_t place = queues.join(id, queue, now);
  if (waits_already) return;  // back from a phone that nobody answered: it never left
  if (Channel* caller = caller_of(id); caller != nullptr && caller->state != ChannelState::up) {
    caller->state = ChannelState::up;
    tell(class_call, with_block("Newstate", *caller));
  }
  QueueEvent join = queue_event(QueueEventName::join, id);
  join.position = place;
  tell(join);
}

Channel& EventWriter::dial(const cti::CallInfo& info, const cti::DeviceId& device, TimePoint now) {
  Channel& made = channels.open(info, device, now);
  tell(class_call, with_block("Newchannel", made));
  if (!made.dial_plan_id.empty()) tell(class_call, with_block("Newchannel", dial_plan_half_of(made, dialect_)));
  return made;
}

void EventWriter::delivered(const cti::CallEvent& event, TimePoint now) {
  const cti::CallInfo& info = event.info;
  for (const cti::ConnectionChange& change : event.changes) {
    if (change.to != ConnectionState::alerting) continue;
    const cti::DeviceId& device = change.connection.device;
    Channel& called = dial(info, device, now);
    QueueCall* call = queues.find(info.call);
    const cti::Address address{device.id};
    const Member* member = call != nullptr ? members.find(call->queue, address) : nullptr;
    if (member != nullptr && queues.place(info.call) > 0) {
      call->called = now;
      call->member = address;
      call->member_name = member_name(*member);
      tell(queue_event(QueueEventName::called, info.call));
    }
    Message begins{"Event", "DialBegin"};
    if (const Channel* caller = caller_of(info.call)) add_block(begins, *caller, "", dialect_);
    add_block(begins, called, "Dest", dialect_);
    tell(class_call, begins.add("DialString", device.id));
    called.state = ChannelState::ringing;
    tell(class_call, with_block("Newstate", called));
    device_changed(device.id);
  }
}

void EventWriter::dial_end(const Channel* caller, const Channel& called, std::string_view status) {
  Message ends{"Event", "DialEnd"};
  if (caller != nullptr) add_block(ends, *caller, "", dialect_);
  add_block(ends, called, "Dest", dialect_);
  tell(class_call, ends.add("DialStatus", status));
}

// From a phone that did not answer, or out of a queue into another one.
void EventWriter::diverted(const cti::CallEvent& event, TimePoint now) {
  const cti::CallId& id = event.info.call;
  QueueCall* call = queues.find(id);
  for (const cti::ConnectionChange& change : event.changes) {
    const cti::DeviceId& device = change.connection.device;
    if (device.category == cti::DeviceCategory::acd_group) {
      if (call != nullptr) abandoned(event, *call, now);
      continue;
    }
    const Channel* called = channels.find(id, device);
    if (called == nullptr) continue;
    const bool rang_out = event.cause == cti::EventCause::call_not_answered;
    if (call != nullptr && call->member == cti::Address{device.id}) {
      QueueEvent unanswered = queue_event(QueueEventName::ring_no_answer, id);
      const TimePoint since = call->called.value_or(now);
      unanswered.ring_time = rang_out ? std::chrono::duration_cast<std::chrono::milliseconds>(now - since).count()
                                      : queues.seconds_between(since, now) * 1000;
      tell(unanswered);
      call->called.reset();
      call->member.reset();
    }
    const Channel* caller = caller_of(id);
    if (rang_out) dial_end(caller, *called, "NOANSWER");
    dial_end(caller, *called, "CANCEL");
    hang_up(id, device, 26);
  }
}

void EventWriter::established(const cti::CallEvent& event, TimePoint now) {
  const cti::CallInfo& info = event.info;
  for (const cti::ConnectionChange& change : event.changes) {
    const cti::DeviceId& device = change.connection.device;
    if (change.to != ConnectionState::connected) continue;
    Channel* called = channels.find(info.call, device);
    // Somebody outside who was called: never heard to ring.
    if (called == nullptr) called = &dial(info, device, now);
    called->state = ChannelState::up;
    device_changed(device.id);
    tell(class_call, with_block("Newstate", *called));
    Channel* caller = caller_of(info.call);
    dial_end(caller == called ? nullptr : caller, *called, "ANSWER");
    if (caller != nullptr && caller->state != ChannelState::up) {
      caller->state = ChannelState::up;
      tell(class_call, with_block("Newstate", *caller));
    }
    QueueCall* call = queues.find(info.call);
    if (call == nullptr || call->connected || call->member != cti::Address{device.id}) continue;
    QueueEvent leave = queue_event(QueueEventName::leave, info.call);
    leave.position = queues.leave(info.call);
    leave.count = queues.waiting(call->queue).size();
    tell(leave);
    call->connected = now;
    if (Member* member = members.find(call->queue, *call->member)) member->in_call = true;
    queues.count_connect(*call, now);
    QueueEvent connect = queue_event(QueueEventName::connect, info.call);
    connect.hold_time = queues.seconds_between(call->joined, now);
    connect.ring_time = std::chrono::duration_cast<std::chrono::seconds>(now - call->called.value_or(now)).count();
    tell(connect);
  }
}

void EventWriter::hold(const cti::CallEvent& event, bool held) {
  if (dialect_.phones == Phones::local) return;
  for (const cti::ConnectionChange& change : event.changes) {
    Channel* channel = channels.find(event.info.call, change.connection.device);
    if (channel == nullptr || channel->on_hold == held) continue;
    channel->on_hold = held;
    tell(class_call, with_block(held ? "Hold" : "Unhold", *channel));
    device_changed(channel->device.id);
  }
}

void EventWriter::failed(const cti::CallEvent& event) {
  const Channel* caller = caller_of(event.info.call);
  if (caller == nullptr) return;
  Message ends = with_block("DialEnd", *caller);
  tell(class_call, ends.add("DialStatus", event.cause == cti::EventCause::busy ? "BUSY" : "CONGESTION"));
}

// Handed on: the agent's channels go, whoever is left of the second call is in the first one from here on.
void EventWriter::transferred(const cti::CallEvent& event, TimePoint now) {
  const cti::CallId& id = event.info.call;
  const Channel* own = channels.find(id, event.by);
  Message tells{"Event", event.renamed ? "AttendedTransfer" : "BlindTransfer"};
  tells.add("Result", "Success");
  if (event.renamed) {
    const Channel* second = channels.find(event.renamed->before, event.by);
    if (own != nullptr) add_block(tells, *own, "OrigTransferer", dialect_);
    if (second != nullptr) add_block(tells, *second, "SecondTransferer", dialect_);
  } else if (own != nullptr) {
    add_block(tells, *own, "Transferer", dialect_);
    tells.add("Extension", naming_.to_wire(event.info.called));
  }
  tell(class_call, tells);
  const QueueCall* served = queues.find(id);
  if (served != nullptr && served->connected && served->member == cti::Address{event.by.id}) {
    completed(id, "transfer", now);
  }
  hang_up(id, event.by, 16);
  if (!event.renamed) return;
  hang_up(event.renamed->before, event.by, 16);
  queues.rename(event.renamed->before, id);
  channels.rename(event.renamed->before, id);
}

}  // namespace acdloop::asterisk_ami
