// SPDX-License-Identifier: Apache-2.0
// The suite against planted defects: caught only when a check of a defect's own requirement fails in a scenario that
// passes without it. A crash, a hang, an error or a failure elsewhere is no catch. Fills a KillMatrix.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "conformance/cli/kill_matrix.hpp"
#include "conformance/cli/suite_run.hpp"

namespace acdloop::cli {

class Mutation {
 public:
  // Plays the healthy suite at once. The plan outlives this; its own defect must be null.
  explicit Mutation(const RunPlan& plan);
  const RunOutcome& healthy() const { return healthy_; }

  // In this process. What the façade does wrong it does above every wire: on the first of the plan's alone.
  // `evidence`, if not null, gets the first report that caught it, with that check alone.
  DefectRow try_out(const defects::Defect& defect, std::optional<verdict::ScenarioReport>* evidence = nullptr) const;

  // All of them, over this many worker processes (1: in this one). `told` hears of each in the given order as soon as
  // it is known. What an interrupt cut short is missing in the matrix.
  KillMatrix try_all(std::span<const defects::Defect* const> defects, int workers,
                     const std::function<void(const DefectRow&)>& told = {}) const;

 private:
  bool played_on(const defects::Defect& defect, std::string_view protocol) const;
  // Only what judges the defect's requirement in a healthy run can catch it: nothing else need be played.
  std::vector<scenarios::Scenario> that_could_catch(const defects::Defect& defect) const;
  RunOutcome play(const defects::Defect& defect, const std::vector<scenarios::Scenario>& scenarios) const;
  bool changes_nothing(const RunOutcome& spoiled) const;
  const verdict::ScenarioReport& healthy_like(const verdict::ScenarioReport& spoiled) const;
  DefectRow try_out_nothing(const defects::Defect& none) const;
  void try_in_workers(std::span<const defects::Defect* const> defects, int workers,
                      const std::function<void(DefectRow)>& take) const;

  const RunPlan& plan_;
  RunOutcome healthy_;
};

}  // namespace acdloop::cli
