// SPDX-License-Identifier: Apache-2.0
// Numbers of GED-188 that both ends name: message types, floating field tags, states, codes ("CTI Server Message
// Reference Guide", Protocol Version 25). Which fields a message has says layout.hpp.
#pragma once

#include <cstdint>

namespace acdloop::ged188 {

namespace type {
enum : std::uint32_t {
  failure_conf = 1,
  failure_event = 2,
  open_req = 3,
  open_conf = 4,
  heartbeat_req = 5,
  heartbeat_conf = 6,
  close_req = 7,
  close_conf = 8,
  call_delivered = 9,
  call_established = 10,
  call_held = 11,
  call_retrieved = 12,
  call_cleared = 13,
  connection_cleared = 14,
  call_originated = 15,
  call_failed = 16,
  call_conferenced = 17,
  call_transferred = 18,
  call_diverted = 19,
  call_service_initiated = 20,
  call_queued = 21,
  begin_call = 23,
  end_call = 24,
  agent_state = 30,
  system_event = 31,
  control_failure_conf = 35,
  query_agent_state_req = 36,
  query_agent_state_conf = 37,
  set_agent_state_req = 38,
  set_agent_state_conf = 39,
  answer_call_req = 42,
  clear_call_req = 44,
  clear_connection_req = 46,
  conference_call_req = 48,
  consultation_call_req = 50,
  hold_call_req = 54,
  make_call_req = 56,
  make_call_conf = 57,
  retrieve_call_req = 62,
  transfer_call_req = 64,
  snapshot_call_req = 82,
  snapshot_call_conf = 83,
  snapshot_device_req = 84,
  snapshot_device_conf = 85,
  call_dequeued = 86,
  query_agent_statistics_req = 112,
  query_agent_statistics_conf = 113,
  query_skill_group_statistics_req = 114,
  query_skill_group_statistics_conf = 115,
};
}  // namespace type

namespace tag {
enum : std::uint16_t {
  client_id = 1,
  client_password = 2,
  client_signature = 3,
  agent_extension = 4,
  agent_id = 5,
  agent_instrument = 6,
  text = 7,
  ani = 8,
  dnis = 10,
  dialed_number = 11,
  connection_device = 25,
  alerting_device = 26,
  calling_device = 27,
  called_device = 28,
  answering_device = 30,
  holding_device = 31,
  retrieving_device = 32,
  releasing_device = 33,
  failing_device = 34,
  primary_device = 35,
  secondary_device = 36,
  controller_device = 37,
  added_party_device = 38,
  party_call = 39,
  party_device_type = 40,
  party_device = 41,
  transferring_device = 42,
  transferred_device = 43,
  diverting_device = 44,
  new_connection_device = 47,
  agent_password = 49,
  active_device = 50,
  held_device = 53,
  call_connection_call = 56,
  call_connection_type = 57,
  call_connection_device = 58,
  call_device_type = 59,
  call_device = 60,
  call_device_state = 61,
  skill_group_number = 62,
  skill_group_id = 63,
  skill_group_priority = 64,
  skill_group_state = 65,
  call_state = 75,
  next_agent_state = 123,
  peripheral_id = 208,
  multiline_control = 224,
  num_peripherals = 228,
  direction = 244,
  sso_enabled = 257,
};
}  // namespace tag

// AgentState, also SkillGroupState.
namespace agent {
enum : std::uint16_t {
  login = 0,
  logout = 1,
  not_ready = 2,
  available = 3,
  talking = 4,
  work_not_ready = 5,
  work_ready = 6,
  busy_other = 7,
  reserved = 8,
  unknown = 9,
  hold = 10,
  active = 11,
  paused = 12,
  interrupted = 13,
  not_active = 14,
};
}  // namespace agent

// Status of FAILURE_CONF and FAILURE_EVENT (E_CTI_…).
namespace status {
enum : std::uint32_t {
  no_error = 0,
  invalid_version = 1,
  invalid_message_length = 2,
  invalid_field_tag = 3,
  session_not_open = 4,
  session_already_open = 5,
  required_data_missing = 6,
  invalid_peripheral_id = 7,
  invalid_agent_data = 8,
  agent_not_logged_on = 9,
  function_not_available = 12,
  invalid_call_id = 13,
  cti_server_offline = 15,
  timeout = 16,
  invalid_timeout = 18,
  invalid_service_mask = 19,
  invalid_call_msg_mask = 20,
  invalid_agent_state_mask = 21,
  invalid_reserved_field = 22,
  invalid_field_length = 23,
  bad_message_format = 25,
  invalid_tag_for_message = 26,
  invalid_num_parties = 30,
  inconsistent_agent_data = 32,
  invalid_password = 36,
  invalid_num_skill_groups = 39,
  invalid_message_for_version = 48,
  invalid_tag_for_version = 49,
  invalid_skill_group = 72,
  invalid_config_msg_mask = 95,
};
}  // namespace status

// Values that mean "none" or "unknown".
inline constexpr std::uint32_t none32 = 0xffff'ffff;
inline constexpr std::uint16_t none16 = 0xffff;

namespace local_state {
enum : std::uint16_t { null = 0, initiate = 1, alerting = 2, connect = 3, hold = 4, queued = 5, fail = 6 };
}
namespace device_type {
enum : std::uint16_t { identifier = 0, trunk = 70, route_point = 74, external = 75, agent_device = 76, queue = 77 };
}
inline constexpr std::uint16_t static_device_id = 0;  // ConnectionDeviceIDType

namespace line_type {
enum : std::uint16_t {
  inbound_acd = 0,
  outbound_acd = 1,
  inside = 2,
  unknown = 3,
  outbound = 7,
  did = 8,
  non_acd_in = 10,
  non_acd_out = 11,
};
}
namespace call_type {
enum : std::uint16_t {
  acd_in = 1,
  prerouted_acd_in = 2,
  transfer_in = 4,
  overflow_in = 5,
  other_in = 6,
  out = 9,
  agent_inside = 10
};
}
namespace direction {
enum : std::uint32_t { none = 0, in = 1, out = 2, other_in = 3, other_out = 4 };
}
namespace service {
enum : std::uint32_t {
  client_events = 0x1,
  client_control = 0x4,
  all_events = 0x10,
  active_standby = 0x0200'0000,
};
}
namespace system_event {
enum : std::uint32_t {
  central_controller_online = 1,
  peripheral_online = 3,
  peripheral_offline = 4,
  gateway_offline = 6,
  server_offline = 7,
  instrument_out_of_service = 10,
  instrument_back_in_service = 11,
};
}

}  // namespace acdloop::ged188
