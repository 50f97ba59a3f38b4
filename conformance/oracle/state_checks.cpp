// SPDX-License-Identifier: Apache-2.0
// get_State, and the identity of a session, against the facts.
#include <algorithm>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/open_readings.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/states.hpp"

namespace acdloop::oracle {
namespace {

using verdict::Verdict;

std::string_view requirement_of(const Step& step) {
  if (step.pending) return "AS-062";
  if (step.unknown_outcome) return "AS-104";
  switch (step.phase) {
    case Phase::in_call:
      return "AS-054";
    case Phase::wrap_up:
      return "AS-023";
    case Phase::ended:
      return "AS-052";
    case Phase::forced_off:
      return "AS-127";
    case Phase::cut_off:
    case Phase::after_loss:
      return "AS-128";
    case Phase::idle_new:
    case Phase::idle_joined:
      return "AS-053";
    case Phase::idle_asked:
      return "AS-057";
    case Phase::idle_other_call:
      return "AS-055";
    case Phase::idle_after_timer:
      return "AS-027";
    case Phase::idle:
      return "AS-054";
  }
  return "AS-054";
}

// What an idle session's state tells of open readings.
std::vector<verdict::ReadingSeen> told_by_state(const Step& step, std::int32_t state, const tapi::Readings& held) {
  using Initial = tapi::Readings::Initial;
  using OnOtherCall = tapi::Readings::OnOtherCall;
  const bool ready = state == state::ready;
  if (step.phase == Phase::idle_new) {
    return told(held, tapi::Key::initial_state, {ready ? Initial::ready : Initial::not_ready});
  }
  if (step.phase == Phase::idle_other_call && step.was_ready) {
    return told(held, tapi::Key::session_state_on_non_acd, {ready ? OnOtherCall::unchanged : OnOtherCall::not_ready});
  }
  return {};
}

Verdict judge_among(const std::vector<const Step*>& steps, std::int32_t state) {
  const auto allows = [state](const Step* step) { return step->allowed.contains(state); };
  if (std::all_of(steps.begin(), steps.end(), allows)) return Verdict::pass;
  return std::any_of(steps.begin(), steps.end(), allows) ? Verdict::inconclusive : Verdict::fail;
}

}  // namespace

std::vector<verdict::Check> Oracle::judge_state(const std::string& session, std::int32_t state,
                                                const Interval& now) const {
  const auto named = sessions_.find(session);
  if (named == sessions_.end()) return {};
  Checks checks{session, now.latest, "get_State against the facts"};
  const bool known = state >= 0 && state <= 4;
  checks.require("AS-048", "get_State", "0 to 4", std::to_string(state), known);
  const Timeline timeline{*this, named->second, now};
  const std::vector<Step> steps = steps_of(timeline);
  const Duration settle = now.is_point() ? Duration{} : readings_.settle;
  const AllowedAt allowed = allowed_at(steps, now, settle);
  if (allowed.steps.empty()) return std::move(checks).result();
  const Step& step = *allowed.steps.back();
  checks.add(requirement_of(step), "get_State", text_of(step.allowed) + " since " + step.why, state_name(state),
             judge_among(allowed.steps, state));
  if (allowed.steps.size() == 1) checks.tells(told_by_state(step, state, readings_));
  return std::move(checks).result();
}

std::string_view Oracle::requirement_of_state(const std::string& session, const Interval& now) const {
  const auto named = sessions_.find(session);
  if (named == sessions_.end()) return {};
  const std::vector<Step> steps = steps_of(Timeline{*this, named->second, now});
  const AllowedAt allowed = allowed_at(steps, now, now.is_point() ? Duration{} : readings_.settle);
  return allowed.steps.empty() ? std::string_view{} : requirement_of(*allowed.steps.back());
}

std::vector<verdict::Check> Oracle::judge_identity(const std::string& session, const cti::AgentSessionKey& seen,
                                                   bool later, const Interval& now) const {
  const auto named = sessions_.find(session);
  if (named == sessions_.end()) return {};
  const cti::AgentSessionKey& key = named->second.key;
  Checks checks{session, now.latest, "objects handed out by the session against those it was created with"};
  const std::string_view requirement = later ? "AS-067" : "AS-066";
  checks.require(requirement, "get_Agent", key.agent.value(), seen.agent.value(), seen.agent == key.agent);
  checks.require(requirement, "get_ACDGroup", key.group.value(), seen.group.value(), seen.group == key.group);
  checks.require(requirement, "get_Address", key.address.value(), seen.address.value(), seen.address == key.address);
  return std::move(checks).result();
}

}  // namespace acdloop::oracle
