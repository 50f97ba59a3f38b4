// SPDX-License-Identifier: Apache-2.0
// The list of protocols. Used by the emulator, the runner and the programs. A new protocol is a folder and its name
// in ACDLOOP_PROTOCOLS (drivers/CMakeLists.txt), nothing else: this module is written from that list.
#pragma once

#include <span>
#include <string_view>

#include "drivers/cti/protocol.hpp"

namespace acdloop::registry {

// In the order of ACDLOOP_PROTOCOLS.
std::span<const cti::Protocol> protocols();
const cti::Protocol* find_protocol(std::string_view id);

}  // namespace acdloop::registry
