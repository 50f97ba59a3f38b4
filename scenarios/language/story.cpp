// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/story.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "scenarios/language/crowd.hpp"
#include "scenarios/language/grammar.hpp"
#include "scenarios/language/loader.hpp"
#include "scenarios/language/story_floor.hpp"

namespace acdloop::scenarios {
namespace {

using story::Call;
using story::Desk;
using story::Session;

// Calls and desks looked at in one story.
constexpr std::size_t most_work = 500'000;

constexpr std::int32_t asst_not_ready = 0;
constexpr std::int32_t asst_ready = 1;
constexpr std::int32_t asst_busy = 2;
constexpr std::int32_t asst_wrap_up = 3;
constexpr std::int32_t asst_ended = 4;

class Walk {
 public:
  explicit Walk(const Scenario& scenario) : scenario_(scenario), crowd_(scenario.id) {}

  Story run() {
    for (const Step& step : scenario_.steps) {
      mark_ = step.mark;
      length_ = static_cast<int>(verb_name(step).size());
      if (!std::holds_alternative<Answer>(step.verb)) advance(moment_ + step.after);
      after_ = step.after;
      std::visit([this](const auto& verb) { take(verb); }, step.verb);
      offer();
      note_states();
      story_.step_times.push_back(now_);
      // Looking at the story does not move it on, unless it waits for what it looks at.
      const bool waits = std::holds_alternative<Never>(step.verb) || std::holds_alternative<ExpectAnswer>(step.verb);
      if (!is_judge(step) || waits) moment_ = now_;
    }
    story_.length = now_;
    for (TrafficTold& traffic : story_.traffics) {
      const Crowd::Count count = crowd_.count(traffic.name);
      traffic.answered = count.answered;
      traffic.given_up = count.given_up;
    }
    return std::move(story_);
  }

 private:
  // --- time ---------------------------------------------------------------------------------------------------
  struct Deadline {
    Duration at{};
    cti::AgentId agent;
    bool of_crowd = false;
  };

  std::optional<Deadline> next_deadline() const {
    std::optional<Deadline> next;
    const auto consider = [&](Duration at, const cti::AgentId& agent) {
      if (!next || at < next->at) next = Deadline{at, agent};
    };
    for (const Call* call : open_) {
      if (const auto leaves = leaves_queue(*call)) consider(*leaves, cti::AgentId{});
    }
    for (const auto& [agent, desk] : desks_) {
      if (desk.working != nullptr && desk.work_until) consider(*desk.work_until, agent);
      if (const auto limit = ring_limit(desk)) consider(desk.ringing->rang + *limit, agent);
    }
    if (const auto act = crowd_.next(); act && (!next || act->time_since_epoch() < next->at))
      next = Deadline{act->time_since_epoch(), {}, true};
    return next;
  }

  std::optional<Duration> ring_limit(const Desk& desk) const {
    if (desk.ringing == nullptr || !desk.ringing->group) return std::nullopt;
    const GroupSpec* group = scenario_.cast.group(*desk.ringing->group);
    return group == nullptr ? std::nullopt : group->ring_limit;
  }

  // Overflow, or the end of the guide.
  std::optional<Duration> leaves_queue(const Call& call) const {
    if (!call.waiting || !call.group) return std::nullopt;
    const GroupSpec* group = scenario_.cast.group(*call.group);
    if (group == nullptr) return std::nullopt;
    if (group->overflow) return call.queued + group->overflow->after;
    if (group->end_of_guide) return call.queued + *group->end_of_guide;
    return std::nullopt;
  }

  void leave_queues() {
    for (Call* const call : open_) {
      const auto leaves = leaves_queue(*call);
      if (!leaves || *leaves > now_) continue;
      const GroupSpec& group = *scenario_.cast.group(*call->group);
      if (group.overflow) {
        story_.overflowed = true;
        enqueue(*call, group.overflow->to);
      } else {
        call->waiting = false;
        call->over = true;
        tell(cti::FactKind::far_end_gone, *call);
      }
    }
  }

