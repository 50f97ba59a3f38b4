// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/event_writer.hpp"

#include <utility>

#include "drivers/csta_xml/event_causes.hpp"
#include "drivers/csta_xml/parts.hpp"

namespace acdloop::csta_xml {
namespace {

using cti::CallEventKind;
using cti::ConnectionState;
using cti::DeviceId;

Element begin(std::string_view name) {
  Element event = make(name);
  event.with("monitorCrossRefID");
  return event;
}

// Child order: ECMA-323, one schema an event.
class CallWriter {
 public:
  CallWriter(const EventContext& context, const cti::CallEvent& event, const CallParties::States& before,
             const CallParties::States& handed_on)
      : context_(context), event_(event), info_(event.info), audience_(before), handed_on_(handed_on) {
    audience_.insert(context.calls.of(info_.call).begin(), context.calls.of(info_.call).end());
  }

  std::vector<Told> write() {
    switch (event_.kind) {
      case CallEventKind::originated:
        originated();
        break;
      case CallEventKind::queued:
        for (const DeviceId& queue : changed_to(ConnectionState::queued)) queued(queue);
        break;
      case CallEventKind::delivered:
        delivered();
        break;
      case CallEventKind::diverted:
        for (const DeviceId& device : changed_to(ConnectionState::null)) diverted(device, destination(), audience_);
        break;
      case CallEventKind::established:
        for (const DeviceId& device : changed_to(ConnectionState::connected)) established(device);
        break;
      case CallEventKind::held:
        for (const DeviceId& by : changed_to(ConnectionState::hold)) stays("HeldEvent", "held", "holding", by);
        break;
      case CallEventKind::retrieved:
        for (const DeviceId& by : changed_to(ConnectionState::connected)) {
          stays("RetrievedEvent", "retrieved", "retrieving", by);
        }
        break;
      case CallEventKind::connection_cleared:
        for (const DeviceId& device : changed_to(ConnectionState::null)) cleared(device);
        break;
      case CallEventKind::failed:
        for (const DeviceId& device : changed_to(ConnectionState::fail)) failed(device);
        break;
      case CallEventKind::transferred:
        joined("TransferedEvent", "transferringDevice", "transferredToDevice", "transferredConnections");
        break;
      case CallEventKind::conferenced:
        joined("ConferencedEvent", "conferencingDevice", "addedParty", "conferenceConnections");
        break;
      case CallEventKind::call_cleared:
        break;  // for call-type monitors, which do not exist here
    }
    return std::move(told_);
  }

 private:
  std::vector<DeviceId> changed_to(ConnectionState state) const {
    std::vector<DeviceId> devices;
    for (const cti::ConnectionChange& change : event_.changes) {
      if (change.to == state) devices.push_back(change.connection.device);
    }
    return devices;
  }
  std::string wire(const DeviceId& device) const { return context_.naming.to_wire(device); }
  Element own_connection(std::string_view name, const DeviceId& device) const {
    return connection(name, info_.call.value(), wire(device));
  }
  // An outside caller is known by the number, not by the trunk.
  std::string calling() const { return info_.calling_number.empty() ? wire(info_.calling) : info_.calling_number; }
  std::string called() const { return wire(info_.originally_called.empty() ? info_.called : info_.originally_called); }
  bool is_acd() const { return info_.call_class == cti::CallClass::acd && info_.group.has_value(); }

  Element& parties(Element& event) const {
    event.with(subject("callingDevice", calling()));
    return event.with(subject("calledDevice", called()));
  }
  // The group that distributed the call is where it was redirected last.
  Element& redirection(Element& event, bool distributed) const {
    Element device = make("lastRedirectionDevice");
    if (distributed && is_acd()) {
      device.with("numberDialed", context_.naming.to_wire(*info_.group));
    } else {
      device.with("notRequired");
    }
    return event.with(std::move(device));
  }
  std::string_view cause() const {
    const bool one_step = event_.kind == CallEventKind::transferred && !event_.renamed;
    return one_step ? "singleStepTransfer" : cause_word(event_.cause);
  }

