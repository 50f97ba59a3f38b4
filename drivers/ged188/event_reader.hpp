// SPDX-License-Identifier: Apache-2.0
// Messages of the server as neutral reports: what was on the wire, nothing repaired and nothing added. Used by the
// computing end. Remembers the last state of each session, to tell a change from its confirmation.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/ged188/message.hpp"

namespace acdloop::ged188 {

class EventReader {
 public:
  explicit EventReader(const cti::Naming& naming) : naming_(naming) {}

  // Empty for messages without a neutral word.
  std::vector<cti::Event> read(const Message& message);
  // SkillGroupState that was reported last, if any.
  std::optional<std::uint16_t> last_state(const cti::AgentId& agent, const std::optional<cti::AcdGroupId>& group) const;
  void forget() { known_.clear(); }

 private:
  struct Known {
    std::uint32_t in_group = 0;
    std::uint32_t overall = 0;
  };
  static constexpr std::size_t most_known = 100'000;

  void read_agent(const Message& message, std::vector<cti::Event>& events);
  void read_state(const Message& message, const cti::AgentSubject& subject, std::uint32_t in_group,
                  std::vector<cti::Event>& events);
  void read_call(const Message& message, std::vector<cti::Event>& events) const;
  void read_system(const Message& message, std::vector<cti::Event>& events) const;

  const cti::Naming& naming_;
  std::map<std::pair<cti::AgentId, cti::AcdGroupId>, Known> known_;
};

// The neutral states that an AgentState leaves possible; empty for UNKNOWN and numbers out of range.
cti::StateSet states_of(std::uint32_t agent_state);

}  // namespace acdloop::ged188
