// SPDX-License-Identifier: Apache-2.0
// An event line as neutral events: what stands on the wire, nothing inferred, nothing repaired. Used by the computing
// end after copies were merged. Knows no link state.
#pragma once

#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/system_oai/codec.hpp"

namespace acdloop::system_oai {

// Agent, call and device events. Empty for what has no neutral word (NT, CI, ET, FW, ...) and for the XC that only
// tells who left. The line has the fields its layout demands (messages.hpp).
std::vector<cti::Event> read_event(const Fields& line, const cti::Naming& naming);

}  // namespace acdloop::system_oai
