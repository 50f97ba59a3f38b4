// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/dissector.hpp"

#include <utility>

#include "drivers/bytes/dump.hpp"

namespace acdloop::asterisk_ami {
namespace {

using Direction = cti::WireMessage::Direction;

constexpr std::size_t most_value = 256;  // of one header, for people

std::string instead_of(std::string_view fault) {
  constexpr std::pair<std::string_view, std::string_view> rows[] = {
      {"line_too_long", "at most 1024 bytes a line"},
      {"too_many_headers", "at most 128 headers a message"},
      {"not_a_header", "Name: value"},
      {"truncated_message", "an empty line, which ends every message"},
  };
  for (const auto& [name, text] : rows) {
    if (name == fault) return std::string{text};
  }
  return "Action, Response or Event as the first header";
}

std::optional<Direction> direction_of(const Frame& frame) {
  if (frame.greeting) return Direction::to_application;
  switch (frame.message.kind()) {
    case MessageKind::action:
      return Direction::to_switch;
    case MessageKind::response:
    case MessageKind::event:
      return Direction::to_application;
    case MessageKind::other:
      break;
  }
  return std::nullopt;
}

std::string title_of(const Frame& frame) {
  if (frame.greeting) return "greeting";
  if (frame.message.kind() == MessageKind::response) return "Response";
  return frame.message.kind() == MessageKind::other ? "" : bytes::printable(frame.message.name(), most_value);
}

}  // namespace

std::string Dissector::instead_of_fault(const std::string& name) const { return instead_of(name); }

void Dissector::dissect(const Frame& frame, cti::Dissected& message) {
  message.title = title_of(frame);
  const Message shown = without_secrets(frame.message);
  for (const auto& [name, value] : shown.headers()) {
    message.fields.push_back({bytes::printable(name, most_value), bytes::printable(value, most_value)});
  }
  const auto direction = direction_of(frame);
  if (direction) message.direction = direction;
  if (frame.fault) {
    message.fault = {frame.fault_at, frame.fault->name, frame.fault->text, instead_of(frame.fault->name)};
  } else if (!direction) {
    message.fault = {0, "neither_action_nor_reply_nor_event", describe(frame.message).substr(0, 80), instead_of("")};
  } else if (sent_ && sent_ != direction) {
    const bool action = direction == Direction::to_switch;
    message.fault = {0, "wrong_direction", message.title + (action ? " from the switch" : " from the application"),
                     action ? "a reply or an event" : "an action"};
  }
}

// Empty messages are none: their lines stand before the next one.
void Dissector::trim(cti::Dissected& message) const {
  std::string_view rest = message.bytes;
  while (rest.starts_with('\n') || rest.starts_with("\r\n")) rest.remove_prefix(rest.front() == '\n' ? 1 : 2);
  const std::size_t before = message.bytes.size() - rest.size();
  message.bytes.erase(0, before);
  message.offset += before;
  message.length -= before;
}

}  // namespace acdloop::asterisk_ami
