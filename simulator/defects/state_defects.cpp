// SPDX-License-Identifier: Apache-2.0
// A façade that is wrong about states, about who a session is, and about sessions that are over.
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

using tapi::Completion;
using tapi::Hresult;
using tapi::SessionEvent;
using tapi::SessionState;

template <class Session>
Defect session_defect(std::string_view id, std::string_view requirement, std::string_view sentence) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_facade = [](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    // What the sessions of one façade share.
    auto shared = std::make_shared<typename Session::Shared>();
    spoiler.session = [shared](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
      return std::make_shared<Session>(std::move(session), shared);
    };
    spoiler.told = [](tapi::AgentSession& session, std::int32_t event) { static_cast<Session&>(session).told(event); };
    return spoil(std::move(inner), std::move(spoiler));
  };
  return defect;
}

struct Nothing {};

class Spoiled : public PassThroughSession {
 public:
  using Shared = Nothing;
  Spoiled(std::shared_ptr<tapi::AgentSession> inner, const std::shared_ptr<Nothing>&)
      : PassThroughSession(std::move(inner)) {}
  void told(std::int32_t) {}

 protected:
  // get_State, and what is made of it.
  template <class Change>
  void changed(SessionState* out, Completion done, Change change) {
    inner().get_state(out, [out, change, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) *out = change(*out);
      done(result);
    });
  }
};

class StateAsLineBit final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void get_state(SessionState* out, Completion done) override {
    changed(out, std::move(done), [](SessionState state) { return SessionState{1 << static_cast<int>(state)}; });
  }
};

class BusyUntilAsked final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void get_state(SessionState* out, Completion done) override {
    changed(out, std::move(done),
            [asked = asked_](SessionState state) { return asked ? state : SessionState::busy_on_call; });
  }
  void put_state(std::int32_t state, Completion done) override {
    asked_ = true;
    inner().put_state(state, std::move(done));
  }

 private:
  bool asked_ = false;
};

class BusyShownAsReady final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void get_state(SessionState* out, Completion done) override {
    changed(out, std::move(done),
            [](SessionState state) { return state == SessionState::busy_on_call ? SessionState::ready : state; });
  }
};

class EndedShownAsNotReady final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void get_state(SessionState* out, Completion done) override {
    changed(out, std::move(done),
            [](SessionState state) { return state == SessionState::session_ended ? SessionState::not_ready : state; });
  }
};

// One state for all sessions: a call in one makes all of them busy.
class MirrorsTheOthers final : public PassThroughSession {
 public:
  struct Shared {
    std::map<const MirrorsTheOthers*, std::int32_t> last_told;
  };
  MirrorsTheOthers(std::shared_ptr<tapi::AgentSession> inner, std::shared_ptr<Shared> shared)
      : PassThroughSession(std::move(inner)), shared_(std::move(shared)) {}
  void told(std::int32_t event) { shared_->last_told[this] = event; }
  void get_state(SessionState* out, Completion done) override {
    inner().get_state(out, [this, out, done = std::move(done)](Hresult result) {
      for (const auto& [session, event] : shared_->last_told) {
        if (result == tapi::S_OK_ && event == static_cast<std::int32_t>(SessionEvent::busy)) {
          *out = SessionState::busy_on_call;
        }
      }
      done(result);
    });
  }

 private:
  std::shared_ptr<Shared> shared_;
};

class LogOutRefusedInACall final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void told(std::int32_t event) { in_call_ = event == static_cast<std::int32_t>(SessionEvent::busy); }
  void put_state(std::int32_t state, Completion done) override {
    const bool refused = in_call_ && state == static_cast<std::int32_t>(SessionState::session_ended);
    if (!refused) return inner().put_state(state, std::move(done));
    // Something harmless first: a completion never runs inside the call.
    inner().get_state(&unused_, [done = std::move(done)](Hresult) { done(tapi::LINEERR_OPERATIONFAILED_); });
  }

 private:
  bool in_call_ = false;
  SessionState unused_ = SessionState::not_ready;
};

// Shows a state that was asked for, granted or not.
class ShowsWhatWasAskedFor : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void told(std::int32_t) { shown_.reset(); }
  void get_state(SessionState* out, Completion done) override {
    changed(out, std::move(done), [shown = shown_](SessionState state) { return shown.value_or(state); });
  }

 protected:
  void show(std::int32_t state) { shown_ = SessionState{state}; }

 private:
  std::optional<SessionState> shown_;
};

class FailedPutStateShown final : public ShowsWhatWasAskedFor {
 public:
  using ShowsWhatWasAskedFor::ShowsWhatWasAskedFor;
  void put_state(std::int32_t state, Completion done) override {
    inner().put_state(state, [this, state, done = std::move(done)](Hresult result) {
      if (result != tapi::S_OK_ && result != tapi::E_INVALIDARG_) show(state);
      done(result);
    });
  }
};

