// SPDX-License-Identifier: Apache-2.0
// What the switching function answers and reports, as confirmations and events.
#include <algorithm>
#include <utility>

#include "drivers/ged188/identities.hpp"
#include "drivers/ged188/numbers.hpp"
#include "drivers/ged188/switching_end.hpp"

namespace acdloop::ged188 {
namespace {

// UNKNOWN has no bit of its own in the mask.
std::uint32_t mask_bit(std::uint16_t state) {
  if (state < agent::unknown) return 1U << state;
  return state == agent::unknown ? 0 : 1U << (state - 1);
}

struct MaskRow {
  std::uint32_t type;
  std::uint32_t bit;
};
constexpr MaskRow call_masks[] = {
    {type::call_delivered, 0x1},      {type::call_queued, 0x2},      {type::call_established, 0x4},
    {type::call_held, 0x8},           {type::call_retrieved, 0x10},  {type::call_cleared, 0x20},
    {type::connection_cleared, 0x40}, {type::call_originated, 0x80}, {type::call_conferenced, 0x100},
    {type::call_transferred, 0x200},  {type::call_diverted, 0x400},  {type::call_service_initiated, 0x800},
    {type::begin_call, 0x2000},       {type::end_call, 0x4000},      {type::call_failed, 0x1'0000},
    {type::call_dequeued, 0x4'0000},
};

std::uint16_t wire_state(const cti::AgentStateReport& report) {
  switch (report.states.only().value_or(cti::AgentState::null)) {
    case cti::AgentState::null:
      return agent::logout;
    case cti::AgentState::not_ready:
      return agent::not_ready;
    case cti::AgentState::ready:
      return agent::available;
    case cti::AgentState::busy:
      return report.detail == cti::StateDetail::hold ? agent::hold : agent::talking;
    case cti::AgentState::wrap_up:
      return agent::work_ready;
  }
  return agent::unknown;
}

}  // namespace

void SwitchingEnd::confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  const auto found = owed_.find(result.id);
  if (found == owed_.end()) {
    // The session is gone; or a confirmation that is said twice.
    if (last_reply_ && last_reply_->first == result.id) send(last_reply_->second, turn);
    return;
  }
  const Owed owed = std::move(found->second);
  owed_.erase(found);
  if (result.outcome == cti::Outcome::unknown) return;
  if (result.outcome == cti::Outcome::refused) {
    // One refusal answers the whole list.
    std::erase_if(owed_, [&](const auto& other) { return other.second.invoke == owed.invoke; });
    const bool worded = result.raw.space == "ged.cf" || result.raw.space == "ged.e_cti";
    const Refusal refusal = worded
                                ? Refusal{result.raw.space == "ged.cf", static_cast<std::uint32_t>(result.raw.number)}
                                : refusal_of(result.cause, settings_.dialect);
    Message said = message(refusal.by_peripheral ? type::control_failure_conf : type::failure_conf);
    said.set("InvokeID", owed.invoke).set("FailureCode", refusal.code).set("Status", refusal.code);
    last_reply_.emplace(result.id, said);
    return refuse(owed.invoke, refusal, turn);
  }
  if (owed.siblings != 0) return;
  const Message answer = answer_of(owed, result, now);
  last_reply_.emplace(result.id, answer);
  send(answer, turn);
}

Message SwitchingEnd::answer_of(const Owed& owed, const cti::Result& result, TimePoint now) {
  const bool nobody = owed.type == type::query_agent_state_req && result.agents.empty();
  if (nobody && settings_.dialect.logged_off_query_fails) {
    return message(type::failure_conf).set("InvokeID", owed.invoke).set("Status", status::agent_not_logged_on);
  }
  const bool counts = owed.type == type::query_agent_statistics_req;
  if (counts) start_day(now);
  const auto figures = counts ? figures_.of(naming_.agent_from_wire(owed.agent), now) : std::nullopt;
  if (counts && !figures) {
    return message(type::failure_conf).set("InvokeID", owed.invoke).set("Status", status::agent_not_logged_on);
  }
  Message answer = message(owed.type + 1);
  answer.set("InvokeID", owed.invoke);
  if (figures) fill_statistics(answer, owed, *figures);
  if (owed.type == type::query_agent_state_req) fill_states(answer, owed, result);
  if (owed.type == type::query_skill_group_statistics_req) fill_group(answer, owed, result);
  if (owed.type == type::snapshot_device_req) fill_calls(answer, result);
  if (answer.layout().find("NewConnectionCallID")) fill_new_connection(answer, result);
  return answer;
}

void SwitchingEnd::fill_statistics(Message& answer, const Owed& owed, const Figures::Answer& figures) const {
  const bool with_hold = settings_.dialect.talk_includes_hold;
  answer.set("PeripheralID", settings_.dialect.peripheral_id);
  for (const std::string_view name : statistics_names()) {
    answer.set(std::string{name} + "Session", figures.session.value(name, with_hold));
    answer.set(std::string{name} + "Today", figures.today.value(name, with_hold));
  }
  const cti::AgentId agent = naming_.agent_from_wire(owed.agent);
  const std::string place = desks_.address_of(agent).value_or(cti::Address{owed.instrument}).value();
  answer.add(tag::agent_extension, place);
  answer.add(tag::agent_id, owed.agent);
  answer.add(tag::agent_instrument, place);
}

// The call that was made, or that two calls became, with those who are in it.
void SwitchingEnd::fill_new_connection(Message& answer, const cti::Result& result) const {
  answer.set("NewConnectionCallID", none32).set("NewConnectionDeviceIDType", static_device_id);
  answer.set("LineHandle", none16).set("LineType", line_type::unknown);
  if (result.connections.empty()) return;
  const std::uint32_t call = call_number(result.connections.front().first.call).value_or(none32);
  answer.set("NewConnectionCallID", call);
  answer.add(tag::new_connection_device, naming_.to_wire(result.connections.front().first.device));
  if (!answer.layout().find("NumParties")) return;
  constexpr std::size_t most_parties = 16;
  const std::size_t count = std::min(result.connections.size(), most_parties);
  answer.set("NumParties", static_cast<std::uint32_t>(count));
  for (std::size_t index = 0; index < count; ++index) {
    answer.add_number(tag::party_call, call);
    answer.add_number(tag::party_device_type, static_device_id);
    answer.add(tag::party_device, naming_.to_wire(result.connections[index].first.device));
  }
}

void SwitchingEnd::fill_states(Message& answer, const Owed& owed, const cti::Result& result) const {
  std::uint16_t overall = agent::logout;
  std::string agent = owed.agent;
  std::string place = owed.instrument;
  for (const cti::AgentStateReport& report : result.agents) {
    const std::uint16_t state = wire_state(report);
    // Talking before work, work before everything else.
    const bool stronger = state == agent::talking || state == agent::hold ||
                          (state == agent::work_ready && overall != agent::talking && overall != agent::hold);
    if (overall == agent::logout || stronger) overall = state;
    if (report.detail == cti::StateDetail::non_acd_call) overall = agent::talking;
    if (report.subject.agent) agent = naming_.to_wire(*report.subject.agent);
    if (report.subject.address) place = report.subject.address->value();
  }
  const bool on = !result.agents.empty();
  answer.set("AgentState", overall).set("MRDID", settings_.dialect.mrd_id).set("MaxTaskLimit", 1);
  answer.set("AgentMode", settings_.dialect.agent_mode_polarity).set("ICMAgentID", icm_agent_id(agent));
  answer.set("AgentAvailabilityStatus", overall == agent::available ? 1 : 0);
  answer.add(tag::agent_id, agent);
  if (on) answer.add(tag::agent_extension, place);
  if (on) answer.add(tag::agent_instrument, place);
  std::uint32_t groups = 0;
  for (const cti::AgentStateReport& report : result.agents) {
    const auto number = report.subject.group ? skill_group_number(naming_, *report.subject.group) : std::nullopt;
    if (!number) continue;
    ++groups;
    answer.add_number(tag::skill_group_number, *number);
    answer.add_number(tag::skill_group_id, skill_group_id(context(), *report.subject.group));
    answer.add_number(tag::skill_group_priority, 0);
    answer.add_number(tag::skill_group_state, wire_state(report));
  }
  answer.set("NumSkillGroups", groups);
}

// What is known of a group now; the blocks of intervals are not counted here.
void SwitchingEnd::fill_group(Message& answer, const Owed& owed, const cti::Result& result) const {
  answer.set("PeripheralID", settings_.dialect.peripheral_id);
  answer.set("SkillGroupNumber", skill_group_number(naming_, owed.group).value_or(none32));
  answer.set("SkillGroupID", skill_group_id(context(), owed.group));
  const auto count = [&](cti::AgentState state) {
    return static_cast<std::uint32_t>(std::ranges::count_if(
        result.agents, [state](const cti::AgentStateReport& report) { return report.states.only() == state; }));
  };
  const std::uint32_t off = count(cti::AgentState::null);
  answer.set("AgentsLoggedOn", static_cast<std::uint32_t>(result.agents.size()) - off);
  answer.set("AgentsAvail", count(cti::AgentState::ready)).set("AgentsReady", count(cti::AgentState::ready));
  answer.set("AgentsNotReady", count(cti::AgentState::not_ready));
  answer.set("AgentsTalkingIn", count(cti::AgentState::busy));
  answer.set("AgentsWorkReady", count(cti::AgentState::wrap_up));
  const cti::DeviceId queue{owed.group.value(), cti::DeviceCategory::acd_group};
  answer.set("CallsQNow", static_cast<std::uint32_t>(directory_.calls_at(queue).size()));
  for (const char* unknown : {"RouterCallsQNow", "LongestRouterCallQNow", "CallsQTimeNow", "LongestCallQNow"}) {
    answer.set(unknown, none32);
  }
}

void SwitchingEnd::fill_calls(Message& answer, const cti::Result& result) const {
  constexpr std::size_t most_calls = 16;
  std::uint32_t calls = 0;
  for (const auto& [connection, state] : result.connections) {
    const auto number = call_number(connection.call);
    if (!number || calls == most_calls) continue;
    ++calls;
    answer.add_number(tag::call_connection_call, *number);
    answer.add_number(tag::call_connection_type, static_device_id);
    answer.add(tag::call_connection_device, naming_.to_wire(connection.device));
    answer.add_number(tag::call_state, connection_state_number(state));
  }
  answer.set("NumCalls", calls);
}

void SwitchingEnd::report(const cti::Event& event, TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  start_day(now);
  if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) figures_.on_agent(*agent, now);
  if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) figures_.on_call(*call, now);
  if (phase_ != Phase::open || (services_ & service::all_events) == 0) return;
  if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) return report_call(*call, turn);
  if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) return report_agent(*agent, turn);
  if (const auto* device = std::get_if<cti::DeviceEvent>(&event.body)) report_device(*device, turn);
}

