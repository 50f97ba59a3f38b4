// SPDX-License-Identifier: Apache-2.0
// Calls from the first ring to the last: what telephones do, and what it does to connections.
#include <algorithm>
#include <cassert>
#include <utility>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {
namespace {

using cti::CallEventKind;
using cti::ConnectionState;
using cti::EventCause;
using Signal = cti::PhoneSignal::Kind;

}  // namespace

void Switchboard::ring(Call& call, const cti::DeviceId& device, std::optional<SessionRef> session) {
  Party party{device, ConnectionState::alerting, std::move(session)};
  party.call_class = call.info.call_class;
  party.group = call.info.group;
  calls_.add(call, std::move(party));
}

void Switchboard::establish(Call& call, Stimulus& s) {
  forget_timers(call);
  Party& answering = *call.ringing_party();
  answering.state = ConnectionState::connected;
  const cti::DeviceId device = answering.device;
  const std::optional<SessionRef> session = answering.session;
  s.report(CallEventKind::established, call.info, {change(call, device, ConnectionState::connected)}, device,
           EventCause::answered);
  s.signal(Signal::talks, device, call.info.call);
  for (const Party& party : call.parties) {
    if (party.device != device && party.state == ConnectionState::connected) {
      s.signal(Signal::talks, party.device, call.info.call);
    }
  }
  if (session) call_answered(*session, s);
  end_if_nobody_plays(call, s);
}

void Switchboard::lift(const cti::Address& station, Stimulus& s) {
  if (Call* call = calls_.at(station.value(), ConnectionState::alerting)) establish(*call, s);
}

// One call on hold is all that a phone can keep.
bool Switchboard::can_hold(const Call& call, const Party& party) const {
  if (party.device.category != cti::DeviceCategory::station || party.state != ConnectionState::connected) return false;
  if (!call.answered()) return false;
  const auto there = calls_.at(party.device.id);
  return std::none_of(there.begin(), there.end(), [&](const Call* other) {
    return other->party_at(party.device.id)->state == ConnectionState::hold;
  });
}

// Whoever has another call must end it first.
bool Switchboard::can_retrieve(const Party& party) const {
  return party.state == ConnectionState::hold && calls_.at(party.device.id).size() == 1;
}

void Switchboard::hold(const cti::Address& station, Stimulus& s) {
  Call* call = calls_.at(station.value(), ConnectionState::connected);
  if (!call) return;
  Party& party = *call->party_at(station.value());
  if (can_hold(*call, party)) put_on_hold(*call, party, EventCause::hold, s);
}

void Switchboard::put_on_hold(Call& call, Party& party, EventCause cause, Stimulus& s) {
  party.state = ConnectionState::hold;
  s.report(CallEventKind::held, call.seen_from(party.device.id), {change(call, party.device, ConnectionState::hold)},
           party.device, cause);
}

void Switchboard::retrieve(const cti::Address& station, Stimulus& s) {
  Call* call = calls_.at(station.value(), ConnectionState::hold);
  if (!call) return;
  Party& party = *call->party_at(station.value());
  if (can_retrieve(party)) take_back_from_hold(*call, party, s);
}

void Switchboard::take_back_from_hold(Call& call, Party& party, Stimulus& s) {
  party.state = ConnectionState::connected;
  s.report(CallEventKind::retrieved, call.seen_from(party.device.id),
           {change(call, party.device, ConnectionState::connected)}, party.device, EventCause::normal);
}

void Switchboard::hang_up(const std::string& device, Stimulus& s) {
  Call* call = calls_.at(device, ConnectionState::connected);
  if (call) leave(*call, cti::DeviceId{call->party_at(device)->device}, EndedBy::person, s);
}

void Switchboard::leave(Call& call, const cti::DeviceId& device, EndedBy who, Stimulus& s) {
  const Party* leaving = call.party_at(device.id);
  if (!leaving || call.parties.size() + (call.waits() ? 1 : 0) <= 2) return release(call, device, who, s);
  const std::optional<SessionRef> session = leaving->session;
  s.report(CallEventKind::connection_cleared, call.seen_from(device.id), {change(call, device, ConnectionState::null)},
           device, EventCause::normal_clearing);
  if (who == EndedBy::application) s.signal(Signal::far_end_gone, device, call.info.call);
  calls_.remove(call, device.id);
  if (session) call_over(*session, s);
  phone_free(device, s);
  end_if_nobody_plays(call, s);
}

void Switchboard::end_if_nobody_plays(Call& call, Stimulus& s) {
  const bool nobody =
      std::all_of(call.parties.begin(), call.parties.end(), [](const Party& p) { return p.outside_callee; });
  if (nobody) release(call, {}, EndedBy::application, s);
}

// All connections of a call end at one instant, who hung up first in the list.
void Switchboard::release(Call& call, const cti::DeviceId& by, EndedBy who, Stimulus& s) {
  say_released(call, by, who, s);
  forget_timers(call);
  const std::vector<Party> parties = call.parties;
  calls_.close(call);
  for (const Party& party : parties) {
    if (party.session && party.state != ConnectionState::alerting) call_over(*party.session, s);
  }
  // Whoever only heard it ring was never away, and keeps the place among the idle.
  for (const Party& party : parties) {
    if (party.state != ConnectionState::alerting) phone_free(party.device, s);
  }
}

void Switchboard::say_released(const Call& call, const cti::DeviceId& by, EndedBy who, Stimulus& s) {
  std::vector<cti::DeviceId> devices;
  for (const Party& party : call.parties) devices.push_back(party.device);
  if (call.waits()) devices.push_back(group_device(call.entry->group));
  std::stable_partition(devices.begin(), devices.end(), [&](const cti::DeviceId& device) { return device == by; });
  std::vector<cti::ConnectionChange> changes;
  for (const cti::DeviceId& device : devices) changes.push_back(change(call, device, ConnectionState::null));
  const bool normal = call.answered() || by.category == cti::DeviceCategory::acd_group;
  s.report(CallEventKind::connection_cleared, call.seen_from(by.id), std::move(changes), by,
           normal ? EventCause::normal_clearing : EventCause::call_cancelled);

  for (const cti::DeviceId& device : devices) {
    const Party* party = call.party_at(device.id);
    if (!party || (device == by && who == EndedBy::person)) continue;
    const bool rang = party->state == ConnectionState::alerting;
    s.signal(rang ? Signal::stops_ringing : Signal::far_end_gone, device, call.info.call);
  }
}

void Switchboard::forget_timers(Call& call) {
  deadlines_.cancel(call.ring_timer);
  leave_entry(call);
}

}  // namespace acdloop::acd
