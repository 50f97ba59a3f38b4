// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/event_reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {
namespace {

using cti::AgentState;
using cti::ConnectionState;
using cti::DeviceCategory;
using cti::DeviceId;

// An event id as a number, for a switch; 0 for what is longer than any id. Ids hold no NUL, so no two are alike.
constexpr std::uint32_t code(std::string_view id) {
  std::uint32_t number = 0;
  if (id.size() > 3) return number;
  for (const char c : id) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

// Events are built where they end up: a call event has a dozen texts, and moving it costs more than reading it.
class Reader {
 public:
  Reader(const Fields& line, const cti::Naming& naming, std::vector<cti::Event>& events)
      : line_(line), naming_(naming), events_(events) {}

  void read() {
    const std::string& id = line_[event::id];
    switch (code(id)) {
      case code("LN"):
      case code("LF"):
      case code("RY"):
      case code("WNR"):
      case code("NRY"):
        return read_agent(id);
      case code("DND"):
        return device_event(cti::DeviceEventKind::do_not_disturb, !both_texts_empty());
      case code("OL"):
        return device_event(cti::DeviceEventKind::offline, line_[ol::online] != "1");
      case code("OR"):
        return read_originated();
      case code("QU"):
        return read_queued();
      case code("DE"):
        return read_delivered();
      case code("DI"):
        return read_diverted();
      case code("ES"):
        return read_established();
      case code("HE"):
        return read_held();
      case code("RE"):
        return read_retrieved();
      case code("XC"):
        return read_cleared();
      case code("TR"):
        return read_transferred();
      case code("CO"):
        return read_conferenced();
      case code("FA"):
        return read_failed();
      case code("CC"):
        call(cti::CallEventKind::call_cleared, cc::cause);
        return;
      default:
        return;  // no neutral word
    }
  }

 private:
  bool both_texts_empty() const { return line_[dnd::system_text].empty() && line_[dnd::custom_text].empty(); }

  template <class Body>
  Body& add() {
    return events_.emplace_back().body.emplace<Body>();
  }

  void device_event(cti::DeviceEventKind kind, bool on) {
    add<cti::DeviceEvent>() = {cti::Address{line_[dnd::ext]}, std::nullopt, kind, on};
  }

  void read_agent(const std::string& id) {
    cti::AgentId agent = naming_.agent_from_wire(line_[agent::agent_id]);
    cti::Address address{line_[agent::ext]};
    if (id == "NRY") {
      // Any use of the phone, whatever the call: no state of a session.
      add<cti::DeviceEvent>() = {std::move(address), std::move(agent), cti::DeviceEventKind::phone_in_use, true};
      return;
    }
    auto& event = add<cti::AgentEvent>();
    event.report.subject = {std::move(agent), std::nullopt, std::move(address)};
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
  }

  // Type E: a trunk; I: a station, or a pilot that the naming knows.
  DeviceId device(std::size_t at, bool outside = false) const {
    const std::string& wire = line_[at];
    if (wire.empty()) return {};
    if (naming_.is_group(wire)) return {naming_.group_from_wire(wire).value(), DeviceCategory::acd_group};
    return {wire, outside ? DeviceCategory::trunk : DeviceCategory::station};
  }

  cti::CallEvent& call(cti::CallEventKind kind, std::size_t cause_at) {
    auto& event = add<cti::CallEvent>();
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

  void read_originated() {
    cti::CallEvent& event = call(cti::CallEventKind::originated, or_::cause);
    calling(event.info, or_::calling, or_::number, or_::type, or_::dialled);
    const bool initiated = line_[or_::state] == state_initiated;
    change(event, event.info.calling, initiated ? ConnectionState::initiated : ConnectionState::connected);
  }

  void read_queued() {
    cti::CallEvent& event = call(cti::CallEventKind::queued, qu::cause);
    calling(event.info, qu::calling, qu::number, qu::type, qu::called);
    if (const auto position = to_number(line_[qu::position], 65535)) event.info.position = static_cast<int>(*position);
    DeviceId queue = device(qu::queued);
    queue.category = DeviceCategory::acd_group;
    if (naming_.is_group(line_[qu::queued])) {
      event.info.group = naming_.group_from_wire(line_[qu::queued]);
      event.info.call_class = cti::CallClass::acd;
    }
    change(event, std::move(queue), ConnectionState::queued);
  }

  void read_delivered() {
    cti::CallEvent& event = call(cti::CallEventKind::delivered, de::cause);
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
  }

  void read_diverted() {
    cti::CallEvent& event = call(cti::CallEventKind::diverted, di::cause);
    event.info.called = device(di::to);
    change(event, device(di::from), ConnectionState::null);
  }

  void read_established() {
    cti::CallEvent& event = call(cti::CallEventKind::established, es::cause);
    calling(event.info, es::calling, es::number, es::type, es::called);
    change(event, device(es::answering, line_[es::answering_type] == "E"), ConnectionState::connected);
  }

  void read_held() {
    cti::CallEvent& event = call(cti::CallEventKind::held, he::cause);
    event.by = device(he::holder);
    change(event, event.by, ConnectionState::hold);
  }

  void read_retrieved() {
    cti::CallEvent& event = call(cti::CallEventKind::retrieved, re::cause);
    event.by = device(re::retrieving);
    change(event, event.by, ConnectionState::connected);
  }

  void read_cleared() {
    if (line_[xc::state].empty()) return;
    cti::CallEvent& event = call(cti::CallEventKind::connection_cleared, xc::cause);
    event.by = device(xc::terminating);
    change(event, device(xc::cleared), connection_state(line_[xc::state]));
  }

  // Both connections of the transferring device are gone; whoever was in the announcement call is in the transferred
  // one now. The copy of the party that is handed on leaves the announcement blank, and so tells nothing new.
  void read_transferred() {
    const std::string& announcement = line_[tr::announcement];
    if (announcement.empty() && line_[tr::state] != state_null) return;
    cti::CallEvent& event = call(cti::CallEventKind::transferred, tr::cause);
    event.by = device(tr::transferring);
    event.info.called = device(tr::destination);
    event.info.calling_number = line_[tr::number];
    event.info.calling = device(tr::transferred, !event.info.calling_number.empty());
    change(event, event.by, ConnectionState::null);
    if (announcement.empty() || announcement == line_[call_id]) return;
    event.changes.push_back({{cti::CallId{announcement}, event.by}, ConnectionState::null});
    event.renamed = cti::Renamed{cti::CallId{announcement}, event.info.call};
  }

  // Each party has the call id printed behind it. The secondary call is no more, unless a party is still in it.
  void read_conferenced() {
    const auto count = to_number(line_[co::count], co::most_parties);
    if (!count || line_.size() < co::parties + std::size_t{2} * *count + 2) return;
    auto& event = add<cti::CallEvent>();
    event.kind = cti::CallEventKind::conferenced;
    event.cause = event_cause(line_[line_.size() - 1]);
    event.info.call = cti::CallId{line_[co::primary]};
    event.by = device(co::controller);
    const cti::CallId secondary{line_[co::secondary]};
    bool lives_on = false;
    for (std::size_t party = 0; party < *count; ++party) {
      const std::size_t at = co::parties + 2 * party;
      const cti::CallId its_call{line_[at + 1]};
      lives_on |= its_call == secondary;
      DeviceId member = device(at);
      if (!member.empty()) event.changes.push_back({{its_call, std::move(member)}, ConnectionState::connected});
    }
    if (!secondary.empty() && !lives_on && secondary != event.info.call) {
      event.renamed = cti::Renamed{secondary, event.info.call};
    }
  }

  void read_failed() {
    cti::CallEvent& event = call(cti::CallEventKind::failed, fa::cause);
    event.by = device(fa::failed);
    event.info.called = device(fa::called);
    change(event, event.by, ConnectionState::fail);
  }

  const Fields& line_;
  const cti::Naming& naming_;
  std::vector<cti::Event>& events_;
};

}  // namespace

std::vector<cti::Event> read_event(const Fields& line, const cti::Naming& naming) {
  std::vector<cti::Event> events;
  Reader{line, naming, events}.read();
  return events;
}

}  // namespace acdloop::system_oai
