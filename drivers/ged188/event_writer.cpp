// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/event_writer.hpp"

#include <algorithm>
#include <utility>

#include "drivers/ged188/causes.hpp"
#include "drivers/ged188/identities.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

using cti::ConnectionState;
using cti::DeviceId;

// Writes the messages of one event after the other.
class Writer {
 public:
  Writer(const EventContext& context, const cti::CallEvent& event, std::uint32_t call)
      : context_(context), event_(event), call_(call) {}

  std::vector<Message> run() {
    switch (event_.kind) {
      case cti::CallEventKind::originated:
        write_originated();
        break;
      case cti::CallEventKind::queued:
        write_queued();
        break;
      case cti::CallEventKind::delivered:
        write_delivered();
        break;
      case cti::CallEventKind::diverted:
        write_diverted();
        break;
      case cti::CallEventKind::established:
        write_established();
        break;
      case cti::CallEventKind::held:
        write_on_hold(type::call_held, "HoldingDeviceType", tag::holding_device);
        break;
      case cti::CallEventKind::retrieved:
        write_on_hold(type::call_retrieved, "RetrievingDeviceType", tag::retrieving_device);
        break;
      case cti::CallEventKind::connection_cleared:
        write_cleared();
        break;
      case cti::CallEventKind::call_cleared:
        write_over(event_.info.called, call_);
        break;
      case cti::CallEventKind::failed:
        write_failed();
        break;
      case cti::CallEventKind::transferred:
        write_transferred();
        break;
      case cti::CallEventKind::conferenced:
        write_conferenced();
        break;
    }
    return std::move(messages_);
  }

 private:
  std::string wire(const DeviceId& device) const { return context_.naming.to_wire(device); }
  std::uint16_t cause() const { return event_cause_number(event_.cause); }

  DeviceId actor() const {
    if (!event_.by.empty() || event_.changes.empty()) return event_.by;
    return event_.changes.front().connection.device;
  }

  // What every call event has; `device` is the end of the call that it is about.
  Message& begin(std::uint32_t type, const DeviceId& device) {
    Message& message = messages_.emplace_back(type, context_.version);
    message.set("PeripheralID", context_.dialect.peripheral_id);
    message.set("PeripheralType", context_.dialect.peripheral_type);
    message.set("ConnectionDeviceIDType", static_device_id);
    message.set("ConnectionCallID", call_);
    message.set("EventCause", cause());
    message.add(tag::connection_device, wire(device));
    return message;
  }

  void state(Message& message, ConnectionState state) {
    message.set("LocalConnectionState", connection_state_number(state));
  }

  void group(Message& message) {
    const auto& group = event_.info.group;
    const auto number = group ? skill_group_number(context_.naming, *group) : std::nullopt;
    message.set("SkillGroupNumber", number.value_or(none32));
    message.set("SkillGroupID", number ? skill_group_id(context_, *group) : none32);
  }

  void line(Message& message) {
    message.set("LineHandle", none16);
    message.set("LineType", line_type_of(event_.info.call_class));
    message.set("ServiceNumber", none32);
    message.set("ServiceID", none32);
    group(message);
  }

  // An outside caller is known by number, a caller inside by device.
  bool outside() const { return !event_.info.calling_number.empty(); }
  std::string caller() const { return outside() ? event_.info.calling_number : wire(event_.info.calling); }

  void calling(Message& message) {
    message.set("CallingDeviceType",
                outside() ? std::uint16_t{device_type::external} : device_type_of(event_.info.calling));
    message.add(tag::calling_device, caller());
  }
  void called(Message& message) {
    message.set("CalledDeviceType", device_type_of(event_.info.called));
    message.add(tag::called_device, wire(event_.info.called));
  }

  void write_originated() {
    const DeviceId& device = event_.info.calling;
    Message& begins = begin(type::begin_call, event_.info.called);
    begins.set("CallType", call_type_of(event_.info.call_class));
    if (outside()) begins.add(tag::ani, caller());
    if (outside()) begins.add(tag::dnis, wire(event_.info.called));
    begins.add(tag::dialed_number, wire(event_.info.called));
    if (device.category != cti::DeviceCategory::station) return;  // a trunk is no device of an agent
    Message& originated = begin(type::call_originated, device);
    line(originated);
    calling(originated);
    called(originated);
    for (const cti::ConnectionChange& change : event_.changes) state(originated, change.to);
  }

