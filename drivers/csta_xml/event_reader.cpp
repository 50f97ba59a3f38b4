// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/event_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "drivers/csta_xml/event_causes.hpp"
#include "drivers/csta_xml/parts.hpp"

namespace acdloop::csta_xml {
namespace {

using cti::AgentEventKind;
using cti::AgentState;
using cti::CallEventKind;
using cti::ConnectionState;
using cti::DeviceId;
using cti::StateSet;

// Documented events without a neutral word.
constexpr std::array<std::string_view, 24> other_events{"AutoAnswerEvent",
                                                        "AutoWorkModeEvent",
                                                        "BridgedEvent",
                                                        "CallBackEvent",
                                                        "CallBackMessageEvent",
                                                        "CallInformationEvent",
                                                        "CallClearedEvent",
                                                        "CallerIDStatusEvent",
                                                        "ChargingEvent",
                                                        "DeviceCapabilityChangedEvent",
                                                        "DigitsDialedEvent",
                                                        "DoNotDisturbEvent",
                                                        "ForwardingEvent",
                                                        "HookswitchEvent",
                                                        "MessageWaitingEvent",
                                                        "NetworkCapabilitiesChangedEvent",
                                                        "NetworkReachedEvent",
                                                        "OfferedEvent",
                                                        "PartiallyInServiceEvent",
                                                        "PresenceStateEvent",
                                                        "PrivateEvent",
                                                        "RouteingModeEvent",
                                                        "ServiceInitiatedEvent",
                                                        "AgentLoginExtensionEvent"};

struct AgentRow {
  std::string_view event;
  AgentEventKind kind;
  StateSet states;
};
// AgentLoggedOn does not say which state is entered: the event after it does.
constexpr std::array<AgentRow, 6> agent_rows{{
    {"AgentLoggedOnEvent", AgentEventKind::agent_logged_on, {AgentState::ready, AgentState::not_ready}},
    {"AgentLoggedOffEvent", AgentEventKind::agent_logged_off, {AgentState::null}},
    {"AgentNotReadyEvent", AgentEventKind::agent_not_ready, {AgentState::not_ready}},
    {"AgentReadyEvent", AgentEventKind::agent_ready, {AgentState::ready}},
    {"AgentBusyEvent", AgentEventKind::agent_busy, {AgentState::busy}},
    {"AgentWorkingAfterCallEvent", AgentEventKind::agent_wrap_up, {AgentState::wrap_up}},
}};

struct CallRow {
  std::string_view event;
  CallEventKind kind;
  std::string_view connection;  // which changes
  std::string_view device;      // whose it is; who acts
  ConnectionState to;
};
constexpr std::array<CallRow, 9> call_rows{{
    {"OriginatedEvent", CallEventKind::originated, "originatedConnection", "callingDevice", ConnectionState::connected},
    {"QueuedEvent", CallEventKind::queued, "queuedConnection", "queue", ConnectionState::queued},
    {"DeliveredEvent", CallEventKind::delivered, "connection", "alertingDevice", ConnectionState::alerting},
    {"DivertedEvent", CallEventKind::diverted, "connection", "divertingDevice", ConnectionState::null},
    {"EstablishedEvent", CallEventKind::established, "establishedConnection", "answeringDevice",
     ConnectionState::connected},
    {"HeldEvent", CallEventKind::held, "heldConnection", "holdingDevice", ConnectionState::hold},
    {"RetrievedEvent", CallEventKind::retrieved, "retrievedConnection", "retrievingDevice", ConnectionState::connected},
    {"ConnectionClearedEvent", CallEventKind::connection_cleared, "droppedConnection", "releasingDevice",
     ConnectionState::null},
    {"FailedEvent", CallEventKind::failed, "failedConnection", "failingDevice", ConnectionState::fail},
}};

template <class Row, std::size_t count>
const Row* find_row(const std::array<Row, count>& rows, std::string_view event) {
  const auto found = std::ranges::find(rows, event, &Row::event);
  return found == rows.end() ? nullptr : &*found;
}

class Reader {
 public:
  Reader(const Element& event, const ReaderContext& context) : event_(event), context_(context) {}

