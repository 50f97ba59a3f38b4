// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/error_codes.hpp"

#include <algorithm>
#include <string>

namespace acdloop::csta_xml {
namespace {

using cti::RefusalCause;

constexpr std::string_view operation = "operation";
constexpr std::string_view state = "stateIncompatibility";
constexpr std::string_view resource = "systemResourceAvailibility";  // the schema's own spelling
constexpr std::string_view raw_space = "csta.";

const ErrorClass* find_class(std::string_view element) {
  const auto classes = error_classes();
  const auto found = std::ranges::find(classes, element, &ErrorClass::element);
  return found == classes.end() ? nullptr : &*found;
}

const ErrorValue* find_value(const ErrorClass& of, std::string_view name) {
  const auto found = std::ranges::find(of.values, name, &ErrorValue::name);
  return found == of.values.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Refusal> read_error(const Element& error) {
  if (error.children.size() != 1) return std::nullopt;
  const Element& only = error.children.front();
  const std::string space = std::string{raw_space} + only.name.substr(0, cti::max_id_length);
  const std::string text{only.trimmed().substr(0, cti::max_id_length)};
  if (only.name == "unspecified") return Refusal{RefusalCause::generic, {space, 0, ""}};
  if (only.name == "privateErrorCode") return Refusal{RefusalCause::generic, {space, 0, text}};
  const ErrorClass* known = find_class(only.name);
  const ErrorValue* value = known != nullptr ? find_value(*known, only.trimmed()) : nullptr;
  if (value == nullptr) return std::nullopt;
  return Refusal{value->cause, {space, value->number, text}};
}

// [guess] throughout, but for the codes that are named after what was wrong.
ErrorWord error_word(RefusalCause cause) {
  switch (cause) {
    case RefusalCause::invalid_agent_id:
    case RefusalCause::not_logged_on:
      return {operation, "invalidAgentIdentifier"};
    case RefusalCause::invalid_pin:
      return {operation, "invalidAgentPassword"};
    case RefusalCause::invalid_group:
    case RefusalCause::not_member_of_group:
      return {operation, "invalidAgentGroup"};
    case RefusalCause::invalid_address:
      return {operation, "invalidDeviceID"};
    case RefusalCause::invalid_identifier:
      return {operation, "objectNotKnown"};
    case RefusalCause::invalid_call:
      return {operation, "invalidConnectionID"};
    case RefusalCause::invalid_destination:
      return {operation, "invalidDestination"};
    case RefusalCause::invalid_state_value:
      return {operation, "agentStateOutOfRange"};
    case RefusalCause::invalid_parameter:
      return {operation, "invalidParameterValue"};
    case RefusalCause::state_incompatible:
      return {operation, "invalidAgentState"};
    case RefusalCause::already_logged_on_here:
    case RefusalCause::already_logged_on_elsewhere:
      return {operation, "featureAlreadySet"};
    case RefusalCause::privilege:
      return {operation, "privilegeViolationSpecifiedDevice"};
    case RefusalCause::not_monitored:
      return {operation, "invalidMonitorCrossRefID"};
    case RefusalCause::unsupported_request:
      return {operation, "serviceNotSupported"};
    case RefusalCause::unsupported_parameter:
      return {operation, "parameterNotSupported"};
    case RefusalCause::no_call_to_answer:
      return {state, "noCallToAnswer"};
    case RefusalCause::no_active_call:
      return {state, "noActiveCall"};
    case RefusalCause::no_held_call:
      return {state, "noHeldCall"};
    case RefusalCause::no_call_to_clear:
      return {state, "noCallToClear"};
    case RefusalCause::address_in_use:
    case RefusalCause::resource_busy:
      return {resource, "resourceBusy"};
    case RefusalCause::resource_limit:
      return {resource, "resourceLimitExceeded"};
    case RefusalCause::out_of_service:
      return {resource, "deviceOutOfService"};
    case RefusalCause::overload:
      return {"performanceManagement", "performanceLimitExceeded"};
    case RefusalCause::bad_request:
      return {operation, "atLeastOneConditionalParameterNotProvided"};
    case RefusalCause::none:
    case RefusalCause::not_associated:
    case RefusalCause::association_lost:
    case RefusalCause::generic:
      return {operation, "generic"};
  }
  return {operation, "generic"};
}

ErrorWord error_word(const cti::Result& refused) {
  if (refused.raw.space.starts_with(raw_space)) {
    const ErrorClass* known = find_class(std::string_view{refused.raw.space}.substr(raw_space.size()));
    const ErrorValue* value = known != nullptr ? find_value(*known, refused.raw.text) : nullptr;
    if (value != nullptr) return {known->element, value->name};
  }
  return error_word(refused.cause);
}

}  // namespace acdloop::csta_xml