  // --- the crowd ------------------------------------------------------------------------------------------------
  void tell(cti::FactKind kind, const Call& call, const cti::AgentId* agent = nullptr) {
    if (crowd_.idle()) return;
    cti::Fact fact;
    fact.kind = kind;
    fact.call = call.name;
    fact.when = Interval::at(TimePoint{} + now_);
    if (agent != nullptr) {
      fact.agent = *agent;
      fact.address = cti::Address{agent->value()};  // which desk, the crowd does not ask
    }
    crowd_.learn(fact);
  }

  void move_crowd() {
    while (const auto hand = crowd_.take(TimePoint{} + now_)) {
      if (const auto* answer = std::get_if<Answer>(&*hand)) {
        lift(answer->agent);
      } else {
        std::visit([this](const auto& verb) { take(verb); }, *hand);
      }
      offer();
      note_states();
    }
    std::erase_if(open_, [](const Call* call) { return call->over && !call->waiting; });
  }

  void lift(const cti::AgentId& agent) {
    Desk& desk = desks_[agent];
    if (desk.ringing == nullptr) return;
    desk.talking = std::exchange(desk.ringing, nullptr);
    desk.talking->answered = now_;
    for (TrafficTold& traffic : story_.traffics) {
      if (desk.talking->name.starts_with(traffic.name + "."))
        traffic.longest_wait = std::max(traffic.longest_wait, now_ - desk.talking->placed);
    }
    tell(cti::FactKind::answered, *desk.talking, &agent);
  }

  Call& new_call(const std::string& name) {
    Call& call = calls_.emplace_back();
    call.name = name;
    call.placed = now_;
    open_.push_back(&call);
    return call;
  }

  void enqueue(Call& call, const cti::AcdGroupId& group) {
    call.group = group;
    call.waiting = true;
    call.queued = now_;
    if (std::ranges::find(story_.called_groups, group) == story_.called_groups.end())
      story_.called_groups.push_back(group);
  }

  void pass(const Deadline& deadline) {
    now_ = std::max(now_, deadline.at);
    if (deadline.of_crowd) return move_crowd();
    if (deadline.agent.empty()) {
      leave_queues();
      return offer();
    }
    Desk& desk = desks_[deadline.agent];
    if (desk.working != nullptr && desk.work_until && *desk.work_until <= now_) {
      end_work(deadline.agent, desk);
    } else if (desk.ringing != nullptr) {
      story_.ring_limit_passed = true;
      desk.ringing->waiting = true;
      desk.ringing->passed_by.push_back(deadline.agent);
      tell(cti::FactKind::ringing_stopped, *desk.ringing, &deadline.agent);
      desk.ringing = nullptr;
    }
    offer();
    note_states();
  }

  // Queues that hand calls to each other every millisecond would be followed for hours. Told once.
  bool too_busy() {
    work_ += 1 + open_.size() + desks_.size();
    if (work_ <= most_work) return false;
    if (!std::exchange(told_busy_, true)) {
      impossible("too much happens before this",
                 "queues hand calls on, phones ring or people call too often to be followed",
                 "make overflow, ring_limit or end_of_guide longer, the traffic smaller or the story shorter");
    }
    return true;
  }

  void advance(Duration until) {
    for (auto deadline = next_deadline(); deadline && deadline->at <= until && !too_busy(); deadline = next_deadline())
      pass(*deadline);
    now_ = std::max(now_, until);
  }

  // --- states ---------------------------------------------------------------------------------------------------
  std::int32_t state_of(const Session& session) {
    if (!session.live) return asst_ended;
    const Desk& desk = desks_[session.agent];
    if (desk.talking != nullptr && desk.talking->group == session.group) return asst_busy;
    if (desk.working != nullptr && desk.working->group == session.group) return asst_wrap_up;
    return session.asked.value_or(asst_not_ready);
  }

  void note_states() {
    for (auto& [name, session] : sessions_) {
      const std::int32_t state = state_of(session);
      if (session.told == state) continue;
      session.told = state;
      story_.states.push_back({now_, name, state, story_.step_times.size()});
    }
  }

  // --- the call centre ------------------------------------------------------------------------------------------
  Session* live_session(const cti::AgentId& agent, const cti::AcdGroupId& group) {
    for (auto& [name, session] : sessions_) {
      if (session.live && session.agent == agent && session.group == group) return &session;
    }
    return nullptr;
  }

  int live_sessions(const cti::AgentId& agent) const {
    return static_cast<int>(std::ranges::count_if(
        sessions_, [&](const auto& entry) { return entry.second.live && entry.second.agent == agent; }));
  }

