// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/causes.hpp"

#include <algorithm>

#include "drivers/ged188/dialect.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

using cti::CallClass;
using cti::EventCause;
using cti::RefusalCause;

struct RefusalRow {
  RefusalCause cause;
  bool by_peripheral;
  std::uint32_t code;
};

// Which code a real server chooses is not documented; the first row of a cause is sent, all are read.
constexpr RefusalRow refusals[] = {
    {RefusalCause::invalid_agent_id, true, 256},
    {RefusalCause::invalid_pin, true, 257},
    {RefusalCause::already_logged_on_elsewhere, true, 259},
    {RefusalCause::already_logged_on_here, true, 259},
    {RefusalCause::address_in_use, true, 283},
    {RefusalCause::invalid_address, true, 260},
    {RefusalCause::invalid_group, true, 262},
    {RefusalCause::not_member_of_group, true, 262},
    {RefusalCause::state_incompatible, true, 21},
    {RefusalCause::invalid_state_value, true, 3},
    {RefusalCause::not_logged_on, false, status::agent_not_logged_on},
    {RefusalCause::no_call_to_answer, true, 28},
    {RefusalCause::invalid_call, true, 11},
    {RefusalCause::no_active_call, true, 24},
    {RefusalCause::no_held_call, true, 25},
    {RefusalCause::no_call_to_clear, true, 27},
    {RefusalCause::invalid_destination, true, 14},
    {RefusalCause::resource_busy, true, 33},
    {RefusalCause::resource_limit, true, 44},
    {RefusalCause::privilege, true, 8},
    {RefusalCause::out_of_service, true, 34},
    {RefusalCause::overload, true, 52},
    {RefusalCause::unsupported_request, false, status::invalid_message_for_version},
    {RefusalCause::unsupported_parameter, true, 15},
    {RefusalCause::bad_request, false, status::bad_message_format},
    {RefusalCause::not_associated, false, status::session_not_open},
    {RefusalCause::invalid_parameter, true, 1010},
    {RefusalCause::invalid_identifier, false, status::invalid_agent_data},
    {RefusalCause::generic, true, 70},
    // Read only.
    {RefusalCause::invalid_identifier, true, 258},
    {RefusalCause::privilege, true, 289},
    {RefusalCause::address_in_use, false, 10},
    {RefusalCause::invalid_address, true, 5},
    {RefusalCause::invalid_address, true, 12},
    {RefusalCause::invalid_address, false, 87},
    {RefusalCause::invalid_group, false, 72},
    {RefusalCause::invalid_group, false, 86},
    {RefusalCause::state_incompatible, true, 22},
    {RefusalCause::state_incompatible, true, 280},
    {RefusalCause::state_incompatible, true, 281},
    {RefusalCause::state_incompatible, false, 38},
    {RefusalCause::invalid_state_value, true, 265},
    {RefusalCause::invalid_state_value, false, 50},
    {RefusalCause::invalid_identifier, false, status::inconsistent_agent_data},
    {RefusalCause::invalid_call, true, 13},
    {RefusalCause::invalid_call, false, 13},
    {RefusalCause::no_active_call, false, 66},
    {RefusalCause::no_call_to_clear, true, 26},
    {RefusalCause::invalid_destination, true, 1009},
    {RefusalCause::resource_busy, true, 32},
    {RefusalCause::resource_busy, true, 35},
    {RefusalCause::resource_limit, true, 37},
    {RefusalCause::resource_limit, true, 42},
    {RefusalCause::resource_limit, true, 75},
    {RefusalCause::resource_limit, true, 79},
    {RefusalCause::privilege, true, 9},
    {RefusalCause::privilege, true, 10},
    {RefusalCause::privilege, true, 287},
    {RefusalCause::privilege, true, 288},
    {RefusalCause::privilege, false, status::function_not_available},
    {RefusalCause::privilege, false, status::invalid_password},
    {RefusalCause::out_of_service, false, status::cti_server_offline},
    {RefusalCause::out_of_service, true, 36},
    {RefusalCause::out_of_service, true, 1006},
    {RefusalCause::overload, true, 51},
    {RefusalCause::unsupported_request, true, 73},
    {RefusalCause::unsupported_request, true, 272},
    {RefusalCause::bad_request, false, status::invalid_message_length},
    {RefusalCause::bad_request, false, status::invalid_field_tag},
    {RefusalCause::bad_request, false, status::required_data_missing},
    {RefusalCause::bad_request, false, status::invalid_field_length},
    {RefusalCause::bad_request, false, status::invalid_tag_for_message},
    {RefusalCause::bad_request, false, 30},
    {RefusalCause::bad_request, false, status::invalid_tag_for_version},
    {RefusalCause::bad_request, false, 77},
    {RefusalCause::bad_request, false, 78},
    {RefusalCause::invalid_parameter, true, 276},
    {RefusalCause::invalid_parameter, true, 7},
    {RefusalCause::invalid_parameter, false, status::invalid_version},
};

struct CauseRow {
  EventCause cause;
  std::uint16_t number;
};

