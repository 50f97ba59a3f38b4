// SPDX-License-Identifier: Apache-2.0
// What applications ask about calls: answer, hold, retrieve, clear, make, snapshot.
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
  if (!request.address) return RefusalCause::bad_request;
  const Or<Dialled> dialled = dial(*request.address, request.destination, s);
  if (!dialled) return dialled.error();
  result.connections.push_back({{dialled->call, station_device(*request.address)}, ConnectionState::connected});
  return RefusalCause::none;
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
