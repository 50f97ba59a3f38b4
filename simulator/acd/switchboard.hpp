// SPDX-License-Identifier: Apache-2.0
// The inside of Model: all tables together and what happens to them. Every operation writes what it caused into the
// Stimulus; distribute() runs once at the end of each. Functions are spread over files by subject, as marked.
#pragma once

#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "simulator/acd/call_table.hpp"
#include "simulator/acd/configuration.hpp"
#include "simulator/acd/deadlines.hpp"
#include "simulator/acd/phone_system.hpp"
#include "simulator/acd/queue.hpp"
#include "simulator/acd/roster.hpp"
#include "simulator/acd/stimulus.hpp"

namespace acdloop::acd {

class Switchboard {
 public:
  template <class T>
  using Or = std::expected<T, cti::RefusalCause>;

  struct Group {
    GroupConfig config;
    Queue queue = {};
    bool removed = false;
  };
  // Who ends a call: a person by hanging up, or an application, which leaves people at both ends to find out.
  enum class EndedBy : std::uint8_t { person, application };
  struct Dialled {
    cti::CallId call;
    cti::DeviceId line;  // an outside party's trunk
  };

  explicit Switchboard(Configuration configuration);

  // switchboard.cpp
  std::optional<TimePoint> next_deadline() const { return deadlines_.next(); }
  void run_deadlines(Stimulus& s);
  const cti::Directory& directory() const { return *directory_; }
  Group* find_group(const cti::AcdGroupId& group);
  const Group* find_group(const cti::AcdGroupId& group) const;
  bool has_station(const cti::Address& station) const;

  // requests.cpp, call_requests.cpp
  cti::Result answer(const cti::Request& request, Stimulus& s);

  // dialling.cpp: telephones that place calls
  std::optional<Dialled> place_call(const IncomingCall& incoming, Stimulus& s);
  Or<Dialled> dial(const cti::Address& from, const std::string& digits, Stimulus& s);

  // calls.cpp: telephones with a call
  void lift(const cti::Address& station, Stimulus& s);
  void hold(const cti::Address& station, Stimulus& s);
  void retrieve(const cti::Address& station, Stimulus& s);
  void hang_up(const std::string& device, Stimulus& s);

  // transfers.cpp: telephones with two calls
  Or<Dialled> consult(const cti::Address& station, const std::string& digits, Stimulus& s);
  // Each answers which call goes on. Whoever acts at the phone is told nothing of what happens to it.
  Or<cti::CallId> transfer(const cti::Address& station, EndedBy who, Stimulus& s);
  Or<Dialled> transfer_to(const cti::Address& station, const std::string& digits, EndedBy who, Stimulus& s);
  Or<cti::CallId> conference(const cti::Address& station, Stimulus& s);

  // sessions.cpp
  void force_log_off(const cti::AgentId& agent, const std::optional<cti::AcdGroupId>& group, Stimulus& s);
  void remove_group(const cti::AcdGroupId& group, Stimulus& s);
  void press_wrap_up_key(const cti::Address& station, Stimulus& s);

  // distribution.cpp: gives waiting calls to available agents until one of them runs out.
  void distribute(Stimulus& s);

 private:
  friend class BoardDirectory;

  // requests.cpp
  using Sessions = std::vector<AgentSession*>;
  cti::RefusalCause log_on(const cti::Request& request, Stimulus& s);
  cti::RefusalCause log_off(const cti::Request& request, Stimulus& s);
  cti::RefusalCause set_state(const cti::Request& request, Stimulus& s);
  cti::RefusalCause query(const cti::Request& request, cti::Result& result) const;
  cti::RefusalCause query_group(const cti::Request& request, cti::Result& result) const;
  cti::RefusalCause query_figures(const cti::Request& request) const;
  cti::RefusalCause unknown_subject(const cti::Request& request) const;
  Or<Sessions> addressed(const cti::Request& request);
  bool can_enter(const AgentSession& session, cti::AgentState state) const;
  cti::AgentStateReport report_of(const AgentSession& session) const;

  // call_requests.cpp
  cti::RefusalCause control(const cti::Request& request, Stimulus& s);
  cti::RefusalCause clear(const cti::Request& request, Stimulus& s);
  Or<Call*> addressed_call(const cti::ConnectionId& connection, cti::ConnectionState wanted,
                           cti::RefusalCause nothing_there);
  cti::RefusalCause make_call(const cti::Request& request, cti::Result& result, Stimulus& s);
  cti::RefusalCause let_in(const cti::Request& request, cti::Result& result, Stimulus& s);
  Or<cti::Address> talking_phone(const cti::Request& request);
  cti::RefusalCause pass_on(const cti::Request& request, cti::Result& result, Stimulus& s);
  cti::RefusalCause join_calls(const cti::Request& request, cti::Result& result, Stimulus& s);
  void tell_parties(const cti::CallId& call, const cti::Address& station, cti::Result& result);
  cti::RefusalCause snapshot(const cti::Request& request, cti::Result& result) const;

