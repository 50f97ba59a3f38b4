// SPDX-License-Identifier: Apache-2.0
// The walk through a story: its clock, its rough call centre and what each verb does there. Private to story.cpp (time,
// queues, states) and story_verbs.cpp; others call walk().
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drivers/cti/fact.hpp"
#include "scenarios/language/crowd.hpp"
#include "scenarios/language/story.hpp"
#include "scenarios/language/story_floor.hpp"

namespace acdloop::scenarios::story {

// ASST_ numbers.
inline constexpr std::int32_t asst_not_ready = 0;
inline constexpr std::int32_t asst_ready = 1;
inline constexpr std::int32_t asst_busy = 2;
inline constexpr std::int32_t asst_wrap_up = 3;
inline constexpr std::int32_t asst_ended = 4;

class Walk {
 public:
  explicit Walk(const Scenario& scenario) : scenario_(scenario), crowd_(scenario.id) {}

  Story run();

 private:
  // --- time ---------------------------------------------------------------------------------------------------
  struct Deadline {
    Duration at{};
    cti::AgentId agent;
    bool of_crowd = false;
  };
  std::optional<Deadline> next_deadline() const;
  std::optional<Duration> ring_limit(const Desk& desk) const;
  // Overflow, or the end of the guide.
  std::optional<Duration> leaves_queue(const Call& call) const;
  void leave_queues();

  // --- the crowd ------------------------------------------------------------------------------------------------
  void tell(cti::FactKind kind, const Call& call, const cti::AgentId* agent = nullptr);
  void move_crowd();
  void lift(const cti::AgentId& agent);
  Call& new_call(const std::string& name);
  void enqueue(Call& call, const cti::AcdGroupId& group);
  void pass(const Deadline& deadline);
  // Queues that hand calls to each other every millisecond would be followed for hours. Told once.
  bool too_busy();
  void advance(Duration until);

  // --- states ---------------------------------------------------------------------------------------------------
  std::int32_t state_of(const Session& session);
  void note_states();

  // --- the call centre ------------------------------------------------------------------------------------------
  Session* live_session(const cti::AgentId& agent, const cti::AcdGroupId& group);
  int live_sessions(const cti::AgentId& agent) const;
  void offer();
  void end_call(const cti::AgentId& agent, Desk& desk);
  void end_work(const cti::AgentId& agent, Desk& desk);
  void note(const Session& session);
  void end_session(Session& session);

  // --- verbs ----------------------------------------------------------------------------------------------------
  void take(const LogIn& verb);
  void take(const LogOut& verb);
  void take(const RequestState& verb);
  void take(const Query& verb);
  void take(const PlaceCall& verb);
  void ring(Call& call, const cti::AgentId& agent);
  Call& place(const std::string& name, const Destination& to);
  void take(const Answer& verb);
  void take(const Hold& verb);
  void take(const Retrieve& verb);
  // Colleagues in a call that somebody left: two were in it, unless it was joined with another.
  void left_alone(const Call* call);
  void take(const HangUp& verb);
  void take(const Finish& verb);
  void take(const Wait& verb);
  void take(const Traffic& verb);
  void take(const Withhold& /*verb*/) {}
  void take(const Refuse& /*verb*/) {}
  void take(const Cut& verb);
  void take(const Restore& /*verb*/);
  bool link_is_cut() const;
  void impossible(std::string message, std::string why, std::string help);
  void take(const StepClock& /*verb*/) {}
  void take(const Listen& /*verb*/) {}
  void take(const Measure& /*verb*/) {}
  void take(const LineRequest& verb);
  void take(const Dial& verb);
  void take(const Consult& verb);
  void take(const Transfer& verb);
  // The caller goes on to somebody else, under the same name.
  void hand_on(const Transfer& verb, Desk& desk);
  void take(const Conference& verb);
  void take(const ForceLogOut& verb);
  void take(const RemoveGroup& verb);
  void take(const ExpectSession& verb);
  void take(const ExpectAnswer& verb);
  void take(const ExpectAgent& /*verb*/) {}
  void take(const ExpectQueue& /*verb*/) {}
  void take(const Never& verb);
  void judge_state(const std::string& name);

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

}  // namespace acdloop::scenarios::story
