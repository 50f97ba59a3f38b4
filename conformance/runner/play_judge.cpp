// SPDX-License-Identifier: Apache-2.0
// Steps that judge: the facts against what the API shows now.
#include "conformance/runner/performance.hpp"

#include <utility>

#include "scenarios/language/words.hpp"

namespace acdloop::runner {

Ran Performance::act(const scenarios::ExpectAnswer& verb) {
  const ApiCallPtr call = answers_.at(verb.answer);
  stage_.wait_until([&] { return call->over; }, call->seen.asked.earliest + patience_);
  stage_.settle();
  judge_answer(*call);
  judging_.note(judge_awaited_answer(*call, verb, oracle_.requirement_of_answer(call->seen), stage_.now()));
  last_moment_ = stage_.now();
  return {};
}

Ran Performance::act(const scenarios::ExpectSession& verb) {
  Seat& watched = seat(verb.session);
  if (verb.state) {
    std::optional<std::int32_t> state;
    const TimePoint begun = stage_.now();
    stage_.wait_until(
        [&] { return (state = desk_.peek_state(watched)) == verb.state; },
        begun + std::max(verb.within.value_or(Duration{}), stage_.is_virtual() ? Duration{} : report_lag_));
    const std::string when = verb.within ? " within " + scenarios::duration_text(*verb.within) : "";
    const bool unknown_outcome = oracle_.requirement_of_state(verb.session, stage_.moment()) == "AS-104";
    judging_.note(
        judge_expected_state(verb.session, *verb.state, state.value_or(-1), when, unknown_outcome, stage_.now()));
  }
  if (verb.figures.empty() && !verb.all_figures) return {};
  judge_snapshot(watched);
  if (!stage_.is_virtual())
    return {};  // hands there are not as punctual as the author; that it adds up is shown elsewhere
  const std::optional<oracle::Truth> truth = oracle_.truth_as_written(verb.session, stage_.moment());
  for (const scenarios::ExpectedFigure& figure : verb.figures) {
    const auto quarrel =
        truth ? disagreement(figure, *truth) : std::optional<std::string>{"the facts know no such session"};
    if (!quarrel) continue;
    verdict::Check check;
    check.requirement = requirement_of_figure(figure.figure);
    check.session = verb.session;
    check.what = figure.figure;
    check.witnesses = "the scenario's figure against the facts";
    check.subject = "scenario";
    check.expected = "a scenario that agrees with what its people did";
    check.observed = *quarrel;
    check.verdict = verdict::Verdict::error;
    check.at = stage_.now();
    judging_.note(std::move(check));
  }
  return {};
}

Ran Performance::act(const scenarios::Never& verb) {
  Seat& watched = seat(verb.session);
  const bool seen =
      stage_.wait_until([&] { return desk_.peek_state(watched) == verb.state; }, stage_.now() + verb.during);
  judging_.note(judge_never(verb.session, verb.state, seen, verb.during, stage_.now()));
  last_moment_ = stage_.now();
  return {};
}

}  // namespace acdloop::runner
