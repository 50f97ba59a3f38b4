// SPDX-License-Identifier: Apache-2.0
// The switch behind the ends in these tests: ann (2003) at 105 in the queues sales and help, a neighbour's phone 106, a
// line T1. A test says who is logged on; nothing happens by itself.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "drivers/cti/naming.hpp"
#include "drivers/cti/tests/one_agent_table.hpp"

namespace acdloop::asterisk_ami::test {

using namespace std::chrono_literals;
using cti::AgentEventKind;
using cti::AgentState;
using cti::CallEventKind;
using cti::ConnectionState;
using cti::EventCause;
using cti::RefusalCause;
using cti::RequestKind;

inline const cti::AgentId ann{"ann"};
inline const cti::AcdGroupId sales{"sales"};
inline const cti::AcdGroupId help{"help"};
inline const cti::Address desk{"105"};
inline const cti::DeviceId phone{"105", cti::DeviceCategory::station};
inline const cti::DeviceId neighbour{"106", cti::DeviceCategory::station};
inline const cti::DeviceId line{"T1", cti::DeviceCategory::trunk};
inline const cti::DeviceId queue_device{"sales", cti::DeviceCategory::acd_group};

inline cti::Naming names() {
  cti::Naming all;
  all.bind(ann, "2003");
  all.bind(sales, "237");
  all.bind(help, "238");
  return all;
}

class SmallSwitch final : public cti::test::OneAgentTable {
 public:
  SmallSwitch()
      : OneAgentTable({ann, "ann", desk, {sales, help}, {sales, help}, {desk, cti::Address{neighbour.id}}, line}) {}
};

inline cti::Event agent_is(AgentEventKind kind, AgentState state, EventCause cause = EventCause::none) {
  cti::AgentEvent event;
  event.kind = kind;
  event.report.subject = {ann, sales, desk};
  event.report.states = {state};
  event.cause = cause;
  return {event};
}
inline cti::Event logs_on() { return agent_is(AgentEventKind::agent_logged_on, AgentState::not_ready); }
inline cti::Event logs_off() { return agent_is(AgentEventKind::agent_logged_off, AgentState::null); }
inline cti::Event turns_ready() { return agent_is(AgentEventKind::agent_ready, AgentState::ready); }
inline cti::Event turns_not_ready() { return agent_is(AgentEventKind::agent_not_ready, AgentState::not_ready); }

// The caller 6025551212 on the line T1, to sales.
class Caller {
 public:
  Caller() {
    info_.call = cti::CallId{"17"};
    info_.call_class = cti::CallClass::acd;
    info_.group = sales;
    info_.calling = line;
    info_.calling_number = "6025551212";
    info_.called = info_.originally_called = queue_device;
    info_.trunk = line;
  }
  cti::Event comes() const { return event(CallEventKind::originated, {{line, ConnectionState::connected}}, line); }
  cti::Event waits() const {
    return event(CallEventKind::queued, {{queue_device, ConnectionState::queued}}, queue_device);
  }
  cti::Event rings() const {
    return event(CallEventKind::delivered, {{queue_device, ConnectionState::null}, {phone, ConnectionState::alerting}},
                 phone);
  }
  cti::Event rings_in_vain() const {
    return event(CallEventKind::diverted, {{phone, ConnectionState::null}}, phone, EventCause::call_not_answered);
  }
  cti::Event talks() const { return event(CallEventKind::established, {{phone, ConnectionState::connected}}, phone); }
  cti::Event holds() const { return event(CallEventKind::held, {{phone, ConnectionState::hold}}, phone); }
  cti::Event retrieves() const { return event(CallEventKind::retrieved, {{phone, ConnectionState::connected}}, phone); }
  cti::Event ends(const cti::DeviceId& by) const {
    const cti::DeviceId& other = by == phone ? line : phone;
    return event(CallEventKind::connection_cleared, {{by, ConnectionState::null}, {other, ConnectionState::null}}, by);
  }
  cti::Event gives_up() const {
    return event(CallEventKind::connection_cleared,
                 {{line, ConnectionState::null}, {queue_device, ConnectionState::null}}, line);
  }

 private:
  cti::Event event(CallEventKind kind, std::vector<std::pair<cti::DeviceId, ConnectionState>> changes,
                   const cti::DeviceId& by, EventCause cause = EventCause::none) const {
    cti::CallEvent event;
    event.kind = kind;
    event.info = info_;
    event.by = by;
    event.cause = cause;
    for (const auto& [device, to] : changes) event.changes.push_back({{info_.call, device}, to});
    return {event};
  }
  cti::CallInfo info_;
};

}  // namespace acdloop::asterisk_ami::test
