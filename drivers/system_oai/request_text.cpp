// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/request_text.hpp"

#include <utility>

#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {
namespace {

using cti::AgentState;
using cti::RefusalCause;
using cti::RequestKind;
using cti::StateSet;

// A field goes out as it is: anything that would break the line apart is refused before.
bool sendable(const std::string& text) {
  if (text.size() > cti::max_call_id_length) return false;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7f || c == ',' || c == '|') return false;
  }
  return true;
}

std::expected<Fields, RefusalCause> checked(Fields command, std::size_t needed) {
  for (std::size_t at = 0; at < command.size(); ++at) {
    if (!sendable(command[at])) return std::unexpected(RefusalCause::invalid_parameter);
    const bool demanded = at >= command::first && at < command::first + needed;
    if (demanded && command[at].empty()) return std::unexpected(RefusalCause::invalid_parameter);
  }
  return command;
}

std::expected<Fields, RefusalCause> agent_state_command(const std::string& address, const std::string& agent,
                                                        const std::string& group, std::string_view state) {
  return checked(Fields{"_SA", "", address, agent, state, group}, 3);
}

cti::AgentStateReport mode_report(cti::AgentSubject subject, std::uint32_t mode) {
  cti::AgentStateReport report{std::move(subject), StateSet::all(), cti::StateDetail::none};
  switch (mode) {
    case 0:
      report.states = {AgentState::null};
      break;
    case 1:
    case 4:
      report.states = {AgentState::ready};
      break;
    case 3:
      report.states = {AgentState::wrap_up, AgentState::not_ready};
      break;
    default:
      report.detail = cti::StateDetail::phone_in_use;
      break;  // 2, and 5 of a UCD group
  }
  return report;
}

// Entries of three fields behind their count.
std::optional<std::size_t> entry_count(const Fields& line, std::size_t each) {
  const auto count = to_number(line[confirmation::first], 65535);
  if (!count) return std::nullopt;
  const std::size_t room = line.size() - (confirmation::first + 1);
  if (*count * each > room) return std::nullopt;
  return *count;
}

bool read_agents(const Fields& line, const cti::Request& request, const cti::Naming& naming, cti::Result& result) {
  const auto count = entry_count(line, 3);
  if (!count) return false;
  for (std::size_t entry = 0; entry < *count; ++entry) {
    const std::size_t at = confirmation::first + 1 + 3 * entry;
    const auto mode = to_number(line[at + 2], 9);
    if (!mode) return false;
    result.agents.push_back(
        mode_report({naming.agent_from_wire(line[at]), naming.group_from_wire(line[at + 1]), request.address}, *mode));
  }
  return true;
}

bool read_members(const Fields& line, const cti::Request& request, const cti::Naming& naming, cti::Result& result) {
  const auto count = entry_count(line, 3);
  if (!count) return false;
  for (std::size_t entry = 0; entry < *count; ++entry) {
    const std::size_t at = confirmation::first + 1 + 3 * entry;
    const auto mode = to_number(line[at + 2], 9);
    if (!mode) return false;
    cti::AgentSubject subject{naming.agent_from_wire(line[at]), request.group, std::nullopt};
    if (!line[at + 1].empty()) subject.address = cti::Address{line[at + 1]};
    if (request.agent && subject.agent != request.agent) continue;
    result.agents.push_back(mode_report(std::move(subject), *mode));
  }
  return true;
}

bool read_snapshot(const Fields& line, const cti::Request& request, cti::Result& result) {
  const auto count = entry_count(line, 2);
  if (!count || !request.address) return false;
  for (std::size_t entry = 0; entry < *count; ++entry) {
    const std::size_t at = confirmation::first + 1 + 2 * entry;
    const cti::DeviceId device{request.address->value(), cti::DeviceCategory::station};
    result.connections.push_back({{cti::CallId{line[at]}, device}, connection_state(line[at + 1])});
  }
  return true;
}

// The manual prints call and extension in both orders.
bool read_new_call(const Fields& line, const cti::Request& request, cti::Result& result) {
  const bool named = request.address || request.connection;
  if (!named || line.size() < confirmation::first + 2) return false;
  const std::string& ext = request.address ? request.address->value() : request.connection->device.id;
  const bool ext_first = line[confirmation::first] == ext && line[confirmation::first + 1] != ext;
  const std::string& call = line[confirmation::first + (ext_first ? 1 : 0)];
  result.connections.push_back(
      {{cti::CallId{call}, {ext, cti::DeviceCategory::station}}, cti::ConnectionState::initiated});
  return true;
}

cti::DeviceId device_of(const std::string& wire, const cti::Naming& naming) {
  if (naming.is_group(wire)) return {naming.group_from_wire(wire).value(), cti::DeviceCategory::acd_group};
  return {wire, cti::DeviceCategory::unknown};
}

