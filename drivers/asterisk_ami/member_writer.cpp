// SPDX-License-Identifier: Apache-2.0
// Events of queue members and of their phones.
#include <algorithm>
#include <utility>

#include "drivers/asterisk_ami/event_writer.hpp"
#include "drivers/asterisk_ami/interfaces.hpp"
#include "drivers/asterisk_ami/releases.hpp"

namespace acdloop::asterisk_ami {

void EventWriter::load(const cti::Directory& directory, TimePoint now) {
  clear();
  members.load(directory);
  channels.load(directory, now);
  queues.load(directory, now);
  for (const cti::Address& station : directory.stations()) devices_[station.value()] = state_of(station.value());
  for (const auto& [station, state] : devices_) {
    for (Member* member : members.at(cti::Address{station})) member->status = state;
  }
}

void EventWriter::clear() {
  members.clear();
  channels.clear();
  queues.clear();
  devices_.clear();
  wishes_.clear();
  told_.clear();
}

std::string EventWriter::interface(const Member& member) const {
  return interface_of(dialect_, member.address.value());
}

Message EventWriter::member_event(std::string_view name, const Member& member) const {
  const Release& release = dialect_.release;
  Message message{"Event", name};
  message.add("Queue", queue_name(member.queue));
  if (has(release, Feature::channel_blocks)) {
    message.add("MemberName", member_name(member)).add("Interface", interface(member));
  } else {
    message.add("Location", interface(member)).add("MemberName", member_name(member));
    if (name == "QueueMemberRemoved") return message;
    if (name == "QueueMemberPaused") {
      message.add("Paused", member.paused ? "1" : "0");
      return member.paused_reason.empty() ? message : message.add("Reason", member.paused_reason);
    }
  }
  if (has(release, Feature::state_interface)) message.add("StateInterface", interface(member));
  message.add("Membership", "dynamic").add("Penalty", member.penalty);
  message.add("CallsTaken", member.calls_taken).add("LastCall", member.last_call);
  if (has(release, Feature::last_pause)) message.add("LastPause", member.last_pause);
  if (has(release, Feature::login_time)) message.add("LoginTime", member.login_time);
  if (has(release, Feature::in_call)) message.add("InCall", member.in_call ? "1" : "0");
  message.add("Status", static_cast<std::int64_t>(member.status)).add("Paused", member.paused ? "1" : "0");
  if (has(release, Feature::paused_reason)) message.add("PausedReason", member.paused_reason);
  if (has(release, Feature::ringinuse)) message.add("Ringinuse", "0");
  if (has(release, Feature::wrap_up_time)) message.add("Wrapuptime", member.wrap_up_time);
  return message;
}

// As many as there can be members: an application may name only those that exist.
void EventWriter::expect(const Members::Key& member, MemberWish wish) { wishes_[member] = std::move(wish); }

std::string EventWriter::take_reason(const Member& member) {
  auto wish = wishes_.extract(Members::Key{member.queue, member.address});
  return wish ? std::move(wish.mapped().reason) : std::string{};
}

std::vector<Told> EventWriter::pause(Member& member, bool paused, const std::string& reason, TimePoint now) {
  const bool modern = has(dialect_.release, Feature::channel_blocks);
  const bool shows_reason = paused || has(dialect_.release, Feature::reason_on_unpause);
  member.paused = paused;
  member.paused_reason = shows_reason ? reason : std::string{};
  if (paused) member.last_pause = epoch_.seconds(now);
  tell(class_call, Message{"Event", "DeviceStateChange"}
                       .add("Device", "Queue:" + queue_name(member.queue) + "_pause_" + interface(member))
                       .add("State", paused ? "INUSE" : "NOT_INUSE"));
  tell(class_agent, member_event(modern ? "QueueMemberPause" : "QueueMemberPaused", member));
  if (!paused) member.paused_reason.clear();
  return std::exchange(told_, {});
}

std::vector<Told> EventWriter::on_agent(const cti::AgentEvent& event, TimePoint now) {
  const cti::AgentSubject& subject = event.report.subject;
  if (!subject.agent || !subject.group || !subject.address) return {};
  using Kind = cti::AgentEventKind;
  if (event.kind == Kind::agent_logged_on) {
    Member& member = members.add(*subject.agent, *subject.group, *subject.address);
    member.login_time = epoch_.seconds(now);
    member.status = state_of(subject.address->value());
    member.paused = event.report.states.only() != cti::AgentState::ready;
    if (auto wish = wishes_.extract(Members::Key{member.queue, member.address})) {
      member.penalty = wish.mapped().penalty;
      member.wrap_up_time = wish.mapped().wrap_up_time;
      if (member.paused) member.paused_reason = wish.mapped().reason;
    }
    if (member.paused) {
      member.last_pause = member.login_time;
      tell(class_call, Message{"Event", "DeviceStateChange"}
                           .add("Device", "Queue:" + queue_name(member.queue) + "_pause_" + interface(member))
                           .add("State", "INUSE"));
    }
    tell(class_agent, member_event("QueueMemberAdded", member));
    return std::exchange(told_, {});
  }
  Member* member = members.find(*subject.group, *subject.address);
  if (member == nullptr) return {};
  if (event.kind == Kind::agent_logged_off) {
    tell(class_agent, member_event("QueueMemberRemoved", *member));
    members.remove(*member);
    return std::exchange(told_, {});
  }
  // Busy and wrap-up are no states of a member; READY after a wrap-up is no change of its pause.
  const bool pauses = event.kind == Kind::agent_not_ready && !member->paused;
  const bool unpauses = event.kind == Kind::agent_ready && member->paused;
  if (!pauses && !unpauses) return {};
  const bool by_itself = event.cause == cti::EventCause::call_not_answered;
  return pause(*member, pauses, by_itself ? "Auto-Pause" : take_reason(*member), now);
}

std::vector<Told> EventWriter::on_device(const cti::DeviceEvent& event) {
  if (event.kind != cti::DeviceEventKind::offline) return {};
  const std::string& device = event.address.value();
  if (event.on) {
    devices_[device] = DeviceState::unavailable;
    for (Member* member : members.at(event.address)) {
      member->status = DeviceState::unavailable;
      tell(class_agent, member_event("QueueMemberStatus", *member));
    }
  } else {
    device_changed(device);
  }
  return std::exchange(told_, {});
}

// A Local channel knows no more than used and not used.
DeviceState EventWriter::state_of(const std::string& device_id) {
  const std::vector<Channel*> there = channels.at(device_id);
  if (there.empty()) return DeviceState::not_in_use;
  if (dialect_.phones == Phones::local) return DeviceState::in_use;
  const auto all = [&](auto&& is) { return std::ranges::all_of(there, is); };
  if (all([](const Channel* channel) { return channel->state == ChannelState::ringing; })) return DeviceState::ringing;
  if (all([](const Channel* channel) { return channel->on_hold; })) return DeviceState::on_hold;
  return DeviceState::in_use;
}

void EventWriter::device_changed(const std::string& device_id) {
  const auto known = devices_.find(device_id);
  const DeviceState now = state_of(device_id);
  const bool changed = known == devices_.end() ? now != DeviceState::not_in_use : known->second != now;
  devices_[device_id] = now;
  if (!changed && has(dialect_.release, Feature::status_on_change_only)) return;
  const std::vector<Member*> concerned = members.at(cti::Address{device_id});
  tell(class_call,
       Message{"Event", "DeviceStateChange"}
           .add("Device", dialect_.phones == Phones::local ? interface_of(dialect_, device_id) : "PJSIP/" + device_id)
           .add("State", word_of(now)));
  for (Member* member : concerned) {
    member->status = now;
    tell(class_agent, member_event("QueueMemberStatus", *member));
  }
}

}  // namespace acdloop::asterisk_ami