  // dialling.cpp
  Call& start(const cti::DeviceId& caller, const std::string& number, const cti::DeviceId& called, Stimulus& s);
  struct Destination {
    cti::DeviceId device;
    std::optional<cti::DeviceId> trunk;  // of somebody outside
  };
  Or<Destination> destination_of(const std::string& digits) const;
  Dialled start_from(const cti::Address& from, const Destination& to, bool consultation, Stimulus& s);
  // The call is for `called` from now on.
  static void address_to(Call& call, const cti::DeviceId& called);
  void route(Call& call, Stimulus& s);
  void fail(Call& call, cti::EventCause cause, Stimulus& s);
  void deliver_direct(Call& call, Stimulus& s);
  void reach_outside(Call& call, const cti::DeviceId& trunk, Stimulus& s);
  cti::DeviceId device_of(const std::string& digits) const;
  bool can_take_call(const cti::DeviceId& called) const;

  // calls.cpp
  void ring(Call& call, const cti::DeviceId& device, std::optional<SessionRef> session = {});
  void establish(Call& call, Stimulus& s);
  void put_on_hold(Call& call, Party& party, cti::EventCause cause, Stimulus& s);
  void take_back_from_hold(Call& call, Party& party, Stimulus& s);
  bool can_hold(const Call& call, const Party& party) const;
  bool can_retrieve(const Party& party) const;
  // One party goes: a conference goes on, any other call is over.
  void leave(Call& call, const cti::DeviceId& device, EndedBy who, Stimulus& s);
  void release(Call& call, const cti::DeviceId& by, EndedBy who, Stimulus& s);
  void say_released(const Call& call, const cti::DeviceId& by, EndedBy who, Stimulus& s);
  void forget_timers(Call& call);

  // queueing.cpp
  // Without a cause: because nobody is free, or because it is new.
  void enqueue(Call& call, Group& group, std::optional<cti::EventCause> cause, Stimulus& s);
  void stand_in_queue(Call& call, std::optional<cti::EventCause> cause, Stimulus& s);
  void leave_queue(Call& call);
  void leave_entry(Call& call);
  // The phone stops ringing; the call belongs to nobody until it is back in its queue.
  void divert(Call& call, cti::EventCause cause, Stimulus& s);
  void back_to_queue(Call& call, Stimulus& s);
  bool flow_over(Call& call, Stimulus& s);
  void reached(const RingLimit& limit, Stimulus& s);
  void reached(const OverflowLimit& limit, Stimulus& s);
  void reached(const GuideLimit& limit, Stimulus& s);
  void reached(const WrapUpLimit& limit, Stimulus& s);

  // transfers.cpp
  struct TwoCalls {
    Call* held;
    Call* other;
  };
  std::optional<TwoCalls> two_calls(const cti::Address& station);
  Call* call_to_pass_on(const cti::Address& station);
  void join(Call& kept, Call& other, Stimulus& s);
  static void let_talk(const Call& call, Stimulus& s);
  std::vector<cti::ConnectionChange> picture_of(const Call& call) const;
  void end_if_nobody_plays(Call& call, Stimulus& s);

  // sessions.cpp
  void call_answered(const SessionRef& ref, Stimulus& s);
  void call_over(const SessionRef& ref, Stimulus& s);
  TimePoint wrap_up_end(TimePoint released, Duration limit) const;
  void change_state(AgentSession& session, cti::AgentState state, Stimulus& s);
  void leave_wrap_up(AgentSession& session, cti::AgentState state, Stimulus& s);
  void end_session(Agent& agent, const cti::AcdGroupId& group, Stimulus& s);
  void force_off(Agent& agent, const cti::AcdGroupId& group, Stimulus& s);
  bool consults(const cti::Address& station) const;
  void phone_free(const cti::DeviceId& device, Stimulus& s);
  void available_again(Agent& agent, TimePoint now);
  // The ACD call that rings for this session.
  Call* ringing_for(const AgentSession& session);
  const Call* call_of(const AgentSession& session) const;
  Call* call_of(const AgentSession& session);

  // distribution.cpp
  bool is_available(const Agent& agent, const AgentSession& session) const;
  AgentSession* pick(const Group& group, const Call& call);
  void deliver(Call& call, Group& group, AgentSession& session, Stimulus& s);
  bool distribute_one(Stimulus& s);

  Configuration configuration_;
  std::map<cti::Address, std::size_t> stations_;
  std::vector<Group> groups_;  // configuration order
  std::map<cti::AcdGroupId, std::size_t> group_index_;
  Roster roster_;
  CallTable calls_;
  Deadlines deadlines_;
  std::uint64_t arrivals_ = 0;
  std::unique_ptr<cti::Directory> directory_;
};

// directory.cpp
std::unique_ptr<cti::Directory> directory_of(const Switchboard& board);

inline cti::DeviceId station_device(const cti::Address& station) {
  return {station.value(), cti::DeviceCategory::station};
}
inline cti::DeviceId group_device(const cti::AcdGroupId& group) {
  return {group.value(), cti::DeviceCategory::acd_group};
}

}  // namespace acdloop::acd