class ForbiddenTransitionCarriedOut final : public ShowsWhatWasAskedFor {
 public:
  using ShowsWhatWasAskedFor::ShowsWhatWasAskedFor;
  void put_state(std::int32_t state, Completion done) override {
    inner().put_state(state, [this, state, done = std::move(done)](Hresult result) {
      const bool forbidden = result == tapi::LINEERR_INVALAGENTSTATE_;
      if (forbidden) show(state);
      done(forbidden ? tapi::S_OK_ : result);
    });
  }
};

class FirstAddressForAll final : public PassThroughSession {
 public:
  struct Shared {
    std::shared_ptr<const tapi::AddressObject> first;
  };
  FirstAddressForAll(std::shared_ptr<tapi::AgentSession> inner, std::shared_ptr<Shared> shared)
      : PassThroughSession(std::move(inner)), shared_(std::move(shared)) {}
  void told(std::int32_t) {}
  void get_address(std::shared_ptr<const tapi::AddressObject>* out, Completion done) override {
    inner().get_address(out, [this, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) {
        if (!shared_->first) shared_->first = *out;
        *out = shared_->first;
      }
      done(result);
    });
  }

 private:
  std::shared_ptr<Shared> shared_;
};

class AddressChangesAtTheEnd final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void told(std::int32_t event) { ended_ = ended_ || event == static_cast<std::int32_t>(SessionEvent::end); }
  void get_address(std::shared_ptr<const tapi::AddressObject>* out, Completion done) override {
    inner().get_address(out, [out, ended = ended_, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_ && ended) *out = std::make_shared<const tapi::AddressObject>(cti::Address{"gone"});
      done(result);
    });
  }

 private:
  bool ended_ = false;
};

// An ended session answers with the figures of the one that was created last.
class EndedTellsTheNewest final : public PassThroughSession {
 public:
  struct Shared {
    EndedTellsTheNewest* newest = nullptr;
  };
  EndedTellsTheNewest(std::shared_ptr<tapi::AgentSession> inner, std::shared_ptr<Shared> shared)
      : PassThroughSession(std::move(inner)), shared_(std::move(shared)) {
    shared_->newest = this;
  }
  void told(std::int32_t event) { ended_ = ended_ || event == static_cast<std::int32_t>(SessionEvent::end); }
  void get_figure(tapi::Method figure, std::int32_t* out, Completion done) override {
    (ended_ ? shared_->newest->inner() : inner()).get_figure(figure, out, std::move(done));
  }

 private:
  std::shared_ptr<Shared> shared_;
  bool ended_ = false;
};

class EndedTellsZero final : public Spoiled {
 public:
  using Spoiled::Spoiled;
  void told(std::int32_t event) { ended_ = ended_ || event == static_cast<std::int32_t>(SessionEvent::end); }
  void get_figure(tapi::Method figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure, out, [out, zero = ended_ && ++asked_ > 10, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_ && zero) *out = 0;
      done(result);
    });
  }

 private:
  bool ended_ = false;
  int asked_ = 0;  // the ten figures are told once more
};

}  // namespace

std::vector<Defect> state_defects() {
  return {
      session_defect<StateAsLineBit>("state-as-line-bit", "AS-048",
                                     "get_State gives the bit of LINEAGENTSESSIONSTATE_ instead of the number."),
      session_defect<EndedShownAsNotReady>("ended-shown-as-not-ready", "AS-052",
                                           "A session that has ended shows as NOT_READY."),
      session_defect<BusyUntilAsked>("new-session-busy", "AS-053", "A new session is BUSY_ON_CALL."),
      session_defect<BusyShownAsReady>("busy-shown-as-ready", "AS-054", "get_State says READY during a call."),
      session_defect<MirrorsTheOthers>("busy-in-every-session", "AS-055",
                                       "get_State says BUSY_ON_CALL in every session while one has a call."),
      session_defect<LogOutRefusedInACall>("log-out-refused-in-a-call", "AS-058",
                                           "A log-out is refused during a call."),
      session_defect<FailedPutStateShown>("failed-state-shown", "AS-060",
                                          "get_State shows the state that was asked for, though put_State failed."),
      session_defect<ForbiddenTransitionCarriedOut>(
          "forbidden-transition-carried-out", "AS-061",
          "A transition that is not listed is granted with S_OK and shows in get_State."),
      session_defect<FirstAddressForAll>("first-address-for-all", "AS-066",
                                         "get_Address gives the address of the first session to every other."),
      session_defect<AddressChangesAtTheEnd>("address-gone-at-the-end", "AS-067",
                                             "get_Address gives another address once the session has ended."),
      session_defect<EndedTellsTheNewest>("ended-session-tells-the-newest", "AS-073b",
                                          "An ended session answers with the figures of the newest one."),
      session_defect<EndedTellsZero>("ended-session-forgets", "AS-126b",
                                     "The figures of an ended session become zero when they are asked again."),
  };
}

}  // namespace acdloop::defects
