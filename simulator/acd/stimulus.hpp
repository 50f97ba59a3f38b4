// SPDX-License-Identifier: Apache-2.0
// One stimulus and everything it causes, written down in order. Used by the model only.
#pragma once

#include <optional>
#include <vector>

#include "drivers/cti/functions.hpp"
#include "drivers/time/time_point.hpp"
#include "simulator/acd/agent_session.hpp"
#include "simulator/acd/call_table.hpp"

namespace acdloop::acd {

struct Stimulus {
  explicit Stimulus(TimePoint at) : now(at) {}

  // The session has just entered its state (logged_on: as log-on left it).
  void report(const AgentSession& session, cti::EventCause cause = cti::EventCause::none);
  void report_logged_on(const AgentSession& session);
  void report_logged_off(const cti::AgentSessionKey& key);

  void report(cti::CallEventKind kind, const cti::CallInfo& info, std::vector<cti::ConnectionChange> changes,
              const cti::DeviceId& by, cti::EventCause cause, std::optional<cti::Renamed> renamed = {});
  void signal(cti::PhoneSignal::Kind kind, const cti::DeviceId& device, const cti::CallId& call);

  TimePoint now;
  cti::Reaction reaction;
};

// A change of this call's connection at a device.
inline cti::ConnectionChange change(const Call& call, const cti::DeviceId& device, cti::ConnectionState to) {
  return {{call.info.call, device}, to};
}

}  // namespace acdloop::acd
