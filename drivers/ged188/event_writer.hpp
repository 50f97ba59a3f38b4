// SPDX-License-Identifier: Apache-2.0
// Neutral reports as messages of the server. Used by the switching end; decides no order between call and agent events.
#pragma once

#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/ged188/desks.hpp"
#include "drivers/ged188/dialect.hpp"
#include "drivers/ged188/message.hpp"

namespace acdloop::ged188 {

struct EventContext {
  const Dialect& dialect;
  const cti::Naming& naming;
  const std::vector<cti::AcdGroupId>& groups;  // a group's place in it makes its SkillGroupID
  const Desks& desks;                          // the event is applied already
  int version = 20;
};

// A call whose id has no place on this wire gives none.
std::vector<Message> call_messages(const EventContext& context, const cti::CallEvent& event);
Message agent_message(const EventContext& context, const cti::AgentSessionKey& key, const WireState& state);
std::uint32_t skill_group_id(const EventContext& context, const cti::AcdGroupId& group);

}  // namespace acdloop::ged188
