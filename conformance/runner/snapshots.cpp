// SPDX-License-Identifier: Apache-2.0
// What is judged unasked: states after every step, figures of sessions at rest, everything at the end.
#include "conformance/runner/performance.hpp"

#include <algorithm>
#include <iterator>

#include "scenarios/language/words.hpp"

namespace acdloop::runner {

cti::AgentSessionKey Performance::identity_of(Seat& seat) {
  const ApiCallPtr calls[] = {desk_.call(seat, tapi::Method::get_Agent), desk_.call(seat, tapi::Method::get_ACDGroup),
                              desk_.call(seat, tapi::Method::get_Address)};
  stage_.wait_until(
      [&] { return std::all_of(std::begin(calls), std::end(calls), [](const auto& c) { return c->over; }); },
      stage_.now() + patience_);
  return {calls[0]->key.agent, calls[1]->key.group, calls[2]->key.address};
}

void Performance::look_around() {
  const TimePoint now = stage_.now();
  std::map<std::string, std::int32_t> states;
  for (auto& [name, seat] : desk_.seats()) {
    if (const auto state = desk_.peek_state(seat)) {
      chart_.state(now, name, scenarios::state_word(*state));
      note_of(name, oracle_.judge_state(name, *state, Interval::at(now)));
      states.emplace(name, *state);
    }
  }
  // While an answer is being kept back, a question of ours could be the one that is kept back. On a real clock what has
  // happened may not have been told yet: figures are read where the story asks for them, and at the end.
  if (stage_.is_virtual() && !bench_->fault_active() && !desk_.anything_pending()) look_at_figures();
  if (stage_.now() == now) {
    for (const auto& [name, state] : states) line_.judge().state_seen(name, state, now);
  }
  judging_.note(line_.judge().judge(stage_.now(), false));
}

void Performance::look_at_figures() {
  for (auto& [name, seat] : desk_.seats()) {
    if (!oracle_.quiescent(name, stage_.now())) continue;
    if (seen_[name].changes == oracle_.changes(name, stage_.now())) continue;
    judge_snapshot(seat);
  }
  look_at_neighbours();
}

void Performance::judge_snapshot(Seat& seat) {
  const Snapshot snapshot = aside([&] { return take_snapshot(desk_, stage_, stream_, seat, patience_); });
  note_failed_getters(snapshot);
  note_of(seat.name, oracle_.judge_figures(snapshot.figures));
  Seen& seen = seen_[seat.name];
  if (seen.figures) judging_.note(oracle_.judge_series(*seen.figures, snapshot.figures));
  seen.figures = snapshot.figures;
  seen.changes = oracle_.changes(seat.name, stage_.now());
}

void Performance::note_of(const std::string& session, std::vector<verdict::Check> checks) {
  const auto by = opened_by_.find(session);
  const bool unheard = by != opened_by_.end() && !listeners_.hears_sessions(by->second);
  std::vector<verdict::Check> more;
  if (unheard) more = judge_unheard(session, checks, stage_.now());
  judging_.note(std::move(checks));
  judging_.note(std::move(more));
}

void Performance::note_failed_getters(const Snapshot& snapshot) {
  for (const ApiCallPtr& call : snapshot.failed) {
    judge_answer(*call);
    if (!oracle_.in_order_by_reading(call->seen)) judging_.note(judge_expected_answer(*call, std::nullopt));
  }
}

void Performance::finish() {
  if (!stage_.is_virtual()) {
    stage_.advance_to(stage_.now() + report_lag_);
    if (!desk_.anything_pending()) look_at_figures();
  }
  const Interval now = stage_.moment();
  for (auto& [name, seat] : desk_.seats()) {
    judging_.note(oracle_.judge_events(name, seat.events, now));
    judging_.note(oracle_.judge_deliveries(name, now));
    judging_.note(oracle_.judge_identity(name, identity_of(seat), true, now));
  }
  judge_releases();
  std::set<cti::AgentId> agents;
  for (const auto& [name, seat] : desk_.seats()) agents.insert(seat.key.agent);
  if (!bench_->fault_active()) {
    for (const cti::AgentId& agent : agents) judge_list(agent, nullptr);
  }
  judging_.note(listeners_.judge(static_cast<std::size_t>(desk_.events()), stage_.now()));
  judging_.note(line_.judge().judge(stage_.now(), true));
  stage_.settle();
  if (!stage_.is_virtual()) stage_.wait_until([&] { return !bench_->answers_owed(); }, stage_.now() + report_lag_);
  judge_wire(oracle::WireJudge::Until::the_end);
}

}  // namespace acdloop::runner
