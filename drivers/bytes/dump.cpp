// SPDX-License-Identifier: Apache-2.0
#include "drivers/bytes/dump.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace acdloop::bytes {
namespace {

constexpr std::array<std::string_view, 32> control_names = {
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS",  "TAB", "LF",  "VT",  "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM",  "SUB", "ESC", "FS", "GS", "RS", "US"};

std::span<const std::byte> as_span(std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); }

bool is_printable(unsigned value) { return value >= 0x20 && value < 0x7F; }

}  // namespace

std::string hex(std::span<const std::byte> bytes, std::size_t limit) {
  std::string out;
  for (const std::byte byte : bytes.first(std::min(limit, bytes.size()))) {
    if (!out.empty()) out.push_back(' ');
    fmt::format_to(std::back_inserter(out), "{:02x}", std::to_integer<unsigned>(byte));
  }
  if (bytes.size() > limit) fmt::format_to(std::back_inserter(out), " … (+{})", bytes.size() - limit);
  return out;
}

std::string hex(std::string_view bytes, std::size_t limit) { return hex(as_span(bytes), limit); }

std::string printable(std::span<const std::byte> bytes, std::size_t limit) {
  std::string out;
  for (const std::byte byte : bytes.first(std::min(limit, bytes.size()))) {
    const auto value = std::to_integer<unsigned>(byte);
    if (is_printable(value)) {
      out.push_back(static_cast<char>(value));
    } else if (value < control_names.size()) {
      fmt::format_to(std::back_inserter(out), "<{}>", control_names[value]);
    } else {
      fmt::format_to(std::back_inserter(out), "<{:02x}>", value);
    }
  }
  if (bytes.size() > limit) fmt::format_to(std::back_inserter(out), "…(+{})", bytes.size() - limit);
  return out;
}

std::string printable(std::string_view bytes, std::size_t limit) { return printable(as_span(bytes), limit); }

std::string hex_dump(std::span<const std::byte> bytes, std::size_t limit) {
  constexpr std::size_t width = 16;
  const std::size_t shown = std::min(limit, bytes.size());
  std::string out;
  for (std::size_t line = 0; line < shown; line += width) {
    const auto row = bytes.subspan(line, std::min(width, shown - line));
    std::string text;
    for (const std::byte byte : row) {
      const auto value = std::to_integer<unsigned>(byte);
      text.push_back(is_printable(value) ? static_cast<char>(value) : '.');
    }
    fmt::format_to(std::back_inserter(out), "{:08x}  {:<47}  |{}|\n", line, hex(row, width), text);
  }
  if (bytes.size() > limit) fmt::format_to(std::back_inserter(out), "… {} bytes more\n", bytes.size() - limit);
  return out;
}

}  // namespace acdloop::bytes
