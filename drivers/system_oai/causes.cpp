// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/causes.hpp"

#include <array>
#include <utility>

#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {
namespace {

using cti::EventCause;
using cti::RefusalCause;

int agent_outcome(RefusalCause cause, std::string_view command) {
  switch (cause) {
    case RefusalCause::already_logged_on_elsewhere:
    case RefusalCause::address_in_use:
    case RefusalCause::invalid_state_value:
      return outcome::unspecified;
    case RefusalCause::invalid_address:
      return outcome::incompatible;  // unknown ones never get this far
    case RefusalCause::invalid_agent_id:
    case RefusalCause::invalid_identifier:
      return outcome::invalid_device;
    case RefusalCause::invalid_group:
      return command == "_QH" ? outcome::invalid_destination : outcome::invalid_device;
    case RefusalCause::not_logged_on:
      return command == "_SA" ? outcome::state : outcome::unspecified;
    case RefusalCause::already_logged_on_here:
      return outcome::state;  // [guess]: no document lists it
    default:
      return -1;
  }
}

int common_outcome(RefusalCause cause, std::string_view command) {
  switch (cause) {
    case RefusalCause::none:
      return outcome::success;
    case RefusalCause::invalid_address:
    case RefusalCause::invalid_identifier:
    case RefusalCause::invalid_group:
      return outcome::invalid_device;
    case RefusalCause::invalid_agent_id:
      return outcome::invalid_agent;
    case RefusalCause::not_member_of_group:
      return outcome::invalid_destination;
    case RefusalCause::invalid_call:
      return outcome::invalid_call;
    case RefusalCause::invalid_destination:
      return command == "_MC" || command == "_CS" ? outcome::invalid_called : outcome::invalid_destination;
    case RefusalCause::invalid_state_value:
    case RefusalCause::invalid_parameter:
      return outcome::value_out_of_range;
    case RefusalCause::state_incompatible:
      return outcome::state;
    case RefusalCause::no_call_to_answer:
      return outcome::no_call_to_answer;
    case RefusalCause::no_active_call:
      return outcome::no_active_call;
    case RefusalCause::no_held_call:
      return outcome::no_held_call;
    case RefusalCause::no_call_to_clear:
      return command == "_CC" ? outcome::no_call_to_clear : outcome::no_connection_to_clear;
    case RefusalCause::privilege:
      return outcome::not_owner;
    case RefusalCause::not_monitored:
      return outcome::not_monitored;
    case RefusalCause::unsupported_request:
      return outcome::invalid_command;
    case RefusalCause::resource_busy:
      return outcome::resource_busy;
    case RefusalCause::resource_limit:
    case RefusalCause::overload:
      return outcome::resources;
    case RefusalCause::out_of_service:
      return outcome::out_of_service;
    default:
      return outcome::unspecified;
  }
}

bool is_agent_command(std::string_view command) { return command == "_SA" || command == "_QA" || command == "_QH"; }

RefusalCause agent_cause(int number, std::string_view command) {
  switch (number) {
    case outcome::unspecified:
      if (command == "_SA") return RefusalCause::already_logged_on_elsewhere;
      return command == "_QA" ? RefusalCause::not_logged_on : RefusalCause::generic;
    case outcome::incompatible:
      return RefusalCause::invalid_address;
    case outcome::invalid_device:
      return RefusalCause::invalid_identifier;
    case outcome::invalid_destination:
      return command == "_QH" ? RefusalCause::invalid_group : RefusalCause::not_member_of_group;
    default:
      return RefusalCause::none;
  }
}

constexpr std::array<std::pair<EventCause, int>, 26> event_causes{{
    {EventCause::busy, 3},
    {EventCause::alert_time_expired, 8},
    {EventCause::call_not_answered, 10},
    {EventCause::call_pickup, 11},
    {EventCause::do_not_disturb, 14},
    {EventCause::new_call, 22},
    {EventCause::no_available_agents, 23},
    {EventCause::override, 24},
    {EventCause::overflow, 26},
    {EventCause::recall, 27},
    {EventCause::redirected, 28},
    {EventCause::resources_not_available, 30},
    {EventCause::transfer, 32},
    {EventCause::trunks_busy, 33},
    {EventCause::answered, 35},
    {EventCause::normal_clearing, 36},
    {EventCause::hold, 42},
    {EventCause::consultation, 40},
    {EventCause::conference, 41},
    // Read only, or the second word for a number:
    {EventCause::distributed, 22},
    {EventCause::call_cancelled, 36},
    {EventCause::hold, 37},
    {EventCause::consultation, 38},
    {EventCause::conference, 39},
    {EventCause::call_cancelled, 5},
    {EventCause::conference, 17},
}};

}  // namespace

