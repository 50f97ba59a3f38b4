// SPDX-License-Identifier: Apache-2.0
// What each verb does in the walk through a story.
#include <algorithm>
#include <utility>

#include "scenarios/language/grammar.hpp"
#include "scenarios/language/loader.hpp"
#include "scenarios/language/story_walk.hpp"

namespace acdloop::scenarios::story {

void Walk::take(const LogIn& verb) {
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

void Walk::take(const LogOut& verb) {
  if (verb.expected_error) return;
  if (const auto found = sessions_.find(verb.session); found != sessions_.end()) end_session(found->second);
}

void Walk::take(const RequestState& verb) {
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

void Walk::take(const Query& verb) {
  if (verb.as) asked_at_[*verb.as] = now_;
}

void Walk::take(const PlaceCall& verb) {
  Call& call = new_call(verb.as);
  if (verb.to_group) enqueue(call, *verb.to_group);
  if (verb.to_agent) ring(call, *verb.to_agent);
}

void Walk::ring(Call& call, const cti::AgentId& agent) {
  Desk& desk = desks_[agent];
  call.rang = now_;
  if (desk.ringing == nullptr && desk.talking == nullptr) desk.ringing = &call;
}

Call& Walk::place(const std::string& name, const Destination& to) {
  Call& call = new_call(name);
  if (to.group) enqueue(call, *to.group);
  if (to.agent) ring(call, *to.agent);
  return call;
}

void Walk::take(const Answer& verb) {
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

void Walk::take(const Hold& verb) {
  Desk& desk = desks_[verb.agent];
  if (desk.talking != nullptr && !desk.talking->held_since) desk.talking->held_since = now_;
}

void Walk::take(const Retrieve& verb) {
  Desk& desk = desks_[verb.agent];
  if (desk.consulted != nullptr) {
    return impossible(verb.agent.value() + " talks to somebody else", "the consultation is not over",
                      "hang up first: the held call waits");
  }
  if (desk.talking == nullptr || !desk.talking->held_since) return;
  desk.talking->held += now_ - *desk.talking->held_since;
  desk.talking->held_since.reset();
}

void Walk::left_alone(const Call* call) {
  if (call->joined != nullptr) return;
  for (auto& [agent, desk] : desks_) {
    if (desk.consulted == call) desk.consulted = nullptr;
    if (desk.talking == nullptr) continue;
    const bool last_of_conference = desk.talking->with == call && desk.talking->caller_gone;
    if (desk.talking == call || last_of_conference) end_call(agent, desk);
  }
}

void Walk::take(const HangUp& verb) {
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

void Walk::take(const Finish& verb) {
  Desk& desk = desks_[verb.agent];
  if (desk.working != nullptr) end_work(verb.agent, desk);
}

void Walk::take(const Wait& verb) {
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

void Walk::take(const Traffic& verb) {
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

void Walk::take(const Cut& verb) {
  if (link_is_cut()) impossible("the link is cut already", "it has not been restored yet", "restore it first");
  cut_ = true;
  mended_.reset();
  if (verb.lasting) mended_ = now_ + *verb.lasting;
}

void Walk::take(const Restore& /*verb*/) {
  if (!link_is_cut()) impossible("there is nothing to restore", "the link is not cut at this point", "cut it first");
  cut_ = false;
}

bool Walk::link_is_cut() const { return cut_ && (!mended_ || *mended_ > now_); }

void Walk::impossible(std::string message, std::string why, std::string help) {
  story_.impossible.push_back({mark_, length_, std::move(message), std::move(why), std::move(help)});
}

void Walk::take(const LineRequest& verb) {
  if (verb.act != LineAct::release) return;
  if (const auto found = sessions_.find(verb.session); found != sessions_.end()) end_session(found->second);
}

void Walk::take(const Dial& verb) {
  Desk& desk = desks_[verb.agent];
  if (desk.ringing != nullptr || desk.talking != nullptr) {
    return impossible(verb.agent.value() + "'s phone is in use",
                      desk.talking != nullptr ? "she talks" : "it rings at this point",
                      desk.talking != nullptr ? "consult: calls somebody during a call" : "answer or wait first");
  }
  desk.talking = &place(verb.as, verb.to);
}

void Walk::take(const Consult& verb) {
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

void Walk::take(const Transfer& verb) {
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

void Walk::hand_on(const Transfer& verb, Desk& desk) {
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

void Walk::take(const Conference& verb) {
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

void Walk::take(const ForceLogOut& verb) {
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

void Walk::take(const RemoveGroup& verb) {
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

void Walk::take(const ExpectSession& verb) {
  if (verb.state) judge_state(verb.session);
}

void Walk::take(const ExpectAnswer& verb) {
  const auto asked = asked_at_.find(verb.answer);
  if (verb.at && asked != asked_at_.end()) advance(asked->second + *verb.at);
}

void Walk::take(const Never& verb) {
  judge_state(verb.session);
  advance(now_ + verb.during);
}

void Walk::judge_state(const std::string& name) {
  const auto judged = sessions_.find(name);
  if (judged == sessions_.end() || !judged->second.live) return;
  for (const auto& [other_name, other] : sessions_) {
    if (other.live && other_name != name && other.agent == judged->second.agent && other.asked != judged->second.asked)
      story_.states_differ = true;
  }
}

}  // namespace acdloop::scenarios::story
