// SPDX-License-Identifier: Apache-2.0
// The events of one session, from its creation on, against the facts and against the transition table. How many checks
// come out depends on the facts alone, so that runs over different wires can be compared.
#include <algorithm>
#include <set>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/states.hpp"

namespace acdloop::oracle {
namespace {

// An event that reports a state.
struct Change {
  std::int32_t state = 0;
  const ObservedEvent* event = nullptr;
};

std::string told(const ObservedEvent& event) {
  return event_name(event.event) + " at " + text_of_time(event.at.earliest);
}

// The first of them that breaks the rule, in words.
struct Finding {
  std::string text;
  void note(std::string words) {
    if (text.empty()) text = std::move(words);
  }
  bool none() const { return text.empty(); }
  std::string or_else(std::string_view otherwise) const { return none() ? std::string{otherwise} : text; }
};

// Another session of the run, and what it did.
struct Other {
  std::string name;
  std::vector<Step> steps;
};

class EventJudge {
 public:
  EventJudge(const Timeline& timeline, const tapi::Readings& readings, std::span<const ObservedEvent> events,
             std::vector<Other> others, Checks& checks)
      : timeline_{timeline},
        events_{events},
        others_{std::move(others)},
        checks_{checks},
        settle_{timeline.now().is_point() ? Duration{} : readings.settle} {
    for (const ObservedEvent& event : events_) {
      if (const auto state = state_of_event(event.event)) changes_.push_back({*state, &event});
    }
    steps_ = steps_of(timeline, lost_with_the_link() ? AfterOutage::ended : AfterOutage::lived_on);
  }

  void judge() {
    checks_.witnesses("events at the API against the documents");
    carried_as_session_event();
    known_codes();
    created_once();
    transitions();
    nothing_after_end();
    belongs_to_session();
    checks_.witnesses("events at the API against the facts");
    each_change_told();
    nothing_else_told();
    forced_off_told();
    not_for_another_group();
    checks_.witnesses("get_State inside the event handler against the events");
    state_in_handler();
  }

 private:
  // Told as ended during an outage, or when the link was back.
  bool lost_with_the_link() const {
    const auto in_outage = [&](const Change& change) {
      return std::any_of(timeline_.outages().begin(), timeline_.outages().end(), [&](const Outage& outage) {
        const TimePoint until = outage.back.value_or(timeline_.now()).latest + settle_;
        return change.event->at.latest >= outage.lost.earliest && change.event->at.earliest <= until;
      });
    };
    return std::any_of(changes_.begin(), changes_.end(),
                       [&](const Change& change) { return change.state == state::session_ended && in_outage(change); });
  }

  void carried_as_session_event() {
    Finding other;
    for (const ObservedEvent& event : events_) {
      if (event.tapi_event != te_agent_session)
        other.note(told(event) + " came as TAPI_EVENT " + std::to_string(event.tapi_event));
    }
    checks_.require("AS-079", "TAPI_EVENT", "TE_AGENTSESSION (1024) for every event", other.or_else("so it was"),
                    other.none());
  }

  void known_codes() {
    Finding unknown;
    for (const ObservedEvent& event : events_) {
      if (event.event < 0 || event.event > 5) unknown.note(told(event));
    }
    checks_.require("AS-080a", "get_Event", "0 to 5", unknown.or_else("so it was"), unknown.none());
  }

  void created_once() {
    const auto count = std::count_if(events_.begin(), events_.end(),
                                     [](const ObservedEvent& event) { return event.event == event::new_session; });
    const std::string observed = std::to_string(count);
    if (count == 0) {
      checks_.advise("AS-074a", "ASE_NEW_SESSION", "exactly one", observed, false);
    } else {
      checks_.require("AS-074a", "ASE_NEW_SESSION", "exactly one", observed, true);
      checks_.require("AS-074b", "ASE_NEW_SESSION", "exactly one", observed, count == 1);
    }
  }

