// SPDX-License-Identifier: Apache-2.0
// Who is in which call, as the switch's reports tell it: whose monitors hear of an event, and localConnectionInfo. Used
// by the switching end. Grows and shrinks with the live calls.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/functions.hpp"

namespace acdloop::csta_xml {

class CallParties {
 public:
  using States = std::map<cti::DeviceId, cti::ConnectionState>;

  // What a switch that is already busy has.
  void load(const cti::Directory& directory);
  void apply(const cti::CallEvent& event);
  // Everybody in the call, waiting queues included.
  const States& of(const cti::CallId& call) const;
  cti::ConnectionState state(const cti::CallId& call, const cti::DeviceId& device) const;

 private:
  void set(const cti::ConnectionId& connection, cti::ConnectionState state);
  std::map<cti::CallId, States> calls_;
};

}  // namespace acdloop::csta_xml
