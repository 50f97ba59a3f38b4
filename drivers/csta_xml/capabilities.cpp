// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/protocol.hpp"

namespace acdloop::csta_xml {
namespace {

using cti::Capability;
using cti::Support;

constexpr Capability plainly_yes[] = {
    Capability::log_on_request,
    Capability::single_step_transfer,
    Capability::consult_transfer,
    Capability::conference,
    Capability::log_on_per_group,
    Capability::separate_sessions_per_group,
    Capability::pin,
    Capability::refuse_unknown_agent,
    Capability::refuse_unknown_group,
    Capability::refuse_double_log_on,
    Capability::forced_log_out,
    Capability::log_off_in_call,
    Capability::session_discovery,
    Capability::explicit_busy_state,
    Capability::explicit_wrap_up_state,
    Capability::wrap_up_end_visible,
    Capability::wrap_up_timed,
    Capability::wrap_up_untimed,
    Capability::wrap_up_none,
    Capability::wrap_up_end_by_agent,
    Capability::wrap_up_request,
    Capability::not_ready_distinct,
    Capability::not_ready_in_wrap_up,
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
    Capability::monitor_copies,
};

struct Entry {
  Capability capability;
  Support support;
  const char* reason;
};

constexpr Entry qualified[] = {
    {Capability::pending_state, Support::inferred,
     "the switch decides: refused, or granted with pendingAgentState and entered when the call is over"},
    {Capability::reason_code, Support::no, "no standard element carries a reason; Avaya's private data does"},
    {Capability::do_not_disturb, Support::no, "DoNotDisturb is not spoken yet"},
    {Capability::group_on_delivery, Support::inferred,
     "Delivered names no group: told by lastRedirectionDevice, the queue before it, or the number called"},
    {Capability::acd_call_distinct, Support::inferred, "an ACD call is one that went to a known group"},
    {Capability::place_caller, Support::inferred, "on a bench it needs a spare extension to dial from"},
    {Capability::switch_figures, Support::no, "ECMA-323 has no ACD statistics service"},
    {Capability::switch_figures_per_group, Support::no, "ECMA-323 has no ACD statistics service"},
    {Capability::per_call_figures, Support::no, "no event carries a duration"},
    {Capability::queue_figures, Support::inferred, "numberQueued and callsInFront of Queued"},
    {Capability::sub_second_times, Support::no, "no event carries a time of its own"},
    {Capability::switch_clock, Support::no, "GetSwitchingFunctionCaps is not spoken"},
    {Capability::link_resync, Support::no, "a lost association is begun anew"},
    {Capability::loss_detection, Support::no, "events are not numbered"},
    {Capability::serial_link, Support::no, "CSTA over a serial line has another framing, which is not published"},
};

}  // namespace

cti::Capabilities capabilities(const Dialect& dialect) {
  cti::Capabilities all;
  for (const Capability capability : plainly_yes) all.set(capability, Support::yes);
  for (const Entry& entry : qualified) all.set(entry.capability, entry.support, entry.reason);
  if (dialect.agent_events) {
    all.set(Capability::agent_events, Support::yes);
  } else {
    all.set(Capability::agent_events, Support::no, "the switch reports no agent states: they are asked for");
  }
  if (dialect.agent_oriented) {
    all.set(Capability::state_per_session, Support::no, "agents have one state for all their groups");
  } else {
    all.set(Capability::state_per_session, Support::yes);
  }
  return all;
}

cti::Dialect behaviour(const Dialect& dialect) {
  cti::Dialect reading;
  reading.protocol = protocol_id;
  reading.version = namespace_of(dialect);
  reading.agent_state_scope = dialect.agent_oriented ? cti::Dialect::Scope::agent : cti::Dialect::Scope::session;
  reading.busy_from = cti::Dialect::BusyFrom::agent_event_acd;
  reading.wrap_up_from = cti::Dialect::WrapUpFrom::agent_event;
  reading.log_on_proof = cti::Dialect::Proof::event;
  reading.log_off_proof = cti::Dialect::Proof::event;
  reading.set_state_proof = cti::Dialect::Proof::event;
  reading.state_after_log_on = cti::AgentState::not_ready;
  reading.wrap_up_request = true;
  reading.max_outstanding = dialect.max_outstanding;
  return reading;
}

}  // namespace acdloop::csta_xml
