// SPDX-License-Identifier: Apache-2.0
// Random walks, one after the other, until so many sessions were judged or one walk fails; what failed is made small
// and handed back as a scenario. Used by `acdcheck walk` and its test.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "conformance/runner/bench.hpp"
#include "conformance/verdict/verdict.hpp"
#include "conformance/walks/walker.hpp"
#include "drivers/time/time_point.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::walks {

struct HuntPlan {
  std::uint64_t seed = 1;  // of the first walk; the others follow
  int sessions = 1000;     // so many at least
  WalkSize size;
  int max_tries = 2000;               // to make a failing walk smaller
  std::function<bool()> interrupted;  // looked at between walks; may be empty
};

// A walk that did not pass. Two fail alike when these are equal.
struct Failure {
  verdict::Outcome outcome = verdict::Outcome::fail;
  std::string requirement;  // of the first failed check; empty when none failed
  friend bool operator==(const Failure&, const Failure&) = default;
};

struct Finding {
  std::uint64_t seed = 0;
  Failure failure;
  scenarios::Scenario scenario;    // as small as it got
  verdict::ScenarioReport report;  // of that
  std::size_t steps_before = 0;
  int tries = 0;
  bool tries_ran_out = false;
};

struct HuntResult {
  int walks = 0;
  int sessions = 0;
  int calls = 0;
  std::uint64_t checks = 0;
  Duration telephone_time{};
  bool interrupted = false;
  std::optional<Finding> finding;
};

HuntResult hunt(const HuntPlan& plan, runner::BenchMaker& benches);

}  // namespace acdloop::walks