// The call's new id, where it went, and who was handed on.
bool read_transferred(const Fields& line, const cti::Naming& naming, cti::Result& result) {
  if (line.size() < confirmation::first + 3 || line[confirmation::first].empty()) return false;
  const cti::CallId call{line[confirmation::first]};
  for (const std::size_t at : {confirmation::first + 1, confirmation::first + 2}) {
    if (line[at].empty()) continue;
    result.connections.push_back({{call, device_of(line[at], naming)}, cti::ConnectionState::connected});
  }
  return true;
}

// Who controls it first; each member with the id of the call at its phone.
bool read_conference(const Fields& line, const cti::Naming& naming, cti::Result& result) {
  constexpr std::size_t counted = confirmation::first + 2;
  if (line.size() <= counted) return false;
  const auto count = to_number(line[counted], 65535);
  if (!count || *count * 2 > line.size() - (counted + 1)) return false;
  const std::string& controller = line[confirmation::first];
  result.connections.push_back(
      {{cti::CallId{line[confirmation::first + 1]}, device_of(controller, naming)}, cti::ConnectionState::connected});
  for (std::size_t member = 0; member < *count; ++member) {
    const std::size_t at = counted + 1 + 2 * member;
    if (line[at] == controller) continue;
    result.connections.push_back(
        {{cti::CallId{line[at + 1]}, device_of(line[at], naming)}, cti::ConnectionState::connected});
  }
  return true;
}

}  // namespace

std::expected<Fields, RefusalCause> write_command(const cti::Request& request, const cti::Naming& naming) {
  const std::string address = request.address ? naming.to_wire(*request.address) : "";
  const std::string agent = request.agent ? naming.to_wire(*request.agent) : "";
  const std::string group = request.group ? naming.to_wire(*request.group) : "";
  const std::string call = request.connection ? request.connection->call.value() : "";
  const std::string device = request.connection ? naming.to_wire(request.connection->device) : "";
  const std::string held = request.held ? request.held->call.value() : "";
  const std::string digits = naming.to_wire(cti::AcdGroupId{request.destination});
  switch (request.kind) {
    case RequestKind::log_on:
      return agent_state_command(address, agent, group, "1");
    case RequestKind::log_off:
      return agent_state_command(address, agent, group, "0");
    case RequestKind::set_agent_state:
      if (request.state == AgentState::ready) return agent_state_command(address, agent, group, "2");
      if (request.state == AgentState::not_ready) return agent_state_command(address, agent, group, "3");
      return std::unexpected(RefusalCause::unsupported_request);  // 3 is also what others call wrap-up without limit
    case RequestKind::query_agent_state:
      if (!address.empty()) return checked(Fields{"_QA", "", address, agent, group}, 1);
      return checked(Fields{"_QH", "", group}, 1);
    case RequestKind::query_group:
      return checked(Fields{"_QH", "", group}, 1);
    case RequestKind::make_call:
      return checked(Fields{"_MC", "", address, digits, ""}, 2);
    case RequestKind::answer_call:
      return checked(Fields{"_AC", "", device, call}, 2);
    case RequestKind::hold_call:
      return checked(Fields{"_HC", "", device, call, "", "0", "0"}, 2);
    case RequestKind::retrieve_call:
      return checked(Fields{"_RV", "", device, call}, 2);
    case RequestKind::clear_connection:
      return checked(Fields{"_CX", "", device, call}, 2);
    case RequestKind::clear_call:
      return checked(Fields{"_CC", "", device, call}, 2);
    case RequestKind::consultation_call:
      return checked(Fields{"_CS", "", device, call, digits, ""}, 3);
    case RequestKind::transfer_call:
      return checked(Fields{"_TR", "", device, held, call, "0"}, 3);
    case RequestKind::conference_call:
      return checked(Fields{"_CN", "", device, held, call}, 3);
    case RequestKind::single_step_transfer_call:
      return checked(Fields{"_TO", "", device, call, digits, ""}, 3);
    case RequestKind::snapshot_device:
      return checked(Fields{"_SP", "", address}, 1);
    case RequestKind::check_link:
      return Fields{"_NO", ""};
    case RequestKind::query_figures:
      break;  // nothing is counted for applications here
  }
  return std::unexpected(RefusalCause::unsupported_request);
}

std::optional<cti::Result> read_confirmation(const Fields& line, const cti::Request& request,
                                             const std::string& command, const cti::Naming& naming) {
  const auto number = to_number(line[confirmation::outcome], 9999);
  if (!number) return std::nullopt;
  cti::Result result;
  result.id = request.id;
  if (*number != 0) {
    result.outcome = cti::Outcome::refused;
    result.cause = cause_of(static_cast<int>(*number), command);
    result.raw = {"oai.outcome", *number, ""};
    return result;
  }
  bool whole = true;
  if (command == "_QA") whole = read_agents(line, request, naming, result);
  if (command == "_QH") whole = read_members(line, request, naming, result);
  if (command == "_SP") whole = read_snapshot(line, request, result);
  if (command == "_MC" || command == "_CS") whole = read_new_call(line, request, result);
  if (command == "_TR" || command == "_TO") whole = read_transferred(line, naming, result);
  if (command == "_CN") whole = read_conference(line, naming, result);
  if (!whole) return std::nullopt;
  return result;
}

}  // namespace acdloop::system_oai
