// SPDX-License-Identifier: Apache-2.0
// Agents, groups and queues in a play: the steps that name them, and what is judged of them unasked.
#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "conformance/oracle/switch_checks.hpp"
#include "conformance/runner/object_figures.hpp"
#include "conformance/runner/performance.hpp"
#include "conformance/runner/switch_figures.hpp"

namespace acdloop::runner {
namespace {

std::int32_t seconds_of(Duration period) {
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::seconds>(period).count());
}

verdict::Check scenario_quarrel(std::string_view requirement, const std::string& subject, const std::string& figure,
                                std::string quarrel, TimePoint at) {
  verdict::Check check;
  check.requirement = requirement;
  check.session = subject;
  check.what = figure;
  check.witnesses = "the scenario's figure against the facts";
  check.subject = "scenario";
  check.expected = "a scenario that agrees with what its people did";
  check.observed = std::move(quarrel);
  check.verdict = verdict::Verdict::error;
  check.at = at;
  return check;
}

template <class Rows, class Method>
std::vector<Method> wanted_of(const Rows& rows, const std::string& figure, Method first) {
  std::vector<Method> wanted;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const tapi::ObjectMethodRow& row = rows[index];
    using enum tapi::ValueKind;
    const bool getter = row.name.starts_with("get_") || row.word == "sessions" || row.word == "queues";
    if (row.word.empty() || !getter) continue;
    if (figure == "every" || row.word == figure) {
      wanted.push_back(static_cast<Method>(static_cast<std::size_t>(first) + index));
    }
  }
  return wanted;
}

}  // namespace

Ran Performance::query_object(const scenarios::Query& verb) {
  std::vector<ApiCallPtr> calls;
  for (int time = 0; time < verb.times; ++time) {
    if (verb.agent) {
      for (const auto method : wanted_of(tapi::agent_methods(), verb.figure, tapi::AgentMethod{})) {
        calls.push_back(desk_.call(*verb.agent, method, verb.null_out));
      }
    } else if (verb.queue) {
      for (const auto method : wanted_of(tapi::queue_methods(), verb.figure, tapi::QueueMethod{})) {
        calls.push_back(desk_.call(*verb.queue, method, verb.null_out));
      }
    } else {
      for (const auto method : wanted_of(tapi::group_methods(), verb.figure, tapi::GroupMethod{})) {
        calls.push_back(desk_.call(*verb.group, method, verb.null_out));
      }
    }
  }
  for (const ApiCallPtr& call : calls) {
    if (!call) return std::unexpected(Stop{"the object could not be had from its handler"});
    if (verb.as) {
      answers_[*verb.as] = call;
    } else if (Ran ran = await(call, verb.expected_error); !ran) {
      return ran;
    }
  }
  return {};
}

Ran Performance::act(const scenarios::Measure& verb) {
  const std::int32_t seconds = seconds_of(verb.period);
  const std::vector<oracle::ObservedShare> before =
      verb.agent ? shares_of(*verb.agent, true) : std::vector<oracle::ObservedShare>{};
  const ApiCallPtr call = verb.agent ? desk_.measure(*verb.agent, seconds) : desk_.measure(*verb.queue, seconds);
  if (!call) return std::unexpected(Stop{"the object could not be had from its handler"});
  Ran ran = await(call, verb.expected_error);
  if (!ran || call->seen.hresult != tapi::S_OK_.value() || seconds == 0) return ran;
  const Interval now = stage_.moment();
  if (verb.queue) {
    neighbours_.measured(*verb.queue, seconds, now);
    judge_queue(*verb.queue);
    return ran;
  }
  neighbours_.measured(*verb.agent, seconds, now);
  judging_.note(neighbours_.judge_fresh_period(judge_agent(*verb.agent), seconds));
  judging_.note(neighbours_.judge_untouched(before, shares_of(*verb.agent, true), now));
  return ran;
}

Ran Performance::act(const scenarios::ExpectAgent& verb) {
  const oracle::ObservedAgent seen = judge_agent(verb.agent);
  const oracle::AgentTruth truth = neighbours_.truth(verb.agent, seen.at, seen.period);
  for (const scenarios::ExpectedFigure& figure : verb.figures) {
    if (auto quarrel = disagreement(figure, truth)) {
      judging_.note(scenario_quarrel(requirement_of_agent_figure(figure.figure), "agent " + verb.agent.value(),
                                     figure.figure, std::move(*quarrel), stage_.now()));
    }
  }
  if (verb.sessions) judge_list(verb.agent, &*verb.sessions);
  return {};
}

Ran Performance::act(const scenarios::ExpectQueue& verb) {
  const oracle::ObservedQueue seen = judge_queue(verb.queue);
  const oracle::QueueTruth truth = neighbours_.truth(verb.queue, seen.at, seen.period);
  for (const scenarios::ExpectedFigure& figure : verb.figures) {
    if (auto quarrel = disagreement(figure, truth)) {
      judging_.note(scenario_quarrel(requirement_of_queue_figure(figure.figure), "queue " + verb.queue.value(),
                                     figure.figure, std::move(*quarrel), stage_.now()));
    }
  }
  return {};
}

