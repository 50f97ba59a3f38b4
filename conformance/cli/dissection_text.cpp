// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/dissection_text.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "drivers/bytes/dump.hpp"
#include "drivers/capture/readable.hpp"

namespace acdloop::cli {
namespace {

constexpr std::size_t shown_before = 8;  // bytes around the wrong one
constexpr std::size_t shown_after = 8;
constexpr std::size_t least_name_width = 20;
constexpr std::size_t hex_digits_a_byte = 3;  // "41 "

std::string_view sender_of(const cti::Dissected& message) {
  if (!message.direction) return "?";
  return *message.direction == cti::WireMessage::Direction::to_switch ? "application" : "switch";
}

// The bytes around the wrong one and a caret under it; under the place behind the last where one is missing.
std::string excerpt_of(const cti::Dissected& message, std::size_t at) {
  const std::size_t wrong = std::min(at, message.bytes.size());
  const std::size_t first = wrong - std::min(wrong, shown_before);
  const std::string_view shown = std::string_view{message.bytes}.substr(first, wrong - first + shown_after);
  return fmt::format("      {:08x}  {}\n      {:{}}^^\n", message.offset + first, bytes::hex(shown), "",
                     10 + hex_digits_a_byte * (wrong - first));
}

}  // namespace

std::string text_of(const cti::Dissected& message, const std::string& moment) {
  const std::string title = message.title.empty() ? "no message" : capture::readable(message.title);
  std::string text =
      fmt::format("{:08x}  {} byte{}  {}  {}{}\n", message.offset, message.length, message.length == 1 ? "" : "s",
                  sender_of(message), title, moment.empty() ? "" : "  " + moment);
  std::size_t width = least_name_width;
  for (const cti::DissectedField& field : message.fields) width = std::max(width, field.name.size());
  for (const cti::DissectedField& field : message.fields) {
    const std::string value = capture::readable(field.value);
    const std::string name = capture::readable(field.name);
    text += value.empty() ? fmt::format("    {}\n", name) : fmt::format("    {:<{}}  {}\n", name, width, value);
  }
  if (!message.fault) return text;
  const cti::DissectedFault& fault = *message.fault;
  text +=
      fmt::format("  wrong at {:08x}: {}: {}\n", message.offset + fault.at, fault.name, capture::readable(fault.text));
  text += excerpt_of(message, fault.at);
  if (!fault.instead.empty()) text += fmt::format("      right: {}\n", capture::readable(fault.instead));
  if (message.last) text += "  The stream cannot be read on from here.\n";
  return text;
}

}  // namespace acdloop::cli
