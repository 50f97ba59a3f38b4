// SPDX-License-Identifier: Apache-2.0
// Neutral reports to event lines: one copy per matching monitor, each with its cross reference and the connection
// state at the monitored device. Used by the switching end. Lines come without sequence number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/system_oai/agent_modes.hpp"
#include "drivers/system_oai/call_table.hpp"
#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/dialect.hpp"
#include "drivers/system_oai/monitors.hpp"

namespace acdloop::system_oai {

// The parts of the switching end that events are written from.
struct EventContext {
  const Dialect& dialect;
  const cti::Naming& naming;
  const cti::Directory& directory;
  const Monitors& monitors;
  const CallTable& calls;
  const AgentModes& modes;
};

// After CallTable::apply of the same event. Far or alerting device first, as in the manual's examples.
std::vector<Fields> call_lines(const EventContext& context, const cti::CallEvent& event, TimePoint now);
// LN and LF: monitors on station, agent and group.
std::vector<Fields> log_lines(const EventContext& context, const cti::AgentEvent& event);
// RY, NRY or WNR: monitors on station and agent.
std::vector<Fields> mode_lines(const EventContext& context, const cti::AgentId& agent, Mode mode);
// What a resync tells of one device under `resync_code`, RD excluded (System OAI Toolkit Specifications Manual, _MS
// type 5 and _RR). `device` is a wire id.
std::vector<Fields> resync_lines(const EventContext& context, const std::string& device, std::string_view resync_code);

}  // namespace acdloop::system_oai
