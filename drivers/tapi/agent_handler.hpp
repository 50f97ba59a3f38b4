// SPDX-License-Identifier: Apache-2.0
// ITAgentHandler: one switch that can give calls to agents; makes agents and lists groups and addresses. Implemented by
// our reference façade and by decorators around it; used by the runner. Rules of every method as in agent.hpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/tapi/acd_group.hpp"
#include "drivers/tapi/agent.hpp"
#include "drivers/tapi/agent_session.hpp"
#include "drivers/tapi/enumerator.hpp"

namespace acdloop::tapi {

// AGENTHANDLER_EVENT, NE:tapi3cc.AGENTHANDLER_EVENT.
enum class HandlerEvent : std::int32_t { new_handler = 0, handler_removed = 1 };
std::string_view to_string(HandlerEvent event);  // "AHE_NEW_AGENTHANDLER"

class AgentHandler {
 public:
  virtual ~AgentHandler() = default;

  virtual void get_name(std::string* out, Completion done) = 0;
  // An agent known by the application's account alone (NF:tapi3cc.ITAgentHandler.CreateAgent).
  virtual void create_agent(std::shared_ptr<Agent>* out, Completion done) = 0;
  // An agent with an id at the switch. An absent PIN is a null text: E_INVALIDARG; an empty one means that the agent
  // has none (NF:tapi3cc.ITAgentHandler.CreateAgentWithID).
  virtual void create_agent_with_id(const cti::AgentId& id, const std::optional<std::string>& pin,
                                    std::shared_ptr<Agent>* out, Completion done) = 0;
  virtual void enumerate_acd_groups(std::shared_ptr<Enumerator<AcdGroup>>* out, Completion done) = 0;
  virtual void get_acd_groups(std::vector<std::shared_ptr<AcdGroup>>* out, Completion done) = 0;
  // Addresses at which calls of a group can be taken.
  virtual void enumerate_usable_addresses(std::shared_ptr<Enumerator<const AddressObject>>* out, Completion done) = 0;
  virtual void get_usable_addresses(std::vector<std::shared_ptr<const AddressObject>>* out, Completion done) = 0;
};

}  // namespace acdloop::tapi
