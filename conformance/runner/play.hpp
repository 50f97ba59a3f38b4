// SPDX-License-Identifier: Apache-2.0
// Plays one scenario on one bench and judges it: the steps in order, a snapshot whenever a session has come to rest,
// the events at the end. Used by `acdcheck run` and `acdcheck mutate`.
#pragma once

#include <functional>
#include <string>

#include "conformance/report/stream.hpp"
#include "conformance/runner/bench.hpp"
#include "conformance/verdict/verdict.hpp"
#include "drivers/cti/fact.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::runner {

// A story that is made up while it is played.
class StepSource {
 public:
  virtual ~StepSource() = default;
  // Asked when everything that belongs to the step before has happened; null: the story is over. The step stays as it
  // is until the play is over.
  virtual const scenarios::Step* next() = 0;
  virtual void learn(const cti::Fact& fact) = 0;
};

struct PlayOptions {
  // The command that repeats exactly this scenario.
  std::function<std::string(const scenarios::Scenario&)> repeat_command;
  bool strict = false;               // a broken soft requirement is a failure
  StepSource* improvised = nullptr;  // steps come from here, none from the scenario
};

// Skipped, with the reason, when the bench cannot express what the scenario needs.
verdict::ScenarioReport play(const scenarios::Scenario& scenario, BenchMaker& benches, report::Stream& stream,
                             const PlayOptions& options);

}  // namespace acdloop::runner
