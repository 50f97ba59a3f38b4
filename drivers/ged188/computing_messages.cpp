// SPDX-License-Identifier: Apache-2.0
// What the server says: confirmations by InvokeID, events, failures.
#include <iterator>
#include <utility>

#include "drivers/ged188/causes.hpp"
#include "drivers/ged188/computing_end.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {

using Direction = cti::WireMessage::Direction;

void ComputingEnd::take_frame(Frame& frame, Turn turn) {
  if (frame.fault) {
    turn.out.violation({frame.fault->name, frame.fault->text});
    return die("the byte stream cannot be read on", turn);
  }
  const int version = settings_.dialect.version;
  const std::string_view name = message_name(frame.type);
  if (!name.empty() && layouts_of(frame.type, version).empty()) {  // assigned, and of no use here
    std::string bytes = with_header(frame.type, frame.body);
    turn.out.messages.push_back({Direction::to_application, std::move(bytes), std::string{name}});
    return;
  }
  const auto message = decode(frame.type, frame.body, version, Unknown::skip);
  turn.out.messages.push_back({Direction::to_application, with_header(frame.type, frame.body),
                               message ? describe(*message) : std::string{name} + " (damaged)"});
  if (!message) return turn.out.violation({message.error().name, message.error().text});
  if (message->layout().sender == Sender::client) {
    return turn.out.violation({"message_of_a_client", std::string{name}});
  }
  if (message->layout().find("MonitorID") && message->layout().find("InvokeID") == std::nullopt) {
    if (is_repetition(frame.body)) turn.out.say(cti::LinkEventKind::duplicate_message, std::string{name});
    if (is_copy(frame.body)) return;
  } else {
    last_event_.clear();
  }
  take_message(*message, turn);
}

// The same monitor, and nothing in between.
bool ComputingEnd::is_repetition(const std::string& body) const {
  constexpr std::size_t monitor_bytes = 4;
  return peek_first(body) == last_monitor_ && body.size() > monitor_bytes &&
         std::string_view{body}.substr(monitor_bytes) == last_event_;
}

// Several monitors of one client tell the same event once each, MonitorID apart.
bool ComputingEnd::is_copy(const std::string& body) {
  constexpr std::size_t monitor_bytes = 4;
  const std::uint32_t monitor = peek_first(body).value_or(0);
  const bool copy = monitor != last_monitor_ && body.size() > monitor_bytes &&
                    std::string_view{body}.substr(monitor_bytes) == last_event_;
  last_monitor_ = monitor;
  last_event_ = body.substr(std::min(monitor_bytes, body.size()));
  return copy;
}

void ComputingEnd::take_message(const Message& message, Turn turn) {
  if (message.type() == type::failure_event) return take_failure_event(message, turn);
  if (message.layout().find("InvokeID")) return take_answer(message, turn);
  if (phase_ == Phase::opening) return turn.out.violation({"event_before_open", std::string{message.layout().name}});
  take_event(message, turn);
}

void ComputingEnd::take_event(const Message& message, Turn turn) {
  if (message.type() == type::system_event) {
    const std::uint32_t id = message["SystemEventID"];
    if (id == system_event::peripheral_offline || id == system_event::gateway_offline ||
        id == system_event::server_offline) {
      turn.out.say(cti::LinkEventKind::monitors_lost, "system event " + std::to_string(id));
    }
  }
  std::vector<cti::Event> events = events_.read(message);
  std::move(events.begin(), events.end(), std::back_inserter(turn.out.events));
  if (message.type() == type::agent_state) go_on_with_log_offs(turn);
}

void ComputingEnd::take_failure_event(const Message& message, Turn turn) {
  const std::string text = "FAILURE_EVENT " + std::to_string(message["Status"]);
  if (phase_ == Phase::opening) {
    turn.out.say(cti::LinkEventKind::association_refused, text, cause_of({false, message["Status"]}));
    turn.out.close = true;
    return fail_everything(turn);
  }
  die(text, turn);
}

void ComputingEnd::take_answer(const Message& message, Turn turn) {
  const std::uint32_t invoke = message["InvokeID"];
  const std::string text{message.layout().name};
  const Owed* found = window_.find(invoke);
  if (found != nullptr && !is_failure(message) && message.type() != found->note.type + 1) {
    return turn.out.violation({"confirmation_of_another_request", text});
  }
  if (auto stale = window_.stale(invoke, text)) return turn.out.events.push_back(*std::move(stale));
  if (found == nullptr) return turn.out.violation({"confirmation_not_owed", text});
  const Owed owed = window_.settle(invoke);
  if (owed.note.type == type::open_req) return take_open_answer(message, turn);
  switch (owed.note.step) {
    case Step::heartbeat:
      heartbeats_owed_ = 0;
      if (is_failure(message)) die("the server is off-line: it refused a heartbeat", turn);
      return;
    case Step::calls_at_device:
      return take_calls(owed, message, turn);
    case Step::call:
      return take_call(owed, message, turn);
    case Step::state_before_log_off:
    case Step::not_ready_before_log_off:
      take_log_off_step(owed, message, turn);
      return pump(turn);
    case Step::log_off:
    case Step::ready_again:
      take_log_off_answer(owed, message, turn);
      return pump(turn);
    case Step::whole:
      give(read_confirmation(context(), owed.request, message), turn);
      return pump(turn);
  }
}

}  // namespace acdloop::ged188
