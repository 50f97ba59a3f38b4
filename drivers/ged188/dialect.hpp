// SPDX-License-Identifier: Apache-2.0
// What decides the bytes of GED-188: version, shapes that guides print differently, orders that no guide fixes, timers.
// Used by both ends and by whoever configures a link. Says nothing about what a switch can do (capabilities).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "drivers/time/time_point.hpp"

namespace acdloop::ged188 {

inline constexpr std::size_t header_bytes = 8;
// "CTI Server Message Reference Guide", Protocol Version 23 to 25: a message has 12500 bytes at most, header included.
inline constexpr std::uint32_t max_body_bytes = 12500 - header_bytes;
inline constexpr int lowest_version = 9;
inline constexpr int highest_version = 25;
// From this version on a floating field has two bytes of tag and two of length, before one and one.
inline constexpr int wide_tags_since = 20;

struct Dialect {
  int version = 20;                      // what the computing end asks for
  int newest_version = highest_version;  // what the switching end accepts, from 9 on

  // Guides 24 and 25 print FAILURE_CONF with two bytes of code and four of peripheral error, all others with four of
  // status. Sent as set here; both are read.
  bool v24_failure_conf = false;
  // Bytes of CLEAR_CONNECTION_REQ before its floating fields: the guides print 16, clients send 14. Both are read.
  int clear_connection_fixed_len = 14;
  // AgentMode of an agent who takes routed calls: 1 in guides 23 to 25, 0 in guides 14 and 15.
  std::uint16_t agent_mode_polarity = 1;
  // HandledCallsTalkTime contains hold by this protocol's guide, not by the database handbook.
  bool talk_includes_hold = true;

  std::uint32_t peripheral_id = 5000;
  std::uint32_t first_skill_group_id = 5001;
  std::uint16_t peripheral_type = 17;  // PT_ENTERPRISE_AGENT
  std::uint32_t mrd_id = 1;            // voice, by convention

  // No guide says which of these a peripheral sends; the defaults follow the worked flow of an Enterprise agent.
  bool reserved_state = true;  // RESERVED while a phone rings, and back
  bool dequeued_event = true;  // CALL_DEQUEUED_EVENT before CALL_DELIVERED_EVENT
  // LOGIN and LOGOUT apply to the skill groups that the request lists; false: always to all of the agent's.
  bool log_on_by_skill_group = true;
  // NOT_READY and AVAILABLE hold for the one skill group that the request lists; false: always for all of the agent's.
  bool state_by_skill_group = true;
  // WORK_READY and WORK_NOT_READY can be asked for; false: refused with CF 3.
  bool work_states_settable = true;
  // TRANSFER_CALL_REQ with a number and without a held call hands the call on; false: refused with CF 25.
  bool transfer_in_one_step = true;
  // A client whose agent has no password claims single sign-on; false: it sends an empty password.
  bool claims_single_sign_on = true;
  // One refusal for a wrong agent id and for a wrong password.
  bool mask_credentials = false;
  // QUERY_AGENT_STATE_REQ for an agent who is logged off: LOGOUT in the confirmation, or FAILURE_CONF 9.
  bool logged_off_query_fails = false;
  // The server tells that the client was idle for too long before it resets the connection.
  bool idle_failure_event = true;

  // Switching end: a connection that has not opened a session by then is closed (not documented).
  Duration open_patience = std::chrono::seconds{60};
  // After CLOSE_CONF the client closes the connection; the server does so after this time (not documented).
  Duration close_patience = std::chrono::seconds{5};

  // Computing end. The guide's own example, 30 s and 120 s, would let a link die at the very two minutes of TAPI.
  Duration heartbeat_every = std::chrono::seconds{10};
  int heartbeats_missed = 3;
  std::uint32_t idle_timeout_s = 40;
  Duration open_wait = std::chrono::seconds{30};
  int max_outstanding = 32;
};

}  // namespace acdloop::ged188
