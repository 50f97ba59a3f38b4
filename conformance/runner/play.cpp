// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/play.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "conformance/oracle/oracle.hpp"
#include "conformance/runner/api_desk.hpp"
#include "conformance/runner/figures.hpp"
#include "conformance/runner/judging.hpp"
#include "conformance/runner/stage.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::runner {
namespace {

using scenarios::Step;

// Longer than any documented wait of the API: two minutes, and what a foreign timer may add.
constexpr Duration api_patience = std::chrono::seconds{130};
// A phone that an agent of the story is to answer rings within this time.
constexpr Duration ring_patience = std::chrono::seconds{60};

oracle::GroupRules rules_of(const scenarios::GroupSpec& group) {
  oracle::GroupRules rules;
  rules.name = group.name;
  rules.limit = group.wrap_up.limit;
  switch (group.wrap_up.kind) {
    case scenarios::WrapUp::Kind::none:
      rules.wrap_up = oracle::GroupRules::WrapUp::none;
      break;
    case scenarios::WrapUp::Kind::manual:
      rules.wrap_up = oracle::GroupRules::WrapUp::manual;
      break;
    case scenarios::WrapUp::Kind::timed:
      rules.wrap_up = oracle::GroupRules::WrapUp::timed;
      break;
  }
  return rules;
}

oracle::Configuration configuration_of(const scenarios::Cast& cast) {
  oracle::Configuration configuration;
  for (const scenarios::GroupSpec& group : cast.groups) configuration.groups.push_back(rules_of(group));
  return configuration;
}

// Why the story cannot go on. Not a verdict: the checks say what was wrong.
struct Blocked {
  std::string reason;
};

class Play {
 public:
  Play(const scenarios::Scenario& scenario, BenchMaker& benches, report::Stream& stream, bool strict)
      : scenario_(scenario),
        stream_(stream),
        bench_(benches.make(scenario, observers())),
        stage_(bench_->loop()),
        desk_(*bench_, stage_, stream),
        oracle_(configuration_of(scenario.cast), benches.readings(),
                [this](TimePoint at) { return bench_->ole_date(at); }),
        judging_(
            stream, std::string{benches.subject()}, [this] { return bench_->last_messages(); }, strict) {}

  // The outcome and reason; checks and evidence are taken from judging().
  void run(verdict::ScenarioReport& report);

 private:
  using Ran = std::expected<void, Blocked>;

  BenchObservers observers() {
    return {.fact = [this](const cti::Fact& fact) { learn(fact); },
            .wire = [this](const std::string& link, const cti::WireMessage& message,
                           TimePoint at) { stream_.wire(at, link, message); },
            .wire_fault = [this](const std::string& link, const cti::WireFault& fault,
                                 TimePoint at) { stream_.wire_fault(at, link, fault); }};
  }

  Ran run_step(const Step& step);
  Ran act(const scenarios::LogIn& verb);
  Ran act(const scenarios::LogOut& verb);
  Ran act(const scenarios::RequestState& verb);
  Ran act(const scenarios::Query& verb);
  Ran act(const scenarios::PlaceCall& verb) { return hand(bench_->place_call(verb)); }
  Ran act(const scenarios::Answer& verb) { return hand(bench_->answer(verb.agent)); }
  Ran act(const scenarios::Hold& verb) { return hand(bench_->hold(verb.agent)); }
  Ran act(const scenarios::Retrieve& verb) { return hand(bench_->retrieve(verb.agent)); }
  Ran act(const scenarios::HangUp& verb) { return hand(bench_->hang_up(verb)); }
  Ran act(const scenarios::Finish& verb) { return hand(bench_->press_wrap_up_key(verb.agent)); }
  Ran act(const scenarios::Wait&) { return {}; }
  Ran act(const scenarios::Withhold& verb);
  Ran act(const scenarios::ExpectSession& verb);
  Ran act(const scenarios::ExpectAnswer& verb);
  Ran act(const scenarios::Never& verb);

  Ran hand(Done done) {
    if (done) return {};
    return std::unexpected(Blocked{done.error()});
  }
  // Waits for the call's answer and judges it against what the step expects.
  Ran await(const ApiCallPtr& call, const std::optional<std::string>& expected_error);
  void judge_answer(ApiCall& call);
  // When the step is due: its `after` from the step before, an answer also from the beginning of the ringing.
  Ran await_moment(const Step& step);

  void learn(const cti::Fact& fact);
  void learn_at_api(cti::FactKind kind, const cti::AgentSessionKey& key);
  void learn_from_put_state(const Seat& seat, std::int32_t state);

