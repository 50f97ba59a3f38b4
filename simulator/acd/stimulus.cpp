// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/stimulus.hpp"

#include <utility>

namespace acdloop::acd {
namespace {

cti::AgentEventKind kind_of(cti::AgentState state) {
  switch (state) {
    case cti::AgentState::null:
      return cti::AgentEventKind::agent_logged_off;
    case cti::AgentState::not_ready:
      return cti::AgentEventKind::agent_not_ready;
    case cti::AgentState::ready:
      return cti::AgentEventKind::agent_ready;
    case cti::AgentState::busy:
      return cti::AgentEventKind::agent_busy;
    case cti::AgentState::wrap_up:
      return cti::AgentEventKind::agent_wrap_up;
  }
  return cti::AgentEventKind::agent_not_ready;
}

cti::Event event_of(cti::AgentEventKind kind, const cti::AgentSessionKey& key, cti::AgentState state,
                    cti::EventCause cause) {
  cti::AgentEvent event;
  event.kind = kind;
  event.report.subject = {key.agent, key.group, key.address};
  event.report.states = cti::StateSet{state};
  event.cause = cause;
  return {event};
}

}  // namespace

void Stimulus::report(const AgentSession& session, cti::EventCause cause) {
  reaction.events.push_back(event_of(kind_of(session.state()), session.key(), session.state(), cause));
}

void Stimulus::report_logged_on(const AgentSession& session) {
  reaction.events.push_back(
      event_of(cti::AgentEventKind::agent_logged_on, session.key(), session.state(), cti::EventCause::none));
}

void Stimulus::report_logged_off(const cti::AgentSessionKey& key) {
  reaction.events.push_back(
      event_of(cti::AgentEventKind::agent_logged_off, key, cti::AgentState::null, cti::EventCause::none));
}

void Stimulus::report(cti::CallEventKind kind, const cti::CallInfo& info, std::vector<cti::ConnectionChange> changes,
                      const cti::DeviceId& by, cti::EventCause cause, std::optional<cti::Renamed> renamed) {
  cti::CallEvent event;
  event.kind = kind;
  event.info = info;
  event.changes = std::move(changes);
  event.by = by;
  event.cause = cause;
  event.renamed = std::move(renamed);
  reaction.events.push_back({std::move(event)});
}

void Stimulus::signal(cti::PhoneSignal::Kind kind, const cti::DeviceId& device, const cti::CallId& call) {
  reaction.signals.push_back({kind, device, call, {}});
}

}  // namespace acdloop::acd
