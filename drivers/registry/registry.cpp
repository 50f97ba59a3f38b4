// SPDX-License-Identifier: Apache-2.0
#include "drivers/registry/registry.hpp"

#include <cstdio>
#include <utility>
#include <vector>

#include "drivers/system_oai/protocol.hpp"

namespace acdloop::registry {
namespace {

system_oai::Settings oai_settings(Framing framing) {
  system_oai::Settings settings;
  settings.framing = framing == Framing::serial ? system_oai::Framing::serial_lines : system_oai::Framing::tcp;
  return settings;
}

std::string oai_clock(const CivilTime& time) {
  char text[32];
  std::snprintf(text, sizeof text, "%02d:%02d,%02d%02d%02d", time.hour, time.minute, time.month, time.day,
                time.year % 100);
  return text;
}

Protocol make_system_oai() {
  Protocol protocol;
  const system_oai::Dialect dialect;
  protocol.id = system_oai::protocol_id;
  protocol.title = "System OAI V10.20 (Mitel 5000, Inter-Tel Axxess)";
  protocol.default_port = system_oai::default_port;
  protocol.capabilities = system_oai::capabilities(dialect);
  protocol.dialect = system_oai::behaviour(dialect);
  protocol.serial_note = "V10.20 over a serial line is ours: real switches speak V09 and older there";
  protocol.make_computing_end = [](Framing framing, const cti::Naming& naming, const cti::Watch& watch) {
    return system_oai::make_computing_end(oai_settings(framing), naming, watch);
  };
  protocol.make_switching_end = [](Framing framing, const cti::Naming& naming, const cti::Directory& directory,
                                   WallClock clock) {
    return system_oai::make_switching_end(oai_settings(framing), naming, directory,
                                          [clock = std::move(clock)](TimePoint now) { return oai_clock(clock(now)); });
  };
  return protocol;
}

}  // namespace

std::span<const Protocol> protocols() {
  static const std::vector<Protocol> all = {make_system_oai()};
  return all;
}

const Protocol* find_protocol(std::string_view id) {
  for (const Protocol& protocol : protocols()) {
    if (protocol.id == id) return &protocol;
  }
  return nullptr;
}

}  // namespace acdloop::registry