  void offer() {
    for (Call* const waiting : open_) {
      Call& call = *waiting;
      if (!call.waiting || !call.group) continue;
      Desk* best = nullptr;
      cti::AgentId whose;
      for (const AgentSpec& agent : scenario_.cast.agents) {
        const Session* session = live_session(agent.name, *call.group);
        if (session == nullptr || session->asked != asst_ready) continue;
        if (std::ranges::find(call.passed_by, agent.name) != call.passed_by.end()) continue;
        Desk& desk = desks_[agent.name];
        if (desk.ringing != nullptr || desk.talking != nullptr || desk.working != nullptr) continue;
        if (best != nullptr && desk.idle_since >= best->idle_since) continue;
        best = &desk;
        whose = agent.name;
      }
      if (best == nullptr) continue;
      best->ringing = &call;
      call.waiting = false;
      call.rang = now_;
      tell(cti::FactKind::ringing, call, &whose);
    }
  }

  void end_call(const cti::AgentId& agent, Desk& desk) {
    Call& call = *desk.talking;
    desk.talking = nullptr;
    desk.consulted = nullptr;
    call.over = true;
    call.ended = now_;
    if (call.held_since) call.held += now_ - *call.held_since;
    tell(cti::FactKind::far_end_gone, call, &agent);
    tell(cti::FactKind::far_end_gone, call);
    if (!call.group) return;
    const GroupSpec* group = scenario_.cast.group(*call.group);
    desk.working = &call;
    desk.work_until.reset();
    if (group == nullptr || group->wrap_up.kind == WrapUp::Kind::none) return end_work(agent, desk);
    if (group->wrap_up.kind == WrapUp::Kind::timed) desk.work_until = now_ + group->wrap_up.limit;
  }

  void end_work(const cti::AgentId& agent, Desk& desk) {
    const Call& call = *desk.working;
    desk.working = nullptr;
    desk.work_until.reset();
    desk.idle_since = now_;
    Session* session = live_session(agent, *call.group);
    if (session == nullptr) return;
    ++session->calls;
    session->talk += call.ended - call.answered - call.held;
    session->wrap_up += now_ - call.ended;
    session->call += now_ - call.answered;
    session->answer_sum += call.answered - call.rang;
    session->answer_longest = std::max(session->answer_longest, call.answered - call.rang);
    note(*session);
  }

  void note(const Session& session) {
    if (!story_.traffics.empty()) return;  // nobody looks at sums of drawn durations
    const auto add = [&](std::string_view what, Duration value) {
      story_.sums.push_back({mark_, length_, session.name, what, value});
    };
    add("talk time", session.talk);
    add("wrap-up time", session.wrap_up);
    add("call time", session.call);
    add("longest time to answer", session.answer_longest);
    if (session.calls > 1) {
      add("average talk time", session.talk / session.calls);
      add("average wrap-up time", session.wrap_up / session.calls);
      add("average call time", session.call / session.calls);
      add("average time to answer", session.answer_sum / session.calls);
    }
  }

  void end_session(Session& session) {
    Desk& desk = desks_[session.agent];
    if (desk.talking != nullptr && desk.talking->group == session.group) story_.log_out_in_call = true;
    if (desk.working != nullptr && desk.working->group == session.group) end_work(session.agent, desk);
    session.live = false;
    story_.sums.push_back({mark_, length_, session.name, "session duration", now_ - session.begin});
  }

  // --- verbs ----------------------------------------------------------------------------------------------------
  void take(const LogIn& verb) {
    if (verb.expected_error) {
      if (live_sessions(verb.agent) > 0) story_.refused_twice_logged_in = true;
      refused_.insert(verb.agent);
      return;
    }
    Session session;
    session.name = verb.as;
    session.agent = verb.agent;
    session.group = verb.group;
    session.begin = now_;
    sessions_.insert_or_assign(verb.as, session);
    if (live_sessions(verb.agent) > 1) story_.agent_has_two_sessions = true;
  }

  void take(const LogOut& verb) {
    if (verb.expected_error) return;
    if (const auto found = sessions_.find(verb.session); found != sessions_.end()) end_session(found->second);
  }

