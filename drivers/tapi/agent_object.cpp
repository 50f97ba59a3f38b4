// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/agent_object.hpp"

#include <utility>

#include "drivers/tapi/answering.hpp"
#include "drivers/tapi/enumerator_list.hpp"

namespace acdloop::tapi {

AgentObject::AgentObject(std::weak_ptr<FacadeCore> core, std::shared_ptr<AgentRecord> record, bool has_id)
    : core_(std::move(core)), record_(std::move(record)), has_id_(has_id) {}

void AgentObject::get_agent_sessions(std::vector<std::shared_ptr<AgentSession>>* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [weak = core_, record = record_] {
    const auto here = weak.lock();
    return here ? here->sessions_of(*record) : std::vector<std::shared_ptr<AgentSession>>{};
  });
}

void AgentObject::enumerate_agent_sessions(std::shared_ptr<Enumerator<AgentSession>>* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [weak = core_, record = record_] {
    const auto here = weak.lock();
    return std::make_shared<EnumeratorList<AgentSession>>(here ? here->sessions_of(*record)
                                                               : std::vector<std::shared_ptr<AgentSession>>{});
  });
}

void AgentObject::create_session(const cti::AcdGroupId& group, const cti::Address& address,
                                 std::shared_ptr<AgentSession>* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  if (out == nullptr) return core->complete(std::move(done), E_POINTER_);
  if (group.empty() || address.empty()) return core->complete(std::move(done), E_INVALIDARG_);
  std::optional<std::string> pin;
  if (!pin_.empty() && core->carries_pins()) pin = pin_;
  core->open_session(shared_from_this(), {record_->id, group, address}, pin, out, std::move(done));
}

void AgentObject::create_session_with_pin(const cti::AcdGroupId& group, const cti::Address& address,
                                          const std::optional<std::string>& pin, std::shared_ptr<AgentSession>* out,
                                          Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  if (out == nullptr) return core->complete(std::move(done), E_POINTER_);
  if (!has_id_) return core->complete(std::move(done), TAPI_E_CALLCENTER_NO_AGENT_ID_);
  if (!pin || group.empty() || address.empty()) return core->complete(std::move(done), E_INVALIDARG_);
  // A wire without PINs cannot check this one: better no session than one that seems to have been checked.
  if (!core->carries_pins()) return core->complete(std::move(done), core->raw(LINEERR_OPERATIONUNAVAIL_));
  core->open_session(shared_from_this(), {record_->id, group, address}, pin, out, std::move(done));
}

void AgentObject::get_id(std::string* out, Completion done) {
  const auto core = core_.lock();
  if (core && out != nullptr && !has_id_) return core->complete(std::move(done), TAPI_E_CALLCENTER_NO_AGENT_ID_);
  answer_from_memory(core_, out, std::move(done), [record = record_] { return record->id.value(); });
}

void AgentObject::get_user(std::string* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [user = user_] { return user; });
}

void AgentObject::put_state(std::int32_t state, Completion done) {
  if (const auto core = core_.lock()) core->put_agent_state(record_, state, std::move(done));
}

void AgentObject::get_state(AgentStatus* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [record = record_] { return record->status; });
}

void AgentObject::put_measurement_period(std::int32_t seconds, Completion done) {
  if (const auto core = core_.lock()) core->measure_agent(record_, seconds, std::move(done));
}

void AgentObject::get_measurement_period(std::int32_t* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [record = record_] { return record->window.period; });
}

void AgentObject::get_overall_call_rate(Currency* out, Completion done) {
  answer_behind(
      core_, out, std::move(done),
      [record = record_](FacadeCore& core, std::function<void(Hresult)> ready) {
        core.agent_barrier(record, std::move(ready));
      },
      [record = record_](FacadeCore& core) { return core.overall_call_rate(*record); });
}

void AgentObject::get_figure(AgentMethod figure, std::int32_t* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  const bool known = figure >= AgentMethod::get_NumberOfACDCalls && figure <= AgentMethod::get_TotalWrapUpTime;
  if (!known) return core->complete(std::move(done), E_INVALIDARG_);
  answer_behind(
      core_, out, std::move(done),
      [record = record_](FacadeCore& here, std::function<void(Hresult)> ready) {
        here.agent_barrier(record, std::move(ready));
      },
      [record = record_, figure](FacadeCore& here) { return here.agent_figure(*record, figure); });
}

}  // namespace acdloop::tapi
