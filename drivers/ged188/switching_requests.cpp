// SPDX-License-Identifier: Apache-2.0
// Requests of the client: checked, answered at once or handed on as neutral requests.
#include <algorithm>
#include <utility>

#include "drivers/ged188/identities.hpp"
#include "drivers/ged188/numbers.hpp"
#include "drivers/ged188/switching_end.hpp"

namespace acdloop::ged188 {
namespace {

constexpr std::size_t most_owed = 1024;  // then CF 44
constexpr std::size_t most_skill_groups = 10;

bool is_control(std::uint32_t type) {
  return type == type::set_agent_state_req || (type >= type::answer_call_req && type <= type::transfer_call_req);
}

// "instrument;phone" is a remote agent's.
std::string instrument_of(const Message& message) {
  std::string place = message.text(tag::agent_instrument);
  if (place.empty()) place = message.text(tag::agent_extension);
  return place.substr(0, place.find(';'));
}

}  // namespace

void SwitchingEnd::run(const Message& received, Turn turn) {
  const std::uint32_t invoke = received["InvokeID"];
  if (is_control(received.type()) && (services_ & service::client_control) == 0) {
    return fail(invoke, status::function_not_available, turn);
  }
  switch (received.type()) {
    case type::open_req:
      return fail(invoke, status::session_already_open, turn);
    case type::heartbeat_req:
      return send(message(type::heartbeat_conf).set("InvokeID", invoke), turn);
    case type::close_req:
      send(message(type::close_conf).set("InvokeID", invoke), turn);
      phase_ = Phase::closing;
      deadline_ = turn.now + settings_.dialect.close_patience;
      return;
    case type::set_agent_state_req:
      return set_agent_state(received, turn);
    case type::query_agent_state_req:
      return query_agent(received, turn);
    case type::query_agent_statistics_req:
      return query_statistics(received, turn);
    case type::query_skill_group_statistics_req:
      return query_group(received, turn);
    case type::answer_call_req:
      return act_on_call(received, cti::RequestKind::answer_call, turn);
    case type::clear_call_req:
      return act_on_call(received, cti::RequestKind::clear_call, turn);
    case type::clear_connection_req:
      return act_on_call(received, cti::RequestKind::clear_connection, turn);
    case type::hold_call_req:
      return act_on_call(received, cti::RequestKind::hold_call, turn);
    case type::retrieve_call_req:
      return act_on_call(received, cti::RequestKind::retrieve_call, turn);
    case type::consultation_call_req:
    case type::transfer_call_req:
    case type::conference_call_req:
      return act_on_two_calls(received, turn);
    case type::make_call_req:
      return make_call(received, turn);
    case type::snapshot_device_req:
      return snapshot_device(received, turn);
    case type::snapshot_call_req:
      return snapshot_call(received, turn);
    default:
      fault("request_not_offered", std::string{received.layout().name}, turn);
      return fail(invoke, status::function_not_available, turn);
  }
}

void SwitchingEnd::set_agent_state(const Message& received, Turn turn) {
  const std::uint32_t invoke = received["InvokeID"];
  std::vector<cti::AcdGroupId> groups;
  for (const std::uint32_t number : received.numbers(tag::skill_group_number)) {
    if (const auto group = group_of(naming_, number)) groups.push_back(*group);
  }
  if (groups.size() != received["NumSkillGroups"] || groups.size() > most_skill_groups) {
    return fail(invoke, status::invalid_num_skill_groups, turn);
  }
  const std::uint32_t state = received["AgentState"];
  if (state == agent::login || state == agent::logout) return log(received, groups, turn);
  cti::Request request;
  request.kind = cti::RequestKind::set_agent_state;
  if (state == agent::not_ready) {
    request.state = cti::AgentState::not_ready;
  } else if (state == agent::available) {
    request.state = cti::AgentState::ready;
  } else if (state == agent::work_ready || state == agent::work_not_ready) {
    request.state = cti::AgentState::wrap_up;
  } else {
    return refuse(invoke, refusal_of(cti::RefusalCause::invalid_state_value, settings_.dialect), turn);
  }
  const std::string id = received.text(tag::agent_id);
  const std::string instrument = instrument_of(received);
  if (instrument.empty()) return fail(invoke, status::required_data_missing, turn);
  if (!id.empty()) request.agent = naming_.agent_from_wire(id);
  request.address = cti::Address{instrument};
  if (groups.size() == 1) request.group = groups.front();
  submit(std::move(request), {received.type(), invoke, id, instrument, {}, 0}, turn);
}

// LOGIN and LOGOUT name an agent, a place and how the agent proves to be the agent; the skill groups are those listed,
// or all.
void SwitchingEnd::log(const Message& received, const std::vector<cti::AcdGroupId>& groups, Turn turn) {
  const std::uint32_t invoke = received["InvokeID"];
  const std::string id = received.text(tag::agent_id);
  const std::string instrument = instrument_of(received);
  const bool proven = received.has(tag::agent_password) || received.number(tag::sso_enabled).value_or(0) == 1;
  if (id.empty() || instrument.empty() || !proven) return fail(invoke, status::required_data_missing, turn);
  cti::Request request;
  const bool on = received["AgentState"] == agent::login;
  request.kind = on ? cti::RequestKind::log_on : cti::RequestKind::log_off;
  request.agent = naming_.agent_from_wire(id);
  request.address = cti::Address{instrument};
  if (on && received.has(tag::agent_password)) request.pin = received.text(tag::agent_password);
  const bool listed = settings_.dialect.log_on_by_skill_group && !groups.empty();
  if (!on && !may_log_off(*request.agent, listed ? groups : std::vector<cti::AcdGroupId>{})) {
    return refuse(invoke, refusal_of(cti::RefusalCause::state_incompatible, settings_.dialect), turn);
  }
  Owed owed{received.type(), invoke, id, instrument, {}, 0};
  if (!listed) return submit(std::move(request), std::move(owed), turn);
  for (std::size_t index = 0; index < groups.size(); ++index) {
    request.group = groups[index];
    owed.siblings = groups.size() - 1 - index;
    submit(request, owed, turn);
  }
}

// "LOGOUT only from NOT_READY" (Finesse developer guide, "agent state transitions").
bool SwitchingEnd::may_log_off(const cti::AgentId& agent, const std::vector<cti::AcdGroupId>& groups) const {
  const auto address = desks_.address_of(agent);
  if (!address) return true;  // whoever is not logged on is told so
  return std::ranges::all_of(desks_.sessions_at(*address), [&](const SaidState& session) {
    const bool meant = groups.empty() || std::ranges::find(groups, session.key.group) != groups.end();
    return !meant || session.state.in_group == agent::not_ready;
  });
}

void SwitchingEnd::query_agent(const Message& received, Turn turn) {
  const std::uint32_t invoke = received["InvokeID"];
  Owed owed{received.type(), invoke, received.text(tag::agent_id), instrument_of(received), {}, 0};
  cti::Request request;
  request.kind = cti::RequestKind::query_agent_state;
  if (owed.agent.empty() && received["ICMAgentID"] != 0) owed.agent = std::to_string(received["ICMAgentID"]);
  if (!owed.agent.empty()) request.agent = naming_.agent_from_wire(owed.agent);
  if (!owed.instrument.empty()) request.address = cti::Address{owed.instrument};
  if (!request.agent && !request.address) return fail(invoke, status::required_data_missing, turn);
  submit(std::move(request), std::move(owed), turn);
}

void SwitchingEnd::query_group(const Message& received, Turn turn) {
  const std::uint32_t invoke = received["InvokeID"];
  auto group = group_of(naming_, received["SkillGroupNumber"]);
  const std::uint32_t first = settings_.dialect.first_skill_group_id;
  const std::uint32_t id = received["SkillGroupID"];
  if (!group && id >= first && id - first < groups_.size()) group = groups_[id - first];
  if (!group) return fail(invoke, status::invalid_skill_group, turn);
  cti::Request request;
  request.kind = cti::RequestKind::query_group;
  request.group = *group;
  submit(std::move(request), {received.type(), invoke, "", "", *group, 0}, turn);
}

// The protocol counts for an agent, not for a skill group. The switch says whether there is anything to count.
void SwitchingEnd::query_statistics(const Message& received, Turn turn) {
  const std::uint32_t invoke = received["InvokeID"];
  const std::string id = received.text(tag::agent_id);
  const std::string instrument = instrument_of(received);
  if (id.empty() && instrument.empty()) return fail(invoke, status::required_data_missing, turn);
  cti::Request request;
  request.kind = cti::RequestKind::query_figures;
  if (!id.empty()) request.agent = naming_.agent_from_wire(id);
  const auto here = instrument.empty() ? request.agent : figures_.at(cti::Address{instrument});
  if (request.agent && here && *request.agent != *here) return fail(invoke, status::inconsistent_agent_data, turn);
  if (!request.agent) request.agent = here;
  if (!request.agent || !directory_.has_agent(*request.agent)) return fail(invoke, status::invalid_agent_data, turn);
  std::string agent = naming_.to_wire(*request.agent);
  submit(std::move(request), {received.type(), invoke, std::move(agent), instrument, {}, 0}, turn);
}

void SwitchingEnd::act_on_call(const Message& received, cti::RequestKind kind, Turn turn) {
  const bool held = received.type() == type::retrieve_call_req;
  std::string device = received.text(held ? tag::held_device : tag::connection_device);
  if (device.empty()) device = instrument_of(received);
  if (device.empty()) return fail(received["InvokeID"], status::required_data_missing, turn);
  const bool is_station = directory_.has_station(cti::Address{device});
  cti::Request request;
  request.kind = kind;
  request.connection =
      cti::ConnectionId{call_of(received[held ? "HeldConnectionCallID" : "ConnectionCallID"]),
                        device_of(naming_, device, is_station ? device_type::agent_device : device_type::trunk)};
  submit(std::move(request), {received.type(), received["InvokeID"], "", device, {}, 0}, turn);
}

void SwitchingEnd::act_on_two_calls(const Message& received, Turn turn) {
  const std::uint32_t invoke = received["InvokeID"];
  std::string device = received.text(tag::active_device);
  if (device.empty()) device = instrument_of(received);
  if (device.empty()) return fail(invoke, status::required_data_missing, turn);
  cti::Request request;
  const cti::DeviceId station{device, cti::DeviceCategory::station};
  request.connection = cti::ConnectionId{call_of(received["ActiveConnectionCallID"]), station};
  request.destination = received.text(tag::dialed_number);
  const std::uint32_t held = received["HeldConnectionCallID"];
  const bool consults = received.type() == type::consultation_call_req;
  const bool one_step = received.type() == type::transfer_call_req && held == none32;
  if ((consults || one_step) && request.destination.empty()) {
    return fail(invoke, status::required_data_missing, turn);
  }
  request.kind = consults                                       ? cti::RequestKind::consultation_call
                 : one_step                                     ? cti::RequestKind::single_step_transfer_call
                 : received.type() == type::conference_call_req ? cti::RequestKind::conference_call
                                                                : cti::RequestKind::transfer_call;
  if (!consults && !one_step) request.held = cti::ConnectionId{call_of(held), station};
  submit(std::move(request), {received.type(), invoke, "", device, {}, 0}, turn);
}

void SwitchingEnd::make_call(const Message& received, Turn turn) {
  const std::string instrument = instrument_of(received);
  cti::Request request;
  request.kind = cti::RequestKind::make_call;
  request.address = cti::Address{instrument};
  request.destination = received.text(tag::dialed_number);
  if (instrument.empty() || request.destination.empty()) {
    return fail(received["InvokeID"], status::required_data_missing, turn);
  }
  submit(std::move(request), {received.type(), received["InvokeID"], "", instrument, {}, 0}, turn);
}

void SwitchingEnd::snapshot_device(const Message& received, Turn turn) {
  const std::string instrument = instrument_of(received);
  if (instrument.empty()) return fail(received["InvokeID"], status::required_data_missing, turn);
  cti::Request request;
  request.kind = cti::RequestKind::snapshot_device;
  request.address = cti::Address{instrument};
  submit(std::move(request), {received.type(), received["InvokeID"], "", instrument, {}, 0}, turn);
}

// The caller, and the device that was named.
void SwitchingEnd::snapshot_call(const Message& received, Turn turn) {
  const std::uint32_t invoke = received["InvokeID"];
  const cti::CallId call = call_of(received["ConnectionCallID"]);
  const cti::DeviceId device = device_of(naming_, received.text(tag::connection_device), device_type::agent_device);
  for (const auto& [info, state] : directory_.calls_at(device)) {
    if (info.call != call) continue;
    Message conf = message(type::snapshot_call_conf);
    conf.set("InvokeID", invoke).set("CallType", call_type_of(info.call_class)).set("NumCallDevices", 2);
    conf.add(tag::dialed_number, naming_.to_wire(info.originally_called));
    const auto add = [&](const cti::DeviceId& one, cti::ConnectionState its_state) {
      conf.add_number(tag::call_connection_call, received["ConnectionCallID"]);
      conf.add_number(tag::call_connection_type, static_device_id);
      conf.add(tag::call_connection_device, naming_.to_wire(one));
      conf.add_number(tag::call_device_type, device_type_of(one));
      conf.add(tag::call_device, naming_.to_wire(one));
      conf.add_number(tag::call_device_state, connection_state_number(its_state));
    };
    if (info.calling != device) add(info.calling, cti::ConnectionState::connected);
    add(device, state);
    if (info.calling == device) conf.set("NumCallDevices", 1);
    return send(conf, turn);
  }
  fail(invoke, status::invalid_call_id, turn);
}

void SwitchingEnd::submit(cti::Request request, Owed owed, Turn turn) {
  if (owed_.size() >= most_owed) {
    return refuse(owed.invoke, refusal_of(cti::RefusalCause::resource_limit, settings_.dialect), turn);
  }
  request.id = cti::RequestId{++last_request_};
  owed_.emplace(request.id, std::move(owed));
  turn.out.requests.push_back(std::move(request));
}

}  // namespace acdloop::ged188