  void take(const RequestState& verb) {
    const auto found = sessions_.find(verb.session);
    if (verb.as) asked_at_[*verb.as] = now_;
    if (verb.expected_error || found == sessions_.end()) return;
    Session& session = found->second;
    if (verb.state == asst_ended) return end_session(session);
    if (verb.state != asst_ready && verb.state != asst_not_ready) return;
    session.asked = verb.state;
    Desk& desk = desks_[session.agent];
    if (desk.talking != nullptr && verb.state == asst_not_ready) story_.not_ready_in_call = true;
    if (desk.working != nullptr && desk.working->group == session.group) end_work(session.agent, desk);
    if (desk.talking == nullptr) desk.idle_since = now_;
  }

  void take(const Query& verb) {
    if (verb.as) asked_at_[*verb.as] = now_;
  }

  void take(const PlaceCall& verb) {
    Call& call = new_call(verb.as);
    if (verb.to_group) enqueue(call, *verb.to_group);
    if (verb.to_agent) ring(call, *verb.to_agent);
  }

  void ring(Call& call, const cti::AgentId& agent) {
    Desk& desk = desks_[agent];
    call.rang = now_;
    if (desk.ringing == nullptr && desk.talking == nullptr) desk.ringing = &call;
  }

  Call& place(const std::string& name, const Destination& to) {
    Call& call = new_call(name);
    if (to.group) enqueue(call, *to.group);
    if (to.agent) ring(call, *to.agent);
    return call;
  }

  void take(const Answer& verb) {
    Desk& desk = desks_[verb.agent];
    // The phone may begin to ring only when somebody's timed wrap-up is over. Nobody waits longer than this for it;
    // calls that overflow from queue to queue would go on for ever.
    const Duration patience = now_ + std::chrono::seconds{60};
    while (desk.ringing == nullptr) {
      const auto deadline = next_deadline();
      if (!deadline || deadline->at > patience || too_busy()) break;
      pass(*deadline);
    }
    if (desk.ringing == nullptr) {
      // This walk has another idea of whose phone rings: whatever it is, she talks now.
      advance(moment_ + after_);
      if (desk.talking == nullptr) desk.talking = &new_call({});
      return;
    }
    advance(std::max(moment_, desk.ringing->rang) + after_);
    lift(verb.agent);
  }

  void take(const Hold& verb) {
    Desk& desk = desks_[verb.agent];
    if (desk.talking != nullptr && !desk.talking->held_since) desk.talking->held_since = now_;
  }

  void take(const Retrieve& verb) {
    Desk& desk = desks_[verb.agent];
    if (desk.consulted != nullptr) {
      return impossible(verb.agent.value() + " talks to somebody else", "the consultation is not over",
                        "hang up first: the held call waits");
    }
    if (desk.talking == nullptr || !desk.talking->held_since) return;
    desk.talking->held += now_ - *desk.talking->held_since;
    desk.talking->held_since.reset();
  }

  // Colleagues in a call that somebody left: two were in it, unless it was joined with another.
  void left_alone(const Call* call) {
    if (call->joined != nullptr) return;
    for (auto& [agent, desk] : desks_) {
      if (desk.consulted == call) desk.consulted = nullptr;
      if (desk.talking == nullptr) continue;
      const bool last_of_conference = desk.talking->with == call && desk.talking->caller_gone;
      if (desk.talking == call || last_of_conference) end_call(agent, desk);
    }
  }

  void take(const HangUp& verb) {
    for (auto& [agent, desk] : desks_) {
      const auto named = [&](const Call* call) { return call != nullptr && verb.caller && call->name == *verb.caller; };
      const auto meant = [&](const Call* call) {
        return call != nullptr && (verb.agent ? *verb.agent == agent : named(call) || named(call->joined));
      };
      if (desk.consulted != nullptr && (verb.agent ? *verb.agent == agent : named(desk.consulted))) {
        Call* const left = std::exchange(desk.consulted, nullptr);  // the held call waits for her
        return left_alone(left);
      }
      if (meant(desk.talking)) {
        Call* const left = desk.talking;
        if (verb.caller && left->with != nullptr && !left->with->over) {
          left->caller_gone = true;
          return;
        }
        end_call(agent, desk);
        return left_alone(left);
      }
      if (!meant(desk.ringing)) continue;
      if (desk.ringing->group && verb.caller) story_.abandoned_in_ring = true;
      desk.ringing->over = true;
      tell(cti::FactKind::far_end_gone, *desk.ringing);
      desk.ringing = nullptr;
      return;
    }
    for (Call* const call : open_) {
      if (!verb.caller || call->name != *verb.caller || !call->waiting) continue;
      call->waiting = false;
      call->over = true;
      tell(cti::FactKind::hung_up, *call);
      story_.abandoned_in_queue = true;
    }
  }

