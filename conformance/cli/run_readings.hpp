// SPDX-License-Identifier: Apache-2.0
// What a whole run lets be told of open readings, protocol by protocol: folded from its reports, in their order. Used
// by whoever gathers reports.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "conformance/verdict/reading_ledger.hpp"
#include "conformance/verdict/verdict.hpp"

namespace acdloop::cli {

class RunReadings {
 public:
  // Two answers in two scenarios are a failing check of the later one.
  void take(verdict::ScenarioReport& report);

  struct Observed {
    std::string protocol;
    std::string key;
    std::string text;  // "floor_total (48 checks)"
  };
  std::vector<Observed> observed() const;

 private:
  std::map<std::string, verdict::ReadingLedger> by_protocol_;
};

RunReadings readings_of(std::span<const verdict::ScenarioReport> reports);

}  // namespace acdloop::cli
