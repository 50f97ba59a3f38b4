// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/protocol.hpp"

#include <utility>

#include "drivers/ged188/dissector.hpp"

namespace acdloop::ged188 {

cti::Protocol protocol() {
  const Dialect dialect;
  cti::Protocol protocol;
  protocol.id = protocol_id;
  protocol.title = "GED-188 version 20 (Cisco CTI Server of ICM and Unified CCE)";
  protocol.default_port = default_port;
  protocol.capabilities = capabilities(dialect);
  protocol.dialect = behaviour(dialect);
  protocol.serial_note = "GED-188 over a serial line is ours: real servers speak TCP only";
  protocol.make_computing_end = [](cti::Framing, const cti::Naming& naming, const cti::Watch& watch) {
    return make_computing_end({}, naming, watch);
  };
  protocol.make_switching_end = [](cti::Framing, const cti::Naming& naming, const cti::Directory& directory,
                                   cti::WallClock clock) {
    return make_switching_end({}, naming, directory, std::move(clock));
  };
  protocol.make_dissector = [](std::optional<cti::Framing>,
                               std::optional<cti::WireMessage::Direction> sent) -> std::unique_ptr<cti::Dissector> {
    return std::make_unique<Dissector>(sent);
  };
  return protocol;
}

}  // namespace acdloop::ged188
