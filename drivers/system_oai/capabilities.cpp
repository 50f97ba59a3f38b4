// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "drivers/system_oai/protocol.hpp"

namespace acdloop::system_oai {
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
    Capability::refuse_unknown_agent,
    Capability::refuse_unknown_group,
    Capability::refuse_double_log_on,
    Capability::forced_log_out,
    Capability::log_off_in_call,
    Capability::session_discovery,
    Capability::agent_events,
    Capability::wrap_up_end_visible,
    Capability::wrap_up_timed,
    Capability::wrap_up_end_by_agent,
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
    Capability::link_resync,
    Capability::loss_detection,
    Capability::keep_alive,
    Capability::monitor_copies,
};

struct Entry {
  Capability capability;
  Support support;
  const char* reason;
};

constexpr Entry qualified[] = {
    {Capability::state_per_session, Support::no, "RY and WNR carry no group: the state is the agent's"},
    {Capability::pin, Support::no, "_SA has no PIN"},
    {Capability::explicit_busy_state, Support::inferred,
     "NRY means any use of the phone; busy is the ES of an ACD call"},
    {Capability::explicit_wrap_up_state, Support::inferred, "WNR also means not ready; told by the ACD call before it"},
    {Capability::wrap_up_untimed, Support::inferred, "a real group's timer runs out, after 65535 s at the latest"},
    {Capability::wrap_up_request, Support::no, "the request for work means not ready"},
    {Capability::not_ready_distinct, Support::inferred, "WNR is not ready unless an ACD call ended before it"},
    {Capability::not_ready_in_wrap_up, Support::no, "no event when WNR is set during WNR"},
    {Capability::pending_state, Support::no, "a state asked for during a call is refused"},
    {Capability::reason_code, Support::no, "no event carries a reason"},
    {Capability::do_not_disturb, Support::inferred, "DND is reported; this end does not speak _SD yet"},
    {Capability::place_caller, Support::inferred, "on a bench it needs a spare extension to dial from"},
    {Capability::switch_figures, Support::no, "there is no ACD statistics query"},
    {Capability::switch_figures_per_group, Support::no, "there is no ACD statistics query"},
    {Capability::per_call_figures, Support::inferred, "ET gives whole seconds since the call entered the system"},
    {Capability::queue_figures, Support::inferred, "position in QU, members by _QH"},
    {Capability::sub_second_times, Support::no, "no event carries a time"},
    {Capability::switch_clock, Support::inferred, "RS gives hours and minutes"},
    {Capability::parallel_requests, Support::yes, "some switches want one outstanding command: window 1"},
    {Capability::serial_link, Support::yes,
     "V10 text over a serial line is this emulator's; real lines speak V09 and older"},
};

}  // namespace

cti::Capabilities capabilities(const Dialect& dialect) {
  cti::Capabilities all;
  for (Capability capability : plainly_yes) all.set(capability, Support::yes);
  for (const Entry& entry : qualified) all.set(entry.capability, entry.support, entry.reason);
  if (dialect.wrap_up_zero) {
    all.set(Capability::wrap_up_none, Support::yes, "the emulator's: a real group's timer is 1 s or more");
  } else {
    all.set(Capability::wrap_up_none, Support::no, "a real group's wrap-up timer is 1 to 65535 s");
  }
  return all;
}

cti::Dialect behaviour(const Dialect& dialect) {
  cti::Dialect reading;
  reading.protocol = protocol_id;
  reading.version = dialect.protocol_version;
  reading.agent_state_scope = cti::Dialect::Scope::agent;
  reading.busy_from = cti::Dialect::BusyFrom::call_event;
  reading.wrap_up_from = cti::Dialect::WrapUpFrom::agent_event_ambiguous;
  reading.log_on_proof = cti::Dialect::Proof::event;
  reading.log_off_proof = cti::Dialect::Proof::event;
  reading.set_state_proof = cti::Dialect::Proof::event;
  reading.state_after_log_on = cti::AgentState::ready;
  reading.wrap_up_request = false;
  reading.max_outstanding = dialect.max_outstanding;
  return reading;
}

}  // namespace acdloop::system_oai