constexpr CauseRow event_causes[] = {
    {EventCause::busy, 3},
    {EventCause::call_cancelled, 5},
    {EventCause::call_not_answered, 10},
    {EventCause::call_pickup, 11},
    {EventCause::do_not_disturb, 14},
    {EventCause::conference, 17},
    {EventCause::new_call, 22},
    {EventCause::no_available_agents, 23},
    {EventCause::override, 24},
    {EventCause::overflow, 26},
    {EventCause::recall, 27},
    {EventCause::redirected, 28},
    {EventCause::resources_not_available, 30},
    {EventCause::transfer, 32},
    {EventCause::trunks_busy, 33},
    {EventCause::alert_time_expired, 35},
    {EventCause::consultation, 51},
};
// 1000 and a disposition: 1 to 6 are calls that were abandoned, 2 in the queue.
constexpr std::uint16_t abandoned_first = 1001;
constexpr std::uint16_t abandoned_in_queue = 1002;
constexpr std::uint16_t abandoned_last = 1006;

}  // namespace

Refusal refusal_of(RefusalCause cause, const Dialect& dialect) {
  const bool credential = cause == RefusalCause::invalid_agent_id || cause == RefusalCause::invalid_pin;
  if (credential && dialect.mask_credentials) return {true, 258};
  const auto row = std::ranges::find(refusals, cause, &RefusalRow::cause);
  return row == std::end(refusals) ? Refusal{true, 70} : Refusal{row->by_peripheral, row->code};
}

RefusalCause cause_of(const Refusal& refusal) {
  const auto row = std::ranges::find_if(refusals, [&](const RefusalRow& one) {
    return one.by_peripheral == refusal.by_peripheral && one.code == refusal.code;
  });
  return row == std::end(refusals) ? RefusalCause::generic : row->cause;
}

std::uint16_t event_cause_number(EventCause cause) {
  if (cause == EventCause::call_cancelled) return abandoned_in_queue;
  const auto row = std::ranges::find(event_causes, cause, &CauseRow::cause);
  return row == std::end(event_causes) ? none16 : row->number;
}

EventCause event_cause(std::uint32_t number) {
  if (number == none16) return EventCause::none;
  if (number >= abandoned_first && number <= abandoned_last) return EventCause::call_cancelled;
  const auto row = std::ranges::find(event_causes, number, &CauseRow::number);
  return row == std::end(event_causes) ? EventCause::other : row->cause;
}

std::uint16_t connection_state_number(cti::ConnectionState state) {
  switch (state) {
    case cti::ConnectionState::null:
      return local_state::null;
    case cti::ConnectionState::initiated:
      return local_state::initiate;
    case cti::ConnectionState::alerting:
      return local_state::alerting;
    case cti::ConnectionState::connected:
      return local_state::connect;
    case cti::ConnectionState::hold:
      return local_state::hold;
    case cti::ConnectionState::queued:
      return local_state::queued;
    case cti::ConnectionState::fail:
      return local_state::fail;
  }
  return none16;
}

std::optional<cti::ConnectionState> connection_state(std::uint32_t number) {
  constexpr cti::ConnectionState states[] = {cti::ConnectionState::null,     cti::ConnectionState::initiated,
                                             cti::ConnectionState::alerting, cti::ConnectionState::connected,
                                             cti::ConnectionState::hold,     cti::ConnectionState::queued,
                                             cti::ConnectionState::fail};
  if (number >= std::size(states)) return std::nullopt;
  return states[number];
}

std::uint16_t line_type_of(CallClass call_class) {
  switch (call_class) {
    case CallClass::acd:
      return line_type::inbound_acd;
    case CallClass::internal:
      return line_type::inside;
    case CallClass::direct:
      return line_type::non_acd_in;
    case CallClass::outbound:
      return line_type::non_acd_out;
    case CallClass::unknown:
      break;
  }
  return line_type::unknown;
}

CallClass class_of_line(std::uint32_t number) {
  switch (number) {
    case line_type::inbound_acd:
      return CallClass::acd;
    case line_type::inside:
      return CallClass::internal;
    case line_type::did:
    case line_type::non_acd_in:
      return CallClass::direct;
    case line_type::outbound_acd:
    case line_type::outbound:
    case line_type::non_acd_out:
      return CallClass::outbound;
    default:
      return CallClass::unknown;
  }
}

std::uint16_t call_type_of(CallClass call_class) {
  switch (call_class) {
    case CallClass::acd:
      return call_type::acd_in;
    case CallClass::internal:
      return call_type::agent_inside;
    case CallClass::direct:
      return call_type::other_in;
    case CallClass::outbound:
      return call_type::out;
    case CallClass::unknown:
      break;
  }
  return none16;
}

CallClass class_of_call_type(std::uint32_t number) {
  switch (number) {
    case call_type::acd_in:
    case call_type::prerouted_acd_in:
    case call_type::transfer_in:
    case call_type::overflow_in:
      return CallClass::acd;
    case call_type::agent_inside:
      return CallClass::internal;
    case call_type::other_in:
      return CallClass::direct;
    case call_type::out:
      return CallClass::outbound;
    default:
      return CallClass::unknown;
  }
}

}  // namespace acdloop::ged188
