// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/event_reader.hpp"

#include <algorithm>
#include <utility>

#include "drivers/ged188/causes.hpp"
#include "drivers/ged188/identities.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

using cti::AgentState;
using cti::CallEventKind;
using cti::ConnectionState;
using cti::DeviceId;

bool is_talking(std::uint32_t state) { return state == agent::talking || state == agent::hold; }

std::optional<cti::AgentEventKind> kind_of(std::uint32_t state) {
  switch (state) {
    case agent::login:
      return cti::AgentEventKind::agent_logged_on;
    case agent::logout:
      return cti::AgentEventKind::agent_logged_off;
    case agent::not_ready:
    case agent::not_active:
      return cti::AgentEventKind::agent_not_ready;
    case agent::available:
    case agent::reserved:
      return cti::AgentEventKind::agent_ready;
    case agent::talking:
    case agent::hold:
    case agent::active:
    case agent::paused:
    case agent::interrupted:
    case agent::busy_other:
      return cti::AgentEventKind::agent_busy;
    case agent::work_not_ready:
    case agent::work_ready:
      return cti::AgentEventKind::agent_wrap_up;
    default:
      return std::nullopt;
  }
}

struct KindRow {
  std::uint32_t type;
  CallEventKind kind;
  std::uint16_t by_tag;               // who acted
  std::string_view by_type;           // and of what type it is
  std::optional<ConnectionState> to;  // of the device that the event is about; absent: as the message says
};

constexpr KindRow kinds[] = {
    {type::call_originated, CallEventKind::originated, tag::calling_device, "CallingDeviceType", std::nullopt},
    {type::call_queued, CallEventKind::queued, 0, "", ConnectionState::queued},
    {type::call_dequeued, CallEventKind::diverted, 0, "", ConnectionState::null},
    {type::call_delivered, CallEventKind::delivered, 0, "AlertingDeviceType", ConnectionState::alerting},
    {type::call_diverted, CallEventKind::diverted, 0, "DivertingDeviceType", ConnectionState::null},
    {type::call_established, CallEventKind::established, 0, "AnsweringDeviceType", ConnectionState::connected},
    {type::call_held, CallEventKind::held, tag::holding_device, "HoldingDeviceType", ConnectionState::hold},
    {type::call_retrieved, CallEventKind::retrieved, tag::retrieving_device, "RetrievingDeviceType",
     ConnectionState::connected},
    {type::connection_cleared, CallEventKind::connection_cleared, tag::releasing_device, "ReleasingDeviceType",
     std::nullopt},
    {type::call_failed, CallEventKind::failed, tag::failing_device, "FailingDeviceType", ConnectionState::fail},
};

// Reads the call events into one neutral event.
class CallReader {
 public:
  CallReader(const Message& message, const cti::Naming& naming) : message_(message), naming_(naming) {}

  std::optional<cti::CallEvent> read() {
    event_.info.call = call_of(message_["ConnectionCallID"]);
    event_.cause = event_cause(message_["EventCause"]);
    if (message_.type() == type::call_cleared) {
      event_.kind = CallEventKind::call_cleared;
      return std::move(event_);
    }
    if (message_.type() == type::call_transferred || message_.type() == type::call_conferenced) return read_joined();
    const auto row = std::ranges::find(kinds, message_.type(), &KindRow::type);
    if (row == std::end(kinds)) return std::nullopt;
    const bool seized =
        message_.type() == type::call_delivered && message_["LocalConnectionState"] == local_state::initiate;
    if (seized) return std::nullopt;  // a trunk was seized: nothing rings yet
    event_.kind = row->kind;
    if (row->by_tag != 0) event_.by = device(row->by_tag, row->by_type);
    describe_call();
    const DeviceId here = connection(*row);
    const auto to = row->to ? row->to : connection_state(message_["LocalConnectionState"]);
    if (!here.empty() && to) event_.changes.push_back({{event_.info.call, here}, *to});
    return std::move(event_);
  }

