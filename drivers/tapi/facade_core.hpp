// SPDX-License-Identifier: Apache-2.0
// What the façade's applications and sessions share: the line with its two halves, the session tracker, pending
// requests to the switch, and the delivery of events. Internal to drivers/tapi.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/tapi/acd_proxy.hpp"
#include "drivers/tapi/agent_book.hpp"
#include "drivers/tapi/error_mapping.hpp"
#include "drivers/tapi/facade.hpp"
#include "drivers/tapi/line_client.hpp"
#include "drivers/tapi/line_seams.hpp"
#include "drivers/tapi/queue_book.hpp"
#include "drivers/tapi/session_tracker.hpp"
#include "drivers/tapi/switch_counts.hpp"

namespace acdloop::tapi {

class AgentObject;
class SessionObject;

// One application's registration for events.
struct Subscription {
  std::optional<std::int32_t> mask;  // absent: put_EventFilter was never called
  NotificationSink sink;
};

class FacadeCore : public std::enable_shared_from_this<FacadeCore>, public LineDoor, private ProxyHost {
 public:
  // The answer to a request; null when none came in time.
  using Answer = std::function<void(const cti::Result*)>;

  FacadeCore(cti::ComputingFunction& computing, Clock clock, Readings readings, Site site, Limits limits,
             LineSeams seams);
  void open();
  void close();

  std::shared_ptr<Subscription> subscribe();

  // Completes a method later at this instant, after `write` has filled the out parameter.
  void complete(Completion done, Hresult code, std::function<void()> write = {});
  // Sends a request; the answer is called once, no later than `deadline`. False, and nothing sent, when too many wait.
  bool ask(cti::Request request, TimePoint deadline, Answer answer);
  // The methods of sessions that ask, facade_line.cpp: through the line, to the proxy half and back.
  void session_info(line::HAgentSession session, LineClient::Info done);
  void put_session_state(line::HAgentSession session, std::int32_t state, Completion done);
  void open_session(const std::shared_ptr<AgentObject>& agent, const cti::AgentSessionKey& key,
                    const std::optional<std::string>& pin, std::shared_ptr<AgentSession>* out, Completion done);

  // The proxy half, facade_methods.cpp: LINEERR_ codes are raw here.
  // One round trip that the figures of a live session wait for: S_OK, the switch's refusal or TAPI_E_TIMEOUT.
  void barrier(const std::shared_ptr<const SessionRecord>& record, std::function<void(Hresult)> done);
  // The second trip, where the switch's own figures are told.
  void fetch_counts(const std::shared_ptr<const SessionRecord>& record, TimePoint deadline,
                    std::function<void(Hresult)> done);
  void put_state(const std::shared_ptr<const SessionRecord>& record, std::int32_t state, Completion done);
  void create_session(const cti::AgentSessionKey& key, std::optional<std::string> pin,
                      std::shared_ptr<AgentSession>* out, Completion done);

  // The neighbours of sessions, facade_objects.cpp. One object each; null when there are too many.
  std::shared_ptr<AgentObject> agent_object(const cti::AgentId& id, bool has_id);
  std::shared_ptr<AcdGroup> group_object(const cti::AcdGroupId& id);
  std::vector<std::shared_ptr<AcdGroup>> groups() const;
  std::vector<std::shared_ptr<const AddressObject>> addresses() const { return addresses_; }
  std::vector<std::shared_ptr<AgentSession>> sessions_of(const AgentRecord& agent) const;
  // One round trip about one of the agent's sessions; none without a session: the figures are final then.
  void agent_barrier(const std::shared_ptr<AgentRecord>& agent, std::function<void(Hresult)> done);
  // One round trip about a group; `removed` when the switch no longer has it.
  void group_barrier(const std::shared_ptr<QueueRecord>& group, Hresult removed, std::function<void(Hresult)> done);
  void put_agent_state(const std::shared_ptr<AgentRecord>& agent, std::int32_t state, Completion done);
  void measure_agent(const std::shared_ptr<AgentRecord>& agent, std::int32_t seconds, Completion done);
  void measure_queue(const std::shared_ptr<QueueRecord>& queue, std::int32_t seconds, Completion done);
  std::int32_t agent_figure(const AgentRecord& agent, AgentMethod figure);
  std::int32_t queue_figure(const QueueRecord& queue, QueueMethod figure);
  Currency overall_call_rate(const AgentRecord& agent);
  bool carries_pins() const { return computing_.capabilities().supports(cti::Capability::pin); }
  const Site& site() const { return site_; }
  // A LINEERR_ code as applications get it, in the style of the reading.
  Hresult raw(Hresult code) const { return in_style(code, readings_.error_style); }

  const Readings& readings() const { return readings_; }
  TimePoint now() const { return clock_.now(); }
  // SessionStartTime of a session that was created then, in the zone that the readings say.
  double start_date(TimePoint at) const;
  std::size_t pending() const;
  FacadeCounters counters() const;

