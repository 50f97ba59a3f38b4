// SPDX-License-Identifier: Apache-2.0
// ITACDGroup and ITQueue as the façade hands them out: one object each for a group. Internal to drivers/tapi.
#pragma once

#include <memory>

#include "drivers/tapi/acd_group.hpp"
#include "drivers/tapi/facade_core.hpp"
#include "drivers/tapi/queue_book.hpp"

namespace acdloop::tapi {

class QueueObject final : public Queue {
 public:
  QueueObject(std::weak_ptr<FacadeCore> core, std::shared_ptr<QueueRecord> record);

  const cti::AcdGroupId& group() const override { return record_->group; }
  void get_name(std::string* out, Completion done) override;
  void put_measurement_period(std::int32_t seconds, Completion done) override;
  void get_measurement_period(std::int32_t* out, Completion done) override;
  void get_figure(QueueMethod figure, std::int32_t* out, Completion done) override;

 private:
  std::weak_ptr<FacadeCore> core_;
  std::shared_ptr<QueueRecord> record_;
};

// A group has one queue [the protocols that we speak have no other].
class GroupObject final : public AcdGroup {
 public:
  GroupObject(std::weak_ptr<FacadeCore> core, std::shared_ptr<QueueRecord> record, std::shared_ptr<Queue> queue);

  const cti::AcdGroupId& id() const override { return record_->group; }
  void get_name(std::string* out, Completion done) override;
  void enumerate_queues(std::shared_ptr<Enumerator<Queue>>* out, Completion done) override;
  void get_queues(std::vector<std::shared_ptr<Queue>>* out, Completion done) override;

 private:
  std::weak_ptr<FacadeCore> core_;
  std::shared_ptr<QueueRecord> record_;
  std::shared_ptr<Queue> queue_;
};

}  // namespace acdloop::tapi
