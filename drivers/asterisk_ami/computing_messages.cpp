// SPDX-License-Identifier: Apache-2.0
// What the switch says: replies and lists by their ActionID, events.
#include <limits>
#include <utility>

#include "drivers/asterisk_ami/answers.hpp"
#include "drivers/asterisk_ami/computing_end.hpp"

namespace acdloop::asterisk_ami {

using Direction = cti::WireMessage::Direction;

namespace {

constexpr std::size_t most_members = 10'000;  // of one list
constexpr std::size_t most_told = 80;         // bytes of a message, in a report of it

std::optional<std::int64_t> id_of(const Message& message) {
  return to_number(message["ActionID"], std::numeric_limits<std::uint32_t>::max());
}

// "1795167019.123456"; releases from 1.8 on tell it.
std::optional<std::int64_t> nanoseconds_in(std::string_view timestamp) {
  const std::size_t dot = timestamp.find('.');
  const auto seconds = to_number(timestamp.substr(0, dot), 9'000'000'000);
  if (!seconds || dot == timestamp.npos || timestamp.size() != dot + 7) return std::nullopt;
  const auto microseconds = to_number(timestamp.substr(dot + 1), 999'999);
  if (!microseconds) return std::nullopt;
  return *seconds * 1'000'000'000 + *microseconds * 1'000;
}

}  // namespace

void ComputingEnd::take(Frame& frame, Turn turn) {
  turn.out.messages.push_back({Direction::to_application, std::move(frame.bytes), describe(frame.message)});
  if (frame.fault) {
    turn.out.violation(*frame.fault);
    if (frame.fault->name != "not_a_header") return;  // what was lost may have been anything
  }
  if (phase_ == Phase::greeting) return greeted(frame.message, turn);
  if (frame.greeting) return;  // on a bare line: the login is under way
  switch (frame.message.kind()) {
    case MessageKind::response:
      return take_response(frame.message, turn);
    case MessageKind::event:
      return take_event(frame.message, turn);
    case MessageKind::action:
    case MessageKind::other:
      turn.out.violation({"neither_reply_nor_event", describe(frame.message).substr(0, most_told)});
  }
}

bool ComputingEnd::is_awaited(std::optional<std::int64_t> id, const Message& message, Turn turn) {
  const std::string text = describe(message).substr(0, most_told);
  if (id) {
    const auto number = static_cast<std::uint32_t>(*id);
    const Window::Owed* owed = window_.find(number);
    if (owed != nullptr && !owed->abandoned) return true;
    // A list that nobody waits for is told once, not with each item.
    const bool first_word = owed != nullptr || message.kind() == MessageKind::response;
    if (auto stale = window_.stale(number, text)) {
      answers_.erase(number);
      if (first_word) turn.out.events.push_back(*std::move(stale));
      return false;
    }
  }
  turn.out.violation({"response_not_owed", text});
  return false;
}

void ComputingEnd::take_response(const Message& reply, Turn turn) {
  const auto id = id_of(reply);
  if (is_awaited(id, reply, turn)) take_reply(static_cast<std::uint32_t>(*id), reply, turn);
}

void ComputingEnd::take_reply(std::uint32_t id, const Message& reply, Turn turn) {
  const Note note = window_.find(id)->note;
  const bool good = same_word(reply.name(), "Success");
  if (note.purpose == Purpose::request) return take_answer(id, note.action, reply, turn);
  if (note.purpose == Purpose::members) {
    return good ? void() : die("the members could not be listed: " + std::string{reply["Message"]}, turn);
  }
  window_.settle(id);
  answers_.erase(id);
  if (note.purpose == Purpose::keep_alive) {
    dead_at_.reset();
  } else if (note.purpose == Purpose::challenge && good) {
    log_in(reply["Challenge"], turn);
  } else {
    logged_in(reply, turn);
  }
}

void ComputingEnd::take_answer(std::uint32_t id, const std::string& action, const Message& reply, Turn turn) {
  Answer& answer = answers_[id];
  if (!same_word(reply.name(), "Success")) {
    answer.result.outcome = cti::Outcome::refused;
    answer.result.raw = {"ami", 0, std::string{reply["Message"].substr(0, 200)}};
    answer.result.cause = cause_of(reply["Message"]);
    return finish(id, std::move(answer.result), turn);
  }
  if (action == "Ping") answer.result.clock = nanoseconds_in(reply["Timestamp"]);
  const bool goes_on = action == "QueueStatus" || action == "Originate";
  if (goes_on && !(answer.ping_sent && reply.has("Ping"))) {
    if (std::exchange(answer.granted, true)) {
      turn.out.say(cti::LinkEventKind::duplicate_message, describe(reply).substr(0, most_told), {}, answer.result.id);
    }
    return;
  }
  // A queue that is there is listed, whoever is in it; of one that is not, nothing is said but an empty list.
  if (window_.find(id)->request.kind == cti::RequestKind::query_group && !answer.queue_exists) {
    answer.result.outcome = cti::Outcome::refused;
    answer.result.cause = cti::RefusalCause::invalid_group;
  }
  finish(id, std::move(answer.result), turn);
}

void ComputingEnd::take_event(const Message& event, Turn turn) {
  if (const auto number = id_of(event)) {
    const auto id = static_cast<std::uint32_t>(*number);
    const std::string_view name = event.name();
    if (same_word(name, "OriginateResponse") && window_.find(id) == nullptr) return;  // of somebody else
    if (!is_awaited(number, event, turn)) return;
    if (same_word(name, "QueueStatusComplete")) return list_ended(id, turn);
    if (same_word(name, "OriginateResponse")) return originated(id, event, turn);
    return take_item(id, event);
  }
  if (phase_ != Phase::up && phase_ != Phase::looking) return;
  std::vector<cti::Event> said = events_.read(event);
  if (!events_.fault().empty()) turn.out.violation({"unusable_event", events_.fault()});
  for (cti::Event& one : said) turn.out.events.push_back(std::move(one));
}

void ComputingEnd::take_item(std::uint32_t id, const Message& item) {
  Answer& answer = answers_[id];
  if (same_word(item.name(), "QueueParams")) answer.queue_exists = true;
  if (!same_word(item.name(), "QueueMember")) return;
  auto report = events_.member(item);
  if (report && answer.result.agents.size() < most_members) answer.result.agents.push_back(*std::move(report));
}

// What happened while the list was made comes after it: the answer waits until a Ping has come back behind that.
void ComputingEnd::list_ended(std::uint32_t id, Turn turn) {
  Answer& answer = answers_[id];
  if (window_.find(id)->note.purpose == Purpose::members) {
    for (const cti::AgentStateReport& member : answer.result.agents) {
      turn.out.events.push_back({cti::AgentEvent{cti::AgentEventKind::agent_logged_on, member, {}}});
    }
    window_.settle(id);
    answers_.erase(id);
    return looked(turn);
  }
  if (!answer.granted || std::exchange(answer.ping_sent, true)) return;
  send(Message{"Action", "Ping"}.add("ActionID", std::to_string(id)), turn);
}

void ComputingEnd::originated(std::uint32_t id, const Message& event, Turn turn) {
  const Window::Owed& owed = *window_.find(id);
  if (owed.note.action != "Originate") return;
  cti::Result result = answers_[id].result;
  if (!same_word(event["Response"], "Success")) {
    result.outcome = cti::Outcome::refused;
    result.cause = cti::RefusalCause::generic;
    result.raw = {"ami", event.number("Reason").value_or(0), "OriginateResponse"};
  } else if (const cti::ConnectionId made = events_.made_by(event, owed.request.address); !made.call.empty()) {
    result.connections.push_back({made, cti::ConnectionState::connected});
  }
  finish(id, std::move(result), turn);
}

void ComputingEnd::finish(std::uint32_t id, cti::Result result, Turn turn) {
  window_.settle(id);
  answers_.erase(id);
  turn.out.results.push_back(std::move(result));
  pump(turn);
}

}  // namespace acdloop::asterisk_ami