  void take(const Finish& verb) {
    Desk& desk = desks_[verb.agent];
    if (desk.working != nullptr) end_work(verb.agent, desk);
  }

  void take(const Wait& verb) {
    if (!verb.until) return;
    while (!crowd_.over(*verb.until) && now_ <= max_duration && !too_busy()) {
      const auto deadline = next_deadline();
      if (!deadline) {
        return impossible(*verb.until + " never ends", "a caller waits, and nobody is there to answer",
                          "give the callers patience, or somebody who is ready");
      }
      pass(*deadline);
    }
  }

  void take(const Traffic& verb) {
    crowd_.begin(verb, TimePoint{} + now_);
    TrafficTold& told = story_.traffics.emplace_back();
    told.name = verb.as;
    told.calls = crowd_.count(verb.as).calls;
    traffic_calls_ += planned_calls(verb, scenario_.id, most_traffic + 1).size();
    if (told.calls == 0) {
      impossible("not a single call of " + verb.as + " comes", "the first one would come later than for: says",
                 "make it last longer, or the rate higher");
    }
    if (traffic_calls_ > most_traffic) {
      impossible("more than " + std::to_string(most_traffic) + " calls of traffics",
                 "each is played, and judged, one by one", "lower the rate, or make it shorter");
    }
  }

  void take(const Withhold& /*verb*/) {}
  void take(const Refuse& /*verb*/) {}
  void take(const Cut& verb) {
    if (link_is_cut()) impossible("the link is cut already", "it has not been restored yet", "restore it first");
    cut_ = true;
    mended_.reset();
    if (verb.lasting) mended_ = now_ + *verb.lasting;
  }

  void take(const Restore& /*verb*/) {
    if (!link_is_cut()) impossible("there is nothing to restore", "the link is not cut at this point", "cut it first");
    cut_ = false;
  }

  bool link_is_cut() const { return cut_ && (!mended_ || *mended_ > now_); }

  void impossible(std::string message, std::string why, std::string help) {
    story_.impossible.push_back({mark_, length_, std::move(message), std::move(why), std::move(help)});
  }

  void take(const StepClock& /*verb*/) {}
  void take(const Listen& /*verb*/) {}
  void take(const Measure& /*verb*/) {}
  void take(const LineRequest& verb) {
    if (verb.act != LineAct::release) return;
    if (const auto found = sessions_.find(verb.session); found != sessions_.end()) end_session(found->second);
  }

  void take(const Dial& verb) {
    Desk& desk = desks_[verb.agent];
    if (desk.ringing != nullptr || desk.talking != nullptr) {
      return impossible(verb.agent.value() + "'s phone is in use",
                        desk.talking != nullptr ? "she talks" : "it rings at this point",
                        desk.talking != nullptr ? "consult: calls somebody during a call" : "answer or wait first");
    }
    desk.talking = &place(verb.as, verb.to);
  }

  void take(const Consult& verb) {
    Desk& desk = desks_[verb.agent];
    if (desk.talking == nullptr) {
      return impossible(verb.agent.value() + " has no call to hold", "she talks to nobody at this point",
                        "answer a call first; dial: makes a call of its own");
    }
    if (desk.consulted != nullptr) {
      return impossible(verb.agent.value() + " holds a call already", "the consultation is not over",
                        "transfer, conference or hang up first");
    }
    if (!desk.talking->held_since) desk.talking->held_since = now_;
    const bool engaged = verb.to.agent && desks_[*verb.to.agent].in_use();
    Call& consultation = place(verb.as, verb.to);
    desk.consulted = engaged ? nullptr : &consultation;  // the busy tone is no consultation
  }

