// SPDX-License-Identifier: Apache-2.0
// What the switch has reported so far, as its end on one link knows it: who is logged on where with which state, and
// which calls are at which device. Agent states on the wire follow from it. Used by the switching end alone; asks the
// Directory only when a session opens, so that the wire says what was reported and nothing else.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/functions.hpp"

namespace acdloop::ged188 {

// A state of an agent as AGENT_STATE_EVENT has it.
struct WireState {
  std::uint16_t in_group = 0;
  std::uint16_t overall = 0;
  std::uint32_t direction = 0;
  friend bool operator==(const WireState&, const WireState&) = default;
};

struct SaidState {
  cti::AgentSessionKey key;
  WireState state;
};

class Desks {
 public:
  // `reserved`: a ready agent whose phone rings is RESERVED (dialect).
  explicit Desks(bool reserved) : reserved_(reserved) {}

  void load(const cti::Directory& directory);
  void apply(const cti::AgentEvent& event);
  void apply(const cti::CallEvent& event);

  std::optional<cti::Address> address_of(const cti::AgentId& agent) const;
  std::optional<cti::AgentId> agent_at(const cti::Address& address) const;
  // LOGOUT when there is no such session.
  WireState state_of(const cti::AgentSessionKey& key) const;
  // Notes that the state was said.
  void said(const cti::AgentSessionKey& key, const WireState& state);
  // Sessions at these devices whose state is not what was said last. None at a desk where a call and the agent's state
  // do not fit together: the report that is missing follows.
  std::vector<SaidState> unsaid(const std::vector<cti::DeviceId>& devices) const;
  std::vector<SaidState> sessions_at(const cti::Address& address) const;

  bool is_over(const cti::CallId& call) const { return !parties_.contains(call); }
  // Devices with a connection of that call that talk or hold.
  std::vector<cti::DeviceId> members(const cti::CallId& call) const;

 private:
  struct Here {
    cti::CallId call;
    cti::ConnectionState state = cti::ConnectionState::null;
    bool acd = false;  // distributed to this device by `group`
    std::optional<cti::AcdGroupId> group;
    bool outgoing = false;
  };
  struct Session {
    cti::AgentState state = cti::AgentState::not_ready;
    WireState said{};
  };
  struct Desk {
    cti::AgentId agent;
    std::map<cti::AcdGroupId, Session> sessions;
  };

  void change(const cti::CallInfo& info, const cti::CallId& call, const cti::DeviceId& device, cti::ConnectionState to);
  void rename(const cti::Renamed& renamed);
  void forget(const cti::CallId& call, const std::string& device);
  const std::vector<Here>& at(const std::string& device) const;
  bool fits_together(const cti::Address& address, const Desk& desk) const;
  WireState state_of(const cti::Address& address, const Desk& desk, const cti::AcdGroupId& group,
                     const Session& session) const;

  bool reserved_;
  std::map<cti::Address, Desk> desks_;
  std::map<cti::AgentId, cti::Address> addresses_;
  std::map<std::string, std::vector<Here>> devices_;
  std::map<cti::CallId, std::vector<cti::DeviceId>> parties_;
};

}  // namespace acdloop::ged188
