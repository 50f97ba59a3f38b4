// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/judging.hpp"

#include <algorithm>
#include <utility>

#include "drivers/tapi/hresult.hpp"
#include "drivers/tapi/readings.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::runner {
namespace {

using verdict::Check;
using verdict::Verdict;

constexpr std::int32_t state_ended = 4;

Check make_check(std::string_view requirement, const std::string& session, std::string what, std::string witnesses,
                 TimePoint at) {
  Check check;
  check.requirement = requirement;
  check.session = session;
  check.what = std::move(what);
  check.witnesses = std::move(witnesses);
  check.at = at;
  return check;
}

void decide(Check& check, bool good, std::string expected, std::string observed) {
  check.expected = std::move(expected);
  check.observed = std::move(observed);
  check.verdict = good ? Verdict::pass : Verdict::fail;
}

std::string code_text(std::uint32_t hresult) { return tapi::to_string(tapi::Hresult{hresult}); }

// LINEERR_ as it is or as its twin: whichever the author wrote, both are that answer.
bool is_code(std::uint32_t observed, const std::optional<std::string>& expected) {
  const tapi::HresultRow* row = tapi::find_hresult(expected.value_or("S_OK"));
  return row && tapi::same_or_twin(tapi::Hresult{observed}, row->code);
}

// Whose number was wrong, a wire may say or not (docs/decisions.md, error codes of a refused log-in).
bool says_it_is_the_agent(const ApiCall& call, const std::optional<std::string>& expected) {
  return call.seen.method == "CreateSession" && expected == "LINEERR_INVALPARAM" &&
         is_code(call.seen.hresult, "LINEERR_INVALAGENTID");
}

std::string expected_code(const std::optional<std::string>& expected) {
  const tapi::HresultRow* row = tapi::find_hresult(expected.value_or("S_OK"));
  return row ? tapi::to_string(row->code) : *expected;
}

std::string_view requirement_of_object(const oracle::ObservedObjectAnswer& seen, bool error_expected) {
  if (seen.null_out) return "AS-090a";
  if (seen.method == "CreateSessionWithPIN") {
    if (seen.without_id) return "AS-069a";
    if (seen.null_pin) return "AS-069b";
    return error_expected ? "AS-070" : "AS-066";
  }
  if (seen.method == "put_MeasurementPeriod") return seen.argument == 0 ? "AS-120b" : "AS-120a";
  if (seen.group_removed) return seen.interface == "ITACDGroup" ? "AS-125a" : "AS-125b";
  return error_expected ? "AS-092" : "AS-091";
}

std::string_view requirement_of(const ApiCall& call, const std::optional<std::string>& expected_error) {
  const oracle::ObservedAnswer& seen = call.seen;
  if (call.object) return requirement_of_object(*call.object, expected_error.has_value());
  if (seen.method == "CreateSession") return expected_error ? "AS-070" : "AS-066";
  if (seen.null_out) return "AS-090a";
  if (seen.method != "put_State" && !expected_error && seen.refused_elsewhere) return "AS-096";
  if (seen.method != "put_State") return expected_error ? "AS-092" : "AS-091";
  const std::int32_t asked = seen.argument.value_or(0);
  if (asked < 0 || asked > state_ended) return "AS-059";
  if (asked == state_ended) return "AS-058";
  return expected_error ? "AS-093" : "AS-057";
}

std::string_view requirement_of_state(std::int32_t state) {
  switch (state) {
    case 2:
      return "AS-054";
    case 3:
      return "AS-051";
    case state_ended:
      return "AS-058";
    default:
      return "AS-057";
  }
}

std::string state_text(std::int32_t state) {
  const std::string_view word = scenarios::state_word(state);
  return word.empty() ? "state " + std::to_string(state) : std::string{word};
}

}  // namespace

Judging::Judging(report::Stream& stream, std::string subject, OnTrouble on_trouble, bool strict, NotJudged not_judged)
    : stream_(stream),
      subject_(std::move(subject)),
      on_trouble_(std::move(on_trouble)),
      strict_(strict),
      not_judged_(std::move(not_judged)) {}

