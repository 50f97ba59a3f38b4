// SPDX-License-Identifier: Apache-2.0
// Reports as a computing end hands them up, in one line each: with groups (stated) or without, as a wire has it.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "drivers/cti/dialect.hpp"
#include "drivers/cti/event.hpp"

namespace acdloop::tapi {

inline TimePoint at_seconds(double seconds) {
  return TimePoint{} + std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000 + 0.5)};
}

inline const cti::AgentId ann{"ann"};
inline const cti::AcdGroupId sales{"sales"};
inline const cti::AcdGroupId service{"service"};
inline const cti::Address desk{"105"};
inline const cti::AgentSessionKey ann_sales{ann, sales, desk};
inline const cti::AgentSessionKey ann_service{ann, service, desk};

// One state for all groups, none of them named; wrap-up and not ready share a report (System OAI's way).
inline cti::Dialect groupless_dialect() {
  cti::Dialect dialect;
  dialect.agent_state_scope = cti::Dialect::Scope::agent;
  dialect.busy_from = cti::Dialect::BusyFrom::call_event;
  dialect.wrap_up_from = cti::Dialect::WrapUpFrom::agent_event_ambiguous;
  dialect.state_after_log_on = cti::AgentState::ready;
  return dialect;
}

// A state for each group, always named, BUSY among them (CSTA's way).
inline cti::Dialect stated_dialect() { return {}; }

inline cti::Event agent_report(cti::AgentEventKind kind, cti::StateSet states,
                               std::optional<cti::AcdGroupId> group = {}, cti::AgentId agent = ann,
                               cti::Address address = desk) {
  cti::AgentEvent event;
  event.kind = kind;
  event.report.subject = {std::move(agent), std::move(group), std::move(address)};
  event.report.states = states;
  return {event};
}

using enum cti::AgentEventKind;
inline cti::Event logged_on(cti::AcdGroupId group, cti::StateSet states = cti::StateSet::all()) {
  return agent_report(agent_logged_on, states, std::move(group));
}
inline cti::Event logged_off(cti::AcdGroupId group) {
  return agent_report(agent_logged_off, {cti::AgentState::null}, std::move(group));
}
inline cti::Event ready(std::optional<cti::AcdGroupId> group = {}) {
  return agent_report(agent_ready, {cti::AgentState::ready}, std::move(group));
}
inline cti::Event not_ready(std::optional<cti::AcdGroupId> group = {}) {
  return agent_report(agent_not_ready, {cti::AgentState::not_ready}, std::move(group));
}
inline cti::Event busy(std::optional<cti::AcdGroupId> group = {}) {
  return agent_report(agent_busy, {cti::AgentState::busy}, std::move(group));
}
inline cti::Event wrap_up(std::optional<cti::AcdGroupId> group = {}) {
  return agent_report(agent_wrap_up, {cti::AgentState::wrap_up}, std::move(group));
}
inline cti::Event wrap_up_or_not_ready() {
  return agent_report(agent_wrap_up, {cti::AgentState::wrap_up, cti::AgentState::not_ready});
}
inline cti::Event phone_in_use(bool on = true) {
  return {cti::DeviceEvent{desk, ann, cti::DeviceEventKind::phone_in_use, on}};
}

// Call `call` at the desk; a group makes it an ACD call, none a direct one.
inline cti::Event call_report(cti::CallEventKind kind, cti::ConnectionState to, const std::string& call,
                              std::optional<cti::AcdGroupId> group) {
  cti::CallEvent event;
  event.kind = kind;
  event.info.call = cti::CallId{call};
  event.info.call_class = group ? cti::CallClass::acd : cti::CallClass::direct;
  event.info.group = std::move(group);
  event.changes = {{{cti::CallId{call}, {desk.value(), cti::DeviceCategory::station}}, to}};
  return {event};
}
inline cti::Event delivered(const std::string& call, std::optional<cti::AcdGroupId> group = sales) {
  return call_report(cti::CallEventKind::delivered, cti::ConnectionState::alerting, call, std::move(group));
}
// Later reports of the call do not name the group again.
inline cti::Event later(cti::CallEventKind kind, cti::ConnectionState to, const std::string& call) {
  cti::Event event = call_report(kind, to, call, {});
  std::get<cti::CallEvent>(event.body).info.call_class = cti::CallClass::unknown;
  return event;
}
inline cti::Event established(const std::string& call) {
  return later(cti::CallEventKind::established, cti::ConnectionState::connected, call);
}
inline cti::Event held(const std::string& call) {
  return later(cti::CallEventKind::held, cti::ConnectionState::hold, call);
}
inline cti::Event retrieved(const std::string& call) {
  return later(cti::CallEventKind::retrieved, cti::ConnectionState::connected, call);
}
inline cti::Event cleared(const std::string& call) {
  return later(cti::CallEventKind::connection_cleared, cti::ConnectionState::null, call);
}

}  // namespace acdloop::tapi