  // A copy for each device: its own state goes before `tail`.
  void tell(const CallParties::States& devices, const Element& head, std::string_view why) {
    for (const auto& [device, was] : devices) {
      Element event = head;
      event.with("localConnectionInfo", word_of(context_.calls.state(info_.call, device)));
      event.with("cause", why);
      told_.push_back({wire(device), std::move(event)});
    }
  }

  void originated() {
    Element event = begin("OriginatedEvent");
    event.with(own_connection("originatedConnection", info_.calling));
    parties(event);
    tell({{info_.calling, ConnectionState::null}}, event, cause());
  }

  void queued(const DeviceId& queue) {
    Element event = begin("QueuedEvent");
    event.with(own_connection("queuedConnection", queue)).with(subject("queue", wire(queue)));
    redirection(parties(event), false);
    if (info_.position) {
      event.with("numberQueued", std::to_string(*info_.position));
      event.with("callsInFront", std::to_string(*info_.position - 1));
    }
    tell(audience_, event, cause());
  }

  // The queue sees the call go, everybody else where it rings.
  void delivered() {
    const std::vector<DeviceId> rings = changed_to(ConnectionState::alerting);
    for (const DeviceId& queue : changed_to(ConnectionState::null)) {
      audience_.erase(queue);
      if (!rings.empty()) diverted(queue, rings.front(), {{queue, ConnectionState::null}});
    }
    for (const DeviceId& device : rings) {
      Element event = begin("DeliveredEvent");
      event.with(own_connection("connection", device)).with(subject("alertingDevice", wire(device)));
      redirection(parties(event), true);
      tell(audience_, event, cause());
    }
  }

  // From a phone back to the group; from a group, or without one, to whoever is called now.
  DeviceId destination() const {
    const bool from_group = event_.by.category == cti::DeviceCategory::acd_group;
    if (from_group || !info_.group) return info_.called;
    return {info_.group->value(), cti::DeviceCategory::acd_group};
  }
  void diverted(const DeviceId& from, const DeviceId& to, const CallParties::States& audience) {
    Element event = begin("DivertedEvent");
    event.with(own_connection("connection", from)).with(subject("divertingDevice", wire(from)));
    event.with(subject("newDestination", wire(to)));
    redirection(parties(event), false);
    tell(audience, event, cause());
  }

  void established(const DeviceId& device) {
    if (device == info_.calling) return;
    Element event = begin("EstablishedEvent");
    event.with(own_connection("establishedConnection", device)).with(subject("answeringDevice", wire(device)));
    redirection(parties(event), true);
    tell(audience_, event, is_acd() ? "distributed" : cause());
  }

  // heldConnection and holdingDevice, retrievedConnection and retrievingDevice.
  void stays(std::string_view name, const std::string& done, const std::string& doing, const DeviceId& by) {
    Element event = begin(name);
    event.with(own_connection(done + "Connection", by)).with(subject(doing + "Device", wire(by)));
    tell(audience_, event, cause());
  }

  void cleared(const DeviceId& device) {
    const bool own = context_.dialect.releasing_device == ReleasingDevice::own || event_.by.empty();
    Element event = begin("ConnectionClearedEvent");
    event.with(own_connection("droppedConnection", device));
    event.with(subject("releasingDevice", wire(own ? device : event_.by)));
    tell(audience_, event, cause());
  }

  void failed(const DeviceId& device) {
    Element event = begin("FailedEvent");
    event.with(own_connection("failedConnection", device)).with(subject("failingDevice", wire(device)));
    redirection(parties(event), false);
    tell(audience_, event, cause());
  }