// What the call does comes first, then what it does to the agents at its devices.
void SwitchingEnd::report_call(const cti::CallEvent& event, Turn turn) {
  desks_.apply(event);
  for (const Message& one : call_messages(context(), event)) {
    const auto row = std::ranges::find(call_masks, one.type(), &MaskRow::type);
    if (row != std::end(call_masks) && (call_mask_ & row->bit) != 0) send(one, turn);
  }
  std::vector<cti::DeviceId> devices;  // each once: a transfer takes two connections from one phone
  for (const cti::ConnectionChange& change : event.changes) {
    if (std::ranges::find(devices, change.connection.device) == devices.end())
      devices.push_back(change.connection.device);
  }
  for (const SaidState& now : desks_.unsaid(devices)) say_state(now.key, now.state, turn);
}

void SwitchingEnd::report_agent(const cti::AgentEvent& event, Turn turn) {
  const cti::AgentSubject& subject = event.report.subject;
  const auto address = subject.address || !subject.agent ? subject.address : desks_.address_of(*subject.agent);
  desks_.apply(event);
  if (!subject.agent || !subject.group || !address) return;
  const cti::AgentSessionKey key{*subject.agent, *subject.group, *address};
  if (event.kind == cti::AgentEventKind::agent_logged_on) {
    say_state(key, {agent::login, agent::login, direction::none}, turn);  // momentary
  }
  if (event.kind == cti::AgentEventKind::agent_logged_off) {
    return say_state(key, {agent::logout, agent::logout, direction::none}, turn);
  }
  say_state(key, desks_.state_of(key), turn);
  // The overall state changed for the agent's other groups too; it is told with theirs.
  for (const SaidState& other : desks_.sessions_at(*address)) desks_.said(other.key, other.state);
}

void SwitchingEnd::say_state(const cti::AgentSessionKey& key, const WireState& state, Turn turn) {
  desks_.said(key, state);
  const bool wanted = ((mask_bit(state.in_group) | mask_bit(state.overall)) & agent_mask_) != 0;
  if (wanted) send(agent_message(context(), key, state), turn);
}

void SwitchingEnd::report_device(const cti::DeviceEvent& event, Turn turn) {
  if (event.kind != cti::DeviceEventKind::offline) return;
  Message out = message(type::system_event);
  out.set("ICMCentralControllerTime", controller_time(turn.now));
  out.set("SystemEventID",
          event.on ? system_event::instrument_out_of_service : system_event::instrument_back_in_service);
  out.set("SystemEventArg1", settings_.dialect.peripheral_id).set("EventDeviceType", device_type::agent_device);
  out.add(tag::text, event.address.value());
  send(out, turn);
}

}  // namespace acdloop::ged188
