// SPDX-License-Identifier: Apache-2.0
// CSTA events as neutral ones: what was on the wire, nothing more. Used by the computing end.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drivers/csta_xml/element.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/naming.hpp"

namespace acdloop::csta_xml {

struct ReaderContext {
  const cti::Naming& naming;
  const std::set<std::string, std::less<>>& stations;  // devices known to be stations, as the wire names them
};

struct EventReading {
  std::vector<cti::Event> events;       // empty for an event without a neutral word
  std::optional<cti::WireFault> fault;  // unknown_event, malformed_event: no events; unknown_value: read all the same
};

EventReading read_event(const Element& event, const ReaderContext& context);

}  // namespace acdloop::csta_xml
