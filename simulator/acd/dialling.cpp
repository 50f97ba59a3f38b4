// SPDX-License-Identifier: Apache-2.0
// Calls at their beginning: who dials what, and where the call goes first.
#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {
namespace {

using cti::CallEventKind;
using cti::ConnectionState;
using cti::DeviceCategory;
using cti::EventCause;
using Signal = cti::PhoneSignal::Kind;

bool is_outside_number(const std::string& digits) {
  return !digits.empty() && digits.size() <= cti::max_id_length &&
         digits.find_first_not_of("0123456789*#+") == std::string::npos;
}

cti::CallClass class_between(const cti::DeviceId& caller, const cti::DeviceId& called) {
  if (called.category == DeviceCategory::acd_group) return cti::CallClass::acd;
  if (caller.category != DeviceCategory::station) return cti::CallClass::direct;
  return called.category == DeviceCategory::station ? cti::CallClass::internal : cti::CallClass::outbound;
}

}  // namespace

// A device as dialled: a group by pilot or name, a station, or else something outside. A group that was removed is
// still what its number means: such a call fails.
cti::DeviceId Switchboard::device_of(const std::string& digits) const {
  for (const Group& group : groups_) {
    if (group.config.name.value() == digits) return group_device(group.config.name);
  }
  for (const Group& group : groups_) {
    if (!digits.empty() && group.config.pilot == digits) return group_device(group.config.name);
  }
  if (has_station(cti::Address{digits})) return station_device(cti::Address{digits});
  return {digits, DeviceCategory::external};
}

std::optional<Switchboard::Dialled> Switchboard::place_call(const IncomingCall& incoming, Stimulus& s) {
  const std::optional<cti::DeviceId> trunk = calls_.free_trunk();
  if (!trunk || calls_.full()) return std::nullopt;
  cti::DeviceId called = incoming.destination;
  if (called.category != DeviceCategory::acd_group && called.category != DeviceCategory::station) {
    called = device_of(called.id);
  }
  Call& call = start(*trunk, incoming.from, called, s);
  const Dialled dialled{call.info.call, *trunk};
  route(call, s);
  return dialled;
}

Switchboard::Or<Switchboard::Destination> Switchboard::destination_of(const std::string& digits) const {
  Destination to{device_of(digits), std::nullopt};
  const bool outside = to.device.category == DeviceCategory::external;
  if (outside && !is_outside_number(digits)) return std::unexpected(cti::RefusalCause::invalid_destination);
  if (calls_.full()) return std::unexpected(cti::RefusalCause::resource_limit);
  if (outside) to.trunk = calls_.free_trunk();
  if (outside && !to.trunk) return std::unexpected(cti::RefusalCause::resource_busy);
  return to;
}

Switchboard::Or<Switchboard::Dialled> Switchboard::dial(const cti::Address& from, const std::string& digits,
                                                        Stimulus& s) {
  if (!has_station(from)) return std::unexpected(cti::RefusalCause::invalid_address);
  const Or<Destination> to = destination_of(digits);
  if (!to && to.error() == cti::RefusalCause::invalid_destination) return std::unexpected(to.error());
  if (!calls_.idle(from.value())) return std::unexpected(cti::RefusalCause::state_incompatible);
  if (!to) return std::unexpected(to.error());
  return start_from(from, *to, false, s);
}

Switchboard::Dialled Switchboard::start_from(const cti::Address& from, const Destination& to, bool consultation,
                                             Stimulus& s) {
  Call& call = start(station_device(from), {}, to.device, s);
  call.consultation = consultation;
  Dialled dialled{call.info.call, to.trunk.value_or(cti::DeviceId{})};
  if (to.trunk) {
    reach_outside(call, *to.trunk, s);
  } else {
    route(call, s);
  }
  return dialled;
}

void Switchboard::address_to(Call& call, const cti::DeviceId& called) {
  call.info.called = called;
  call.info.originally_called = called;
  call.info.call_class = class_between(call.parties.front().device, called);
  call.info.group.reset();
  if (called.category == DeviceCategory::acd_group) call.info.group = cti::AcdGroupId{called.id};
  call.show_to_all();
}

Call& Switchboard::start(const cti::DeviceId& caller, const std::string& number, const cti::DeviceId& called,
                         Stimulus& s) {
  Call& call = calls_.open(caller);
  address_to(call, called);
  call.info.calling_number = number;
  if (caller.category == DeviceCategory::trunk) call.info.trunk = caller;
  s.report(CallEventKind::originated, call.info, {change(call, caller, ConnectionState::connected)}, caller,
           EventCause::new_call);
  return call;
}

void Switchboard::route(Call& call, Stimulus& s) {
  const cti::DeviceId& called = call.info.called;
  if (called.category == DeviceCategory::acd_group) {
    Group* group = find_group(cti::AcdGroupId{called.id});
    if (!group) return fail(call, EventCause::other, s);
    if (group->queue.size() >= configuration_.max_queue_length) {
      return fail(call, EventCause::resources_not_available, s);
    }
    const auto cause = call.consultation ? std::optional{EventCause::consultation} : std::nullopt;
    return enqueue(call, *group, cause, s);
  }
  if (!has_station(cti::Address{called.id})) return fail(call, EventCause::other, s);
  if (!calls_.idle(called.id)) return fail(call, EventCause::busy, s);
  deliver_direct(call, s);
}

// A call that is handed on must not be lost: what route() would let fail is found out before.
bool Switchboard::can_take_call(const cti::DeviceId& called) const {
  if (called.category == DeviceCategory::external) return true;
  if (called.category == DeviceCategory::station) return calls_.idle(called.id);
  const Group* group = find_group(cti::AcdGroupId{called.id});
  return group && group->queue.size() < configuration_.max_queue_length;
}

// The caller hears a tone and is released at once.
void Switchboard::fail(Call& call, EventCause cause, Stimulus& s) {
  const cti::DeviceId called = call.info.called;
  const cti::DeviceId caller = call.parties.front().device;
  s.report(CallEventKind::failed, call.info, {change(call, called, ConnectionState::fail)}, called, cause);
  s.report(CallEventKind::connection_cleared, call.info,
           {change(call, called, ConnectionState::null), change(call, caller, ConnectionState::null)}, called, cause);
  s.signal(Signal::refused, caller, call.info.call);
  calls_.close(call);
  phone_free(caller, s);
}

void Switchboard::deliver_direct(Call& call, Stimulus& s) {
  const cti::DeviceId station = call.info.called;
  ring(call, station);
  s.report(CallEventKind::delivered, call.info, {change(call, station, ConnectionState::alerting)}, station,
           call.consultation ? EventCause::consultation : EventCause::new_call);
  s.signal(Signal::rings, station, call.info.call);
}

// Nobody plays the people outside who are called: they answer at once.
void Switchboard::reach_outside(Call& call, const cti::DeviceId& trunk, Stimulus& s) {
  if (!call.info.trunk) call.info.trunk = trunk;
  ring(call, trunk);
  call.party_at(trunk.id)->outside_callee = true;
  establish(call, s);
}

}  // namespace acdloop::acd
