// SPDX-License-Identifier: Apache-2.0
// What the manager core answers by itself.
#include <string>

#include "drivers/asterisk_ami/releases.hpp"
#include "drivers/asterisk_ami/switching_end.hpp"

namespace acdloop::asterisk_ami {
namespace {

std::string version_text(const Release& release) {
  return "Asterisk " + std::to_string(release.major) + "." + std::to_string(release.minor);
}

}  // namespace

void SwitchingEnd::ping(const Message& action, Turn turn) {
  Message pong = response("Success", action["ActionID"]).add("Ping", "Pong");
  send(pong.add("Timestamp", epoch_.with_microseconds(turn.now)), turn);
}

void SwitchingEnd::core_status(const Message& action, Turn turn) {
  Message status = response("Success", action["ActionID"]);
  for (const char* what : {"CoreStartup", "CoreReload"}) {
    status.add(std::string{what} + "Date", epoch_.date(opened_));
    status.add(std::string{what} + "Time", epoch_.time_of_day(opened_));
  }
  status.add("CoreCurrentCalls", static_cast<std::int64_t>(writer_.channels.calls()));
  send(status.add("CoreProcessedCalls", static_cast<std::int64_t>(writer_.channels.opened())), turn);
}

void SwitchingEnd::core_settings(const Message& action, Turn turn) {
  const Dialect& dialect = settings_.dialect;
  Message all = response("Success", action["ActionID"]);
  all.add("AMIversion", ami_version(dialect.release));
  all.add("AsteriskVersion", version_text(dialect.release).substr(9));
  all.add("SystemName", dialect.system_name).add("CoreMaxCalls", "0").add("CoreMaxLoadAvg", "0.000000");
  all.add("CoreRunUser", "asterisk").add("CoreRunGroup", "asterisk").add("CoreMaxFilehandles", "0");
  all.add("CoreRealTimeEnabled", "No").add("CoreCDRenabled", "Yes").add("CoreHTTPenabled", "No");
  if (has(dialect.release, Feature::sounds_search_dir)) all.add("SoundsSearchCustomDir", "No");
  send(all, turn);
}

// One command is known; every other is none.
void SwitchingEnd::command(const Message& action, Turn turn) {
  const std::string_view text = action["Command"].substr(0, 200);
  const std::string output = text == "core show version"
                                 ? version_text(settings_.dialect.release)
                                 : "No such command '" + std::string{text} + "' (type 'core show help' for others)";
  if (has(settings_.dialect.release, Feature::output_lines)) {
    send(response("Success", action["ActionID"], "Command output follows").add("Output", output), turn);
    return;
  }
  // Until 13 the output stands there as it is, which no header can be.
  Message follows = Message{"Response", "Follows"}.add("Privilege", "Command");
  if (!action["ActionID"].empty()) follows.add("ActionID", action["ActionID"]);
  std::string bytes = encode(follows);
  bytes.resize(bytes.size() - 2);
  bytes += output + "\n--END COMMAND--\r\n\r\n";
  turn.out.send += bytes;
  turn.out.messages.push_back({cti::WireMessage::Direction::to_application, bytes, describe(follows)});
}

// Nothing reads the variables of a dial plan that is not there.
void SwitchingEnd::set_variable(const Message& action, Turn turn) {
  if (action["Variable"].empty()) return refuse(action, "No variable specified", turn);
  const std::string_view channel = action["Channel"];
  if (!channel.empty() && writer_.channels.named(channel) == nullptr) {
    return refuse(action, "No such channel", turn);
  }
  succeed(action, "Variable Set", turn);
}

}  // namespace acdloop::asterisk_ami
