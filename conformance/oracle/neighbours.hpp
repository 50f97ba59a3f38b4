// SPDX-License-Identifier: Apache-2.0
// Judges what was seen of the session's neighbours: agents, queues, groups, handlers, lists. Used by the runner beside
// the Oracle, whose facts and sessions it reads; like it, it starts from scratch at every question.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "conformance/oracle/agent_truth.hpp"
#include "conformance/oracle/observed_objects.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/queue_truth.hpp"
#include "conformance/verdict/verdict.hpp"

namespace acdloop::oracle {

class Neighbours {
 public:
  // The oracle outlives this.
  explicit Neighbours(const Oracle& oracle) : oracle_{oracle} {}

  // put_MeasurementPeriod was granted.
  void measured(const cti::AgentId& agent, std::int32_t seconds, const Interval& when);
  void measured(const cti::AcdGroupId& queue, std::int32_t seconds, const Interval& when);

  // `period` as the device tells it where nobody has set one, in seconds; absent: not known.
  AgentTruth truth(const cti::AgentId& agent, const Interval& now, std::optional<std::int32_t> period = {}) const;
  QueueTruth truth(const cti::AcdGroupId& queue, const Interval& now, std::optional<std::int32_t> period = {}) const;
  bool removed(const cti::AcdGroupId& group, const Interval& now) const;

  // Figures against the facts and against each other: exact at rest, bounds otherwise.
  std::vector<verdict::Check> judge_agent(const ObservedAgent& seen) const;
  std::vector<verdict::Check> judge_queue(const ObservedQueue& seen) const;
  // An agent's figures beside those of all her sessions, every one at rest and read at the same moment. Nothing where
  // the period began after a session did, or has run out.
  std::vector<verdict::Check> judge_shares(const ObservedAgent& seen, std::span<const ObservedShare> shares) const;
  // The figures right after put_MeasurementPeriod, and the sessions' before and after it.
  std::vector<verdict::Check> judge_fresh_period(const ObservedAgent& after, std::int32_t period) const;
  std::vector<verdict::Check> judge_untouched(std::span<const ObservedShare> before,
                                              std::span<const ObservedShare> after, const Interval& now) const;
  std::vector<verdict::Check> judge_answer(const ObservedObjectAnswer& seen) const;
  std::vector<verdict::Check> judge_list(const ObservedList& seen) const;
  // What a session says of itself after the agent, address and group that it handed out have been released.
  std::vector<verdict::Check> judge_released(const std::string& session, const cti::AgentSessionKey& before,
                                             const cti::AgentSessionKey& after, bool state_answered,
                                             const Interval& now) const;

 private:
  const Oracle& oracle_;
  std::map<cti::AgentId, Period> agents_;
  std::map<cti::AcdGroupId, Period> queues_;
};

}  // namespace acdloop::oracle
