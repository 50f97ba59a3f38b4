// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/text_places.hpp"

#include <algorithm>
#include <cstdint>

namespace acdloop::scenarios {
namespace {

// Bytes of the sequence that begins here, 0 if it is malformed.
std::size_t sequence_length(std::string_view rest) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(rest[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || rest.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  if (first == 0xE0 && byte(1) < 0xA0) return 0;  // overlong
  if (first == 0xED && byte(1) > 0x9F) return 0;  // surrogates
  if (first == 0xF0 && byte(1) < 0x90) return 0;  // overlong
  if (first == 0xF4 && byte(1) > 0x8F) return 0;  // past U+10FFFF
  return length;
}

bool is_control(std::string_view sequence) {
  const auto first = static_cast<std::uint8_t>(sequence[0]);
  if (first == '\t' || first == '\n' || first == '\r') return false;
  if (first < 0x20 || first == 0x7F) return true;
  return first == 0xC2 && static_cast<std::uint8_t>(sequence[1]) < 0xA0;
}

}  // namespace

TextPlaces::TextPlaces(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts_.push_back(i + 1);
  }
}

Mark TextPlaces::mark_at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(starts_, offset);
  const std::size_t start = *(after - 1);
  return {static_cast<int>(after - starts_.begin()), code_points(text_.substr(start, offset - start)) + 1};
}

Mark TextPlaces::last_mark() const {
  const std::size_t last = text_.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? Mark{1, 1} : mark_at(last + 1);
}

std::string_view TextPlaces::line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > starts_.size()) return {};
  const std::size_t start = starts_[static_cast<std::size_t>(number) - 1];
  std::string_view found = text_.substr(start, text_.find('\n', start) - start);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

int code_points(std::string_view text) {
  return static_cast<int>(
      std::ranges::count_if(text, [](char c) { return (static_cast<std::uint8_t>(c) & 0xC0) != 0x80; }));
}

std::string shown(std::string_view text) {
  int count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<std::uint8_t>(text[i]) & 0xC0) != 0x80 && ++count > 40)
      return std::string(text.substr(0, i)) + "…";
  }
  return std::string(text);
}

std::optional<BadByte> find_bad_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text.substr(i));
    if (length == 0) return BadByte{i, false};
    if (is_control(text.substr(i, length))) return BadByte{i, true};
    if (text[i] == '\r' && text.substr(i, 2) != "\r\n") return BadByte{i, true};
    i += length;
  }
  return std::nullopt;
}

}  // namespace acdloop::scenarios
