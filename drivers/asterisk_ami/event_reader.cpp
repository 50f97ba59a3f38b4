// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/event_reader.hpp"

#include <utility>

#include "drivers/asterisk_ami/interfaces.hpp"

namespace acdloop::asterisk_ami {
namespace {

using cti::AgentEventKind;
using cti::CallEventKind;
using cti::ConnectionState;
using cti::EventCause;

// The first of the names that has a value: releases call one thing by several.
std::string_view first_of(const Message& event, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const std::string_view value = event[name]; !value.empty()) return value;
  }
  return {};
}

std::string_view interface_in(const Message& event) {
  return first_of(event, {"Interface", "Location", "Member", "AgentCalled"});
}

bool known(std::string_view text) { return !text.empty() && text != "<unknown>" && text != "unknown"; }

std::string bounded(std::string_view text, std::size_t most) { return std::string{text.substr(0, most)}; }

}  // namespace

EventReader::EventReader(const cti::Naming& naming, const cti::Watch& watch) : naming_(naming) {
  for (const cti::Address& address : watch.addresses) phones_.insert(address.value());
}

std::vector<cti::Event> EventReader::read(const Message& event) {
  fault_.clear();
  const std::string_view name = event.name();
  const auto is = [&](std::string_view one) { return same_word(name, one); };
  if (is("Newchannel")) new_channel(event);
  if (is("QueueCallerJoin") || is("Join")) joins(event);
  if (is("AgentCalled")) is_called(event);
  if (is("DialBegin")) dial_begins(event);
  if (is("DialEnd")) dial_ends(event);
  if (is("AgentConnect")) connects(event);
  if (is("AgentRingNoAnswer")) rings_in_vain(event);
  if (is("Hold")) hold(event, true);
  if (is("Unhold")) hold(event, false);
  if (is("HangupRequest")) hang_up_requested(event);
  if (is("Hangup")) hangs_up(event);
  if (is("AgentComplete")) completes(event);
  if (is("AttendedTransfer")) transferred(event);
  if (is("QueueMemberAdded")) member_event(event, AgentEventKind::agent_logged_on);
  if (is("QueueMemberRemoved")) member_event(event, AgentEventKind::agent_logged_off);
  if (is("QueueMemberPause") || is("QueueMemberPaused")) {
    const bool paused = event["Paused"] == "1";
    member_event(event, paused ? AgentEventKind::agent_not_ready : AgentEventKind::agent_ready);
  }
  if (is("QueueMemberStatus")) member_status(event);
  return std::exchange(said_, {});
}

cti::ConnectionId EventReader::made_by(const Message& response, const std::optional<cti::Address>& phone) {
  const std::string_view name = response["Channel"];
  const KnownChannel* found = calls_.channel(name);
  if (phone) return {found ? found->call : cti::CallId{}, {phone->value(), cti::DeviceCategory::station}};
  // The first channel of its call, which is called after it.
  if (found == nullptr && known(response["Uniqueid"])) {
    return {cti::CallId{bounded(response["Uniqueid"], cti::max_call_id_length)}, device(name)};
  }
  return {found ? found->call : cti::CallId{}, device(name)};
}

// The oldest channel's id; releases before 13.5 name the channel's own, which for a caller's is the same.
cti::CallId EventReader::call_id(const Message& event) const {
  return cti::CallId{bounded(first_of(event, {"Linkedid", "DestLinkedid", "Uniqueid"}), cti::max_call_id_length)};
}

cti::DeviceId EventReader::device(std::string_view channel_name) const {
  const std::string id = device_of_channel(channel_name);
  return {id, phones_.contains(id) ? cti::DeviceCategory::station : cti::DeviceCategory::trunk};
}

KnownChannel* EventReader::channel(const Message& event, Side side) {
  const bool called = side == Side::called;
  const std::string_view name =
      called ? first_of(event, {"DestChannel", "DestinationChannel"}) : first_of(event, {"Channel", "ChannelCalling"});
  if (name.empty()) return nullptr;
  const KnownChannel* before = calls_.channel(name);
  cti::CallId id = call_id(event);
  if (id.empty() && before != nullptr) id = before->call;
  if (id.empty()) return nullptr;
  KnownChannel* now = calls_.put(name, device(name), id);
  if (now == nullptr) fault_ = "more than " + std::to_string(KnownCalls::max_channels) + " channels";
  return now;
}

