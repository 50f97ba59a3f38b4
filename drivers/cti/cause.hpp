// SPDX-License-Identifier: Apache-2.0
// Why an event happened and why a request was refused: two closed vocabularies. A vendor's own code travels
// beside them as RawCode, is always shown and never compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace acdloop::cti {

// ECMA-269 names; `answered` and `hold` are System OAI's 35 and 37-39/42 (ECMA says normal).
enum class EventCause : std::uint8_t {
  none,
  normal,
  new_call,
  distributed,
  no_available_agents,
  overflow,
  call_not_answered,
  alert_time_expired,
  busy,
  do_not_disturb,
  call_pickup,
  redirected,
  recall,
  transfer,
  consultation,
  conference,
  answered,
  hold,
  normal_clearing,
  call_cancelled,
  resources_not_available,
  trunks_busy,
  override,
  other,
};
std::string_view to_string(EventCause cause);

enum class RefusalCause : std::uint8_t {
  none,
  invalid_agent_id,
  invalid_pin,
  invalid_group,
  invalid_address,
  invalid_identifier,  // agent, group or address: the wire does not say which
  not_member_of_group,
  invalid_call,
  invalid_destination,
  invalid_state_value,
  invalid_parameter,
  state_incompatible,
  already_logged_on_here,
  already_logged_on_elsewhere,
  address_in_use,
  not_logged_on,
  no_call_to_answer,
  no_active_call,
  no_held_call,
  no_call_to_clear,
  privilege,
  not_monitored,
  unsupported_request,
  unsupported_parameter,
  bad_request,
  resource_busy,
  resource_limit,
  out_of_service,
  overload,
  not_associated,
  association_lost,
  generic,
};
inline constexpr int refusal_cause_count = 32;
std::string_view to_string(RefusalCause cause);
std::optional<RefusalCause> refusal_cause_from(std::string_view word);

// A vendor's code as it stood on the wire, e.g. {"oai.outcome", 15, ""}.
struct RawCode {
  std::string space;
  std::int64_t number = 0;
  std::string text;
  bool empty() const { return space.empty(); }
  friend bool operator==(const RawCode&, const RawCode&) = default;
};

}  // namespace acdloop::cti
