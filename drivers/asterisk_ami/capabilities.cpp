// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/protocol.hpp"
#include "drivers/asterisk_ami/releases.hpp"

namespace acdloop::asterisk_ami {
namespace {

using cti::Capability;
using cti::Support;

constexpr Capability plainly_yes[] = {
    Capability::log_on_request,         Capability::log_on_per_group,     Capability::separate_sessions_per_group,
    Capability::state_per_session,      Capability::refuse_unknown_group, Capability::forced_log_out,
    Capability::log_off_in_call,        Capability::session_discovery,    Capability::agent_events,
    Capability::explicit_busy_state,    Capability::wrap_up_timed,        Capability::wrap_up_none,
    Capability::not_ready_distinct,     Capability::not_ready_in_wrap_up, Capability::reason_code,
    Capability::group_on_delivery,      Capability::acd_call_distinct,    Capability::ring_visible,
    Capability::ring_no_answer_visible, Capability::queue_entry_visible,  Capability::clear_request,
    Capability::place_caller,           Capability::per_call_figures,     Capability::queue_figures,
    Capability::switch_clock,           Capability::withheld_reply,       Capability::keep_alive,
};

struct Entry {
  Capability capability;
  Support support;
  const char* reason;
};

constexpr Entry qualified[] = {
    {Capability::pin, Support::no, "QueueAdd carries no PIN"},
    {Capability::refuse_unknown_agent, Support::no, "any name and any interface may be added to a queue"},
    {Capability::refuse_double_log_on, Support::inferred, "of the same interface in the same queue only"},
    {Capability::explicit_wrap_up_state, Support::no,
     "app_queue has no wrap-up state and no event for one: a timer begins when the call ends"},
    {Capability::wrap_up_end_visible, Support::inferred,
     "worked out: the seconds of the call's end plus the queue's wrapuptime, or the next offer"},
    {Capability::wrap_up_untimed, Support::no, "wrapuptime is a number of seconds, and always runs out"},
    {Capability::wrap_up_end_by_agent, Support::no, "nothing ends wrap-up early: unpausing does not"},
    {Capability::wrap_up_request, Support::no, "no action asks for wrap-up"},
    {Capability::pending_state, Support::inferred,
     "a pause during a call is shown at once and decides what comes after"},
    {Capability::do_not_disturb, Support::no, "no event tells of it"},
    {Capability::abandon_in_ring_visible, Support::inferred, "the caller's end is told, nothing of the agent's phone"},
    {Capability::abandon_in_queue_visible, Support::inferred,
     "QueueCallerAbandon tells of time-outs too: who hung up is told by HangupRequest"},
    {Capability::overflow_visible, Support::inferred, "told as leaving one queue and joining another"},
    {Capability::hold_request, Support::no, "no action holds a call"},
    {Capability::answer_request, Support::no, "phones answer; on a bench a prepared dial plan can"},
    {Capability::single_step_transfer, Support::inferred,
     "BlindTransfer is told and read as an event; the action is not spoken yet"},
    {Capability::consult_transfer, Support::inferred,
     "AttendedTransfer is told and read as an event; the action Atxfer is not spoken yet"},
    {Capability::conference, Support::no, "AMI has no action for one, and no event that names it"},
    {Capability::non_acd_calls_visible, Support::inferred, "by the channels of watched phones alone"},
    {Capability::make_call, Support::inferred, "Originate rings the phone first on a real switch"},
    {Capability::switch_figures, Support::no,
     "CallsTaken and LastCall of a member, and no talk, wrap-up or call time: the façade counts those"},
    {Capability::switch_figures_per_group, Support::no,
     "CallsTaken and LastCall of a member, and no talk, wrap-up or call time: the façade counts those"},
    {Capability::sub_second_times, Support::no, "HoldTime, TalkTime and LastCall are differences of whole seconds"},
    {Capability::parallel_requests, Support::inferred, "a real switch serves one action of a connection at a time"},
    {Capability::link_resync, Support::no, "a lost connection is begun anew"},
    {Capability::loss_detection, Support::no, "events are numbered in debug mode alone"},
    {Capability::monitor_copies, Support::no, "every event comes once"},
    {Capability::refuse_for_any_cause, Support::no,
     "an action has a few error texts of its own, and none for a state that does not fit or a resource that is busy"},
    {Capability::serial_link, Support::no, "AMI is TCP alone"},
};

}  // namespace

cti::Capabilities capabilities(const Dialect& dialect) {
  cti::Capabilities all;
  for (const Capability capability : plainly_yes) all.set(capability, Support::yes);
  for (const Entry& entry : qualified) all.set(entry.capability, entry.support, entry.reason);
  if (!dialect.answer_extension.empty()) {
    all.set(Capability::answer_request, Support::inferred,
            "the phone's half of a Local channel is sent to an extension");
  }
  if (dialect.phones == Phones::pjsip) {
    all.set(Capability::hold_visible, Support::yes);
  } else {
    all.set(Capability::hold_visible, Support::no, "Local channels report neither Hold nor Unhold");
  }
  return all;
}

cti::Dialect behaviour(const Dialect& dialect) {
  cti::Dialect reading;
  reading.protocol = protocol_id;
  reading.version = ami_version(dialect.release);
  reading.agent_state_scope = cti::Dialect::Scope::session;
  reading.busy_from = cti::Dialect::BusyFrom::call_event;
  reading.wrap_up_from = cti::Dialect::WrapUpFrom::call_end_timer;
  reading.wrap_up_end = cti::Dialect::WrapUpEnd::whole_seconds;
  reading.grants_state_in_call = true;
  reading.log_on_proof = cti::Dialect::Proof::event;
  reading.log_off_proof = cti::Dialect::Proof::event;
  reading.set_state_proof = cti::Dialect::Proof::event;
  reading.state_after_log_on = cti::AgentState::not_ready;
  reading.max_outstanding = dialect.max_outstanding;
  return reading;
}

}  // namespace acdloop::asterisk_ami
