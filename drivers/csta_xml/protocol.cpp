// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/protocol.hpp"

#include "drivers/csta_xml/dissector.hpp"

namespace acdloop::csta_xml {

cti::Protocol protocol() {
  const Dialect dialect;
  cti::Protocol protocol;
  protocol.id = protocol_id;
  protocol.title = "CSTA Phase III XML (ECMA-323)";
  protocol.default_port = default_port;
  protocol.capabilities = capabilities(dialect);
  protocol.dialect = behaviour(dialect);
  protocol.serial_note = "CSTA XML over a serial line is ours: no switch is known to speak it there";
  protocol.make_computing_end = [](cti::Framing, const cti::Naming& naming, const cti::Watch& watch) {
    return make_computing_end(Settings{}, naming, watch);
  };
  protocol.make_switching_end = [](cti::Framing, const cti::Naming& naming, const cti::Directory& directory,
                                   const cti::WallClock&) { return make_switching_end(Settings{}, naming, directory); };
  protocol.make_dissector = [](std::optional<cti::Framing>,
                               std::optional<cti::WireMessage::Direction> sent) -> std::unique_ptr<cti::Dissector> {
    return std::make_unique<Dissector>(sent);
  };
  return protocol;
}

}  // namespace acdloop::csta_xml
