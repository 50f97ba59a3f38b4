// SPDX-License-Identifier: Apache-2.0
// What a run adds up to, and the sentence that says it. A fold over scenario reports, used by console and JUnit;
// decides no exit code (verdict::exit_code_of does).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/verdict/verdict.hpp"

namespace acdloop::report {

inline constexpr int outcome_count = 10;
static_assert(static_cast<int>(verdict::Outcome::flaky) + 1 == outcome_count);

class Tally {
 public:
  void add(const verdict::ScenarioReport& report);

  int scenarios() const { return scenarios_; }
  int of(verdict::Outcome outcome) const { return outcomes_[static_cast<std::size_t>(outcome)]; }
  int checks() const { return checks_; }
  int warnings() const { return warnings_; }
  // Distinct requirements with at least one check.
  int requirements() const { return static_cast<int>(requirements_.size()); }
  Duration virtual_time() const { return virtual_time_; }

  // "18 of 18 scenarios passed on system-oai over memory in virtual time: 214 checks, 61 requirements, 1 h 12 min
  // of telephone time in 0.04 s." `clock` is "virtual" or "real"; `wall` is how long the run took for us.
  // Without `wall` it says nothing of that.
  std::string sentence(std::string_view clock, std::optional<Duration> wall) const;

 private:
  int scenarios_ = 0;
  std::array<int, outcome_count> outcomes_{};
  int checks_ = 0;
  int warnings_ = 0;
  int listed_flaky_ = 0;
  std::set<std::string, std::less<>> requirements_;
  std::vector<std::string> protocols_;  // in order of appearance
  std::vector<std::string> links_;
  Duration virtual_time_{};
};

}  // namespace acdloop::report