 private:
  DeviceId device(std::uint16_t tag, std::string_view type) const {
    return device_of(naming_, message_.text(tag), message_[type]);
  }

  // The end of the call that the event is about: of the type of whoever acted, if it is the same device.
  DeviceId connection(const KindRow& row) const {
    const std::string wire = message_.text(tag::connection_device);
    const bool queue = message_.type() == type::call_queued || message_.type() == type::call_dequeued;
    if (queue) return device_of(naming_, wire, device_type::queue);
    const bool its_own = row.by_tag == 0 || message_.text(row.by_tag) == wire;
    return device_of(naming_, wire, its_own ? message_[row.by_type] : none16);
  }

  void describe_call() {
    event_.info.calling = device(tag::calling_device, "CallingDeviceType");
    if (message_["CallingDeviceType"] == device_type::external) event_.info.calling_number = event_.info.calling.id;
    event_.info.called = device(tag::called_device, "CalledDeviceType");
    event_.info.originally_called = event_.info.called;
    if (const std::string dialled = message_.text(tag::dialed_number); !dialled.empty()) {
      event_.info.originally_called = device_of(naming_, dialled, none16);
    }
    if (message_.layout().find("LineType")) event_.info.call_class = class_of_line(message_["LineType"]);
    if (message_.layout().find("SkillGroupNumber")) event_.info.group = group_of(naming_, message_["SkillGroupNumber"]);
    if (message_.type() == type::call_queued) {
      event_.info.position = static_cast<int>(message_["NumQueued"]);
      // A call that waits in several groups at once belongs to none of them yet.
      const std::vector<std::uint32_t> groups = message_.numbers(tag::skill_group_number);
      if (groups.size() == 1) event_.info.group = group_of(naming_, groups.front());
      event_.info.call_class = cti::CallClass::acd;
    }
  }

  // The held call goes on under its id; whoever was in the other one is in it now. In a conference all of them talk.
  std::optional<cti::CallEvent> read_joined() {
    const bool transfer = message_.type() == type::call_transferred;
    event_.kind = transfer ? CallEventKind::transferred : CallEventKind::conferenced;
    event_.info.call = call_of(message_["PrimaryCallID"]);
    event_.by = transfer ? device(tag::transferring_device, "TransferringDeviceType")
                         : device(tag::controller_device, "ControllerDeviceType");
    const cti::CallId secondary = call_of(message_["SecondaryCallID"]);
    const bool joined = !secondary.empty() && secondary != event_.info.call;
    if (joined) event_.renamed = cti::Renamed{secondary, event_.info.call};
    if (transfer) {
      event_.info.called = device(tag::transferred_device, "TransferredDeviceType");
      event_.changes.push_back({{event_.info.call, event_.by}, ConnectionState::null});
      if (joined) event_.changes.push_back({{secondary, event_.by}, ConnectionState::null});
      return std::move(event_);
    }
    for (const std::string& party : message_.texts(tag::party_device)) {
      event_.changes.push_back({{event_.info.call, device_of(naming_, party, none16)}, ConnectionState::connected});
    }
    return std::move(event_);
  }

  const Message& message_;
  const cti::Naming& naming_;
  cti::CallEvent event_;
};

}  // namespace

cti::StateSet states_of(std::uint32_t agent_state) {
  const auto kind = kind_of(agent_state);
  if (!kind) return {};
  switch (*kind) {
    case cti::AgentEventKind::agent_logged_on:
      return {AgentState::ready, AgentState::not_ready};  // momentary: the next event says which
    case cti::AgentEventKind::agent_logged_off:
      return {AgentState::null};
    case cti::AgentEventKind::agent_not_ready:
      return {AgentState::not_ready};
    case cti::AgentEventKind::agent_ready:
      return {AgentState::ready};
    case cti::AgentEventKind::agent_busy:
      return {AgentState::busy};
    case cti::AgentEventKind::agent_wrap_up:
      return {AgentState::wrap_up};
  }
  return {};
}

