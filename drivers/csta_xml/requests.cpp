// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/requests.hpp"

#include <algorithm>
#include <utility>

#include "drivers/csta_xml/call_services.hpp"
#include "drivers/csta_xml/error_codes.hpp"
#include "drivers/csta_xml/parts.hpp"

namespace acdloop::csta_xml {
namespace {

using cti::AgentState;
using cti::ConnectionState;
using cti::RefusalCause;
using cti::RequestKind;

// XML cannot carry control characters, and no id or number has them.
bool sendable(std::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

class Writer {
 public:
  Writer(const cti::Request& request, const cti::Naming& naming) : request_(request), naming_(naming) {}

  std::expected<Element, RefusalCause> write() {
    switch (request_.kind) {
      case RequestKind::log_on:
        return set_state(requested_word_of_log(true));
      case RequestKind::log_off:
        return set_state(requested_word_of_log(false));
      case RequestKind::set_agent_state:
        if (!request_.state || requested_word(*request_.state).empty() || *request_.state == AgentState::null) {
          return std::unexpected(RefusalCause::unsupported_request);
        }
        return set_state(requested_word(*request_.state));
      case RequestKind::query_agent_state:
        return get_state();
      case RequestKind::query_group:
        return finish(need("device", group()), "GetAgentState");
      case RequestKind::make_call:
        need("callingDevice", address());
        return finish(need("calledDirectoryNumber", destination()), "MakeCall");
      case RequestKind::answer_call:
      case RequestKind::hold_call:
      case RequestKind::retrieve_call:
      case RequestKind::clear_connection:
      case RequestKind::clear_call:
      case RequestKind::consultation_call:
      case RequestKind::transfer_call:
      case RequestKind::conference_call:
      case RequestKind::single_step_transfer_call:
        return on_call(*find_call_service(request_.kind));
      case RequestKind::snapshot_device:
        return finish(need("snapshotObject", address()), "SnapshotDevice");
      case RequestKind::check_link:
        return make("RequestSystemStatus");
      case RequestKind::query_figures:
        break;  // the standard has no statistics
    }
    return std::unexpected(RefusalCause::unsupported_request);
  }

 private:
  static std::string_view requested_word_of_log(bool on) { return on ? "loggedOn" : "loggedOff"; }
  std::string address() const { return request_.address ? naming_.to_wire(*request_.address) : ""; }
  std::string group() const { return request_.group ? naming_.to_wire(*request_.group) : ""; }
  std::string destination() const { return naming_.to_wire(cti::AcdGroupId{request_.destination}); }
  std::string agent() const { return request_.agent ? naming_.to_wire(*request_.agent) : ""; }

  bool need(std::string_view name, const std::string& text) {
    whole_ = whole_ && sendable(text, cti::max_id_length);
    body_.with(name, text);
    return whole_;
  }
  void may(std::string_view name, const std::string& text) {
    if (!text.empty()) need(name, text);
  }
  std::expected<Element, RefusalCause> finish(bool whole, std::string_view service) {
    if (!whole) return std::unexpected(RefusalCause::invalid_parameter);
    body_.name = service;
    return std::move(body_);
  }

  std::expected<Element, RefusalCause> set_state(std::string_view word) {
    need("device", address());
    body_.with("requestedAgentState", word);
    may("agentID", agent());
    if (request_.kind == RequestKind::log_on && request_.pin && !request_.pin->empty()) {
      body_.with("password", to_hex(*request_.pin));
    }
    may("group", group());
    return finish(whole_, "SetAgentState");
  }

  std::expected<Element, RefusalCause> get_state() {
    if (!request_.address) return finish(need("device", group()), "GetAgentState");
    need("device", address());
    may("acdGroup", group());
    return finish(whole_, "GetAgentState");
  }

  std::expected<Element, RefusalCause> on_call(const CallService& service) {
    if (!service.held.empty()) add(service.held, request_.held);
    add(service.connection, request_.connection);
    if (!service.destination.empty()) need(service.destination, destination());
    return finish(whole_, service.service);
  }

  void add(std::string_view name, const std::optional<cti::ConnectionId>& which) {
    const std::string call = which ? which->call.value() : "";
    const std::string device = which ? naming_.to_wire(which->device) : "";
    whole_ = whole_ && sendable(call, cti::max_call_id_length) && sendable(device, cti::max_id_length);
    body_.with(connection(name, call, device));
  }

  const cti::Request& request_;
  const cti::Naming& naming_;
  Element body_;
  bool whole_ = true;
};

// One report for each group that the entry names; one without a group for an agent who is not logged on.
bool read_entry(const Element& entry, const cti::Request& request, const cti::Naming& naming, cti::Result& result) {
  const std::string_view on = entry.value("loggedOnState");
  if (on != "true" && on != "false" && on != "1" && on != "0") return false;
  cti::AgentSubject subject;
  if (request.kind == RequestKind::query_agent_state) subject.address = request.address;
  const std::string_view agent = entry.value("agentID");
  if (!fits(agent)) return false;
  if (!agent.empty()) subject.agent = naming.agent_from_wire(agent);
  // Somebody else at that device says nothing of the agent who is asked about.
  if (request.agent && subject.agent && *subject.agent != *request.agent) return true;
  if (on == "false" || on == "0") {
    result.agents.push_back({std::move(subject), {AgentState::null}});
    return true;
  }
  const Element* info = entry.child("agentInfo");
  if (info == nullptr) {
    result.agents.push_back({std::move(subject), cti::StateSet::all()});
    return true;
  }
  for (const Element& item : info->children) {
    const auto state = agent_state_from(item.value("agentState"));
    const std::string_view group = item.value("acdGroup");
    if (item.name != "agentInfoItem" || !state || !fits(group)) return false;
    cti::AgentStateReport report{subject, {*state}};
    if (!group.empty()) report.subject.group = naming.group_from_wire(group);
    if (item.value("agentStateCondition") == "forcedPause") report.detail = cti::StateDetail::forced_pause;
    result.agents.push_back(std::move(report));
  }
  return true;
}

bool read_agents(const Element& response, const cti::Request& request, const cti::Naming& naming, cti::Result& result) {
  const Element* list = response.child("agentStateList");
  return list != nullptr && std::ranges::all_of(list->children, [&](const Element& entry) {
           return entry.name == "agentStateEntry" && read_entry(entry, request, naming, result);
         });
}

// Of the two parties only the state at the device that was asked about is wanted.
std::optional<ConnectionState> simple_state(std::string_view word) {
  struct Row {
    std::string_view word;
    ConnectionState state;
  };
  static constexpr Row rows[] = {
      {"callNull", ConnectionState::null},
      {"callPending", ConnectionState::initiated},
      {"callOriginated", ConnectionState::connected},
      {"callDelivered", ConnectionState::connected},
      {"callDeliveredHeld", ConnectionState::connected},
      {"callReceived", ConnectionState::alerting},
      {"callEstablished", ConnectionState::connected},
      {"callEstablishedHeld", ConnectionState::connected},
      {"callReceivedOnHold", ConnectionState::hold},
      {"callEstablishedOnHold", ConnectionState::hold},
      {"callQueued", ConnectionState::queued},
      {"callQueuedHeld", ConnectionState::queued},
      {"callFailed", ConnectionState::fail},
      {"callFailedHeld", ConnectionState::fail},
      {"callBlocked", ConnectionState::fail},
  };
  const auto found = std::ranges::find(rows, word, &Row::word);
  return found == std::end(rows) ? std::nullopt : std::optional{found->state};
}

std::optional<ConnectionState> local_state(const Element* state) {
  if (state == nullptr || state->children.size() != 1) return std::nullopt;
  const Element& form = state->children.front();
  if (form.name == "compoundCallState") return connection_state_from(form.value("localConnectionState"));
  if (form.name == "simpleCallState") return simple_state(form.trimmed());
  return std::nullopt;
}

bool read_snapshot(const Element& response, const cti::Request& request, cti::Result& result) {
  const Element* data = response.child("crossRefIDorSnapshotData");
  const Element* calls = data != nullptr ? data->child("snapshotData") : nullptr;
  if (calls == nullptr || !request.address) return false;
  for (const Element& info : calls->children) {
    const WireConnection wire = read_connection(info.child("connectionIdentifier"));
    const auto state = local_state(info.child("localCallState"));
    if (wire.call.empty() || wire.call.size() > cti::max_call_id_length || !state) return false;
    const cti::DeviceId device{request.address->value(), cti::DeviceCategory::station};
    result.connections.push_back({{cti::CallId{wire.call}, device}, *state});
  }
  return true;
}

bool read_new_call(const Element& response, const cti::Request& request, cti::Result& result) {
  const WireConnection wire = read_connection(response.child("callingDevice"));
  if (wire.call.empty() || wire.call.size() > cti::max_call_id_length || !request.address) return false;
  const cti::DeviceId device{request.address->value(), cti::DeviceCategory::station};
  result.connections.push_back({{cti::CallId{wire.call}, device}, ConnectionState::initiated});
  return true;
}

bool read_made_call(const Element& response, const CallService& service, const cti::Naming& naming,
                    cti::Result& result) {
  if (service.made.empty()) return true;
  const WireConnection wire = read_connection(response.child(service.made));
  if (wire.call.empty() || wire.call.size() > cti::max_call_id_length || !fits(wire.device)) return false;
  result.connections.push_back(
      {{cti::CallId{wire.call}, device_from(naming, wire.device)}, ConnectionState::connected});
  return true;
}

bool read_payload(const Element& response, const cti::Request& request, const cti::Naming& naming,
                  cti::Result& result) {
  switch (request.kind) {
    case RequestKind::query_agent_state:
    case RequestKind::query_group:
      return read_agents(response, request, naming, result);
    case RequestKind::snapshot_device:
      return read_snapshot(response, request, result);
    case RequestKind::make_call:
      return read_new_call(response, request, result);
    default: {
      const CallService* service = find_call_service(request.kind);
      return service == nullptr || read_made_call(response, *service, naming, result);
    }
  }
}

}  // namespace

std::expected<Element, RefusalCause> write_request(const cti::Request& request, const cti::Naming& naming) {
  return Writer{request, naming}.write();
}

std::expected<cti::Result, cti::WireFault> read_response(const Element& response, const cti::Request& request,
                                                         const std::string& service, const cti::Naming& naming) {
  cti::Result result;
  result.id = request.id;
  if (response.name == "CSTAErrorCode") {
    auto refusal = read_error(response);
    if (!refusal) return std::unexpected(cti::WireFault{"unknown_error", "an answer to " + service});
    result.outcome = cti::Outcome::refused;
    result.cause = refusal->cause;
    result.raw = std::move(refusal->raw);
    return result;
  }
  if (response.name != service + "Response") {
    return std::unexpected(
        cti::WireFault{"response_of_another_service", response.name.substr(0, 80) + " to " + service});
  }
  if (!read_payload(response, request, naming, result)) {
    return std::unexpected(cti::WireFault{"malformed_response", response.name});
  }
  return result;
}

}  // namespace acdloop::csta_xml
