// SPDX-License-Identifier: Apache-2.0
#include "simulator/defects/facade_seam.hpp"

#include <map>
#include <utility>

namespace acdloop::defects {
namespace {

// One wrapper for one inner session, whichever application meets it first.
class Wrappers {
 public:
  explicit Wrappers(FacadeSpoiler spoiler) : spoiler(std::move(spoiler)) {}

  std::shared_ptr<tapi::AgentSession> of(const std::shared_ptr<tapi::AgentSession>& inner) {
    if (!inner || !spoiler.session) return inner;
    std::shared_ptr<tapi::AgentSession>& wrapper = known_[inner.get()];
    if (!wrapper) wrapper = spoiler.session(inner);
    return wrapper;
  }

  FacadeSpoiler spoiler;

 private:
  // The wrapper owns its inner session, so a key never outlives what it points to.
  std::map<const tapi::AgentSession*, std::shared_ptr<tapi::AgentSession>> known_;
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
  tapi::Hresult get_event_filter(std::int32_t* out) override { return inner_->get_event_filter(out); }
  void advise(tapi::NotificationSink sink) override {
    inner_->advise([wrappers = wrappers_, sink = std::move(sink)](const tapi::Notification& notification) {
      tapi::Notification spoiled = notification;
      spoiled.session = wrappers->of(notification.session);
      if (wrappers->spoiler.notification) wrappers->spoiler.notification(spoiled);
      wrappers->spoiler.deliver ? wrappers->spoiler.deliver(spoiled, sink) : sink(spoiled);
    });
  }
  void create_session(const cti::AgentId& agent, const cti::AcdGroupId& group, const cti::Address& address,
                      std::shared_ptr<tapi::AgentSession>* out, tapi::Completion done) override {
    inner_->create_session(agent, group, address, out,
                           [wrappers = wrappers_, out, done = std::move(done)](tapi::Hresult result) {
                             if (result == tapi::S_OK_) *out = wrappers->of(*out);
                             done(result);
                           });
  }

 private:
  std::unique_ptr<tapi::Application> inner_;
  std::shared_ptr<Wrappers> wrappers_;
};

class SpoiledTelephony final : public tapi::Telephony {
 public:
  SpoiledTelephony(std::unique_ptr<tapi::Telephony> inner, FacadeSpoiler spoiler)
      : inner_(std::move(inner)), wrappers_(std::make_shared<Wrappers>(std::move(spoiler))) {}

  std::unique_ptr<tapi::Application> open_application() override {
    return std::make_unique<SpoiledApplication>(inner_->open_application(), wrappers_);
  }

 private:
  std::unique_ptr<tapi::Telephony> inner_;
  std::shared_ptr<Wrappers> wrappers_;
};

}  // namespace

std::unique_ptr<tapi::Telephony> spoil(std::unique_ptr<tapi::Telephony> inner, FacadeSpoiler spoiler) {
  return std::make_unique<SpoiledTelephony>(std::move(inner), std::move(spoiler));
}

}  // namespace acdloop::defects
