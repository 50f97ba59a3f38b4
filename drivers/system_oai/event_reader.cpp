// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/event_reader.hpp"

#include <optional>
#include <string>
#include <utility>

#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {
namespace {

using cti::AgentState;
using cti::ConnectionState;
using cti::DeviceCategory;
using cti::DeviceId;

class Reader {
 public:
  Reader(const Fields& line, const cti::Naming& naming) : line_(line), naming_(naming) {}

  std::vector<cti::Event> read() const {
    const std::string& id = line_[event::id];
    if (id == "LN" || id == "LF" || id == "RY" || id == "WNR" || id == "NRY") return read_agent(id);
    if (id == "DND") return device_event(cti::DeviceEventKind::do_not_disturb, !both_texts_empty());
    if (id == "OL") return device_event(cti::DeviceEventKind::offline, line_[ol::online] != "1");
    if (id == "OR") return read_originated();
    if (id == "QU") return read_queued();
    if (id == "DE") return read_delivered();
    if (id == "DI") return read_diverted();
    if (id == "ES") return read_established();
    if (id == "HE") return read_held();
    if (id == "RE") return read_retrieved();
    if (id == "XC") return read_cleared();
    if (id == "TR") return read_transferred();
    if (id == "FA") return read_failed();
    if (id == "CC") return one(call(cti::CallEventKind::call_cleared, cc::cause));
    return {};
  }

 private:
  static std::vector<cti::Event> one(cti::CallEvent event) { return {cti::Event{std::move(event)}}; }

  bool both_texts_empty() const { return line_[dnd::system_text].empty() && line_[dnd::custom_text].empty(); }

  std::vector<cti::Event> device_event(cti::DeviceEventKind kind, bool on) const {
    return {cti::Event{cti::DeviceEvent{cti::Address{line_[dnd::ext]}, std::nullopt, kind, on}}};
  }

  std::vector<cti::Event> read_agent(const std::string& id) const {
    const cti::AgentId agent = naming_.agent_from_wire(line_[agent::agent_id]);
    const cti::Address address{line_[agent::ext]};
    if (id == "NRY") {
      // Any use of the phone, whatever the call: no state of a session.
      return {cti::Event{cti::DeviceEvent{address, agent, cti::DeviceEventKind::phone_in_use, true}}};
    }
    cti::AgentEvent event;
    event.report.subject = {agent, std::nullopt, address};
    if (id == "LN" || id == "LF") event.report.subject.group = naming_.group_from_wire(line_[agent::group]);
    if (id == "LN") {
      event.kind = cti::AgentEventKind::agent_logged_on;
      event.report.states = {AgentState::ready, AgentState::not_ready};  // LN does not say which
    } else if (id == "LF") {
      event.kind = cti::AgentEventKind::agent_logged_off;
      event.report.states = {AgentState::null};
    } else if (id == "RY") {
      event.kind = cti::AgentEventKind::agent_ready;
      event.report.states = {AgentState::ready};
    } else {
      event.kind = cti::AgentEventKind::agent_wrap_up;
      event.report.states = {AgentState::wrap_up, AgentState::not_ready};
    }
    return {cti::Event{event}};
  }

  // Type E: a trunk; I: a station, or a pilot that the naming knows.
  DeviceId device(std::size_t at, bool outside = false) const {
    const std::string& wire = line_[at];
    if (wire.empty()) return {};
    if (naming_.is_group(wire)) return {naming_.group_from_wire(wire).value(), DeviceCategory::acd_group};
    return {wire, outside ? DeviceCategory::trunk : DeviceCategory::station};
  }

  cti::CallEvent call(cti::CallEventKind kind, std::size_t cause_at) const {
    cti::CallEvent event;
    event.kind = kind;
    event.info.call = cti::CallId{line_[call_id]};
    event.cause = event_cause(line_[cause_at]);
    return event;
  }

  void calling(cti::CallInfo& info, std::size_t ext_at, std::size_t number_at, std::size_t type_at,
               std::size_t called_at) const {
    const bool outside = line_[type_at] == "E";
    info.calling = device(ext_at, outside);
    if (outside) info.calling_number = line_[number_at];
    if (outside && !info.calling.empty()) info.trunk = info.calling;
    info.called = device(called_at);
    info.originally_called = info.called;
  }

  static void change(cti::CallEvent& event, DeviceId device, ConnectionState to) {
    if (!device.empty()) event.changes.push_back({{event.info.call, std::move(device)}, to});
  }

