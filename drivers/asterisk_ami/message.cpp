// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/message.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "drivers/bytes/dump.hpp"

namespace acdloop::asterisk_ami {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_secret(std::string_view name) { return same_word(name, "Secret") || same_word(name, "Key"); }

constexpr std::int64_t largest = std::int64_t{1} << 53;

}  // namespace

Message& Message::add(std::string_view name, std::string_view value) {
  headers_.emplace_back(name, value);
  return *this;
}

MessageKind Message::kind() const {
  if (headers_.empty()) return MessageKind::other;
  const std::string& first = headers_.front().first;
  if (same_word(first, "Response")) return MessageKind::response;
  if (same_word(first, "Event")) return MessageKind::event;
  return has("Action") ? MessageKind::action : MessageKind::other;
}

std::string_view Message::name() const {
  if (kind() == MessageKind::action) return (*this)["Action"];
  return headers_.empty() ? std::string_view{} : std::string_view{headers_.front().second};
}

std::string_view Message::operator[](std::string_view name) const {
  for (const auto& [key, value] : headers_) {
    if (!value.empty() && same_word(key, name)) return value;
  }
  return {};
}

bool Message::has(std::string_view name) const {
  return std::ranges::any_of(headers_, [&](const auto& header) { return same_word(header.first, name); });
}

std::vector<std::string_view> Message::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : headers_) {
    if (same_word(key, name)) values.push_back(value);
  }
  return values;
}

std::optional<std::int64_t> Message::number(std::string_view name) const { return to_number((*this)[name], largest); }

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::ranges::equal(a, b, {}, lower, lower);
}

std::string encode(const Message& message) {
  std::string text;
  for (const auto& [name, value] : message.headers()) {
    text += name;
    text += ": ";
    std::string line = value;
    std::ranges::replace_if(
        line, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
    // Blanks in front of a value are skipped by whoever reads it: none are written.
    text += line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    text += "\r\n";
  }
  return text += "\r\n";
}

std::string describe(const Message& message) {
  std::string text;
  for (const auto& [name, value] : message.headers()) {
    if (text.empty()) {
      text = value;
    } else {
      text += ' ' + name + '=' + (is_secret(name) ? "***" : value);
    }
  }
  return bytes::printable(text, max_line_bytes);
}

Message without_secrets(const Message& message) {
  Message shown;
  for (const auto& [name, value] : message.headers()) shown.add(name, is_secret(name) ? "***" : value);
  return shown;
}

std::optional<std::pair<std::string, std::string>> split_header(std::string_view line) {
  line = line.substr(0, line.find('\0'));  // what follows it is never seen
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::size_t value = line.find_first_not_of(" \t", colon + 1);
  const std::string_view text = value == std::string_view::npos ? std::string_view{} : line.substr(value);
  return std::pair{std::string{line.substr(0, colon)}, std::string{text}};
}

bool is_true(std::string_view word) {
  constexpr std::array<std::string_view, 6> words{"yes", "true", "y", "t", "1", "on"};
  return std::ranges::any_of(words, [&](std::string_view one) { return same_word(one, word); });
}

std::optional<std::int64_t> to_number(std::string_view text, std::int64_t most) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > most) return std::nullopt;
  return number;
}

}  // namespace acdloop::asterisk_ami
