// SPDX-License-Identifier: Apache-2.0
// ITACDGroup: a class of calls, served by its queues. Implemented by our reference façade and by decorators around it;
// used by the runner. Rules of every method as in agent.hpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/ids.hpp"
#include "drivers/tapi/agent_session.hpp"
#include "drivers/tapi/enumerator.hpp"
#include "drivers/tapi/queue.hpp"

namespace acdloop::tapi {

// ACDGROUP_EVENT, NE:tapi3cc.ACDGROUP_EVENT.
enum class GroupEvent : std::int32_t { new_group = 0, group_removed = 1 };
std::string_view to_string(GroupEvent event);  // "ACDGE_NEW_GROUP"

class AcdGroup {
 public:
  virtual ~AcdGroup() = default;

  // What COM identity is to an object: which group it is. No method of the API, never judged.
  virtual const cti::AcdGroupId& id() const = 0;

  // Every method of a group that the switch no longer has: TAPI_E_CALLCENTER_GROUP_REMOVED.
  virtual void get_name(std::string* out, Completion done) = 0;
  virtual void enumerate_queues(std::shared_ptr<Enumerator<Queue>>* out, Completion done) = 0;
  virtual void get_queues(std::vector<std::shared_ptr<Queue>>* out, Completion done) = 0;
};

}  // namespace acdloop::tapi
