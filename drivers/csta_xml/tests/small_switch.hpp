// SPDX-License-Identifier: Apache-2.0
// The switch behind the ends in these tests: one agent, ann (1001), at 201 in the groups sales (5000) and help (5001),
// as in the samples. Data that a test sets, and events as a switching function reports them; no behaviour.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "drivers/cti/naming.hpp"
#include "drivers/cti/tests/one_agent_table.hpp"

namespace acdloop::csta_xml::test {

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
inline const cti::Address desk{"201"};
inline const cti::DeviceId phone{"201", cti::DeviceCategory::station};
inline const cti::DeviceId neighbour{"202", cti::DeviceCategory::station};
inline const cti::DeviceId line{"T1", cti::DeviceCategory::trunk};
inline const cti::DeviceId pilot{"sales", cti::DeviceCategory::acd_group};

inline cti::Naming names() {
  cti::Naming all;
  all.bind(ann, "1001");
  all.bind(sales, "5000");
  all.bind(help, "5001");
  return all;
}

struct SmallSwitch final : cti::test::OneAgentTable {
  SmallSwitch()
      : OneAgentTable({ann, "Ann", desk, {sales, help}, {sales, help}, {desk, cti::Address{neighbour.id}}, line}) {}
};

inline cti::Event agent_enters(AgentEventKind kind, AgentState state, EventCause cause = EventCause::none) {
  return {cti::AgentEvent{kind, {{ann, sales, desk}, {state}, cti::StateDetail::none}, cause}};
}
inline cti::Event enters_ready() { return agent_enters(AgentEventKind::agent_ready, AgentState::ready); }
inline cti::Event enters_busy() {
  return agent_enters(AgentEventKind::agent_busy, AgentState::busy, EventCause::answered);
}
inline cti::Event enters_wrap_up() {
  return agent_enters(AgentEventKind::agent_wrap_up, AgentState::wrap_up, EventCause::normal_clearing);
}

// A caller from outside, 0301234567 on the line T1, to the group sales.
inline cti::CallInfo outside_call(const std::string& id = "501") {
  cti::CallInfo info;
  info.call = cti::CallId{id};
  info.call_class = cti::CallClass::acd;
  info.group = sales;
  info.calling = line;
  info.calling_number = "0301234567";
  info.called = info.originally_called = pilot;
  info.trunk = line;
  return info;
}

struct Change {
  cti::DeviceId device;
  ConnectionState to;
  std::string call = {};  // of another call than the event's
};
inline cti::Event happens(CallEventKind kind, const cti::CallInfo& info, const std::vector<Change>& changes,
                          const cti::DeviceId& by = {}, EventCause cause = EventCause::none) {
  cti::CallEvent event{kind, info, {}, by, cause, {}};
  for (const Change& change : changes) {
    const cti::CallId call = change.call.empty() ? info.call : cti::CallId{change.call};
    event.changes.push_back({{call, change.device}, change.to});
  }
  return {event};
}
inline cti::Event comes_in() {
  return happens(CallEventKind::originated, outside_call(), {{line, ConnectionState::connected}}, line,
                 EventCause::new_call);
}
inline cti::Event waits() {
  cti::CallInfo info = outside_call();
  info.position = 1;
  return happens(CallEventKind::queued, info, {{pilot, ConnectionState::queued}}, pilot, EventCause::new_call);
}
inline cti::Event rings() {
  return happens(CallEventKind::delivered, outside_call(),
                 {{pilot, ConnectionState::null}, {phone, ConnectionState::alerting}}, phone, EventCause::distributed);
}
inline cti::Event answered() {
  return happens(CallEventKind::established, outside_call(), {{phone, ConnectionState::connected}}, phone,
                 EventCause::answered);
}
inline cti::Event hangs_up(const cti::DeviceId& by) {
  const cti::DeviceId& other = by == phone ? line : phone;
  return happens(CallEventKind::connection_cleared, outside_call(),
                 {{by, ConnectionState::null}, {other, ConnectionState::null}}, by, EventCause::normal_clearing);
}

inline cti::Request request_of(RequestKind kind) {
  cti::Request request;
  request.kind = kind;
  request.agent = ann;
  request.address = desk;
  request.group = sales;
  request.connection = cti::ConnectionId{cti::CallId{"501"}, phone};
  return request;
}

inline cti::Result refusal(RefusalCause cause) {
  cti::Result result;
  result.outcome = cti::Outcome::refused;
  result.cause = cause;
  return result;
}

}  // namespace acdloop::csta_xml::test
