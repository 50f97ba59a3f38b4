// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/protocol.hpp"

#include <cstdio>
#include <utility>

#include "drivers/system_oai/dissector.hpp"

namespace acdloop::system_oai {
namespace {

Settings settings_for(cti::Framing framing) {
  Settings settings;
  settings.framing = framing == cti::Framing::serial ? Framing::serial_lines : Framing::tcp;
  return settings;
}

std::string clock_text(const CivilTime& time) {
  char text[32];
  std::snprintf(text, sizeof text, "%02d:%02d,%02d%02d%02d", time.hour, time.minute, time.month, time.day,
                time.year % 100);
  return text;
}

}  // namespace

cti::Protocol protocol() {
  const Dialect dialect;
  cti::Protocol protocol;
  protocol.id = protocol_id;
  protocol.title = "System OAI V10.20 (Mitel 5000, Inter-Tel Axxess)";
  protocol.default_port = default_port;
  protocol.capabilities = capabilities(dialect);
  protocol.dialect = behaviour(dialect);
  protocol.serial_note = "V10.20 over a serial line is ours: real switches speak V09 and older there";
  protocol.make_computing_end = [](cti::Framing framing, const cti::Naming& naming, const cti::Watch& watch) {
    return make_computing_end(settings_for(framing), naming, watch);
  };
  protocol.make_switching_end = [](cti::Framing framing, const cti::Naming& naming, const cti::Directory& directory,
                                   cti::WallClock clock) {
    return make_switching_end(settings_for(framing), naming, directory,
                              [clock = std::move(clock)](TimePoint now) { return clock_text(clock(now)); });
  };
  protocol.make_dissector = [](std::optional<cti::Framing> framing,
                               std::optional<cti::WireMessage::Direction> sent) -> std::unique_ptr<cti::Dissector> {
    std::optional<Framing> cut;
    if (framing) cut = settings_for(*framing).framing;
    return std::make_unique<Dissector>(cut, sent);
  };
  return protocol;
}

}  // namespace acdloop::system_oai
