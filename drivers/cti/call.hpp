// SPDX-License-Identifier: Apache-2.0
// Calls and connections in ECMA-269's words. Connections are the truth, event names are labels: every call
// event carries the connections it changed, and readers decide by those.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "drivers/cti/ids.hpp"

namespace acdloop::cti {

enum class ConnectionState : std::uint8_t { null, initiated, alerting, connected, hold, queued, fail };
std::string_view to_string(ConnectionState state);

struct ConnectionChange {
  ConnectionId connection;
  ConnectionState to = ConnectionState::null;
  friend bool operator==(const ConnectionChange&, const ConnectionChange&) = default;
};

// acd: it came from an ACD queue in which the agent is logged on (TAPI LINEAGENTSTATEEX constants).
enum class CallClass : std::uint8_t { unknown, acd, direct, internal, outbound };
std::string_view to_string(CallClass call_class);

struct CallInfo {
  CallId call;
  CallClass call_class = CallClass::unknown;
  std::optional<AcdGroupId> group;  // the ACD group that distributes the call
  DeviceId calling;
  std::string calling_number;  // the outside caller's number, empty for an inside call
  DeviceId called;
  DeviceId originally_called;
  std::optional<DeviceId> trunk;
  std::optional<int> position;  // in the queue, 1 = next
  friend bool operator==(const CallInfo&, const CallInfo&) = default;
};

}  // namespace acdloop::cti
