// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/application.hpp"

#include <utility>

#include "drivers/tapi/answering.hpp"
#include "drivers/tapi/enumerator_list.hpp"
#include "drivers/tapi/handler_object.hpp"

namespace acdloop::tapi {

FacadeApplication::FacadeApplication(const std::shared_ptr<FacadeCore>& core, const std::string& user)
    : core_(core), subscription_(core->subscribe()), handler_(std::make_shared<HandlerObject>(core, user)) {}

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

void FacadeApplication::enumerate_agent_handlers(std::shared_ptr<Enumerator<AgentHandler>>* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [handler = handler_] {
    return std::make_shared<EnumeratorList<AgentHandler>>(std::vector{handler});
  });
}

void FacadeApplication::get_agent_handlers(std::vector<std::shared_ptr<AgentHandler>>* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [handler = handler_] { return std::vector{handler}; });
}

}  // namespace acdloop::tapi
