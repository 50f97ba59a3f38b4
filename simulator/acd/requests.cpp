// SPDX-License-Identifier: Apache-2.0
// What applications ask about agents: log-on, log-off, states, queries.
#include <algorithm>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {

using cti::AgentState;
using cti::RefusalCause;
using cti::RequestKind;

cti::Result Switchboard::answer(const cti::Request& request, Stimulus& s) {
  cti::Result result;
  switch (request.kind) {
    case RequestKind::log_on:
      result.cause = log_on(request, s);
      break;
    case RequestKind::log_off:
      result.cause = log_off(request, s);
      break;
    case RequestKind::set_agent_state:
      result.cause = set_state(request, s);
      break;
    case RequestKind::query_agent_state:
      result.cause = query(request, result);
      break;
    case RequestKind::query_group:
      result.cause = query_group(request, result);
      break;
    case RequestKind::make_call:
      result.cause = make_call(request, result, s);
      break;
    case RequestKind::answer_call:
    case RequestKind::hold_call:
    case RequestKind::retrieve_call:
      result.cause = control(request, s);
      break;
    case RequestKind::clear_connection:
    case RequestKind::clear_call:
      result.cause = clear(request, s);
      break;
    case RequestKind::snapshot_device:
      result.cause = snapshot(request, result);
      break;
    case RequestKind::query_figures:
      result.cause = query_figures(request);
      break;
    case RequestKind::consultation_call:
    case RequestKind::single_step_transfer_call:
      result.cause = pass_on(request, result, s);
      break;
    case RequestKind::transfer_call:
    case RequestKind::conference_call:
      result.cause = join_calls(request, result, s);
      break;
    case RequestKind::check_link:
      break;
  }
  if (result.cause != RefusalCause::none) result.outcome = cti::Outcome::refused;
  return result;
}

// Everything the request names must exist, and the agent must be in the group.
RefusalCause Switchboard::unknown_subject(const cti::Request& request) const {
  const Agent* agent = request.agent ? roster_.find(*request.agent) : nullptr;
  if (request.agent && !agent) return RefusalCause::invalid_agent_id;
  if (request.group && !find_group(*request.group)) return RefusalCause::invalid_group;
  if (request.address && !has_station(*request.address)) return RefusalCause::invalid_address;
  if (agent && request.group && !agent->is_member(*request.group)) return RefusalCause::not_member_of_group;
  return RefusalCause::none;
}

RefusalCause Switchboard::log_on(const cti::Request& request, Stimulus& s) {
  if (!request.agent || !request.address) return RefusalCause::bad_request;
  if (const RefusalCause cause = unknown_subject(request); cause != RefusalCause::none) return cause;
  Agent& agent = *roster_.find(*request.agent);
  const cti::Address& station = *request.address;
  if (!agent.station.empty() && agent.station != station) return RefusalCause::already_logged_on_elsewhere;
  const Agent* other = roster_.at(station);
  if (other && other != &agent) return RefusalCause::address_in_use;

  std::vector<cti::AcdGroupId> wanted = request.group ? std::vector{*request.group} : agent.config.groups;
  std::erase_if(wanted, [&](const cti::AcdGroupId& group) { return !find_group(group); });  // removed meanwhile
  if (wanted.empty()) return RefusalCause::not_member_of_group;
  std::erase_if(wanted, [&](const cti::AcdGroupId& group) { return agent.session(group) != nullptr; });
  if (wanted.empty()) {
    const bool refuse = configuration_.second_log_on == SecondLogOn::refuse;
    return refuse ? RefusalCause::already_logged_on_here : RefusalCause::none;
  }
  const AgentState initial = request.state.value_or(AgentState::not_ready);
  if (initial != AgentState::ready && initial != AgentState::not_ready) return RefusalCause::invalid_state_value;
  for (const cti::AcdGroupId& group : wanted) {
    s.report_logged_on(roster_.open(agent, group, station, initial, s.now));
  }
  return RefusalCause::none;
}

// The sessions a request is about: of an agent, or of whoever is logged on at the address; one group or all.
Switchboard::Or<Switchboard::Sessions> Switchboard::addressed(const cti::Request& request) {
  if (!request.agent && !request.address) return std::unexpected(RefusalCause::bad_request);
  if (const RefusalCause cause = unknown_subject(request); cause != RefusalCause::none) return std::unexpected(cause);
  Agent* agent = request.agent ? roster_.find(*request.agent) : roster_.at(*request.address);
  if (!agent || agent->sessions.empty()) return std::unexpected(RefusalCause::not_logged_on);
  if (request.address && agent->station != *request.address) {
    return std::unexpected(RefusalCause::already_logged_on_elsewhere);
  }
  Sessions sessions;
  for (AgentSession& session : agent->sessions) {
    if (!request.group || session.key().group == *request.group) sessions.push_back(&session);
  }
  if (sessions.empty()) return std::unexpected(RefusalCause::not_logged_on);
  return sessions;
}

