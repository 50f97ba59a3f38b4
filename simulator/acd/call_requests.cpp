// SPDX-License-Identifier: Apache-2.0
// What applications ask about calls: answer, hold, retrieve, clear, make, hand on, join, snapshot.
#include <algorithm>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {

using cti::ConnectionState;
using cti::RefusalCause;
using cti::RequestKind;

// A connection without a call id means the call at the device that is in the wanted state, else whichever is there.
Switchboard::Or<Call*> Switchboard::addressed_call(const cti::ConnectionId& connection, ConnectionState wanted,
                                                   RefusalCause nothing_there) {
  if (connection.call.empty()) {
    if (Call* fitting = calls_.at(connection.device.id, wanted)) return fitting;
    const std::vector<Call*> there = calls_.at(connection.device.id);
    if (there.empty()) return std::unexpected(nothing_there);
    return there.front();
  }
  Call* call = calls_.find(connection.call);
  if (!call || !call->party_at(connection.device.id)) return std::unexpected(RefusalCause::invalid_call);
  return call;
}

RefusalCause Switchboard::control(const cti::Request& request, Stimulus& s) {
  if (!request.connection) return RefusalCause::bad_request;
  const std::string& device = request.connection->device.id;
  if (!has_station(cti::Address{device})) return RefusalCause::invalid_address;
  const RefusalCause nothing_there = request.kind == RequestKind::answer_call ? RefusalCause::no_call_to_answer
                                     : request.kind == RequestKind::hold_call ? RefusalCause::no_active_call
                                                                              : RefusalCause::no_held_call;
  const ConnectionState wanted = request.kind == RequestKind::answer_call ? ConnectionState::alerting
                                 : request.kind == RequestKind::hold_call ? ConnectionState::connected
                                                                          : ConnectionState::hold;
  const Or<Call*> call = addressed_call(*request.connection, wanted, nothing_there);
  if (!call) return call.error();
  Party& party = *(*call)->party_at(device);
  if (request.kind == RequestKind::answer_call && party.state == ConnectionState::alerting) {
    establish(**call, s);
  } else if (request.kind == RequestKind::hold_call && can_hold(**call, party)) {
    put_on_hold(**call, party, cti::EventCause::hold, s);
  } else if (request.kind == RequestKind::retrieve_call && can_retrieve(party)) {
    take_back_from_hold(**call, party, s);
  } else {
    return nothing_there;
  }
  return RefusalCause::none;
}

// A phone that rings has nothing to clear; whoever waits in a queue may be cleared away.
RefusalCause Switchboard::clear(const cti::Request& request, Stimulus& s) {
  if (!request.connection) return RefusalCause::bad_request;
  const cti::ConnectionId& connection = *request.connection;
  if (request.kind == RequestKind::clear_call) {
    Call* call = calls_.find(connection.call);
    if (!call) return connection.call.empty() ? RefusalCause::no_call_to_clear : RefusalCause::invalid_call;
    const Party* party = call->party_at(connection.device.id);
    const cti::DeviceId by = party ? party->device : cti::DeviceId{};
    release(*call, by, EndedBy::application, s);
    return RefusalCause::none;
  }
  const Or<Call*> call = addressed_call(connection, ConnectionState::connected, RefusalCause::no_call_to_clear);
  if (!call) return call.error();
  const Party party = *(*call)->party_at(connection.device.id);
  if (party.state == ConnectionState::alerting) return RefusalCause::no_call_to_clear;
  leave(**call, party.device, EndedBy::application, s);
  return RefusalCause::none;
}

RefusalCause Switchboard::make_call(const cti::Request& request, cti::Result& result, Stimulus& s) {
  if (!request.address) return let_in(request, result, s);
  const Or<Dialled> dialled = dial(*request.address, request.destination, s);
  if (!dialled) return dialled.error();
  result.connections.push_back({{dialled->call, station_device(*request.address)}, ConnectionState::connected});
  return RefusalCause::none;
}

// Somebody outside, on whose behalf an application acts.
RefusalCause Switchboard::let_in(const cti::Request& request, cti::Result& result, Stimulus& s) {
  if (request.destination.empty()) return RefusalCause::bad_request;
  const std::optional<Dialled> placed = place_call({request.calling, device_of(request.destination)}, s);
  if (!placed) return RefusalCause::resource_limit;
  result.connections.push_back({{placed->call, placed->line}, ConnectionState::connected});
  return RefusalCause::none;
}

// The phone that is to act: it talks in the call that is named, or has dialled it.
Switchboard::Or<cti::Address> Switchboard::talking_phone(const cti::Request& request) {
  if (!request.connection) return std::unexpected(RefusalCause::bad_request);
  const cti::Address station{request.connection->device.id};
  if (!has_station(station)) return std::unexpected(RefusalCause::invalid_address);
  const Or<Call*> call = addressed_call(*request.connection, ConnectionState::connected, RefusalCause::no_active_call);
  if (!call) return std::unexpected(call.error());
  const bool talks = (*call)->party_at(station.value())->state == ConnectionState::connected;
  if (!talks) return std::unexpected(RefusalCause::no_active_call);
  return station;
}

RefusalCause Switchboard::pass_on(const cti::Request& request, cti::Result& result, Stimulus& s) {
  const Or<cti::Address> station = talking_phone(request);
  if (!station) return station.error();
  const bool consults = request.kind == RequestKind::consultation_call;
  const Or<Dialled> dialled = consults ? consult(*station, request.destination, s)
                                       : transfer_to(*station, request.destination, EndedBy::application, s);
  if (!dialled) return dialled.error();
  tell_parties(dialled->call, *station, result);
  return RefusalCause::none;
}

RefusalCause Switchboard::join_calls(const cti::Request& request, cti::Result& result, Stimulus& s) {
  const Or<cti::Address> station = talking_phone(request);
  if (!station) return station.error();
  if (!request.held) return RefusalCause::bad_request;
  const Or<Call*> held = addressed_call(*request.held, ConnectionState::hold, RefusalCause::no_held_call);
  if (!held) return held.error();
  const Party* there = (*held)->party_at(station->value());
  if (!there || there->state != ConnectionState::hold) return RefusalCause::no_held_call;
  const Or<cti::CallId> joined = request.kind == RequestKind::transfer_call
                                     ? transfer(*station, EndedBy::application, s)
                                     : conference(*station, s);
  if (!joined) return joined.error();
  tell_parties(*joined, *station, result);
  return RefusalCause::none;
}

// Who is in the call now: the phone that acted first if it is, then whoever came last.
void Switchboard::tell_parties(const cti::CallId& call, const cti::Address& station, cti::Result& result) {
  std::vector<cti::ConnectionChange> parties;
  if (const Call* now = calls_.find(call)) parties = picture_of(*now);
  if (parties.empty()) parties.push_back({{call, station_device(station)}, ConnectionState::null});  // over already
  std::ranges::reverse(parties);
  std::ranges::stable_partition(parties,
                                [&](const auto& party) { return party.connection.device.id == station.value(); });
  for (const cti::ConnectionChange& party : parties) result.connections.emplace_back(party.connection, party.to);
}

RefusalCause Switchboard::snapshot(const cti::Request& request, cti::Result& result) const {
  if (!request.address) return RefusalCause::bad_request;
  if (!has_station(*request.address)) return RefusalCause::invalid_address;
  const cti::DeviceId device = station_device(*request.address);
  for (const auto& [info, state] : directory_->calls_at(device)) {
    result.connections.push_back({{info.call, device}, state});
  }
  return RefusalCause::none;
}

}  // namespace acdloop::acd
