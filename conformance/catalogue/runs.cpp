// SPDX-License-Identifier: Apache-2.0
#include "conformance/catalogue/runs.hpp"

#include <algorithm>

namespace acdloop::catalogue {
namespace {

constexpr std::string_view facade_only = "not judged: façade only";

Standing not_judged(std::string_view why) { return {false, std::string{why}}; }

Standing figures_of(cti::Capability own_figures, const cti::Capabilities& wire) {
  if (wire.supports(own_figures)) return {true, "by the switch's own figures"};
  const std::string& reason = wire.of(own_figures).reason;
  return not_judged(std::string{facade_only} + (reason.empty() ? "" : " (" + reason + ")"));
}

// A wire that reports no wrap-up leaves its end to a timer of the façade.
bool rests_on_the_facades_timer(const Requirement& row, const cti::Capabilities& wire) {
  constexpr auto end = cti::Capability::wrap_up_end_visible;
  return wire.of(end).support == cti::Support::inferred &&
         std::ranges::find(row.needs.all(), end) != row.needs.all().end();
}

// The façade is ours there: what only it makes proves nothing about a switch.
Standing on_a_bench(const Unit& unit, const cti::Capabilities& wire) {
  switch (unit.row->maker) {
    case Maker::reports:
      if (!rests_on_the_facades_timer(*unit.row, wire)) return {true, {}};
      return not_judged(std::string{facade_only} + " (" + wire.of(cti::Capability::wrap_up_end_visible).reason + ")");
    case Maker::session_figures:
      return figures_of(cti::Capability::switch_figures_per_group, wire);
    case Maker::agent_figures:
      return figures_of(cti::Capability::switch_figures, wire);
    case Maker::queue_figures:
      return figures_of(cti::Capability::queue_figures, wire);
    case Maker::facade:
    case Maker::line:
      break;
  }
  return not_judged(facade_only);
}

}  // namespace

std::string_view to_string(RunKind run) {
  switch (run) {
    case RunKind::self_test:
      return "self-test";
    case RunKind::emulate:
      return "emulate";
    case RunKind::bench:
      return "bench";
    case RunKind::sandwich:
      return "sandwich";
    case RunKind::re_judge:
      return "re-judge";
  }
  return "?";
}

Standing reachable(const Requirement& row, const cti::Capabilities& wire) {
  for (const cti::Capability need : row.needs.all()) {
    if (wire.supports(need)) continue;
    const std::string& reason = wire.of(need).reason;
    return not_judged("needs " + std::string{cti::to_string(need)} + (reason.empty() ? "" : ": " + reason));
  }
  return {true, {}};
}

Standing standing(const Unit& unit, RunKind run, const cti::Capabilities& wire) {
  if (unit.observed() == Observed::no) return not_judged(unit.unseen());
  if (Standing way = reachable(*unit.row, wire); !way.judged) return way;
  switch (run) {
    case RunKind::self_test:
      return {true, {}};
    case RunKind::emulate:
      return not_judged("acdsim judges nobody: it records, and the recording is judged");
    case RunKind::bench:
      return on_a_bench(unit, wire);
    case RunKind::sandwich:
      if (unit.observed() == Observed::wire)
        return not_judged("the wire below the software under test is our own switch's");
      if (unit.row->maker == Maker::line) return not_judged("an adapter carries methods and events of TAPI 3 alone");
      return {true, {}};
    case RunKind::re_judge:
      return {true, "as in the run that was recorded"};
  }
  return {};
}

}  // namespace acdloop::catalogue
