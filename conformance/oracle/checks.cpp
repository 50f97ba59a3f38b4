// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/checks.hpp"

#include <cstdio>
#include <utility>

namespace acdloop::oracle {

using verdict::Verdict;

void Checks::add(std::string_view requirement, std::string_view what, std::string expected, std::string observed,
                 Verdict verdict) {
  verdict::Check check;
  check.requirement = requirement;
  check.session = session_;
  check.what = what;
  check.witnesses = witnesses_;
  check.expected = std::move(expected);
  check.observed = std::move(observed);
  check.verdict = verdict;
  check.at = at_;
  checks_.push_back(std::move(check));
}

void Checks::require(std::string_view requirement, std::string_view what, std::string expected, std::string observed,
                     bool kept) {
  add(requirement, what, std::move(expected), std::move(observed), kept ? Verdict::pass : Verdict::fail);
}

void Checks::advise(std::string_view requirement, std::string_view what, std::string expected, std::string observed,
                    bool kept) {
  add(requirement, what, std::move(expected), std::move(observed), Verdict::pass);
  checks_.back().warning = !kept;
}

void Checks::within(std::string_view requirement, std::string_view what, const verdict::Permitted& permitted,
                    std::int64_t reported, std::string_view unit) {
  add(requirement, what, verdict::text_of(permitted, unit), text_of_number(reported, unit),
      verdict::judge(permitted, reported));
}

void Checks::at_most(std::string_view requirement, std::string_view what, const verdict::Permitted& permitted,
                     std::int64_t reported, std::string_view unit) {
  std::string expected = "at most " + text_of_number(permitted.always.high, unit);
  if (permitted.sometimes.high != permitted.always.high) {
    expected += " (" + text_of_number(permitted.sometimes.high, unit) + " cannot be excluded)";
  }
  add(requirement, what, std::move(expected), text_of_number(reported, unit),
      verdict::judge_upper(permitted, reported));
}

void Checks::within(std::string_view requirement, std::string_view what, const verdict::Alternatives& permitted,
                    std::int64_t reported, std::string_view unit) {
  add(requirement, what, permitted.text(unit), text_of_number(reported, unit), permitted.judge(reported));
}

void Checks::at_most(std::string_view requirement, std::string_view what, const verdict::Alternatives& permitted,
                     std::int64_t reported, std::string_view unit) {
  add(requirement, what, permitted.text_upper(unit), text_of_number(reported, unit), permitted.judge_upper(reported));
}

void Checks::tells(std::vector<verdict::ReadingSeen> readings) {
  verdict::Check& check = checks_.back();
  if (check.verdict != Verdict::pass) return;
  for (verdict::ReadingSeen& reading : readings) check.readings.push_back(std::move(reading));
}

std::string text_of_number(std::int64_t number, std::string_view unit) {
  std::string text = std::to_string(number);
  if (!unit.empty()) text.append(1, ' ').append(unit);
  return text;
}

std::string text_of_length(Duration length) {
  char text[48];
  std::snprintf(text, sizeof text, "%.3f s", static_cast<double>(length.count()) / 1e9);
  return text;
}

std::string text_of_time(TimePoint at) { return text_of_length(at.time_since_epoch()); }

}  // namespace acdloop::oracle
