// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/dissector.hpp"

#include <utility>

#include "drivers/bytes/dump.hpp"
#include "drivers/ged188/message.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

constexpr std::size_t type_at = 4;  // in the header

std::string with_word(std::string_view field, std::uint32_t number, int width) {
  if ((width == 4 && number == none32) || (width == 2 && number == none16)) return "none";
  std::string text = std::to_string(number);
  if (const std::string_view word = number_word(field, number); !word.empty()) text.append(" (").append(word) += ')';
  return text;
}

void show(const Message& message, cti::Dissected& dissected) {
  for (std::size_t index = 0; index < message.layout().fields.size(); ++index) {
    const FixedField& field = message.layout().fields[index];
    dissected.fields.push_back({std::string{field.name}, with_word(field.name, message.value(index), field.width)});
  }
  for (const Float& field : message.floats()) {
    const FloatType* type = float_type(field.tag);
    const std::string name = type != nullptr ? std::string{type->name} : "tag " + std::to_string(field.tag);
    Message alone{message.layout()};
    alone.add_raw(field.tag, field.data);
    const auto number = type != nullptr && type->kind == FloatKind::number ? alone.number(field.tag) : std::nullopt;
    dissected.fields.push_back(
        {name, number ? with_word(name, *number, static_cast<int>(field.data.size())) : shown(field)});
  }
}

std::string instead_of(const CodecFault& fault, const Layout* layout) {
  if (!fault.instead.empty()) return fault.instead;
  if (fault.name == "short_message" && layout)
    return std::to_string(layout->fixed_bytes) + " bytes before floating fields";
  if (fault.name == "missing_float") return "that floating field";
  if (fault.name == "unknown_message") return "a message type of the guide that this version has";
  return "a floating field that the guide allows in this message";
}

}  // namespace

std::string Dissector::instead_of_fault(const std::string& name) const {
  if (name == "truncated_message") return "as many bytes as the length says after the header";
  return "at most " + std::to_string(max_body_bytes) + ", big endian";
}

// OPEN_REQ says it. Of OPEN_CONF, which does not, the newest version that reads it to the last byte is as good as any.
void Dissector::learn_version(const Frame& frame) {
  const auto in_range = [](std::uint32_t version) { return version >= lowest_version && version <= highest_version; };
  if (frame.type == type::open_req) {
    if (const auto version = peek_version(frame.body); version && in_range(*version))
      version_ = static_cast<int>(*version);
  } else if (frame.type == type::open_conf && !decode(frame.type, frame.body, version_, Unknown::refuse)) {
    for (int version = highest_version; version >= lowest_version; --version) {
      if (!decode(frame.type, frame.body, version, Unknown::refuse)) continue;
      version_ = version;
      return;
    }
  }
}

void Dissector::dissect(const Frame& frame, cti::Dissected& message) {
  if (frame.fault) {
    message.fault = {0, frame.fault->name, frame.fault->text, instead_of_fault(frame.fault->name)};
    return;
  }
  learn_version(frame);
  const std::string_view name = message_name(frame.type);
  message.title = name.empty() ? "message type " + std::to_string(frame.type) : std::string{name};
  const auto layouts = layouts_of(frame.type, version_);
  if (layouts.empty() && !name.empty()) {  // in the guide, but read by none of our ends
    message.fields.push_back({"Body", bytes::hex(frame.body, 64)});
    return;
  }
  const Sender sender = layouts.empty() ? Sender::either : layouts.front().sender;
  if (sender == Sender::client) message.direction = Direction::to_switch;
  if (sender == Sender::server) message.direction = Direction::to_application;
  auto read = decode(frame.type, frame.body, version_, Unknown::refuse);
  if (!read && sender == Sender::server) {
    if (const auto most = decode(frame.type, frame.body, version_, Unknown::skip)) {
      show(*most, message);
      message.fields.push_back({"Not read", read.error().text});
      return;
    }
  }
  if (read) {
    show(*read, message);
  } else {
    const CodecFault& fault = read.error();
    if (fault.before) show(*fault.before, message);
    const bool unknown = fault.name == "unknown_message";
    message.fault = {unknown ? type_at : header_bytes + fault.at, fault.name, fault.text,
                     instead_of(fault, layouts.empty() ? nullptr : &layouts.front())};
  }
  if (sent_ && message.direction != sent_ && !message.fault) {
    const bool request = sender == Sender::client;
    message.fault = {type_at, "wrong_direction", message.title + (request ? " from the server" : " from the client"),
                     request ? "a confirmation or an event" : "a request"};
  }
}

}  // namespace acdloop::ged188
