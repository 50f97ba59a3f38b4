// SPDX-License-Identifier: Apache-2.0
// CSTA Phase III in XML (ECMA-323) over TCP: the two ends of one link. Used by the registry, the emulator and
// attachments. Knows neither sockets nor the ACD model: bytes and time in, bytes and neutral values out.
#pragma once

#include <memory>
#include <string>

#include "drivers/csta_xml/dialect.hpp"
#include "drivers/cti/capability.hpp"
#include "drivers/cti/dialect.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/cti/protocol.hpp"

namespace acdloop::csta_xml {

inline constexpr const char* protocol_id = "csta-xml";
inline constexpr int default_port = 8800;  // OpenScape Office MX; no port is registered

struct Settings {
  Dialect dialect;
  std::string user;
  std::string password;  // never printed
  std::string application_id = "acdsim";
};

// The application's end: session, system status, one monitor for each address and group of `watch`, then link_up.
std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch);

// The switch's end. `directory` must outlive it; user and password of `settings` are those it demands.
std::unique_ptr<cti::SwitchingEnd> make_switching_end(Settings settings, cti::Naming naming,
                                                      const cti::Directory& directory);

// How this wire must be read.
cti::Dialect behaviour(const Dialect& dialect);

// What this wire can express, as the emulator speaks it.
cti::Capabilities capabilities(const Dialect& dialect);

// The entry of the registry.
cti::Protocol protocol();

}  // namespace acdloop::csta_xml
