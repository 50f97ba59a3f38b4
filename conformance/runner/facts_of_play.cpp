// SPDX-License-Identifier: Apache-2.0
// Facts: what people did, and what the API granted; both go to stream and oracle.
#include "conformance/runner/performance.hpp"

namespace acdloop::runner {

void Performance::learn(const cti::Fact& fact) {
  stream_.fact(fact);
  chart_.fact(fact);
  oracle_.learn(fact);
  wire_.learn(fact);
  if (improvised_) improvised_->learn(fact);
  crowd_.learn(fact);
  wake_crowd();
  // What the link may have taken with it is looked for as soon as anybody can be asked again.
  if (fact.kind == cti::FactKind::link_back) {
    for (auto& [session, seen] : seen_) seen.changes.reset();
  }
  stage_.changed();
}

void Performance::learn_at_api(cti::FactKind kind, const cti::AgentSessionKey& key, const Interval& when) {
  cti::Fact fact;
  fact.kind = kind;
  fact.agent = key.agent;
  fact.group = key.group;
  fact.address = key.address;
  fact.when = when;
  learn(fact);
}

void Performance::learn_from_put_state(const Seat& seat, std::int32_t state, TimePoint asked) {
  const Interval when = stage_.since(asked);
  switch (state) {
    case 0:
      return learn_at_api(cti::FactKind::made_not_ready, seat.key, when);
    case 1:
      return learn_at_api(cti::FactKind::made_ready, seat.key, when);
    case 4:
      return learn_at_api(cti::FactKind::logged_off, seat.key, when);
    default:
      return;
  }
}

}  // namespace acdloop::runner
