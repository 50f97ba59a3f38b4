// SPDX-License-Identifier: Apache-2.0
// Verdicts with their evidence, and how they add up to outcomes and to the exit code. Made by oracle and runner,
// told by conformance/report. Knows neither switch nor façade.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/time/time_point.hpp"

namespace acdloop::verdict {

// TTCN-3's order; a later verdict never makes an earlier one better. `inconclusive` means only: the evidence was
// too weak.
enum class Verdict : std::uint8_t { none, pass, inconclusive, fail, error };
std::string_view to_string(Verdict verdict);
constexpr Verdict worse(Verdict a, Verdict b) { return a < b ? b : a; }

// What a check lets be told of an open question: the answers that what was observed agrees with. Told only where that
// are fewer than are in order.
struct ReadingSeen {
  std::string key;                   // "rounding"
  std::vector<std::string> answers;  // "floor_total", "floor_per_call"; in the order of the question's own list
  friend bool operator==(const ReadingSeen&, const ReadingSeen&) = default;
};

// One requirement, judged once.
struct Check {
  std::string requirement;  // "AS-016"
  std::string session;      // the scenario's name of the session, empty where none is concerned
  std::string what;         // "TotalCallTime"
  std::string witnesses;    // "figure of the façade against the facts"
  std::string subject;      // who is judged: "switch, wire or façade", "façade"
  std::string expected;     // with unit: "42 s to 43 s"
  std::string observed;     // with unit: "30 s"
  Verdict verdict = Verdict::none;
  bool warning = false;  // a soft requirement was broken: passes with a warning
  TimePoint at{};
  int line = 0;  // of the step that asked, 0 = at a quiescent point, unasked
  std::vector<ReadingSeen> readings = {};
};
// What is judged, and whose it is: "TotalCallTime of s".
std::string what_of(const Check& check);

// From xfail on they are made by a list of known failures; `flaky` is a failure that such a list announced as one that
// comes and goes.
enum class Outcome : std::uint8_t { pass, fail, inconclusive, error, blocked, skip, not_run, xfail, xpass, flaky };
std::string_view to_string(Outcome outcome);

// An open question after several checks: the answers that all of them agree with.
struct ReadingObserved {
  std::string key;
  std::vector<std::string> answers;
  int checks = 0;  // that told something
  friend bool operator==(const ReadingObserved&, const ReadingObserved&) = default;
};

struct ScenarioReport {
  std::string id;
  std::string title;
  std::string file;
  std::string protocol;
  std::string link;
  Outcome outcome = Outcome::not_run;
  std::string reason;  // of a skip, a block, an error
  std::string flaky;   // why a list of known failures calls it flaky, whatever came of it this time; else empty
  std::vector<Check> checks;
  std::vector<ReadingObserved> readings = {};  // sorted by key
  std::vector<std::string> chart;              // the moments around the first failure, one line each
  std::string repeat_command;                  // repeats exactly this
  Duration virtual_time{};
  Duration wall_time{};
  int repetitions = 1;  // how often it was played
};

// The outcome of a scenario that ran to its end: error without any check.
Outcome outcome_of(std::span<const Check> checks);

// Exit code of a run (docs/exit-codes.md): 1 a failed check or xpass, whatever broke later; 5 error, blocked,
// not-run; 4 inconclusive; 6 nothing but skips and flaky failures, or nothing at all; 0.
int exit_code_of(std::span<const ScenarioReport> reports);

}  // namespace acdloop::verdict
