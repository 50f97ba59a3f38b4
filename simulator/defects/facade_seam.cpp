// SPDX-License-Identifier: Apache-2.0
#include "simulator/defects/facade_seam.hpp"

#include <string>
#include <utility>

#include "simulator/defects/seam_objects.hpp"

namespace acdloop::defects {
namespace {

using tapi::Completion;
template <class Object>
using Out = std::shared_ptr<Object>*;
template <class Object>
using OutAll = std::vector<std::shared_ptr<Object>>*;

class SeamSession final : public PassThroughSession {
 public:
  SeamSession(std::shared_ptr<tapi::AgentSession> inner, WrappersRef wrappers)
      : PassThroughSession(std::move(inner)), wrappers_(std::move(wrappers)) {}
  tapi::AgentSession& spoiled() { return inner(); }
  void get_agent(Out<tapi::Agent> out, Completion done) override {
    inner().get_agent(out, wrapping(wrappers_, out, std::move(done)));
  }
  void get_acd_group(Out<tapi::AcdGroup> out, Completion done) override {
    inner().get_acd_group(out, wrapping(wrappers_, out, std::move(done)));
  }

 private:
  WrappersRef wrappers_;
};

class SeamAgent final : public PassThroughAgent {
 public:
  SeamAgent(std::shared_ptr<tapi::Agent> inner, WrappersRef wrappers)
      : PassThroughAgent(std::move(inner)), wrappers_(std::move(wrappers)) {}
  void enumerate_agent_sessions(Out<tapi::Enumerator<tapi::AgentSession>> out, Completion done) override {
    inner().enumerate_agent_sessions(out, wrapping(wrappers_, out, std::move(done)));
  }
  void get_agent_sessions(OutAll<tapi::AgentSession> out, Completion done) override {
    inner().get_agent_sessions(out, wrapping(wrappers_, out, std::move(done)));
  }
  void create_session(const cti::AcdGroupId& group, const cti::Address& address, Out<tapi::AgentSession> out,
                      Completion done) override {
    inner().create_session(group, address, out, wrapping(wrappers_, out, std::move(done)));
  }
  void create_session_with_pin(const cti::AcdGroupId& group, const cti::Address& address,
                               const std::optional<std::string>& pin, Out<tapi::AgentSession> out,
                               Completion done) override {
    inner().create_session_with_pin(group, address, pin, out, wrapping(wrappers_, out, std::move(done)));
  }

 private:
  WrappersRef wrappers_;
};

class SeamGroup final : public PassThroughGroup {
 public:
  SeamGroup(std::shared_ptr<tapi::AcdGroup> inner, WrappersRef wrappers)
      : PassThroughGroup(std::move(inner)), wrappers_(std::move(wrappers)) {}
  void enumerate_queues(Out<tapi::Enumerator<tapi::Queue>> out, Completion done) override {
    inner().enumerate_queues(out, wrapping(wrappers_, out, std::move(done)));
  }
  void get_queues(OutAll<tapi::Queue> out, Completion done) override {
    inner().get_queues(out, wrapping(wrappers_, out, std::move(done)));
  }

 private:
  WrappersRef wrappers_;
};

class SeamQueue final : public PassThroughQueue {
 public:
  SeamQueue(std::shared_ptr<tapi::Queue> inner, const WrappersRef&) : PassThroughQueue(std::move(inner)) {}
};

class SeamHandler final : public PassThroughHandler {
 public:
  SeamHandler(std::shared_ptr<tapi::AgentHandler> inner, WrappersRef wrappers)
      : PassThroughHandler(std::move(inner)), wrappers_(std::move(wrappers)) {}
  void create_agent(Out<tapi::Agent> out, Completion done) override {
    inner().create_agent(out, wrapping(wrappers_, out, std::move(done)));
  }
  void create_agent_with_id(const cti::AgentId& id, const std::optional<std::string>& pin, Out<tapi::Agent> out,
                            Completion done) override {
    inner().create_agent_with_id(id, pin, out, wrapping(wrappers_, out, std::move(done)));
  }
  void enumerate_acd_groups(Out<tapi::Enumerator<tapi::AcdGroup>> out, Completion done) override {
    inner().enumerate_acd_groups(out, wrapping(wrappers_, out, std::move(done)));
  }
  void get_acd_groups(OutAll<tapi::AcdGroup> out, Completion done) override {
    inner().get_acd_groups(out, wrapping(wrappers_, out, std::move(done)));
  }

 private:
  WrappersRef wrappers_;
};

class SpoiledApplication final : public tapi::Application {
 public:
  SpoiledApplication(std::unique_ptr<tapi::Application> inner, std::shared_ptr<Wrappers> wrappers)
      : inner_(std::move(inner)), wrappers_(std::move(wrappers)) {
    if (wrappers_->spoiler.application) wrappers_->spoiler.application(*inner_);
  }

