// SPDX-License-Identifier: Apache-2.0
// Text of doubtful origin made fit for people: nothing from a wire may move a cursor, break a line or be no UTF-8 in
// a report. Used by the reports; knows no protocol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "drivers/time/time_point.hpp"

namespace acdloop::capture {

inline constexpr std::uint32_t no_code_point = 0xFFFFFFFFu;

// Decodes the UTF-8 sequence at `at` and moves `at` past it. A byte that begins no well-formed sequence (overlong,
// surrogate, above U+10FFFF, cut short) gives no_code_point and is passed alone. Requires at < text.size().
std::uint32_t next_code_point(std::string_view text, std::size_t& at);

// One line: control characters (C0, DEL, C1) and stray bytes as \x1b, line separators too; the rest as it is.
std::string readable(std::string_view text);

// "12.300 s": milliseconds, cut and never rounded up; a negative time has a minus sign.
std::string seconds(Duration duration);

}  // namespace acdloop::capture
