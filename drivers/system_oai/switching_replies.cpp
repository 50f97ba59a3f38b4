// SPDX-License-Identifier: Apache-2.0
// What the switching function answers and reports, as confirmations and events.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "drivers/system_oai/call_lines.hpp"
#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/switching_end.hpp"

namespace acdloop::system_oai {

void SwitchingEnd::confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) {
  const auto found = owed_.find(result.id);
  if (found == owed_.end()) {
    // The port was reset, the peer is gone; or a confirmation that is said twice.
    if (last_reply_ && last_reply_->first == result.id) send(last_reply_->second, {now, out});
    return;
  }
  const Owed owed = std::move(found->second);
  owed_.erase(found);
  if (owed.silent || result.outcome == cti::Outcome::unknown) return;
  int number = outcome::success;
  std::vector<std::string> payload;
  if (result.outcome == cti::Outcome::refused) {
    const bool worded = result.raw.space == "oai.outcome" && result.raw.number > 0 && result.raw.number < 100;
    number = worded ? static_cast<int>(result.raw.number) : outcome_of(result.cause, owed.command);
  } else if (owed.command == "_QA" && owed.agent.empty() && owed.group.empty() && result.agents.empty()) {
    number = outcome::incompatible;  // nobody at a station that belongs to no group by itself
  } else {
    payload = payload_of(owed, result);
  }
  Fields line{"", "CF", owed.command, owed.invoke, std::to_string(number)};
  for (std::string& text : payload) line.add(std::move(text));
  if (owed.log_on && number == outcome::success && !settings_.dialect.ln_after_cf && !held_reply_) {
    held_reply_ = std::move(line);
    held_since_ = now;
    return;
  }
  last_reply_.emplace(result.id, line);
  send(std::move(line), {now, out});
}

std::vector<std::string> SwitchingEnd::payload_of(const Owed& owed, const cti::Result& result) const {
  if (owed.command == "_QA") return agent_entries(owed, result);
  if (owed.command == "_QH") return member_entries(result);
  std::vector<std::string> payload;
  if (owed.command == "_TR" || owed.command == "_TO") return transfer_payload(result);
  if (owed.command == "_CN") return conference_payload(owed, result);
  const bool calls = owed.command == "_MC" || owed.command == "_CS";
  if (calls && !result.connections.empty()) {
    payload = {result.connections.front().first.call.value(), owed.ext};
  } else if (owed.command == "_SP") {
    payload.push_back(std::to_string(result.connections.size()));
    for (const auto& [connection, state] : result.connections) {
      payload.push_back(connection.call.value());
      payload.emplace_back(letter_of(state));
    }
  }
  return payload;
}

// The call's new id, where it went, who was handed on, and the numbers as the switch has them; names it has none.
std::vector<std::string> SwitchingEnd::transfer_payload(const cti::Result& result) const {
  if (result.connections.empty()) return {};
  const cti::ConnectionId& made = result.connections.front().first;
  PrintedCall printed;
  printed.calling = naming_.to_wire(result.connections.back().first.device);
  for (const auto& [info, state] : directory_.calls_at(made.device)) {
    if (info.call == made.call) printed = print_call(settings_.dialect, naming_, info);
  }
  return {made.call.value(),   naming_.to_wire(made.device), printed.calling, "", printed.number, "",
          printed.trunk_number};
}

std::vector<std::string> SwitchingEnd::conference_payload(const Owed& owed, const cti::Result& result) const {
  if (result.connections.empty()) return {};
  const std::string& call = result.connections.front().first.call.value();
  std::vector<std::string> payload{owed.ext, call, std::to_string(result.connections.size())};
  for (const auto& [connection, state] : result.connections) {
    payload.push_back(naming_.to_wire(connection.device));
    payload.push_back(connection.call.value());
  }
  return payload;
}

std::vector<std::string> SwitchingEnd::agent_entries(const Owed& owed, const cti::Result& result) const {
  std::vector<std::string> entries;
  std::size_t count = 0;
  const auto add = [&](std::string agent, std::string group, std::string mode) {
    ++count;
    entries.push_back(std::move(agent));
    entries.push_back(std::move(group));
    entries.push_back(std::move(mode));
  };
  for (const cti::AgentStateReport& report : result.agents) {
    if (!report.subject.agent || !report.subject.group) continue;
    add(naming_.to_wire(*report.subject.agent), naming_.to_wire(*report.subject.group), mode_digit(report));
  }
  if (count == 0 && !owed.agent.empty()) {
    // An empty list means not logged on: the wire says so for each group that was meant.
    const cti::AgentId agent = naming_.agent_from_wire(owed.agent);
    for (const cti::AcdGroupId& group : directory_.groups()) {
      const bool meant = owed.group.empty() || naming_.to_wire(group) == owed.group;
      if (meant && directory_.is_member(agent, group)) add(owed.agent, naming_.to_wire(group), "0");
    }
  }
  entries.insert(entries.begin(), std::to_string(count));
  return entries;
}