  void take(const Transfer& verb) {
    Desk& desk = desks_[verb.agent];
    if (verb.to) return hand_on(verb, desk);
    if (desk.consulted == nullptr) {
      return impossible(verb.agent.value() + " has nobody to transfer to", "she consults nobody at this point",
                        "consult first, or say where with to:");
    }
    desk.talking->joined = desk.consulted;
    desk.consulted->joined = desk.talking;
    end_call(verb.agent, desk);
  }

  // The caller goes on to somebody else, under the same name.
  void hand_on(const Transfer& verb, Desk& desk) {
    if (desk.talking == nullptr) {
      return impossible(verb.agent.value() + " has no call to transfer", "she talks to nobody at this point",
                        "answer a call first");
    }
    if (desk.consulted != nullptr) {
      return impossible(verb.agent.value() + " has two calls to transfer", "she consults somebody",
                        "leave out to:, or hang up and retrieve first");
    }
    const std::string name = desk.talking->name;
    end_call(verb.agent, desk);
    place(name, *verb.to);
  }

  void take(const Conference& verb) {
    Desk& desk = desks_[verb.agent];
    if (desk.consulted == nullptr) {
      return impossible(verb.agent.value() + " has nobody to bring in", "she consults nobody at this point",
                        "consult first");
    }
    Call& first = *desk.talking;
    if (first.held_since) first.held += now_ - *first.held_since;
    first.held_since.reset();
    first.with = desk.consulted;
    desk.consulted = nullptr;
  }

  void take(const ForceLogOut& verb) {
    bool any = false;
    for (auto& [name, session] : sessions_) {
      if (!session.live || session.agent != verb.agent || (verb.group && session.group != *verb.group)) continue;
      any = true;
      end_session(session);
    }
    // After a log_in that the API does not know the outcome of, only the switch knows.
    if (any || refused_.contains(verb.agent)) return;
    impossible(verb.agent.value() + " is not logged in" + (verb.group ? " for " + verb.group->value() : ""),
               "nobody can be logged out twice", "log in first");
  }

  void take(const RemoveGroup& verb) {
    if (!removed_.insert(verb.group).second)
      impossible(verb.group.value() + " has gone already", "it was removed before", "remove it once");
    for (auto& [name, session] : sessions_) {
      if (session.live && session.group == verb.group) end_session(session);
    }
    for (Call* const call : open_) {
      if (!call->waiting || call->group != verb.group) continue;
      call->waiting = false;
      tell(cti::FactKind::far_end_gone, *call);
    }
  }

  void take(const ExpectSession& verb) {
    if (verb.state) judge_state(verb.session);
  }

  void take(const ExpectAnswer& verb) {
    const auto asked = asked_at_.find(verb.answer);
    if (verb.at && asked != asked_at_.end()) advance(asked->second + *verb.at);
  }

  void take(const ExpectAgent& /*verb*/) {}
  void take(const ExpectQueue& /*verb*/) {}

  void take(const Never& verb) {
    judge_state(verb.session);
    advance(now_ + verb.during);
  }

  void judge_state(const std::string& name) {
    const auto judged = sessions_.find(name);
    if (judged == sessions_.end() || !judged->second.live) return;
    for (const auto& [other_name, other] : sessions_) {
      if (other.live && other_name != name && other.agent == judged->second.agent &&
          other.asked != judged->second.asked)
        story_.states_differ = true;
    }
  }

  const Scenario& scenario_;
  Story story_;
  Duration now_{};
  Duration moment_{};  // of the last step that moved the story on
  Duration after_{};
  Mark mark_;
  int length_ = 1;
  std::map<std::string, Session> sessions_;
  std::map<cti::AgentId, Desk> desks_;
  std::map<std::string, Duration> asked_at_;
  std::deque<Call> calls_;   // pointers to them stay good
  std::vector<Call*> open_;  // not over, in the order of their beginning, and some that are
  Crowd crowd_;
  std::size_t traffic_calls_ = 0;
  std::set<cti::AgentId> refused_;  // had a log_in that was expected to fail
  std::set<cti::AcdGroupId> removed_;
  std::size_t work_ = 0;
  bool told_busy_ = false;
  bool cut_ = false;
  std::optional<Duration> mended_;  // the link that is cut comes back by itself
};

}  // namespace

Story walk(const Scenario& scenario) { return Walk(scenario).run(); }

}  // namespace acdloop::scenarios