  EventReading read() {
    check_values();
    if (const AgentRow* row = find_row(agent_rows, event_.name)) {
      read_agent(*row);
    } else if (const CallRow* call = find_row(call_rows, event_.name)) {
      read_call(*call);
    } else if (event_.name == "TransferedEvent") {
      read_transferred();
    } else if (event_.name == "ConferencedEvent") {
      read_conferenced();
    } else if (event_.name == "OutOfServiceEvent" || event_.name == "BackInServiceEvent") {
      read_service();
    } else if (std::ranges::find(other_events, event_.name) == other_events.end()) {
      fault("unknown_event", event_.name);
    }
    return std::move(reading_);
  }

 private:
  void fault(const char* name, std::string_view what) {
    if (!reading_.fault) reading_.fault = cti::WireFault{name, std::string{what.substr(0, 80)}};
  }
  // Out of its enumeration: named, and the event is read without it.
  void check_values() {
    const std::string_view why = event_.value("cause");
    const auto cause = read_cause(why);
    if (!cause) fault("unknown_value", why);
    cause_ = cause.value_or(cti::EventCause::other);
    const Element* local = event_.child("localConnectionInfo");
    if (local != nullptr && !connection_state_from(local->trimmed())) fault("unknown_value", local->trimmed());
  }

  void read_agent(const AgentRow& row) {
    const std::string device = subject_id(event_.child("agentDevice"));
    const std::string_view agent = event_.value("agentID");
    const std::string_view group = event_.value("acdGroup");
    if (device.empty() || !fits(device) || !fits(agent) || !fits(group)) return fault("malformed_event", event_.name);
    cti::AgentEvent agent_event;
    agent_event.kind = row.kind;
    agent_event.cause = cause_;
    agent_event.report.states = row.states;
    cti::AgentSubject& named = agent_event.report.subject;
    named.address = cti::Address{device};
    if (!agent.empty()) named.agent = context_.naming.agent_from_wire(agent);
    if (!group.empty()) named.group = context_.naming.group_from_wire(group);
    reading_.events.push_back({std::move(agent_event)});
  }

  void read_service() {
    const std::string device = subject_id(event_.child("device"));
    if (device.empty() || !fits(device)) return fault("malformed_event", event_.name);
    const bool off = event_.name == "OutOfServiceEvent";
    reading_.events.push_back(
        {cti::DeviceEvent{cti::Address{device}, std::nullopt, cti::DeviceEventKind::offline, off}});
  }

  // A station that we watch, a group that we know; anything else is somebody outside, known by a number.
  DeviceId device(std::string_view wire) const {
    DeviceId found = device_from(context_.naming, wire);
    if (found.category == cti::DeviceCategory::unknown && context_.stations.contains(found.id)) {
      found.category = cti::DeviceCategory::station;
    }
    return found;
  }

  bool usable(const WireConnection& wire) {
    const bool good =
        !wire.call.empty() && wire.call.size() <= cti::max_call_id_length && !wire.device.empty() && fits(wire.device);
    if (!good) fault("malformed_event", event_.name);
    return good;
  }

  cti::CallEvent begin(CallEventKind kind, std::string call) const {
    cti::CallEvent call_event;
    call_event.kind = kind;
    call_event.cause = cause_;
    call_event.info.call = cti::CallId{std::move(call)};
    return call_event;
  }

  void read_call(const CallRow& row) {
    WireConnection wire = read_connection(event_.child(row.connection));
    if (wire.device.empty()) wire.device = subject_id(event_.child(row.device));
    if (!usable(wire)) return;
    cti::CallEvent call_event = begin(row.kind, wire.call);
    call_event.changes.push_back({{call_event.info.call, device(wire.device)}, row.to});
    const std::string actor = subject_id(event_.child(row.device));
    if (fits(actor)) call_event.by = device(actor);
    read_parties(call_event.info);
    read_evidence(row, call_event);
    reading_.events.push_back({std::move(call_event)});
  }

  void read_parties(cti::CallInfo& info) const {
    const std::string calling = subject_id(event_.child("callingDevice"));
    const std::string called = subject_id(event_.child("calledDevice"));
    if (fits(calling)) info.calling = device(calling);
    if (fits(called)) info.called = info.originally_called = device(called);
    if (info.calling.category == cti::DeviceCategory::unknown && !info.calling.empty()) {
      info.calling.category = cti::DeviceCategory::external;
      info.calling_number = info.calling.id;
    }
  }