  // After every step: the state of every session, and a snapshot of those that came to rest changed.
  void look_around();
  void judge_snapshot(Seat& seat);
  void note_failed_getters(const Snapshot& snapshot);
  // Who get_Agent, get_ACDGroup and get_Address say it is.
  cti::AgentSessionKey identity_of(Seat& seat);
  void finish();
  Seat& seat(const std::string& name) { return *desk_.find(name); }

  const scenarios::Scenario& scenario_;
  report::Stream& stream_;
  std::unique_ptr<Bench> bench_;
  Stage stage_;
  ApiDesk desk_;
  oracle::Oracle oracle_;
  Judging judging_;
  std::map<std::string, ApiCallPtr> answers_;  // by the `as:` of query and request
  struct Seen {
    std::optional<std::size_t> changes;  // of the last snapshot
    std::optional<oracle::ObservedFigures> figures;
  };
  std::map<std::string, Seen> seen_;
  TimePoint last_moment_{};  // of the step before

 public:
  Judging& judging() { return judging_; }
  TimePoint now() const { return stage_.now(); }
};

void Play::run(verdict::ScenarioReport& report) {
  if (Done up = bench_->bring_up(); !up) {
    report.outcome = verdict::Outcome::error;
    report.reason = up.error();
    return;
  }
  desk_.open();
  desk_.on_granted([this](const Seat& seat, std::int32_t state) { learn_from_put_state(seat, state); });
  for (const scenarios::AgentSpec& agent : scenario_.cast.agents) bench_->sit_down(agent.name, agent.at);
  for (const Step& step : scenario_.steps) {
    judging_.at_line(step.mark.line);
    const Ran ran = run_step(step);
    if (!bench_->broken().empty() || !stage_.alive()) {
      report.outcome = verdict::Outcome::error;
      report.reason = bench_->broken().empty() ? "bytes were lost on a link" : bench_->broken();
      return;
    }
    if (!ran) {
      report.outcome = verdict::Outcome::blocked;
      report.reason = "line " + std::to_string(step.mark.line) + ": " + ran.error().reason;
      break;
    }
    judging_.at_line(0);
    look_around();
  }
  judging_.at_line(0);
  finish();
  if (report.outcome != verdict::Outcome::blocked) report.outcome = verdict::outcome_of(judging_.checks());
}

Play::Ran Play::run_step(const Step& step) {
  if (Ran due = await_moment(step); !due) return due;
  stream_.step(stage_.now(), step.mark.line, scenarios::verb_name(step), "");
  Ran ran = std::visit([this](const auto& verb) { return act(verb); }, step.verb);
  stage_.settle();
  // What people and applications do moves the story on; looking at it does not.
  if (!scenarios::is_judge(step)) last_moment_ = stage_.now();
  return ran;
}

Play::Ran Play::await_moment(const Step& step) {
  TimePoint base = last_moment_;
  if (const auto* answer = std::get_if<scenarios::Answer>(&step.verb)) {
    const bool rings = stage_.wait_until([&] { return bench_->ringing_since(answer->agent).has_value(); },
                                         stage_.now() + ring_patience);
    if (!rings) {
      return std::unexpected(
          Blocked{answer->agent.value() + "'s phone did not ring within " + scenarios::duration_text(ring_patience)});
    }
    base = std::max(base, *bench_->ringing_since(answer->agent));
  }
  stage_.advance_to(std::max(base + step.after, stage_.now()));
  return {};
}

Play::Ran Play::act(const scenarios::LogIn& verb) {
  const scenarios::AgentSpec& agent = *scenario_.cast.agent(verb.agent);
  const cti::AgentSessionKey key{verb.agent, verb.group, verb.at.value_or(agent.at)};
  const ApiCallPtr call = desk_.create_session(verb.as, key);
  const Ran ran = await(call, verb.expected_error);
  Seat* created = desk_.find(verb.as);
  if (!created || call->seen.hresult != tapi::S_OK_.value()) return ran;
  bench_->sit_down(key.agent, key.address);
  learn_at_api(cti::FactKind::logged_on, key);
  oracle_.name_session(verb.as, key, stage_.now());
  judging_.note(oracle_.judge_identity(verb.as, identity_of(*created), false, Interval::at(stage_.now())));
  return ran;
}

Play::Ran Play::act(const scenarios::LogOut& verb) {
  Seat& leaving = seat(verb.session);
  const ApiCallPtr call = desk_.put_state(leaving, 4);
  return await(call, verb.expected_error);
}

Play::Ran Play::act(const scenarios::RequestState& verb) {
  Seat& asked = seat(verb.session);
  const std::optional<std::int32_t> before = desk_.peek_state(asked);
  const ApiCallPtr call = desk_.put_state(asked, verb.state);
  call->seen.state_before = before;
  if (verb.as) {
    // The story goes on without knowing: from here on it may have been done.
    if (verb.state == 0) learn_at_api(cti::FactKind::asked_not_ready, asked.key);
    if (verb.state == 1) learn_at_api(cti::FactKind::asked_ready, asked.key);
    answers_[*verb.as] = call;
    return {};
  }
  return await(call, verb.expected_error);
}

Play::Ran Play::act(const scenarios::Query& verb) {
  Seat& asked = seat(verb.session);
  std::vector<tapi::Method> wanted;
  for (const tapi::MethodRow& row : tapi::methods()) {
    if (row.method == tapi::Method::put_State) continue;
    if (verb.figure == "every" || row.word == verb.figure) wanted.push_back(row.method);
  }
  for (const tapi::Method method : wanted) {
    const ApiCallPtr call = desk_.call(asked, method, verb.null_out);
    if (verb.as) {
      answers_[*verb.as] = call;
    } else if (Ran ran = await(call, verb.expected_error); !ran) {
      return ran;
    }
  }
  return {};
}

Play::Ran Play::act(const scenarios::Withhold& verb) {
  desk_.expect_withheld(verb);
  return hand(bench_->withhold(verb));
}

Play::Ran Play::await(const ApiCallPtr& call, const std::optional<std::string>& expected_error) {
  stage_.wait_until([&] { return call->over; }, stage_.now() + api_patience);
  stage_.settle();
  judge_answer(*call);
  verdict::Check check = judge_expected_answer(*call, expected_error);
  const bool good = check.verdict == verdict::Verdict::pass;
  const std::string reason =
      check.what + " returned " + check.observed + ", the story goes on only with " + check.expected;
  judging_.note(std::move(check));
  // After an answer that should have been an error there is still a story to tell; without S_OK there is none.
  if (good || expected_error) return {};
  return std::unexpected(Blocked{reason});
}

void Play::judge_answer(ApiCall& call) {
  call.seen.judged_at = Interval::at(stage_.now());
  Seat* asked = desk_.find(call.seen.session);
  if (call.method == tapi::Method::put_State && asked) {
    call.seen.state_after = desk_.peek_state(*asked);
  }
  judging_.note(oracle_.judge_answer(call.seen));
}

Play::Ran Play::act(const scenarios::ExpectAnswer& verb) {
  const ApiCallPtr call = answers_.at(verb.answer);
  stage_.wait_until([&] { return call->over; }, call->seen.asked.earliest + api_patience);
  stage_.settle();
  judge_answer(*call);
  judging_.note(judge_awaited_answer(*call, verb, stage_.now()));
  last_moment_ = stage_.now();
  return {};
}

Play::Ran Play::act(const scenarios::ExpectSession& verb) {
  Seat& watched = seat(verb.session);
  if (verb.state) {
    std::optional<std::int32_t> state;
    const TimePoint begun = stage_.now();
    stage_.wait_until([&] { return (state = desk_.peek_state(watched)) == verb.state; },
                      begun + verb.within.value_or(Duration{0}));
    const std::string when = verb.within ? " within " + scenarios::duration_text(*verb.within) : "";
    const bool after_timeout = desk_.timed_out(verb.session, "put_State");
    judging_.note(
        judge_expected_state(verb.session, *verb.state, state.value_or(-1), when, after_timeout, stage_.now()));
  }
  if (verb.figures.empty() && !verb.all_figures) return {};
  judge_snapshot(watched);
  const std::optional<oracle::Truth> truth = oracle_.truth(verb.session, Interval::at(stage_.now()));
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

Play::Ran Play::act(const scenarios::Never& verb) {
  Seat& watched = seat(verb.session);
  const bool seen =
      stage_.wait_until([&] { return desk_.peek_state(watched) == verb.state; }, stage_.now() + verb.during);
  judging_.note(judge_never(verb.session, verb.state, seen, verb.during, stage_.now()));
  last_moment_ = stage_.now();
  return {};
}

void Play::learn(const cti::Fact& fact) {
  stream_.fact(fact);
  oracle_.learn(fact);
  stage_.changed();
}

void Play::learn_at_api(cti::FactKind kind, const cti::AgentSessionKey& key) {
  cti::Fact fact;
  fact.kind = kind;
  fact.agent = key.agent;
  fact.group = key.group;
  fact.address = key.address;
  fact.when = Interval::at(stage_.now());
  learn(fact);
}

void Play::learn_from_put_state(const Seat& seat, std::int32_t state) {
  switch (state) {
    case 0:
      return learn_at_api(cti::FactKind::made_not_ready, seat.key);
    case 1:
      return learn_at_api(cti::FactKind::made_ready, seat.key);
    case 4:
      return learn_at_api(cti::FactKind::logged_off, seat.key);
    default:
      return;
  }
}

cti::AgentSessionKey Play::identity_of(Seat& seat) {
  const ApiCallPtr calls[] = {desk_.call(seat, tapi::Method::get_Agent), desk_.call(seat, tapi::Method::get_ACDGroup),
                              desk_.call(seat, tapi::Method::get_Address)};
  stage_.wait_until(
      [&] { return std::all_of(std::begin(calls), std::end(calls), [](const auto& c) { return c->over; }); },
      stage_.now() + api_patience);
  return {calls[0]->key.agent, calls[1]->key.group, calls[2]->key.address};
}

void Play::look_around() {
  for (auto& [name, seat] : desk_.seats()) {
    if (const auto state = desk_.peek_state(seat)) {
      judging_.note(oracle_.judge_state(name, *state, Interval::at(stage_.now())));
    }
  }
  // While an answer is being kept back, a question of ours could be the one that is kept back.
  if (bench_->fault_active() || desk_.anything_pending()) return;
  for (auto& [name, seat] : desk_.seats()) {
    if (!oracle_.quiescent(name, stage_.now())) continue;
    if (seen_[name].changes == oracle_.changes(name, stage_.now())) continue;
    judge_snapshot(seat);
  }
}

void Play::judge_snapshot(Seat& seat) {
  bench_->aside(true);
  const Snapshot snapshot = take_snapshot(desk_, stage_, stream_, seat, api_patience);
  stage_.settle();
  bench_->aside(false);
  note_failed_getters(snapshot);
  judging_.note(oracle_.judge_figures(snapshot.figures));
  Seen& seen = seen_[seat.name];
  if (seen.figures) judging_.note(oracle_.judge_series(*seen.figures, snapshot.figures));
  seen.figures = snapshot.figures;
  seen.changes = oracle_.changes(seat.name, stage_.now());
}

void Play::note_failed_getters(const Snapshot& snapshot) {
  for (const ApiCallPtr& call : snapshot.failed) {
    judge_answer(*call);
    judging_.note(judge_expected_answer(*call, std::nullopt));
  }
}

void Play::finish() {
  const Interval now = Interval::at(stage_.now());
  for (auto& [name, seat] : desk_.seats()) {
    judging_.note(oracle_.judge_events(name, seat.events, now));
    judging_.note(oracle_.judge_deliveries(name, now));
    judging_.note(oracle_.judge_identity(name, identity_of(seat), true, now));
  }
  judging_.note(judge_bystanders(desk_, stage_.now()));
}

}  // namespace

verdict::ScenarioReport play(const scenarios::Scenario& scenario, BenchMaker& benches, report::Stream& stream,
                             const PlayOptions& options) {
  verdict::ScenarioReport report;
  report.id = scenario.id;
  report.title = scenario.title;
  report.file = scenario.file;
  report.protocol = benches.protocol();
  report.link = benches.link();
  report.repeat_command = options.repeat_command(scenario);
  stream.scenario_started(TimePoint{}, report.protocol, scenario.id, scenario.title, scenario.covers);
  for (const cti::Capability need : scenario.needs) {
    if (benches.capabilities().supports(need)) continue;
    report.outcome = verdict::Outcome::skip;
    report.reason = "needs " + std::string{cti::to_string(need)} + ": " + benches.capabilities().of(need).reason;
    stream.scenario_ended(TimePoint{}, report.outcome, report.reason);
    return report;
  }
  try {
    Play performance(scenario, benches, stream, options.strict);
    performance.run(report);
    report.checks = performance.judging().take_checks();
    report.last_messages = performance.judging().take_evidence();
    report.virtual_time = performance.now() - TimePoint{};
  } catch (const std::exception& error) {
    // A port that cannot be opened breaks this scenario; the others and the reports are not its business.
    report.outcome = verdict::Outcome::error;
    report.reason = error.what();
  }
  stream.scenario_ended(TimePoint{} + report.virtual_time, report.outcome, report.reason);
  return report;
}

}  // namespace acdloop::runner
