// SPDX-License-Identifier: Apache-2.0
// A telephony that does as it is told: answers, refuses, stays silent, raises what a test wants raised. For the tests
// of the runner; counts nothing and knows no switch.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "drivers/tapi/enumerator_list.hpp"
#include "drivers/tapi/telephony.hpp"
#include "drivers/time/event_loop.hpp"

namespace acdloop::runner::testing {

class FakeApplication;

struct FakeTelephony final : tapi::Telephony {
  explicit FakeTelephony(EventLoop& the_loop) : loop(the_loop) {}

  EventLoop& loop;
  tapi::Hresult create_result = tapi::S_OK_;
  std::map<tapi::Method, tapi::Hresult> results;  // S_OK where nothing stands
  std::map<tapi::Method, std::int32_t> figures;   // 0 where nothing stands
  std::int64_t call_rate = 0;                     // calls an hour x 10 000
  std::set<tapi::Method> silent;                  // never answered
  bool create_is_silent = false;
  bool ignores_filters = false;     // tells everybody everything
  std::uint64_t requests_sent = 0;  // what a method "sends" stands in `sends`
  std::set<tapi::Method> sends;
  std::set<FakeApplication*> applications;

  std::map<tapi::AgentMethod, std::int32_t> agent_figures;  // 0 where nothing stands
  std::map<tapi::QueueMethod, std::int32_t> queue_figures;  // 0 where nothing stands
  std::vector<std::shared_ptr<tapi::AgentSession>> sessions;

  using Telephony::open_application;
  std::unique_ptr<tapi::Application> open_application(const std::string& user) override;
  void raise(tapi::SessionEvent event, const std::shared_ptr<tapi::AgentSession>& session);
  // Never inside the call.
  void complete(
      tapi::Method method, tapi::Completion done, const std::function<void()>& write = [] {}) {
    if (silent.contains(method)) return;
    const auto told = results.find(method);
    const tapi::Hresult result = told == results.end() ? tapi::S_OK_ : told->second;
    loop.post([this, method, done = std::move(done), write, result] {
      if (sends.contains(method)) ++requests_sent;
      if (result == tapi::S_OK_) write();
      done(result);
    });
  }
};

// Completes with S_OK once `out` has been written, never inside the call; E_POINTER for a null one.
template <class T, class Value>
void hand_out(EventLoop& loop, T* out, Value value, tapi::Completion done) {
  loop.post([out, value = std::move(value), done = std::move(done)] {
    if (out) *out = value;
    if (done) done(out ? tapi::S_OK_ : tapi::E_POINTER_);
  });
}

class FakeQueue final : public tapi::Queue {
 public:
  FakeQueue(FakeTelephony& telephony, cti::AcdGroupId group) : telephony_(telephony), group_(std::move(group)) {}
  const cti::AcdGroupId& group() const override { return group_; }
  void get_name(std::string* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, group_.value(), std::move(done));
  }
  void put_measurement_period(std::int32_t seconds, tapi::Completion done) override {
    telephony_.loop.post([seconds, done = std::move(done)] { done(seconds ? tapi::S_OK_ : tapi::E_INVALIDARG_); });
  }
  void get_measurement_period(std::int32_t* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, tapi::default_measurement_period, std::move(done));
  }
  void get_figure(tapi::QueueMethod figure, std::int32_t* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, telephony_.queue_figures[figure], std::move(done));
  }

 private:
  FakeTelephony& telephony_;
  cti::AcdGroupId group_;
};

class FakeGroup final : public tapi::AcdGroup {
 public:
  FakeGroup(FakeTelephony& telephony, cti::AcdGroupId id)
      : telephony_(telephony), id_(std::move(id)), queue_(std::make_shared<FakeQueue>(telephony, id_)) {}
  const cti::AcdGroupId& id() const override { return id_; }
  void get_name(std::string* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, id_.value(), std::move(done));
  }
  void enumerate_queues(std::shared_ptr<tapi::Enumerator<tapi::Queue>>* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::make_shared<tapi::EnumeratorList<tapi::Queue>>(std::vector{queue_}),
             std::move(done));
  }
  void get_queues(std::vector<std::shared_ptr<tapi::Queue>>* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::vector{queue_}, std::move(done));
  }

 private:
  FakeTelephony& telephony_;
  cti::AcdGroupId id_;
  std::shared_ptr<tapi::Queue> queue_;
};

