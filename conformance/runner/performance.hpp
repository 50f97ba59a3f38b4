// SPDX-License-Identifier: Apache-2.0
// One scenario being played on one bench: what the parts of the play share. Steps are acted in the file of their
// kind (play_api, play_hands, play_faults, play_judge). Private to play.cpp and those files.
#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "conformance/oracle/neighbours.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/wire_judge.hpp"
#include "conformance/report/chart.hpp"
#include "conformance/report/stream.hpp"
#include "conformance/runner/api_desk.hpp"
#include "conformance/runner/bench.hpp"
#include "conformance/runner/figures.hpp"
#include "conformance/runner/judging.hpp"
#include "conformance/runner/line_desk.hpp"
#include "conformance/runner/listeners.hpp"
#include "conformance/runner/play.hpp"
#include "conformance/runner/stage.hpp"
#include "conformance/verdict/verdict.hpp"
#include "scenarios/language/crowd.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::runner {

// So much longer than the longest wait of the API that is in order.
inline constexpr Duration beyond_timeout = std::chrono::seconds{10};
// A phone that an agent of the story is to answer rings within this time.
inline constexpr Duration ring_patience = std::chrono::seconds{60};
// A traffic that the story waits for is over within this time: longer than stories may be.
inline constexpr Duration traffic_patience = std::chrono::hours{49};

// Why the story cannot go on: blocked by what happened (the checks say what was wrong), or an error of the run.
struct Stop {
  std::string reason;
  verdict::Outcome outcome = verdict::Outcome::blocked;
};
using Ran = std::expected<void, Stop>;

class Performance {
 public:
  Performance(const scenarios::Scenario& scenario, BenchMaker& benches, report::Stream& stream,
              const PlayOptions& options);
  // The bench goes first: it may still tell what happens while it goes.
  ~Performance() { bench_->tear_down(); }
  Performance(const Performance&) = delete;
  Performance& operator=(const Performance&) = delete;

  // The outcome and reason; checks and evidence are taken from judging().
  void run(verdict::ScenarioReport& report);
  Judging& judging() { return judging_; }
  const report::Chart& chart() const { return chart_; }
  TimePoint now() const { return stage_.now(); }

 private:
  BenchObservers observers();
  attachment::ComputingTap tap();
  // The wire itself, once: at the end of the story, or where its link broke.
  void judge_wire(oracle::WireJudge::Until until);
  void note_trouble(const verdict::Check& check);
  // A question of the runner's own: it is left out of the chart, which tells the story.
  template <class Ask>
  auto aside(Ask ask) {
    aside_ = true;
    auto answer = ask();
    stage_.settle();
    aside_ = false;
    return answer;
  }
  // Null when the story is over.
  const scenarios::Step* next_step();
  Ran run_step(const scenarios::Step& step);
  // When the step is due: its `after` from the step before, an answer also from the beginning of the ringing.
  Ran await_moment(const scenarios::Step& step);

  // Through the API under test (play_api.cpp).
  Ran act(const scenarios::LogIn& verb);
  Ran act(const scenarios::LogOut& verb);
  Ran act(const scenarios::RequestState& verb);
  Ran act(const scenarios::Query& verb);
  Ran act(const scenarios::Listen& verb);
  Ran act(const scenarios::Measure& verb);  // play_objects.cpp
  // On the line beneath it (play_line.cpp).
  Ran act(const scenarios::LineRequest& verb);

  // People at their phones (play_hands.cpp).
  Ran act(const scenarios::PlaceCall& verb);
  Ran act(const scenarios::Answer& verb);
  Ran act(const scenarios::Hold& verb);
  Ran act(const scenarios::Retrieve& verb);
  Ran act(const scenarios::HangUp& verb);
  Ran act(const scenarios::Finish& verb);
  Ran act(const scenarios::Dial& verb);
  Ran act(const scenarios::Consult& verb);
  Ran act(const scenarios::Transfer& verb);
  Ran act(const scenarios::Conference& verb);
  Ran act(const scenarios::ForceLogOut& verb);
  Ran act(const scenarios::RemoveGroup& verb);
  Ran act(const scenarios::Wait& verb);

