// SPDX-License-Identifier: Apache-2.0
// Which call goes to which agent: the call of the group with the best priority, of the longest wait among equals, to
// the agent who has been idle longest for that group.
#include <tuple>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {

// Wrap-up in one group keeps away the calls of all groups, and so does any call at the phone.
bool Switchboard::is_available(const Agent& agent, const AgentSession& session) const {
  return session.state() == cti::AgentState::ready && calls_.idle(agent.station.value()) && !agent.wraps_up();
}

AgentSession* Switchboard::pick(const Group& group, const Call& call) {
  AgentSession* best = nullptr;
  std::tuple<bool, TimePoint> best_rank;
  for (Agent& agent : roster_.agents()) {
    AgentSession* session = agent.session(group.config.name);
    if (!session || !is_available(agent, *session)) continue;
    // Who has just let this call ring gets it again only if there is nobody else.
    const std::tuple rank{call.last_rung == agent.config.name, session->idle_since};
    if (best && rank >= best_rank) continue;
    best = session;
    best_rank = rank;
  }
  return best;
}

void Switchboard::deliver(Call& call, Group& group, AgentSession& session, Stimulus& s) {
  const cti::DeviceId station = station_device(session.key().address);
  const cti::DeviceId queue = group_device(group.config.name);
  leave_queue(call);
  ring(call, station, SessionRef{session.key().agent, session.number()});
  if (group.config.ring_limit) {
    call.ring_timer = deadlines_.set(s.now + *group.config.ring_limit, RingLimit{call.number});
  }
  s.report(cti::CallEventKind::delivered, call.info,
           {change(call, queue, cti::ConnectionState::null), change(call, station, cti::ConnectionState::alerting)},
           station, cti::EventCause::distributed);
  s.signal(cti::PhoneSignal::Kind::rings, station, call.info.call);
}

// Only the head of each queue can be next: whoever is available for a group is so for its head.
bool Switchboard::distribute_one(Stimulus& s) {
  Group* first = nullptr;
  AgentSession* taker = nullptr;
  const auto rank = [](const Group& group) { return std::tuple{group.config.priority, group.queue.head_arrival()}; };
  for (Group& group : groups_) {
    if (group.queue.empty()) continue;
    if (first && rank(*first) < rank(group)) continue;
    AgentSession* session = pick(group, *calls_.find(group.queue.head()));
    if (!session) continue;
    first = &group;
    taker = session;
  }
  if (!first) return false;
  deliver(*calls_.find(first->queue.head()), *first, *taker, s);
  return true;
}

void Switchboard::distribute(Stimulus& s) {
  while (distribute_one(s)) {}
}

}  // namespace acdloop::acd
