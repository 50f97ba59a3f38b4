// SPDX-License-Identifier: Apache-2.0
// What decides the bytes of CSTA XML: edition, sessions, orders that no document fixes, timers, vendors' habits. Used
// by both ends and by whoever configures a link. Says nothing about what a switch can do (capabilities).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "drivers/time/time_point.hpp"

namespace acdloop::csta_xml {

// Editions of ECMA-323, told by the namespace of their elements.
enum class Edition : std::uint8_t { ed2, ed3, ed4, ed5, ed6 };

// What a ConnectionCleared names as releasingDevice for the connection of somebody who did not hang up.
enum class ReleasingDevice : std::uint8_t { who_hung_up, own };

struct Dialect {
  Edition edition = Edition::ed4;
  // Overrides the edition: Avaya's AES wants its protocol version string as the namespace of requests.
  std::string protocol_version;

  // Application: begins with an ECMA-354 session. Without one the association is implicit.
  bool application_session = true;
  // Switch: refuses everything before StartApplicationSession.
  bool session_required = false;
  Duration session_duration = std::chrono::seconds{180};          // asked for
  Duration longest_session_duration = std::chrono::seconds{180};  // granted at most

  // Orders and habits that ECMA-269 leaves open.
  bool state_after_logged_on = true;  // AgentLoggedOn is followed by AgentNotReady or AgentReady
  bool agent_event_first = false;     // AgentBusy before Established, AgentWorkingAfterCall before ConnectionCleared
  bool reply_first = true;            // a response before the events that its request causes
  ReleasingDevice releasing_device = ReleasingDevice::who_hung_up;
  bool busy_refused_as_device_state =
      false;  // stateIncompatibility/invalidDeviceState, else operation/invalidAgentState

  // One state for all groups of an agent (AgentStateModels: agentOriented); events then name no group.
  bool agent_oriented = false;
  // Some switches (AES 6) report no agent states: the application asks GetAgentState this often.
  bool agent_events = true;
  Duration poll_every = std::chrono::seconds{1};

  // Monitor filters the other way round: a set bit means "send". Avaya's private invertFilter.
  bool inverted_filter = false;
  std::size_t max_monitors = 1000;  // then overallMonitorLimitExceeded

  // Switch: a connection on which nothing was said by then is closed (not documented).
  Duration association_patience = std::chrono::seconds{60};
  // Switch: SystemStatus this often; zero: never. Two without an answer end the link.
  Duration system_status_every{};
  // Application: RequestSystemStatus this often; two without an answer end the link (OmniPCX Office's practice).
  Duration keep_alive_every = std::chrono::seconds{30};
  int max_outstanding = 32;
};

// The namespace in which CSTA elements are written.
std::string namespace_of(const Dialect& dialect);
// Any edition, also a vendor's ".../ed3/priv6".
bool is_csta_namespace(std::string_view space);
// ECMA-354 application sessions.
inline constexpr std::string_view session_namespace =
    "http://www.ecma-international.org/standards/ecma-354/appl_session";
// Private data of Avaya.
inline constexpr std::string_view vendor_namespace = "http://www.avaya.com/csta";

}  // namespace acdloop::csta_xml
