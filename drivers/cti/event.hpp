// SPDX-License-Identifier: Apache-2.0
// What a switch says happened (reports, not facts). The model emits them exact; a computing end emits what was
// on its wire, nothing more: no repair of an illegal order, no invented event.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "drivers/cti/agent_state.hpp"
#include "drivers/cti/call.hpp"
#include "drivers/cti/cause.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::cti {

enum class AgentEventKind : std::uint8_t {
  agent_logged_on,
  agent_logged_off,
  agent_not_ready,
  agent_ready,
  agent_busy,
  agent_wrap_up,
};
std::string_view to_string(AgentEventKind kind);

// Each kind reports entry into its state. A wire may leave several states possible (report.states).
struct AgentEvent {
  AgentEventKind kind = AgentEventKind::agent_not_ready;
  AgentStateReport report;
  EventCause cause = EventCause::none;
  friend bool operator==(const AgentEvent&, const AgentEvent&) = default;
};

enum class CallEventKind : std::uint8_t {
  originated,
  queued,
  delivered,
  diverted,
  established,
  held,
  retrieved,
  connection_cleared,
  call_cleared,
  failed,
  transferred,
  conferenced,
};
std::string_view to_string(CallEventKind kind);

// A call that goes on under another id, as transfer and conference make of two calls one (ECMA-269: the connection
// list of TRANSFERED and CONFERENCED).
struct Renamed {
  CallId before;
  CallId now;
  friend bool operator==(const Renamed&, const Renamed&) = default;
};

struct CallEvent {
  CallEventKind kind = CallEventKind::originated;
  CallInfo info;
  std::vector<ConnectionChange> changes;
  // Who acted: the device that hung up (connection_cleared), held, retrieved, transferred or conferenced.
  DeviceId by;
  EventCause cause = EventCause::none;
  // transferred, conferenced: every connection of `before` that is left belongs to `now` from here on.
  std::optional<Renamed> renamed = {};
  friend bool operator==(const CallEvent&, const CallEvent&) = default;
};

enum class LinkEventKind : std::uint8_t {
  link_up,
  link_down,
  association_refused,
  resync_started,
  resync_ended,
  monitors_lost,
  monitor_ended,
  messages_lost,
  duplicate_message,
  late_reply,
  protocol_violation,
};
std::string_view to_string(LinkEventKind kind);

struct LinkEvent {
  LinkEventKind kind = LinkEventKind::link_up;
  RefusalCause cause = RefusalCause::none;
  std::optional<RequestId> request;  // late_reply
  std::string text;                  // what was wrong, where
  friend bool operator==(const LinkEvent&, const LinkEvent&) = default;
};

enum class DeviceEventKind : std::uint8_t { do_not_disturb, offline, phone_in_use };
std::string_view to_string(DeviceEventKind kind);

struct DeviceEvent {
  Address address;
  std::optional<AgentId> agent;
  DeviceEventKind kind = DeviceEventKind::phone_in_use;
  bool on = false;
  friend bool operator==(const DeviceEvent&, const DeviceEvent&) = default;
};

struct Event {
  std::variant<AgentEvent, CallEvent, LinkEvent, DeviceEvent> body;
  friend bool operator==(const Event&, const Event&) = default;
};

// One line for logs and evidence, in neutral words: "agent_ready ann sales @105".
std::string describe(const Event& event);

}  // namespace acdloop::cti