RefusalCause Switchboard::log_off(const cti::Request& request, Stimulus& s) {
  const Or<Sessions> sessions = addressed(request);
  if (!sessions) return sessions.error();
  std::vector<cti::AcdGroupId> groups;
  for (const AgentSession* session : *sessions) groups.push_back(session->key().group);
  Agent& agent = *roster_.find(sessions->front()->key().agent);
  for (const cti::AcdGroupId& group : groups) end_session(agent, group, s);
  return RefusalCause::none;
}

bool Switchboard::can_enter(const AgentSession& session, AgentState state) const {
  if (session.state() == state) return true;
  if (session.state() == AgentState::busy) return configuration_.busy_state_change == BusyStateChange::defer;
  if (!is_legal(session.state(), state)) return false;
  const Call* call = call_of(session);  // of a session that is not busy: it rings
  return !call || configuration_.ringing_state_change == RingingStateChange::take_call_back;
}

RefusalCause Switchboard::set_state(const cti::Request& request, Stimulus& s) {
  if (!request.state) return RefusalCause::bad_request;
  const AgentState state = *request.state;
  if (state != AgentState::ready && state != AgentState::not_ready && state != AgentState::wrap_up) {
    return RefusalCause::invalid_state_value;
  }
  const Or<Sessions> sessions = addressed(request);
  if (!sessions) return sessions.error();
  // All or nothing.
  const bool can = std::all_of(sessions->begin(), sessions->end(),
                               [&](const AgentSession* session) { return can_enter(*session, state); });
  if (!can) return RefusalCause::state_incompatible;
  for (AgentSession* session : *sessions) change_state(*session, state, s);
  return RefusalCause::none;
}

cti::AgentStateReport Switchboard::report_of(const AgentSession& session) const {
  const cti::AgentSessionKey& key = session.key();
  cti::AgentStateReport report{{key.agent, key.group, key.address}, cti::StateSet{session.state()}};
  const std::string& station = key.address.value();
  if (const Call* own = call_of(session)) {
    const cti::ConnectionState here = own->party_at(station)->state;
    if (here == cti::ConnectionState::alerting) report.detail = cti::StateDetail::alerting;
    if (here == cti::ConnectionState::hold) report.detail = cti::StateDetail::hold;
    return report;
  }
  for (const Call* call : calls_.at(station)) {
    const Party& here = *call->party_at(station);
    if (!here.session && here.state != cti::ConnectionState::alerting) report.detail = cti::StateDetail::non_acd_call;
  }
  return report;
}

RefusalCause Switchboard::query(const cti::Request& request, cti::Result& result) const {
  if (!request.agent && !request.address && !request.group) return RefusalCause::bad_request;
  if (const RefusalCause cause = unknown_subject(request); cause != RefusalCause::none) return cause;
  for (const Agent& agent : roster_.agents()) {
    if (request.agent && agent.config.name != *request.agent) continue;
    if (request.address && agent.station != *request.address) continue;
    for (const AgentSession& session : agent.sessions) {
      if (!request.group || session.key().group == *request.group) result.agents.push_back(report_of(session));
    }
  }
  return RefusalCause::none;
}

// Counting is the wire's: its end fills in what its document counts. The switch says of whom.
RefusalCause Switchboard::query_figures(const cti::Request& request) const {
  if (!request.agent) return request.group ? RefusalCause::unsupported_parameter : RefusalCause::bad_request;
  if (const RefusalCause cause = unknown_subject(request); cause != RefusalCause::none) return cause;
  return roster_.find(*request.agent)->sessions.empty() ? RefusalCause::not_logged_on : RefusalCause::none;
}

// Every member, also those who are not logged on: state null, no address.
RefusalCause Switchboard::query_group(const cti::Request& request, cti::Result& result) const {
  if (!request.group) return RefusalCause::bad_request;
  if (!find_group(*request.group)) return RefusalCause::invalid_group;
  for (const Agent& agent : roster_.agents()) {
    if (!agent.is_member(*request.group)) continue;
    const AgentSession* session = agent.session(*request.group);
    result.agents.push_back(session ? report_of(*session)
                                    : cti::AgentStateReport{{agent.config.name, *request.group, std::nullopt},
                                                            cti::StateSet{AgentState::null}});
  }
  return RefusalCause::none;
}

}  // namespace acdloop::acd
