// SPDX-License-Identifier: Apache-2.0
// What happened in the switch, as CSTA events: which elements, and at whose monitors. Used by the switching end.
#pragma once

#include <string>
#include <vector>

#include "drivers/csta_xml/call_parties.hpp"
#include "drivers/csta_xml/dialect.hpp"
#include "drivers/csta_xml/element.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/naming.hpp"

namespace acdloop::csta_xml {

// An event for the monitors on one device. Its first child, monitorCrossRefID, is still empty.
struct Told {
  std::string object;
  Element event;
};

struct EventContext {
  const Dialect& dialect;
  const cti::Naming& naming;
  const CallParties& calls;  // as they are after the event
};

// `before`: everybody who was in the calls that the event is about. `handed_on`: who was in the call that is joined to
// the other (transfer, conference).
std::vector<Told> call_events(const EventContext& context, const cti::CallEvent& event,
                              const CallParties::States& before, const CallParties::States& handed_on);
std::vector<Told> agent_events(const EventContext& context, const cti::AgentEvent& event);
std::vector<Told> device_events(const EventContext& context, const cti::DeviceEvent& event);

}  // namespace acdloop::csta_xml
