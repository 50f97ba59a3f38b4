// SPDX-License-Identifier: Apache-2.0
// System OAI (Inter-Tel Axxess, Mitel 5000): the two ends of one link. Used by the registry, the emulator and
// attachments. Knows neither sockets nor the ACD model: bytes and time in, bytes and neutral values out.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/dialect.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/cti/protocol.hpp"
#include "drivers/system_oai/dialect.hpp"

namespace acdloop::system_oai {

inline constexpr const char* protocol_id = "system-oai";
inline constexpr int default_port = 4000;  // Mitel 5000 Installation Manual, table B-1

struct Settings {
  Dialect dialect;
  Framing framing = Framing::tcp;
  std::string password;  // never printed
  std::string application_name = "acdsim";
};

// "09:00,012626": hours and minutes, month day year, as RS prints them.
using ClockOfDay = std::function<std::string(TimePoint)>;

// The application's end. Logs in (TCP), starts one monitor per address and group of `watch`, then reports link_up.
std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch);

// The switch's end. `directory` must outlive it; the password of `settings` is the one it demands.
std::unique_ptr<cti::SwitchingEnd> make_switching_end(Settings settings, cti::Naming naming,
                                                      const cti::Directory& directory, ClockOfDay clock_of_day);

// How this wire must be read (System OAI Toolkit Specifications Manual 10.20).
cti::Dialect behaviour(const Dialect& dialect);

// The entry of the registry.
cti::Protocol protocol();

// What this wire can express, as the emulator speaks it; a bench switch may have less (wrap-up-none, serial-link).
cti::Capabilities capabilities(const Dialect& dialect);

}  // namespace acdloop::system_oai
