// SPDX-License-Identifier: Apache-2.0
// Telephones with two calls: consultation, transfer, conference. A phone has one call on hold beside another at most;
// nobody consults or transfers out of a conference.
#include <utility>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {
namespace {

using cti::CallEventKind;
using cti::ConnectionState;
using cti::EventCause;
using Signal = cti::PhoneSignal::Kind;

}  // namespace

// The one call at that phone, with one other party who talks to it.
Call* Switchboard::call_to_pass_on(const cti::Address& station) {
  const std::vector<Call*> there = calls_.at(station.value());
  if (there.size() != 1 || there.front()->parties.size() != 2) return nullptr;
  Call* call = there.front();
  return can_hold(*call, *call->party_at(station.value())) ? call : nullptr;
}

// Somebody must be there on the call that is on hold: its other end may have handed it on to a phone that rings yet.
std::optional<Switchboard::TwoCalls> Switchboard::two_calls(const cti::Address& station) {
  const TwoCalls calls{calls_.at(station.value(), ConnectionState::hold),
                       calls_.at(station.value(), ConnectionState::connected)};
  if (!calls.held || !calls.other || !calls.held->answered() || calls.held->ringing_party()) return std::nullopt;
  return calls;
}

Switchboard::Or<Switchboard::Dialled> Switchboard::consult(const cti::Address& station, const std::string& digits,
                                                           Stimulus& s) {
  Call* call = call_to_pass_on(station);
  if (!call) return std::unexpected(cti::RefusalCause::state_incompatible);
  const Or<Destination> to = destination_of(digits);
  if (!to) return std::unexpected(to.error());
  put_on_hold(*call, *call->party_at(station.value()), EventCause::consultation, s);
  return start_from(station, *to, true, s);
}

// What the call is once `other` (held until now) and `kept` are one: whoever is left of `other` is the caller, and what
// was dialled last is what was called.
void Switchboard::join(Call& kept, Call& other, Stimulus& s) {
  const Party caller = other.parties.front();
  const bool still_the_caller = caller.device == other.info.calling;
  cti::CallInfo info = kept.info;
  info.calling = caller.device;
  info.calling_number = still_the_caller                                       ? other.info.calling_number
                        : caller.device.category == cti::DeviceCategory::trunk ? other.info.called.id
                                                                               : std::string{};
  if (other.info.trunk) info.trunk = other.info.trunk;
  if (info.call_class == cti::CallClass::internal && caller.device.category == cti::DeviceCategory::trunk) {
    info.call_class = cti::CallClass::direct;
  }
  const cti::CallId before = kept.info.call;
  for (const Party& party : kept.parties) {
    s.reaction.signals.push_back({Signal::renamed, party.device, other.info.call, before});
  }
  info.call = other.info.call;
  calls_.merge(kept, other);
  kept.info = std::move(info);
  kept.consultation = false;
  kept.show_to_all();
}

std::vector<cti::ConnectionChange> Switchboard::picture_of(const Call& call) const {
  std::vector<cti::ConnectionChange> picture;
  for (const Party& party : call.parties) picture.push_back(change(call, party.device, party.state));
  if (call.waits()) picture.push_back(change(call, group_device(call.entry->group), ConnectionState::queued));
  return picture;
}

Switchboard::Or<cti::CallId> Switchboard::transfer(const cti::Address& station, EndedBy who, Stimulus& s) {
  const std::optional<TwoCalls> calls = two_calls(station);
  if (!calls) return std::unexpected(cti::RefusalCause::state_incompatible);
  Call& held = *calls->held;
  Call& kept = *calls->other;
  if (held.parties.size() + kept.parties.size() > max_parties + 2) {
    return std::unexpected(cti::RefusalCause::resource_limit);
  }
  // Both are gone from the phone; the sessions learn of it once the call has gone where it goes.
  const cti::DeviceId device = station_device(station);
  const std::optional<SessionRef> sessions[] = {held.party_at(device.id)->session, kept.party_at(device.id)->session};
  std::vector<cti::ConnectionChange> changes{change(held, device, ConnectionState::null),
                                             change(kept, device, ConnectionState::null)};
  const cti::CallId before = kept.info.call;
  if (who == EndedBy::application) {
    for (const Call* call : {&held, &kept}) s.signal(Signal::far_end_gone, device, call->info.call);
  }
  calls_.remove(held, device.id);
  calls_.remove(kept, device.id);
  join(kept, held, s);
  const std::vector<cti::ConnectionChange> picture = picture_of(kept);
  changes.insert(changes.end(), picture.begin(), picture.end());
  cti::CallInfo info = kept.info;
  if (kept.waits()) info.position = find_group(kept.entry->group)->queue.position(kept.entry->arrival);
  const cti::CallId joined = info.call;
  s.report(CallEventKind::transferred, info, std::move(changes), device, EventCause::transfer,
           cti::Renamed{before, joined});
  if (kept.answered()) let_talk(kept, s);
  for (const auto& session : sessions) {
    if (session) call_over(*session, s);
  }
  phone_free(device, s);
  end_if_nobody_plays(kept, s);
  return joined;
}

