// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/request_messages.hpp"

#include "drivers/ged188/causes.hpp"
#include "drivers/ged188/event_reader.hpp"
#include "drivers/ged188/identities.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

using cti::RefusalCause;
using cti::RequestKind;
using Written = std::expected<Message, RefusalCause>;

Message begin(const RequestContext& context, std::uint32_t type) {
  Message message{type, context.dialect.version};
  message.set("PeripheralID", context.dialect.peripheral_id);
  return message;
}

std::uint32_t wire_state(cti::AgentState state) {
  if (state == cti::AgentState::ready) return agent::available;
  return state == cti::AgentState::wrap_up ? agent::work_ready : agent::not_ready;
}

// AgentInstrument is needed for every state, AgentID for log-on and log-off.
Message set_state(const RequestContext& context, const cti::Request& request, std::uint32_t state) {
  Message message = begin(context, type::set_agent_state_req);
  message.set("AgentState", state);
  if (request.address) message.add(tag::agent_instrument, context.naming.to_wire(*request.address));
  if (request.agent) message.add(tag::agent_id, context.naming.to_wire(*request.agent));
  return message;
}

// Without a password single sign-on is claimed, or, before there was that, the password is empty.
void add_password(const RequestContext& context, Message& message, const std::optional<std::string>& password) {
  if (password) {
    message.add(tag::agent_password, *password);
  } else if (context.dialect.version >= wide_tags_since) {
    message.add_number(tag::sso_enabled, 1);
  } else {
    message.add_raw(tag::agent_password, std::string(1, '\0'));
  }
}

// False when the group has no number.
bool list_group(const RequestContext& context, Message& message, const std::optional<cti::AcdGroupId>& group) {
  if (!group) return true;
  const auto number = skill_group_number(context.naming, *group);
  if (!number) return false;
  message.set("NumSkillGroups", 1);
  message.add_number(tag::skill_group_number, *number);
  message.add_number(tag::skill_group_priority, 0);
  return true;
}

Written log(const RequestContext& context, const cti::Request& request, const std::optional<std::string>& password) {
  const bool on = request.kind == RequestKind::log_on;
  Message message = set_state(context, request, on ? agent::login : agent::logout);
  add_password(context, message, password);
  if (!list_group(context, message, request.group)) return std::unexpected(RefusalCause::invalid_group);
  return message;
}

Written query_group(const RequestContext& context, const cti::Request& request) {
  const auto number = request.group ? skill_group_number(context.naming, *request.group) : std::nullopt;
  if (!number) return std::unexpected(RefusalCause::invalid_group);
  Message message = begin(context, type::query_skill_group_statistics_req);
  message.set("SkillGroupNumber", *number).set("SkillGroupID", none32);
  return message;
}

Written make_call(const RequestContext& context, const cti::Request& request) {
  if (!request.address) return std::unexpected(RefusalCause::bad_request);
  Message message = begin(context, type::make_call_req);
  message.set("CallMannerType", 1).set("SkillGroupNumber", none32);  // polite: only if the phone is idle
  message.add(tag::agent_instrument, request.address->value());
  message.add(tag::dialed_number, context.naming.to_wire(cti::DeviceId{request.destination, {}}));
  return message;
}

// Without a call id the one that rings, talks or is held is meant.
Written on_connection(const RequestContext& context, const cti::Request& request, std::uint32_t type) {
  if (!request.connection) return std::unexpected(RefusalCause::bad_request);
  const cti::ConnectionId& connection = *request.connection;
  const auto call = connection.call.empty() ? std::optional{none32} : call_number(connection.call);
  if (!call) return std::unexpected(RefusalCause::invalid_call);
  const bool long_form = type == type::clear_connection_req && context.dialect.clear_connection_fixed_len == 16;
  Message message{layouts_of(type, context.dialect.version)[long_form ? 1 : 0]};
  message.set("PeripheralID", context.dialect.peripheral_id).set("RequestingDeviceIDType", none16);
  const bool held = type == type::retrieve_call_req;
  message.set(held ? "HeldConnectionCallID" : "ConnectionCallID", *call);
  message.add(held ? tag::held_device : tag::connection_device, context.naming.to_wire(connection.device));
  message.add(tag::agent_instrument, context.naming.to_wire(connection.device));
  return message;
}

// The phone that talks is named twice: as its connection's device and as the instrument.
Written on_active_call(const RequestContext& context, const cti::Request& request, std::uint32_t type) {
  if (!request.connection) return std::unexpected(RefusalCause::bad_request);
  const cti::ConnectionId& active = *request.connection;
  const auto call = active.call.empty() ? std::optional{none32} : call_number(active.call);
  if (!call) return std::unexpected(RefusalCause::invalid_call);
  Message message = begin(context, type);
  message.set("ActiveConnectionCallID", *call).set("CallMannerType", 1);
  message.add(tag::active_device, context.naming.to_wire(active.device));
  message.add(tag::agent_instrument, context.naming.to_wire(active.device));
  return message;
}

