// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "drivers/ged188/protocol.hpp"

namespace acdloop::ged188 {
namespace {

using cti::Capability;
using cti::Support;

constexpr Capability plainly_yes[] = {
    Capability::log_on_request,
    Capability::consult_transfer,
    Capability::conference,
    Capability::switch_figures,
    Capability::separate_sessions_per_group,
    Capability::pin,
    Capability::refuse_unknown_agent,
    Capability::refuse_double_log_on,
    Capability::forced_log_out,
    Capability::agent_events,
    Capability::explicit_wrap_up_state,
    Capability::wrap_up_end_visible,
    Capability::wrap_up_timed,
    Capability::wrap_up_untimed,
    Capability::wrap_up_none,
    Capability::wrap_up_end_by_agent,
    Capability::wrap_up_request,
    Capability::not_ready_distinct,
    Capability::not_ready_in_wrap_up,
    Capability::pending_state,
    Capability::group_on_delivery,
    Capability::acd_call_distinct,
    Capability::ring_visible,
    Capability::ring_no_answer_visible,
    Capability::abandon_in_ring_visible,
    Capability::abandon_in_queue_visible,
    Capability::queue_entry_visible,
    Capability::overflow_visible,
    Capability::hold_visible,
    Capability::hold_request,
    Capability::answer_request,
    Capability::clear_request,
    Capability::non_acd_calls_visible,
    Capability::make_call,
    Capability::withheld_reply,
    Capability::refuse_for_any_cause,
    Capability::parallel_requests,
    Capability::keep_alive,
};

struct Entry {
  Capability capability;
  Support support;
  const char* reason;
};

constexpr Entry qualified[] = {
    {Capability::refuse_unknown_group, Support::inferred, "a skill group of the list that is not known refuses it all"},
    {Capability::state_per_session, Support::no, "a state that is asked for is the agent's, for all skill groups"},
    {Capability::log_off_in_call, Support::no, "log-off is from NOT_READY only: during a call it waits for its end"},
    {Capability::session_discovery, Support::inferred,
     "a new session is told nothing of the past: states and calls are asked for"},
    {Capability::explicit_busy_state, Support::inferred, "TALKING is any call; busy is the one of a skill group"},
    {Capability::reason_code, Support::inferred, "EventReasonCode is on the wire; no neutral event has a place for it"},
    {Capability::do_not_disturb, Support::no, "no message tells it"},
    {Capability::single_step_transfer, Support::inferred,
     "TRANSFER_CALL_REQ without a held call: no guide says that a peripheral takes it so"},
    {Capability::place_caller, Support::inferred, "on a bench it needs a spare device to dial from"},
    {Capability::switch_figures_per_group, Support::no, "figures are the agent's, of all skill groups together"},
    {Capability::per_call_figures, Support::no, "no event carries figures of one call"},
    {Capability::queue_figures, Support::inferred, "NumQueued in CALL_QUEUED_EVENT, CallsQNow of the skill group"},
    {Capability::sub_second_times, Support::no, "times are whole seconds"},
    {Capability::switch_clock, Support::inferred, "whole seconds, in OPEN_CONF and SYSTEM_EVENT only"},
    {Capability::link_resync, Support::no, "a session that was lost is opened anew"},
    {Capability::loss_detection, Support::no, "messages have no sequence number"},
    {Capability::monitor_copies, Support::inferred,
     "copies are told apart by MonitorID and merged; this end starts no monitor of its own"},
    {Capability::serial_link, Support::inferred, "ours: the protocol is TCP's, real servers have no serial form"},
};

}  // namespace

cti::Capabilities capabilities(const Dialect& dialect) {
  cti::Capabilities all;
  for (Capability capability : plainly_yes) all.set(capability, Support::yes);
  for (const Entry& entry : qualified) all.set(entry.capability, entry.support, entry.reason);
  if (dialect.log_on_by_skill_group) {
    all.set(Capability::log_on_per_group, Support::inferred,
            "SET_AGENT_STATE_REQ lists skill groups; a peripheral may ignore the list and take all of the agent's");
  } else {
    all.set(Capability::log_on_per_group, Support::no, "a log-on is for all skill groups of the agent");
  }
  if (!dialect.transfer_in_one_step) {
    all.set(Capability::single_step_transfer, Support::no, "TRANSFER_CALL_REQ joins two calls and does nothing else");
  }
  if (!dialect.work_states_settable) {
    all.set(Capability::wrap_up_request, Support::no, "WORK_READY cannot be asked for");
  }
  return all;
}

cti::Dialect behaviour(const Dialect& dialect) {
  cti::Dialect reading;
  reading.protocol = protocol_id;
  reading.version = std::to_string(dialect.version);
  reading.agent_state_scope = cti::Dialect::Scope::agent;
  reading.busy_from = cti::Dialect::BusyFrom::agent_event_any_call;
  reading.wrap_up_from = cti::Dialect::WrapUpFrom::agent_event;
  reading.log_on_proof = cti::Dialect::Proof::event;
  reading.log_off_proof = cti::Dialect::Proof::event;
  reading.set_state_proof = cti::Dialect::Proof::event;
  reading.log_off_from_not_ready = true;
  reading.state_after_log_on = cti::AgentState::not_ready;
  reading.wrap_up_request = true;
  reading.max_outstanding = dialect.max_outstanding;
  return reading;
}

}  // namespace acdloop::ged188
