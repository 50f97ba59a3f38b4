// SPDX-License-Identifier: Apache-2.0
// Calls from the first ring to the last: what telephones do, and what it does to connections.
#include <algorithm>
#include <cassert>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {
namespace {

using cti::CallEventKind;
using cti::ConnectionState;
using cti::EventCause;
using Signal = cti::PhoneSignal::Kind;

bool is_outside_number(const std::string& digits) {
  return !digits.empty() && digits.size() <= cti::max_id_length &&
         digits.find_first_not_of("0123456789*#+") == std::string::npos;
}

bool is_answered(const Call& call) { return call.called && call.called->state != ConnectionState::alerting; }

}  // namespace

// A device as dialled: a group by pilot or name, a station, or else something outside.
cti::DeviceId Switchboard::device_of(const std::string& digits) const {
  if (find_group(cti::AcdGroupId{digits})) return group_device(cti::AcdGroupId{digits});
  for (const Group& group : groups_) {
    if (!digits.empty() && group.config.pilot == digits) return group_device(group.config.name);
  }
  if (has_station(cti::Address{digits})) return station_device(cti::Address{digits});
  return {digits, cti::DeviceCategory::external};
}

std::optional<Switchboard::Dialled> Switchboard::place_call(const IncomingCall& incoming, Stimulus& s) {
  const std::optional<cti::DeviceId> trunk = calls_.free_trunk();
  if (!trunk || calls_.full()) return std::nullopt;
  cti::DeviceId called = incoming.destination;
  if (called.category != cti::DeviceCategory::acd_group && called.category != cti::DeviceCategory::station) {
    called = device_of(called.id);
  }
  const bool acd = called.category == cti::DeviceCategory::acd_group;
  Call& call = start(*trunk, incoming.from, called, acd ? cti::CallClass::acd : cti::CallClass::direct, s);
  const Dialled dialled{call.info.call, *trunk};
  route(call, s);
  return dialled;
}

Switchboard::Or<Switchboard::Dialled> Switchboard::dial(const cti::Address& from, const std::string& digits,
                                                        Stimulus& s) {
  if (!has_station(from)) return std::unexpected(cti::RefusalCause::invalid_address);
  const cti::DeviceId called = device_of(digits);
  const bool outside = called.category == cti::DeviceCategory::external;
  if (outside && !is_outside_number(digits)) return std::unexpected(cti::RefusalCause::invalid_destination);
  if (calls_.at(from.value())) return std::unexpected(cti::RefusalCause::state_incompatible);
  if (calls_.full()) return std::unexpected(cti::RefusalCause::resource_limit);
  const std::optional<cti::DeviceId> trunk = outside ? calls_.free_trunk() : std::nullopt;
  if (outside && !trunk) return std::unexpected(cti::RefusalCause::resource_busy);

  const bool acd = called.category == cti::DeviceCategory::acd_group;
  const auto call_class = outside ? cti::CallClass::outbound : acd ? cti::CallClass::acd : cti::CallClass::internal;
  Call& call = start(station_device(from), {}, called, call_class, s);
  Dialled dialled{call.info.call, trunk.value_or(cti::DeviceId{})};
  if (trunk) {
    reach_outside(call, *trunk, s);
  } else {
    route(call, s);
  }
  return dialled;
}

Call& Switchboard::start(const cti::DeviceId& caller, const std::string& number, const cti::DeviceId& called,
                         cti::CallClass call_class, Stimulus& s) {
  Call& call = calls_.open(caller);
  call.info.call_class = call_class;
  if (call_class == cti::CallClass::acd) call.info.group = cti::AcdGroupId{called.id};
  call.info.calling_number = number;
  call.info.called = called;
  call.info.originally_called = called;
  if (caller.category == cti::DeviceCategory::trunk) call.info.trunk = caller;
  s.report(CallEventKind::originated, call.info, {change(call, caller, ConnectionState::connected)}, caller,
           EventCause::new_call);
  return call;
}

