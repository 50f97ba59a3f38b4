// SPDX-License-Identifier: Apache-2.0
// The floor under the GED-188 codec: checked reads and plain writes of fields whose widths are known. No allocation
// while reading, no meaning. Written for the benchmarks alone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace acdloop::benchmarks {

// Bytes of each fixed field, by message type.
using BareGedWidths = std::unordered_map<std::uint32_t, std::vector<std::uint8_t>>;

struct BareGedMessage {
  std::uint32_t type = 0;
  std::array<std::uint32_t, 160> value{};
  std::size_t values = 0;
  std::array<std::uint16_t, 64> tag{};
  std::array<std::string_view, 64> data{};  // into the stream
  std::size_t floats = 0;
};

inline std::uint32_t bare_ged_number(std::string_view bytes, std::size_t at, std::size_t width = 4) {
  std::uint32_t number = 0;
  for (std::size_t byte = 0; byte < width; ++byte) {
    number = number << 8 | static_cast<unsigned char>(bytes[at + byte]);
  }
  return number;
}

// Takes one message from the front of `stream`. False when the stream is at its end or not such a message.
inline bool read_bare_ged(std::string_view& stream, const BareGedWidths& widths, BareGedMessage& message) {
  if (stream.size() < 8) return false;
  const std::size_t length = bare_ged_number(stream, 0);
  message.type = bare_ged_number(stream, 4);
  const auto row = widths.find(message.type);
  if (length > 12'492 || length > stream.size() - 8 || row == widths.end()) return false;
  const std::string_view body = stream.substr(8, length);
  std::size_t at = 0;
  message.values = 0;
  for (const std::uint8_t width : row->second) {
    if (body.size() - at < width || message.values == message.value.size()) return false;
    message.value[message.values++] = bare_ged_number(body, at, width);
    at += width;
  }
  for (message.floats = 0; at < body.size(); ++message.floats) {
    if (body.size() - at < 4 || message.floats == message.tag.size()) return false;
    const std::size_t bytes = bare_ged_number(body, at + 2, 2);
    if (body.size() - at - 4 < bytes) return false;
    message.tag[message.floats] = static_cast<std::uint16_t>(bare_ged_number(body, at, 2));
    message.data[message.floats] = body.substr(at + 4, bytes);
    at += 4 + bytes;
  }
  stream.remove_prefix(8 + length);
  return true;
}

inline void append_bare_ged(std::string& buffer, std::uint32_t number, std::size_t width) {
  for (std::size_t byte = width; byte > 0; --byte) buffer += static_cast<char>(number >> 8 * (byte - 1) & 0xff);
}

// Appends the message to a buffer that is reused.
inline void write_bare_ged(std::string& buffer, const BareGedWidths& widths, const BareGedMessage& message) {
  const std::size_t header = buffer.size();
  append_bare_ged(buffer, 0, 4);
  append_bare_ged(buffer, message.type, 4);
  const std::vector<std::uint8_t>& row = widths.at(message.type);
  for (std::size_t at = 0; at < message.values; ++at) append_bare_ged(buffer, message.value[at], row[at]);
  for (std::size_t at = 0; at < message.floats; ++at) {
    append_bare_ged(buffer, message.tag[at], 2);
    append_bare_ged(buffer, static_cast<std::uint32_t>(message.data[at].size()), 2);
    buffer += message.data[at];
  }
  const auto length = static_cast<std::uint32_t>(buffer.size() - header - 8);
  for (std::size_t byte = 0; byte < 4; ++byte)
    buffer[header + byte] = static_cast<char>(length >> 8 * (3 - byte) & 0xff);
}

}  // namespace acdloop::benchmarks
