// SPDX-License-Identifier: Apache-2.0
#include "conformance/walks/hunt.hpp"

#include <algorithm>
#include <utility>

#include "conformance/report/stream.hpp"
#include "conformance/runner/suite.hpp"
#include "conformance/walks/shrink.hpp"
#include "scenarios/language/loader.hpp"
#include "scenarios/language/writer.hpp"

namespace acdloop::walks {
namespace {

using scenarios::Scenario;
using verdict::Outcome;

verdict::ScenarioReport play(const Scenario& scenario, runner::BenchMaker& benches, runner::StepSource* improvised) {
  report::Stream nobody(nullptr);
  runner::PlayOptions options;
  options.repeat_command = [](const Scenario&) { return std::string{}; };
  options.improvised = improvised;
  return runner::play(scenario, benches, nobody, options);
}

std::optional<Failure> failure_of(const verdict::ScenarioReport& report) {
  if (report.outcome == Outcome::pass || report.outcome == Outcome::skip) return std::nullopt;
  Failure failure{report.outcome, {}};
  const auto first = std::ranges::find_if(
      report.checks, [](const verdict::Check& check) { return check.verdict > verdict::Verdict::inconclusive; });
  if (first != report.checks.end()) failure.requirement = first->requirement;
  return failure;
}

// The scenario as its file would give it; nothing when the loader does not take it.
std::optional<Scenario> as_file(const Scenario& scenario, const scenarios::Vocabulary& words) {
  return scenarios::load_text(scenarios::to_yaml(scenario), "walk.yaml", words).scenario;
}

// What a story may say that it covers: what is judged in every story it may not.
std::string covered_by(const Failure& failure, const scenarios::Vocabulary& words) {
  const std::string row = failure.requirement.substr(0, 6);
  return words.requirements.contains(row) ? row : "AS-049";
}

Finding make_small(Scenario scenario, const Failure& failure, std::uint64_t seed, const HuntPlan& plan,
                   runner::BenchMaker& benches) {
  const scenarios::Vocabulary words = runner::vocabulary();
  Finding finding{seed, failure, {}, {}, scenario.steps.size(), 0, false};
  scenario.covers = {covered_by(failure, words)};
  const StillFails still_fails = [&](const Scenario& candidate) {
    const auto loaded = as_file(candidate, words);
    return loaded && failure_of(play(*loaded, benches, nullptr)) == failure;
  };
  Shrunk shrunk = shrink(std::move(scenario), still_fails, plan.max_tries);
  finding.tries = shrunk.tries;
  finding.tries_ran_out = shrunk.tries_ran_out;
  finding.report = play(as_file(shrunk.scenario, words).value_or(shrunk.scenario), benches, nullptr);
  finding.scenario = std::move(shrunk.scenario);
  return finding;
}

}  // namespace

HuntResult hunt(const HuntPlan& plan, runner::BenchMaker& benches) {
  HuntResult result;
  for (std::uint64_t seed = plan.seed; result.sessions < plan.sessions; ++seed) {
    if (plan.interrupted && plan.interrupted()) {
      result.interrupted = true;
      break;
    }
    Scenario scenario = cast_for(seed, plan.size, benches.capabilities());
    Walker walker(scenario, benches.capabilities(), seed, plan.size.steps);
    const verdict::ScenarioReport report = play(scenario, benches, &walker);
    ++result.walks;
    result.sessions += walker.sessions();
    result.calls += walker.calls();
    result.checks += report.checks.size();
    result.telephone_time += report.virtual_time;
    if (const auto failure = failure_of(report)) {
      scenario.steps = walker.story();
      result.finding = make_small(std::move(scenario), *failure, seed, plan, benches);
      break;
    }
  }
  return result;
}

}  // namespace acdloop::walks
