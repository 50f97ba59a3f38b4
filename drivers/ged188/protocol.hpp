// SPDX-License-Identifier: Apache-2.0
// GED-188, the message protocol of Cisco's CTI Server (ICM, Unified CCE): the two ends of one session. Used by the
// registry, the emulator and attachments. Knows neither sockets nor the ACD model: bytes and time in, values out.
#pragma once

#include <memory>
#include <string>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/dialect.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/cti/protocol.hpp"
#include "drivers/ged188/dialect.hpp"

namespace acdloop::ged188 {

inline constexpr const char* protocol_id = "ged188";
inline constexpr int default_port = 42027;  // side A, instance 0, without TLS (Port Utilization Guide 12.5)

struct Settings {
  Dialect dialect;
  std::string client_id = "acdloop";
  std::string password;  // never printed
};

// The application's end: opens a session for all events with client control, then reports link_up.
std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch);

// The server's end. `directory` must outlive it; the password of `settings` is the one it demands.
std::unique_ptr<cti::SwitchingEnd> make_switching_end(Settings settings, cti::Naming naming,
                                                      const cti::Directory& directory, cti::WallClock clock);

// How this wire must be read.
cti::Dialect behaviour(const Dialect& dialect);
// What this wire can express, as the emulator speaks it.
cti::Capabilities capabilities(const Dialect& dialect);

// The entry of the registry.
cti::Protocol protocol();

}  // namespace acdloop::ged188
