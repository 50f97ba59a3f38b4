// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/switching_end.hpp"

#include <algorithm>
#include <utility>

#include "drivers/asterisk_ami/answers.hpp"
#include "drivers/asterisk_ami/releases.hpp"

namespace acdloop::asterisk_ami {

using Direction = cti::WireMessage::Direction;

namespace {
constexpr std::size_t most_owed = 1024;
}

SwitchingEnd::SwitchingEnd(Settings settings, cti::Naming naming, const cti::Directory& directory,
                           cti::WallClock wall_clock)
    : settings_(std::move(settings)),
      naming_(std::move(naming)),
      directory_(directory),
      epoch_(std::move(wall_clock)),
      writer_(settings_.dialect, naming_, epoch_) {}

const SwitchingEnd::ActionRow* SwitchingEnd::find_action(std::string_view name) {
  using End = SwitchingEnd;
  constexpr ClassMask reporting = class_system | class_reporting;
  static constexpr ActionRow actions[] = {
      {"Login", 0, &End::log_in, true},
      {"Challenge", 0, &End::challenge, true},
      {"Logoff", 0, &End::log_off, true},
      {"Events", 0, &End::events},
      {"Ping", 0, &End::ping},
      {"CoreStatus", reporting, &End::core_status},
      {"CoreSettings", reporting, &End::core_settings},
      {"Command", class_command, &End::command},
      {"Setvar", class_call, &End::set_variable},
      {"QueueAdd", class_agent, &End::queue_add},
      {"QueueRemove", class_agent, &End::queue_remove},
      {"QueuePause", class_agent, &End::queue_pause},
      {"QueuePenalty", class_agent, &End::queue_penalty},
      {"QueueLog", class_agent, &End::queue_log},
      {"QueueReset", 0, &End::queue_reset},
      {"QueueReload", 0, &End::queue_reload},
      {"QueueStatus", 0, &End::queue_status},
      {"QueueSummary", 0, &End::queue_summary},
      {"Originate", class_originate, &End::originate},
      {"Hangup", class_system | class_call, &End::hang_up},
      {"Redirect", class_call, &End::redirect},
  };
  const auto* row = std::ranges::find_if(actions, [&](const ActionRow& one) { return same_word(one.name, name); });
  return row == std::end(actions) ? nullptr : row;
}

void SwitchingEnd::on_open(TimePoint now, cti::EndOutput& out) {
  forget();
  open_ = true;
  opened_ = now;
  writer_.load(directory_, now);
  patience_ends_at_ = now + settings_.dialect.login_patience;
  const std::string greeting = "Asterisk Call Manager/" + std::string{ami_version(settings_.dialect.release)};
  out.send += greeting + "\r\n";
  out.messages.push_back({Direction::to_application, greeting + "\r\n", greeting});
}

void SwitchingEnd::on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) {
  while (open_ && !closing_ && !failure_) {
    auto frame = reader_.next(bytes);
    if (!frame) return;
    take(*frame, {now, out});
  }
}

void SwitchingEnd::on_closed(TimePoint now, cti::EndOutput& out) {
  if (!closing_) {
    if (auto begun = reader_.finish()) fault(begun->name, begun->text, {now, out});
  }
  forget();
}

std::optional<TimePoint> SwitchingEnd::next_wake() const { return failure_ ? failure_->first : patience_ends_at_; }

void SwitchingEnd::on_wake(TimePoint now, cti::EndOutput& out) {
  if (failure_ && now >= failure_->first) {
    send(failure_->second, {now, out});
    return close(out);
  }
  if (!patience_ends_at_ || now < *patience_ends_at_) return;
  fault("no_login", "nobody logged in within the time for it", {now, out});
  close(out);
}

void SwitchingEnd::close(cti::EndOutput& out) {
  closing_ = true;
  patience_ends_at_.reset();
  failure_.reset();
  out.close = true;
}

void SwitchingEnd::forget() {
  reader_ = FrameReader{};
  writer_.clear();
  owed_.clear();
  originated_.clear();
  last_reply_.reset();
  failure_.reset();
  patience_ends_at_.reset();
  challenge_.clear();
  open_ = closing_ = logged_in_ = false;
  mask_ = 0;
}

void SwitchingEnd::take(Frame& frame, Turn turn) {
  const bool secret = frame.message.has("Secret") || frame.message.has("Key");
  turn.out.messages.push_back({Direction::to_switch,
                               secret ? encode(without_secrets(frame.message)) : std::move(frame.bytes),
                               describe(frame.message)});
  if (frame.fault) turn.out.faults.push_back(*frame.fault);
  const std::string_view name = frame.fault ? std::string_view{frame.fault->name} : std::string_view{};
  if (name == "line_too_long") return refuse(frame.message, "Failed to parse message: line too long", turn);
  if (name == "too_many_headers") {
    return refuse(frame.message, "Too many lines in message or allocation failure", turn);
  }
  run(frame.message, turn);
}

