// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/session_object.hpp"

#include <utility>

#include "drivers/tapi/acd_group.hpp"
#include "drivers/tapi/agent.hpp"
#include "drivers/tapi/answering.hpp"
#include "drivers/tapi/session_figures.hpp"

namespace acdloop::tapi {
namespace {

using CoreRef = std::weak_ptr<FacadeCore>;
using RecordRef = std::shared_ptr<const SessionRecord>;

// R3 methods: the answer waits for one round trip, so that it tells what the switch had said by then. An ended
// session's figures are final and need none.
template <class T, class Value>
void answer_behind_barrier(
    const CoreRef& weak, const RecordRef& record, T* out, Completion done, Value value,
    const std::function<bool(const FacadeCore&)>& is_error = [](const FacadeCore&) { return false; }) {
  const auto core = weak.lock();
  if (!core) return;
  if (out == nullptr) return core->complete(std::move(done), E_POINTER_);
  const auto write = [weak, out, value] {
    if (const auto here = weak.lock()) *out = value(*here);
  };
  // Figures that miss calls for want of room are not handed out as if they were whole.
  const auto code = [record, weak, is_error] {
    const auto here = weak.lock();
    if (here && is_error(*here)) return in_style(LINEERR_OPERATIONFAILED_, here->readings().error_style);
    return record->timeline.left_out() == 0 ? S_OK_ : E_OUTOFMEMORY_;
  };
  if (record->timeline.ended() && core->readings().ended_query == Readings::EndedQuery::error) {
    return core->complete(std::move(done), in_style(LINEERR_OPERATIONFAILED_, core->readings().error_style));
  }
  if (record->timeline.ended()) {
    const Hresult result = code();
    return core->complete(std::move(done), result, result.succeeded() ? std::function<void()>{write} : nullptr);
  }
  core->barrier(record, [write, code, done = std::move(done)](Hresult result) {
    if (result.succeeded()) result = code();
    if (result.succeeded()) write();
    if (done) done(result);
  });
}

}  // namespace

SessionObject::SessionObject(std::weak_ptr<FacadeCore> core, std::shared_ptr<const SessionRecord> record,
                             std::shared_ptr<Agent> agent, std::shared_ptr<AcdGroup> group, double start_date)
    : core_(std::move(core)),
      record_(std::move(record)),
      start_date_{start_date},
      agent_(std::move(agent)),
      address_(std::make_shared<const AddressObject>(AddressObject{record_->key.address})),
      group_(std::move(group)) {}

void SessionObject::get_agent(std::shared_ptr<Agent>* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [agent = agent_] { return agent; });
}

void SessionObject::get_address(std::shared_ptr<const AddressObject>* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [address = address_] { return address; });
}

void SessionObject::get_acd_group(std::shared_ptr<AcdGroup>* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [group = group_] { return group; });
}

void SessionObject::get_state(SessionState* out, Completion done) {
  answer_from_memory(core_, out, std::move(done), [record = record_] { return record->timeline.state(); });
}

void SessionObject::put_state(std::int32_t state, Completion done) {
  if (const auto core = core_.lock()) core->put_state(record_, state, std::move(done));
}

void SessionObject::get_session_start_time(OleDate* out, Completion done) {
  answer_behind_barrier(core_, record_, out, std::move(done), [date = start_date_](const FacadeCore&) { return date; });
}

void SessionObject::get_acd_call_rate(Currency* out, Completion done) {
  answer_behind_barrier(core_, record_, out, std::move(done), [record = record_](const FacadeCore& core) {
    return call_rate_of(record->timeline, core.readings(), core.now());
  });
}

void SessionObject::get_figure(Method figure, std::int32_t* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  if (static_cast<std::size_t>(figure) >= static_cast<std::size_t>(method_count) ||
      row_of(figure).value != ValueKind::whole_number) {
    return core->complete(std::move(done), E_INVALIDARG_);
  }
  // An average of nothing is a number only by a reading.
  const auto is_error = [record = record_, figure](const FacadeCore& here) {
    const bool zero = here.readings().empty_average != Readings::EmptyAverage::error;
    return !zero && is_average(figure) && record->timeline.calls().empty();
  };
  answer_behind_barrier(
      core_, record_, out, std::move(done),
      [record = record_, figure](const FacadeCore& here) {
        return figure_of(record->timeline, figure, here.readings(), here.now());
      },
      is_error);
}

}  // namespace acdloop::tapi
