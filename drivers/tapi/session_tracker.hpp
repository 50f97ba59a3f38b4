// SPDX-License-Identifier: Apache-2.0
// Which agent session a report belongs to, and what that makes of the session: one set of rules for every wire,
// chosen by dialect values alone. Pure: reports and `now` in; session changes, wishes to ask and the next wake-up
// out. Used by the façade; knows no protocol's name, no request that is not handed in, no timer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "drivers/cti/dialect.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/cti/result.hpp"
#include "drivers/tapi/agent_session.hpp"
#include "drivers/tapi/call_book.hpp"
#include "drivers/tapi/session_timeline.hpp"

namespace acdloop::tapi {

// One agent session: a log-on of a key. A later log-on of the same key is another record.
struct SessionRecord {
  SessionRecord(std::uint64_t its_number, cti::AgentSessionKey its_key, TimePoint created, SessionState first)
      : number(its_number), key(std::move(its_key)), timeline(created, first) {}
  std::uint64_t number;  // from 1, never reused by one tracker
  cti::AgentSessionKey key;
  SessionTimeline timeline;
};

// A change that an application may be told of. The record has it already.
struct SessionChange {
  std::shared_ptr<const SessionRecord> session;
  SessionEvent event = SessionEvent::new_session;
};

struct TrackerOutput {
  std::vector<SessionChange> changes;
  // Sessions whose state only the switch can tell now: one query_agent_state each, answered by on_answer().
  std::vector<std::shared_ptr<const SessionRecord>> ask;
};

// A granted query_agent_state that leaves no room for the session: an empty list, only other groups, or state null.
bool says_not_logged_on(const cti::Result& result, const cti::AgentSessionKey& key);

class SessionTracker {
 public:
  // `defers_not_ready`: the switch reports NOT_READY during a call when it will only hold after it.
  // `aside_during_other_calls`: a READY session is NOT_READY while its agent talks on a call that is none of its own.
  // `wrap_up`: what a group is configured with, for wires that report no wrap-up.
  explicit SessionTracker(cti::Dialect dialect, bool defers_not_ready = false, bool aside_during_other_calls = false,
                          std::map<cti::AcdGroupId, Duration> wrap_up = {});

  TrackerOutput on_event(const cti::Event& event, TimePoint now);

  // The switch granted a request of our own. Most wires follow it with an event, which then decides; these apply
  // the grant where no event comes.
  TrackerOutput on_state_granted(const cti::AgentSessionKey& key, cti::AgentState state, TimePoint now);
  TrackerOutput on_log_on_granted(const cti::AgentSessionKey& key, TimePoint now);
  TrackerOutput on_log_off_granted(const cti::AgentSessionKey& key, TimePoint now);

  // A log-off of our own begins. Where the wire goes through NOT_READY for it, that report waits until it has ended: a
  // log-off that succeeds shows as its end alone, one that fails as whatever is left of it.
  void on_log_off_asked(const cti::AgentSessionKey& key);
  TrackerOutput on_log_off_failed(const cti::AgentSessionKey& key, TimePoint now);

  // The answer to a TrackerOutput::ask, whatever its outcome.
  TrackerOutput on_answer(std::uint64_t session, const cti::Result& result, TimePoint now);
  // The switch said that the agent is not logged on there.
  TrackerOutput on_not_logged_on(std::uint64_t session, TimePoint now);

  std::optional<TimePoint> next_deadline() const;
  TrackerOutput on_deadline(TimePoint now);

  // The live session of a key, or null.
  std::shared_ptr<const SessionRecord> live(const cti::AgentSessionKey& key) const;
  std::uint64_t unattributed() const { return unattributed_; }
  std::uint64_t left_out() const { return left_out_; }

  static constexpr std::size_t max_live_sessions = 100'000;

 private:
  // A report that cannot be applied before the call's connection is gone.
  struct Held {
    enum class What : std::uint8_t { wrap_up, wrap_up_or_not_ready, ready, not_ready };
    What what = What::ready;
    TimePoint since{};
    std::optional<TimePoint> until;  // absent: until the call ends
  };
  struct Live {
    std::shared_ptr<SessionRecord> record;
    bool assumed_state = false;  // no report said so: the dialect's state after log-on
    std::optional<Held> held;
    std::optional<TimePoint> ask_at;  // the call ended and no agent report followed yet
    // Wrap-up that only a timer ends: when, and whether NOT_READY comes after it.
    std::optional<TimePoint> wrap_up_over;
    bool not_ready_after = false;
    bool asked = false;
    bool leaving = false;           // a log-off of our own is under way that goes through NOT_READY
    bool not_ready_so_far = false;  // and has come that far
    bool unsure = false;            // reports may have been missed: the answer to the question decides
    SessionState state() const { return record->timeline.state(); }
  };
  struct Place {
    std::set<cti::AgentSessionKey> sessions;
    CallsHere calls;
    std::map<std::uint64_t, cti::CallId> aside;  // sessions that are NOT_READY because of that call
    std::optional<CallHere> consulting_on;       // a session's call that is gone, but not the consultation begun in it
    bool consults_for(const CallHere& call) const;
    const CallHere* answered_of_a_session() const;
  };

