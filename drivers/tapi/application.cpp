// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/application.hpp"

#include <utility>

namespace acdloop::tapi {

FacadeApplication::FacadeApplication(const std::shared_ptr<FacadeCore>& core)
    : core_(core), subscription_(core->subscribe()) {}

Hresult FacadeApplication::put_event_filter(std::int32_t mask) {
  subscription_->mask = mask;
  return S_OK_;
}

Hresult FacadeApplication::get_event_filter(std::int32_t* out) {
  if (out == nullptr) return E_POINTER_;
  *out = subscription_->mask.value_or(0);
  return S_OK_;
}

void FacadeApplication::advise(NotificationSink sink) { subscription_->sink = std::move(sink); }

void FacadeApplication::create_session(const cti::AgentId& agent, const cti::AcdGroupId& group,
                                       const cti::Address& address, std::shared_ptr<AgentSession>* out,
                                       Completion done) {
  if (const auto core = core_.lock()) core->open_session({agent, group, address}, out, std::move(done));
}

}  // namespace acdloop::tapi
