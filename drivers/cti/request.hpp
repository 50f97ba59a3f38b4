// SPDX-License-Identifier: Apache-2.0
// What a computing function may ask of a switching function (ECMA-269 services), as one value type.
// Used by the façade, the hands of a bench, both ends of every wire and the ACD model.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/cti/agent_state.hpp"
#include "drivers/cti/figures.hpp"
#include "drivers/cti/ids.hpp"

namespace acdloop::cti {

enum class RequestKind : std::uint8_t {
  log_on,             // agent, address, group (absent = every group of the agent), pin, state to begin in
  log_off,            // agent, address, group (absent = every group of the agent)
  set_agent_state,    // agent, address, group, state in {not_ready, ready, wrap_up}
  query_agent_state,  // agent, address, group: at least one; an empty list means not logged on
  query_group,        // group: state of every member
  query_figures,      // agent or group, scope: what the switch has counted itself
  make_call,          // address (from), destination
  answer_call,        // connection
  hold_call,          // connection
  retrieve_call,      // connection
  clear_connection,   // connection
  clear_call,         // connection
  // Of the phone that talks in `connection`; the Result names the connection that comes of it.
  consultation_call,          // connection, destination: held, and the destination called
  transfer_call,              // connection, held: joined, and the phone leaves both
  conference_call,            // connection, held: joined, and the phone stays
  single_step_transfer_call,  // connection, destination: the call goes there, and the phone leaves it
  snapshot_device,            // address
  check_link,                 // no field: a round trip, and what the switch says the time is
};
inline constexpr int request_kind_count = 18;
std::string_view to_string(RequestKind kind);
std::optional<RequestKind> request_kind_from(std::string_view name);

struct Request {
  RequestId id{};
  RequestKind kind = RequestKind::check_link;
  std::optional<AgentId> agent;
  std::optional<Address> address;
  std::optional<AcdGroupId> group;
  std::optional<AgentState> state;
  std::optional<ConnectionId> connection;
  std::string destination;
  std::optional<std::string> pin = {};    // what the agent proves to be the agent with; absent: none is given
  std::optional<ConnectionId> held = {};  // the other call at the same phone
  FiguresScope scope = FiguresScope::session;
  std::string calling = {};  // the number that somebody outside shows
  friend bool operator==(const Request&, const Request&) = default;
};

}  // namespace acdloop::cti