  // session_tracker.cpp
  Live* find(const cti::AgentSessionKey& key);
  Live* find(std::uint64_t number);
  std::vector<Live*> matching(const cti::AgentSubject& subject);
  static std::optional<cti::AgentSessionKey> full_key(const cti::AgentSubject& subject);
  Live* create(const cti::AgentSessionKey& key, SessionState first, TimePoint now);
  // The sessions that one state covers: the key's own, or all of the agent at the address.
  std::vector<Live*> in_scope(const cti::AgentSessionKey& key);
  void enter(Live& session, SessionState state, TimePoint at);
  void end(Live& session, TimePoint now);
  void set_held(Live& session, std::optional<Held> held);
  void set_ask(Live& session, std::optional<TimePoint> at);
  static std::optional<TimePoint> deadline_of(const Live& session);
  TrackerOutput take();

  // session_tracker_agent.cpp
  void on_agent(const cti::AgentEvent& event, TimePoint now);
  void on_logged_on(const cti::AgentEvent& event, TimePoint now);
  cti::AgentState assumed_after_log_on(const cti::AgentSessionKey& key);
  void on_ready(const cti::AgentSubject& subject, TimePoint now);
  void on_not_ready(const cti::AgentSubject& subject, TimePoint now);
  void on_busy(const cti::AgentSubject& subject, TimePoint now);
  void on_wrap_up(const cti::AgentSubject& subject, bool exact, TimePoint now);
  void apply_ready(Live& session, TimePoint now);
  void apply_not_ready(Live& session, TimePoint now);
  void apply_wrap_up(Live& session, bool exact, TimePoint now);
  void wake(Live& session, TimePoint now);
  // session_tracker_timer.cpp
  bool times_wrap_up() const { return dialect_.wrap_up_from == cti::Dialect::WrapUpFrom::call_end_timer; }
  void begin_timed_wrap_up(Live& session, TimePoint released);
  void end_timed_wrap_up(Live& session, TimePoint at);
  void set_wrap_up_over(Live& session, std::optional<TimePoint> at);
  void decide(Live& session, const cti::Result& result, TimePoint now);

  // session_tracker_link.cpp
  void on_link(const cti::LinkEvent& event, TimePoint now);
  void forget_unconfirmed(TimePoint now);
  void ask_everybody();
  void reconcile(Live& session, const cti::Result& result, TimePoint now);

  // session_tracker_call.cpp
  void on_call(const cti::CallEvent& event, TimePoint now);
  void on_connection(const cti::CallEvent& event, const cti::ConnectionChange& change, TimePoint now);
  void on_connected(Place& place, CallHere& call, TimePoint now);
  void on_gone(Place& place, const CallHere& call, TimePoint now);
  void close(Place& place, const CallHere& call, TimePoint now);
  void give(CallHere& call, Live& session, TimePoint answered, TimePoint now);
  void become_busy(Live& session, std::optional<TimePoint> offered, TimePoint now);
  Live* session_for(const Place& place, const GroupEvidence& evidence);
  bool talks(const Live& session);
  void set_aside(Place& place, const cti::CallId& call, const Live* owner, TimePoint now);
  void bring_back(Place& place, const cti::CallId& call, TimePoint now);
  void release_all(Live& session, TimePoint at);

  cti::Dialect dialect_;
  bool defers_not_ready_;
  bool aside_during_other_calls_;
  std::map<cti::AcdGroupId, Duration> wrap_up_;
  std::map<cti::AgentSessionKey, Live> live_;
  std::map<std::uint64_t, cti::AgentSessionKey> numbers_;  // of live sessions
  std::map<cti::Address, Place> places_;                   // addresses with a live session
  std::map<cti::AgentId, std::set<cti::AgentSessionKey>> by_agent_;
  std::set<std::pair<TimePoint, std::uint64_t>> deadlines_;
  GroupBook groups_;
  std::uint64_t last_number_ = 0;
  std::uint64_t unattributed_ = 0;
  std::uint64_t left_out_ = 0;
  TrackerOutput output_;
};

}  // namespace acdloop::tapi