std::vector<cti::Event> EventReader::read(const Message& message) {
  std::vector<cti::Event> events;
  if (message.type() == type::agent_state) {
    read_agent(message, events);
  } else if (message.type() == type::system_event) {
    read_system(message, events);
  } else {
    read_call(message, events);
  }
  return events;
}

// One skill group in the fixed part, or as many in floating fields as the counter says.
void EventReader::read_agent(const Message& message, std::vector<cti::Event>& events) {
  cti::AgentSubject subject;
  if (const std::string id = message.text(tag::agent_id); !id.empty()) subject.agent = naming_.agent_from_wire(id);
  std::string place = message.text(tag::agent_instrument);
  if (place.empty()) place = message.text(tag::agent_extension);
  if (!place.empty()) subject.address = cti::Address{place};
  if (message["NumFltSkillGroups"] == 0) {
    subject.group = group_of(naming_, message["SkillGroupNumber"]);
    return read_state(message, subject, subject.group ? message["SkillGroupState"] : message["AgentState"], events);
  }
  const std::vector<std::uint32_t> groups = message.numbers(tag::skill_group_number);
  const std::vector<std::uint32_t> states = message.numbers(tag::skill_group_state);
  for (std::size_t index = 0; index < groups.size() && index < states.size(); ++index) {
    subject.group = group_of(naming_, groups[index]);
    read_state(message, subject, states[index], events);
  }
}

void EventReader::read_state(const Message& message, const cti::AgentSubject& subject, std::uint32_t in_group,
                             std::vector<cti::Event>& events) {
  const auto kind = kind_of(in_group);
  if (!kind) return;
  const std::uint32_t overall = message["AgentState"];
  const std::uint32_t way = message.number(tag::direction).value_or(direction::none);
  const bool other_call = way == direction::other_in || way == direction::other_out;
  if (subject.agent && subject.group) {
    const std::pair key{*subject.agent, *subject.group};
    const auto before = known_.find(key);
    const bool same = before != known_.end() && before->second.in_group == in_group;
    const bool phone = same && is_talking(before->second.overall) != is_talking(overall) && !is_talking(in_group);
    if (*kind == cti::AgentEventKind::agent_logged_off) {
      known_.erase(key);
    } else if (before != known_.end() || known_.size() < most_known) {
      known_[key] = {in_group, overall};
    }
    // The group's state is as before: only the phone is in use, or no longer.
    if (phone && subject.address) {
      events.emplace_back(
          cti::DeviceEvent{*subject.address, subject.agent, cti::DeviceEventKind::phone_in_use, is_talking(overall)});
      return;
    }
  }
  cti::AgentEvent event{*kind, {subject, states_of(in_group), cti::StateDetail::none}, cti::EventCause::none};
  if (in_group == agent::hold) event.report.detail = cti::StateDetail::hold;
  if (in_group == agent::reserved) event.report.detail = cti::StateDetail::alerting;
  if (in_group == agent::busy_other) event.report.detail = cti::StateDetail::phone_in_use;
  if (is_talking(in_group) && other_call) event.report.detail = cti::StateDetail::non_acd_call;
  events.emplace_back(std::move(event));
}

std::optional<std::uint16_t> EventReader::last_state(const cti::AgentId& agent,
                                                     const std::optional<cti::AcdGroupId>& group) const {
  if (!group) return std::nullopt;
  const auto found = known_.find({agent, *group});
  if (found == known_.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found->second.in_group);
}

void EventReader::read_call(const Message& message, std::vector<cti::Event>& events) const {
  if (auto event = CallReader{message, naming_}.read()) events.emplace_back(*std::move(event));
}

void EventReader::read_system(const Message& message, std::vector<cti::Event>& events) const {
  const std::uint32_t id = message["SystemEventID"];
  const bool out = id == system_event::instrument_out_of_service;
  const std::string instrument = message.text(tag::text);
  if ((out || id == system_event::instrument_back_in_service) && !instrument.empty()) {
    events.emplace_back(cti::DeviceEvent{cti::Address{instrument}, std::nullopt, cti::DeviceEventKind::offline, out});
  }
}

}  // namespace acdloop::ged188
