// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/wall_clock.hpp"

#include <algorithm>

#include "drivers/time/zone.hpp"

namespace acdloop::scenarios {
namespace {

constexpr std::string_view pattern = "0000-00-00 00:00:00";
constexpr int first_year = 1970;
constexpr int last_year = 2199;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number_at(std::string_view text, std::size_t at, std::size_t length) {
  int number = 0;
  for (const char c : text.substr(at, length)) number = number * 10 + (c - '0');
  return number;
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_date_time(std::string_view text) {
  const bool formed = text.size() == pattern.size() &&
                      std::equal(text.begin(), text.end(), pattern.begin(),
                                 [](char c, char wanted) { return wanted == '0' ? is_digit(c) : c == wanted; });
  if (!formed) return std::nullopt;
  const int year = number_at(text, 0, 4);
  const std::chrono::year_month_day day{std::chrono::year{year},
                                        std::chrono::month{static_cast<unsigned>(number_at(text, 5, 2))},
                                        std::chrono::day{static_cast<unsigned>(number_at(text, 8, 2))}};
  const int hour = number_at(text, 11, 2);
  const int minute = number_at(text, 14, 2);
  const int second = number_at(text, 17, 2);
  if (!day.ok() || year < first_year || year > last_year || hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  return std::chrono::sys_days{day} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second};
}

std::optional<std::string> zone_fault(std::string_view rule) {
  const auto zone = Zone::parse(rule);
  return zone ? std::nullopt : std::optional{zone.error()};
}

}  // namespace acdloop::scenarios
