// SPDX-License-Identifier: Apache-2.0
// ITQueue: a place where calls wait for an agent. Implemented by our reference façade and by decorators around it; used
// by the runner. Rules of every method as in agent.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "drivers/cti/ids.hpp"
#include "drivers/tapi/agent_session.hpp"
#include "drivers/tapi/object_methods.hpp"

namespace acdloop::tapi {

// ACDQUEUE_EVENT, NE:tapi3cc.ACDQUEUE_EVENT.
enum class QueueEvent : std::int32_t { new_queue = 0, queue_removed = 1 };
std::string_view to_string(QueueEvent event);  // "ACDQE_NEW_QUEUE"

class Queue {
 public:
  virtual ~Queue() = default;

  // What COM identity is to an object: the group that the queue belongs to. No method of the API, never judged.
  virtual const cti::AcdGroupId& group() const = 0;

  // Every method of a queue that the switch no longer has: TAPI_E_CALLCENTER_QUEUE_REMOVED.
  virtual void get_name(std::string* out, Completion done) = 0;
  // Seconds; zero completes with E_INVALIDARG (NF:tapi3cc.ITQueue.put_MeasurementPeriod).
  virtual void put_measurement_period(std::int32_t seconds, Completion done) = 0;
  virtual void get_measurement_period(std::int32_t* out, Completion done) = 0;
  // The nine `long` getters: figure is one of them (calls or seconds).
  virtual void get_figure(QueueMethod figure, std::int32_t* out, Completion done) = 0;
};

}  // namespace acdloop::tapi
