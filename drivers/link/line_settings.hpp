// SPDX-License-Identifier: Apache-2.0
// Speed and framing of a serial line. Used by the link factory and whoever writes a bench file.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace acdloop::link {

enum class Parity : std::uint8_t { none, odd, even };

struct LineSettings {
  unsigned baud = 9600;
  unsigned data_bits = 8;  // 5 to 8
  Parity parity = Parity::none;
  unsigned stop_bits = 1;  // 1 or 2
  friend bool operator==(const LineSettings&, const LineSettings&) = default;
};

// "9600-8N1"
std::string to_string(const LineSettings& line);
// The error says what is wrong and what would be right. The speeds are those of POSIX and Linux, 50 to 4,000,000.
std::expected<LineSettings, std::string> parse_line_settings(std::string_view text);

}  // namespace acdloop::link