Written with_destination(const RequestContext& context, const cti::Request& request, Written message) {
  if (!message) return message;
  if (request.destination.empty()) return std::unexpected(RefusalCause::bad_request);
  message->add(tag::dialed_number, context.naming.to_wire(cti::DeviceId{request.destination, {}}));
  return message;
}

Written consult(const RequestContext& context, const cti::Request& request) {
  constexpr std::uint32_t for_transfer = 1;
  Written message = with_destination(context, request, on_active_call(context, request, type::consultation_call_req));
  if (message) message->set("ConsultType", for_transfer);
  return message;
}

// Without a held call and with a number it is a transfer in one step [guess].
Written transfer_in_one_step(const RequestContext& context, const cti::Request& request) {
  Written message = with_destination(context, request, on_active_call(context, request, type::transfer_call_req));
  if (message) message->set("HeldConnectionCallID", none32);
  return message;
}

Written join_calls(const RequestContext& context, const cti::Request& request, std::uint32_t type) {
  if (!request.held) return std::unexpected(RefusalCause::bad_request);
  const auto held = call_number(request.held->call);
  if (!held) return std::unexpected(RefusalCause::invalid_call);
  Written message = on_active_call(context, request, type);
  if (!message) return message;
  message->set("HeldConnectionCallID", *held);
  message->add(tag::held_device, context.naming.to_wire(request.held->device));
  return message;
}

// The protocol counts for an agent, since log-on and since midnight.
Written query_statistics(const RequestContext& context, const cti::Request& request) {
  if (request.group || request.scope == cti::FiguresScope::last_call || (!request.agent && !request.address)) {
    return std::unexpected(RefusalCause::unsupported_parameter);
  }
  Message message = begin(context, type::query_agent_statistics_req);
  if (request.agent) message.add(tag::agent_id, context.naming.to_wire(*request.agent));
  if (request.address) message.add(tag::agent_instrument, request.address->value());
  return message;
}

Written snapshot(const RequestContext& context, const cti::Request& request) {
  if (!request.address) return std::unexpected(RefusalCause::bad_request);
  Message message = begin(context, type::snapshot_device_req);
  message.set("SnapshotDeviceType", device_type::agent_device);
  message.add(tag::agent_instrument, request.address->value());
  return message;
}

void read_states(const RequestContext& context, const cti::Request& request, const Message& message,
                 cti::Result& result) {
  if (message["AgentState"] == agent::logout) return;  // an empty list: not logged on
  cti::AgentSubject subject{request.agent, std::nullopt, request.address};
  if (const std::string id = message.text(tag::agent_id); !id.empty()) {
    subject.agent = context.naming.agent_from_wire(id);
  }
  if (const std::string place = message.text(tag::agent_instrument); !place.empty()) {
    subject.address = cti::Address{place};
  }
  const std::vector<std::uint32_t> groups = message.numbers(tag::skill_group_number);
  const std::vector<std::uint32_t> states = message.numbers(tag::skill_group_state);
  for (std::size_t index = 0; index < groups.size() && index < states.size(); ++index) {
    subject.group = group_of(context.naming, groups[index]);
    const cti::StateSet possible = states_of(states[index]);
    if (!possible.empty()) result.agents.push_back({subject, possible, cti::StateDetail::none});
  }
  if (groups.empty()) result.agents.push_back({subject, states_of(message["AgentState"]), cti::StateDetail::none});
}

void read_calls(const Message& message, const cti::Request& request, cti::Result& result) {
  const std::vector<std::uint32_t> calls = message.numbers(tag::call_connection_call);
  const std::vector<std::uint32_t> states = message.numbers(tag::call_state);
  const cti::DeviceId device{request.address ? request.address->value() : "", cti::DeviceCategory::station};
  for (std::size_t index = 0; index < calls.size() && index < states.size(); ++index) {
    if (const auto state = connection_state(states[index])) {
      result.connections.push_back({{call_of(calls[index]), device}, *state});
    }
  }
}

void read_statistics(const RequestContext& context, const cti::Request& request, const Message& message,
                     cti::Result& result) {
  const bool today = request.scope == cti::FiguresScope::today;
  const auto count = [&](std::string_view name) -> std::optional<std::int64_t> {
    const std::uint32_t value = message[std::string{name} + (today ? "Today" : "Session")];
    return value == none32 ? std::nullopt : std::optional<std::int64_t>{value};
  };
  const auto time = [&](std::string_view name) -> std::optional<Duration> {
    const auto seconds = count(name);
    return seconds ? std::optional<Duration>{std::chrono::seconds{*seconds}} : std::nullopt;
  };
  cti::Figures& figures = result.figures.emplace();
  figures.subject.agent = request.agent;
  if (const std::string id = message.text(tag::agent_id); !id.empty()) {
    figures.subject.agent = context.naming.agent_from_wire(id);
  }
  if (const std::string place = message.text(tag::agent_instrument); !place.empty()) {
    figures.subject.address = cti::Address{place};
  }
  figures.scope = request.scope;
  figures.talk_includes_hold = context.dialect.talk_includes_hold;
  figures.calls = count("HandledCalls");
  figures.calls_time = time("HandledCallsTime");
  figures.talk_time = time("HandledCallsTalkTime");
  figures.after_call_time = time("HandledCallsAfterCallTime");
  figures.calls_held = count("IncomingCallsHeld");
  figures.hold_time = time("IncomingCallsHeldTime");
  figures.logged_on_time = time("LoggedOnTime");
  figures.ready_time = time("AvailTime");
  figures.not_ready_time = time("NotReadyTime");
}

