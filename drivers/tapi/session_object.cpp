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

// R3 methods: asked of the proxy, whose packed structure holds the figure.
// By a reading, what such a structure would hold is an error instead.
using IsError = bool (*)(const line::AgentSessionInfo&);
bool never(const line::AgentSessionInfo&) { return false; }
bool after_the_end(const line::AgentSessionInfo& info) { return info.state == line::session_state::ended; }
bool without_a_call(const line::AgentSessionInfo& info) { return info.calls == 0; }

// An ended session's figures are numbers only by a reading.
IsError gone(const Readings& readings) {
  return readings.ended_query == Readings::EndedQuery::error ? &after_the_end : &never;
}
IsError gone_by(const CoreRef& weak) {
  const auto core = weak.lock();
  return core ? gone(core->readings()) : &never;
}

template <class T, class Value>
void answer_from_info(const CoreRef& weak, line::HAgentSession handle, T* out, Completion done, Value value,
                      IsError is_error = &never) {
  const auto core = weak.lock();
  if (!core) return;
  if (out == nullptr) return core->complete(std::move(done), E_POINTER_);
  const Hresult no_number = in_style(LINEERR_OPERATIONFAILED_, core->readings().error_style);
  core->session_info(handle, [=, done = std::move(done)](Hresult result, const line::AgentSessionInfo& info) {
    if (result.succeeded() && is_error(info)) result = no_number;
    if (result.succeeded()) *out = value(info);
    if (done) done(result);
  });
}

// TAPI 3 hands a DWORD out as a signed long.
std::int32_t as_long(line::Dword value) { return static_cast<std::int32_t>(value); }

line::Dword figure_in(const line::AgentSessionInfo& info, Method figure) {
  switch (figure) {
    case Method::get_SessionDuration:
      return info.duration;
    case Method::get_NumberOfCalls:
      return info.calls;
    case Method::get_TotalTalkTime:
      return info.talk_time;
    case Method::get_AverageTalkTime:
      return info.average_talk_time;
    case Method::get_TotalCallTime:
      return info.call_time;
    case Method::get_AverageCallTime:
      return info.average_call_time;
    case Method::get_TotalWrapUpTime:
      return info.wrap_up_time;
    case Method::get_AverageWrapUpTime:
      return info.average_wrap_up_time;
    case Method::get_LongestTimeToAnswer:
      return info.longest_time_to_answer;
    case Method::get_AverageTimeToAnswer:
      return info.average_time_to_answer;
    default:
      return 0;
  }
}

}  // namespace

SessionObject::SessionObject(std::weak_ptr<FacadeCore> core, std::shared_ptr<const SessionRecord> record,
                             std::shared_ptr<Agent> agent, std::shared_ptr<AcdGroup> group)
    : core_(std::move(core)),
      record_(std::move(record)),
      state_(record_->timeline.states().front().state),
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
  answer_from_memory(core_, out, std::move(done), [self = shared_from_this()] { return self->state_; });
}

void SessionObject::put_state(std::int32_t state, Completion done) {
  if (const auto core = core_.lock()) core->put_session_state(handle(), state, std::move(done));
}

void SessionObject::get_session_start_time(OleDate* out, Completion done) {
  answer_from_info(
      core_, handle(), out, std::move(done),
      [](const line::AgentSessionInfo& info) { return OleDate{info.start_time}; }, gone_by(core_));
}

void SessionObject::get_acd_call_rate(Currency* out, Completion done) {
  answer_from_info(
      core_, handle(), out, std::move(done),
      [](const line::AgentSessionInfo& info) { return Currency{info.call_rate}; }, gone_by(core_));
}

void SessionObject::get_figure(Method figure, std::int32_t* out, Completion done) {
  const auto core = core_.lock();
  if (!core) return;
  if (static_cast<std::size_t>(figure) >= static_cast<std::size_t>(method_count) ||
      row_of(figure).value != ValueKind::whole_number) {
    return core->complete(std::move(done), E_INVALIDARG_);
  }
  const Readings& readings = core->readings();
  const bool no_average = is_average(figure) && readings.empty_average == Readings::EmptyAverage::error;
  answer_from_info(
      core_, handle(), out, std::move(done),
      [figure](const line::AgentSessionInfo& info) { return as_long(figure_in(info, figure)); },
      no_average ? &without_a_call : gone(readings));
}

line::HAgentSession SessionObject::handle() const { return handle_of(*record_); }

bool SessionObject::enter(SessionState state) { return std::exchange(state_, state) != state; }

}  // namespace acdloop::tapi