void SwitchingEnd::run(const Message& action, Turn turn) {
  const std::string_view name = action["Action"];
  if (name.empty()) {
    fault("no_action", "a message without an action", turn);
    return refuse(action, "Missing action in request", turn);
  }
  const ActionRow* row = find_action(name);
  const bool may_now = logged_in_ || (row != nullptr && row->before_login);
  if (!may_now) return refuse(action, "Permission denied", turn);
  if (row == nullptr) {
    fault("unknown_action", std::string{name.substr(0, 40)}, turn);
    return refuse(action, unknown_command(name), turn);
  }
  if (row->needs != 0 && (row->needs & settings_.account.write) == 0) {
    return refuse(action, "Permission denied", turn);
  }
  (this->*row->run)(action, turn);
}

void SwitchingEnd::send(const Message& message, Turn turn) {
  if (noting_) last_reply_->second.push_back(message);
  std::string bytes = encode(message);
  turn.out.send += bytes;
  turn.out.messages.push_back({Direction::to_application, std::move(bytes), describe(message)});
}

void SwitchingEnd::fault(std::string name, std::string text, Turn turn) {
  turn.out.faults.push_back({std::move(name), std::move(text)});
}

Message SwitchingEnd::response(std::string_view how, std::string_view action_id, std::string_view text) {
  Message message{"Response", how};
  if (!action_id.empty()) message.add("ActionID", action_id);
  if (!text.empty()) message.add("Message", text);
  return message;
}

void SwitchingEnd::succeed(const Message& action, std::string_view text, Turn turn) {
  send(response("Success", action["ActionID"], text), turn);
}

void SwitchingEnd::refuse(const Message& action, std::string_view text, Turn turn) {
  send(response("Error", action["ActionID"], text), turn);
}

void SwitchingEnd::tell(const std::vector<Told>& events, Turn turn) {
  if (!logged_in_) return;
  const Dialect& dialect = settings_.dialect;
  for (const Told& one : events) {
    if ((one.of & mask_) == 0) continue;
    Message whole;
    for (const auto& [name, value] : one.message.headers()) {
      whole.add(name, value);
      if (whole.headers().size() > 1) continue;
      whole.add("Privilege", std::string{class_name(one.of)} + ",all");
      if (dialect.timestamp_events) whole.add("Timestamp", epoch_.with_microseconds(turn.now));
      if (!dialect.system_name.empty()) whole.add("SystemName", dialect.system_name);
    }
    send(whole, turn);
  }
}

void SwitchingEnd::submit(cti::Request request, const Message& action, Turn turn) {
  if (owed_.size() >= most_owed) return refuse(action, "Out of memory", turn);
  request.id = cti::RequestId{++last_request_};
  owed_.emplace(request.id, action);
  turn.out.requests.push_back(std::move(request));
}

void SwitchingEnd::confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  const auto found = owed_.find(result.id);
  if (found == owed_.end()) {
    // The connection is another one by now; or an answer that is said twice.
    if (!last_reply_ || last_reply_->first != result.id) return;
    for (const Message& message : last_reply_->second) send(message, turn);
    return;
  }
  const Message action = std::move(found->second);
  owed_.erase(found);
  const std::string_view name = action.name();
  last_reply_.emplace(result.id, std::vector<Message>{});
  noting_ = true;
  if (same_word(name, "Originate") && is_true(action["Async"])) {
    // Its reply went out when it was asked for.
  } else if (result.outcome == cti::Outcome::refused) {
    const bool worded = result.raw.space == "ami" && !result.raw.text.empty();
    refuse(action, worded ? result.raw.text : text_of(result.cause, find_action(name)->name), turn);
  } else if (same_word(name, "QueueStatus")) {
    list_status(action, turn);
  } else if (same_word(name, "QueueAdd")) {
    succeed(action, "Added interface to queue", turn);
  } else if (same_word(name, "QueueRemove")) {
    succeed(action, "Removed interface from queue", turn);
  } else if (same_word(name, "Hangup")) {
    succeed(action, "Channel Hungup", turn);
  } else if (same_word(name, "Redirect")) {
    succeed(action, "Redirect successful", turn);
  } else if (same_word(name, "Originate")) {
    succeed(action, "Originate successfully queued", turn);
  } else {
    const bool paused = is_true(action["Paused"]);
    succeed(action, paused ? "Interface paused successfully" : "Interface unpaused successfully", turn);
  }
  noting_ = false;
  if (same_word(name, "Originate") && is_true(action["Async"])) {
    if (originated_.size() < most_owed) originated_.emplace_back(action, result);
    tell_originated(turn);
  }
  if (same_word(name, "QueuePause") && result.outcome == cti::Outcome::success) paused(action, turn);
}

void SwitchingEnd::report(const cti::Event& event, TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  if (!open_) return;
  if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) tell(writer_.on_call(*call, now), turn);
  if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) tell(writer_.on_agent(*agent, now), turn);
  if (const auto* device = std::get_if<cti::DeviceEvent>(&event.body)) tell(writer_.on_device(*device), turn);
  tell_originated(turn);
}

std::unique_ptr<cti::SwitchingEnd> make_switching_end(Settings settings, cti::Naming naming,
                                                      const cti::Directory& directory, cti::WallClock wall_clock) {
  return std::make_unique<SwitchingEnd>(std::move(settings), std::move(naming), directory, std::move(wall_clock));
}

}  // namespace acdloop::asterisk_ami
