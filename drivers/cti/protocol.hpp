// SPDX-License-Identifier: Apache-2.0
// What a protocol folder hands to the registry: what the wire is called, what it can express, how its two ends are
// made. Used by the registry, the emulator, the runner and the programs. Knows no protocol by name.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/dialect.hpp"
#include "drivers/cti/dissection.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/cti/settings.hpp"
#include "drivers/time/calendar.hpp"

namespace acdloop::cti {

// How a link carries messages: a stream that keeps connections (TCP, memory), or bare bytes as on a serial line.
enum class Framing : std::uint8_t { connection, serial };

// What the switch believes the date to be.
using WallClock = std::function<CivilTime(TimePoint)>;

struct Protocol {
  std::string_view id;     // "system-oai"
  std::string_view title;  // "System OAI V10.20 (Inter-Tel Axxess, Mitel 5000)"
  int default_port = 0;    // 0 = none is usual
  Capabilities capabilities;
  Dialect dialect;
  std::string_view serial_note;  // empty when the serial form is the vendor's own
  std::function<std::unique_ptr<ComputingEnd>(Framing, const Naming&, const Watch&)> make_computing_end;
  // The directory must outlive the end.
  std::function<std::unique_ptr<SwitchingEnd>(Framing, const Naming&, const Directory&, WallClock)> make_switching_end;
  // For captured bytes of one side, or of nobody knows which; without a framing the bytes tell it.
  std::function<std::unique_ptr<Dissector>(std::optional<Framing>, std::optional<WireMessage::Direction>)>
      make_dissector;

  // What a bench may say of this wire, word by word; empty: nothing.
  std::span<const SettingRow> settings = {};
  // This wire on that bench. Words that are not rows of `settings` are not given.
  std::function<std::expected<Protocol, SettingFault>(const SettingValues&)> on_bench = {};
  // What an operator types at the switch to do it by hand, where we cannot any more; empty: nobody knows.
  std::function<std::string(const Request&, const Naming&)> by_hand = {};
};

}  // namespace acdloop::cti