// Until 11 the events of an answered call name the member's channel where later ones name the caller's.
KnownChannel* EventReader::member_channel(const Message& event) {
  if (!event["DestChannel"].empty()) return channel(event, Side::called);
  return event["Interface"].empty() ? channel(event, Side::caller) : nullptr;
}

KnownCall* EventReader::call(const Message& event) { return calls_.call(call_id(event)); }

cti::ConnectionChange EventReader::change(const KnownChannel& channel, ConnectionState to) {
  return {{channel.call, channel.device}, to};
}

void EventReader::say(CallEventKind kind, const KnownCall& call, std::vector<cti::ConnectionChange> changes,
                      const cti::DeviceId& by, EventCause cause) {
  said_.push_back({cti::CallEvent{kind, call.info, std::move(changes), by, cause, {}}});
}

// A channel that is called is new in the state Down; its DialBegin or AgentCalled tells whom it is for.
void EventReader::new_channel(const Message& event) {
  // Known from then on, and no party of its own: it is the phone itself, whose other half is called.
  if (is_dial_plan_half(event["Channel"])) {
    channel(event, Side::caller);
    return;
  }
  const bool own_call = event["Linkedid"].empty() || event["Linkedid"] == event["Uniqueid"];
  if (!own_call || event["ChannelState"] == "0") return;
  KnownChannel* caller = channel(event, Side::caller);
  if (caller == nullptr || caller->state != ConnectionState::null) return;
  caller->state = ConnectionState::connected;
  KnownCall& made = *calls_.call(caller->call);
  made.info.calling = caller->device;
  const bool outside = caller->device.category != cti::DeviceCategory::station;
  if (outside && known(event["CallerIDNum"]))
    made.info.calling_number = bounded(event["CallerIDNum"], cti::max_id_length);
  if (outside) made.info.trunk = caller->device;
  const std::string exten = bounded(event["Exten"], cti::max_id_length);
  if (naming_.is_group(exten)) {
    made.info.called = {naming_.group_from_wire(exten).value(), cti::DeviceCategory::acd_group};
  } else {
    const bool phone = phones_.contains(exten);
    made.info.called = {exten, phone ? cti::DeviceCategory::station : cti::DeviceCategory::external};
  }
  made.info.originally_called = made.info.called;
  say(CallEventKind::originated, made, {change(*caller, ConnectionState::connected)}, caller->device,
      EventCause::new_call);
}

void EventReader::joins(const Message& event) {
  KnownChannel* caller = channel(event, Side::caller);
  if (caller == nullptr) return;
  if (caller->state == ConnectionState::null) caller->state = ConnectionState::connected;
  KnownCall& waits = *calls_.call(caller->call);
  const std::string queue = bounded(event["Queue"], cti::max_id_length);
  waits.waits_in = waits.info.group = cti::AcdGroupId{queue};
  waits.info.call_class = cti::CallClass::acd;
  if (waits.info.calling.empty()) waits.info.calling = caller->device;
  waits.info.called = {queue, cti::DeviceCategory::acd_group};
  if (const auto place = to_number(event["Position"], 1'000'000)) waits.info.position = static_cast<int>(*place);
  say(CallEventKind::queued, waits, {{{caller->call, waits.info.called}, ConnectionState::queued}}, waits.info.called,
      EventCause::none);
}

void EventReader::rings(const Message& event, KnownChannel& called, KnownCall& call) {
  called.state = ConnectionState::alerting;
  if (call.info.calling.empty()) {
    if (const KnownChannel* caller = channel(event, Side::caller)) call.info.calling = caller->device;
  }
  const cti::DeviceId by = called.device;
  say(CallEventKind::delivered, call, {change(called, ConnectionState::alerting)}, by,
      called.of_queue ? EventCause::distributed : EventCause::new_call);
}

void EventReader::is_called(const Message& event) {
  KnownChannel* called = channel(event, Side::called);
  if (called == nullptr) return;
  KnownCall& of = *calls_.call(called->call);
  of.info.group = cti::AcdGroupId{bounded(event["Queue"], cti::max_id_length)};
  of.info.call_class = cti::CallClass::acd;
  of.info.position.reset();
  called->of_queue = true;
  rings(event, *called, of);
}

