// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstddef>
#include <iterator>

#include "drivers/cti/agent_state.hpp"
#include "drivers/cti/call.hpp"
#include "drivers/cti/cause.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"

namespace acdloop::cti {
namespace {

// The word of an enumerator by its number; the static_asserts below keep tables and enumerations of one length.
template <std::size_t N, class Enum>
std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? words[index] : "?";
}

constexpr std::array<std::string_view, 5> agent_states{"null", "not_ready", "ready", "busy", "wrap_up"};
static_assert(agent_states.size() == agent_state_count);

constexpr std::array<std::string_view, 6> state_details{"none",         "alerting",     "hold",
                                                        "non_acd_call", "phone_in_use", "forced_pause"};
static_assert(state_details.size() == static_cast<std::size_t>(StateDetail::forced_pause) + 1);

constexpr std::array<std::string_view, 24> event_causes{"none",
                                                        "normal",
                                                        "new_call",
                                                        "distributed",
                                                        "no_available_agents",
                                                        "overflow",
                                                        "call_not_answered",
                                                        "alert_time_expired",
                                                        "busy",
                                                        "do_not_disturb",
                                                        "call_pickup",
                                                        "redirected",
                                                        "recall",
                                                        "transfer",
                                                        "consultation",
                                                        "conference",
                                                        "answered",
                                                        "hold",
                                                        "normal_clearing",
                                                        "call_cancelled",
                                                        "resources_not_available",
                                                        "trunks_busy",
                                                        "override",
                                                        "other"};
static_assert(event_causes.size() == static_cast<std::size_t>(EventCause::other) + 1);

constexpr std::array<std::string_view, 32> refusal_causes{"none",
                                                          "invalid_agent_id",
                                                          "invalid_pin",
                                                          "invalid_group",
                                                          "invalid_address",
                                                          "invalid_identifier",
                                                          "not_member_of_group",
                                                          "invalid_call",
                                                          "invalid_destination",
                                                          "invalid_state_value",
                                                          "invalid_parameter",
                                                          "state_incompatible",
                                                          "already_logged_on_here",
                                                          "already_logged_on_elsewhere",
                                                          "address_in_use",
                                                          "not_logged_on",
                                                          "no_call_to_answer",
                                                          "no_active_call",
                                                          "no_held_call",
                                                          "no_call_to_clear",
                                                          "privilege",
                                                          "not_monitored",
                                                          "unsupported_request",
                                                          "unsupported_parameter",
                                                          "bad_request",
                                                          "resource_busy",
                                                          "resource_limit",
                                                          "out_of_service",
                                                          "overload",
                                                          "not_associated",
                                                          "association_lost",
                                                          "generic"};
static_assert(refusal_causes.size() == refusal_cause_count);
static_assert(refusal_causes.size() == static_cast<std::size_t>(RefusalCause::generic) + 1);

constexpr std::array<std::string_view, 7> connection_states{"null", "initiated", "alerting", "connected",
                                                            "hold", "queued",    "fail"};
static_assert(connection_states.size() == static_cast<std::size_t>(ConnectionState::fail) + 1);

constexpr std::array<std::string_view, 5> call_classes{"unknown", "acd", "direct", "internal", "outbound"};
static_assert(call_classes.size() == static_cast<std::size_t>(CallClass::outbound) + 1);

constexpr std::array<std::string_view, 18> request_kinds{"log_on",
                                                         "log_off",
                                                         "set_agent_state",
                                                         "query_agent_state",
                                                         "query_group",
                                                         "query_figures",
                                                         "make_call",
                                                         "answer_call",
                                                         "hold_call",
                                                         "retrieve_call",
                                                         "clear_connection",
                                                         "clear_call",
                                                         "consultation_call",
                                                         "transfer_call",
                                                         "conference_call",
                                                         "single_step_transfer_call",
                                                         "snapshot_device",
                                                         "check_link"};
static_assert(request_kinds.size() == request_kind_count);
static_assert(request_kind_count == static_cast<int>(RequestKind::check_link) + 1);

constexpr std::array<std::string_view, 3> figures_scopes{"session", "today", "last_call"};

constexpr std::array<std::string_view, 3> outcomes{"success", "refused", "unknown"};

constexpr std::array<std::string_view, 6> agent_event_kinds{"agent_logged_on", "agent_logged_off", "agent_not_ready",
                                                            "agent_ready",     "agent_busy",       "agent_wrap_up"};
static_assert(agent_event_kinds.size() == static_cast<std::size_t>(AgentEventKind::agent_wrap_up) + 1);

constexpr std::array<std::string_view, 12> call_event_kinds{
    "originated",         "queued",       "delivered", "diverted",    "established", "held", "retrieved",
    "connection_cleared", "call_cleared", "failed",    "transferred", "conferenced"};
static_assert(call_event_kinds.size() == static_cast<std::size_t>(CallEventKind::conferenced) + 1);

constexpr std::array<std::string_view, 11> link_event_kinds{
    "link_up",       "link_down",     "association_refused", "resync_started", "resync_ended",      "monitors_lost",
    "monitor_ended", "messages_lost", "duplicate_message",   "late_reply",     "protocol_violation"};
static_assert(link_event_kinds.size() == static_cast<std::size_t>(LinkEventKind::protocol_violation) + 1);

constexpr std::array<std::string_view, 3> device_event_kinds{"do_not_disturb", "offline", "phone_in_use"};

constexpr std::array<std::string_view, 21> fact_kinds{
    "call_placed",     "ringing",     "ringing_stopped", "answered",   "held",       "retrieved",      "hung_up",
    "far_end_gone",    "wrap_up_key", "logged_on",       "logged_off", "made_ready", "made_not_ready", "asked_ready",
    "asked_not_ready", "transferred", "conferenced",     "forced_off", "link_lost",  "link_back",      "group_removed"};
static_assert(fact_kinds.size() == static_cast<std::size_t>(FactKind::group_removed) + 1);

}  // namespace