class FakeAgent final : public tapi::Agent {
 public:
  FakeAgent(FakeTelephony& telephony, cti::AgentId id) : telephony_(telephony), id_(std::move(id)) {}
  const cti::AgentId& id() const override { return id_; }
  void enumerate_agent_sessions(std::shared_ptr<tapi::Enumerator<tapi::AgentSession>>* out,
                                tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::make_shared<tapi::EnumeratorList<tapi::AgentSession>>(telephony_.sessions),
             std::move(done));
  }
  void get_agent_sessions(std::vector<std::shared_ptr<tapi::AgentSession>>* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, telephony_.sessions, std::move(done));
  }
  void create_session(const cti::AcdGroupId& group, const cti::Address& address,
                      std::shared_ptr<tapi::AgentSession>* out, tapi::Completion done) override;
  void create_session_with_pin(const cti::AcdGroupId& group, const cti::Address& address,
                               const std::optional<std::string>&, std::shared_ptr<tapi::AgentSession>* out,
                               tapi::Completion done) override {
    create_session(group, address, out, std::move(done));
  }
  void get_id(std::string* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, id_.value(), std::move(done));
  }
  void get_user(std::string* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::string{}, std::move(done));
  }
  void put_state(std::int32_t, tapi::Completion done) override {
    telephony_.loop.post([done = std::move(done)] { done(tapi::S_OK_); });
  }
  void get_state(tapi::AgentStatus* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, tapi::AgentStatus::ready, std::move(done));
  }
  void put_measurement_period(std::int32_t seconds, tapi::Completion done) override {
    telephony_.loop.post([seconds, done = std::move(done)] { done(seconds ? tapi::S_OK_ : tapi::E_INVALIDARG_); });
  }
  void get_measurement_period(std::int32_t* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, tapi::default_measurement_period, std::move(done));
  }
  void get_overall_call_rate(tapi::Currency* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, tapi::Currency{}, std::move(done));
  }
  void get_figure(tapi::AgentMethod figure, std::int32_t* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, telephony_.agent_figures[figure], std::move(done));
  }

 private:
  FakeTelephony& telephony_;
  cti::AgentId id_;
};

class FakeHandler final : public tapi::AgentHandler {
 public:
  explicit FakeHandler(FakeTelephony& telephony) : telephony_(telephony) {}
  void get_name(std::string* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::string{"fake"}, std::move(done));
  }
  void create_agent(std::shared_ptr<tapi::Agent>* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::make_shared<FakeAgent>(telephony_, cti::AgentId{}), std::move(done));
  }
  void create_agent_with_id(const cti::AgentId& id, const std::optional<std::string>&,
                            std::shared_ptr<tapi::Agent>* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::make_shared<FakeAgent>(telephony_, id), std::move(done));
  }
  void enumerate_acd_groups(std::shared_ptr<tapi::Enumerator<tapi::AcdGroup>>* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::make_shared<tapi::EnumeratorList<tapi::AcdGroup>>(groups_), std::move(done));
  }
  void get_acd_groups(std::vector<std::shared_ptr<tapi::AcdGroup>>* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, groups_, std::move(done));
  }
  void enumerate_usable_addresses(std::shared_ptr<tapi::Enumerator<const tapi::AddressObject>>* out,
                                  tapi::Completion done) override {
    using List = tapi::EnumeratorList<const tapi::AddressObject>;
    hand_out(telephony_.loop, out, std::make_shared<List>(List::Elements{}), std::move(done));
  }
  void get_usable_addresses(std::vector<std::shared_ptr<const tapi::AddressObject>>* out,
                            tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::vector<std::shared_ptr<const tapi::AddressObject>>{}, std::move(done));
  }

 private:
  FakeTelephony& telephony_;
  std::vector<std::shared_ptr<tapi::AcdGroup>> groups_{
      std::make_shared<FakeGroup>(telephony_, cti::AcdGroupId{"sales"})};
};

class FakeSession final : public tapi::AgentSession, public std::enable_shared_from_this<FakeSession> {
 public:
  FakeSession(FakeTelephony& telephony, cti::AgentId agent, cti::AcdGroupId group, cti::Address address)
      : telephony_(telephony), agent_(std::move(agent)), group_(std::move(group)), address_(std::move(address)) {}

