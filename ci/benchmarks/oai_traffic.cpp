// SPDX-License-Identifier: Apache-2.0
#include "ci/benchmarks/oai_traffic.hpp"

#include <span>
#include <stdexcept>
#include <utility>

#include "drivers/system_oai/framing.hpp"
#include "drivers/system_oai/messages.hpp"

namespace acdloop::benchmarks {
namespace {

using cti::CallEventKind;
using cti::ConnectionState;
using cti::DeviceId;

const cti::AgentId ann{"ann"};
const cti::AcdGroupId sales{"sales"};
const cti::Address phone{"105"};
const DeviceId station{"105", cti::DeviceCategory::station};
const DeviceId trunk{"97061", cti::DeviceCategory::trunk};
const DeviceId pilot{"sales", cti::DeviceCategory::acd_group};

cti::Event agent_event(cti::AgentEventKind kind, cti::AgentState state) {
  return {cti::AgentEvent{kind, {{ann, sales, phone}, {state}, cti::StateDetail::none}, cti::EventCause::none}};
}

using Changes = std::vector<std::pair<DeviceId, ConnectionState>>;

cti::Event call_event(const std::string& id, CallEventKind kind, const Changes& changes, const DeviceId& by,
                      cti::EventCause cause) {
  cti::CallEvent event;
  event.kind = kind;
  event.info.call = cti::CallId{id};
  event.info.call_class = cti::CallClass::acd;
  event.info.group = sales;
  event.info.calling = trunk;
  event.info.calling_number = "6025551212";
  event.info.called = event.info.originally_called = pilot;
  event.info.trunk = trunk;
  if (kind == CallEventKind::queued) event.info.position = 1;
  for (const auto& [device, state] : changes) event.changes.push_back({{event.info.call, device}, state});
  event.by = by;
  event.cause = cause;
  return {event};
}

std::span<const std::byte> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

}  // namespace

cti::Naming oai_naming() {
  cti::Naming names;
  names.bind(ann, "2003");
  names.bind(sales, "237");
  return names;
}

class OaiPort::SmallSwitch final : public cti::Directory {
 public:
  bool has_agent(const cti::AgentId& agent) const override { return agent == ann; }
  bool has_group(const cti::AcdGroupId& group) const override { return group == sales; }
  bool has_station(const cti::Address& address) const override { return address == phone; }
  bool is_member(const cti::AgentId& agent, const cti::AcdGroupId& group) const override {
    return agent == ann && group == sales;
  }
  std::string agent_name(const cti::AgentId&) const override { return "Jones, Ann"; }
  std::vector<cti::AcdGroupId> groups() const override { return {sales}; }
  std::vector<cti::Address> stations() const override { return {phone}; }
  std::vector<DeviceId> trunks() const override { return {trunk}; }
  std::vector<cti::AgentId> agents() const override { return {ann}; }
  std::optional<cti::AgentId> agent_at(const cti::Address&) const override { return std::nullopt; }
  std::optional<cti::Address> address_of(const cti::AgentId&) const override { return std::nullopt; }
  std::vector<std::pair<cti::AcdGroupId, cti::AgentState>> sessions_of(const cti::AgentId&) const override {
    return {};
  }
  std::vector<std::pair<cti::CallInfo, ConnectionState>> calls_at(const DeviceId&) const override { return {}; }
};

OaiPort::OaiPort() : switch_(std::make_unique<SmallSwitch>()) {
  end_ = system_oai::make_switching_end({}, oai_naming(), *switch_, [](TimePoint) { return "09:00,012626"; });
  cti::EndOutput out;
  end_->on_open({}, out);
  const auto feed = [&](const std::string& bytes) { end_->on_bytes(bytes_of(bytes), {}, out); };
  feed(system_oai::frame_pdu(system_oai::encode_login({system_oai::login_oai, "", "bench"})));
  for (const char* command : {"_MS,2,105,1", "_MS,3,237,1", "_MS,4,97061,1"}) {
    feed(system_oai::frame_line(system_oai::Framing::tcp, cti::WireMessage::Direction::to_switch, command));
  }
  if (!out.faults.empty()) throw std::runtime_error("codec: the port refused its monitors");
}

OaiPort::~OaiPort() = default;

std::vector<cti::Event> oai_story(int calls) {
  std::vector<cti::Event> story{agent_event(cti::AgentEventKind::agent_logged_on, cti::AgentState::ready)};
  for (int number = 1; number <= calls; ++number) {
    const std::string id = "CID" + std::to_string(10'000 + number);
    const auto call = [&](CallEventKind kind, const Changes& changes, const DeviceId& by, cti::EventCause cause) {
      story.push_back(call_event(id, kind, changes, by, cause));
    };
    call(CallEventKind::originated, {{trunk, ConnectionState::connected}}, {}, cti::EventCause::none);
    call(CallEventKind::queued, {{pilot, ConnectionState::queued}}, {}, cti::EventCause::no_available_agents);
    call(CallEventKind::delivered, {{pilot, ConnectionState::null}, {station, ConnectionState::alerting}}, {},
         cti::EventCause::distributed);
    call(CallEventKind::established, {{station, ConnectionState::connected}}, station, cti::EventCause::answered);
    story.push_back(agent_event(cti::AgentEventKind::agent_busy, cti::AgentState::busy));
    call(CallEventKind::held, {{station, ConnectionState::hold}}, station, cti::EventCause::none);
    call(CallEventKind::retrieved, {{station, ConnectionState::connected}}, station, cti::EventCause::none);
    call(CallEventKind::connection_cleared, {{trunk, ConnectionState::null}, {station, ConnectionState::null}}, trunk,
         cti::EventCause::normal_clearing);
    story.push_back(agent_event(cti::AgentEventKind::agent_wrap_up, cti::AgentState::wrap_up));
    story.push_back(agent_event(cti::AgentEventKind::agent_ready, cti::AgentState::ready));
  }
  return story;
}

std::vector<std::string> thousand_oai_lines() {
  OaiPort port;
  cti::EndOutput out;
  for (const cti::Event& event : oai_story(200)) port.end().report(event, {}, out);
  std::vector<std::string> lines;
  for (const cti::WireMessage& message : out.messages) {
    if (lines.size() == 1'000) break;
    std::string line = message.text;
    const std::string number = std::to_string(1'000 + lines.size());
    lines.push_back(line.replace(0, 3, number, 1, 3));
  }
  if (lines.size() != 1'000) throw std::runtime_error("codec: the story is too short");
  return lines;
}

std::string framed(const std::vector<std::string>& lines) {
  std::string bytes;
  for (const std::string& line : lines) {
    bytes += system_oai::frame_line(system_oai::Framing::tcp, cti::WireMessage::Direction::to_application, line);
  }
  return bytes;
}

}  // namespace acdloop::benchmarks