  void write_queued() {
    for (const cti::ConnectionChange& change : event_.changes) {
      if (change.to != ConnectionState::queued) continue;
      const cti::AcdGroupId queue{change.connection.device.id};
      Message& message = begin(type::call_queued, change.connection.device);
      message.set("ServiceNumber", none32).set("ServiceID", none32);
      message.set("QueueDeviceType", none16).set("LastRedirectDeviceType", none16);
      calling(message);
      called(message);
      message.set("NumQueued", static_cast<std::uint32_t>(event_.info.position.value_or(1)));
      list_group(message, queue);
      state(message, ConnectionState::queued);
    }
  }

  void list_group(Message& message, const cti::AcdGroupId& queue) {
    const auto number = skill_group_number(context_.naming, queue);
    if (!number) return;
    message.set("NumSkillGroups", 1);
    message.add_number(tag::skill_group_number, *number);
    message.add_number(tag::skill_group_id, skill_group_id(context_, queue));
    message.add_number(tag::skill_group_priority, 0);
  }

  void write_delivered() {
    for (const cti::ConnectionChange& change : event_.changes) {
      const DeviceId& device = change.connection.device;
      if (change.to == ConnectionState::null && context_.dialect.dequeued_event) {
        Message& message = begin(type::call_dequeued, device);
        message.set("QueueDeviceType", none16).set("ServiceNumber", none32).set("ServiceID", none32);
        list_group(message, cti::AcdGroupId{device.id});
        state(message, ConnectionState::null);
      }
      if (change.to != ConnectionState::alerting) continue;
      Message& message = begin(type::call_delivered, device);
      line(message);
      message.set("AlertingDeviceType", device_type_of(device)).set("LastRedirectDeviceType", none16);
      message.add(tag::alerting_device, wire(device));
      calling(message);
      called(message);
      if (outside()) message.add(tag::ani, caller());
      message.add(tag::dialed_number, wire(event_.info.originally_called));
      state(message, ConnectionState::alerting);
    }
  }

  void write_established() {
    for (const cti::ConnectionChange& change : event_.changes) {
      const DeviceId& device = change.connection.device;
      if (change.to != ConnectionState::connected || device == event_.info.calling) continue;
      Message& message = begin(type::call_established, device);
      line(message);
      message.set("AnsweringDeviceType", device_type_of(device)).set("LastRedirectDeviceType", none16);
      message.add(tag::answering_device, wire(device));
      calling(message);
      called(message);
      state(message, ConnectionState::connected);
    }
  }

  void write_on_hold(std::uint32_t type, std::string_view device_type, std::uint16_t device_tag) {
    const DeviceId by = actor();
    Message& message = begin(type, by);
    message.set(device_type, device_type_of(by));
    message.add(device_tag, wire(by));
    state(message, type == type::call_held ? ConnectionState::hold : ConnectionState::connected);
  }

  // From a phone back to the group, from a group to wherever the call is for now.
  void write_diverted() {
    for (const cti::ConnectionChange& change : event_.changes) {
      if (change.to != ConnectionState::null) continue;
      const DeviceId& device = change.connection.device;
      Message& message = begin(type::call_diverted, device);
      message.set("ServiceNumber", none32).set("ServiceID", none32);
      message.set("DivertingDeviceType", device_type_of(device));
      message.add(tag::diverting_device, wire(device));
      called(message);
      state(message, ConnectionState::null);
    }
  }

  // One for each end that is gone, who hung up first; then the end of the call, if nobody is left.
  void write_cleared() {
    const DeviceId by = actor();
    for (const cti::ConnectionChange& change : event_.changes) {
      Message& message = begin(type::connection_cleared, change.connection.device);
      message.set("ReleasingDeviceType", device_type_of(by));
      message.add(tag::releasing_device, wire(by));
      state(message, change.to);
    }
    if (context_.desks.is_over(event_.info.call) && !event_.changes.empty()) {
      write_over(event_.changes.front().connection.device, call_);
    }
  }

  void write_over(const DeviceId& device, std::uint32_t call) {
    Message& cleared = begin(type::call_cleared, device);
    cleared.set("ConnectionCallID", call);
    state(cleared, ConnectionState::null);
    begin(type::end_call, device).set("ConnectionCallID", call);
  }

  void write_failed() {
    const DeviceId failing = event_.by.empty() ? event_.info.calling : event_.by;
    Message& message = begin(type::call_failed, failing);
    message.set("FailingDeviceType", device_type_of(failing));
    message.add(tag::failing_device, wire(failing));
    called(message);
    state(message, ConnectionState::fail);
  }

