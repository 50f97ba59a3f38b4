// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/text.hpp"

#include <algorithm>
#include <cstdint>

#include "drivers/capture/readable.hpp"

namespace acdloop::report {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;

void append_unit(std::string& out, std::uint32_t unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 0xF];
}

bool stands_for_itself(char letter) { return letter >= 0x20 && letter < 0x7F && letter != '"' && letter != '\\'; }

void append_escaped(std::string& out, std::uint32_t code) {
  switch (code) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (code < 0x10000) {
    append_unit(out, code);
  } else {
    append_unit(out, 0xD800 + ((code - 0x10000) >> 10));
    append_unit(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
  }
}

bool allowed_in_xml(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
  return code != capture::no_code_point && code != 0xFFFE && code != 0xFFFF;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    // Nearly every text is plain, from one end to the other.
    const auto* const begin = text.begin() + static_cast<std::ptrdiff_t>(at);
    const auto* const special = std::find_if_not(begin, text.end(), stands_for_itself);
    out.append(begin, special);
    at += static_cast<std::size_t>(special - begin);
    if (at == text.size()) break;
    const std::uint32_t code = capture::next_code_point(text, at);
    append_escaped(out, code == capture::no_code_point ? replacement : code);
  }
  out += '"';
}

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = at;
    if (allowed_in_xml(capture::next_code_point(text, at))) {
      out += text.substr(first, at - first);
    } else {
      out += "\xEF\xBF\xBD";
    }
  }
  return out;
}

std::string spoken(Duration duration) {
  const std::int64_t milliseconds = std::max<std::int64_t>(duration.count(), 0) / 1'000'000;
  const std::int64_t whole = milliseconds / 1000;
  if (whole >= 3600) {
    const std::int64_t minutes = whole / 60 % 60;
    return std::to_string(whole / 3600) + " h" + (minutes == 0 ? "" : " " + std::to_string(minutes) + " min");
  }
  if (whole >= 60) {
    return std::to_string(whole / 60) + " min" + (whole % 60 == 0 ? "" : " " + std::to_string(whole % 60) + " s");
  }
  const std::string hundredths = std::to_string(100 + milliseconds % 1000 / 10).substr(1);
  return std::to_string(whole) + "." + (whole >= 10 ? hundredths.substr(0, 1) : hundredths) + " s";
}

std::string listed(std::span<const std::string> words) {
  std::string out;
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (index > 0) out += index + 1 == words.size() ? " and " : ", ";
    out += words[index];
  }
  return out;
}

std::string counted(int number, std::string_view singular) {
  return std::to_string(number) + " " + std::string{singular} + (number == 1 ? "" : "s");
}

}  // namespace acdloop::report
