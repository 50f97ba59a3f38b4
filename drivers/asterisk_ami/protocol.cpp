// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/protocol.hpp"

#include "drivers/asterisk_ami/bench_settings.hpp"
#include "drivers/asterisk_ami/dissector.hpp"

namespace acdloop::asterisk_ami {

cti::Protocol protocol_with(const Settings& settings) {
  cti::Protocol protocol;
  protocol.id = protocol_id;
  protocol.title = "Asterisk Manager Interface (app_queue of Asterisk 22)";
  protocol.default_port = default_port;
  protocol.capabilities = capabilities(settings.dialect);
  protocol.dialect = behaviour(settings.dialect);
  protocol.serial_note = "AMI over a serial line is ours: Asterisk speaks it over TCP alone";
  protocol.make_computing_end = [settings](cti::Framing framing, const cti::Naming& naming, const cti::Watch& watch) {
    Settings own = settings;
    own.awaits_greeting = framing == cti::Framing::connection;
    return make_computing_end(own, naming, watch);
  };
  protocol.make_switching_end = [settings](cti::Framing, const cti::Naming& naming, const cti::Directory& directory,
                                           const cti::WallClock& clock) {
    return make_switching_end(settings, naming, directory, clock);
  };
  protocol.make_dissector = [](std::optional<cti::Framing>,
                               std::optional<cti::WireMessage::Direction> sent) -> std::unique_ptr<cti::Dissector> {
    return std::make_unique<Dissector>(sent);
  };
  protocol.settings = setting_rows();
  protocol.on_bench = [](const cti::SettingValues& values) -> std::expected<cti::Protocol, cti::SettingFault> {
    const auto settings = settings_from(values);
    if (!settings) return std::unexpected(settings.error());
    return protocol_with(*settings);
  };
  protocol.by_hand = [dialect = settings.dialect](const cti::Request& request, const cti::Naming& naming) {
    return command_of(request, dialect, naming);
  };
  return protocol;
}

cti::Protocol protocol() { return protocol_with(Settings{}); }

}  // namespace acdloop::asterisk_ami