  void transitions() {
    Finding any;
    Finding busy;
    Finding wrap_up;
    Finding order;
    bool busy_seen = false;
    bool wrap_up_seen = false;
    for (std::size_t index = 0; index < changes_.size(); ++index) {
      const std::int32_t to = changes_[index].state;
      busy_seen = busy_seen || to == state::busy_on_call;
      wrap_up_seen = wrap_up_seen || to == state::busy_wrap_up;
      const bool listed = transition_allowed(index);
      if (listed) continue;
      const std::string words =
          (index == 0 ? "first " : state_name(changes_[index - 1].state) + ", then ") + told(*changes_[index].event);
      any.note(words);
      if (to == state::busy_on_call) busy.note(words);
      if (to == state::busy_wrap_up) wrap_up.note(words);
      order.note(words);
    }
    for (std::size_t index = 1; index < events_.size(); ++index) {
      if (events_[index].at.latest < events_[index - 1].at.earliest)
        order.note(told(events_[index]) + " after a later one");
    }
    const bool calls = !timeline_.calls().empty();
    checks_.require("AS-049", "state changes", "only the twelve listed transitions", any.or_else("so it was"),
                    any.none());
    if (calls || busy_seen) {
      checks_.require("AS-050", "state changes", "BUSY_ON_CALL only from READY", busy.or_else("so it was"),
                      busy.none());
    }
    if (wrap_up_expected() || wrap_up_seen) {
      checks_.require("AS-051", "state changes", "BUSY_WRAPUP only from BUSY_ON_CALL", wrap_up.or_else("so it was"),
                      wrap_up.none());
    }
    checks_.require("AS-076", "order of events", "in the order of the changes", order.or_else("so it was"),
                    order.none());
  }

  bool wrap_up_expected() const {
    return std::any_of(timeline_.calls().begin(), timeline_.calls().end(),
                       [](const TimelineCall& call) { return call.has_wrap_up && call.leg.over; });
  }

  // The first event of a session may find it NOT_READY or READY. A repeated state is no transition.
  bool transition_allowed(std::size_t index) const {
    const std::int32_t to = changes_[index].state;
    if (index == 0) return to != state::busy_wrap_up;
    const std::int32_t from = changes_[index - 1].state;
    return from == to ? from != state::session_ended : transition_listed(from, to);
  }

  void nothing_after_end() {
    const auto end = std::find_if(events_.begin(), events_.end(),
                                  [](const ObservedEvent& event) { return event.event == event::end; });
    if (end == events_.end()) return;
    const bool last = end + 1 == events_.end();
    const std::string observed = last ? "so it was" : told(*(end + 1)) + " after it";
    checks_.require("AS-077", "ASE_END", "the last event", observed, last);
    const bool stays = std::none_of(end + 1, events_.end(),
                                    [](const ObservedEvent& event) { return state_of_event(event.event).has_value(); });
    checks_.require("AS-052", "state changes", "none after SESSION_ENDED", observed, stays);
  }

  void belongs_to_session() {
    Finding other;
    bool known = false;
    for (const ObservedEvent& event : events_) {
      known = known || event.identity.has_value();
      if (!event.identity || *event.identity == timeline_.key()) continue;
      other.note(told(event) + " named " + event.identity->agent.value() + ", " + event.identity->group.value() + ", " +
                 event.identity->address.value());
    }
    for (const Change& change : changes_) {
      if (allowed_now(change)) continue;
      if (const std::string_view whose = who_changed(change); !whose.empty())
        other.note(told(*change.event) + " is what " + std::string{whose} + " did");
    }
    if (known || !others_.empty())
      checks_.require("AS-078", "get_Session", "the session that changed", other.or_else("so it was"), other.none());
  }

