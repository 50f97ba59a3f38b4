// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

constexpr Duration half_second = std::chrono::milliseconds{500};
constexpr Duration edge_width = std::chrono::milliseconds{100};

// Distance to the nearest whole or half second is under 0.1 s. Nothing at all is no sum.
bool near_edge(Duration value) {
  if (value.count() == 0) return false;
  const Duration past = value % half_second;
  return std::min(past, half_second - past) < edge_width;
}

Node at(Mark mark, int length) {
  Node node;
  node.mark = mark;
  node.length = length;
  return node;
}

void warn(Mark mark, int length, std::string message, Context& context) {
  context
      .fault("S405", at(mark, length), std::move(message), "within 0.1 s of a whole or half second",
             "on a real clock its rounding could not be judged: change a duration by 0.2s, or say virtual_only: true")
      .severity = Severity::warning;
}

const std::optional<std::string>* expected_error(const Step& step) {
  if (const auto* verb = std::get_if<LogIn>(&step.verb)) return &verb->expected_error;
  if (const auto* verb = std::get_if<LogOut>(&step.verb)) return &verb->expected_error;
  if (const auto* verb = std::get_if<RequestState>(&step.verb)) return &verb->expected_error;
  if (const auto* verb = std::get_if<Query>(&step.verb)) return &verb->expected_error;
  if (const auto* verb = std::get_if<Measure>(&step.verb)) return &verb->expected_error;
  return nullptr;
}

}  // namespace

void check_rounding(const Scenario& scenario, const Story& story, Context& context) {
  if (scenario.virtual_only) return;
  for (const Step& step : scenario.steps) {
    const auto* expect = std::get_if<ExpectSession>(&step.verb);
    if (expect == nullptr) continue;
    for (const ExpectedFigure& figure : expect->figures) {
      if (!near_edge(figure.time)) continue;
      warn(figure.mark, static_cast<int>(duration_text(figure.time).size()),
           fmt::format("{} of {} is too near a rounding edge", figure.figure, duration_text(figure.time)), context);
    }
  }
  // Where sums of drawn durations fall, no author can choose.
  if (!story.traffics.empty()) return;
  for (const Sum& sum : story.sums) {
    if (!near_edge(sum.value)) continue;
    warn(sum.mark, sum.length,
         fmt::format("{} of {} is then {}: too near a rounding edge", sum.what, sum.session, duration_text(sum.value)),
         context);
  }
}

void check_possible(const Story& story, Context& context) {
  for (const Impossible& step : story.impossible)
    context.fault("S408", at(step.mark, step.length), step.message, step.why, step.help);
}

void check_length(const Node& steps, const Story& story, Context& context) {
  if (story.length <= max_duration) return;
  context.fault("S406", at(steps.mark, 1), fmt::format("the story lasts {}", duration_text(story.length)),
                "48h is the longest", "shorten it");
}

bool has_check(const Scenario& scenario) {
  return std::ranges::any_of(scenario.steps, [](const Step& step) {
    const auto* error = expected_error(step);
    return is_judge(step) || std::holds_alternative<LineRequest>(step.verb) || (error != nullptr && error->has_value());
  });
}

}  // namespace acdloop::scenarios
