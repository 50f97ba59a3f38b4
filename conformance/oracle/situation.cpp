// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/situation.hpp"

namespace acdloop::oracle {

Situation::Situation(const Timeline& timeline)
    : at_rest{timeline.at_rest()},
      fresh{timeline.calls().empty() && timeline.unanswered().empty()},
      direct{!timeline.direct().empty()},
      other_group{!timeline.same_agent_other_group().empty()},
      other_agent{!timeline.same_group_other_agent().empty()},
      earlier_session{!timeline.before_creation().empty()} {
  for (const Leg& leg : timeline.direct()) handed_past_queue = handed_past_queue || leg.handed_on;
  for (const TimelineCall& call : timeline.calls()) handed_through_queue = handed_through_queue || call.leg.handed_on;
  for (const Leg& leg : timeline.unanswered()) unanswered = unanswered || leg.over.has_value();
  for (const TimelineCall& call : timeline.calls()) {
    const CallTruth& truth = call.truth;
    exact = exact && truth.counted_for_certain();
    held_calls += truth.holds > 0 ? 1 : 0;
    ran_out = ran_out || truth.wrap_up_ran_out;
    if (truth.finished) {
      with_wrap_up = with_wrap_up || truth.wrap_up.most.longest > Duration{};
      without_wrap_up = without_wrap_up || truth.wrap_up.most.longest == Duration{};
    }
    for (const Timeline::Ask& ask : timeline.asks()) {
      const bool pause = ask.kind == cti::FactKind::made_not_ready && !ask.other_group;
      break_after_call = break_after_call || (pause && call.leg.over && ask.fact > call.leg.over_fact);
    }
  }
  held = held_calls > 0;
}

}  // namespace acdloop::oracle