  // The other session that entered this state then; empty if none did.
  std::string_view who_changed(const Change& change) const {
    const Interval& at = change.event->at;
    for (const Other& other : others_) {
      for (std::size_t index = 1; index < other.steps.size(); ++index) {
        const Step& step = other.steps[index];
        const bool then = step.when.earliest <= at.latest && at.earliest <= step.when.latest + settle_;
        if (then && step.allowed.contains(change.state) && !other.steps[index - 1].allowed.contains(change.state))
          return other.name;
      }
    }
    return {};
  }

  // The state last told up to `when`; before the first event the session may be in either state it can start in.
  Allowed told_by(TimePoint when) const {
    Allowed result{state::not_ready, state::ready};
    for (const Change& change : changes_) {
      if (change.event->at.earliest <= when) result = Allowed{change.state};
    }
    return result;
  }

  bool followed_at_once(std::size_t index) const {
    return index + 1 < steps_.size() && steps_[index + 1].when.earliest <= steps_[index].when.latest + settle_;
  }

  // One check for every change that cannot go unnoticed: the new states share none with the old ones.
  void each_change_told() {
    Allowed before = steps_.front().allowed;
    std::optional<TimePoint> began;  // of several steps in one breath: any of them may have been told already
    for (std::size_t index = 1; index < steps_.size(); ++index) {
      const Step& step = steps_[index];
      if (step.phase == Phase::cut_off) continue;
      if (!began) began = step.when.earliest;
      if (followed_at_once(index)) continue;
      if (!before.meets(step.allowed) && step.phase != Phase::after_loss) change_told(step, *began);
      before = step.allowed;
      began.reset();
    }
  }

  void change_told(const Step& step, TimePoint since) {
    const TimePoint until = step.when.latest + settle_;
    std::size_t matching = 0;
    std::string seen;
    for (const Change& change : changes_) {
      if (change.event->at.latest < since || change.event->at.earliest > until) continue;
      seen += (seen.empty() ? "" : ", ") + event_name(change.event->event);
      matching += step.allowed.contains(change.state) ? 1 : 0;
    }
    const bool kept = matching > 0 && told_by(until).meets(step.allowed) && !repeated_at(since, until);
    checks_.require("AS-075",
                    "event for " + text_of(step.allowed) + " at " + text_of_time(step.when.earliest) + ": " + step.why,
                    "exactly one", seen.empty() ? "none" : seen, kept);
  }

  // The same state told twice for one change.
  bool repeated_at(TimePoint from, TimePoint until) const {
    for (std::size_t index = 1; index < changes_.size(); ++index) {
      const bool both_here =
          changes_[index - 1].event->at.latest >= from && changes_[index].event->at.earliest <= until;
      if (both_here && changes_[index - 1].state == changes_[index].state) return true;
    }
    return false;
  }

  bool allowed_now(const Change& change) const {
    const Interval& at = change.event->at;
    for (std::size_t index = 0; index < steps_.size(); ++index) {
      const Step& step = steps_[index];
      const bool begun = step.when.earliest <= at.latest;
      const bool replaced = index + 1 < steps_.size() && steps_[index + 1].when.latest + settle_ < at.earliest;
      if (!begun || replaced) continue;
      if (step.allowed.contains(change.state)) return true;
      // READY is passed through on the way to the next call.
      const bool at_this_instant = step.when.latest + settle_ >= at.earliest;
      if (step.answered && at_this_instant && change.state == state::ready) return true;
    }
    return false;
  }

