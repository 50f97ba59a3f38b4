// SPDX-License-Identifier: Apache-2.0
// A façade that answers one open question in two ways: each answer alone would be in order.
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

template <class Session>
FacadeDecorator as_session() {
  return [](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    spoiler.session = [](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
      return std::make_shared<Session>(std::move(session));
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
}

// Talk time is the time on the phone from the second call on.
class HoldCountedAtTimes final : public PassThroughSession {
 public:
  using PassThroughSession::PassThroughSession;
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (figure != Method::get_TotalTalkTime || !out) return inner().get_figure(figure, out, std::move(done));
    auto seen = std::make_shared<Seen>();
    inner().get_figure(Method::get_NumberOfCalls, &seen->calls, [](Hresult) {});
    inner().get_figure(Method::get_TotalCallTime, &seen->call_time, [](Hresult) {});
    inner().get_figure(Method::get_TotalWrapUpTime, &seen->wrap_up_time, [](Hresult) {});
    inner().get_figure(figure, out, [seen, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_ && seen->calls > 1) *out = seen->call_time - seen->wrap_up_time;
      done(result);
    });
  }

 private:
  struct Seen {
    std::int32_t calls = 0;
    std::int32_t call_time = 0;
    std::int32_t wrap_up_time = 0;
  };
};

// The state that a session is in may be granted again, or refused.
class SameStateRefusedAtTimes final : public PassThroughSession {
 public:
  using PassThroughSession::PassThroughSession;
  void put_state(std::int32_t state, Completion done) override {
    auto before = std::make_shared<tapi::SessionState>();
    inner().get_state(before.get(), [](Hresult) {});
    inner().put_state(state, [this, before, state, done = std::move(done)](Hresult result) {
      const bool same = static_cast<std::int32_t>(*before) == state;
      const bool refuse = same && result == tapi::S_OK_ && (++asked_ % 2) == 0;
      done(refuse ? tapi::LINEERR_INVALAGENTSTATE_ : result);
    });
  }

 private:
  int asked_ = 0;
};

// Every other ended session has no figures any more.
class EndedFiguresAtTimes final : public PassThroughSession {
 public:
  using PassThroughSession::PassThroughSession;
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (!out) return inner().get_figure(figure, out, std::move(done));
    auto state = std::make_shared<tapi::SessionState>();
    inner().get_state(state.get(), [](Hresult) {});
    inner().get_figure(figure, out, [state, figure, done = std::move(done)](Hresult result) {
      const bool ended = *state == tapi::SessionState::session_ended;
      const bool forgotten = ended && result == tapi::S_OK_ && figure == Method::get_TotalWrapUpTime;
      done(forgotten ? tapi::LINEERR_OPERATIONFAILED_ : result);
    });
  }
};

Defect reading_defect(std::string_view id, std::string_view requirement, std::string_view sentence,
                      FacadeDecorator decorator) {
  return {.id = id,
          .sentence = sentence,
          .requirement = requirement,
          .side = Side::facade,
          .on_facade = std::move(decorator)};
}

}  // namespace

std::vector<Defect> reading_defects() {
  return {
      reading_defect("hold-counted-from-the-second-call", "AS-015",
                     "Hold is no talk time in the first call, and talk time from the second on.",
                     as_session<HoldCountedAtTimes>()),
      reading_defect("same-state-refused-at-times", "AS-057",
                     "put_State of the state that the session is in is granted once and refused once.",
                     as_session<SameStateRefusedAtTimes>()),
      reading_defect("ended-figure-forgotten", "AS-126a",
                     "After the end of the session one figure is an error and the others are numbers.",
                     as_session<EndedFiguresAtTimes>()),
  };
}

}  // namespace acdloop::defects
