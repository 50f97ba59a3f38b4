// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/line_settings.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

#include "drivers/link/line_speeds.hpp"

namespace acdloop::link {
namespace {

constexpr std::array<std::pair<unsigned, speed_t>, 30> speeds = {{
    {50, B50},           {75, B75},           {110, B110},         {134, B134},         {150, B150},
    {200, B200},         {300, B300},         {600, B600},         {1200, B1200},       {1800, B1800},
    {2400, B2400},       {4800, B4800},       {9600, B9600},       {19200, B19200},     {38400, B38400},
    {57600, B57600},     {115200, B115200},   {230400, B230400},   {460800, B460800},   {500000, B500000},
    {576000, B576000},   {921600, B921600},   {1000000, B1000000}, {1152000, B1152000}, {1500000, B1500000},
    {2000000, B2000000}, {2500000, B2500000}, {3000000, B3000000}, {3500000, B3500000}, {4000000, B4000000},
}};

constexpr std::string_view parity_letters = "NOE";

}  // namespace

std::optional<speed_t> line_speed(unsigned baud) {
  for (const auto& [rate, speed] : speeds) {
    if (rate == baud) return speed;
  }
  return std::nullopt;
}

std::string to_string(const LineSettings& line) {
  return fmt::format("{}-{}{}{}", line.baud, line.data_bits, parity_letters[static_cast<std::size_t>(line.parity)],
                     line.stop_bits);
}

std::expected<LineSettings, std::string> parse_line_settings(std::string_view text) {
  LineSettings line;
  const std::size_t dash = text.find('-');
  const std::string_view rate = text.substr(0, dash);
  const auto [end, error] = std::from_chars(rate.data(), rate.data() + rate.size(), line.baud);
  if (error != std::errc{} || end != rate.data() + rate.size() || !line_speed(line.baud)) {
    return std::unexpected(fmt::format("\"{}\" is no speed of a serial line; write one such as 9600", rate));
  }
  if (dash == std::string_view::npos) {
    return std::unexpected(fmt::format("the framing is missing after {}; write {}-8N1", rate, rate));
  }
  const std::string_view framing = text.substr(dash + 1);
  const std::size_t parity = framing.size() == 3 ? parity_letters.find(framing[1]) : std::string_view::npos;
  if (parity == std::string_view::npos || framing[0] < '5' || framing[0] > '8' ||
      (framing[2] != '1' && framing[2] != '2')) {
    return std::unexpected(fmt::format(
        "\"{}\" is no framing; write data bits 5 to 8, parity N, O or E, stop bits 1 or 2, as in 8N1", framing));
  }
  line.data_bits = static_cast<unsigned>(framing[0] - '0');
  line.parity = static_cast<Parity>(parity);
  line.stop_bits = static_cast<unsigned>(framing[2] - '0');
  return line;
}

}  // namespace acdloop::link