void Switchboard::route(Call& call, Stimulus& s) {
  const cti::DeviceId& called = call.info.called;
  if (called.category == cti::DeviceCategory::acd_group) {
    Group* group = find_group(cti::AcdGroupId{called.id});
    if (!group) return fail(call, EventCause::other, s);
    if (group->queue.size() >= configuration_.max_queue_length) {
      return fail(call, EventCause::resources_not_available, s);
    }
    return enqueue(call, *group, s);
  }
  if (!has_station(cti::Address{called.id})) return fail(call, EventCause::other, s);
  if (calls_.at(called.id)) return fail(call, EventCause::busy, s);
  deliver_direct(call, s);
}

// The caller hears a tone and is released at once.
void Switchboard::fail(Call& call, EventCause cause, Stimulus& s) {
  const cti::DeviceId called = call.info.called;
  const cti::DeviceId caller = call.caller.device;
  s.report(CallEventKind::failed, call.info, {change(call, called, ConnectionState::fail)}, called, cause);
  s.report(CallEventKind::connection_cleared, call.info,
           {change(call, called, ConnectionState::null), change(call, caller, ConnectionState::null)}, called, cause);
  s.signal(Signal::refused, caller, call.info.call);
  calls_.close(call);
  if (caller.category == cti::DeviceCategory::station) phone_free(caller, s.now);
}

void Switchboard::enqueue(Call& call, Group& group, Stimulus& s) {
  group.queue.insert(call.number, call.info.call);
  call.queued = true;
  cti::CallInfo info = call.info;
  info.position = group.queue.position(call.number);
  const cti::DeviceId device = group_device(group.config.name);
  const bool somebody = pick(group, call) != nullptr;
  s.report(CallEventKind::queued, info, {change(call, device, ConnectionState::queued)}, device,
           somebody ? EventCause::new_call : EventCause::no_available_agents);
}

void Switchboard::ring(Call& call, const cti::DeviceId& station) {
  call.called = Party{station, ConnectionState::alerting};
  calls_.occupy(station, call);
}

void Switchboard::deliver_direct(Call& call, Stimulus& s) {
  const cti::DeviceId station = call.info.called;
  ring(call, station);
  s.report(CallEventKind::delivered, call.info, {change(call, station, ConnectionState::alerting)}, station,
           EventCause::new_call);
  s.signal(Signal::rings, station, call.info.call);
}

// Nobody plays the people outside who are called: they answer at once.
void Switchboard::reach_outside(Call& call, const cti::DeviceId& trunk, Stimulus& s) {
  call.info.trunk = trunk;
  ring(call, trunk);
  establish(call, s);
}

void Switchboard::establish(Call& call, Stimulus& s) {
  deadlines_.cancel(call.ring_timer);
  call.called->state = ConnectionState::connected;
  const cti::DeviceId device = call.called->device;
  s.report(CallEventKind::established, call.info, {change(call, device, ConnectionState::connected)}, device,
           EventCause::answered);
  s.signal(Signal::talks, device, call.info.call);
  s.signal(Signal::talks, call.caller.device, call.info.call);
  if (call.session) call_answered(*call.session, s);
}

void Switchboard::lift(const cti::Address& station, Stimulus& s) {
  Call* call = calls_.at(station.value());
  if (!call) return;
  const Party* party = call->party_at(station.value());
  if (party->state == ConnectionState::alerting) establish(*call, s);
}

bool Switchboard::can_hold(const Call& call, const Party& party) {
  return party.device.category == cti::DeviceCategory::station && party.state == ConnectionState::connected &&
         is_answered(call);
}

void Switchboard::hold(const cti::Address& station, Stimulus& s) {
  Call* call = calls_.at(station.value());
  if (!call) return;
  Party* party = call->party_at(station.value());
  if (can_hold(*call, *party)) put_on_hold(*call, *party, s);
}

void Switchboard::put_on_hold(Call& call, Party& party, Stimulus& s) {
  party.state = ConnectionState::hold;
  s.report(CallEventKind::held, call.info, {change(call, party.device, ConnectionState::hold)}, party.device,
           EventCause::hold);
}

