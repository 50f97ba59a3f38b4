// SPDX-License-Identifier: Apache-2.0
// The application that the runner plays: it creates sessions, calls methods, listens to events, and notes everything
// in the scenario's names, in the stream and for the oracle. Judges nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "conformance/oracle/observed.hpp"
#include "conformance/oracle/observed_objects.hpp"
#include "conformance/report/stream.hpp"
#include "conformance/runner/bench.hpp"
#include "conformance/runner/stage.hpp"
#include "drivers/tapi/telephony.hpp"

namespace acdloop::runner {

// One session under its name.
struct Seat {
  std::string name;
  cti::AgentSessionKey key;
  TimePoint created{};
  std::shared_ptr<tapi::AgentSession> session;
  std::vector<oracle::ObservedEvent> events;
};

// One call of a method, under way or over. The out variable lives here as long as anybody could write to it.
struct ApiCall {
  oracle::ObservedAnswer seen;
  std::optional<tapi::Method> method;  // absent for CreateSession and for methods of other objects
  // A method of an agent, a queue or a group.
  std::optional<oracle::ObservedObjectAnswer> object;
  bool over = false;
  std::int64_t number = 0;   // whole numbers, states, currency
  double days = 0;           // OLE DATE
  cti::AgentSessionKey key;  // what objects were handed out

  std::optional<TimePoint> began;  // CreateSession: the session is one that an earlier call had asked for then

  // Out variables.
  std::int32_t whole = 0;
  tapi::SessionState state{};
  tapi::Currency currency;
  tapi::OleDate date;
  std::shared_ptr<tapi::Agent> agent;
  std::shared_ptr<const tapi::AddressObject> address;
  std::shared_ptr<tapi::AcdGroup> group;
  std::shared_ptr<tapi::AgentSession> session;
  std::string text;
  tapi::AgentStatus status{};
  std::vector<std::shared_ptr<tapi::Queue>> queues;
  std::shared_ptr<tapi::Enumerator<tapi::AgentSession>> list;
};
using ApiCallPtr = std::shared_ptr<ApiCall>;

class ApiDesk {
 public:
  ApiDesk(Bench& bench, Stage& stage, report::Stream& stream);
  ApiDesk(const ApiDesk&) = delete;
  ApiDesk& operator=(const ApiDesk&) = delete;

  // Opens the application.
  void open();

  // How an agent logs in.
  struct LogOn {
    std::optional<scenarios::Pin> pin = {};     // absent: CreateSession; else CreateSessionWithPIN
    std::string agent_pin = {};                 // CreateAgentWithID
    bool null_out = false;                      // without a place for the session
    bool without_id = false;                    // CreateAgent, of an application under the agent's account
    std::shared_ptr<tapi::Agent> by = nullptr;  // another application's object of the agent
  };
  ApiCallPtr create_session(const std::string& name, const cti::AgentSessionKey& key, const LogOn& how);
  ApiCallPtr create_session(const std::string& name, const cti::AgentSessionKey& key) {
    return create_session(name, key, LogOn{});
  }
  ApiCallPtr call(Seat& seat, tapi::Method method, bool null_out = false);
  ApiCallPtr put_state(Seat& seat, std::int32_t state);
  // get_State without a note in the stream: for conditions that are looked at as often as anything changes.
  std::optional<std::int32_t> peek_state(Seat& seat);
  // Told the moment a put_State is granted, and when it was asked for.
  using Granted = std::function<void(const Seat&, std::int32_t state, TimePoint asked)>;
  void on_granted(Granted granted) { granted_ = std::move(granted); }

  // The neighbours of sessions (api_desk_objects.cpp). Objects are made when they are asked for first; null when that
  // fails.
  std::shared_ptr<tapi::Agent> agent(const cti::AgentId& id, const std::string& pin = {});
  std::shared_ptr<tapi::Agent> agent_without_id(const cti::AgentId& account);
  std::shared_ptr<tapi::AcdGroup> group(const cti::AcdGroupId& id);
  std::shared_ptr<tapi::Queue> queue(const cti::AcdGroupId& id);
  // Null where the object could not be had.
  ApiCallPtr call(const cti::AgentId& agent, tapi::AgentMethod method, bool null_out = false);
  ApiCallPtr call(const cti::AcdGroupId& queue, tapi::QueueMethod method, bool null_out = false);
  ApiCallPtr call(const cti::AcdGroupId& group, tapi::GroupMethod method, bool null_out = false);
  ApiCallPtr measure(const cti::AgentId& agent, std::int32_t seconds);
  ApiCallPtr measure(const cti::AcdGroupId& queue, std::int32_t seconds);
  // The name under which the scenario knows a session; empty if it knows none such.
  std::string name_of(const std::shared_ptr<tapi::AgentSession>& session) const;

