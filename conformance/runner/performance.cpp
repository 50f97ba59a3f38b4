// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/performance.hpp"

#include <algorithm>
#include <utility>

#include "conformance/runner/rules.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::runner {
namespace {

std::vector<std::pair<cti::Address, cti::AgentId>> desks_of(const scenarios::Cast& cast) {
  std::vector<std::pair<cti::Address, cti::AgentId>> desks;
  for (const scenarios::AgentSpec& agent : cast.agents) desks.emplace_back(agent.at, agent.name);
  return desks;
}

}  // namespace

Performance::Performance(const scenarios::Scenario& scenario, BenchMaker& benches, report::Stream& stream,
                         const PlayOptions& options)
    : scenario_(scenario),
      improvised_(options.improvised),
      stream_(stream),
      chart_(desks_of(scenario.cast)),
      bench_(benches.make(scenario, observers())),
      stage_(bench_->loop()),
      desk_(*bench_, stage_, stream),
      listeners_(*bench_, stage_),
      patience_(benches.readings().timeout + benches.readings().timeout_high + beyond_timeout),
      report_lag_(benches.readings().settle),
      oracle_(configuration_of(scenario.cast, benches.dialect(), benches.capabilities()), benches.readings(),
              [this](TimePoint at) { return bench_->ole_date(at); }),
      line_(
          stage_, benches.readings(), [this](TimePoint at) { return bench_->ole_date(at); },
          [this](const std::string& session, std::int32_t state, TimePoint at) {
            return std::ranges::none_of(oracle_.judge_state(session, state, Interval::at(at)),
                                        [](const auto& check) { return check.verdict == verdict::Verdict::fail; });
          }),
      wire_(desks_of(scenario.cast)),
      judging_(
          stream, std::string{benches.subject()}, [this](const verdict::Check& check) { note_trouble(check); },
          options.strict, [&benches](std::string_view requirement) { return benches.not_judged(requirement); }),
      crowd_(scenario.id) {
  oracle_.set_zone([this](TimePoint at) { return bench_->ahead_of_utc(at); });
}

BenchObservers Performance::observers() {
  return {.fact = [this](const cti::Fact& fact) { learn(fact); },
          .wire =
              [this](const std::string& link, const cti::WireMessage& message, TimePoint at) {
                stream_.wire(at, link, message);
                wire_.message(link, message, at);
                if (!aside_) chart_.message(at, message);
              },
          .wire_fault =
              [this](const std::string& link, const cti::WireFault& fault, TimePoint at) {
                stream_.wire_fault(at, link, fault);
                wire_.fault(fault, at);
                chart_.fault(at, fault);
              },
          .line = [this](const tapi::line::Observation& seen) { line_.see(seen); },
          .tap = tap()};
}

attachment::ComputingTap Performance::tap() {
  return {.asked = [this](const cti::Request& request, TimePoint at) { wire_.asked(request, at); },
          .answered = [this](const cti::Result& result, TimePoint) { wire_.answered(result); },
          .event = [this](const cti::Event& event, TimePoint at) { wire_.event(event, at); }};
}

void Performance::judge_wire(oracle::WireJudge::Until until) {
  judging_.at_line(0);
  judging_.note(wire_.judge(stage_.now(), until));
}

void Performance::run(verdict::ScenarioReport& report) {
  if (Done up = bench_->bring_up(); !up) {
    report.outcome = verdict::Outcome::error;
    report.reason = up.error().reason;
    judge_wire(oracle::WireJudge::Until::it_broke);
    return;
  }
  listeners_.open();
  desk_.open();
  line_.open(bench_->line_door());
  desk_.on_granted(
      [this](const Seat& seat, std::int32_t state, TimePoint asked) { learn_from_put_state(seat, state, asked); });
  for (const scenarios::AgentSpec& agent : scenario_.cast.agents) bench_->sit_down(agent.name, agent.at);
  bool stopped = false;
  while (const scenarios::Step* step = next_step()) {
    judging_.at_line(line_played_ = step->mark.line);
    const Ran ran = run_step(*step);
    if (!bench_->broken().empty() || !stage_.alive()) {
      report.outcome = verdict::Outcome::error;
      report.reason = bench_->broken().empty() ? "bytes were lost on a link" : bench_->broken();
      chart_.failure(stage_.now(), report.reason);
      judge_wire(oracle::WireJudge::Until::it_broke);
      return;
    }
    if (!ran) {
      report.outcome = ran.error().outcome;
      report.reason = "line " + std::to_string(step->mark.line) + ": " + ran.error().reason;
      chart_.failure(stage_.now(), report.reason);
      stopped = true;
      break;
    }
    judging_.at_line(0);
    look_around();
  }
  judging_.at_line(0);
  finish();
  if (!stopped) report.outcome = verdict::outcome_of(judging_.checks());
}

void Performance::note_trouble(const verdict::Check& check) {
  chart_.failure(check.at, check.requirement + "  " + verdict::what_of(check) + ": expected " + check.expected +
                               ", observed " + check.observed);
}

const scenarios::Step* Performance::next_step() {
  if (improvised_) return improvised_->next();
  return steps_taken_ < scenario_.steps.size() ? &scenario_.steps[steps_taken_++] : nullptr;
}

Ran Performance::run_step(const scenarios::Step& step) {
  if (Ran due = await_moment(step); !due) return due;
  stream_.step(stage_.now(), step.mark.line, scenarios::verb_name(step), "");
  Ran ran = std::visit([this](const auto& verb) { return act(verb); }, step.verb);
  stage_.settle();
  if (ran && crowd_is_stuck_) ran = std::unexpected(*crowd_is_stuck_);
  // What people and applications do moves the story on; looking at it does not.
  if (!scenarios::is_judge(step)) last_moment_ = stage_.now();
  return ran;
}

Ran Performance::await_moment(const scenarios::Step& step) {
  TimePoint base = last_moment_;
  if (const auto* answer = std::get_if<scenarios::Answer>(&step.verb)) {
    const auto rings = [&] { return bench_->ringing_since(answer->agent).has_value(); };
    if (!pass_until(rings, stage_.now() + ring_patience)) {
      return std::unexpected(
          Stop{answer->agent.value() + "'s phone did not ring within " + scenarios::duration_text(ring_patience)});
    }
    base = std::max(base, *bench_->ringing_since(answer->agent));
  }
  const TimePoint due = std::max(base + step.after, stage_.now());
  if (!crowd_.idle()) pass_until([] { return false; }, due);
  if (!crowd_is_stuck_) stage_.advance_to(due);
  return {};
}

}  // namespace acdloop::runner
