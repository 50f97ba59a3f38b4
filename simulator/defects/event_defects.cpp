// SPDX-License-Identifier: Apache-2.0
// A façade that loses, repeats, reorders or misdirects events on their way to the application.
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
using tapi::Notification;
using tapi::NotificationSink;
using tapi::SessionEvent;
using tapi::SessionState;

bool is(const Notification& notification, SessionEvent event) {
  return notification.event == static_cast<std::int32_t>(event);
}

Notification with_event(Notification notification, SessionEvent event) {
  notification.event = static_cast<std::int32_t>(event);
  return notification;
}

// What one application was told before, by session.
struct Told {
  std::map<const tapi::AgentSession*, SessionEvent> last;
  std::vector<std::shared_ptr<tapi::AgentSession>> sessions;  // in the order they were first told of
  std::optional<Notification> held;
};
using Deliver = void (*)(Told& told, const Notification& notification, const NotificationSink& sink);

Defect delivery_defect(std::string_view id, std::string_view requirement, std::string_view sentence, Deliver deliver) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_facade = [deliver](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    spoiler.deliver = [deliver] {
      return
          [deliver, told = std::make_shared<Told>()](const Notification& notification, const NotificationSink& sink) {
            if (!notification.session) return sink(notification);
            if (!told->last.contains(notification.session.get())) told->sessions.push_back(notification.session);
            deliver(*told, notification, sink);
            told->last[notification.session.get()] = SessionEvent{notification.event};
          };
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
  return defect;
}

bool came_after(const Told& told, const Notification& notification, SessionEvent before) {
  const auto last = told.last.find(notification.session.get());
  return last != told.last.end() && last->second == before;
}

void skip_ready_after_not_ready(Told& told, const Notification& notification, const NotificationSink& sink) {
  const bool lost = is(notification, SessionEvent::ready) && came_after(told, notification, SessionEvent::not_ready);
  if (!lost) sink(notification);
}

void skip_ready_after_wrap_up(Told& told, const Notification& notification, const NotificationSink& sink) {
  const bool lost = is(notification, SessionEvent::ready) && came_after(told, notification, SessionEvent::wrap_up);
  if (!lost) sink(notification);
}

void skip_busy(Told&, const Notification& notification, const NotificationSink& sink) {
  if (!is(notification, SessionEvent::busy)) sink(notification);
}

void new_session_twice(Told&, const Notification& notification, const NotificationSink& sink) {
  sink(notification);
  if (is(notification, SessionEvent::new_session)) sink(notification);
}

void ready_after_the_end(Told&, const Notification& notification, const NotificationSink& sink) {
  sink(notification);
  if (is(notification, SessionEvent::end)) sink(with_event(notification, SessionEvent::ready));
}

// Every BUSY waits for the event that follows it and comes after that.
void busy_comes_late(Told& told, const Notification& notification, const NotificationSink& sink) {
  if (is(notification, SessionEvent::busy)) {
    told.held = notification;
    return;
  }
  sink(notification);
  if (auto held = std::exchange(told.held, std::nullopt)) sink(*held);
}

void newest_session_named(Told& told, const Notification& notification, const NotificationSink& sink) {
  Notification wrong = notification;
  wrong.session = told.sessions.back();
  sink(wrong);
}

void busy_told_of_every_session(Told& told, const Notification& notification, const NotificationSink& sink) {
  sink(notification);
  if (!is(notification, SessionEvent::busy)) return;
  for (const auto& session : told.sessions) {
    Notification other = notification;
    other.session = session;
    if (session != notification.session && !came_after(told, other, SessionEvent::end)) sink(other);
  }
}

void code_six_for_the_end(Notification& notification) {
  if (notification.session && is(notification, SessionEvent::end)) notification.event = 6;
}

// Asked inside the handler, which is the first to ask, get_State answers with the state before.
class StaleInTheHandler final : public PassThroughSession {
 public:
  using PassThroughSession::PassThroughSession;
  void told() { in_handler_ = true; }
  void get_state(SessionState* out, Completion done) override {
    const bool stale = std::exchange(in_handler_, false);
    inner().get_state(out, [this, out, stale, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_ && stale && before_) {
        *out = *before_;
      } else if (result == tapi::S_OK_) {
        before_ = *out;
      }
      done(result);
    });
  }

 private:
  bool in_handler_ = false;
  std::optional<SessionState> before_;
};

