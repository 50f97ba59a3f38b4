// SPDX-License-Identifier: Apache-2.0
// What one agent session lived through: its states and the marks of its ACD calls. The only record from which the
// façade's figures are computed (session_figures.hpp). Written by the session tracker; knows no wire.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "drivers/cti/ids.hpp"
#include "drivers/tapi/agent_session.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::tapi {

struct HoldSpan {
  TimePoint from{};
  std::optional<TimePoint> to;
};

// One ACD call of the session, from the agent's side of it.
struct SessionCall {
  cti::CallId call;                  // empty: only agent reports told of it
  std::optional<TimePoint> offered;  // o: began to ring here
  TimePoint answered{};              // a
  std::vector<HoldSpan> holds;
  std::optional<TimePoint> released;  // e: the agent's connection is null
  std::optional<TimePoint> finished;  // w: wrap-up left; equals `released` without wrap-up
  std::optional<TimePoint> queued;    // q: first came into a queue
  enum class Cut : std::uint8_t { none, in_call, in_wrap_up };
  Cut cut = Cut::none;  // by the end of the session
};

// An ACD call of the session's group that rang here and was not answered.
struct RingInVain {
  std::optional<TimePoint> queued;
  TimePoint offered{};
  TimePoint stopped{};
};

struct StateEntry {
  SessionState state = SessionState::not_ready;
  TimePoint entered{};
};

class SessionTimeline {
 public:
  SessionTimeline(TimePoint created, SessionState first);

  SessionState state() const { return state_; }
  TimePoint state_entered() const { return state_entered_; }
  TimePoint created() const { return created_; }
  std::optional<TimePoint> ended() const { return ended_; }
  const std::vector<StateEntry>& states() const { return states_; }
  const std::vector<SessionCall>& calls() const { return calls_; }
  const std::vector<RingInVain>& rings_in_vain() const { return rings_in_vain_; }
  // Entries that did not fit into the limits below: figures are then incomplete.
  std::size_t left_out() const { return left_out_; }

  // Everything below is without effect once the session has ended: its figures stay as they were.

  // Leaving BUSY_WRAPUP ends the wrap-up; entering SESSION_ENDED cuts off the call and the wrap-up in progress,
  // which then count as far as they went [a reading: the API's text is silent].
  void enter(SessionState state, TimePoint at);
  void answer(const cti::CallId& call, std::optional<TimePoint> offered, TimePoint at,
              std::optional<TimePoint> queued = std::nullopt);
  void ring_in_vain(const RingInVain& ring);
  void hold(const cti::CallId& call, TimePoint at);
  void retrieve(const cti::CallId& call, TimePoint at);
  void release(const cti::CallId& call, TimePoint at);

  // A call of the present busy or wrap-up period has been recorded.
  bool has_unfinished_call() const;
  // The end of the latest such call, if one has ended.
  std::optional<TimePoint> last_released() const;

  static constexpr std::size_t max_calls = 1'000'000;
  static constexpr std::size_t max_states = 4'000'000;
  static constexpr std::size_t max_holds = 10'000;  // of one call

 private:
  SessionCall* open_call(const cti::CallId& call);
  void finish_all_but_last();
  void finish_released(TimePoint at, bool in_wrap_up);

  TimePoint created_;
  std::optional<TimePoint> ended_;
  SessionState state_;
  TimePoint state_entered_;
  std::vector<StateEntry> states_;
  std::vector<SessionCall> calls_;
  std::vector<RingInVain> rings_in_vain_;
  std::size_t first_unfinished_ = 0;  // every call before it has `finished`
  std::size_t left_out_ = 0;
};

}  // namespace acdloop::tapi