void Judging::note(Check check) {
  if (not_judged_ && !not_judged_(check.requirement).empty()) return;
  if (check.subject.empty()) check.subject = subject_;
  if (check.line == 0) check.line = line_;
  if (check.warning && strict_) check.verdict = Verdict::fail;
  stream_.check(check);
  if (check.verdict >= Verdict::inconclusive && on_trouble_) on_trouble_(check);
  checks_.push_back(std::move(check));
  // A copy: what it learns may be a check of its own, and move all others.
  if (!checks_.back().readings.empty()) learn_readings(verdict::Check{checks_.back()});
}

// Two answers to one question are a failure of their own.
void Judging::learn_readings(const Check& check) {
  for (const verdict::ReadingSeen& seen : check.readings) {
    const std::string from = verdict::what_of(check) + ", " + check.observed;
    const auto contradiction = readings_.add(seen.key, seen.answers, 1, from);
    if (!contradiction) continue;
    const tapi::KeyRow& row = *tapi::find_key(seen.key);
    Check inconsistent = verdict::check_of(*contradiction, tapi::requirement_of(row), std::string{row.question});
    inconsistent.session = check.session;
    inconsistent.at = check.at;
    inconsistent.observed += " (" + from + ")";
    note(std::move(inconsistent));
  }
}

void Judging::note(std::vector<Check> checks) {
  for (Check& check : checks) note(std::move(check));
}

Check judge_expected_answer(const ApiCall& call, const std::optional<std::string>& expected_error) {
  const TimePoint at = call.seen.answered ? call.seen.answered->earliest : call.seen.judged_at.earliest;
  Check check = make_check(requirement_of(call, expected_error), call.seen.session, call.seen.method,
                           "return code against the story", at);
  const bool good =
      call.seen.answered && (is_code(call.seen.hresult, expected_error) || says_it_is_the_agent(call, expected_error));
  decide(check, good, expected_code(expected_error), call.seen.answered ? code_text(call.seen.hresult) : "no answer");
  return check;
}

std::vector<Check> judge_awaited_answer(const ApiCall& call, const scenarios::ExpectAnswer& expected,
                                        std::string_view requirement, TimePoint now) {
  const std::string observed_code = call.seen.answered ? code_text(call.seen.hresult) : "no answer";
  Check code = make_check(requirement == "AS-097" ? "AS-098" : requirement, call.seen.session, call.seen.method,
                          "return code against the story", now);
  decide(code, call.seen.answered && is_code(call.seen.hresult, expected.error), expected_code(expected.error),
         observed_code);
  std::vector<Check> checks{code};
  if (expected.at) {
    Check moment = make_check(requirement, call.seen.session, call.seen.method + " answers after",
                              "moment of the answer against the story", now);
    const bool answered = call.seen.answered.has_value();
    const Duration took = answered ? call.seen.answered->earliest - call.seen.asked.earliest : Duration{};
    decide(moment, answered && took == *expected.at, scenarios::duration_text(*expected.at),
           answered ? scenarios::duration_text(took) : "no answer");
    checks.push_back(std::move(moment));
  }
  return checks;
}

Check judge_expected_state(const std::string& session, std::int32_t expected, std::int32_t observed,
                           const std::string& when, bool unknown_outcome, TimePoint now) {
  Check check = make_check(unknown_outcome ? "AS-104" : requirement_of_state(expected), session, "State" + when,
                           "get_State against the story", now);
  decide(check, expected == observed, state_text(expected), state_text(observed));
  return check;
}

Check judge_never(const std::string& session, std::int32_t state, bool seen, Duration during, TimePoint now) {
  Check check = make_check(state == 2 ? "AS-056a" : "AS-049", session, "State for " + scenarios::duration_text(during),
                           "get_State and events against the story", now);
  decide(check, !seen, "never " + state_text(state), seen ? state_text(state) : "another state");
  return check;
}

std::vector<Check> judge_unheard(const std::string& session, const std::vector<Check>& checks, TimePoint now) {
  const auto worst = std::ranges::max_element(checks, {}, &Check::verdict);
  if (worst == checks.end()) return {};
  Check check =
      make_check("AS-089", session, worst->what + " while its application is told no events", worst->witnesses, now);
  check.expected = worst->expected;
  check.observed = worst->observed;
  check.verdict = worst->verdict;
  return {check};
}

}  // namespace acdloop::runner
