// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "scenarios/language/checks.hpp"

namespace acdloop::scenarios {
namespace {

using cti::Capability;

// No right to ask, no such request, out of service: where a wire refuses at all, it has words for these.
bool every_wire_says(cti::RefusalCause cause) {
  using enum cti::RefusalCause;
  return cause == privilege || cause == unsupported_request || cause == out_of_service;
}

class Collector {
 public:
  Collector(const Scenario& scenario, const Story& story) : scenario_(scenario), story_(story) {}

  std::set<Capability> collect() {
    for (const Step& step : scenario_.steps) std::visit([this](const auto& verb) { add(verb); }, step.verb);
    for (const auto& name : story_.called_groups) add_wrap_up(scenario_.cast.group(name));
    need_if(story_.agent_has_two_sessions, Capability::separate_sessions_per_group);
    need_if(story_.agent_has_two_sessions, Capability::log_on_per_group);
    need_if(story_.states_differ, Capability::state_per_session);
    need_if(story_.abandoned_in_queue, Capability::abandon_in_queue_visible);
    need_if(story_.abandoned_in_ring, Capability::abandon_in_ring_visible);
    need_if(story_.ring_limit_passed, Capability::ring_no_answer_visible);
    need_if(story_.overflowed, Capability::overflow_visible);
    need_if(story_.not_ready_in_call, Capability::pending_state);
    need_if(story_.log_out_in_call, Capability::log_off_in_call);
    need_if(story_.refused_twice_logged_in, Capability::refuse_double_log_on);
    return std::move(needs_);
  }

 private:
  void need_if(bool condition, Capability capability) {
    if (condition) needs_.insert(capability);
  }

  void add_wrap_up(const GroupSpec* group) {
    if (group == nullptr) return;
    switch (group->wrap_up.kind) {
      case WrapUp::Kind::none:
        needs_.insert(Capability::wrap_up_none);
        break;
      case WrapUp::Kind::manual:
        needs_.insert(Capability::wrap_up_untimed);
        break;
      case WrapUp::Kind::timed:
        needs_.insert(Capability::wrap_up_timed);
        break;
    }
  }

  void add(const LogIn& verb) {
    needs_.insert(Capability::log_on_request);
    need_if(verb.pin && verb.pin->digits, Capability::pin);
    if (!verb.expected_error) return;
    const AgentSpec* agent = scenario_.cast.agent(verb.agent);
    if (agent == nullptr) return;
    const bool is_member = std::ranges::find(agent->groups, verb.group) != agent->groups.end();
    need_if(!agent->configured, Capability::refuse_unknown_agent);
    need_if(agent->configured && !is_member, Capability::refuse_unknown_group);
  }
  void add(const LogOut& /*verb*/) { needs_.insert(Capability::log_on_request); }
  void add(const RequestState& /*verb*/) { needs_.insert(Capability::log_on_request); }
  void add(const Query& /*verb*/) {}

  void add(const PlaceCall& verb) {
    if (verb.to_agent) {
      needs_.insert(Capability::non_acd_calls_visible);
      needs_.insert(Capability::acd_call_distinct);
      return;
    }
    add_delivery(*verb.to_group);
  }
  void add_delivery(const cti::AcdGroupId& group) {
    const bool ambiguous = std::ranges::any_of(scenario_.cast.agents, [&](const AgentSpec& agent) {
      return agent.groups.size() > 1 && std::ranges::find(agent.groups, group) != agent.groups.end();
    });
    needs_.insert(ambiguous ? Capability::group_on_delivery : Capability::acd_call_distinct);
  }
  // A caller without patience left may be in the queue or hear the phone ring: which of the two is chance.
  void add(const Traffic& verb) {
    add_delivery(verb.to);
    needs_.insert(Capability::ring_visible);
    need_if(verb.patience.has_value(), Capability::abandon_in_queue_visible);
    need_if(verb.patience.has_value(), Capability::abandon_in_ring_visible);
    need_if(verb.wrap_up.has_value(), Capability::wrap_up_end_by_agent);
  }
  void add(const Answer& /*verb*/) { needs_.insert(Capability::ring_visible); }
  void add(const Hold& /*verb*/) { needs_.insert(Capability::hold_visible); }
  void add(const Retrieve& /*verb*/) { needs_.insert(Capability::hold_visible); }
  void add(const HangUp& /*verb*/) {}
  void add(const Finish& /*verb*/) { needs_.insert(Capability::wrap_up_end_by_agent); }
  void add(const Listen& /*verb*/) {}
  void add(const Measure& /*verb*/) {}
  void add(const LineRequest& /*verb*/) {}
  void add(const Dial& /*verb*/) { needs_.insert(Capability::non_acd_calls_visible); }
  void add(const Consult& verb) {
    needs_.insert(Capability::hold_visible);
    if (!verb.to.group) needs_.insert(Capability::acd_call_distinct);
  }
  void add(const Transfer& verb) {
    needs_.insert(verb.to ? Capability::single_step_transfer : Capability::consult_transfer);
  }
  void add(const Conference& /*verb*/) { needs_.insert(Capability::conference); }
  void add(const ForceLogOut& /*verb*/) { needs_.insert(Capability::forced_log_out); }
  void add(const RemoveGroup& /*verb*/) {}
  void add(const Wait& /*verb*/) {}
  void add(const Withhold& /*verb*/) { needs_.insert(Capability::withheld_reply); }
  void add(const Refuse& verb) { need_if(!every_wire_says(verb.cause), Capability::refuse_for_any_cause); }
  void add(const Cut& /*verb*/) { needs_.insert(Capability::session_discovery); }
  void add(const Restore& /*verb*/) {}
  void add(const StepClock& /*verb*/) {}
  void add(const ExpectSession& /*verb*/) {}
  void add(const ExpectAgent& /*verb*/) {}
  void add(const ExpectQueue& /*verb*/) {}
  void add(const ExpectAnswer& /*verb*/) {}
  void add(const Never& /*verb*/) {}

  const Scenario& scenario_;
  const Story& story_;
  std::set<Capability> needs_;
};

}  // namespace

std::vector<Capability> needs_of(const Scenario& scenario, const Story& story) {
  std::set<Capability> needs = Collector(scenario, story).collect();
  needs.insert(scenario.needs.begin(), scenario.needs.end());
  return {needs.begin(), needs.end()};
}

}  // namespace acdloop::scenarios
