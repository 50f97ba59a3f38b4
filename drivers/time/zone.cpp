// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/zone.hpp"

#include <optional>

namespace acdloop {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

namespace {

constexpr std::size_t longest_rule = 64;
constexpr int most_hours = 24;        // of an offset
constexpr int most_rule_hours = 167;  // of a time in a rule, as RFC 8536 allows

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

// Reads one rule from left to right; the first fault ends it.
class ZoneReader {
 public:
  explicit ZoneReader(std::string_view rule) : rest_(rule) {}

  std::expected<Zone, std::string> read() {
    Zone zone;
    if (rest_.empty()) return zone;
    if (rest_.size() > longest_rule) return fault("it is too long");
    if (!name()) return fault("it begins with no name of three letters or more");
    const auto offset = time(most_hours);
    if (!offset) return fault("no offset from UTC follows the name");
    zone.standard_ = -*offset;  // POSIX counts west of Greenwich as positive
    zone.summer_ = zone.standard_ + hours{1};
    if (rest_.empty()) return zone;
    if (!name()) return fault("no name of three letters or more for summer time");
    if (!rest_.empty() && rest_.front() != ',') {
      const auto summer = time(most_hours);
      if (!summer) return fault("no offset from UTC for summer time");
      zone.summer_ = -*summer;
    }
    zone.has_summer_ = true;
    const auto start = date();
    const auto end = start ? date() : std::nullopt;
    if (!end) return fault("it does not say when summer time begins and ends, like ,M3.5.0,M10.5.0/3");
    if (!rest_.empty()) return fault("something follows the end of the rule");
    zone.start_ = *start;
    zone.end_ = *end;
    return zone;
  }

 private:
  static std::unexpected<std::string> fault(std::string text) { return std::unexpected(std::move(text)); }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool name() {
    const bool quoted = take('<');
    std::size_t length = 0;
    const auto belongs = [&](char c) { return is_letter(c) || (quoted && (is_digit(c) || c == '+' || c == '-')); };
    while (length < rest_.size() && belongs(rest_[length])) ++length;
    rest_.remove_prefix(length);
    return length >= 3 && (!quoted || take('>'));
  }

  std::optional<int> number(int low, int high) {
    std::size_t length = 0;
    int value = 0;
    while (length < rest_.size() && length < 3 && is_digit(rest_[length])) value = value * 10 + (rest_[length++] - '0');
    rest_.remove_prefix(length);
    if (length == 0 || value < low || value > high) return std::nullopt;
    return value;
  }

  // [+-]hh[:mm[:ss]]
  std::optional<seconds> time(int highest_hour) {
    const bool negative = take('-');
    if (!negative) take('+');
    seconds total{0};
    const auto hour = number(0, highest_hour);
    if (!hour) return std::nullopt;
    total += hours{*hour};
    if (take(':')) {
      const auto minute = number(0, 59);
      if (!minute) return std::nullopt;
      total += minutes{*minute};
      if (take(':')) {
        const auto second = number(0, 59);
        if (!second) return std::nullopt;
        total += seconds{*second};
      }
    }
    return negative ? -total : total;
  }

  std::optional<Zone::Date> date() {
    if (!take(',')) return std::nullopt;
    Zone::Date date;
    if (take('M')) {
      const auto month = number(1, 12);
      const auto week = month && take('.') ? number(1, 5) : std::nullopt;
      const auto day = week && take('.') ? number(0, 6) : std::nullopt;
      if (!day) return std::nullopt;
      date = {Zone::Date::Kind::month_week_day, *month, *week, *day, date.time};
    } else {
      const bool julian = take('J');
      const auto day = number(julian ? 1 : 0, 365);
      if (!day) return std::nullopt;
      date.kind = julian ? Zone::Date::Kind::day_without_leap : Zone::Date::Kind::day_of_year;
      date.day = *day;
    }
    if (!take('/')) return date;
    const auto at = time(most_rule_hours);
    if (!at) return std::nullopt;
    date.time = *at;
    return date;
  }

  std::string_view rest_;
};

std::expected<Zone, std::string> Zone::parse(std::string_view rule) { return ZoneReader(rule).read(); }

Zone::Moment Zone::on_the_wall(const Date& date, std::chrono::year year) const {
  const sys_days new_year{year / std::chrono::January / 1};
  switch (date.kind) {
    case Date::Kind::day_of_year:
      return new_year + days{date.day} + date.time;
    case Date::Kind::day_without_leap: {
      constexpr int last_of_february = 59;
      const bool after_leap_day = year.is_leap() && date.day > last_of_february;
      return new_year + days{date.day - 1 + (after_leap_day ? 1 : 0)} + date.time;
    }
    case Date::Kind::month_week_day:
      break;
  }
  const auto month = year / std::chrono::month{static_cast<unsigned>(date.month)};
  const std::chrono::weekday weekday{static_cast<unsigned>(date.day)};
  const sys_days day = date.week == 5 ? sys_days{month / weekday[std::chrono::last]}
                                      : sys_days{month / weekday[static_cast<unsigned>(date.week)]};
  return day + date.time;
}

seconds Zone::offset(Moment utc) const {
  if (!has_summer_) return standard_;
  const std::chrono::year year = std::chrono::year_month_day{std::chrono::floor<days>(utc + standard_)}.year();
  const Moment begins = on_the_wall(start_, year) - standard_;
  const Moment ends = on_the_wall(end_, year) - summer_;
  const bool summer = begins < ends ? begins <= utc && utc < ends : !(ends <= utc && utc < begins);
  return summer ? summer_ : standard_;
}

Zone::Moment Zone::utc_of(Moment shown) const {
  for (const seconds offset : {summer_, standard_}) {
    if (wall(shown - offset) == shown) return shown - offset;
  }
  return shown - standard_;
}

}  // namespace acdloop
