// SPDX-License-Identifier: Apache-2.0
#include "conformance/verdict/verdict.hpp"

namespace acdloop::verdict {

std::string what_of(const Check& check) {
  return check.session.empty() ? check.what : check.what + " of " + check.session;
}

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::none:
      return "none";
    case Verdict::pass:
      return "pass";
    case Verdict::inconclusive:
      return "inconclusive";
    case Verdict::fail:
      return "fail";
    case Verdict::error:
      return "error";
  }
  return "?";
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return "pass";
    case Outcome::fail:
      return "fail";
    case Outcome::inconclusive:
      return "inconclusive";
    case Outcome::error:
      return "error";
    case Outcome::blocked:
      return "blocked";
    case Outcome::skip:
      return "skip";
    case Outcome::not_run:
      return "not-run";
    case Outcome::xfail:
      return "xfail";
    case Outcome::xpass:
      return "xpass";
    case Outcome::flaky:
      return "flaky";
  }
  return "?";
}

Outcome outcome_of(std::span<const Check> checks) {
  Verdict worst = Verdict::none;
  for (const Check& check : checks) worst = worse(worst, check.verdict);
  switch (worst) {
    case Verdict::pass:
      return Outcome::pass;
    case Verdict::inconclusive:
      return Outcome::inconclusive;
    case Verdict::fail:
      return Outcome::fail;
    // A scenario that judged nothing is no success: nothing may go green because nothing ran.
    case Verdict::none:
    case Verdict::error:
      return Outcome::error;
  }
  return Outcome::error;
}

namespace {

struct Tally {
  bool failed = false;
  bool broken = false;
  bool inconclusive = false;
  bool anything_ran = false;
};

void count(const ScenarioReport& report, Tally& tally) {
  switch (report.outcome) {
    case Outcome::fail:
    case Outcome::xpass:
      tally.failed = true;
      break;
    case Outcome::error:
    case Outcome::blocked:
    case Outcome::not_run:
      tally.broken = true;
      break;
    case Outcome::inconclusive:
      tally.inconclusive = true;
      break;
    case Outcome::pass:
    case Outcome::xfail:
      tally.anything_ran = true;
      break;
    // What comes and goes proves nothing.
    case Outcome::flaky:
    case Outcome::skip:
      break;
  }
  // A failed check counts whatever broke after it; unless it was announced.
  const bool announced = report.outcome == Outcome::xfail || report.outcome == Outcome::flaky;
  if (announced || report.outcome == Outcome::skip) return;
  for (const Check& check : report.checks) tally.failed = tally.failed || check.verdict == Verdict::fail;
}

}  // namespace

int exit_code_of(std::span<const ScenarioReport> reports) {
  Tally tally;
  for (const ScenarioReport& report : reports) count(report, tally);
  if (tally.failed) return 1;
  if (tally.broken) return 5;
  if (tally.inconclusive) return 4;
  return tally.anything_ran ? 0 : 6;
}

}  // namespace acdloop::verdict
