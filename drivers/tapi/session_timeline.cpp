// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/session_timeline.hpp"

#include <algorithm>

namespace acdloop::tapi {
namespace {

void end_holds(SessionCall& call, TimePoint at) {
  if (!call.holds.empty() && !call.holds.back().to) call.holds.back().to = at;
}

}  // namespace

SessionTimeline::SessionTimeline(TimePoint created, SessionState first)
    : created_(created), state_(first), state_entered_(created), states_{{first, created}} {}

void SessionTimeline::enter(SessionState state, TimePoint at) {
  if (ended_ || state == state_) return;
  const bool from_wrap_up = state_ == SessionState::busy_wrap_up;
  if (state == SessionState::session_ended) {
    for (std::size_t index = first_unfinished_; index < calls_.size(); ++index) {
      if (!calls_[index].released) {
        end_holds(calls_[index], at);
        calls_[index].released = at;
        calls_[index].cut = SessionCall::Cut::in_call;
      } else if (from_wrap_up && !calls_[index].finished) {
        calls_[index].cut = SessionCall::Cut::in_wrap_up;
      }
    }
    finish_released(at, from_wrap_up);
    ended_ = at;
  } else if (state == SessionState::busy_wrap_up) {
    finish_all_but_last();
  } else if (state != SessionState::busy_on_call || from_wrap_up) {
    finish_released(at, from_wrap_up);
  }
  state_ = state;
  state_entered_ = at;
  if (states_.size() < max_states) {
    states_.push_back({state, at});
  } else {
    ++left_out_;
  }
}

void SessionTimeline::answer(const cti::CallId& call, std::optional<TimePoint> offered, TimePoint at,
                             std::optional<TimePoint> queued) {
  if (ended_ || open_call(call) != nullptr) return;
  if (calls_.size() >= max_calls) {
    ++left_out_;
    return;
  }
  calls_.push_back({call, offered, at, {}, {}, {}, queued, SessionCall::Cut::none});
}

void SessionTimeline::ring_in_vain(const RingInVain& ring) {
  if (ended_) return;
  if (rings_in_vain_.size() < max_calls) {
    rings_in_vain_.push_back(ring);
  } else {
    ++left_out_;
  }
}

void SessionTimeline::hold(const cti::CallId& call, TimePoint at) {
  SessionCall* found = ended_ ? nullptr : open_call(call);
  if (found == nullptr || (!found->holds.empty() && !found->holds.back().to)) return;
  if (found->holds.size() >= max_holds) {
    ++left_out_;
    return;
  }
  found->holds.push_back({at, {}});
}

void SessionTimeline::retrieve(const cti::CallId& call, TimePoint at) {
  SessionCall* found = ended_ ? nullptr : open_call(call);
  if (found != nullptr) end_holds(*found, at);
}

void SessionTimeline::release(const cti::CallId& call, TimePoint at) {
  SessionCall* found = ended_ ? nullptr : open_call(call);
  if (found == nullptr) return;
  // A report that was held back may date the end before a mark that came meanwhile: no span is ever negative.
  at = std::max(at, found->answered);
  if (!found->holds.empty()) at = std::max(at, found->holds.back().to.value_or(found->holds.back().from));
  end_holds(*found, at);
  found->released = at;
  // Outside BUSY_ON_CALL and BUSY_WRAPUP nothing can follow that belongs to this call.
  if (state_ != SessionState::busy_on_call && state_ != SessionState::busy_wrap_up) finish_released(at, false);
}

bool SessionTimeline::has_unfinished_call() const {
  return std::any_of(calls_.begin() + static_cast<std::ptrdiff_t>(first_unfinished_), calls_.end(),
                     [](const SessionCall& call) { return !call.finished; });
}

std::optional<TimePoint> SessionTimeline::last_released() const {
  std::optional<TimePoint> last;
  for (std::size_t index = first_unfinished_; index < calls_.size(); ++index) {
    const SessionCall& call = calls_[index];
    if (call.released && !call.finished && (!last || *call.released > *last)) last = call.released;
  }
  return last;
}

SessionCall* SessionTimeline::open_call(const cti::CallId& call) {
  for (std::size_t index = first_unfinished_; index < calls_.size(); ++index) {
    if (calls_[index].call == call && !calls_[index].released) return &calls_[index];
  }
  return nullptr;
}

// Wrap-up belongs to the call released last; an earlier one that overlapped it had none of its own.
void SessionTimeline::finish_all_but_last() {
  SessionCall* last = nullptr;
  for (std::size_t index = first_unfinished_; index < calls_.size(); ++index) {
    SessionCall& call = calls_[index];
    if (call.released && !call.finished && (last == nullptr || *call.released >= *last->released)) last = &call;
  }
  for (std::size_t index = first_unfinished_; index < calls_.size(); ++index) {
    SessionCall& call = calls_[index];
    if (call.released && !call.finished && &call != last) call.finished = call.released;
  }
}

void SessionTimeline::finish_released(TimePoint at, bool in_wrap_up) {
  for (std::size_t index = first_unfinished_; index < calls_.size(); ++index) {
    SessionCall& call = calls_[index];
    if (call.released && !call.finished) call.finished = in_wrap_up ? std::max(*call.released, at) : *call.released;
  }
  while (first_unfinished_ < calls_.size() && calls_[first_unfinished_].finished) ++first_unfinished_;
}

}  // namespace acdloop::tapi
