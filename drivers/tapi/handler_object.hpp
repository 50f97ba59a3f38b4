// SPDX-License-Identifier: Apache-2.0
// ITAgentHandler as the façade hands it out: one object for an application, which makes agents under its account.
// Internal to drivers/tapi.
#pragma once

#include <memory>
#include <string>

#include "drivers/tapi/agent_handler.hpp"
#include "drivers/tapi/facade_core.hpp"

namespace acdloop::tapi {

class HandlerObject final : public AgentHandler {
 public:
  HandlerObject(std::weak_ptr<FacadeCore> core, std::string user);

  void get_name(std::string* out, Completion done) override;
  void create_agent(std::shared_ptr<Agent>* out, Completion done) override;
  void create_agent_with_id(const cti::AgentId& id, const std::optional<std::string>& pin, std::shared_ptr<Agent>* out,
                            Completion done) override;
  void enumerate_acd_groups(std::shared_ptr<Enumerator<AcdGroup>>* out, Completion done) override;
  void get_acd_groups(std::vector<std::shared_ptr<AcdGroup>>* out, Completion done) override;
  void enumerate_usable_addresses(std::shared_ptr<Enumerator<const AddressObject>>* out, Completion done) override;
  void get_usable_addresses(std::vector<std::shared_ptr<const AddressObject>>* out, Completion done) override;

 private:
  void give(std::shared_ptr<AgentObject> agent, const std::string& pin, std::shared_ptr<Agent>* out, Completion done);

  std::weak_ptr<FacadeCore> core_;
  std::string user_;
};

}  // namespace acdloop::tapi
