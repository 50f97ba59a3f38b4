// SPDX-License-Identifier: Apache-2.0
// A façade that answers with the wrong code, too late, in the wrong order, or never again.
#include <deque>
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
using tapi::SessionState;

template <class Session>
Defect session_defect(std::string_view id, std::string_view requirement, std::string_view sentence) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_facade = [](std::unique_ptr<tapi::Telephony> inner, const Timer& timer) {
    FacadeSpoiler spoiler;
    auto shared = std::make_shared<typename Session::Shared>();
    spoiler.session = [=](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
      return std::make_shared<Session>(std::move(session), timer, shared);
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
  return defect;
}

struct Nothing {};

class Spoiled : public PassThroughSession {
 public:
  using Shared = Nothing;
  Spoiled(std::shared_ptr<tapi::AgentSession> inner, Timer timer, const std::shared_ptr<Nothing>&)
      : PassThroughSession(std::move(inner)), timer_(std::move(timer)) {}

 protected:
  Timer timer_;
};

// A code that no page lists, for a figure that is zero.
class FalseForZero final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (!out) return inner().get_figure(figure, out, std::move(done));
    inner().get_figure(figure, out, [out, done = std::move(done)](Hresult result) {
      done(result == tapi::S_OK_ && *out == 0 ? tapi::S_FALSE_ : result);
    });
  }
};

class TimeoutAfterFiveMinutes final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure, out, late(std::move(done)));
  }
  void put_state(std::int32_t state, Completion done) override { inner().put_state(state, late(std::move(done))); }

 private:
  Completion late(Completion done) {
    return [timer = timer_, done = std::move(done)](Hresult result) {
      if (result != tapi::TAPI_E_TIMEOUT_) return done(result);
      timer.at(timer.now() + std::chrono::minutes{3}, [done] { done(tapi::TAPI_E_TIMEOUT_); });
    };
  }
};

// get_State keeps what it was before a put_State that timed out, whatever became of it.
class StuckAfterTimeout final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void put_state(std::int32_t state, Completion done) override {
    inner().get_state(&before_, [](Hresult) {});
    inner().put_state(state, [this, done = std::move(done)](Hresult result) {
      stuck_ = result == tapi::TAPI_E_TIMEOUT_;
      done(result);
    });
  }
  void get_state(SessionState* out, Completion done) override {
    inner().get_state(out, [this, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_ && stuck_) *out = before_;
      done(result);
    });
  }

 private:
  SessionState before_ = SessionState::not_ready;
  bool stuck_ = false;
};

// One request at a time for all sessions.
class OneAtATime final : public PassThroughSession {
 public:
  struct Shared {
    std::deque<std::function<void()>> waiting;
    bool busy = false;
  };
  OneAtATime(std::shared_ptr<tapi::AgentSession> inner, const Timer&, std::shared_ptr<Shared> shared)
      : PassThroughSession(std::move(inner)), shared_(std::move(shared)) {}
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    shared_->waiting.push_back([this, figure, out, done = std::move(done)] {
      inner().get_figure(figure, out, [shared = shared_, done](Hresult result) {
        done(result);
        shared->busy = false;
        next(*shared);
      });
    });
    next(*shared_);
  }

 private:
  static void next(Shared& shared) {
    if (shared.busy || shared.waiting.empty()) return;
    shared.busy = true;
    const auto call = std::move(shared.waiting.front());
    shared.waiting.pop_front();
    call();
  }

  std::shared_ptr<Shared> shared_;
};

class DeadAfterTimeout final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure, out, mortal(std::move(done)));
  }
  void put_state(std::int32_t state, Completion done) override { inner().put_state(state, mortal(std::move(done))); }

 private:
  Completion mortal(Completion done) {
    return [this, done = std::move(done)](Hresult result) {
      const bool was_dead = dead_;
      dead_ = dead_ || result == tapi::TAPI_E_TIMEOUT_;
      done(was_dead ? tapi::LINEERR_OPERATIONFAILED_ : result);
    };
  }

  bool dead_ = false;
};

}  // namespace

std::vector<Defect> answer_defects() {
  return {
      session_defect<FalseForZero>("s-false-for-zero", "AS-091", "A getter returns S_FALSE for a figure that is zero."),
      session_defect<TimeoutAfterFiveMinutes>("timeout-after-five-minutes", "AS-097",
                                              "A request without an answer comes back after five minutes."),
      session_defect<StuckAfterTimeout>("state-stuck-after-a-timeout", "AS-104",
                                        "After a put_State that timed out get_State keeps the state before it."),
      session_defect<OneAtATime>("one-request-at-a-time", "AS-106", "One stalled request holds up all sessions."),
      session_defect<DeadAfterTimeout>("dead-after-a-timeout", "AS-107",
                                       "After a timeout every request of a session fails."),
  };
}

}  // namespace acdloop::defects