// What the sessions of an agent say; nothing unless all of them are at rest. `fresh`: asked now, and not remembered
// from a look since which nothing has happened.
std::vector<oracle::ObservedShare> Performance::shares_of(const cti::AgentId& agent, bool fresh) {
  std::vector<oracle::ObservedShare> shares;
  for (auto& [name, seat] : desk_.seats()) {
    if (seat.key.agent != agent) continue;
    if (!oracle_.quiescent(name, stage_.now())) return {};
    const Seen& last = seen_[name];
    oracle::ObservedFigures seen;
    if (!fresh && last.figures && last.changes == oracle_.changes(name, stage_.now())) {
      seen = *last.figures;
    } else {
      seen = aside([&] { return take_snapshot(desk_, stage_, stream_, seat, patience_).figures; });
    }
    if (!seen.calls || !seen.talk_time || !seen.call_time || !seen.wrap_up_time) return {};
    shares.push_back({name, *seen.calls, *seen.talk_time, *seen.call_time, *seen.wrap_up_time});
  }
  return shares;
}

oracle::ObservedAgent Performance::judge_agent(const cti::AgentId& agent) {
  const AgentSnapshot snapshot = aside([&] { return take_snapshot(desk_, stage_, stream_, agent, patience_); });
  for (const ApiCallPtr& call : snapshot.failed) {
    judge_answer(*call);
    judging_.note(judge_expected_answer(*call, std::nullopt));
  }
  judging_.note(neighbours_.judge_agent(snapshot.figures));
  return snapshot.figures;
}

// The second witness: what the switch itself has counted of the agent, where its wire tells it.
void Performance::judge_switch_figures(const cti::AgentId& agent) {
  const auto told = aside([&] { return ask_switch_figures(*bench_, stage_, stream_, agent, patience_); });
  if (told) judging_.note(oracle::judge_switch_figures(oracle_, agent, *told, stage_.moment()));
}

oracle::ObservedQueue Performance::judge_queue(const cti::AcdGroupId& queue) {
  const QueueSnapshot snapshot = aside([&] { return take_snapshot(desk_, stage_, stream_, queue, patience_); });
  for (const ApiCallPtr& call : snapshot.failed) {
    judge_answer(*call);
    judging_.note(judge_expected_answer(*call, std::nullopt));
  }
  judging_.note(neighbours_.judge_queue(snapshot.figures));
  return snapshot.figures;
}

void Performance::judge_list(const cti::AgentId& agent, const std::vector<std::string>* expected) {
  const std::optional<oracle::ObservedList> list = aside([&] { return take_list(desk_, stage_, agent, patience_); });
  if (!list) return;
  judging_.note(neighbours_.judge_list(*list));
  if (!expected) return;
  // The author's list against what the facts say lives: the judge has compared the object's list with those.
  for (const std::string& name : *expected) {
    const std::optional<oracle::Truth> truth = oracle_.truth(name, stage_.moment());
    const bool hers = truth && truth->key.agent == agent;
    const bool lives = hers && !truth->ended;
    const bool may_be_listed = oracle_.readings().list_ended != tapi::Readings::ListEnded::out;
    if (lives || (hers && may_be_listed)) continue;
    judging_.note(scenario_quarrel("AS-129b", "agent " + agent.value(), "sessions",
                                   hers ? name + " has ended" : name + " is none of hers", stage_.now()));
  }
}

// Agents at rest and queues that changed, after every step.
void Performance::look_at_neighbours() {
  const Interval now = stage_.moment();
  std::set<cti::AgentId> agents;
  for (const auto& [name, seat] : desk_.seats()) agents.insert(seat.key.agent);
  for (const cti::AgentId& agent : agents) {
    std::size_t changes = oracle_.facts().size();
    for (const auto& [name, seat] : desk_.seats()) {
      if (seat.key.agent == agent) changes += oracle_.changes(name, stage_.now());
    }
    if (agents_seen_[agent] == changes || !neighbours_.truth(agent, now).at_rest) continue;
    agents_seen_[agent] = changes;
    const oracle::ObservedAgent seen = judge_agent(agent);
    judging_.note(neighbours_.judge_shares(seen, shares_of(agent, false)));
    judge_switch_figures(agent);
  }
  const auto stays = oracle::queue_stays(oracle_.facts(), oracle_.configuration(), now);
  for (const scenarios::GroupSpec& group : scenario_.cast.groups) {
    if (neighbours_.removed(group.name, now)) continue;
    std::size_t changes = 0;
    for (const oracle::QueueStay& stay : stays) {
      if (stay.queue == group.name) changes += stay.left ? 2 : 1;
    }
    if (std::exchange(queues_seen_[group.name], changes) != changes) judge_queue(group.name);
  }
}

void Performance::judge_releases() {
  for (auto& [name, seat] : desk_.seats()) {
    // What identity_of was handed, here and whenever it was asked before, has been released when it returns.
    identity_of(seat);
    const cti::AgentSessionKey after = identity_of(seat);
    const bool answered = desk_.peek_state(seat).has_value();
    judging_.note(neighbours_.judge_released(name, seat.key, after, answered, stage_.moment()));
  }
}

}  // namespace acdloop::runner
