// SPDX-License-Identifier: Apache-2.0
// Figures of agents against the facts, against each other and against their sessions'.
#include <algorithm>
#include <chrono>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/neighbours.hpp"
#include "conformance/oracle/sums.hpp"

namespace acdloop::oracle {
namespace {

using verdict::Permitted;

constexpr std::string_view facts_only = "the facts";

Period period_of(const Period* set, std::optional<std::int32_t> told) {
  Period period = set ? *set : Period{};
  if (!period.length && told && *told > 0) period.length = std::chrono::seconds{*told};
  return period;
}

std::string subject_of(const cti::AgentId& agent) { return "agent " + agent.value(); }

template <class Id>
const Period* find(const std::map<Id, Period>& periods, const Id& id) {
  const auto found = periods.find(id);
  return found == periods.end() ? nullptr : &found->second;
}

// Calls per hour with a session: only where the count is certain and a minute has passed.
void judge_rate(const AgentTruth& truth, const ObservedAgent& seen, const tapi::Readings& readings, Checks& checks) {
  const bool minute = truth.active.least.shortest >= std::chrono::seconds{60};
  if (!seen.call_rate || !truth.at_rest || truth.calls.low != truth.calls.high || !minute) return;
  Permitted rate = permitted_rate(truth.calls.high, truth.active);
  if (readings.overall_rate_scale == tapi::Readings::RateScale::ten) {
    for (verdict::Range* range : {&rate.always, &rate.sometimes}) *range = {range->low * 10, range->high * 10};
  }
  checks.within("AS-117", "OverallCallRate", rate, *seen.call_rate, "ten-thousandths");
}

}  // namespace

void Neighbours::measured(const cti::AgentId& agent, std::int32_t seconds, const Interval& when) {
  agents_[agent] = {when, std::chrono::seconds{seconds}};
}

AgentTruth Neighbours::truth(const cti::AgentId& agent, const Interval& now, std::optional<std::int32_t> told) const {
  return agent_truth(oracle_, agent, period_of(find(agents_, agent), told), now);
}

std::vector<verdict::Check> Neighbours::judge_agent(const ObservedAgent& seen) const {
  const AgentTruth truth = this->truth(seen.agent, seen.at, seen.period);
  const Rounding rounding = oracle_.readings().rounding;
  Checks checks{subject_of(seen.agent), seen.at.latest, std::string{facts_only}};
  const auto count = [&](std::string_view requirement, std::string_view what, const verdict::Range& range,
                         const std::optional<std::int32_t>& value) {
    if (value) checks.within(requirement, what, Permitted::exactly(range), *value, "calls");
  };
  const auto total = [&](std::string_view what, const std::vector<Length>& parts,
                         const std::optional<std::int32_t>& value) {
    if (value) checks.within("AS-117", what, permitted_total(parts, rounding), *value, "s");
  };
  count("AS-117", "NumberOfACDCalls", truth.calls, seen.calls);
  total("TotalACDTalkTime", truth.talk, seen.talk_time);
  total("TotalACDCallTime", truth.call_time, seen.call_time);
  total("TotalWrapUpTime", truth.wrap_up, seen.wrap_up_time);
  count("AS-119", "NumberOfIncomingCalls", truth.incoming, seen.incoming);
  count("AS-119", "NumberOfOutgoingCalls", truth.outgoing, seen.outgoing);
  judge_rate(truth, seen, oracle_.readings(), checks);
  if (seen.call_time && seen.talk_time && seen.wrap_up_time && truth.at_rest) {
    checks.witnesses("figures read at one moment");
    const std::int64_t slack = std::max<std::int64_t>(1, truth.calls.high);
    const std::int64_t least = std::int64_t{*seen.talk_time} + *seen.wrap_up_time - slack;
    checks.require("AS-118", "TotalACDCallTime beside talk and wrap-up", "at least " + text_of_number(least, "s"),
                   text_of_number(*seen.call_time, "s"), *seen.call_time >= least);
  }
  return std::move(checks).result();
}

std::vector<verdict::Check> Neighbours::judge_shares(const ObservedAgent& seen,
                                                     std::span<const ObservedShare> shares) const {
  const Period period = period_of(find(agents_, seen.agent), seen.period);
  if (period.since || period.over(seen.at)) return {};
  Checks checks{subject_of(seen.agent), seen.at.latest, "the figures of all her sessions"};
  std::int64_t calls = 0;
  for (const ObservedShare& share : shares) calls += share.calls;
  // Each of the sessions and the agent may be rounded on its own, call by call or as a whole.
  const std::int64_t slack = std::max<std::int64_t>({1, calls, static_cast<std::int64_t>(shares.size())});
  const auto sum = [&](std::string_view what, std::int32_t ObservedShare::*part,
                       const std::optional<std::int32_t>& value, std::int64_t allowed, std::string_view unit) {
    if (!value) return;
    std::int64_t total = 0;
    for (const ObservedShare& share : shares) total += share.*part;
    const std::string expected =
        text_of_number(total, unit) + (allowed ? ", " + std::to_string(allowed) + " either way" : "");
    checks.require("AS-117", what, expected, text_of_number(*value, unit), std::abs(*value - total) <= allowed);
  };
  sum("NumberOfACDCalls beside the sessions", &ObservedShare::calls, seen.calls, 0, "calls");
  sum("TotalACDTalkTime beside the sessions", &ObservedShare::talk_time, seen.talk_time, slack, "s");
  sum("TotalACDCallTime beside the sessions", &ObservedShare::call_time, seen.call_time, slack, "s");
  sum("TotalWrapUpTime beside the sessions", &ObservedShare::wrap_up_time, seen.wrap_up_time, slack, "s");
  return std::move(checks).result();
}

std::vector<verdict::Check> Neighbours::judge_fresh_period(const ObservedAgent& after, std::int32_t period) const {
  Checks checks{subject_of(after.agent), after.at.latest, "put_MeasurementPeriod at this moment"};
  if (after.period) {
    checks.require("AS-120a", "MeasurementPeriod read back", text_of_number(period, "s"),
                   text_of_number(*after.period, "s"), *after.period == period);
  }
  // A call in progress may be credited from its own beginning on: bounds are judge_agent's.
  if (!truth(after.agent, after.at, after.period).at_rest) return std::move(checks).result();
  const auto zero = [&](std::string_view what, const std::optional<std::int32_t>& value, std::string_view unit) {
    if (value) checks.require("AS-120a", what, text_of_number(0, unit), text_of_number(*value, unit), *value == 0);
  };
  zero("NumberOfACDCalls in a new period", after.calls, "calls");
  zero("NumberOfIncomingCalls in a new period", after.incoming, "calls");
  zero("NumberOfOutgoingCalls in a new period", after.outgoing, "calls");
  zero("TotalACDTalkTime in a new period", after.talk_time, "s");
  zero("TotalACDCallTime in a new period", after.call_time, "s");
  zero("TotalWrapUpTime in a new period", after.wrap_up_time, "s");
  return std::move(checks).result();
}

std::vector<verdict::Check> Neighbours::judge_untouched(std::span<const ObservedShare> before,
                                                        std::span<const ObservedShare> after,
                                                        const Interval& now) const {
  std::vector<verdict::Check> all;
  for (const ObservedShare& was : before) {
    const auto is = std::find_if(after.begin(), after.end(),
                                 [&](const ObservedShare& share) { return share.session == was.session; });
    if (is == after.end()) continue;
    Checks checks{was.session, now.latest, "the session's figures before put_MeasurementPeriod"};
    // That the session is left alone is how the text reads. That nothing of a session ever shrinks is beyond doubt.
    const auto same = [&](std::string_view what, std::int32_t ObservedShare::*figure, std::string_view unit) {
      const std::string expected = text_of_number(was.*figure, unit), observed = text_of_number((*is).*figure, unit);
      if ((*is).*figure < was.*figure) return checks.require("AS-121", what, expected, observed, false);
      checks.advise("AS-121", what, expected, observed, was.*figure == (*is).*figure);
    };
    same("NumberOfCalls after the agent's period was set", &ObservedShare::calls, "calls");
    same("TotalTalkTime after the agent's period was set", &ObservedShare::talk_time, "s");
    same("TotalCallTime after the agent's period was set", &ObservedShare::call_time, "s");
    same("TotalWrapUpTime after the agent's period was set", &ObservedShare::wrap_up_time, "s");
    for (verdict::Check& check : std::move(checks).result()) all.push_back(std::move(check));
  }
  return all;
}

}  // namespace acdloop::oracle