  // Many people at once (play_traffic.cpp): they act when their time comes, whatever the story waits for.
  Ran act(const scenarios::Traffic& verb);
  void wake_crowd();
  void move_crowd();
  Done move(const scenarios::Crowd::Hand& hand);
  // Time passes until then, or until the condition holds; what the crowd does meanwhile is looked at as it happens.
  // True when it holds.
  bool pass_until(const std::function<bool()>& condition, TimePoint moment);

  // Faults (play_faults.cpp).
  Ran act(const scenarios::Withhold& verb);
  Ran act(const scenarios::Refuse& verb);
  Ran act(const scenarios::Cut& verb);
  Ran act(const scenarios::Restore& verb);
  Ran act(const scenarios::StepClock& verb);

  // Judgement (play_judge.cpp).
  Ran act(const scenarios::ExpectSession& verb);
  Ran act(const scenarios::ExpectAgent& verb);
  Ran act(const scenarios::ExpectQueue& verb);
  Ran act(const scenarios::ExpectAnswer& verb);
  Ran act(const scenarios::Never& verb);

  // Agents, groups and queues (play_objects.cpp).
  Ran query_object(const scenarios::Query& verb);
  std::vector<oracle::ObservedShare> shares_of(const cti::AgentId& agent, bool fresh);
  oracle::ObservedAgent judge_agent(const cti::AgentId& agent);
  void judge_switch_figures(const cti::AgentId& agent);
  oracle::ObservedQueue judge_queue(const cti::AcdGroupId& queue);
  // `expected`: the names that the story says are listed; null: it does not say.
  void judge_list(const cti::AgentId& agent, const std::vector<std::string>* expected);
  void look_at_neighbours();
  void judge_releases();

  Ran hand(Done done);
  // For verbs that the language knows and this runner cannot play yet: an error, never a pass.
  Ran not_playable(std::string_view what);
  // Waits for the call's answer and judges it against what the step expects.
  Ran await(const ApiCallPtr& call, const std::optional<std::string>& expected_error);
  void judge_answer(ApiCall& call);

  // Facts (facts_of_play.cpp): those that people leave, and those that the API leaves.
  void learn(const cti::Fact& fact);
  void learn_at_api(cti::FactKind kind, const cti::AgentSessionKey& key, const Interval& when);
  void learn_from_put_state(const Seat& seat, std::int32_t state, TimePoint asked);

  // Judged unasked (snapshots.cpp). After every step: the state of every session, and a snapshot of those that came to
  // rest changed.
  void look_around();
  void look_at_figures();
  void judge_snapshot(Seat& seat);
  void note_failed_getters(const Snapshot& snapshot);
  // Who get_Agent, get_ACDGroup and get_Address say it is.
  cti::AgentSessionKey identity_of(Seat& seat);
  void finish();
  Seat& seat(const std::string& name) { return *desk_.find(name); }
  // Notes checks of a session; once more for the filter when its application hears nothing of sessions.
  void note_of(const std::string& session, std::vector<verdict::Check> checks);

  const scenarios::Scenario& scenario_;
  StepSource* improvised_;
  std::size_t steps_taken_ = 0;  // of the scenario's own
  int line_played_ = 0;
  report::Stream& stream_;
  report::Chart chart_;
  bool aside_ = false;
  std::unique_ptr<Bench> bench_;
  Stage stage_;
  ApiDesk desk_;
  Listeners listeners_;
  std::map<std::string, std::string> opened_by_;  // session -> the listener that logged in
  Duration patience_;                             // for answers of the API
  Duration report_lag_;                           // on a real clock: so far may reports lag behind what happened
  oracle::Oracle oracle_;
  oracle::Neighbours neighbours_{oracle_};
  LineDesk line_;
  oracle::WireJudge wire_;
  Judging judging_;
  std::map<std::string, ApiCallPtr> answers_;  // by the `as:` of query and request
  struct Seen {
    std::optional<std::size_t> changes;  // of the last snapshot
    std::optional<oracle::ObservedFigures> figures;
  };
  std::map<std::string, Seen> seen_;
  std::map<cti::AgentId, std::size_t> agents_seen_;  // changes at the last look
  std::map<cti::AcdGroupId, std::size_t> queues_seen_;
  TimePoint last_moment_{};  // of the step before
  scenarios::Crowd crowd_;
  EventLoop::TimerId crowd_timer_ = EventLoop::TimerId::none;
  bool crowd_moved_ = false;            // since it was looked at
  std::optional<Stop> crowd_is_stuck_;  // one of them could not act
};

}  // namespace acdloop::runner
