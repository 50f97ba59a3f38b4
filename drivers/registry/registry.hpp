// SPDX-License-Identifier: Apache-2.0
// The list of protocols: what each is called, what it can express, and how its ends are made. Used by the emulator,
// the runner and the programs. A new protocol adds its folder and its name in registry.cpp, nothing else.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/dialect.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/time/calendar.hpp"

namespace acdloop::registry {

// How a link carries messages: a stream that keeps connections (TCP, memory), or bare bytes as on a serial line.
enum class Framing : std::uint8_t { connection, serial };

// What the switch believes the date to be.
using WallClock = std::function<CivilTime(TimePoint)>;

struct Protocol {
  std::string_view id;     // "system-oai"
  std::string_view title;  // "System OAI V10.20 (Inter-Tel Axxess, Mitel 5000)"
  int default_port = 0;    // 0 = none is usual
  cti::Capabilities capabilities;
  cti::Dialect dialect;
  std::string_view serial_note;  // empty when the serial form is the vendor's own
  std::function<std::unique_ptr<cti::ComputingEnd>(Framing, const cti::Naming&, const cti::Watch&)> make_computing_end;
  // The directory must outlive the end.
  std::function<std::unique_ptr<cti::SwitchingEnd>(Framing, const cti::Naming&, const cti::Directory&, WallClock)>
      make_switching_end;
};

std::span<const Protocol> protocols();
const Protocol* find_protocol(std::string_view id);

}  // namespace acdloop::registry