  // LineDoor.
  line::Line& line() override { return *line_; }
  void close_proxy() override;
  std::int32_t open_proxy() override;
  std::optional<line::Dword> address_id(const cti::Address& address) override { return names_.address(address); }
  std::optional<line::Guid> group_id(const cti::AcdGroupId& group) override { return names_.group(group); }
  std::size_t proxy_pending() const override { return proxy_->pending(); }

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

  // While one runs, messages of the line wait; when the outermost is over they are delivered. In the turn of a method
  // what ends methods waits still longer: a completion never runs inside a call.
  class Turn {
   public:
    explicit Turn(FacadeCore& core, bool of_a_method = false);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    std::shared_ptr<FacadeCore> core_;
  };
  void make_line(LineSeams seams);
  void post_message(std::function<void()> message);
  void deliver_messages();
  void on_status(line::HAgentSession session, line::Dword status, line::Dword state);
  void remember(const SessionChange& change, double start_date);

  // ProxyHost.
  Record session_of(line::HAgentSession handle) const override;
  std::vector<Record> sessions_of(const cti::AgentId& agent) const override;
  void log_on(const cti::AgentSessionKey& key, const std::optional<std::string>& pin, Created created) override;
  void set_state(const Record& session, SessionState state, Done done) override;
  void catch_up(const Record& session, Done done) override;
  line::AgentSessionInfo info_of(const SessionRecord& session) const override;

  void on_result(const cti::Result& result);
  void on_event(const cti::Event& event);
  void on_deadline(cti::RequestId id);
  void on_timeout(cti::RequestId id);

  void apply(TrackerOutput output);
  void create_object(const SessionChange& change);
  void end_object(const std::shared_ptr<SessionObject>& object);
  void notify(const std::shared_ptr<SessionObject>& session, SessionEvent event);
  // Hands it to every application whose filter has the notification's bit.
  void notify(const Notification& notification);
  void notify_agents();
  void notify_group(const cti::AcdGroupId& id, GroupEvent group_event, QueueEvent queue_event);
  void learn_group(const cti::AcdGroupId& id);
  void ask_state(const std::shared_ptr<const SessionRecord>& record);
  void arm();

  void on_log_on(const CreationPtr& creation, const cti::Result* result);
  void on_put_state(const std::shared_ptr<const SessionRecord>& record, cti::AgentState state,
                    const cti::Result* result, const Completion& done);
  void finish_granted();
  void finish(const CreationPtr& creation, Hresult code);
  Hresult refusal(const cti::Result& result, Operation operation);
  std::shared_ptr<AgentSession> object_of(const SessionRecord& record) const;

  cti::ComputingFunction& computing_;
  Clock clock_;
  Readings readings_;
  cti::Dialect dialect_;
  SessionTracker tracker_;
  SwitchCounts counts_{readings_};
  bool closed_ = false;
  std::map<cti::RequestId, Pending> pending_;
  std::list<CreationPtr> creations_;
  std::map<std::uint64_t, std::shared_ptr<SessionObject>> objects_;  // of live sessions, by number, which is the handle
  // Who a handle stands for: every session whose record somebody still holds.
  struct Known {
    std::weak_ptr<const SessionRecord> record;
    double start_date = 0;
  };
  std::map<line::HAgentSession, Known> known_;
  std::size_t sweep_at_ = 64;
  std::map<cti::AgentSessionKey, std::shared_ptr<AgentObject>> openings_;  // CreateSession under way: whose
  LineNames names_;
  std::deque<std::function<void()>> messages_;
  int turns_ = 0;
  bool delivering_ = false;
  bool delivery_posted_ = false;
  bool method_turn_ = false;
  std::unique_ptr<line::Line> line_;        // as applications have it
  std::unique_ptr<line::Line> proxy_line_;  // as the proxy half has it; null: the same
  std::unique_ptr<AcdProxy> proxy_;
  std::unique_ptr<LineClient> client_;
  // What one group is to applications.
  struct GroupObjects {
    std::shared_ptr<QueueRecord> record;
    std::shared_ptr<AcdGroup> group;
    std::shared_ptr<Queue> queue;
  };
  Site site_;
  Limits limits_;
  AgentBook agents_;
  QueueBook queues_;
  std::map<std::pair<cti::AgentId, bool>, std::shared_ptr<AgentObject>> agent_objects_;
  std::map<cti::AcdGroupId, GroupObjects> groups_;
  std::vector<std::shared_ptr<const AddressObject>> addresses_;
  // Ended sessions of each agent, the oldest first, where they are listed.
  std::map<cti::AgentId, std::deque<std::shared_ptr<SessionObject>>> ended_;
  std::vector<std::weak_ptr<Subscription>> subscriptions_;
  std::optional<TimePoint> armed_for_;
  std::uint64_t armed_timer_ = 0;
  std::uint64_t refused_as_ours_ = 0;
};

}  // namespace acdloop::tapi
