// SPDX-License-Identifier: Apache-2.0
// Where checks go: completed with subject and line, written to the stream, kept. Also the checks that are the runner's
// own: what the author expected of an answer, and the bystanders.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/report/stream.hpp"
#include "conformance/runner/api_desk.hpp"
#include "conformance/verdict/reading_ledger.hpp"
#include "conformance/verdict/verdict.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::runner {

class Judging {
 public:
  // `on_trouble` hears of every check that is not in order. `strict`: a broken soft requirement is a failure, not a
  // warning.
  using OnTrouble = std::function<void(const verdict::Check&)>;
  // `not_judged`: why a requirement is none in this kind of run, empty where it is; may be empty itself.
  using NotJudged = std::function<std::string(std::string_view requirement)>;
  Judging(report::Stream& stream, std::string subject, OnTrouble on_trouble, bool strict = false,
          NotJudged not_judged = {});

  // The step that is being played; 0 = judged unasked.
  void at_line(int line) { line_ = line; }
  void note(verdict::Check check);
  void note(std::vector<verdict::Check> checks);

  std::vector<verdict::Check> take_checks() { return std::move(checks_); }
  const std::vector<verdict::Check>& checks() const { return checks_; }
  // What the checks so far let be told of open readings.
  std::vector<verdict::ReadingObserved> readings() const { return readings_.observed(); }

 private:
  report::Stream& stream_;
  std::string subject_;
  OnTrouble on_trouble_;
  bool strict_;
  NotJudged not_judged_;
  int line_ = 0;
  void learn_readings(const verdict::Check& check);

  std::vector<verdict::Check> checks_;
  verdict::ReadingLedger readings_;
};

// An answer against the step that asked: `expected_error` absent means S_OK. The requirement is the one that makes
// this answer the right one.
verdict::Check judge_expected_answer(const ApiCall& call, const std::optional<std::string>& expected_error);
// An `expect: { answer: … }` with its moment.
std::vector<verdict::Check> judge_awaited_answer(const ApiCall& call, const scenarios::ExpectAnswer& expected,
                                                 std::string_view requirement, TimePoint now);
// A state the author expects, seen or not seen in time. After a put_State that timed out it is the state that shows
// what became of the request.
verdict::Check judge_expected_state(const std::string& session, std::int32_t expected, std::int32_t observed,
                                    const std::string& when, bool unknown_outcome, TimePoint now);
// A state that must not show for a while.
verdict::Check judge_never(const std::string& session, std::int32_t state, bool seen, Duration during, TimePoint now);
// A session whose own application hears nothing of it is known all the same: the worst of these checks, once more in
// that light. Nothing without checks.
std::vector<verdict::Check> judge_unheard(const std::string& session, const std::vector<verdict::Check>& checks,
                                          TimePoint now);

}  // namespace acdloop::runner