  // Which group distributed the call: the queue it is in, or the group that it was redirected from last. A call that
  // went to no group that we know is none of an ACD, unless the switch says so.
  void read_evidence(const CallRow& row, cti::CallEvent& call_event) const {
    cti::CallInfo& info = call_event.info;
    const std::string redirected = subject_id(event_.child("lastRedirectionDevice"));
    if (row.kind == CallEventKind::queued) {
      const DeviceId& queue = call_event.changes.front().connection.device;
      if (queue.category == cti::DeviceCategory::acd_group) info.group = cti::AcdGroupId{queue.id};
      read_position(info);
    } else if (row.kind != CallEventKind::delivered && row.kind != CallEventKind::established) {
      return;
    } else if (context_.naming.is_group(redirected)) {
      info.group = context_.naming.group_from_wire(redirected);
    }
    const Element* marks = event_.child("callCharacteristics");
    const bool acd = info.group || info.called.category == cti::DeviceCategory::acd_group ||
                     (marks != nullptr && marks->value("acdCall") == "true");
    if (acd) {
      info.call_class = cti::CallClass::acd;
    } else if (!info.called.empty()) {
      const bool from_outside = info.calling.category == cti::DeviceCategory::external;
      info.call_class = from_outside ? cti::CallClass::direct : cti::CallClass::internal;
    }
  }

  void read_position(cti::CallInfo& info) const {
    const std::string_view text = event_.value("callsInFront");
    int in_front = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), in_front);
    const bool whole = !text.empty() && error == std::errc{} && end == text.data() + text.size();
    if (whole && in_front >= 0 && in_front < 65535) info.position = in_front + 1;
  }

  // The id under which the joined call goes on; that of the primary call when the list does not say.
  std::string resulting_call(std::string_view list, const std::string& primary) const {
    const Element* connections = event_.child(list);
    if (connections == nullptr || connections->children.empty()) return primary;
    const std::string call = read_connection(connections->children.front().child("newConnection")).call;
    return call.empty() || call.size() > cti::max_call_id_length ? primary : call;
  }

  // Who leaves leaves both calls; whoever is in one of them is in the resulting call from here on. A switch may give
  // that an id of its own: then both change theirs.
  void read_joined(CallEventKind kind, std::string_view by, std::string_view to, std::string_view list) {
    const WireConnection primary = read_connection(event_.child("primaryOldCall"));
    const Element* second = event_.child("secondaryOldCall");
    const WireConnection secondary = read_connection(second);
    if (!usable(primary) || (second != nullptr && !usable(secondary))) return;
    const std::string now = resulting_call(list, primary.call);
    const std::string actor_id = subject_id(event_.child(by));
    const DeviceId actor = device(actor_id.empty() || !fits(actor_id) ? primary.device : actor_id);
    std::vector<std::string> old;
    if (primary.call != now || second == nullptr) old.push_back(primary.call);
    if (second != nullptr && secondary.call != now) old.push_back(secondary.call);
    const bool leaves = kind == CallEventKind::transferred;
    for (const std::string& before : old) {
      cti::CallEvent call_event = begin(kind, now);
      call_event.by = actor;
      const std::string called = subject_id(event_.child(to));
      if (fits(called)) call_event.info.called = device(called);
      if (leaves && second != nullptr && primary.call == now) {
        call_event.changes.push_back({{cti::CallId{primary.call}, actor}, ConnectionState::null});
      }
      if (leaves || before == secondary.call) {
        call_event.changes.push_back({{cti::CallId{before}, actor}, ConnectionState::null});
      }
      if (!leaves) call_event.changes.push_back({{cti::CallId{now}, actor}, ConnectionState::connected});
      if (before != now) call_event.renamed = cti::Renamed{cti::CallId{before}, cti::CallId{now}};
      reading_.events.push_back({std::move(call_event)});
    }
  }

  void read_transferred() {
    read_joined(CallEventKind::transferred, "transferringDevice", "transferredToDevice", "transferredConnections");
  }
  void read_conferenced() {
    read_joined(CallEventKind::conferenced, "conferencingDevice", "addedParty", "conferenceConnections");
  }

  const Element& event_;
  const ReaderContext& context_;
  cti::EventCause cause_ = cti::EventCause::none;
  EventReading reading_;
};

}  // namespace

EventReading read_event(const Element& event, const ReaderContext& context) { return Reader{event, context}.read(); }

}  // namespace acdloop::csta_xml
