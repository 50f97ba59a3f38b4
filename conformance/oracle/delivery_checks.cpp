// SPDX-License-Identifier: Apache-2.0
// Which sessions get calls: a phone that rings for the group while the facts say that its agent is not ready.
#include <algorithm>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/states.hpp"

namespace acdloop::oracle {
namespace {

struct Offence {
  std::string text;
  bool in_wrap_up = false;  // advice only: the documents forbid it less firmly than for NOT_READY
};

// The steps that may rule while the phone begins to ring, those of the same instant included.
std::vector<const Step*> steps_around(const std::vector<Step>& steps, const Interval& when, Duration settle) {
  std::vector<const Step*> around;
  for (std::size_t index = 0; index < steps.size(); ++index) {
    const bool begun = steps[index].when.earliest <= when.latest;
    const bool replaced = index + 1 < steps.size() && steps[index + 1].when.latest + settle < when.earliest;
    if (begun && !replaced) around.push_back(&steps[index]);
  }
  return around;
}

std::optional<Offence> offence_of(const Leg& leg, const std::vector<Step>& steps, Duration settle) {
  const auto around = steps_around(steps, leg.offered, settle);
  const auto ready = [](const Step* step) { return step->allowed.contains(state::ready); };
  if (around.empty() || std::any_of(around.begin(), around.end(), ready)) return std::nullopt;
  const Step& step = *around.back();
  return Offence{leg.call + " rang at " + text_of_time(leg.offered.earliest) + " in " + text_of(step.allowed) +
                     " since " + step.why,
                 step.phase == Phase::wrap_up};
}

}  // namespace

std::vector<verdict::Check> Oracle::judge_deliveries(const std::string& session, const Interval& now) const {
  const auto named = sessions_.find(session);
  if (named == sessions_.end()) return {};
  const Timeline timeline{*this, named->second, now};
  const std::vector<Step> steps = steps_of(timeline, AfterOutage::lived_on);
  const Duration settle = now.is_point() ? Duration{} : readings_.settle;
  std::vector<Leg> offers = timeline.unanswered();
  for (const TimelineCall& call : timeline.calls()) offers.push_back(call.leg);
  Checks checks{session, now.latest, "ringing phones against the other facts"};
  std::optional<Offence> hard;
  std::optional<Offence> soft;
  for (const Leg& leg : offers) {
    const auto offence = offence_of(leg, steps, settle);
    if (offence && offence->in_wrap_up && !soft) soft = offence;
    if (offence && !offence->in_wrap_up && !hard) hard = offence;
  }
  for (const Leg& leg : timeline.offered_after_end()) {
    if (!hard)
      hard = Offence{leg.call + " rang at " + text_of_time(leg.offered.earliest) + " after the log-off", false};
  }
  const bool asked = !offers.empty() || !timeline.offered_after_end().empty() || timeline.logged_off().has_value();
  constexpr std::string_view what = "calls delivered";
  if (asked) {
    checks.require("AS-056a", what, "only in READY", hard ? hard->text : "so it was", !hard);
    checks.advise("AS-056b", what, "only in READY", soft ? soft->text : "so it was", !soft);
  }
  return std::move(checks).result();
}

}  // namespace acdloop::oracle