// Of a queue's call AgentCalled has told.
void EventReader::dial_begins(const Message& event) {
  KnownChannel* called = channel(event, Side::called);
  if (called == nullptr || called->of_queue || called->state != ConnectionState::null) return;
  KnownCall& of = *calls_.call(called->call);
  const bool phone = called->device.category == cti::DeviceCategory::station;
  const bool from_phone = of.info.calling.category == cti::DeviceCategory::station;
  of.info.call_class = !phone       ? cti::CallClass::outbound
                       : from_phone ? cti::CallClass::internal
                                    : cti::CallClass::direct;
  of.info.group.reset();
  of.info.called = called->device;
  if (of.info.originally_called.empty()) of.info.originally_called = called->device;
  rings(event, *called, of);
}

void EventReader::dial_ends(const Message& event) {
  KnownChannel* called = channel(event, Side::called);
  if (called == nullptr || called->of_queue || event["DialStatus"] != "ANSWER") return;
  if (called->state == ConnectionState::connected) return;
  called->state = ConnectionState::connected;
  KnownCall& of = *calls_.call(called->call);
  if (of.info.call_class == cti::CallClass::unknown) of.info.call_class = cti::CallClass::outbound;
  say(CallEventKind::established, of, {change(*called, ConnectionState::connected)}, called->device,
      EventCause::answered);
}

// QueueCallerLeave came before: the call is out of the queue.
void EventReader::connects(const Message& event) {
  KnownChannel* member = member_channel(event);
  if (member == nullptr || member->state == ConnectionState::connected) return;
  member->of_queue = true;
  member->state = ConnectionState::connected;
  KnownCall& of = *calls_.call(member->call);
  of.info.group = cti::AcdGroupId{bounded(event["Queue"], cti::max_id_length)};
  of.info.call_class = cti::CallClass::acd;
  std::vector<cti::ConnectionChange> changes{change(*member, ConnectionState::connected)};
  if (of.waits_in) {
    changes.push_back({{member->call, {of.waits_in->value(), cti::DeviceCategory::acd_group}}, ConnectionState::null});
    of.waits_in.reset();
  }
  say(CallEventKind::established, of, std::move(changes), member->device, EventCause::answered);
}

void EventReader::rings_in_vain(const Message& event) {
  KnownChannel* member = member_channel(event);
  if (member == nullptr || member->state != ConnectionState::alerting) return;
  member->state = ConnectionState::null;
  const bool rang = event["RingTime"] != "0" && event["Ringtime"] != "0";
  say(CallEventKind::diverted, *calls_.call(member->call), {change(*member, ConnectionState::null)}, member->device,
      rang ? EventCause::call_not_answered : EventCause::busy);
}

void EventReader::hold(const Message& event, bool held) {
  KnownChannel* holds = channel(event, Side::caller);
  if (holds == nullptr || holds->state == ConnectionState::null) return;
  holds->state = held ? ConnectionState::hold : ConnectionState::connected;
  say(held ? CallEventKind::held : CallEventKind::retrieved, *calls_.call(holds->call), {change(*holds, holds->state)},
      holds->device, held ? EventCause::hold : EventCause::normal);
}

void EventReader::hang_up_requested(const Message& event) {
  const KnownChannel* asks = channel(event, Side::caller);
  if (asks != nullptr) calls_.call(asks->call)->by = asks->device;
}

void EventReader::gone(KnownChannel& channel, KnownCall& call, EventCause cause) {
  if (std::exchange(channel.state, ConnectionState::null) == ConnectionState::null) return;
  std::vector<cti::ConnectionChange> changes{change(channel, ConnectionState::null)};
  cti::DeviceId by = call.by;
  const bool is_caller = channel.device == call.info.calling;
  if (is_caller && call.waits_in) {
    const cti::DeviceId queue{call.waits_in->value(), cti::DeviceCategory::acd_group};
    changes.push_back({{channel.call, queue}, ConnectionState::null});
    if (by.empty()) by = queue;  // nobody asked for it: the switch has ended the call
    call.waits_in.reset();
    cause = EventCause::call_cancelled;
  }
  say(CallEventKind::connection_cleared, call, std::move(changes), by, cause);
}

void EventReader::hangs_up(const Message& event) {
  const std::string name{event["Channel"]};
  KnownChannel* ends = calls_.channel(name);
  if (ends == nullptr) return;
  gone(*ends, *calls_.call(ends->call), EventCause::normal_clearing);
  calls_.remove_channel(name);
}