std::vector<std::string> SwitchingEnd::member_entries(const cti::Result& result) const {
  std::vector<std::string> entries;
  std::set<cti::AgentId> told;  // "duplicates once"
  for (const cti::AgentStateReport& report : result.agents) {
    if (!report.subject.agent || !told.insert(*report.subject.agent).second) continue;
    std::string mode = mode_digit(report);
    const bool in = mode != "0" && report.subject.address;
    entries.push_back(naming_.to_wire(*report.subject.agent));
    entries.push_back(in ? naming_.to_wire(*report.subject.address) : "");
    entries.push_back(std::move(mode));
  }
  entries.insert(entries.begin(), std::to_string(told.size()));
  entries.emplace_back("0");  // not in its initial state
  entries.emplace_back("2");  // ACD group with agent ids
  return entries;
}

std::string SwitchingEnd::mode_digit(const cti::AgentStateReport& report) const {
  const auto state = report.states.only();
  if (state == cti::AgentState::null) return "0";
  const Mode mode = modes_.mode(*report.subject.agent);
  if (mode != Mode::logged_out) return std::to_string(static_cast<int>(mode));
  // The answer is older or newer than the reports: its own state decides.
  if (state == cti::AgentState::ready) return "1";
  return state == cti::AgentState::busy ? "2" : "3";
}

void SwitchingEnd::report(const cti::Event& event, TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) report_call(*call, turn);
  if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) report_agent(*agent, turn);
  if (const auto* device = std::get_if<cti::DeviceEvent>(&event.body)) report_device(*device, turn);
}

void SwitchingEnd::report_call(const cti::CallEvent& event, Turn turn) {
  calls_.apply(event, turn.now);
  std::vector<Fields> lines = call_lines(context(), event, turn.now);
  std::vector<cti::AgentId> agents;
  for (const cti::ConnectionChange& change : event.changes) {
    const auto agent = modes_.agent_at(change.connection.device.id);
    if (agent && std::ranges::find(agents, *agent) == agents.end()) agents.push_back(*agent);
  }
  const Dialect& dialect = settings_.dialect;
  if (event.kind == cti::CallEventKind::established && !dialect.nry_after_es) {
    for (const cti::AgentId& agent : agents) say_mode(agent, turn);
  }
  if (event.kind == cti::CallEventKind::connection_cleared && !dialect.wnr_after_xc) {
    // The session's next state is reported after this event; to say it first the switch must be asked.
    for (const cti::AgentId& agent : agents) {
      modes_.load(directory_, agent);
      if (modes_.mode(agent) == Mode::work_not_ready) say_mode(agent, turn);
    }
  }
  send_all(std::move(lines), turn);
  for (const cti::AgentId& agent : agents) say_mode(agent, turn);
}

void SwitchingEnd::report_agent(const cti::AgentEvent& event, Turn turn) {
  if (!event.report.subject.agent) return;
  const cti::AgentId& agent = *event.report.subject.agent;
  const bool fresh = modes_.mode(agent) == Mode::logged_out;
  if (event.kind == cti::AgentEventKind::agent_logged_off) {
    send_all(log_lines(context(), event), turn);
    modes_.apply(event);
    return say_mode(agent, turn);
  }
  modes_.apply(event);
  if (event.kind != cti::AgentEventKind::agent_logged_on) return say_mode(agent, turn);
  send_all(log_lines(context(), event), turn);
  release_held_reply(turn);
  if (!fresh) return say_mode(agent, turn);
  const auto mode = modes_.take_change(agent);
  if (settings_.dialect.ry_after_login && mode == Mode::ready) send_all(mode_lines(context(), agent, *mode), turn);
}

void SwitchingEnd::report_device(const cti::DeviceEvent& event, Turn turn) {
  const bool offline = event.kind == cti::DeviceEventKind::offline;
  if (!offline && event.kind != cti::DeviceEventKind::do_not_disturb) return;
  const std::string ext = naming_.to_wire(event.address);
  Fields line{"", offline ? "OL" : "DND", "", "", ext};
  if (offline) {
    line.set(ol::online, event.on ? "0" : "1");
  } else {
    line.set_text(dnd::system_text, event.on ? "DO-NOT-DISTURB" : "");
    line.set(dnd::custom_text, "");
  }
  for (const std::string& xref : monitors_.matching(ext, "", *event_layout(line[event::id]))) {
    line.set(event::xref, xref);
    send(line, turn);
  }
}

void SwitchingEnd::say_mode(const cti::AgentId& agent, Turn turn) {
  if (const auto mode = modes_.take_change(agent)) send_all(mode_lines(context(), agent, *mode), turn);
}

void SwitchingEnd::release_held_reply(Turn turn) {
  if (!held_reply_) return;
  Fields line = *std::exchange(held_reply_, std::nullopt);
  send(std::move(line), turn);
}

}  // namespace acdloop::system_oai