  void joined(std::string_view name, std::string_view by, std::string_view to, std::string_view list) {
    Element event = begin(name);
    event.with(own_connection("primaryOldCall", event_.by));
    if (event_.renamed) {
      event.with(connection("secondaryOldCall", event_.renamed->before.value(), wire(event_.by)));
    }
    event.with(subject(by, wire(event_.by))).with(subject(to, wire(info_.called)));
    Element& connections = event.add(list);
    for (const auto& [device, state] : context_.calls.of(info_.call)) {
      const bool from_second = event_.renamed && handed_on_.contains(device) && device != event_.by;
      const cti::CallId& old = from_second ? event_.renamed->before : info_.call;
      Element& item = connections.add("connectionListItem");
      item.with(own_connection("newConnection", device));
      item.with(connection("oldConnection", old.value(), wire(device)));
    }
    tell(audience_, event, cause());
  }

  const EventContext& context_;
  const cti::CallEvent& event_;
  const cti::CallInfo& info_;
  CallParties::States audience_;
  const CallParties::States& handed_on_;
  std::vector<Told> told_;
};

std::string_view agent_event_name(cti::AgentEventKind kind) {
  switch (kind) {
    case cti::AgentEventKind::agent_logged_on:
      return "AgentLoggedOnEvent";
    case cti::AgentEventKind::agent_logged_off:
      return "AgentLoggedOffEvent";
    case cti::AgentEventKind::agent_not_ready:
      return "AgentNotReadyEvent";
    case cti::AgentEventKind::agent_ready:
      return "AgentReadyEvent";
    case cti::AgentEventKind::agent_busy:
      return "AgentBusyEvent";
    case cti::AgentEventKind::agent_wrap_up:
      return "AgentWorkingAfterCallEvent";
  }
  return {};
}

void tell_agent(const EventContext& context, const cti::AgentEvent& event, std::vector<Told>& told) {
  const cti::AgentSubject& subject_of = event.report.subject;
  const bool log =
      event.kind == cti::AgentEventKind::agent_logged_on || event.kind == cti::AgentEventKind::agent_logged_off;
  const std::string address = context.naming.to_wire(*subject_of.address);
  Element element = begin(agent_event_name(event.kind));
  element.with(subject("agentDevice", address)).with("agentID", context.naming.to_wire(*subject_of.agent));
  const std::string group = subject_of.group ? context.naming.to_wire(*subject_of.group) : std::string{};
  const bool names_group = !group.empty() && (log || !context.dialect.agent_oriented);
  if (names_group) element.with("acdGroup", group);
  // The usual course of a call needs no cause.
  const std::string_view why = cause_word(event.cause);
  if (why != "normal" && why != "normalClearing") element.with("cause", why);
  if (!group.empty()) told.push_back({group, element});
  told.push_back({address, std::move(element)});
}

}  // namespace

std::vector<Told> call_events(const EventContext& context, const cti::CallEvent& event,
                              const CallParties::States& before, const CallParties::States& handed_on) {
  return CallWriter{context, event, before, handed_on}.write();
}

std::vector<Told> agent_events(const EventContext& context, const cti::AgentEvent& event) {
  std::vector<Told> told;
  if (!event.report.subject.agent || !event.report.subject.address) return told;
  tell_agent(context, event, told);
  const auto state = event.report.states.only();
  const bool entered = state == cti::AgentState::ready || state == cti::AgentState::not_ready;
  if (event.kind == cti::AgentEventKind::agent_logged_on && entered && context.dialect.state_after_logged_on) {
    cti::AgentEvent first = event;
    first.kind =
        state == cti::AgentState::ready ? cti::AgentEventKind::agent_ready : cti::AgentEventKind::agent_not_ready;
    tell_agent(context, first, told);
  }
  return told;
}

std::vector<Told> device_events(const EventContext& context, const cti::DeviceEvent& event) {
  if (event.kind != cti::DeviceEventKind::offline) return {};
  const std::string device = context.naming.to_wire(event.address);
  Element element = begin(event.on ? "OutOfServiceEvent" : "BackInServiceEvent");
  element.with(subject("device", device));
  return {{device, std::move(element)}};
}

}  // namespace acdloop::csta_xml