  tapi::Hresult put_event_filter(std::int32_t mask) override {
    return inner_->put_event_filter(wrappers_->spoiler.filter ? wrappers_->spoiler.filter(mask) : mask);
  }
  tapi::Hresult get_event_filter(std::int32_t* out) override {
    const tapi::Hresult result = inner_->get_event_filter(out);
    if (result == tapi::S_OK_ && wrappers_->spoiler.filter_told) *out = wrappers_->spoiler.filter_told(*out);
    return result;
  }
  void advise(tapi::NotificationSink sink) override {
    const FacadeSpoiler::Deliver deliver =
        wrappers_->spoiler.deliver ? wrappers_->spoiler.deliver() : FacadeSpoiler::Deliver{};
    inner_->advise([wrappers = wrappers_, deliver, sink = std::move(sink)](const tapi::Notification& notification) {
      tapi::Notification spoiled = notification;
      spoiled.session = wrappers->of(notification.session);
      spoiled.agent = wrappers->of(notification.agent);
      spoiled.group = wrappers->of(notification.group);
      spoiled.queue = wrappers->of(notification.queue);
      spoiled.handler = wrappers->of(notification.handler);
      auto* session = dynamic_cast<SeamSession*>(spoiled.session.get());
      if (wrappers->spoiler.told && session) wrappers->spoiler.told(session->spoiled(), spoiled.event);
      if (wrappers->spoiler.notification) wrappers->spoiler.notification(spoiled);
      deliver ? deliver(spoiled, sink) : sink(spoiled);
    });
  }
  void enumerate_agent_handlers(Out<tapi::Enumerator<tapi::AgentHandler>> out, Completion done) override {
    inner_->enumerate_agent_handlers(out, wrapping(WrappersRef{wrappers_}, out, std::move(done)));
  }
  void get_agent_handlers(OutAll<tapi::AgentHandler> out, Completion done) override {
    inner_->get_agent_handlers(out, wrapping(WrappersRef{wrappers_}, out, std::move(done)));
  }

 private:
  std::unique_ptr<tapi::Application> inner_;
  std::shared_ptr<Wrappers> wrappers_;
};

class SpoiledTelephony final : public tapi::Telephony {
 public:
  SpoiledTelephony(std::unique_ptr<tapi::Telephony> inner, FacadeSpoiler spoiler)
      : inner_(std::move(inner)), wrappers_(std::make_shared<Wrappers>(std::move(spoiler))) {}

  using Telephony::open_application;
  std::unique_ptr<tapi::Application> open_application(const std::string& user) override {
    return std::make_unique<SpoiledApplication>(inner_->open_application(user), wrappers_);
  }

 private:
  std::unique_ptr<tapi::Telephony> inner_;
  std::shared_ptr<Wrappers> wrappers_;
};

}  // namespace

template <class Seam, class Object>
std::shared_ptr<Object> Wrappers::wrap(Known<Object>& known, const Spoil<Object>& spoil,
                                       const std::shared_ptr<Object>& inner) {
  if (!inner) return nullptr;
  std::shared_ptr<Object>& wrapper = known[inner.get()];
  if (!wrapper) wrapper = std::make_shared<Seam>(spoil ? spoil(inner) : inner, weak_from_this());
  return wrapper;
}

std::shared_ptr<tapi::AgentSession> Wrappers::of(const std::shared_ptr<tapi::AgentSession>& inner) {
  return wrap<SeamSession>(sessions_, spoiler.session, inner);
}
std::shared_ptr<tapi::Agent> Wrappers::of(const std::shared_ptr<tapi::Agent>& inner) {
  return wrap<SeamAgent>(agents_, spoiler.agent, inner);
}
std::shared_ptr<tapi::AcdGroup> Wrappers::of(const std::shared_ptr<tapi::AcdGroup>& inner) {
  return wrap<SeamGroup>(groups_, spoiler.group, inner);
}
std::shared_ptr<tapi::Queue> Wrappers::of(const std::shared_ptr<tapi::Queue>& inner) {
  return wrap<SeamQueue>(queues_, spoiler.queue, inner);
}
std::shared_ptr<tapi::AgentHandler> Wrappers::of(const std::shared_ptr<tapi::AgentHandler>& inner) {
  return wrap<SeamHandler>(handlers_, spoiler.handler, inner);
}

std::unique_ptr<tapi::Telephony> spoil(std::unique_ptr<tapi::Telephony> inner, FacadeSpoiler spoiler) {
  return std::make_unique<SpoiledTelephony>(std::move(inner), std::move(spoiler));
}

}  // namespace acdloop::defects
