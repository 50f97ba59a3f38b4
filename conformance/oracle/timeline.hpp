// SPDX-License-Identifier: Apache-2.0
// One session's life as the facts tell it, up to one moment. Inner part of the oracle: figures, states and events are
// judged against it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "conformance/oracle/configuration.hpp"
#include "conformance/oracle/legs.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/truth.hpp"

namespace acdloop::oracle {

// How a wrap-up ended, or may have ended.
struct WrapUpEnd {
  std::optional<Interval> least;  // the earliest moment an open reading allows
  std::optional<Interval> most;   // the moment it is over in every reading; absent: not yet
  bool by_timer = false;
  bool cut = false;                                     // by the end of the session
  std::size_t ended_by = static_cast<std::size_t>(-1);  // the fact that ended it; a timer comes after every fact
};

struct TimelineCall {
  Leg leg;
  CallTruth truth;
  WrapUpEnd wrap_up;  // with a consultation that outlived the call: after its end
  // The caller gave up while the agent consulted: when she laid down the rest; absent in it: she has not yet.
  struct Consultation {
    std::optional<Interval> over;
    std::size_t over_fact = 0;
  };
  std::optional<Consultation> consulting_on;
  bool has_wrap_up = false;      // the group has one
  bool state_asked_for = false;  // READY or NOT_READY was granted during the call
  // When it is over for the agent, consulting and all.
  const std::optional<Interval>& all_over() const { return consulting_on ? consulting_on->over : leg.over; }
  std::size_t all_over_fact() const { return consulting_on ? consulting_on->over_fact : leg.over_fact; }
};

// The cable was out; absent: it still is.
struct Outage {
  Interval lost;
  std::optional<Interval> back;
  std::size_t lost_fact = 0;
  std::size_t back_fact = 0;
};

class Timeline {
 public:
  Timeline(const Oracle& oracle, const NamedSession& session, const Interval& now);
  // The same life under other readings, which must outlive this.
  Timeline(const Oracle& oracle, const NamedSession& session, const Interval& now, const tapi::Readings& readings);

  const cti::AgentSessionKey& key() const { return session_.key; }
  const Interval& now() const { return now_; }
  const Interval& created() const { return session_.created; }
  // When the log-off was granted, or forced.
  const std::optional<Interval>& logged_off() const { return logged_off_; }
  std::size_t logged_off_fact() const { return logged_off_fact_; }
  bool forced_off() const { return forced_off_; }
  // The agent was logged on for another group when the session was created.
  bool agent_was_logged_on() const { return agent_was_logged_on_; }
  // During the session's life, in order.
  const std::vector<Outage>& outages() const { return outages_; }
  // Whether a wrap-up of the session's group goes on when READY, or NOT_READY, has been granted in it.
  bool outlasts_ready() const;
  bool outlasts_not_ready() const;
  const std::vector<TimelineCall>& calls() const { return calls_; }
  // Unanswered offers of ACD calls of this session, and the one still ringing if `over` is absent.
  const std::vector<Leg>& unanswered() const { return unanswered_; }
  // ACD calls of the agent's other groups that the desk let ring until they went elsewhere.
  const std::vector<Leg>& rang_in_vain_elsewhere() const { return rang_in_vain_elsewhere_; }
  // Answered at the session's desk, or dialled there, during its life, but no ACD calls and no consultations.
  const std::vector<Leg>& direct() const { return direct_; }
  // Answered ACD calls that belong to others, begun during the life of this session: the same agent's other
  // groups, and other agents of the group.
  const std::vector<Leg>& same_agent_other_group() const { return other_group_; }
  const std::vector<Leg>& same_group_other_agent() const { return other_agent_; }
  // ACD calls of the group that rang at the desk after the log-off, while nobody was logged on there for the group.
  const std::vector<Leg>& offered_after_end() const { return after_end_; }
  const std::vector<Leg>& before_creation() const { return before_; }  // answered under the same key, earlier
  bool at_rest() const;
  bool offered() const;  // an ACD call rings now
  const TimelineCall* in_progress() const;
  Truth truth() const;
  // The truth if an outage was the end of the session for the application: whatever came after counts or not.
  Truth truth_if_ended_by_outage() const;
  const GroupRules& rules() const { return rules_; }
  const tapi::Readings& readings() const { return readings_; }

  // Facts of this session's agent that ask for something, in order, within the session's life.
  struct Ask {
    cti::FactKind kind;
    bool other_group;
    bool unanswered;  // asked for, not granted: nobody knows whether it was done
    Interval when;
    std::size_t fact;
  };
  const std::vector<Ask>& asks() const { return asks_; }

 private:
  bool before_creation(const Interval& when, std::size_t fact) const;
  void find_other_log_ons();
  void find_log_off();
  void collect_asks();
  void sort_legs(const std::vector<Leg>& legs);
  // Somebody logged on for the group at the desk between the log-off and then.
  bool taken_over_before(const Interval& when) const;
  // `fact`: its place in the list, for what happened at the very instant of the log-off.
  bool lives_at(const Interval& when, std::size_t fact) const;
  bool concerns_agent(const cti::Fact& fact) const;
  bool ends_session(const cti::Fact& fact) const;
  bool consults(const Leg& leg) const;
  void find_outages();
  // The consultation that went on when the leg was over.
  std::optional<TimelineCall::Consultation> consultation_beyond(const Leg& leg, const std::vector<Leg>& legs) const;
  TimelineCall call_of(const Leg& leg, const std::vector<Leg>& legs) const;
  TimelineCall call_until_its_leg_ended(const Leg& leg) const;
  WrapUpEnd wrap_up_end(const Leg& leg) const;
  void may_outlast_the_timer(WrapUpEnd& end, const WrapUpEnd& without_timer) const;
  void fill_truth(TimelineCall& call) const;
  void blur_by_outages(TimelineCall& call) const;
  void credit_in_progress(TimelineCall& call) const;
  void credit_cut_off(TimelineCall& call) const;

  std::span<const cti::Fact> facts_;
  const Configuration& configuration_;
  const tapi::Readings& readings_;
  NamedSession session_;
  Interval now_;
  GroupRules rules_;
  std::optional<Interval> logged_off_;
  std::size_t logged_off_fact_ = 0;
  bool forced_off_ = false;
  bool agent_was_logged_on_ = false;
  std::vector<Outage> outages_;
  std::vector<Ask> asks_;
  std::vector<Leg> acd_answers_;      // of any group, at the session's desk
  std::vector<Leg> private_answers_;  // there too, answered or dialled, consultations apart
  std::vector<TimelineCall> calls_;
  std::vector<Leg> after_end_;
  std::vector<Leg> unanswered_, rang_in_vain_elsewhere_, direct_, other_group_, other_agent_, before_;
};

}  // namespace acdloop::oracle
