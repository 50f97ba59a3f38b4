// SPDX-License-Identifier: Apache-2.0
// Collects checks of one session at one moment. Inner part of the oracle.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/verdict/alternatives.hpp"
#include "conformance/verdict/range.hpp"
#include "conformance/verdict/verdict.hpp"

namespace acdloop::oracle {

class Checks {
 public:
  Checks(std::string session, TimePoint at, std::string witnesses)
      : session_{std::move(session)}, at_{at}, witnesses_{std::move(witnesses)} {}

  void witnesses(std::string text) { witnesses_ = std::move(text); }
  void add(std::string_view requirement, std::string_view what, std::string expected, std::string observed,
           verdict::Verdict verdict);
  void require(std::string_view requirement, std::string_view what, std::string expected, std::string observed,
               bool kept);
  // A soft requirement: passes with a warning when it is not kept.
  void advise(std::string_view requirement, std::string_view what, std::string expected, std::string observed,
              bool kept);
  void within(std::string_view requirement, std::string_view what, const verdict::Permitted& permitted,
              std::int64_t reported, std::string_view unit);
  void at_most(std::string_view requirement, std::string_view what, const verdict::Permitted& permitted,
               std::int64_t reported, std::string_view unit);
  // The same where open readings leave several sets of numbers.
  void within(std::string_view requirement, std::string_view what, const verdict::Alternatives& permitted,
              std::int64_t reported, std::string_view unit);
  void at_most(std::string_view requirement, std::string_view what, const verdict::Alternatives& permitted,
               std::int64_t reported, std::string_view unit);
  // What the last check tells of open readings; nothing unless it passed.
  void tells(std::vector<verdict::ReadingSeen> readings);
  std::vector<verdict::Check> result() && { return std::move(checks_); }

 private:
  std::string session_;
  TimePoint at_;
  std::string witnesses_;
  std::vector<verdict::Check> checks_;
};

std::string text_of_number(std::int64_t number, std::string_view unit);  // "42 s"
std::string text_of_time(TimePoint at);                                  // "12.300 s"
std::string text_of_length(Duration length);                             // "119.900 s"

}  // namespace acdloop::oracle
