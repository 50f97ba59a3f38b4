// SPDX-License-Identifier: Apache-2.0
// Actions on calls.
#include <utility>

#include "drivers/asterisk_ami/answers.hpp"
#include "drivers/asterisk_ami/interfaces.hpp"
#include "drivers/asterisk_ami/switching_end.hpp"

namespace acdloop::asterisk_ami {
namespace {

constexpr std::string_view originated = "Originate successfully queued";
constexpr std::int64_t longest_timeout = 86'400'000;  // ms

}  // namespace

// From a phone of the switch to whatever can be dialled there. Applications have nothing to run in.
void SwitchingEnd::originate(const Message& action, Turn turn) {
  const std::string_view channel = action["Channel"];
  const std::string_view exten = action["Exten"];
  if (channel.empty()) return refuse(action, "Channel not specified", turn);
  if (!action["Timeout"].empty() && !to_number(action["Timeout"], longest_timeout)) {
    return refuse(action, "Invalid timeout", turn);
  }
  const auto device = device_of_interface(channel);
  if (!device) return refuse(action, "Invalid channel", turn);
  if (channel == "Local/" + *device + "@" + settings_.dialect.callers_context) return call_in(*device, action, turn);
  if (!exten.empty() && (action["Context"].empty() || action["Priority"].empty())) {
    return refuse(action, "Originate with 'Exten' requires 'Context' and 'Priority'", turn);
  }
  if (!action["Priority"].empty() && !action.number("Priority")) return refuse(action, "Invalid priority", turn);
  const bool async = is_true(action["Async"]);
  const bool possible = directory_.has_station(cti::Address{*device}) && !exten.empty() && exten.size() <= 64;
  if (async) succeed(action, originated, turn);
  if (!possible) {
    cti::Result failed;
    failed.outcome = cti::Outcome::refused;
    if (async) return originate_response(action, failed, turn);
    return refuse(action, "Originate failed", turn);
  }
  cti::Request request;
  request.kind = cti::RequestKind::make_call;
  request.address = cti::Address{*device};
  request.destination = exten;
  submit(std::move(request), action, turn);
}

// Through the callers' context: its extensions are the pilots. The application, Wait, is what the caller does
// meanwhile.
void SwitchingEnd::call_in(const std::string& pilot, const Message& action, Turn turn) {
  if (!is_true(action["Async"])) return refuse(action, "Originate failed", turn);
  succeed(action, originated, turn);
  cti::Request request;
  request.kind = cti::RequestKind::make_call;
  request.destination = naming_.group_from_wire(pilot).value();
  const std::string_view shown = action["CallerID"];
  const std::size_t opens = shown.find('<');
  if (opens != shown.npos) request.calling = shown.substr(opens + 1, shown.find('>', opens) - opens - 1);
  if (request.calling.size() > cti::max_id_length) request.calling.clear();
  submit(std::move(request), action, turn);
}

void SwitchingEnd::tell_originated(Turn turn) {
  std::erase_if(originated_, [&](const auto& owed) {
    const auto& [action, result] = owed;
    const bool made = result.outcome == cti::Outcome::success && !result.connections.empty();
    if (made && writer_.channels.of(result.connections.front().first.call).empty()) return false;
    originate_response(action, result, turn);
    return true;
  });
}

void SwitchingEnd::originate_response(const Message& action, const cti::Result& result, Turn turn) {
  const bool made = result.outcome == cti::Outcome::success;
  Message message{"Event", "OriginateResponse"};
  if (!action["ActionID"].empty()) message.add("ActionID", action["ActionID"]);
  const std::vector<Channel*> channels =
      result.connections.empty() ? std::vector<Channel*>{} : writer_.channels.of(result.connections.front().first.call);
  const Channel* channel = channels.empty() ? nullptr : channels.front();
  message.add("Response", made ? "Success" : "Failure");
  message.add("Channel", channel != nullptr ? std::string_view{channel->name} : action["Channel"]);
  message.add("Context", action["Context"]).add("Exten", action["Exten"]).add("Reason", made ? "4" : "0");
  message.add("Uniqueid", channel != nullptr ? channel->unique_id : "<unknown>");
  message.add("CallerIDNum", "<unknown>").add("CallerIDName", "<unknown>");
  tell({{class_call, std::move(message)}}, turn);
}

void SwitchingEnd::hang_up(const Message& action, Turn turn) {
  const std::string_view name = action["Channel"];
  if (name.empty()) return refuse(action, "No channel specified", turn);
  if (name.starts_with('/')) {
    return refuse(action, "Regex format invalid, Channel param should be /regex/", turn);
  }
  const Channel* channel = writer_.channels.named(talking_half_of(name));
  if (channel == nullptr) return refuse(action, "No such channel", turn);
  cti::Request request;
  request.kind = cti::RequestKind::clear_connection;
  request.address = cti::Address{channel->device.id};
  request.connection = cti::ConnectionId{channel->call, channel->device};
  submit(std::move(request), action, turn);
}

// There is one dial plan only: the ringing half of a Local phone may go to the extension that answers.
void SwitchingEnd::redirect(const Message& action, Turn turn) {
  for (const char* needed : {"Channel", "Context", "Exten", "Priority"}) {
    if (action[needed].empty()) return refuse(action, std::string{needed} + " not specified", turn);
  }
  if (!action.number("Priority")) return refuse(action, "Priority is invalid", turn);
  const std::string_view name = action["Channel"];
  const Channel* channel = writer_.channels.named(talking_half_of(name));
  if (channel == nullptr) {
    return refuse(action, "Channel does not exist: " + std::string{name.substr(0, 200)}, turn);
  }
  const Dialect& dialect = settings_.dialect;
  const bool answers = is_dial_plan_half(name) && action["Context"] == dialect.local_context &&
                       !dialect.answer_extension.empty() && action["Exten"] == dialect.answer_extension;
  if (!answers) return refuse(action, "Redirect failed", turn);
  cti::Request request;
  request.kind = cti::RequestKind::answer_call;
  request.address = cti::Address{channel->device.id};
  request.connection = cti::ConnectionId{channel->call, channel->device};
  submit(std::move(request), action, turn);
}

}  // namespace acdloop::asterisk_ami
