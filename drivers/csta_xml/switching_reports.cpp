// SPDX-License-Identifier: Apache-2.0
// What the switching function answers and reports, as responses and events.
#include <algorithm>
#include <utility>

#include "drivers/csta_xml/parts.hpp"
#include "drivers/csta_xml/switching_end.hpp"

namespace acdloop::csta_xml {
namespace {

constexpr std::size_t most_entries = 32;  // agentStateEntry 1..32

}  // namespace

void SwitchingEnd::confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  const auto found = owed_.find(result.id);
  if (found == owed_.end()) {
    // The association is another one now; or a response that is said twice.
    if (last_reply_ && last_reply_->request == result.id) send(last_reply_->invoke, last_reply_->document, turn);
    return;
  }
  const Owed owed = std::move(found->second);
  owed_.erase(found);
  if (result.outcome == cti::Outcome::unknown) return;
  Said reply{result.id, owed.invoke, response_to(owed, result)};
  last_reply_ = reply;
  const bool wait = !settings_.dialect.reply_first && owed.service == "SetAgentState" && !held_reply_ &&
                    result.outcome == cti::Outcome::success;
  if (!wait) return send(reply.invoke, std::move(reply.document), turn);
  held_reply_ = std::move(reply);
  held_since_ = now;
}

Element SwitchingEnd::response_to(const Owed& owed, const cti::Result& result) const {
  if (result.outcome == cti::Outcome::refused) {
    ErrorWord word = error_word(result);
    const bool busy = result.cause == cti::RefusalCause::state_incompatible && result.raw.empty();
    if (busy && settings_.dialect.busy_refused_as_device_state) word = {"stateIncompatibility", "invalidDeviceState"};
    return make("CSTAErrorCode").with(word.error_class, word.value);
  }
  Element response = make(owed.service + "Response");
  if (owed.service == "GetAgentState") {
    response.with(agent_states(result));
  } else if (owed.service == "SnapshotDevice") {
    response.with(snapshot_data(owed, result));
  } else if (owed.service == "MakeCall" && !result.connections.empty()) {
    response.with(connection("callingDevice", result.connections.front().first.call.value(), owed.device));
  } else if (const CallService* service = find_call_service(owed.service);
             service != nullptr && !service->made.empty() && !result.connections.empty()) {
    const cti::ConnectionId& made = result.connections.front().first;
    response.with(connection(service->made, made.call.value(), naming_.to_wire(made.device)));
  } else if (owed.service == "SetAgentState") {
    if (const std::string_view word = pending(owed); !word.empty()) response.with("pendingAgentState", word);
  }
  return response;
}

// Granted, yet the agent is still busy: the state is entered when the call is over.
std::string_view SwitchingEnd::pending(const Owed& owed) const {
  if (!owed.state || !owed.agent) return {};
  for (const auto& [group, state] : directory_.sessions_of(*owed.agent)) {
    if (state == cti::AgentState::busy && (!owed.group || *owed.group == group)) return word_of(*owed.state);
  }
  return {};
}

// An entry for each agent, an item in it for each group.
Element SwitchingEnd::agent_states(const cti::Result& result) const {
  Element list = make("agentStateList");
  std::map<cti::AgentId, std::vector<const cti::AgentStateReport*>> by_agent;
  for (const cti::AgentStateReport& report : result.agents) {
    if (report.subject.agent) by_agent[*report.subject.agent].push_back(&report);
  }
  for (const auto& [agent, reports] : by_agent) {
    if (list.children.size() == most_entries) break;
    const bool on = std::ranges::any_of(
        reports, [](const cti::AgentStateReport* report) { return report->states.only() != cti::AgentState::null; });
    Element& entry = list.add("agentStateEntry");
    entry.with("agentID", naming_.to_wire(agent)).with("loggedOnState", on ? "true" : "false");
    if (!on) continue;
    Element& info = entry.add("agentInfo");
    for (const cti::AgentStateReport* report : reports) {
      Element& item = info.add("agentInfoItem");
      if (report->subject.group && !settings_.dialect.agent_oriented) {
        item.with("acdGroup", naming_.to_wire(*report->subject.group));
      }
      item.with("agentState", word_of(report->states.only().value_or(cti::AgentState::not_ready)));
    }
  }
  // The list has at least one entry: nobody is logged on there.
  if (list.children.empty()) list.add("agentStateEntry").with("loggedOnState", "false");
  return list;
}

Element SwitchingEnd::snapshot_data(const Owed& owed, const cti::Result& result) const {
  Element data = make("crossRefIDorSnapshotData");
  Element& calls = data.add("snapshotData");
  for (const auto& [at, state] : result.connections) {
    Element& info = calls.add("snapshotDeviceResponseInfo");
    info.with(connection("connectionIdentifier", at.call.value(), owed.device));
    info.add("localCallState").add("compoundCallState").with("localConnectionState", word_of(state));
  }
  return data;
}

void SwitchingEnd::report(const cti::Event& event, TimePoint now, cti::EndOutput& out) {
  if (!open_) return;
  const Turn turn{now, out};
  if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) report_call(*call, turn);
  if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) report_agent(*agent, turn);
  if (const auto* device = std::get_if<cti::DeviceEvent>(&event.body)) {
    tell(device_events({settings_.dialect, naming_, calls_}, *device), turn);
  }
}

void SwitchingEnd::report_call(const cti::CallEvent& event, Turn turn) {
  CallParties::States before = calls_.of(event.info.call);
  const CallParties::States handed_on = event.renamed ? calls_.of(event.renamed->before) : CallParties::States{};
  before.insert(handed_on.begin(), handed_on.end());
  calls_.apply(event);
  std::vector<Told> told = call_events({settings_.dialect, naming_, calls_}, event, before, handed_on);
  release(turn);
  if (!waits_for_agent_event(event)) return tell(std::move(told), turn);
  held_events_ = std::move(told);
  held_since_ = turn.now;
}

// The agent's event follows the call's in the same instant, if it follows at all.
bool SwitchingEnd::waits_for_agent_event(const cti::CallEvent& event) const {
  if (!settings_.dialect.agent_event_first || !settings_.dialect.agent_events) return false;
  const bool answered = event.kind == cti::CallEventKind::established;
  if (!answered && event.kind != cti::CallEventKind::connection_cleared) return false;
  return std::ranges::any_of(event.changes, [&](const cti::ConnectionChange& change) {
    const auto agent = directory_.agent_at(cti::Address{change.connection.device.id});
    return agent.has_value();
  });
}

void SwitchingEnd::report_agent(const cti::AgentEvent& event, Turn turn) {
  std::vector<Told> told;
  if (settings_.dialect.agent_events) told = agent_events({settings_.dialect, naming_, calls_}, event);
  // Events that waited for this one, and a response that waited for its event, come after it.
  std::vector<Told> waited = std::exchange(held_events_, {});
  tell(std::move(told), turn);
  held_events_ = std::move(waited);
  release(turn);
}

void SwitchingEnd::release(Turn turn) {
  held_since_.reset();
  tell(std::exchange(held_events_, {}), turn);
  if (const auto reply = std::exchange(held_reply_, {})) send(reply->invoke, reply->document, turn);
}

void SwitchingEnd::tell(std::vector<Told> events, Turn turn) {
  if (closing_) return;
  for (Told& told : events) {
    for (const std::string& xref : monitors_.wanting(told.object, told.event.name)) {
      told.event.children.front().text = xref;
      send(event_invoke_id, told.event, turn);
    }
  }
}

}  // namespace acdloop::csta_xml
