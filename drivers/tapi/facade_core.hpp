// SPDX-License-Identifier: Apache-2.0
// What the façade's applications and sessions share: pending requests with their two-minute timers, the session
// tracker, and the delivery of events. Internal to drivers/tapi.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "drivers/tapi/error_mapping.hpp"
#include "drivers/tapi/facade.hpp"
#include "drivers/tapi/session_tracker.hpp"

namespace acdloop::tapi {

class SessionObject;

// One application's registration for events.
struct Subscription {
  std::optional<std::int32_t> mask;  // absent: put_EventFilter was never called
  NotificationSink sink;
};

class FacadeCore : public std::enable_shared_from_this<FacadeCore> {
 public:
  // The answer to a request; null when none came in time.
  using Answer = std::function<void(const cti::Result*)>;

  FacadeCore(cti::ComputingFunction& computing, Clock clock, Readings readings);
  void open();
  void close();

  std::shared_ptr<Subscription> subscribe();

  // Completes a method later at this instant, after `write` has filled the out parameter.
  void complete(Completion done, Hresult code, std::function<void()> write = {});
  // Sends a request; the answer is called once, no later than `deadline`. False, and nothing sent, when too many wait.
  bool ask(cti::Request request, TimePoint deadline, Answer answer);
  // One round trip that the figures of a live session wait for: S_OK, the switch's refusal or TAPI_E_TIMEOUT.
  void barrier(const std::shared_ptr<const SessionRecord>& record, std::function<void(Hresult)> done);
  void put_state(const std::shared_ptr<const SessionRecord>& record, std::int32_t state, Completion done);
  void create_session(const cti::AgentSessionKey& key, std::shared_ptr<AgentSession>* out, Completion done);

  const Readings& readings() const { return readings_; }
  TimePoint now() const { return clock_.now(); }
  double ole_date(TimePoint at) const { return clock_.ole_date(at); }
  std::size_t pending() const;
  FacadeCounters counters() const;

 private:
  struct Pending {
    std::uint64_t timer = 0;
    Answer answer;
  };
  // A CreateSession under way: it needs the switch's consent and, where the wire proves a log-on by its event, that.
  struct Creation {
    cti::AgentSessionKey key;
    TimePoint deadline{};
    std::uint64_t timer = 0;  // runs only while the event is awaited
    bool granted = false;
    std::shared_ptr<AgentSession> session;
    std::shared_ptr<AgentSession>* out = nullptr;
    Completion done;
  };
  using CreationPtr = std::shared_ptr<Creation>;

  void on_result(const cti::Result& result);
  void on_event(const cti::Event& event);
  void on_timeout(cti::RequestId id);

  void apply(TrackerOutput output);
  void notify(const SessionChange& change);
  void ask_state(const std::shared_ptr<const SessionRecord>& record);
  void arm();

  void on_log_on(const CreationPtr& creation, const cti::Result* result);
  void on_put_state(const std::shared_ptr<const SessionRecord>& record, cti::AgentState state,
                    const cti::Result* result, const Completion& done);
  void finish_granted();
  void finish(const CreationPtr& creation, Hresult code);
  Hresult refusal(const cti::Result& result, Operation operation);
  Hresult raw(Hresult code) const;
  std::shared_ptr<AgentSession> object_of(const SessionRecord& record) const;

  cti::ComputingFunction& computing_;
  Clock clock_;
  Readings readings_;
  cti::Dialect dialect_;
  SessionTracker tracker_;
  bool closed_ = false;
  std::map<cti::RequestId, Pending> pending_;
  std::list<CreationPtr> creations_;
  std::map<std::uint64_t, std::shared_ptr<SessionObject>> objects_;  // of live sessions
  std::vector<std::weak_ptr<Subscription>> subscriptions_;
  std::optional<TimePoint> armed_for_;
  std::uint64_t armed_timer_ = 0;
  std::uint64_t refused_as_ours_ = 0;
};

}  // namespace acdloop::tapi