  void get_agent(std::shared_ptr<tapi::Agent>* out, tapi::Completion done) override {
    give(tapi::Method::get_Agent, out, std::shared_ptr<tapi::Agent>{std::make_shared<FakeAgent>(telephony_, agent_)},
         std::move(done));
  }
  void get_address(std::shared_ptr<const tapi::AddressObject>* out, tapi::Completion done) override {
    give(tapi::Method::get_Address, out, std::make_shared<const tapi::AddressObject>(address_), std::move(done));
  }
  void get_acd_group(std::shared_ptr<tapi::AcdGroup>* out, tapi::Completion done) override {
    give(tapi::Method::get_ACDGroup, out,
         std::shared_ptr<tapi::AcdGroup>{std::make_shared<FakeGroup>(telephony_, group_)}, std::move(done));
  }
  void put_state(std::int32_t state, tapi::Completion done) override {
    telephony_.complete(tapi::Method::put_State, std::move(done), [this, state, self = shared_from_this()] {
      state_ = static_cast<tapi::SessionState>(state);
      static constexpr tapi::SessionEvent events[] = {tapi::SessionEvent::not_ready, tapi::SessionEvent::ready,
                                                      tapi::SessionEvent::busy, tapi::SessionEvent::wrap_up,
                                                      tapi::SessionEvent::end};
      if (0 <= state && state < tapi::session_state_count) telephony_.raise(events[state], self);
    });
  }
  void get_state(tapi::SessionState* out, tapi::Completion done) override {
    give(tapi::Method::get_State, out, state_, std::move(done));
  }
  void get_session_start_time(tapi::OleDate* out, tapi::Completion done) override {
    give(tapi::Method::get_SessionStartTime, out, tapi::OleDate{46048.375}, std::move(done));
  }
  void get_acd_call_rate(tapi::Currency* out, tapi::Completion done) override {
    give(tapi::Method::get_ACDCallRate, out, tapi::Currency{telephony_.call_rate}, std::move(done));
  }
  void get_figure(tapi::Method figure, std::int32_t* out, tapi::Completion done) override {
    const auto told = telephony_.figures.find(figure);
    give(figure, out, told == telephony_.figures.end() ? 0 : told->second, std::move(done));
  }

 private:
  template <class T>
  void give(tapi::Method method, T* out, T value, tapi::Completion done) {
    if (!out) {
      telephony_.loop.post([done = std::move(done)] { done(tapi::E_POINTER_); });
      return;
    }
    telephony_.complete(method, std::move(done), [out, value = std::move(value)] { *out = value; });
  }

  FakeTelephony& telephony_;
  cti::AgentId agent_;
  cti::AcdGroupId group_;
  cti::Address address_;
  tapi::SessionState state_ = tapi::SessionState::not_ready;
};

class FakeApplication final : public tapi::Application {
 public:
  explicit FakeApplication(FakeTelephony& telephony) : telephony_(telephony) { telephony_.applications.insert(this); }
  ~FakeApplication() override { telephony_.applications.erase(this); }

  tapi::Hresult put_event_filter(std::int32_t mask) override {
    mask_ = mask;
    return tapi::S_OK_;
  }
  tapi::Hresult get_event_filter(std::int32_t* out) override {
    *out = mask_;
    return tapi::S_OK_;
  }
  void advise(tapi::NotificationSink sink) override { sink_ = std::move(sink); }
  void enumerate_agent_handlers(std::shared_ptr<tapi::Enumerator<tapi::AgentHandler>>* out,
                                tapi::Completion done) override {
    using List = tapi::EnumeratorList<tapi::AgentHandler>;
    hand_out(telephony_.loop, out, std::make_shared<List>(List::Elements{handler_}), std::move(done));
  }
  void get_agent_handlers(std::vector<std::shared_ptr<tapi::AgentHandler>>* out, tapi::Completion done) override {
    hand_out(telephony_.loop, out, std::vector{handler_}, std::move(done));
  }
  void tell(tapi::SessionEvent event, const std::shared_ptr<tapi::AgentSession>& session) {
    const bool wanted = (mask_ & tapi::TE_AGENTSESSION) != 0 || telephony_.ignores_filters;
    if (!wanted || !sink_) return;
    tapi::Notification notification;
    notification.tapi_event = tapi::TE_AGENTSESSION;
    notification.event = static_cast<std::int32_t>(event);
    notification.session = session;
    sink_(notification);
  }

 private:
  FakeTelephony& telephony_;
  std::shared_ptr<tapi::AgentHandler> handler_ = std::make_shared<FakeHandler>(telephony_);
  std::int32_t mask_ = 0;
  tapi::NotificationSink sink_;
};

inline void FakeAgent::create_session(const cti::AcdGroupId& group, const cti::Address& address,
                                      std::shared_ptr<tapi::AgentSession>* out, tapi::Completion done) {
  if (telephony_.create_is_silent) return;
  telephony_.loop.post([&telephony = telephony_, agent = id_, group, address, out, done = std::move(done)] {
    if (telephony.create_result == tapi::S_OK_) {
      *out = std::make_shared<FakeSession>(telephony, agent, group, address);
      telephony.sessions.push_back(*out);
      telephony.raise(tapi::SessionEvent::new_session, *out);
    }
    done(telephony.create_result);
  });
}

inline std::unique_ptr<tapi::Application> FakeTelephony::open_application(const std::string&) {
  return std::make_unique<FakeApplication>(*this);
}

inline void FakeTelephony::raise(tapi::SessionEvent event, const std::shared_ptr<tapi::AgentSession>& session) {
  const std::set<FakeApplication*> all = applications;
  for (FakeApplication* application : all) application->tell(event, session);
}

}  // namespace acdloop::runner::testing
