// SPDX-License-Identifier: Apache-2.0
#include "drivers/cti/capability.hpp"

namespace acdloop::cti {
namespace {

constexpr std::string_view words[] = {
    "log-on-request",
    "log-on-per-group",
    "separate-sessions-per-group",
    "state-per-session",
    "pin",
    "refuse-unknown-agent",
    "refuse-unknown-group",
    "refuse-double-log-on",
    "forced-log-out",
    "log-off-in-call",
    "session-discovery",
    "agent-events",
    "explicit-busy-state",
    "explicit-wrap-up-state",
    "wrap-up-end-visible",
    "wrap-up-timed",
    "wrap-up-untimed",
    "wrap-up-none",
    "wrap-up-end-by-agent",
    "wrap-up-request",
    "not-ready-distinct",
    "not-ready-in-wrap-up",
    "pending-state",
    "reason-code",
    "do-not-disturb",
    "group-on-delivery",
    "acd-call-distinct",
    "ring-visible",
    "ring-no-answer-visible",
    "abandon-in-ring-visible",
    "abandon-in-queue-visible",
    "queue-entry-visible",
    "overflow-visible",
    "hold-visible",
    "hold-request",
    "answer-request",
    "clear-request",
    "single-step-transfer",
    "consult-transfer",
    "conference",
    "non-acd-calls-visible",
    "make-call",
    "place-caller",
    "switch-figures",
    "switch-figures-per-group",
    "per-call-figures",
    "queue-figures",
    "sub-second-times",
    "switch-clock",
    "withheld-reply",
    "parallel-requests",
    "link-resync",
    "loss-detection",
    "keep-alive",
    "monitor-copies",
    "serial-link",
    "refuse-for-any-cause",
};
static_assert(std::size(words) == capability_count);
static_assert(capability_count == static_cast<int>(Capability::refuse_for_any_cause) + 1);

}  // namespace

std::string_view to_string(Capability capability) { return words[static_cast<std::size_t>(capability)]; }

std::optional<Capability> capability_from(std::string_view word) {
  for (std::size_t index = 0; index < std::size(words); ++index) {
    if (words[index] == word) return static_cast<Capability>(index);
  }
  return std::nullopt;
}

}  // namespace acdloop::cti
