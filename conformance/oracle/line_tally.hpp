// SPDX-License-Identifier: Apache-2.0
// Collects what the line kept and what it broke, so that a thousand good requests become one check. Inner part of the
// oracle's judgement of the line.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/verdict/verdict.hpp"

namespace acdloop::oracle {

class LineTally {
 public:
  // One observation of `what` against a requirement; `observed` is told when it is not kept.
  void note(std::string_view requirement, std::string_view what, std::string_view expected, bool kept,
            std::string observed, std::string session = {});
  // The same for a soft requirement: a warning.
  void advise(std::string_view requirement, std::string_view what, std::string_view expected, bool kept,
              std::string observed, std::string session = {});

  // What was noted since the last time: each breach, and one check for all that was kept where there is no breach.
  std::vector<verdict::Check> take(TimePoint at);

 private:
  struct Breach {
    std::string observed;
    std::string session;
  };
  struct Row {
    std::string expected;
    std::size_t kept = 0;
    std::size_t broken = 0;
    bool soft = false;
    std::vector<Breach> breaches;  // the first few
  };
  void add(std::string_view requirement, std::string_view what, std::string_view expected, bool kept,
           std::string observed, std::string session, bool soft);
  std::map<std::pair<std::string, std::string>, Row> rows_;
};

}  // namespace acdloop::oracle