  std::vector<cti::Event> read_originated() const {
    cti::CallEvent event = call(cti::CallEventKind::originated, or_::cause);
    calling(event.info, or_::calling, or_::number, or_::type, or_::dialled);
    const bool initiated = line_[or_::state] == state_initiated;
    change(event, event.info.calling, initiated ? ConnectionState::initiated : ConnectionState::connected);
    return one(std::move(event));
  }

  std::vector<cti::Event> read_queued() const {
    cti::CallEvent event = call(cti::CallEventKind::queued, qu::cause);
    calling(event.info, qu::calling, qu::number, qu::type, qu::called);
    if (const auto position = to_number(line_[qu::position], 65535)) event.info.position = static_cast<int>(*position);
    DeviceId queue = device(qu::queued);
    queue.category = DeviceCategory::acd_group;
    if (naming_.is_group(line_[qu::queued])) {
      event.info.group = naming_.group_from_wire(line_[qu::queued]);
      event.info.call_class = cti::CallClass::acd;
    }
    change(event, std::move(queue), ConnectionState::queued);
    return one(std::move(event));
  }

  std::vector<cti::Event> read_delivered() const {
    cti::CallEvent event = call(cti::CallEventKind::delivered, de::cause);
    calling(event.info, de::calling, de::number, de::type, de::called);
    const bool to_outside = line_[de::alerting_type] == "E";
    if (!line_[de::group].empty()) {
      event.info.call_class = cti::CallClass::acd;
      event.info.group = naming_.group_from_wire(line_[de::group]);
    } else if (line_.size() > de::group) {  // blank means: no group; absent means: an older layout
      const bool from_outside = line_[de::type] == "E";
      event.info.call_class = from_outside ? cti::CallClass::direct
                              : to_outside ? cti::CallClass::outbound
                                           : cti::CallClass::internal;
    }
    change(event, device(de::alerting, to_outside), ConnectionState::alerting);
    return one(std::move(event));
  }

  std::vector<cti::Event> read_diverted() const {
    cti::CallEvent event = call(cti::CallEventKind::diverted, di::cause);
    event.info.called = device(di::to);
    change(event, device(di::from), ConnectionState::null);
    return one(std::move(event));
  }

  std::vector<cti::Event> read_established() const {
    cti::CallEvent event = call(cti::CallEventKind::established, es::cause);
    calling(event.info, es::calling, es::number, es::type, es::called);
    change(event, device(es::answering, line_[es::answering_type] == "E"), ConnectionState::connected);
    return one(std::move(event));
  }

  std::vector<cti::Event> read_held() const {
    cti::CallEvent event = call(cti::CallEventKind::held, he::cause);
    event.by = device(he::holder);
    change(event, event.by, ConnectionState::hold);
    return one(std::move(event));
  }

  std::vector<cti::Event> read_retrieved() const {
    cti::CallEvent event = call(cti::CallEventKind::retrieved, re::cause);
    event.by = device(re::retrieving);
    change(event, event.by, ConnectionState::connected);
    return one(std::move(event));
  }

  std::vector<cti::Event> read_cleared() const {
    if (line_[xc::state].empty()) return {};
    cti::CallEvent event = call(cti::CallEventKind::connection_cleared, xc::cause);
    event.by = device(xc::terminating);
    change(event, device(xc::cleared), connection_state(line_[xc::state]));
    return one(std::move(event));
  }

  // Only the end of the transferring device's own connection has a neutral word.
  std::vector<cti::Event> read_transferred() const {
    if (line_[tr::state] != state_null) return {};
    cti::CallEvent event = call(cti::CallEventKind::connection_cleared, tr::cause);
    event.by = device(tr::transferring);
    change(event, event.by, ConnectionState::null);
    return one(std::move(event));
  }

  std::vector<cti::Event> read_failed() const {
    cti::CallEvent event = call(cti::CallEventKind::failed, fa::cause);
    event.by = device(fa::failed);
    event.info.called = device(fa::called);
    change(event, event.by, ConnectionState::fail);
    return one(std::move(event));
  }

  const Fields& line_;
  const cti::Naming& naming_;
};

}  // namespace

std::vector<cti::Event> read_event(const Fields& line, const cti::Naming& naming) {
  return Reader{line, naming}.read();
}

}  // namespace acdloop::system_oai
