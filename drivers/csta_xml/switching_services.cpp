// SPDX-License-Identifier: Apache-2.0
// Services that an application asks for: checked for form, answered at once or handed on as a neutral request. Whether
// agents, groups and calls exist is the switch's to say.
#include <algorithm>
#include <array>
#include <utility>

#include "drivers/csta_xml/parts.hpp"
#include "drivers/csta_xml/switching_end.hpp"

namespace acdloop::csta_xml {
namespace {

constexpr std::size_t most_owed = 1024;
constexpr std::string_view operation = "operation";

// Documented services that are not offered: refused without a fault.
constexpr std::array<std::string_view, 24> not_offered{"AlternateCall",
                                                       "CamponCall",
                                                       "CancelCallBack",
                                                       "ChangeSysStatFilter",
                                                       "DeflectCall",
                                                       "Escape",
                                                       "GetAutoWorkMode",
                                                       "GetCSTAFeatures",
                                                       "GetDoNotDisturb",
                                                       "GetForwarding",
                                                       "GetLogicalDeviceInformation",
                                                       "GetMonitors",
                                                       "GetPhysicalDeviceInformation",
                                                       "GetSwitchingFunctionCaps",
                                                       "GetSwitchingFunctionDevices",
                                                       "IntrudeCall",
                                                       "JoinCall",
                                                       "ParkCall",
                                                       "ReconnectCall",
                                                       "SetAutoWorkMode",
                                                       "SetDoNotDisturb",
                                                       "SetForwarding",
                                                       "SingleStepConferenceCall",
                                                       "SnapshotCall"};

bool is_whole(const WireConnection& wire) {
  return !wire.call.empty() && wire.call.size() <= cti::max_call_id_length && !wire.device.empty() && fits(wire.device);
}

// The group by its wire id; nothing when none was named.
std::optional<cti::AcdGroupId> group_in(const cti::Naming& naming, std::string_view wire) {
  if (wire.empty()) return std::nullopt;
  return naming.group_from_wire(wire);
}

}  // namespace

void SwitchingEnd::run(int invoke, const Element& root, Turn turn) {
  const std::string_view name = root.name;
  if (name == "SetAgentState") return set_agent_state(invoke, root, turn);
  if (name == "GetAgentState") return get_agent_state(invoke, root, turn);
  if (name == "MonitorStart") return monitor_start(invoke, root, turn);
  if (name == "MonitorStop") return monitor_stop(invoke, root, turn);
  if (name == "ChangeMonitorFilter") return change_filter(invoke, root, turn);
  if (name == "MakeCall") return make_call(invoke, root, turn);
  if (name == "SnapshotDevice") return snapshot(invoke, root, turn);
  if (name == "RequestSystemStatus") {
    return send(invoke, make("RequestSystemStatusResponse").with("systemStatus", "normal"), turn);
  }
  if (name == "SystemStatus") return send(invoke, make("SystemStatusResponse"), turn);
  if (const CallService* service = find_call_service(name)) return on_call(invoke, root, *service, turn);
  if (std::ranges::find(not_offered, name) == not_offered.end())
    fault("unknown_service", root.name.substr(0, 80), turn);
  refuse(invoke, {operation, "serviceNotSupported"}, turn);
}

bool SwitchingEnd::exists(const std::string& wire) const {
  if (wire.empty() || !fits(wire)) return false;
  if (directory_.has_group(naming_.group_from_wire(wire)) || directory_.has_station(cti::Address{wire})) return true;
  const std::vector<cti::DeviceId> trunks = directory_.trunks();
  return std::ranges::any_of(trunks, [&](const cti::DeviceId& trunk) { return trunk.id == wire; });
}

void SwitchingEnd::monitor_start(int invoke, const Element& root, Turn turn) {
  const Element* object = root.child("monitorObject");
  if (object == nullptr || object->child("deviceObject") == nullptr) {
    return refuse(invoke, {operation, "invalidMonitorObject"}, turn);  // calls cannot be monitored here
  }
  const std::string_view type = root.value("monitorType");
  if (type == "call") return refuse(invoke, {operation, "monitorTypeNotSupported"}, turn);
  if (!type.empty() && type != "device") return refuse(invoke, {operation, "monitorTypeOutOfRange"}, turn);
  Monitor monitor{std::string{object->value("deviceObject")}, {}, false};
  if (!exists(monitor.object)) return refuse(invoke, {operation, "invalidDeviceID"}, turn);
  const Element* extensions = root.child("extensions");
  const Element* data = extensions != nullptr ? extensions->child("privateData") : nullptr;
  const Element* own = data != nullptr ? data->child("private") : nullptr;
  const Element* vendor = own != nullptr ? own->child("AvayaEvents") : nullptr;
  monitor.inverted = settings_.dialect.inverted_filter && vendor != nullptr && vendor->value("invertFilter") == "true";
  monitor.filter = read_filter(root.child("requestedMonitorFilter"), monitor.inverted);
  const Filter filter = monitor.filter;
  const bool inverted = monitor.inverted;
  const auto xref = monitors_.start(std::move(monitor));
  if (!xref) return refuse(invoke, {"systemResourceAvailibility", "overallMonitorLimitExceeded"}, turn);
  Element response = make("MonitorStartResponse").with("monitorCrossRefID", *xref);
  write_filter(response, "actualMonitorFilter", filter, inverted);
  send(invoke, std::move(response), turn);
}

void SwitchingEnd::monitor_stop(int invoke, const Element& root, Turn turn) {
  if (!monitors_.stop(root.value("monitorCrossRefID"))) {
    return refuse(invoke, {operation, "invalidMonitorCrossRefID"}, turn);
  }
  send(invoke, make("MonitorStopResponse"), turn);
}

void SwitchingEnd::change_filter(int invoke, const Element& root, Turn turn) {
  Monitor* monitor = monitors_.find(root.value("monitorCrossRefID"));
  if (monitor == nullptr) return refuse(invoke, {operation, "invalidMonitorCrossRefID"}, turn);
  monitor->filter = read_filter(root.child("requestedFilterList"), monitor->inverted);
  Element response = make("ChangeMonitorFilterResponse");
  write_filter(response, "actualFilterList", monitor->filter, monitor->inverted);
  send(invoke, std::move(response), turn);
}

void SwitchingEnd::set_agent_state(int invoke, const Element& root, Turn turn) {
  Owed owed{root.name, invoke, std::string{root.value("device")}, {}, {}, {}};
  const std::string_view agent = root.value("agentID");
  const std::string_view group = root.value("group");
  if (owed.device.empty() || !fits(owed.device)) return refuse(invoke, {operation, "invalidDeviceID"}, turn);
  if (!fits(agent)) return refuse(invoke, {operation, "invalidAgentIdentifier"}, turn);
  if (!fits(group)) return refuse(invoke, {operation, "invalidAgentGroup"}, turn);
  cti::Request request;
  request.address = cti::Address{owed.device};
  // Without an agent id it is whoever is logged on there.
  request.agent = agent.empty() ? directory_.agent_at(*request.address) : naming_.agent_from_wire(agent);
  request.group = group_in(naming_, group);
  const std::string_view word = root.value("requestedAgentState");
  if (word == "loggedOn" || word == "loggedOff") {
    request.kind = word == "loggedOn" ? cti::RequestKind::log_on : cti::RequestKind::log_off;
    if (!request.agent) return refuse(invoke, {operation, "invalidAgentIdentifier"}, turn);
  } else {
    request.kind = cti::RequestKind::set_agent_state;
    for (const auto state : {cti::AgentState::not_ready, cti::AgentState::ready, cti::AgentState::wrap_up}) {
      if (word == requested_word(state)) request.state = state;
    }
    if (!request.state) return refuse(invoke, {operation, "agentStateOutOfRange"}, turn);
    if (settings_.dialect.agent_oriented) request.group.reset();
  }
  if (const Element* password = root.child("password")) {
    request.pin = from_hex(password->trimmed());
    if (!request.pin) return refuse(invoke, {operation, "invalidAgentPassword"}, turn);
  }
  owed.agent = request.agent;
  owed.group = request.group;
  owed.state = request.state;
  submit(std::move(request), std::move(owed), turn);
}

// The device is an agent's, or a group: then all its members are meant.
void SwitchingEnd::get_agent_state(int invoke, const Element& root, Turn turn) {
  Owed owed{root.name, invoke, std::string{root.value("device")}, {}, {}, {}};
  const std::string_view group = root.value("acdGroup");
  if (owed.device.empty() || !fits(owed.device)) return refuse(invoke, {operation, "invalidDeviceID"}, turn);
  if (!fits(group)) return refuse(invoke, {operation, "invalidAgentGroup"}, turn);
  cti::Request request;
  const cti::AcdGroupId whole = naming_.group_from_wire(owed.device);
  if (naming_.is_group(owed.device) || directory_.has_group(whole)) {
    request.kind = cti::RequestKind::query_group;
    request.group = whole;
  } else {
    request.kind = cti::RequestKind::query_agent_state;
    request.address = cti::Address{owed.device};
    request.group = group_in(naming_, group);
  }
  owed.group = request.group;
  submit(std::move(request), std::move(owed), turn);
}

void SwitchingEnd::make_call(int invoke, const Element& root, Turn turn) {
  Owed owed{root.name, invoke, std::string{root.value("callingDevice")}, {}, {}, {}};
  const std::string_view called = root.value("calledDirectoryNumber");
  if (owed.device.empty() || !fits(owed.device)) return refuse(invoke, {operation, "invalidCallingDeviceID"}, turn);
  if (called.empty() || !fits(called)) return refuse(invoke, {operation, "invalidCalledDeviceID"}, turn);
  cti::Request request;
  request.kind = cti::RequestKind::make_call;
  request.address = cti::Address{owed.device};
  request.destination = device_from(naming_, called).id;
  submit(std::move(request), std::move(owed), turn);
}

void SwitchingEnd::on_call(int invoke, const Element& root, const CallService& service, Turn turn) {
  const WireConnection wire = read_connection(root.child(service.connection));
  if (!is_whole(wire)) return refuse(invoke, {operation, "invalidConnectionID"}, turn);
  const auto neutral = [this](const WireConnection& one) {
    return cti::ConnectionId{cti::CallId{one.call}, device_from(naming_, one.device)};
  };
  cti::Request request;
  request.kind = service.kind;
  request.connection = neutral(wire);
  request.address = cti::Address{wire.device};
  if (!service.held.empty()) {
    const WireConnection held = read_connection(root.child(service.held));
    if (!is_whole(held)) return refuse(invoke, {operation, "invalidConnectionID"}, turn);
    request.held = neutral(held);
  }
  if (!service.destination.empty()) {
    const std::string_view called = root.value(service.destination);
    if (called.empty() || !fits(called)) return refuse(invoke, {operation, "invalidCalledDeviceID"}, turn);
    request.destination = device_from(naming_, called).id;
  }
  submit(std::move(request), Owed{root.name, invoke, wire.device, {}, {}, {}}, turn);
}

void SwitchingEnd::snapshot(int invoke, const Element& root, Turn turn) {
  const std::string device{root.value("snapshotObject")};
  if (device.empty() || !fits(device)) return refuse(invoke, {operation, "invalidDeviceID"}, turn);
  cti::Request request;
  request.kind = cti::RequestKind::snapshot_device;
  request.address = cti::Address{device};
  submit(std::move(request), Owed{root.name, invoke, device, {}, {}, {}}, turn);
}

void SwitchingEnd::submit(cti::Request request, Owed owed, Turn turn) {
  if (owed_.size() >= most_owed) {
    return refuse(owed.invoke, {"subscribedResourceAvailability", "outstandingReqLimitExceeded"}, turn);
  }
  request.id = cti::RequestId{++last_request_};
  owed_.emplace(request.id, std::move(owed));
  turn.out.requests.push_back(std::move(request));
}

}  // namespace acdloop::csta_xml
