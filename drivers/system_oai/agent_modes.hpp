// SPDX-License-Identifier: Apache-2.0
// The agent's one mode on the wire, made from the switch's state per session: System OAI knows ready, not ready (phone
// in use) and work not ready for all groups at once. Used by the switching end; knows no message.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "drivers/cti/event.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/system_oai/call_table.hpp"

namespace acdloop::system_oai {

enum class Mode : std::uint8_t { logged_out = 0, ready = 1, not_ready = 2, work_not_ready = 3 };

class AgentModes {
 public:
  explicit AgentModes(const CallTable& calls) : calls_(calls) {}

  // Takes the switch's present state, modes included, without a word to anybody.
  void load(const cti::Directory& directory);
  void load(const cti::Directory& directory, const cti::AgentId& agent);
  void apply(const cti::AgentEvent& event);

  // The mode that follows from sessions and phone.
  Mode mode(const cti::AgentId& agent) const;
  // The new mode if it differs from the one last taken; takes it.
  std::optional<Mode> take_change(const cti::AgentId& agent);
  std::optional<cti::AgentId> agent_at(const std::string& station) const;
  std::optional<cti::Address> address_of(const cti::AgentId& agent) const;

 private:
  struct Record {
    cti::Address address;
    std::map<cti::AcdGroupId, cti::AgentState> sessions;
    Mode said = Mode::logged_out;
  };
  void forget_if_idle(const cti::AgentId& agent);

  const CallTable& calls_;
  std::map<cti::AgentId, Record> agents_;
  std::map<std::string, cti::AgentId> at_;
};

}  // namespace acdloop::system_oai
