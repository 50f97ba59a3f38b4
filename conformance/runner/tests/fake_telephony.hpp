// SPDX-License-Identifier: Apache-2.0
// A telephony that does as it is told: answers, refuses, stays silent, raises what a test wants raised. For the tests
// of the runner; counts nothing and knows no switch.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "drivers/tapi/agent_session.hpp"
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

  std::unique_ptr<tapi::Application> open_application() override;
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

class FakeSession final : public tapi::AgentSession, public std::enable_shared_from_this<FakeSession> {
 public:
  FakeSession(FakeTelephony& telephony, cti::AgentId agent, cti::AcdGroupId group, cti::Address address)
      : telephony_(telephony), agent_(std::move(agent)), group_(std::move(group)), address_(std::move(address)) {}

  void get_agent(std::shared_ptr<const tapi::Agent>* out, tapi::Completion done) override {
    give(tapi::Method::get_Agent, out, std::make_shared<const tapi::Agent>(agent_), std::move(done));
  }
  void get_address(std::shared_ptr<const tapi::AddressObject>* out, tapi::Completion done) override {
    give(tapi::Method::get_Address, out, std::make_shared<const tapi::AddressObject>(address_), std::move(done));
  }
  void get_acd_group(std::shared_ptr<const tapi::AcdGroup>* out, tapi::Completion done) override {
    give(tapi::Method::get_ACDGroup, out, std::make_shared<const tapi::AcdGroup>(group_), std::move(done));
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
  void create_session(const cti::AgentId& agent, const cti::AcdGroupId& group, const cti::Address& address,
                      std::shared_ptr<tapi::AgentSession>* out, tapi::Completion done) override {
    if (telephony_.create_is_silent) return;
    telephony_.loop.post([this, agent, group, address, out, done = std::move(done)] {
      if (telephony_.create_result == tapi::S_OK_) {
        *out = std::make_shared<FakeSession>(telephony_, agent, group, address);
        telephony_.raise(tapi::SessionEvent::new_session, *out);
      }
      done(telephony_.create_result);
    });
  }
  void tell(tapi::SessionEvent event, const std::shared_ptr<tapi::AgentSession>& session) {
    const bool wanted = (mask_ & tapi::TE_AGENTSESSION) != 0 || telephony_.ignores_filters;
    if (wanted && sink_) sink_({tapi::TE_AGENTSESSION, static_cast<std::int32_t>(event), session});
  }

 private:
  FakeTelephony& telephony_;
  std::int32_t mask_ = 0;
  tapi::NotificationSink sink_;
};

inline std::unique_ptr<tapi::Application> FakeTelephony::open_application() {
  return std::make_unique<FakeApplication>(*this);
}

inline void FakeTelephony::raise(tapi::SessionEvent event, const std::shared_ptr<tapi::AgentSession>& session) {
  const std::set<FakeApplication*> all = applications;
  for (FakeApplication* application : all) application->tell(event, session);
}

}  // namespace acdloop::runner::testing
