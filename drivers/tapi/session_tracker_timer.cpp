// SPDX-License-Identifier: Apache-2.0
// Wrap-up on wires that report none: it begins when the call is over and lasts as long as the group is configured with.
#include <chrono>
#include <utility>

#include "drivers/tapi/session_tracker.hpp"

namespace acdloop::tapi {
namespace {

TimePoint end_of(TimePoint released, Duration limit, cti::Dialect::WrapUpEnd rule) {
  if (rule == cti::Dialect::WrapUpEnd::exact) return released + limit;
  return std::chrono::floor<std::chrono::seconds>(released) + std::chrono::ceil<std::chrono::seconds>(limit);
}

}  // namespace

void SessionTracker::begin_timed_wrap_up(Live& session, TimePoint released) {
  const bool paused = session.held && session.held->what == Held::What::not_ready;
  const auto limit = wrap_up_.find(session.record->key.group);
  if (limit == wrap_up_.end() || limit->second <= Duration{}) {
    return enter(session, paused ? SessionState::not_ready : SessionState::ready, released);
  }
  enter(session, SessionState::busy_wrap_up, released);
  session.not_ready_after = paused;
  set_wrap_up_over(session, end_of(released, limit->second, dialect_.wrap_up_end));
}

void SessionTracker::end_timed_wrap_up(Live& session, TimePoint at) {
  enter(session, session.not_ready_after ? SessionState::not_ready : SessionState::ready, at);
}

void SessionTracker::set_wrap_up_over(Live& session, std::optional<TimePoint> at) {
  if (const auto before = deadline_of(session)) deadlines_.erase({*before, session.record->number});
  session.wrap_up_over = at;
  if (const auto after = deadline_of(session)) deadlines_.emplace(*after, session.record->number);
}

}  // namespace acdloop::tapi