void Switchboard::retrieve(const cti::Address& station, Stimulus& s) {
  Call* call = calls_.at(station.value());
  if (!call) return;
  Party* party = call->party_at(station.value());
  if (party->state == ConnectionState::hold) take_back_from_hold(*call, *party, s);
}

void Switchboard::take_back_from_hold(Call& call, Party& party, Stimulus& s) {
  party.state = ConnectionState::connected;
  s.report(CallEventKind::retrieved, call.info, {change(call, party.device, ConnectionState::connected)}, party.device,
           EventCause::normal);
}

void Switchboard::hang_up(const std::string& device, Stimulus& s) {
  Call* call = calls_.at(device);
  if (!call) return;
  const Party party = *call->party_at(device);
  if (party.state == ConnectionState::connected) release(*call, party.device, EndedBy::person, s);
}

// The one way a call ends: all its connections at one instant, who hung up first in the list.
void Switchboard::release(Call& call, const cti::DeviceId& by, EndedBy who, Stimulus& s) {
  deadlines_.cancel(call.ring_timer);
  if (call.queued) find_group(*call.info.group)->queue.erase(call.number);
  say_released(call, by, who, s);

  const cti::DeviceId caller = call.caller.device;
  const std::optional<Party> called = call.called;
  const std::optional<SessionRef> session = call.session;
  const bool answered = is_answered(call);
  calls_.close(call);
  if (session && answered) call_over(*session, s);
  // Whoever only heard it ring was never away, and keeps the place among the idle.
  if (called && answered) phone_free(called->device, s.now);
  phone_free(caller, s.now);
}

void Switchboard::say_released(const Call& call, const cti::DeviceId& by, EndedBy who, Stimulus& s) {
  std::vector<cti::DeviceId> devices{call.caller.device};
  if (call.called) devices.push_back(call.called->device);
  if (call.queued) devices.push_back(group_device(*call.info.group));
  std::stable_partition(devices.begin(), devices.end(), [&](const cti::DeviceId& device) { return device == by; });
  std::vector<cti::ConnectionChange> changes;
  for (const cti::DeviceId& device : devices) changes.push_back(change(call, device, ConnectionState::null));
  s.report(CallEventKind::connection_cleared, call.info, std::move(changes), by,
           is_answered(call) ? EventCause::normal_clearing : EventCause::call_cancelled);

  for (const cti::DeviceId& device : devices) {
    const Party* party = call.party_at(device.id);
    if (!party || (device == by && who == EndedBy::person)) continue;
    const bool rang = party->state == ConnectionState::alerting;
    s.signal(rang ? Signal::stops_ringing : Signal::far_end_gone, device, call.info.call);
  }
}

void Switchboard::divert(Call& call, EventCause cause, Stimulus& s) {
  assert(call.called && call.called->state == ConnectionState::alerting && call.info.group);
  deadlines_.cancel(call.ring_timer);
  const cti::DeviceId station = call.called->device;
  call.called.reset();
  call.session.reset();
  calls_.release(station);
  s.report(CallEventKind::diverted, call.info, {change(call, station, ConnectionState::null)}, station, cause);
  s.signal(Signal::stops_ringing, station, call.info.call);
}

void Switchboard::not_answered(const cti::CallId& id, Stimulus& s) {
  Call& call = *calls_.find(id);  // its timer is cancelled before it goes
  AgentSession& session = *roster_.session(*call.session);
  call.last_rung = session.key().agent;
  divert(call, EventCause::call_not_answered, s);
  if (configuration_.after_ring_no_answer == AfterRingNoAnswer::not_ready) {
    session.enter(cti::AgentState::not_ready);
    s.report(session, EventCause::call_not_answered);
  } else {
    session.idle_since = s.now;
  }
  enqueue(call, *find_group(*call.info.group), s);
}

}  // namespace acdloop::acd
