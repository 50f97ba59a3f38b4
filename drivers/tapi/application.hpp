// SPDX-License-Identifier: Apache-2.0
// One TAPI application of the façade: its event filter and its way to create sessions. Internal to drivers/tapi.
#pragma once

#include <memory>

#include "drivers/tapi/facade_core.hpp"

namespace acdloop::tapi {

class FacadeApplication : public Application {
 public:
  explicit FacadeApplication(const std::shared_ptr<FacadeCore>& core);

  Hresult put_event_filter(std::int32_t mask) override;
  Hresult get_event_filter(std::int32_t* out) override;
  void advise(NotificationSink sink) override;
  void create_session(const cti::AgentId& agent, const cti::AcdGroupId& group, const cti::Address& address,
                      std::shared_ptr<AgentSession>* out, Completion done) override;

 private:
  std::weak_ptr<FacadeCore> core_;
  std::shared_ptr<Subscription> subscription_;
};

}  // namespace acdloop::tapi