// The connection that a call made, or that is made of two calls.
void read_new_connection(const RequestContext& context, const Message& message, cti::Result& result) {
  const cti::DeviceId device =
      device_of(context.naming, message.text(tag::new_connection_device), device_type::agent_device);
  result.connections.push_back({{call_of(message["NewConnectionCallID"]), device}, cti::ConnectionState::connected});
}

void read_refusal(const Message& message, const cti::Request& request, cti::Result& result) {
  const bool by_peripheral = message.type() == type::control_failure_conf;
  const std::uint32_t code = message.layout().find("FailureCode") ? message["FailureCode"] : message["Status"];
  result.raw = {by_peripheral ? "ged.cf" : "ged.e_cti", code, ""};
  // Who is not logged on has no state: that is an answer, not a refusal.
  const bool nobody = !by_peripheral && code == status::agent_not_logged_on;
  if (nobody && request.kind == RequestKind::query_agent_state) return;
  result.outcome = cti::Outcome::refused;
  result.cause = cause_of({by_peripheral, code});
}

}  // namespace

Written write_request(const RequestContext& context, const cti::Request& request,
                      const std::optional<std::string>& password) {
  switch (request.kind) {
    case RequestKind::log_on:
    case RequestKind::log_off:
      return log(context, request, password);
    case RequestKind::set_agent_state:
      if (!request.state) return std::unexpected(RefusalCause::bad_request);
      return set_state(context, request, wire_state(*request.state));
    case RequestKind::query_agent_state:
      if (!request.agent && !request.address) return std::unexpected(RefusalCause::unsupported_parameter);
      return write_state_query(context, request);
    case RequestKind::query_group:
      return query_group(context, request);
    case RequestKind::make_call:
      return make_call(context, request);
    case RequestKind::answer_call:
      return on_connection(context, request, type::answer_call_req);
    case RequestKind::hold_call:
      return on_connection(context, request, type::hold_call_req);
    case RequestKind::retrieve_call:
      return on_connection(context, request, type::retrieve_call_req);
    case RequestKind::clear_connection:
      return on_connection(context, request, type::clear_connection_req);
    case RequestKind::clear_call:
      return on_connection(context, request, type::clear_call_req);
    case RequestKind::query_figures:
      return query_statistics(context, request);
    case RequestKind::consultation_call:
      return consult(context, request);
    case RequestKind::transfer_call:
      return join_calls(context, request, type::transfer_call_req);
    case RequestKind::conference_call:
      return join_calls(context, request, type::conference_call_req);
    case RequestKind::single_step_transfer_call:
      return transfer_in_one_step(context, request);
    case RequestKind::snapshot_device:
      return snapshot(context, request);
    case RequestKind::check_link:
      return Message{type::heartbeat_req, context.dialect.version};
  }
  return std::unexpected(RefusalCause::unsupported_request);
}

Message write_state_again(const RequestContext& context, const cti::Request& log_off, std::uint32_t state) {
  Message message = set_state(context, log_off, state);
  list_group(context, message, log_off.group);
  return message;
}

Message write_state_query(const RequestContext& context, const cti::Request& request) {
  Message message = begin(context, type::query_agent_state_req);
  message.set("MRDID", context.dialect.mrd_id);
  if (request.agent) message.add(tag::agent_id, context.naming.to_wire(*request.agent));
  if (request.address) message.add(tag::agent_instrument, request.address->value());
  return message;
}

bool is_failure(const Message& message) {
  return message.type() == type::failure_conf || message.type() == type::control_failure_conf;
}

cti::Result read_confirmation(const RequestContext& context, const cti::Request& request, const Message& message) {
  cti::Result result;
  result.id = request.id;
  if (is_failure(message)) {
    read_refusal(message, request, result);
  } else if (message.type() == type::query_agent_state_conf) {
    read_states(context, request, message, result);
  } else if (message.type() == type::snapshot_device_conf) {
    read_calls(message, request, result);
  } else if (message.type() == type::query_agent_statistics_conf) {
    read_statistics(context, request, message, result);
  } else if (message.layout().find("NewConnectionCallID")) {
    read_new_connection(context, message, result);
  }
  return result;
}

}  // namespace acdloop::ged188