  void nothing_else_told() {
    Finding unexplained;
    Finding repeated;
    for (std::size_t index = 0; index < changes_.size(); ++index) {
      const bool again = index > 0 && changes_[index - 1].state == changes_[index].state;
      if (!allowed_now(changes_[index])) {
        unexplained.note(told(*changes_[index].event));
      } else if (again) {
        repeated.note(told(*changes_[index].event) + " though nothing changed");
      }
    }
    for (std::size_t index = 1; index < steps_.size(); ++index) {
      const Step& step = steps_[index];
      if (followed_at_once(index) || step.phase == Phase::cut_off) continue;
      if (told_by(step.when.latest + settle_).meets(step.allowed)) continue;
      unexplained.note("still not " + text_of(step.allowed) + " at " + text_of_time(step.when.earliest) + ": " +
                       step.why);
    }
    constexpr std::string_view what = "events without a change";
    if (unexplained.none() && !repeated.none()) {
      checks_.advise("AS-075", what, "none", repeated.text, false);
    } else {
      checks_.require("AS-075", what, "none", unexplained.or_else("none"), unexplained.none());
    }
  }

  // During a call the end may wait for the end of the call.
  void forced_off_told() {
    if (!timeline_.forced_off()) return;
    const auto end = std::find_if(changes_.begin(), changes_.end(),
                                  [](const Change& change) { return change.state == state::session_ended; });
    TimePoint latest = timeline_.logged_off()->latest;
    for (const Step& step : steps_) latest = std::max(latest, step.when.latest);
    latest += settle_;
    if (end == changes_.end() && timeline_.now().latest < latest) return;
    const bool in_time = end != changes_.end() && end->event->at.earliest <= latest;
    checks_.require("AS-127", "ASE_END",
                    "told after the log-off that was forced at " + text_of_time(timeline_.logged_off()->earliest),
                    end == changes_.end() ? "never" : told(*end->event), in_time);
  }

  void not_for_another_group() {
    if (timeline_.same_agent_other_group().empty()) return;
    Finding busy;
    for (const Change& change : changes_) {
      const bool of_a_call = change.state == state::busy_on_call || change.state == state::busy_wrap_up;
      if (of_a_call && !allowed_now(change)) busy.note(told(*change.event));
    }
    for (const std::string_view requirement : {"AS-055", "AS-072b"}) {
      checks_.require(requirement, "state changes", "no BUSY_ON_CALL or BUSY_WRAPUP for a call of another group",
                      busy.or_else("none"), busy.none());
    }
  }

  // The event's own state, or one that a later event at that very time tells.
  void state_in_handler() {
    Finding stale;
    bool asked = false;
    for (std::size_t index = 0; index < events_.size(); ++index) {
      const ObservedEvent& event = events_[index];
      if (!event.state_in_handler) continue;
      asked = true;
      std::set<std::int32_t> fresh;
      if (const auto state = state_of_event(event.event)) fresh.insert(*state);
      if (event.event == event::new_session) fresh.insert({state::not_ready, state::ready});
      for (std::size_t later = index + 1; later < events_.size(); ++later) {
        const auto state = state_of_event(events_[later].event);
        if (state && events_[later].at.earliest <= event.at.latest + settle_) fresh.insert(*state);
      }
      if (!fresh.contains(*event.state_in_handler))
        stale.note(state_name(*event.state_in_handler) + " in " + told(event));
    }
    if (asked)
      checks_.require("AS-082", "get_State in the handler", "the state that the event tells",
                      stale.or_else("so it was"), stale.none());
  }

  const Timeline& timeline_;
  std::vector<Step> steps_;
  std::span<const ObservedEvent> events_;
  std::vector<Other> others_;
  std::vector<Change> changes_;
  Checks& checks_;
  Duration settle_;
};

}  // namespace

std::vector<verdict::Check> Oracle::judge_events(const std::string& session, std::span<const ObservedEvent> events,
                                                 const Interval& now) const {
  const auto named = sessions_.find(session);
  if (named == sessions_.end()) return {};
  const Timeline timeline{*this, named->second, now};
  Checks checks{session, now.latest, {}};
  std::vector<Other> others;
  for (const auto& [name, other] : sessions_) {
    if (name != session) others.push_back({name, steps_of(Timeline{*this, other, now})});
  }
  EventJudge{timeline, readings_, events, std::move(others), checks}.judge();
  return std::move(checks).result();
}

}  // namespace acdloop::oracle
