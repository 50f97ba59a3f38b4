// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/scenario.hpp"

#include <algorithm>

#include "scenarios/language/grammar.hpp"

namespace acdloop::scenarios {
namespace {

VerbKind kind_of(const Step& step) { return find_verb(verb_name(step))->kind; }

}  // namespace

const GroupSpec* Cast::group(const cti::AcdGroupId& name) const {
  const auto found = std::ranges::find(groups, name, &GroupSpec::name);
  return found == groups.end() ? nullptr : &*found;
}

const AgentSpec* Cast::agent(const cti::AgentId& name) const {
  const auto found = std::ranges::find(agents, name, &AgentSpec::name);
  return found == agents.end() ? nullptr : &*found;
}

std::string_view verb_name(const Step& step) {
  // In the order of the variant.
  constexpr std::string_view words[] = {
      "log_in",     "log_out",       "request",  "query",   "listen",  "measure",  "line",    "call",
      "answer",     "hold",          "retrieve", "hang_up", "finish",  "dial",     "consult", "transfer",
      "conference", "force_log_out", "remove",   "wait",    "traffic", "withhold", "refuse",  "cut",
      "restore",    "step_clock",    "expect",   "expect",  "expect",  "expect",   "never"};
  static_assert(std::size(words) == std::variant_size_v<decltype(Step::verb)>);
  return words[step.verb.index()];
}

std::string_view to_string(LineAct act) {
  constexpr std::string_view words[] = {"info",        "list",       "next_state", "second_proxy",
                                        "close_proxy", "open_proxy", "release",    "update"};
  return words[static_cast<std::size_t>(act)];
}

std::optional<LineAct> line_act_from(std::string_view word) {
  for (int number = 0; number <= static_cast<int>(LineAct::update); ++number) {
    if (to_string(static_cast<LineAct>(number)) == word) return static_cast<LineAct>(number);
  }
  return std::nullopt;
}

std::string_view to_string(Arrivals arrivals) { return arrivals == Arrivals::poisson ? "poisson" : "fixed"; }

std::optional<Arrivals> arrivals_from(std::string_view word) {
  if (word == "poisson") return Arrivals::poisson;
  return word == "fixed" ? std::optional{Arrivals::fixed} : std::nullopt;
}

bool is_api(const Step& step) { return kind_of(step) == VerbKind::api; }
bool is_hands(const Step& step) { return kind_of(step) == VerbKind::hands; }
bool is_judge(const Step& step) { return kind_of(step) == VerbKind::judge; }

}  // namespace acdloop::scenarios
