// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/group_object.hpp"

#include <utility>
#include <vector>

#include "drivers/tapi/answering.hpp"
#include "drivers/tapi/enumerator_list.hpp"

namespace acdloop::tapi {
namespace {

using Ready = std::function<void(Hresult)>;

// Answered from memory while the switch has the group, else `removed`.
template <class T, class Value>
void answer_unless_removed(const std::weak_ptr<FacadeCore>& weak, const QueueRecord& record, Hresult removed, T* out,
                           Completion done, Value value) {
  const auto core = weak.lock();
  if (core && out != nullptr && record.removed) return core->complete(std::move(done), removed);
  answer_from_memory(weak, out, std::move(done), std::move(value));
}

auto behind_group(const std::shared_ptr<QueueRecord>& record, Hresult removed) {
  return [record, removed](FacadeCore& core, Ready ready) { core.group_barrier(record, removed, std::move(ready)); };
}

constexpr Hresult group_removed = TAPI_E_CALLCENTER_GROUP_REMOVED_;
constexpr Hresult queue_removed = TAPI_E_CALLCENTER_QUEUE_REMOVED_;

}  // namespace

QueueObject::QueueObject(std::weak_ptr<FacadeCore> core, std::shared_ptr<QueueRecord> record)
    : core_(std::move(core)), record_(std::move(record)) {}

void QueueObject::get_name(std::string* out, Completion done) {
  answer_unless_removed(core_, *record_, queue_removed, out, std::move(done),
                        [record = record_] { return record->group.value(); });
}

void QueueObject::put_measurement_period(std::int32_t seconds, Completion done) {
  if (const auto core = core_.lock()) core->measure_queue(record_, seconds, std::move(done));
}

void QueueObject::get_measurement_period(std::int32_t* out, Completion done) {
  answer_unless_removed(core_, *record_, queue_removed, out, std::move(done),
                        [record = record_] { return record->window.period; });
}

void QueueObject::get_figure(QueueMethod figure, std::int32_t* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  const bool known = figure >= QueueMethod::get_TotalCallsQueued && figure <= QueueMethod::get_FinalDisposition;
  if (!known) return core->complete(std::move(done), E_INVALIDARG_);
  answer_behind(core_, out, std::move(done), behind_group(record_, queue_removed),
                [record = record_, figure](FacadeCore& here) { return here.queue_figure(*record, figure); });
}

GroupObject::GroupObject(std::weak_ptr<FacadeCore> core, std::shared_ptr<QueueRecord> record,
                         std::shared_ptr<Queue> queue)
    : core_(std::move(core)), record_(std::move(record)), queue_(std::move(queue)) {}

void GroupObject::get_name(std::string* out, Completion done) {
  answer_unless_removed(core_, *record_, group_removed, out, std::move(done),
                        [record = record_] { return record->group.value(); });
}

void GroupObject::enumerate_queues(std::shared_ptr<Enumerator<Queue>>* out, Completion done) {
  answer_behind(core_, out, std::move(done), behind_group(record_, group_removed),
                [queue = queue_](FacadeCore&) { return std::make_shared<EnumeratorList<Queue>>(std::vector{queue}); });
}

void GroupObject::get_queues(std::vector<std::shared_ptr<Queue>>* out, Completion done) {
  answer_behind(core_, out, std::move(done), behind_group(record_, group_removed),
                [queue = queue_](FacadeCore&) { return std::vector{queue}; });
}

}  // namespace acdloop::tapi