void EventReader::completes(const Message& event) {
  const auto phone = device_of_interface(interface_in(event));
  if (!phone) return;
  const cti::AcdGroupId queue{bounded(event["Queue"], cti::max_id_length)};
  KnownChannel* served = calls_.served_at(*phone, queue);
  if (served == nullptr || served->state == ConnectionState::alerting) return;
  const bool handed_on = event["Reason"] == "transfer";
  gone(*served, *calls_.call(served->call), handed_on ? EventCause::transfer : EventCause::normal_clearing);
}

// Both calls of one phone are one from here on, without it.
void EventReader::transferred(const Message& event) {
  KnownChannel* first = calls_.channel(event["OrigTransfererChannel"]);
  KnownChannel* second = calls_.channel(event["SecondTransfererChannel"]);
  if (first == nullptr || second == nullptr || first->call == second->call) return;
  const cti::Renamed renamed{second->call, first->call};
  std::vector<cti::ConnectionChange> changes;
  for (KnownChannel* leaves : {first, second}) {
    changes.push_back(change(*leaves, ConnectionState::null));
    leaves->state = ConnectionState::null;
  }
  const cti::CallInfo before = calls_.call(renamed.now)->info;
  const cti::DeviceId by = first->device;
  calls_.rename(renamed.before, renamed.now);
  KnownCall& joined = *calls_.call(renamed.now);
  joined.info.calling = before.calling;
  joined.info.calling_number = before.calling_number;
  joined.info.trunk = before.trunk;
  said_.push_back(
      {cti::CallEvent{CallEventKind::transferred, joined.info, std::move(changes), by, EventCause::transfer, renamed}});
}

cti::AgentSubject EventReader::subject(const Message& event) const {
  cti::AgentSubject subject;
  const std::string_view name = first_of(event, {"MemberName", "Name"});
  if (!name.empty()) subject.agent = naming_.agent_from_wire(name.substr(0, cti::max_id_length));
  if (!event["Queue"].empty()) subject.group = cti::AcdGroupId{bounded(event["Queue"], cti::max_id_length)};
  if (const auto phone = device_of_interface(interface_in(event))) subject.address = cti::Address{*phone};
  return subject;
}

void EventReader::member_event(const Message& event, AgentEventKind kind) {
  cti::AgentEvent agent;
  agent.kind = kind;
  agent.report.subject = subject(event);
  if (!agent.report.subject.group || !agent.report.subject.address) {
    fault_ = "a member without queue or interface";
    return;
  }
  const bool paused = event["Paused"] == "1";
  agent.report.states = {paused ? cti::AgentState::not_ready : cti::AgentState::ready};
  if (kind == AgentEventKind::agent_logged_off) agent.report.states = {cti::AgentState::null};
  const bool by_itself = event["PausedReason"] == "Auto-Pause" || event["Reason"] == "Auto-Pause";
  if (by_itself && paused) agent.report.detail = cti::StateDetail::forced_pause;
  said_.push_back({std::move(agent)});
}

// InCall falls when the call is accounted: the first word of its end, where the agent hung up.
void EventReader::member_status(const Message& event) {
  if (event["InCall"] != "0") return;
  const auto phone = device_of_interface(interface_in(event));
  if (!phone) return;
  KnownChannel* served = calls_.served_at(*phone, cti::AcdGroupId{bounded(event["Queue"], cti::max_id_length)});
  if (served == nullptr || served->state == ConnectionState::alerting) return;
  gone(*served, *calls_.call(served->call), EventCause::normal_clearing);
}

std::optional<cti::AgentStateReport> EventReader::member(const Message& item) const {
  cti::AgentStateReport report;
  report.subject = subject(item);
  if (!report.subject.agent || !report.subject.group || !report.subject.address) return std::nullopt;
  const bool in_call = item["InCall"] == "1" || item["IsInCall"] == "1";
  const bool away = item["Status"] == "4" || item["Status"] == "5";
  if (in_call) {
    report.states = {cti::AgentState::busy};
  } else if (item["Paused"] == "1" || away) {
    report.states = {cti::AgentState::not_ready};
  } else if (item.number("LastCall").value_or(0) > 0) {
    report.states = {cti::AgentState::ready, cti::AgentState::wrap_up};  // how long that lasts is nowhere on the wire
  } else {
    report.states = {cti::AgentState::ready};
  }
  return report;
}

}  // namespace acdloop::asterisk_ami
