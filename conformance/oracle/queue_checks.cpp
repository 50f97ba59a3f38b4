// SPDX-License-Identifier: Apache-2.0
// Figures of queues against the facts and against each other.
#include <algorithm>
#include <chrono>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/neighbours.hpp"

namespace acdloop::oracle {

using verdict::Permitted;

void Neighbours::measured(const cti::AcdGroupId& queue, std::int32_t seconds, const Interval& when) {
  queues_[queue] = {when, std::chrono::seconds{seconds}};
}

QueueTruth Neighbours::truth(const cti::AcdGroupId& queue, const Interval& now,
                             std::optional<std::int32_t> told) const {
  const auto set = queues_.find(queue);
  Period period = set == queues_.end() ? Period{} : set->second;
  if (!period.length && told && *told > 0) period.length = std::chrono::seconds{*told};
  const bool ever = oracle_.readings().longest_ever_scope == tapi::Readings::EverScope::ever;
  return queue_truth(queue_stays(oracle_.facts(), oracle_.configuration(), now), queue, period, ever, now);
}

bool Neighbours::removed(const cti::AcdGroupId& group, const Interval& now) const {
  const auto facts = oracle_.facts();
  return std::any_of(facts.begin(), facts.end(), [&](const cti::Fact& fact) {
    return fact.kind == cti::FactKind::group_removed && fact.group == group && fact.when.latest <= now.earliest;
  });
}

std::vector<verdict::Check> Neighbours::judge_queue(const ObservedQueue& seen) const {
  Checks checks{"queue " + seen.queue.value(), seen.at.latest, "the facts and the configuration"};
  const QueueTruth truth = this->truth(seen.queue, seen.at, seen.period);
  const auto count = [&](std::string_view requirement, std::string_view what, const verdict::Range& range,
                         const std::optional<std::int32_t>& value) {
    if (value && truth.exact) checks.within(requirement, what, Permitted::exactly(range), *value, "calls");
  };
  const auto time = [&](std::string_view what, const verdict::Range& range, const std::optional<std::int32_t>& value) {
    if (value && truth.exact) checks.within("AS-124", what, Permitted::exactly(range), *value, "s");
  };
  count("AS-122", "TotalCallsQueued", truth.queued, seen.queued);
  count("AS-122", "CurrentCallsQueued", truth.waiting, seen.waiting);
  count("AS-122", "TotalCallsAbandoned", truth.abandoned, seen.abandoned);
  count("AS-123a", "TotalCallsFlowedIn", truth.flowed_in, seen.flowed_in);
  count("AS-123a", "TotalCallsFlowedOut", truth.flowed_out, seen.flowed_out);
  count("AS-123b", "FinalDisposition", truth.final, seen.final);
  time("LongestEverWaitTime", truth.longest_wait, seen.longest_wait);
  time("CurrentLongestWaitTime", truth.current_wait, seen.current_wait);
  time("AverageWaitTime", truth.average_wait, seen.average_wait);
  checks.witnesses("figures read at one moment");
  const auto no_longer = [&](std::string_view what, const std::optional<std::int32_t>& value) {
    if (!value || !seen.longest_wait) return;
    checks.require("AS-124", what, "at most " + text_of_number(*seen.longest_wait, "s"), text_of_number(*value, "s"),
                   *value <= *seen.longest_wait);
  };
  no_longer("CurrentLongestWaitTime beside LongestEverWaitTime", seen.current_wait);
  no_longer("AverageWaitTime beside LongestEverWaitTime", seen.average_wait);
  return std::move(checks).result();
}

}  // namespace acdloop::oracle
