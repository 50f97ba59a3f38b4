// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/codec.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "drivers/system_oai/dialect.hpp"

namespace acdloop::system_oai {
namespace {

std::optional<CodecFault> bad_byte(std::string_view line, bool eight_bit_allowed) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const auto byte = static_cast<unsigned char>(line[at]);
    const std::string where = " at offset " + std::to_string(at);
    if (byte == 0) return CodecFault{"nul_byte", "NUL" + where};
    if (byte < 0x20 || byte == 0x7f) return CodecFault{"control_byte", "control byte" + where};
    if (byte >= 0x80 && !eight_bit_allowed) return CodecFault{"eight_bit_byte", "eighth bit set" + where};
  }
  return std::nullopt;
}

CodecFault bad_bars(std::size_t at) { return {"malformed_text", "stray bar at offset " + std::to_string(at)}; }

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
  if (line.size() > max_line_bytes) return std::unexpected(CodecFault{"oversized_line", std::to_string(line.size())});
  if (auto fault = bad_byte(line, eight_bit_allowed)) return std::unexpected(*std::move(fault));
  Fields fields;
  for (std::size_t at = 0;;) {
    if (at < line.size() && line[at] == '|') {
      const std::size_t close = line.find('|', at + 1);
      if (close == std::string_view::npos) return std::unexpected(bad_bars(at));
      fields.add_parsed({std::string{line.substr(at + 1, close - at - 1)}, true});
      at = close + 1;
      if (at < line.size() && line[at] != ',') return std::unexpected(bad_bars(close));
    } else {
      const std::size_t end = std::min(line.find(',', at), line.size());
      const std::string_view text = line.substr(at, end - at);
      if (const std::size_t bar = text.find('|'); bar != text.npos) return std::unexpected(bad_bars(at + bar));
      fields.add_parsed({std::string{text}, false});
      at = end;
    }
    if (at >= line.size()) return fields;
    ++at;  // the comma
  }
}

std::string encode(const Fields& fields) {
  std::string line;
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
  std::string text;
  for (char c : bytes.substr(0, limit)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) {
      text += c;
    } else {
      char hex[8];
      std::snprintf(hex, sizeof hex, "\\x%02X", byte);
      text += hex;
    }
  }
  if (bytes.size() > limit) text += "...";
  return text;
}

}  // namespace acdloop::system_oai
