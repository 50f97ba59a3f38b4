// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/event_causes.hpp"

#include <algorithm>

namespace acdloop::csta_xml {

std::optional<cti::EventCause> read_cause(std::string_view word) {
  if (word.empty()) return cti::EventCause::none;
  const auto causes = event_causes();
  const auto found = std::ranges::find(causes, word, &CauseValue::name);
  return found == causes.end() ? std::nullopt : std::optional{found->cause};
}

std::string_view cause_word(cti::EventCause cause) {
  using enum cti::EventCause;
  switch (cause) {
    case none:
    case normal:
    case answered:
    case hold:
      return "normal";
    case new_call:
      return "newCall";
    case distributed:
      return "distributed";
    case no_available_agents:
      return "noAvailableAgents";
    case overflow:
      return "overflow";
    case call_not_answered:
      return "callNotAnswered";
    case alert_time_expired:
      return "alertTimeExpired";
    case busy:
      return "busy";
    case do_not_disturb:
      return "doNotDisturb";
    case call_pickup:
      return "callPickup";
    case redirected:
      return "redirected";
    case recall:
      return "recall";
    case transfer:
      return "transfer";
    case consultation:
      return "consultation";
    case conference:
      return "conference";
    case normal_clearing:
      return "normalClearing";
    case call_cancelled:
      return "callCancelled";
    case resources_not_available:
      return "resourcesNotAvailable";
    case trunks_busy:
      return "trunksBusy";
    case override:
      return "override";
    case other:
      return "destNotObtainable";
  }
  return "normal";
}

}  // namespace acdloop::csta_xml