int outcome_of(RefusalCause cause, std::string_view command) {
  if (is_agent_command(command)) {
    if (const int number = agent_outcome(cause, command); number >= 0) return number;
  }
  return common_outcome(cause, command);
}

RefusalCause cause_of(int number, std::string_view command) {
  if (is_agent_command(command)) {
    if (const RefusalCause cause = agent_cause(number, command); cause != RefusalCause::none) return cause;
  }
  switch (number) {
    case outcome::success:
      return RefusalCause::none;
    case outcome::incompatible:
      return RefusalCause::unsupported_request;
    case outcome::invalid_call:
    case 51:
      return RefusalCause::invalid_call;
    case outcome::no_call_to_answer:
      return RefusalCause::no_call_to_answer;
    case outcome::invalid_device:
      return RefusalCause::invalid_address;
    case outcome::invalid_destination:
      return RefusalCause::invalid_destination;
    case outcome::invalid_object_state:
    case outcome::state:
      return RefusalCause::state_incompatible;
    case outcome::no_active_call:
      return RefusalCause::no_active_call;
    case outcome::no_held_call:
      return RefusalCause::no_held_call;
    case outcome::no_call_to_clear:
    case outcome::no_connection_to_clear:
      return RefusalCause::no_call_to_clear;
    case outcome::resources:
    case 27:
    case outcome::monitor_limit:
      return RefusalCause::resource_limit;
    case outcome::resource_busy:
      return RefusalCause::resource_busy;
    case 7:
    case 10:
    case outcome::invalid_xref:
    case outcome::value_out_of_range:
    case 34:
    case 35:
    case 36:
    case 37:
    case 38:
    case 43:
      return RefusalCause::invalid_parameter;
    case outcome::invalid_agent:
      return RefusalCause::invalid_agent_id;
    case 39:
      return RefusalCause::invalid_pin;
    case outcome::out_of_service:
      return RefusalCause::out_of_service;
    case outcome::invalid_invoke:
    case 44:
      return RefusalCause::bad_request;
    case outcome::invalid_command:
      return RefusalCause::unsupported_request;
    case 48:
    case outcome::not_owner:
      return RefusalCause::privilege;
    case outcome::not_monitored:
      return RefusalCause::not_monitored;
    default:
      return RefusalCause::generic;
  }
}

std::string cause_number(EventCause cause, std::string_view otherwise) {
  for (const auto& [word, number] : event_causes) {
    if (word == cause) return padded(static_cast<std::uint32_t>(number), 2);
  }
  return std::string{otherwise};
}

EventCause event_cause(std::string_view number) {
  if (number.empty()) return EventCause::none;
  const auto value = to_number(number, 99);
  if (!value) return EventCause::other;
  for (const auto& [word, known] : event_causes) {
    if (known == static_cast<int>(*value)) return word;
  }
  return EventCause::other;
}

std::string_view letter_of(cti::ConnectionState state) {
  switch (state) {
    case cti::ConnectionState::null:
      return state_null;
    case cti::ConnectionState::initiated:
      return state_initiated;
    case cti::ConnectionState::alerting:
      return state_alerting;
    case cti::ConnectionState::connected:
      return state_connected;
    case cti::ConnectionState::hold:
      return state_hold;
    case cti::ConnectionState::queued:
      return state_queued;
    case cti::ConnectionState::fail:
      return state_failed;
  }
  return state_null;
}

cti::ConnectionState connection_state(std::string_view letter) {
  if (letter == state_initiated) return cti::ConnectionState::initiated;
  if (letter == state_alerting) return cti::ConnectionState::alerting;
  if (letter == state_connected) return cti::ConnectionState::connected;
  if (letter == state_hold) return cti::ConnectionState::hold;
  if (letter == state_queued) return cti::ConnectionState::queued;
  if (letter == state_failed) return cti::ConnectionState::fail;
  return cti::ConnectionState::null;
}

}  // namespace acdloop::system_oai
