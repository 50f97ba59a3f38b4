// SPDX-License-Identifier: Apache-2.0
// A façade that mistakes event filters.
#include <memory>
#include <optional>
#include <utility>

#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

Defect filter_defect(std::string_view id, std::string_view requirement, std::string_view sentence,
                     FacadeDecorator decorator) {
  return {.id = id,
          .sentence = sentence,
          .requirement = requirement,
          .side = Side::facade,
          .on_facade = std::move(decorator)};
}

std::unique_ptr<tapi::Telephony> need_both(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  FacadeSpoiler spoiler;
  spoiler.filter = [](std::int32_t mask) { return mask & tapi::TE_AGENT ? mask : mask & ~tapi::TE_AGENTSESSION; };
  return spoil(std::move(inner), std::move(spoiler));
}

// Every put_EventFilter adds to the mask; get_EventFilter shows the last one.
class AddingApplication final : public tapi::Application {
 public:
  explicit AddingApplication(std::unique_ptr<tapi::Application> inner) : inner_(std::move(inner)) {}
  tapi::Hresult put_event_filter(std::int32_t mask) override {
    shown_ = mask;
    all_ |= mask;
    return inner_->put_event_filter(all_);
  }
  tapi::Hresult get_event_filter(std::int32_t* out) override {
    const tapi::Hresult result = inner_->get_event_filter(out);
    if (result == tapi::S_OK_) *out = shown_;
    return result;
  }
  void advise(tapi::NotificationSink sink) override { inner_->advise(std::move(sink)); }
  void enumerate_agent_handlers(std::shared_ptr<tapi::Enumerator<tapi::AgentHandler>>* out,
                                tapi::Completion done) override {
    inner_->enumerate_agent_handlers(out, std::move(done));
  }
  void get_agent_handlers(std::vector<std::shared_ptr<tapi::AgentHandler>>* out, tapi::Completion done) override {
    inner_->get_agent_handlers(out, std::move(done));
  }

 private:
  std::unique_ptr<tapi::Application> inner_;
  std::int32_t all_ = 0;
  std::int32_t shown_ = 0;
};

class AddingTelephony final : public tapi::Telephony {
 public:
  explicit AddingTelephony(std::unique_ptr<tapi::Telephony> inner) : inner_(std::move(inner)) {}
  using Telephony::open_application;
  std::unique_ptr<tapi::Application> open_application(const std::string& user) override {
    return std::make_unique<AddingApplication>(inner_->open_application(user));
  }

 private:
  std::unique_ptr<tapi::Telephony> inner_;
};

std::unique_ptr<tapi::Telephony> add_masks(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  return std::make_unique<AddingTelephony>(std::move(inner));
}

// Once somebody wants to hear nothing, states are no longer followed.
class Unfollowed final : public PassThroughSession {
 public:
  Unfollowed(std::shared_ptr<tapi::AgentSession> inner, std::shared_ptr<bool> muted)
      : PassThroughSession(std::move(inner)), muted_(std::move(muted)) {}
  void get_state(tapi::SessionState* out, tapi::Completion done) override {
    if (!out) return inner().get_state(out, std::move(done));
    inner().get_state(out, [this, out, done = std::move(done)](tapi::Hresult result) {
      if (result == tapi::S_OK_) {
        if (!*muted_ || !last_) last_ = *out;
        *out = *last_;
      }
      done(result);
    });
  }

 private:
  std::shared_ptr<bool> muted_;
  std::optional<tapi::SessionState> last_;
};

std::unique_ptr<tapi::Telephony> stop_following(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  auto muted = std::make_shared<bool>(false);
  FacadeSpoiler spoiler;
  spoiler.filter = [muted](std::int32_t mask) {
    *muted = *muted || mask == 0;
    return mask;
  };
  spoiler.session = [muted](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
    return std::make_shared<Unfollowed>(std::move(session), muted);
  };
  return spoil(std::move(inner), std::move(spoiler));
}

}  // namespace

std::vector<Defect> filter_defects() {
  return {
      filter_defect("filter-needs-agent-events-too", "AS-087",
                    "Session events come only with TE_AGENT in the filter as well.", &need_both),
      filter_defect("filters-add-up", "AS-088a", "put_EventFilter adds to the filter in place of replacing it.",
                    &add_masks),
      filter_defect("state-not-followed-without-events", "AS-089",
                    "Once an application has filtered everything, get_State stays what it was.", &stop_following),
  };
}

}  // namespace acdloop::defects