Switchboard::Or<Switchboard::Dialled> Switchboard::transfer_to(const cti::Address& station, const std::string& digits,
                                                               EndedBy who, Stimulus& s) {
  Call* call = call_to_pass_on(station);
  if (!call) return std::unexpected(cti::RefusalCause::state_incompatible);
  const Or<Destination> to = destination_of(digits);
  if (!to) return std::unexpected(to.error());
  if (!can_take_call(to->device)) return std::unexpected(cti::RefusalCause::resource_busy);
  const cti::DeviceId device = station_device(station);
  const std::optional<SessionRef> session = call->party_at(device.id)->session;
  const Dialled passed_on{call->info.call, to->trunk.value_or(cti::DeviceId{})};
  if (who == EndedBy::application) s.signal(Signal::far_end_gone, device, passed_on.call);
  calls_.remove(*call, device.id);
  const Party& left = call->parties.front();
  if (left.device != call->info.calling) {
    call->info.calling_number = left.device.category == cti::DeviceCategory::trunk ? call->info.called.id : "";
    call->info.calling = left.device;
  }
  address_to(*call, to->device);
  std::vector<cti::ConnectionChange> changes{change(*call, device, ConnectionState::null)};
  for (const cti::ConnectionChange& other : picture_of(*call)) changes.push_back(other);
  s.report(CallEventKind::transferred, call->info, std::move(changes), device, EventCause::transfer);
  if (session) call_over(*session, s);
  phone_free(device, s);
  if (to->trunk) {
    reach_outside(*call, *to->trunk, s);
  } else if (to->device.category == cti::DeviceCategory::acd_group) {
    enqueue(*call, *find_group(cti::AcdGroupId{to->device.id}), EventCause::transfer, s);
  } else {
    deliver_direct(*call, s);
  }
  return passed_on;
}

void Switchboard::let_talk(const Call& call, Stimulus& s) {
  for (const Party& party : call.parties) {
    if (party.state == ConnectionState::connected) s.signal(Signal::talks, party.device, call.info.call);
  }
}

Switchboard::Or<cti::CallId> Switchboard::conference(const cti::Address& station, Stimulus& s) {
  const std::optional<TwoCalls> calls = two_calls(station);
  if (!calls || !calls->other->answered()) return std::unexpected(cti::RefusalCause::state_incompatible);
  Call& held = *calls->held;
  Call& kept = *calls->other;
  if (held.parties.size() + kept.parties.size() > max_parties + 1) {
    return std::unexpected(cti::RefusalCause::resource_limit);
  }
  const cti::DeviceId device = station_device(station);
  const cti::CallId before = kept.info.call;
  held.party_at(device.id)->state = ConnectionState::connected;
  calls_.remove(kept, device.id);
  // Each goes on seeing the call that it had.
  const cti::CallInfo info = held.info;
  std::vector<Party> members = held.parties;
  members.insert(members.end(), kept.parties.begin(), kept.parties.end());
  join(kept, held, s);
  kept.info = info;
  kept.parties = std::move(members);
  std::vector<cti::ConnectionChange> changes{{{before, device}, ConnectionState::null}};
  for (const cti::ConnectionChange& member : picture_of(kept)) changes.push_back(member);
  s.report(CallEventKind::conferenced, kept.info, std::move(changes), device, EventCause::conference,
           cti::Renamed{before, kept.info.call});
  let_talk(kept, s);
  return info.call;
}

}  // namespace acdloop::acd
