// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/handler_object.hpp"

#include <utility>

#include "drivers/tapi/agent_object.hpp"
#include "drivers/tapi/answering.hpp"
#include "drivers/tapi/enumerator_list.hpp"

namespace acdloop::tapi {

HandlerObject::HandlerObject(std::weak_ptr<FacadeCore> core, std::string user)
    : core_(std::move(core)), user_(std::move(user)) {}

void HandlerObject::get_name(std::string* out, Completion done) {
  const auto core = core_.lock();
  answer_from_memory(core_, out, std::move(done), [name = core ? core->site().name : std::string{}] { return name; });
}

// Making an agent is the application's affair: the switch hears of it with the first log-on.
void HandlerObject::create_agent(std::shared_ptr<Agent>* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  if (out == nullptr) return core->complete(std::move(done), E_POINTER_);
  // Whose agent it is, is a matter of the account: at the switch it has the account's name [guess].
  give(core->agent_object(cti::AgentId{user_}, false), {}, out, std::move(done));
}

void HandlerObject::create_agent_with_id(const cti::AgentId& id, const std::optional<std::string>& pin,
                                         std::shared_ptr<Agent>* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  if (out == nullptr) return core->complete(std::move(done), E_POINTER_);
  if (!pin || id.empty()) return core->complete(std::move(done), E_INVALIDARG_);
  give(core->agent_object(id, true), *pin, out, std::move(done));
}

void HandlerObject::give(std::shared_ptr<AgentObject> agent, const std::string& pin, std::shared_ptr<Agent>* out,
                         Completion done) {
  const auto core = core_.lock();
  if (!agent) return core->complete(std::move(done), E_OUTOFMEMORY_);
  agent->made_by(user_, pin);
  core->complete(std::move(done), S_OK_, [out, agent = std::move(agent)] { *out = agent; });
}

void HandlerObject::enumerate_acd_groups(std::shared_ptr<Enumerator<AcdGroup>>* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  answer_from_memory(core_, out, std::move(done),
                     [groups = core->groups()] { return std::make_shared<EnumeratorList<AcdGroup>>(groups); });
}

void HandlerObject::get_acd_groups(std::vector<std::shared_ptr<AcdGroup>>* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  answer_from_memory(core_, out, std::move(done), [groups = core->groups()] { return groups; });
}

void HandlerObject::enumerate_usable_addresses(std::shared_ptr<Enumerator<const AddressObject>>* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  answer_from_memory(core_, out, std::move(done), [addresses = core->addresses()] {
    return std::make_shared<EnumeratorList<const AddressObject>>(addresses);
  });
}

void HandlerObject::get_usable_addresses(std::vector<std::shared_ptr<const AddressObject>>* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  answer_from_memory(core_, out, std::move(done), [addresses = core->addresses()] { return addresses; });
}

}  // namespace acdloop::tapi
