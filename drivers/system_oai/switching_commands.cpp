// SPDX-License-Identifier: Apache-2.0
// Commands of the application: checked against the Directory, answered at once or handed on as a neutral request.
#include <algorithm>
#include <iterator>
#include <utility>

#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/switching_end.hpp"

namespace acdloop::system_oai {
namespace {

constexpr std::size_t most_owed = 1024;  // then outcome 22
constexpr std::size_t longest_command_id = 8;
constexpr std::size_t longest_echo = 16;  // of a damaged invoke id
constexpr std::size_t longest_digits = 48;

bool looks_like_command(const std::string& id) {
  if (id == "RR" || id == "RT") return true;
  if (id.size() < 2 || id.size() > longest_command_id || id[0] != '_') return false;
  return std::all_of(id.begin() + 1, id.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

bool is_call_id(const std::string& call) { return !call.empty() && call.size() <= cti::max_call_id_length; }

bool valid_invoke(const std::string& invoke) { return to_number(invoke, 0xffff'ffff).has_value(); }

std::vector<std::string> tail(const Fields& command, std::size_t from) {
  std::vector<std::string> fields;
  for (std::size_t at = from; at < command.size(); ++at) fields.push_back(command[at]);
  return fields;
}

}  // namespace

void SwitchingEnd::run(const Fields& command, Turn turn) {
  const std::string& id = command[command::id];
  if (!looks_like_command(id)) return fault("not_a_command", printable(encode(command), 40), turn);
  const CommandSupport support = command_support(id);
  if (support == CommandSupport::unknown) {
    fault("unknown_command", id, turn);
    return answer(command, outcome::invalid_command, turn);
  }
  command_deadline_ = turn.now + settings_.dialect.command_timer;
  if (id == "RT") return say_resync("1", turn);
  if (id == "RR") return old_resync(command, turn);
  if (!valid_invoke(command[command::invoke])) return answer(command, outcome::invalid_invoke, turn);
  if (support == CommandSupport::not_offered) return answer(command, outcome::invalid_command, turn);
  if (id == "_NO") return answer(command, outcome::success, turn);
  if (id == "_MS") return monitor_start(command, turn);
  if (id == "_MP") return monitor_stop(command, turn);
  if (id == "_RR") return resync(command, turn);
  if (id == "_SA") return set_agent_state(command, turn);
  if (id == "_QA") return query_agent(command, turn);
  if (id == "_QH") return query_group(command, turn);
  if (id == "_SP") return snapshot(command, turn);
  if (id == "_MC") return make_call(command, turn);
  if (id == "_AC") return act_on_call(command, cti::RequestKind::answer_call, turn);
  if (id == "_CX") return act_on_call(command, cti::RequestKind::clear_connection, turn);
  if (id == "_CC") return act_on_call(command, cti::RequestKind::clear_call, turn);
  if (id == "_HC") return act_on_call(command, cti::RequestKind::hold_call, turn);
  if (id == "_RV") return act_on_call(command, cti::RequestKind::retrieve_call, turn);
  if (id == "_CS") return pass_on(command, cti::RequestKind::consultation_call, turn);
  if (id == "_TO") return pass_on(command, cti::RequestKind::single_step_transfer_call, turn);
  if (id == "_TR") return join_calls(command, cti::RequestKind::transfer_call, turn);
  if (id == "_CN") return join_calls(command, cti::RequestKind::conference_call, turn);
  if (id == "_RP") {
    answer(command, outcome::success, turn);
    return power_up(turn);
  }
  // _XE: only the normal extension format exists here.
  if (command[command::first] == "0") return answer(command, outcome::success, turn, {"0"});
  answer(command, outcome::value_out_of_range, turn);
}

void SwitchingEnd::answer(const Fields& command, int number, Turn turn, const std::vector<std::string>& more) {
  const std::string& invoke = command[command::invoke];
  Fields line{"", "CF", command[command::id], invoke.size() <= longest_echo ? invoke : "", std::to_string(number)};
  for (const std::string& text : more) line.add(text);
  send(std::move(line), turn);
}

void SwitchingEnd::old_resync(const Fields& command, Turn turn) {
  const std::string& ext = command[1];
  say_resync("1", turn);
  if (!ext.empty()) {
    send_all(resync_lines(context(), ext, "1"), turn);
  } else {
    for (const auto& [xref, monitor] : monitors_.running()) {
      if (monitor.kind == Monitor::Kind::device) send_all(resync_lines(context(), monitor.object, "1"), turn);
    }
  }
  send(Fields{"", "RD", "1", ext}, turn);
}

void SwitchingEnd::resync(const Fields& command, Turn turn) {
  const std::string& ext = command[command::first];
  const std::string& invoke = command[command::invoke];
  if (ext.empty()) {
    const Duration apart = settings_.dialect.global_resync_every;
    if (last_global_resync_ && turn.now - *last_global_resync_ < apart) return answer(command, outcome::state, turn);
    last_global_resync_ = turn.now;
    answer(command, outcome::success, turn);
    for (const auto& [xref, monitor] : monitors_.running()) {
      if (monitor.kind == Monitor::Kind::device) send_all(resync_lines(context(), monitor.object, invoke), turn);
    }
    return send(Fields{"", "RD", invoke, ""}, turn);
  }
  if (kind_of(ext) == DeviceKind::none) return answer(command, outcome::invalid_device, turn, {ext});
  if (!monitors_.watches(Monitor::Kind::device, ext))
    return answer(command, outcome::invalid_object_state, turn, {ext});
  answer(command, outcome::success, turn, {ext});
  send_all(resync_lines(context(), ext, invoke), turn);
  send(Fields{"", "RD", invoke, ext}, turn);
}

void SwitchingEnd::monitor_start(const Fields& command, Turn turn) {
  const std::string& object = command[command::first];
  const std::string type = command[command::first + 1].empty() ? "1" : command[command::first + 1];
  const auto filter = read_filter(tail(command, command::first + 2));
  if (!filter) return answer(command, filter.error(), turn);
  auto kind = Monitor::Kind::device;
  std::vector<std::string> objects;
  if (type == "1" || type == "5") {
    if (kind_of(object) == DeviceKind::none) return answer(command, outcome::invalid_device, turn);
    objects.push_back(object);
  } else if (type == "3" || type == "6") {
    for (const cti::Address& station : directory_.stations()) objects.push_back(station.value());
  } else if (type == "4") {
    for (const cti::DeviceId& trunk : directory_.trunks()) objects.push_back(trunk.id);
  } else if (type == "7") {
    if (!directory_.has_agent(naming_.agent_from_wire(object))) return answer(command, outcome::invalid_agent, turn);
    kind = Monitor::Kind::agent;
    objects.push_back(object);
  } else {
    return answer(command, outcome::unspecified, turn);
  }
  int result = outcome::success;
  std::vector<std::string> started;
  for (const std::string& one : objects) {
    const auto xref = monitors_.start(kind, one, *filter);
    if (!xref) {
      result = outcome::monitor_limit;
      break;
    }
    started.push_back(monitors_.printed(*xref));
    started.push_back(one);
  }
  started.insert(started.begin(), std::to_string(started.size() / 2));
  append_filter(started, *filter);
  answer(command, result, turn, started);
  if (type != "5" && type != "6") return;
  for (const std::string& one : objects) send_all(resync_lines(context(), one, command[command::invoke]), turn);
  send(Fields{"", "RD", command[command::invoke], type == "5" ? object : ""}, turn);
}

void SwitchingEnd::monitor_stop(const Fields& command, Turn turn) {
  const std::string& xref = command[command::first];
  if (xref.empty()) {
    monitors_.clear();
    return answer(command, outcome::success, turn);
  }
  const auto number = to_number(xref, 999'999);
  const bool stopped = number && monitors_.stop(*number);
  answer(command, stopped ? outcome::success : outcome::invalid_xref, turn);
}

void SwitchingEnd::set_agent_state(const Fields& command, Turn turn) {
  const std::string& ext = command[command::first];
  const std::string& agent = command[command::first + 1];
  const std::string& state = command[command::first + 2];
  const std::string& group = command[command::first + 3];
  const auto number = to_number(state, 5);
  if (!number || state.size() != 1) return answer(command, outcome::unspecified, turn);
  if (const int bad = station_outcome(ext); bad != outcome::success) return answer(command, bad, turn);
  cti::Request request;
  request.agent = naming_.agent_from_wire(agent);
  request.address = cti::Address{ext};
  if (!directory_.has_agent(*request.agent)) return answer(command, outcome::invalid_device, turn);
  if (!group.empty()) {
    request.group = naming_.group_from_wire(group);
    if (!directory_.has_group(*request.group)) return answer(command, outcome::invalid_device, turn);
    if (!directory_.is_member(*request.agent, *request.group)) {
      return answer(command, outcome::invalid_destination, turn);
    }
  }
  Owed owed{command[command::id], command[command::invoke], ext, agent, group, false, *number == 1};
  if (*number <= 1) {
    request.kind = *number == 0 ? cti::RequestKind::log_off : cti::RequestKind::log_on;
    owed.silent = owed.log_on && group.empty();  // only LN proves such a log-on
    if (owed.silent) answer(command, outcome::success, turn);
  } else {
    request.kind = cti::RequestKind::set_agent_state;
    request.state = *number % 2 == 0 ? cti::AgentState::ready : cti::AgentState::not_ready;
    request.group.reset();  // the state is the agent's, whatever group was named
  }
  submit(std::move(request), std::move(owed), turn);
}

void SwitchingEnd::query_agent(const Fields& command, Turn turn) {
  const std::string& ext = command[command::first];
  const std::string& agent = command[command::first + 1];
  const std::string& group = command[command::first + 2];
  if (const int bad = station_outcome(ext); bad != outcome::success) return answer(command, bad, turn);
  cti::Request request;
  request.kind = cti::RequestKind::query_agent_state;
  request.address = cti::Address{ext};
  if (!agent.empty()) {
    request.agent = naming_.agent_from_wire(agent);
    if (!directory_.has_agent(*request.agent)) return answer(command, outcome::invalid_device, turn);
  }
  if (!group.empty()) {
    request.group = naming_.group_from_wire(group);
    if (!directory_.has_group(*request.group)) return answer(command, outcome::invalid_device, turn);
    if (request.agent && !directory_.is_member(*request.agent, *request.group)) {
      return answer(command, outcome::invalid_destination, turn);
    }
  }
  submit(std::move(request), Owed{command[command::id], command[command::invoke], ext, agent, group}, turn);
}

void SwitchingEnd::query_group(const Fields& command, Turn turn) {
  const std::string& group = command[command::first];
  switch (kind_of(group)) {
    case DeviceKind::none:
      return answer(command, outcome::invalid_device, turn);
    case DeviceKind::group:
      break;
    default:
      return answer(command, outcome::invalid_destination, turn);
  }
  cti::Request request;
  request.kind = cti::RequestKind::query_group;
  request.group = naming_.group_from_wire(group);
  submit(std::move(request), Owed{command[command::id], command[command::invoke], "", "", group}, turn);
}

// A call at a station, as most commands about calls name it first. Nothing: the command was answered with what is
// wrong.
std::optional<cti::Request> SwitchingEnd::call_named(const Fields& command, cti::RequestKind kind, Turn turn) {
  const std::string& ext = command[command::first];
  const std::string& call = command[command::first + 1];
  int bad = station_outcome(ext);
  if (bad == outcome::success && !is_call_id(call)) bad = outcome::invalid_call;
  if (bad != outcome::success) {
    answer(command, bad, turn);
    return std::nullopt;
  }
  cti::Request request;
  request.kind = kind;
  request.address = cti::Address{ext};
  request.connection = cti::ConnectionId{cti::CallId{call}, {ext, cti::DeviceCategory::station}};
  return request;
}

void SwitchingEnd::act_on_call(const Fields& command, cti::RequestKind kind, Turn turn) {
  auto request = call_named(command, kind, turn);
  if (request) submit(*std::move(request), owed_for(command), turn);
}

// _CS and _TO: extension, call, digits.
void SwitchingEnd::pass_on(const Fields& command, cti::RequestKind kind, Turn turn) {
  auto request = call_named(command, kind, turn);
  if (!request) return;
  const std::string& digits = command[command::first + 2];
  if (digits.empty()) return answer(command, outcome_of(cti::RefusalCause::invalid_destination, command[0]), turn);
  if (digits.size() > longest_digits) return answer(command, outcome::value_out_of_range, turn);
  request->destination = device_dialled(digits);
  submit(*std::move(request), owed_for(command), turn);
}

// _TR and _CN: extension, the call on hold, the other one.
void SwitchingEnd::join_calls(const Fields& command, cti::RequestKind kind, Turn turn) {
  auto request = call_named(command, kind, turn);
  if (!request) return;
  const std::string& other = command[command::first + 2];
  if (!is_call_id(other)) return answer(command, outcome::invalid_call, turn);
  request->held =
      std::exchange(request->connection,
                    cti::ConnectionId{cti::CallId{other}, {request->address->value(), cti::DeviceCategory::station}});
  submit(*std::move(request), owed_for(command), turn);
}

void SwitchingEnd::make_call(const Fields& command, Turn turn) {
  const std::string& ext = command[command::first];
  const std::string& digits = command[command::first + 1];
  if (const int bad = station_outcome(ext); bad != outcome::success) return answer(command, bad, turn);
  if (digits.empty()) return answer(command, outcome::invalid_called, turn);
  if (digits.size() > longest_digits) return answer(command, outcome::value_out_of_range, turn);
  cti::Request request;
  request.kind = cti::RequestKind::make_call;
  request.address = cti::Address{ext};
  request.destination = device_dialled(digits);
  submit(std::move(request), Owed{command[command::id], command[command::invoke], ext, "", ""}, turn);
}

void SwitchingEnd::snapshot(const Fields& command, Turn turn) {
  const std::string& ext = command[command::first];
  if (const int bad = station_outcome(ext); bad != outcome::success) return answer(command, bad, turn);
  cti::Request request;
  request.kind = cti::RequestKind::snapshot_device;
  request.address = cti::Address{ext};
  submit(std::move(request), Owed{command[command::id], command[command::invoke], ext, "", ""}, turn);
}

void SwitchingEnd::submit(cti::Request request, Owed owed, Turn turn) {
  if (owed_.size() >= most_owed) {
    if (owed.silent) return;
    return send(Fields{"", "CF", owed.command, owed.invoke, std::to_string(outcome::resources)}, turn);
  }
  request.id = cti::RequestId{++last_request_};
  owed_.emplace(request.id, std::move(owed));
  turn.out.requests.push_back(std::move(request));
}

// A group by its name, whatever else as it is.
std::string SwitchingEnd::device_dialled(const std::string& digits) const {
  return kind_of(digits) == DeviceKind::group ? naming_.group_from_wire(digits).value() : digits;
}

SwitchingEnd::DeviceKind SwitchingEnd::kind_of(const std::string& wire) const {
  if (wire.empty() || wire.size() > cti::max_id_length) return DeviceKind::none;
  if (directory_.has_group(naming_.group_from_wire(wire))) return DeviceKind::group;
  if (directory_.has_station(cti::Address{wire})) return DeviceKind::station;
  const std::vector<cti::DeviceId> trunks = directory_.trunks();
  const bool trunk = std::ranges::any_of(trunks, [&](const cti::DeviceId& one) { return one.id == wire; });
  return trunk ? DeviceKind::trunk : DeviceKind::none;
}

int SwitchingEnd::station_outcome(const std::string& wire) const {
  switch (kind_of(wire)) {
    case DeviceKind::station:
      return outcome::success;
    case DeviceKind::none:
      return outcome::invalid_device;
    default:
      return outcome::incompatible;
  }
}

}  // namespace acdloop::system_oai
