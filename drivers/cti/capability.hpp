// SPDX-License-Identifier: Apache-2.0
// What a wire or a switch can express: the closed vocabulary of `needs:` in scenarios. Decides skips, never bytes.
// A protocol folder supplies the values; the runner and the loader read them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace acdloop::cti {

enum class Capability : std::uint8_t {
  log_on_request,
  log_on_per_group,
  separate_sessions_per_group,
  state_per_session,
  pin,
  refuse_unknown_agent,
  refuse_unknown_group,
  refuse_double_log_on,
  forced_log_out,
  log_off_in_call,
  session_discovery,
  agent_events,
  explicit_busy_state,
  explicit_wrap_up_state,
  wrap_up_end_visible,
  wrap_up_timed,
  wrap_up_untimed,
  wrap_up_none,
  wrap_up_end_by_agent,
  wrap_up_request,
  not_ready_distinct,
  not_ready_in_wrap_up,
  pending_state,
  reason_code,
  do_not_disturb,
  group_on_delivery,
  acd_call_distinct,
  ring_visible,
  ring_no_answer_visible,
  abandon_in_ring_visible,
  abandon_in_queue_visible,
  queue_entry_visible,
  overflow_visible,
  hold_visible,
  hold_request,
  answer_request,
  clear_request,
  single_step_transfer,
  consult_transfer,
  conference,
  non_acd_calls_visible,
  make_call,
  place_caller,
  switch_figures,
  switch_figures_per_group,
  per_call_figures,
  queue_figures,
  sub_second_times,
  switch_clock,
  withheld_reply,
  parallel_requests,
  link_resync,
  loss_detection,
  keep_alive,
  monitor_copies,
  serial_link,
  refuse_for_any_cause,
};
inline constexpr int capability_count = 57;

// Words as they stand in scenarios: lower case with hyphens ("wrap-up-end-by-agent").
std::string_view to_string(Capability capability);
std::optional<Capability> capability_from(std::string_view word);

enum class Support : std::uint8_t { no, inferred, yes };

struct CapabilityEntry {
  Support support = Support::no;
  std::string reason;  // why not plainly yes; printed with every skip
};

class Capabilities {
 public:
  const CapabilityEntry& of(Capability capability) const { return entries_[static_cast<std::size_t>(capability)]; }
  void set(Capability capability, Support support, std::string reason = {}) {
    entries_[static_cast<std::size_t>(capability)] = {support, std::move(reason)};
  }
  bool supports(Capability capability) const { return of(capability).support != Support::no; }

 private:
  std::array<CapabilityEntry, capability_count> entries_{};
};

}  // namespace acdloop::cti
