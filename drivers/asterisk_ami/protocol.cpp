// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/protocol.hpp"

#include "drivers/asterisk_ami/dissector.hpp"

namespace acdloop::asterisk_ami {

cti::Protocol protocol() {
  const Dialect dialect;
  cti::Protocol protocol;
  protocol.id = protocol_id;
  protocol.title = "Asterisk Manager Interface (app_queue of Asterisk 22)";
  protocol.default_port = default_port;
  protocol.capabilities = capabilities(dialect);
  protocol.dialect = behaviour(dialect);
  protocol.serial_note = "AMI over a serial line is ours: Asterisk speaks it over TCP alone";
  protocol.make_computing_end = [](cti::Framing, const cti::Naming& naming, const cti::Watch& watch) {
    return make_computing_end(Settings{}, naming, watch);
  };
  protocol.make_switching_end = [](cti::Framing, const cti::Naming& naming, const cti::Directory& directory,
                                   const cti::WallClock& clock) {
    return make_switching_end(Settings{}, naming, directory, clock);
  };
  protocol.make_dissector = [](std::optional<cti::Framing>,
                               std::optional<cti::WireMessage::Direction> sent) -> std::unique_ptr<cti::Dissector> {
    return std::make_unique<Dissector>(sent);
  };
  return protocol;
}

}  // namespace acdloop::asterisk_ami
