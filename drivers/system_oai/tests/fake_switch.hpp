// SPDX-License-Identifier: Apache-2.0
// A switch for the tests of the switching end: data that a test sets, no behaviour. Neutral names are ann and sales;
// on the wire they are 2003 and 237.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "drivers/cti/naming.hpp"
#include "drivers/cti/tests/one_agent_table.hpp"

namespace acdloop::system_oai::test {

using namespace std::chrono_literals;

inline TimePoint at(Duration since_start) { return TimePoint{since_start}; }

inline const cti::AgentId ann{"ann"};
inline const cti::AcdGroupId sales{"sales"};
inline const cti::AcdGroupId support{"support"};
inline const cti::Address phone{"105"};
inline const cti::DeviceId station{"105", cti::DeviceCategory::station};
inline const cti::DeviceId colleague{"106", cti::DeviceCategory::station};
inline const cti::DeviceId trunk{"97061", cti::DeviceCategory::trunk};
inline const cti::DeviceId pilot{"sales", cti::DeviceCategory::acd_group};

inline cti::Naming naming() {
  cti::Naming names;
  names.bind(ann, "2003");
  names.bind(sales, "237");
  names.bind(support, "238");
  return names;
}

class FakeDirectory final : public cti::test::OneAgentTable {
 public:
  FakeDirectory()
      : OneAgentTable({ann,
                       "Jones, Bob",
                       phone,
                       {sales, support},
                       {sales},
                       {phone, cti::Address{"106"}, cti::Address{"107"}, cti::Address{"108"}},
                       trunk}) {}
};

// Events as a switch reports them.

inline cti::Event agent_event(cti::AgentEventKind kind, cti::AgentState state, const cti::AcdGroupId& group = sales) {
  return {cti::AgentEvent{kind, {{ann, group, phone}, {state}, cti::StateDetail::none}, cti::EventCause::none}};
}
inline cti::Event logged_on(const cti::AcdGroupId& group = sales) {
  return agent_event(cti::AgentEventKind::agent_logged_on, cti::AgentState::ready, group);
}
inline cti::Event logged_off(const cti::AcdGroupId& group = sales) {
  return agent_event(cti::AgentEventKind::agent_logged_off, cti::AgentState::null, group);
}
inline cti::Event ready(const cti::AcdGroupId& group = sales) {
  return agent_event(cti::AgentEventKind::agent_ready, cti::AgentState::ready, group);
}
inline cti::Event not_ready(const cti::AcdGroupId& group = sales) {
  return agent_event(cti::AgentEventKind::agent_not_ready, cti::AgentState::not_ready, group);
}
inline cti::Event busy(const cti::AcdGroupId& group = sales) {
  return agent_event(cti::AgentEventKind::agent_busy, cti::AgentState::busy, group);
}
inline cti::Event wrap_up(const cti::AcdGroupId& group = sales) {
  return agent_event(cti::AgentEventKind::agent_wrap_up, cti::AgentState::wrap_up, group);
}

// A caller from outside, 6025551212, to the group sales.
inline cti::CallInfo acd_call(const std::string& id) {
  cti::CallInfo info;
  info.call = cti::CallId{id};
  info.call_class = cti::CallClass::acd;
  info.group = sales;
  info.calling = trunk;
  info.calling_number = "6025551212";
  info.called = info.originally_called = pilot;
  info.trunk = trunk;
  return info;
}

inline cti::Event call_event(cti::CallEventKind kind, const cti::CallInfo& info,
                             std::vector<std::pair<cti::DeviceId, cti::ConnectionState>> changes,
                             const cti::DeviceId& by = {}, cti::EventCause cause = cti::EventCause::none) {
  cti::CallEvent event{kind, info, {}, by, cause};
  for (auto& [device, state] : changes) event.changes.push_back({{info.call, device}, state});
  return {event};
}
inline cti::Event originated(const std::string& id) {
  return call_event(cti::CallEventKind::originated, acd_call(id), {{trunk, cti::ConnectionState::connected}});
}
inline cti::Event queued(const std::string& id, int position = 1) {
  cti::CallInfo info = acd_call(id);
  info.position = position;
  return call_event(cti::CallEventKind::queued, info, {{pilot, cti::ConnectionState::queued}}, {},
                    cti::EventCause::no_available_agents);
}
inline cti::Event delivered(const std::string& id) {
  return call_event(cti::CallEventKind::delivered, acd_call(id),
                    {{pilot, cti::ConnectionState::null}, {station, cti::ConnectionState::alerting}}, {},
                    cti::EventCause::distributed);
}
inline cti::Event established(const std::string& id) {
  return call_event(cti::CallEventKind::established, acd_call(id), {{station, cti::ConnectionState::connected}},
                    station, cti::EventCause::answered);
}
inline cti::Event cleared(const std::string& id, const cti::DeviceId& by, const std::vector<cti::DeviceId>& all) {
  std::vector<std::pair<cti::DeviceId, cti::ConnectionState>> changes;
  for (const cti::DeviceId& device : all) changes.emplace_back(device, cti::ConnectionState::null);
  return call_event(cti::CallEventKind::connection_cleared, acd_call(id), changes, by,
                    cti::EventCause::normal_clearing);
}

}  // namespace acdloop::system_oai::test
