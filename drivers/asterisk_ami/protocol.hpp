// SPDX-License-Identifier: Apache-2.0
// Asterisk Manager Interface over TCP: the two ends of one link. Used by the registry, the emulator and attachments.
// Knows neither sockets nor the ACD model: bytes and time in, bytes and neutral values out.
#pragma once

#include <memory>
#include <string>

#include "drivers/asterisk_ami/dialect.hpp"
#include "drivers/asterisk_ami/event_mask.hpp"
#include "drivers/cti/capability.hpp"
#include "drivers/cti/dialect.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/cti/protocol.hpp"

namespace acdloop::asterisk_ami {

inline constexpr const char* protocol_id = "asterisk-ami";
inline constexpr int default_port = 5038;

// One section of manager.conf.
struct Account {
  std::string user = "acdloop";
  std::string secret = "acdloop";  // never printed
  ClassMask read = every_class;    // which events it may be told
  ClassMask write = every_class;   // which actions it may ask for
};

struct Settings {
  Dialect dialect;
  Account account;
  // The application waits for the switch's greeting. False on a bare line, where it may have come before anybody
  // listened.
  bool awaits_greeting = true;
};

// The application's end: login, events, the members there are, then link_up.
std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch);

// The switch's end. `directory` must outlive it; the account of `settings` is the one that may log in.
std::unique_ptr<cti::SwitchingEnd> make_switching_end(Settings settings, cti::Naming naming,
                                                      const cti::Directory& directory, cti::WallClock wall_clock);

// How this wire must be read.
cti::Dialect behaviour(const Dialect& dialect);

// What this wire can express, as the emulator speaks it.
cti::Capabilities capabilities(const Dialect& dialect);

// The wire as a bench file describes it (bench_settings.hpp).
cti::Protocol protocol_with(const Settings& settings);
// The entry of the registry.
cti::Protocol protocol();

}  // namespace acdloop::asterisk_ami
