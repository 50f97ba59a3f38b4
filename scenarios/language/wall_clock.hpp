// SPDX-License-Identifier: Apache-2.0
// Dates and zone rules as texts of a scenario. Private to the loader's parts.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace acdloop::scenarios {

// "2026-03-29 00:30:00"; nothing if it is none, or outside 1970 to 2199.
std::optional<std::chrono::sys_seconds> parse_date_time(std::string_view text);

// Why the text is no POSIX zone rule, in plain words; nothing if it is one.
std::optional<std::string> zone_fault(std::string_view rule);

}  // namespace acdloop::scenarios