  // The held call's id goes on (primary); the other one is over at the device that joined them.
  Message& begin_joined(std::uint32_t type) {
    const DeviceId by = actor();
    Message& message = begin(type, {});
    const auto secondary = event_.renamed ? call_number(event_.renamed->before) : std::nullopt;
    message.set("PrimaryDeviceIDType", static_device_id).set("PrimaryCallID", call_);
    message.set("SecondaryDeviceIDType", secondary ? std::uint32_t{static_device_id} : none16);
    message.set("SecondaryCallID", secondary.value_or(none32));
    line(message);
    message.add(tag::primary_device, wire(by));
    if (secondary) message.add(tag::secondary_device, wire(by));
    return message;
  }

  void parties(Message& message) {
    const std::vector<DeviceId> members = context_.desks.members(event_.info.call);
    constexpr std::size_t most_parties = 16;
    const std::size_t count = std::min(members.size(), most_parties);
    message.set("NumParties", static_cast<std::uint32_t>(count));
    for (std::size_t index = 0; index < count; ++index) {
      message.add_number(tag::party_call, call_);
      message.add_number(tag::party_device_type, static_device_id);
      message.add(tag::party_device, wire(members[index]));
    }
  }

  void end_secondary() {
    const auto secondary = event_.renamed ? call_number(event_.renamed->before) : std::nullopt;
    if (secondary) begin(type::end_call, actor()).set("ConnectionCallID", *secondary);
  }

  void write_transferred() {
    const DeviceId by = actor();
    Message& message = begin_joined(type::call_transferred);
    message.set("TransferringDeviceType", device_type_of(by));
    message.set("TransferredDeviceType", device_type_of(event_.info.called));
    message.add(tag::transferring_device, wire(by));
    message.add(tag::transferred_device, wire(event_.info.called));
    parties(message);
    state(message, ConnectionState::null);
    end_secondary();
  }

  void write_conferenced() {
    const DeviceId by = actor();
    const DeviceId added = event_.changes.empty() ? DeviceId{} : event_.changes.back().connection.device;
    Message& message = begin_joined(type::call_conferenced);
    message.set("ControllerDeviceType", device_type_of(by)).set("AddedPartyDeviceType", device_type_of(added));
    message.add(tag::controller_device, wire(by));
    message.add(tag::added_party_device, wire(added));
    parties(message);
    state(message, ConnectionState::connected);
    end_secondary();
  }

  const EventContext& context_;
  const cti::CallEvent& event_;
  std::uint32_t call_;
  std::vector<Message> messages_;
};

}  // namespace

std::vector<Message> call_messages(const EventContext& context, const cti::CallEvent& event) {
  const auto call = call_number(event.info.call);
  if (!call) return {};
  return Writer{context, event, *call}.run();
}

std::uint32_t skill_group_id(const EventContext& context, const cti::AcdGroupId& group) {
  const auto place = std::ranges::find(context.groups, group) - context.groups.begin();
  return context.dialect.first_skill_group_id + static_cast<std::uint32_t>(place);
}

Message agent_message(const EventContext& context, const cti::AgentSessionKey& key, const WireState& state) {
  const Dialect& dialect = context.dialect;
  const std::string agent = context.naming.to_wire(key.agent);
  const auto number = skill_group_number(context.naming, key.group);
  const bool available = state.in_group == agent::available;
  const bool has_task = state.direction != direction::none;
  Message message{type::agent_state, context.version};
  message.set("PeripheralID", dialect.peripheral_id).set("PeripheralType", dialect.peripheral_type);
  message.set("SkillGroupState", state.in_group).set("AgentState", state.overall);
  message.set("SkillGroupNumber", number.value_or(none32));
  message.set("SkillGroupID", number ? skill_group_id(context, key.group) : none32);
  message.set("MRDID", dialect.mrd_id).set("NumTasks", has_task ? 1 : 0).set("MaxTaskLimit", 1);
  message.set("AgentMode", dialect.agent_mode_polarity).set("ICMAgentID", icm_agent_id(agent));
  message.set("AgentAvailabilityStatus", available ? 1 : 0);
  message.add(tag::agent_id, agent);
  message.add(tag::agent_extension, key.address.value());
  message.add(tag::agent_instrument, key.address.value());
  if (state.in_group == agent::work_ready) message.add_number(tag::next_agent_state, agent::available);
  if (has_task) message.add_number(tag::direction, state.direction);
  return message;
}

}  // namespace acdloop::ged188
