// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/message.hpp"

#include <algorithm>
#include <utility>

#include "drivers/bytes/dump.hpp"
#include "drivers/bytes/reader.hpp"
#include "drivers/bytes/writer.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

std::optional<std::uint32_t> number_of(const Float& field) {
  bytes::Reader reader{field.data};
  switch (field.data.size()) {
    case 1:
      return *reader.u8();
    case 2:
      return *reader.u16(bytes::Order::big);
    case 4:
      return *reader.u32(bytes::Order::big);
    default:
      return std::nullopt;
  }
}

std::string text_of(const Float& field) { return field.data.substr(0, field.data.find('\0')); }

bool names_a_state(std::string_view field) {
  return field == "AgentState" || field == "SkillGroupState" || field == "NextAgentState";
}

}  // namespace

std::string shown(const Float& field) {
  if (field.tag == tag::agent_password || field.tag == tag::client_password) return "***";
  const FloatType* type = float_type(field.tag);
  if (type == nullptr || type->kind == FloatKind::bytes) return bytes::hex(field.data, 64);
  if (type->kind == FloatKind::text) return bytes::printable(text_of(field), 64);
  const auto number = number_of(field);
  if (!number) return bytes::hex(field.data, 16);
  if (names_a_state(type->name)) return std::string{agent_state_name(*number)};
  return std::to_string(*number);
}

std::uint32_t Message::operator[](std::string_view field) const {
  const auto index = layout_->find(field);
  return index ? values_[*index] : 0;
}

Message& Message::set(std::string_view field, std::uint32_t value) {
  if (const auto index = layout_->find(field)) values_[*index] = value;
  return *this;
}

Message& Message::add_raw(std::uint16_t tag, std::string data) {
  floats_.push_back({tag, std::move(data)});
  return *this;
}

Message& Message::add(std::uint16_t tag, std::string_view text) {
  const FloatType* type = float_type(tag);
  if (text.empty() || type == nullptr || !layout_->allows(tag)) return *this;
  std::string data{text.substr(0, type->size - 1U)};
  data += '\0';
  return add_raw(tag, std::move(data));
}

Message& Message::add_number(std::uint16_t tag, std::uint32_t value) {
  const FloatType* type = float_type(tag);
  if (type == nullptr || !layout_->allows(tag)) return *this;
  std::string data;
  bytes::Writer writer{data};
  if (type->size == 1) writer.u8(static_cast<std::uint8_t>(value));
  if (type->size == 2) writer.u16(static_cast<std::uint16_t>(value), bytes::Order::big);
  if (type->size == 4) writer.u32(value, bytes::Order::big);
  return add_raw(tag, std::move(data));
}

bool Message::has(std::uint16_t tag) const { return std::ranges::find(floats_, tag, &Float::tag) != floats_.end(); }

std::string Message::text(std::uint16_t tag) const {
  const auto found = std::ranges::find(floats_, tag, &Float::tag);
  return found == floats_.end() ? std::string{} : text_of(*found);
}

std::optional<std::uint32_t> Message::number(std::uint16_t tag) const {
  const auto found = std::ranges::find(floats_, tag, &Float::tag);
  return found == floats_.end() ? std::nullopt : number_of(*found);
}

std::vector<std::uint32_t> Message::numbers(std::uint16_t tag) const {
  std::vector<std::uint32_t> all;
  for (const Float& field : floats_) {
    if (field.tag == tag) all.push_back(number_of(field).value_or(none32));
  }
  return all;
}

std::vector<std::string> Message::texts(std::uint16_t tag) const {
  std::vector<std::string> all;
  for (const Float& field : floats_) {
    if (field.tag == tag) all.push_back(text_of(field));
  }
  return all;
}

std::string describe(const Message& message) {
  std::string text{message.layout().name};
  const auto say = [&text](std::string_view name, std::string_view value) {
    text.append(" ").append(name).append("=").append(value);
  };
  for (std::size_t index = 0; index < message.layout().fields.size(); ++index) {
    const std::string_view name = message.layout().fields[index].name;
    const std::uint32_t value = message.value(index);
    if (names_a_state(name)) {
      say(name, agent_state_name(value));
    } else if (value != 0) {
      say(name, message.layout().fields[index].width == 2 && value == none16 ? "none"
                : value == none32                                            ? "none"
                                                                             : std::to_string(value));
    }
  }
  for (const Float& field : message.floats()) {
    const FloatType* type = float_type(field.tag);
    say(type != nullptr ? std::string{type->name} : "tag " + std::to_string(field.tag), shown(field));
  }
  return text;
}

std::string_view agent_state_name(std::uint32_t state) {
  constexpr std::string_view names[] = {"LOGIN",          "LOGOUT",     "NOT_READY",  "AVAILABLE",   "TALKING",
                                        "WORK_NOT_READY", "WORK_READY", "BUSY_OTHER", "RESERVED",    "UNKNOWN",
                                        "HOLD",           "ACTIVE",     "PAUSED",     "INTERRUPTED", "NOT_ACTIVE"};
  return state < std::size(names) ? names[state] : "?";
}

}  // namespace acdloop::ged188
