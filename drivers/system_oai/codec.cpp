// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/codec.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "drivers/system_oai/dialect.hpp"

namespace acdloop::system_oai {
namespace {

constexpr bool is_text(unsigned char byte, bool eight_bit_allowed) {
  return byte >= 0x20 && byte != 0x7f && (byte < 0x80 || eight_bit_allowed);
}

// Bytes that neither end a field nor spoil a line: one look per byte instead of one search per question.
using ByteSet = std::array<bool, 256>;
constexpr ByteSet plain_bytes(bool eight_bit_allowed) {
  ByteSet plain{};
  for (std::size_t byte = 0; byte < plain.size(); ++byte) {
    plain[byte] = is_text(static_cast<unsigned char>(byte), eight_bit_allowed) && byte != ',' && byte != '|';
  }
  return plain;
}
constexpr ByteSet plain_seven_bit = plain_bytes(false);
constexpr ByteSet plain_eight_bit = plain_bytes(true);

// More than any documented event has.
constexpr std::size_t usual_fields = 24;

std::optional<CodecFault> bad_byte(std::string_view line, bool eight_bit_allowed) {
  const auto bad =
      std::ranges::find_if(line, [&](char c) { return !is_text(static_cast<unsigned char>(c), eight_bit_allowed); });
  if (bad == line.end()) return std::nullopt;
  const auto at = static_cast<std::size_t>(bad - line.begin());
  const std::string where = " at offset " + std::to_string(at);
  const auto byte = static_cast<unsigned char>(*bad);
  if (byte == 0) return CodecFault{"nul_byte", "NUL" + where, at};
  if (byte < 0x80) return CodecFault{"control_byte", "control byte" + where, at};
  return CodecFault{"eight_bit_byte", "eighth bit set" + where, at};
}

CodecFault bad_bars(std::size_t at) { return {"malformed_text", "stray bar at offset " + std::to_string(at), at}; }

}  // namespace

Fields::Fields(std::initializer_list<std::string_view> texts) {
  for (std::string_view text : texts) add(std::string{text});
}

const std::string& Fields::operator[](std::size_t at) const {
  static const std::string nothing;
  return at < fields_.size() ? fields_[at].text : nothing;
}

void Fields::set(std::size_t at, std::string text) {
  if (at >= fields_.size()) fields_.resize(at + 1);
  fields_[at] = {std::move(text), false};
}

void Fields::set_text(std::size_t at, std::string_view text) {
  std::string clean{text};
  std::erase(clean, '|');
  const bool barred = !clean.empty();
  set(at, std::move(clean));
  fields_[at].barred = barred;
}

std::expected<Fields, CodecFault> tokenize(std::string_view line, bool eight_bit_allowed) {
  if (line.size() > max_line_bytes)
    return std::unexpected(CodecFault{"oversized_line", std::to_string(line.size()), max_line_bytes});
  const ByteSet& plain = eight_bit_allowed ? plain_eight_bit : plain_seven_bit;
  const auto end_of_plain = [&](std::size_t at, bool commas_too) {
    while (at < line.size() && (plain[static_cast<unsigned char>(line[at])] || (commas_too && line[at] == ','))) ++at;
    return at;
  };
  // A byte that may not be there at all is told before a bar that stands wrong.
  const auto fault = [&](std::size_t bar) {
    auto bad = bad_byte(line, eight_bit_allowed);
    return std::unexpected(bad ? *std::move(bad) : bad_bars(bar));
  };
  Fields fields;
  fields.reserve(usual_fields);
  for (std::size_t at = 0;;) {
    if (at < line.size() && line[at] == '|') {
      const std::size_t close = end_of_plain(at + 1, true);
      if (close >= line.size() || line[close] != '|') return fault(at);
      fields.add_parsed(line.substr(at + 1, close - at - 1), true);
      at = close + 1;
      if (at < line.size() && line[at] != ',') return fault(close);
    } else {
      const std::size_t end = end_of_plain(at, false);
      if (end < line.size() && line[end] != ',') return fault(end);
      fields.add_parsed(line.substr(at, end - at), false);
      at = end;
    }
    if (at >= line.size()) return fields;
    ++at;  // the comma
  }
}

std::string encode(const Fields& fields) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < fields.size(); ++at) size += fields[at].size() + (fields.barred(at) ? 3 : 1);
  std::string line;
  line.reserve(size);
  for (std::size_t at = 0; at < fields.size(); ++at) {
    if (at > 0) line += ',';
    if (fields.barred(at)) line += '|';
    line += fields[at];
    if (fields.barred(at)) line += '|';
  }
  return line;
}

std::optional<std::uint32_t> to_number(std::string_view text, std::uint32_t most) {
  if (text.empty() || text.size() > 10) return std::nullopt;
  std::uint64_t value = 0;
  for (char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  if (value > most) return std::nullopt;
  return static_cast<std::uint32_t>(value);
}

std::string padded(std::uint32_t value, int digits) {
  std::string text = std::to_string(value);
  const auto width = static_cast<std::size_t>(std::clamp(digits, 0, 10));
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string printable(std::string_view bytes, std::size_t limit) {
  const std::string_view shown = bytes.substr(0, limit);
  // Nearly every line is printable as it stands: copied in one piece up to the first byte that is not.
  const auto is_odd = [](char c) { return !is_text(static_cast<unsigned char>(c), false); };
  std::string text;
  for (auto at = shown.begin();;) {
    const auto odd = std::find_if(at, shown.end(), is_odd);
    text.append(at, odd);
    if (odd == shown.end()) break;
    char hex[8];
    std::snprintf(hex, sizeof hex, "\\x%02X", static_cast<unsigned char>(*odd));
    text += hex;
    at = odd + 1;
  }
  if (bytes.size() > limit) text += "...";
  return text;
}

}  // namespace acdloop::system_oai
