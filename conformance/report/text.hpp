// SPDX-License-Identifier: Apache-2.0
// Texts of the reports: safe in JSON, safe in XML, durations and lists as people say them. Used inside this folder.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "drivers/time/time_point.hpp"

namespace acdloop::report {

// `text` as a JSON string with its quotes, ASCII only (RFC 8259 section 7); stray bytes become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

// UTF-8 that XML 1.0 may contain (section 2.2, Char): everything else becomes U+FFFD. Not yet escaped.
std::string xml_text(std::string_view text);

// "1 h 12 min", "12 min 4 s", "42.4 s", "0.04 s": cut, not rounded.
std::string spoken(Duration duration);

// "a", "a and b", "a, b and c".
std::string listed(std::span<const std::string> words);

// "1 check", "14 checks".
std::string counted(int number, std::string_view singular);

}  // namespace acdloop::report
