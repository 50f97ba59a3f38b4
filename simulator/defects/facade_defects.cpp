// SPDX-License-Identifier: Apache-2.0
// A façade that counts, times or answers wrongly although the switch and the wire told it the truth.
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

// Every session of the façade becomes a Session built from the inner one and `arguments`.
template <class Session, class... Arguments>
FacadeDecorator as_session(Arguments... arguments) {
  return [=](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    spoiler.session = [=](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
      return std::make_shared<Session>(std::move(session), arguments...);
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
}

FacadeDecorator on_notification(void (*change)(tapi::Notification&)) {
  return [change](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    return spoil(std::move(inner), {.session = {}, .notification = change, .application = {}});
  };
}

// One figure answered with another one's value.
class FigureMistaken final : public PassThroughSession {
 public:
  FigureMistaken(std::shared_ptr<tapi::AgentSession> inner, Method asked, Method given)
      : PassThroughSession(std::move(inner)), asked_(asked), given_(given) {}
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure == asked_ ? given_ : figure, out, std::move(done));
  }

 private:
  Method asked_;
  Method given_;
};

// One figure changed by a function of its true value.
class FigureChanged final : public PassThroughSession {
 public:
  FigureChanged(std::shared_ptr<tapi::AgentSession> inner, Method figure, std::int32_t (*change)(std::int32_t))
      : PassThroughSession(std::move(inner)), figure_(figure), change_(change) {}
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (figure != figure_) return inner().get_figure(figure, out, std::move(done));
    inner().get_figure(figure, out, [out, change = change_, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) *out = change(*out);
      done(result);
    });
  }

 private:
  Method figure_;
  std::int32_t (*change_)(std::int32_t);
};

class RateTimesTen final : public PassThroughSession {
 public:
  using PassThroughSession::PassThroughSession;
  void get_acd_call_rate(tapi::Currency* out, Completion done) override {
    inner().get_acd_call_rate(out, [out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) out->scaled *= 10;
      done(result);
    });
  }
};

class NullPointerAccepted final : public PassThroughSession {
 public:
  using PassThroughSession::PassThroughSession;
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (out) return inner().get_figure(figure, out, std::move(done));
    inner().get_figure(figure, out, [done = std::move(done)](Hresult) { done(tapi::S_OK_); });
  }
};

class StateRangeUnchecked final : public PassThroughSession {
 public:
  using PassThroughSession::PassThroughSession;
  void put_state(std::int32_t state, Completion done) override {
    inner().put_state(state, [done = std::move(done)](Hresult result) {
      done(result == tapi::E_INVALIDARG_ ? tapi::S_OK_ : result);
    });
  }
};

class TimeoutNamedAfterTheSystem final : public PassThroughSession {
 public:
  using PassThroughSession::PassThroughSession;
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure, out, renamed(std::move(done)));
  }
  void put_state(std::int32_t state, Completion done) override { inner().put_state(state, renamed(std::move(done))); }

 private:
  static Completion renamed(Completion done) {
    return [done = std::move(done)](Hresult result) {
      done(result == tapi::TAPI_E_TIMEOUT_ ? Hresult{0x800705B4} : result);  // HRESULT_FROM_WIN32(ERROR_TIMEOUT)
    };
  }
};

// Gives up after half a minute; the answer that comes later is dropped.
class ImpatientSession final : public PassThroughSession {
 public:
  ImpatientSession(std::shared_ptr<tapi::AgentSession> inner, Timer timer)
      : PassThroughSession(std::move(inner)), timer_(std::move(timer)) {}
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (!out) return inner().get_figure(figure, out, std::move(done));
    struct Call {
      std::int32_t value = 0;
      bool over = false;
    };
    auto call = std::make_shared<Call>();
    auto finish = [call, out, done = std::move(done)](Hresult result) {
      if (std::exchange(call->over, true)) return;
      if (result == tapi::S_OK_) *out = call->value;
      done(result);
    };
    inner().get_figure(figure, &call->value, finish);
    timer_.at(timer_.now() + std::chrono::seconds{30}, [finish] { finish(tapi::TAPI_E_TIMEOUT_); });
  }

 private:
  Timer timer_;
};

std::unique_ptr<tapi::Telephony> make_impatient(std::unique_ptr<tapi::Telephony> inner, const Timer& timer) {
  FacadeSpoiler spoiler;
  spoiler.session = [timer](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
    return std::make_shared<ImpatientSession>(std::move(session), timer);
  };
  return spoil(std::move(inner), std::move(spoiler));
}

