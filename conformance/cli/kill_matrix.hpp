// SPDX-License-Identifier: Apache-2.0
// One planted defect against the suite: caught only when a check of its own requirement fails in a scenario that
// passes without it. A crash, a hang, an error or a failure elsewhere is no catch.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/cli/suite_run.hpp"

namespace acdloop::cli {

struct Trial {
  enum class Result : std::uint8_t { caught, survived_rightly, uncaught, no_difference, false_alarm };
  const defects::Defect* defect = nullptr;
  Result result = Result::uncaught;
  std::vector<std::string> caught_by;  // scenario ids
  // The first scenario that caught it, with the first failing check of the defect's requirement alone.
  std::optional<verdict::ScenarioReport> evidence;
  std::string reason;
};

class KillMatrix {
 public:
  // Plays the healthy suite first. The plan outlives this.
  explicit KillMatrix(const RunPlan& plan);
  Trial try_out(const defects::Defect& defect);
  const RunOutcome& healthy() const { return healthy_; }

 private:
  const RunPlan& plan_;
  RunOutcome healthy_;
};

}  // namespace acdloop::cli
