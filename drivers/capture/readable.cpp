// SPDX-License-Identifier: Apache-2.0
#include "drivers/capture/readable.hpp"

#include <array>

namespace acdloop::capture {
namespace {

// Well-formed sequences by their first byte (Unicode, table 3-7): length and the range of the second byte, which is
// what excludes overlong forms, surrogates and everything above U+10FFFF.
struct Lead {
  int length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

constexpr Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1};
  if (byte < 0xC2) return {0};
  if (byte < 0xE0) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0};
}

void append_byte(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\x";
  out += digits[byte >> 4];
  out += digits[byte & 0x0F];
}

bool is_control(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

}  // namespace

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [text](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const std::size_t first = at++;
  const Lead lead = lead_of(byte(first));
  if (lead.length == 1) return byte(first);
  if (lead.length == 0 || text.size() - first < static_cast<std::size_t>(lead.length)) return no_code_point;
  if (byte(first + 1) < lead.low || byte(first + 1) > lead.high) return no_code_point;
  std::uint32_t code = byte(first) & (0x7Fu >> lead.length);
  for (int index = 1; index < lead.length; ++index) {
    const unsigned char more = byte(first + static_cast<std::size_t>(index));
    if ((more & 0xC0) != 0x80) return no_code_point;
    code = code << 6 | (more & 0x3Fu);
  }
  at = first + static_cast<std::size_t>(lead.length);
  return code;
}

std::string readable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = at;
    const std::uint32_t code = next_code_point(text, at);
    if (code != no_code_point && !is_control(code)) {
      out += text.substr(first, at - first);
      continue;
    }
    for (std::size_t index = first; index < at; ++index) append_byte(out, static_cast<unsigned char>(text[index]));
  }
  return out;
}

std::string seconds(Duration duration) {
  std::int64_t left = duration.count();
  std::string out;
  if (left < 0) out = "-";
  // Magnitudes in unsigned arithmetic: the smallest value has no positive twin.
  const std::uint64_t magnitude = left < 0 ? ~static_cast<std::uint64_t>(left) + 1 : static_cast<std::uint64_t>(left);
  const std::string thousandths = std::to_string(1000 + magnitude / 1'000'000 % 1000);
  return out + std::to_string(magnitude / 1'000'000'000) + "." + thousandths.substr(1) + " s";
}

}  // namespace acdloop::capture
