// SPDX-License-Identifier: Apache-2.0
// A façade that swallows, renames or spreads what the switch refused.
#include <memory>
#include <utility>

#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

using tapi::Completion;
using tapi::Hresult;
using tapi::Method;

// What a switch may have said: no argument was wrong, and the two minutes were not over.
bool is_refusal(Hresult result) {
  return !result.succeeded() && result != tapi::TAPI_E_TIMEOUT_ && result != tapi::E_POINTER_ &&
         result != tapi::E_INVALIDARG_;
}

template <class Session, class Shared>
Defect session_defect(std::string_view id, std::string_view requirement, std::string_view sentence) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_facade = [](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    auto shared = std::make_shared<Shared>();
    spoiler.session = [=](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
      return std::make_shared<Session>(std::move(session), shared);
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
  return defect;
}

struct Nothing {};

class Swallowing final : public PassThroughSession {
 public:
  Swallowing(std::shared_ptr<tapi::AgentSession> inner, const std::shared_ptr<Nothing>&)
      : PassThroughSession(std::move(inner)) {}
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (!out) return inner().get_figure(figure, out, std::move(done));
    inner().get_figure(figure, out, [out, done = std::move(done)](Hresult result) {
      if (is_refusal(result)) *out = 0;
      done(is_refusal(result) ? tapi::S_OK_ : result);
    });
  }
};

class AllInvalid final : public PassThroughSession {
 public:
  AllInvalid(std::shared_ptr<tapi::AgentSession> inner, const std::shared_ptr<Nothing>&)
      : PassThroughSession(std::move(inner)) {}
  void put_state(std::int32_t state, Completion done) override {
    inner().put_state(
        state, [done = std::move(done)](Hresult result) { done(is_refusal(result) ? tapi::E_INVALIDARG_ : result); });
  }
};

class GrantedAndForgotten final : public PassThroughSession {
 public:
  GrantedAndForgotten(std::shared_ptr<tapi::AgentSession> inner, const std::shared_ptr<Nothing>&)
      : PassThroughSession(std::move(inner)) {}
  void put_state(std::int32_t state, Completion done) override {
    const bool idle_state = state == 0 || state == 1;
    inner().put_state(state, [idle_state, done = std::move(done)](Hresult result) {
      done(idle_state && result == tapi::LINEERR_INVALAGENTSTATE_ ? tapi::S_OK_ : result);
    });
  }
};

class AllTimeouts final : public PassThroughSession {
 public:
  AllTimeouts(std::shared_ptr<tapi::AgentSession> inner, const std::shared_ptr<Nothing>&)
      : PassThroughSession(std::move(inner)) {}
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure, out, as_timeout(std::move(done)));
  }
  void put_state(std::int32_t state, Completion done) override {
    inner().put_state(state, as_timeout(std::move(done)));
  }

 private:
  static Completion as_timeout(Completion done) {
    return [done = std::move(done)](Hresult result) { done(is_refusal(result) ? tapi::TAPI_E_TIMEOUT_ : result); };
  }
};

struct Latch {
  const tapi::AgentSession* failed = nullptr;
  Hresult error = tapi::S_OK_;
};

// The error of one session is told to the next one that asks.
class Latched final : public PassThroughSession {
 public:
  Latched(std::shared_ptr<tapi::AgentSession> inner, std::shared_ptr<Latch> latch)
      : PassThroughSession(std::move(inner)), latch_(std::move(latch)) {}
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure, out, [this, done = std::move(done)](Hresult result) {
      if (is_refusal(result)) *latch_ = {this, result};
      const bool of_another = latch_->failed && latch_->failed != this && result == tapi::S_OK_;
      done(of_another ? std::exchange(*latch_, {}).error : result);
    });
  }

 private:
  std::shared_ptr<Latch> latch_;
};

}  // namespace

std::vector<Defect> refusal_defects() {
  return {
      session_defect<Swallowing, Nothing>("refusal-swallowed", "AS-092",
                                          "A getter that the switch refuses returns S_OK and nothing."),
      session_defect<AllInvalid, Nothing>("refusals-of-put-state-all-alike", "AS-093",
                                          "Whatever the switch refuses, put_State returns E_INVALIDARG."),
      session_defect<GrantedAndForgotten, Nothing>(
          "request-in-a-call-forgotten", "AS-062",
          "READY or NOT_READY asked for during a call is granted, and forgotten when the call is over."),
      session_defect<Latched, Latch>("error-of-another-session", "AS-096",
                                     "The error of one session is returned by the next one that is asked."),
      session_defect<AllTimeouts, Nothing>("refusals-shown-as-timeouts", "AS-100",
                                           "Every error of the switch is returned as TAPI_E_TIMEOUT."),
  };
}

}  // namespace acdloop::defects
