// SPDX-License-Identifier: Apache-2.0
// One TAPI application of the façade: its event filter and its way to the agent handler. Internal to drivers/tapi.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drivers/tapi/facade_core.hpp"

namespace acdloop::tapi {

class FacadeApplication : public Application {
 public:
  FacadeApplication(const std::shared_ptr<FacadeCore>& core, const std::string& user);

  Hresult put_event_filter(std::int32_t mask) override;
  Hresult get_event_filter(std::int32_t* out) override;
  void advise(NotificationSink sink) override;
  void enumerate_agent_handlers(std::shared_ptr<Enumerator<AgentHandler>>* out, Completion done) override;
  void get_agent_handlers(std::vector<std::shared_ptr<AgentHandler>>* out, Completion done) override;

 private:
  std::weak_ptr<FacadeCore> core_;
  std::shared_ptr<Subscription> subscription_;
  std::shared_ptr<AgentHandler> handler_;
};

}  // namespace acdloop::tapi