// The clock of the session's length runs on after the end.
class DurationRunsOn final : public PassThroughSession {
 public:
  DurationRunsOn(std::shared_ptr<tapi::AgentSession> inner, Timer timer)
      : PassThroughSession(std::move(inner)), timer_(std::move(timer)), created_(timer_.now()) {}
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (figure != Method::get_SessionDuration || !out) return inner().get_figure(figure, out, std::move(done));
    inner().get_figure(figure, out, [this, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) {
        *out = static_cast<std::int32_t>(std::chrono::floor<std::chrono::seconds>(timer_.now() - created_).count());
      }
      done(result);
    });
  }

 private:
  Timer timer_;
  TimePoint created_;
};

std::unique_ptr<tapi::Telephony> make_running_on(std::unique_ptr<tapi::Telephony> inner, const Timer& timer) {
  FacadeSpoiler spoiler;
  spoiler.session = [timer](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
    return std::make_shared<DurationRunsOn>(std::move(session), timer);
  };
  return spoil(std::move(inner), std::move(spoiler));
}

std::unique_ptr<tapi::Telephony> ignore_filter(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  FacadeSpoiler spoiler;
  spoiler.application = [](tapi::Application& application) { application.put_event_filter(tapi::TE_AGENTSESSION); };
  return spoil(std::move(inner), std::move(spoiler));
}

// The code of the state instead of the code of the event: one too low, ASE_NEW_SESSION stays.
void state_number_as_event(tapi::Notification& notification) {
  if (notification.event > 0) --notification.event;
}

void agent_event_bit(tapi::Notification& notification) { notification.tapi_event = tapi::TE_AGENT; }

Defect facade_defect(std::string_view id, std::string_view requirement, std::string_view sentence,
                     FacadeDecorator decorator) {
  return {.id = id,
          .sentence = sentence,
          .requirement = requirement,
          .side = Side::facade,
          .on_facade = std::move(decorator)};
}

std::int32_t one_too_many(std::int32_t value) { return value + (value > 0 ? 1 : 0); }
std::int32_t in_milliseconds(std::int32_t value) { return value * 1000; }

}  // namespace

std::vector<Defect> facade_defects() {
  return {
      facade_defect("call-time-without-wrap-up", "AS-016", "TotalCallTime is talk time: wrap-up is left out.",
                    as_session<FigureMistaken>(Method::get_TotalCallTime, Method::get_TotalTalkTime)),
      facade_defect("average-call-time-without-wrap-up", "AS-030", "AverageCallTime is the average of talk alone.",
                    as_session<FigureMistaken>(Method::get_AverageCallTime, Method::get_AverageTalkTime)),
      facade_defect("calls-one-too-many", "AS-001", "NumberOfCalls is one more than were answered.",
                    as_session<FigureChanged>(Method::get_NumberOfCalls, &one_too_many)),
      facade_defect("talk-time-in-milliseconds", "AS-010", "TotalTalkTime is given in milliseconds.",
                    as_session<FigureChanged>(Method::get_TotalTalkTime, &in_milliseconds)),
      facade_defect("longest-answer-is-the-average", "AS-034", "LongestTimeToAnswer is the average.",
                    as_session<FigureMistaken>(Method::get_LongestTimeToAnswer, Method::get_AverageTimeToAnswer)),
      facade_defect("rate-times-ten", "AS-040", "ACDCallRate is ten times the calls per hour.",
                    as_session<RateTimesTen>()),
      facade_defect("duration-runs-on", "AS-046", "SessionDuration goes on counting after the session has ended.",
                    &make_running_on),
      facade_defect("null-pointer-accepted", "AS-090a", "A getter called with a null pointer returns S_OK.",
                    as_session<NullPointerAccepted>()),
      facade_defect("state-range-unchecked", "AS-059", "put_State with a value that is no state returns S_OK.",
                    as_session<StateRangeUnchecked>()),
      facade_defect("timeout-after-30-seconds", "AS-099", "An answer after half a minute comes too late.",
                    &make_impatient),
      facade_defect("timeout-named-after-the-system", "AS-098",
                    "A timeout is returned as the operating system's code 0x800705B4.",
                    as_session<TimeoutNamedAfterTheSystem>()),
      facade_defect("event-carries-the-state-number", "AS-075",
                    "get_Event returns the number of the state, not of the event.",
                    on_notification(&state_number_as_event)),
      facade_defect("agent-event-bit", "AS-079", "Session events are delivered as TE_AGENT.",
                    on_notification(&agent_event_bit)),
      facade_defect("filter-ignored", "AS-085", "Events are delivered without any put_EventFilter.", &ignore_filter),
  };
}

}  // namespace acdloop::defects