std::unique_ptr<tapi::Telephony> stale_in_the_handler(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  FacadeSpoiler spoiler;
  spoiler.session = [](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
    return std::make_shared<StaleInTheHandler>(std::move(session));
  };
  spoiler.told = [](tapi::AgentSession& session, std::int32_t) { static_cast<StaleInTheHandler&>(session).told(); };
  return spoil(std::move(inner), std::move(spoiler));
}

std::unique_ptr<tapi::Telephony> call_the_end_six(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  FacadeSpoiler spoiler;
  spoiler.notification = &code_six_for_the_end;
  return spoil(std::move(inner), std::move(spoiler));
}

// Any bit of the call centre's family lets every event of the family through.
std::unique_ptr<tapi::Telephony> filter_by_family(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  constexpr std::int32_t family = 0x7200;
  FacadeSpoiler spoiler;
  spoiler.filter = [](std::int32_t mask) { return (mask & family) != 0 ? mask | tapi::TE_AGENTSESSION : mask; };
  return spoil(std::move(inner), std::move(spoiler));
}

std::unique_ptr<tapi::Telephony> tell_all_filters(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  FacadeSpoiler spoiler;
  spoiler.filter_told = [](std::int32_t mask) { return mask | tapi::TE_AGENT; };
  return spoil(std::move(inner), std::move(spoiler));
}

Defect facade_defect(std::string_view id, std::string_view requirement, std::string_view sentence,
                     FacadeDecorator decorator) {
  return {.id = id,
          .sentence = sentence,
          .requirement = requirement,
          .side = Side::facade,
          .on_facade = std::move(decorator)};
}

}  // namespace

std::vector<Defect> event_defects() {
  return {
      delivery_defect("ready-untold-after-a-break", "AS-049",
                      "READY is not told after NOT_READY: the next event is a transition that is not listed.",
                      &skip_ready_after_not_ready),
      delivery_defect("ready-untold-after-wrap-up", "AS-050", "READY is not told between wrap-up and the next call.",
                      &skip_ready_after_wrap_up),
      delivery_defect("busy-untold", "AS-051", "BUSY_ON_CALL is never told: wrap-up seems to follow READY.",
                      &skip_busy),
      delivery_defect("busy-told-of-every-session", "AS-072b", "A call's BUSY_ON_CALL is told of all sessions.",
                      &busy_told_of_every_session),
      delivery_defect("new-session-told-twice", "AS-074b", "ASE_NEW_SESSION comes twice.", &new_session_twice),
      delivery_defect("busy-told-late", "AS-076", "BUSY_ON_CALL is told after the event that follows it.",
                      &busy_comes_late),
      delivery_defect("ready-after-the-end", "AS-077", "A READY follows ASE_END.", &ready_after_the_end),
      delivery_defect("newest-session-named", "AS-078", "get_Session of every event gives the newest session.",
                      &newest_session_named),
      facade_defect("event-code-six", "AS-080a", "get_Event gives 6 when a session ends.", &call_the_end_six),
      facade_defect("state-stale-in-the-handler", "AS-082", "Inside the handler get_State gives the state before.",
                    &stale_in_the_handler),
      facade_defect("filter-by-family", "AS-086",
                    "A filter with any call-centre event lets session events through as well.", &filter_by_family),
      facade_defect("filter-given-back-with-more", "AS-088b", "get_EventFilter gives back TE_AGENT, set or not.",
                    &tell_all_filters),
  };
}

}  // namespace acdloop::defects
