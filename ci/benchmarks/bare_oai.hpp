// SPDX-License-Identifier: Apache-2.0
// The floor under the System OAI codec: the least that reads and writes its bytes safely. No allocation, no meaning.
// Written for the benchmarks alone.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace acdloop::benchmarks {

struct BareFields {
  std::array<std::string_view, 32> field;
  std::size_t count = 0;
};

// Takes one message from the front of `stream`: length before it, CR LF behind it, fields between commas, |text| as
// one field, printable ASCII alone. False when the stream is at its end or not such a message.
inline bool read_bare(std::string_view& stream, BareFields& fields) {
  if (stream.size() < 4) return false;
  std::uint32_t length = 0;
  std::memcpy(&length, stream.data(), 4);  // little endian, as the wire and every machine we measure on
  if (length < 2 || length > 64 * 1024 || length > stream.size() - 4) return false;
  const std::string_view line = stream.substr(4, length - 2);
  if (stream[4 + length - 2] != '\r' || stream[4 + length - 1] != '\n') return false;
  stream.remove_prefix(4 + length);
  fields.count = 0;
  std::size_t begin = 0;
  bool barred = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const auto byte = static_cast<unsigned char>(line[at]);
    if (byte < 0x20 || byte >= 0x7f) return false;
    if (byte == '|') barred = !barred;
    if (byte != ',' || barred) continue;
    if (fields.count + 1 >= fields.field.size()) return false;
    fields.field[fields.count++] = line.substr(begin, at - begin);
    begin = at + 1;
  }
  if (barred) return false;
  fields.field[fields.count++] = line.substr(begin);
  return true;
}

// Appends the message to a buffer that is reused.
inline void write_bare(std::string& buffer, std::span<const std::string_view> fields) {
  const std::size_t header = buffer.size();
  buffer.append(4, '\0');
  for (std::size_t at = 0; at < fields.size(); ++at) {
    if (at > 0) buffer += ',';
    buffer += fields[at];
  }
  buffer += "\r\n";
  const auto length = static_cast<std::uint32_t>(buffer.size() - header - 4);
  std::memcpy(buffer.data() + header, &length, 4);
}

}  // namespace acdloop::benchmarks