  Seat* find(const std::string& name);
  const std::map<std::string, Seat>& seats() const { return seats_; }
  std::map<std::string, Seat>& seats() { return seats_; }
  // From now on nobody serves requests, or somebody does again.
  void note_proxy(bool closed) { proxy_closed_ = closed; }
  bool anything_pending() const { return pending_ > 0; }
  // A call of that method on that session has timed out before.
  bool timed_out(const std::string& session, const std::string& method) const {
    return timed_out_.contains(session + "/" + method);
  }

  // A withheld reply was announced: the next calls that send such a request are marked by it.
  void expect_withheld(const scenarios::Withhold& plan) { withheld_.push_back(plan); }
  // The same of a refusal.
  void expect_refused(const scenarios::Refuse& plan) { refused_.push_back(plan); }

  // Notifications that reached the application.
  int events() const { return events_; }

 private:
  ApiCallPtr begin(const std::string& session, std::optional<tapi::Method> method, const std::string& name);
  // A call of a method of another object than a session: `subject` is "agent ann".
  ApiCallPtr begin_object(const std::string& subject, const tapi::ObjectMethodRow& row, bool null_out,
                          std::optional<std::int32_t> argument = {});
  std::shared_ptr<tapi::AgentHandler> handler_of(tapi::Application& application);
  // Waits within this instant for `told`.
  void await_here(const bool& told);
  tapi::Completion completion(const ApiCallPtr& call);
  void finish(ApiCall& call, tapi::Hresult result);
  // What later calls are judged by: timeouts, answers that come late, refusals.
  void note_troubles(ApiCall& call, tapi::Hresult result);
  // What the faults that were announced will do to the request of that call.
  void mark_fate(ApiCall& call, cti::RequestKind kind);
  void mark_refused(ApiCall& call, cti::RequestKind kind);
  void mark_withheld(ApiCall& call, cti::RequestKind kind);
  void on_notification(const tapi::Notification& notification);
  // What a handler would ask: the state, and whose session it is.
  void ask_in_handler(const std::string& seat, std::size_t event, tapi::AgentSession& session);
  oracle::ObservedEvent* event_of(const std::string& seat, std::size_t event);
  Seat* seat_of(const std::shared_ptr<tapi::AgentSession>& session);

  // A CreateSession that timed out and whose answer came later: what the application was shown of it nevertheless.
  struct LostCreation {
    cti::AgentSessionKey key;
    TimePoint asked{};
    TimePoint answered{};
    std::shared_ptr<tapi::AgentSession> session;  // of its events; null: nothing was shown
    std::vector<oracle::ObservedEvent> events;
  };
  LostCreation* lost_creation_of(const std::shared_ptr<tapi::AgentSession>& session,
                                 const oracle::ObservedEvent& event);
  void expect_after_a_lost_one(ApiCall& call, const cti::AgentSessionKey& key) const;
  void take_over_lost(ApiCall& call);

  Bench& bench_;
  Stage& stage_;
  report::Stream& stream_;
  std::unique_ptr<tapi::Application> application_;
  std::shared_ptr<tapi::AgentHandler> handler_;
  std::map<cti::AgentId, std::shared_ptr<tapi::Agent>> agents_;
  std::map<cti::AgentId, std::unique_ptr<tapi::Application>> accounts_;
  std::map<cti::AgentId, std::shared_ptr<tapi::Agent>> agents_without_id_;
  std::map<cti::AcdGroupId, std::shared_ptr<tapi::AcdGroup>> groups_;
  std::map<cti::AcdGroupId, std::shared_ptr<tapi::Queue>> queues_;
  std::map<std::string, Seat> seats_;
  std::optional<Seat> creating_;
  std::deque<scenarios::Withhold> withheld_;
  std::deque<scenarios::Refuse> refused_;
  Granted granted_;
  std::set<std::string> timed_out_;      // "session/method"
  std::vector<TimePoint> late_answers_;  // when they come; to calls that had timed out
  std::set<std::string> refused_in_;     // sessions in which the switch refused something
  std::vector<LostCreation> lost_creations_;
  bool proxy_closed_ = false;
  int pending_ = 0;
  int stalled_ = 0;  // calls under way whose reply is being withheld
  int events_ = 0;
};

}  // namespace acdloop::runner