std::string_view to_string(AgentState state) { return word(agent_states, state); }
std::string_view to_string(StateDetail detail) { return word(state_details, detail); }
std::string_view to_string(EventCause cause) { return word(event_causes, cause); }
std::string_view to_string(RefusalCause cause) { return word(refusal_causes, cause); }
std::string_view to_string(ConnectionState state) { return word(connection_states, state); }
std::string_view to_string(CallClass call_class) { return word(call_classes, call_class); }
std::string_view to_string(RequestKind kind) { return word(request_kinds, kind); }
std::string_view to_string(FiguresScope scope) { return word(figures_scopes, scope); }
std::string_view to_string(Outcome outcome) { return word(outcomes, outcome); }
std::string_view to_string(AgentEventKind kind) { return word(agent_event_kinds, kind); }
std::string_view to_string(CallEventKind kind) { return word(call_event_kinds, kind); }
std::string_view to_string(LinkEventKind kind) { return word(link_event_kinds, kind); }
std::string_view to_string(DeviceEventKind kind) { return word(device_event_kinds, kind); }
std::string_view to_string(FactKind kind) { return word(fact_kinds, kind); }

std::optional<RequestKind> request_kind_from(std::string_view name) {
  for (std::size_t index = 0; index < request_kinds.size(); ++index) {
    if (request_kinds[index] == name) return static_cast<RequestKind>(index);
  }
  return std::nullopt;
}

std::optional<RefusalCause> refusal_cause_from(std::string_view word) {
  for (std::size_t index = 0; index < refusal_causes.size(); ++index) {
    if (refusal_causes[index] == word) return static_cast<RefusalCause>(index);
  }
  return std::nullopt;
}

std::optional<AgentState> StateSet::only() const {
  std::optional<AgentState> found;
  for (int index = 0; index < agent_state_count; ++index) {
    const auto state = static_cast<AgentState>(index);
    if (!contains(state)) continue;
    if (found) return std::nullopt;
    found = state;
  }
  return found;
}

std::string to_string(StateSet states) {
  std::string text;
  for (int index = 0; index < agent_state_count; ++index) {
    const auto state = static_cast<AgentState>(index);
    if (!states.contains(state)) continue;
    if (!text.empty()) text += " or ";
    text += to_string(state);
  }
  return text.empty() ? "no state" : text;
}

}  // namespace acdloop::cti
