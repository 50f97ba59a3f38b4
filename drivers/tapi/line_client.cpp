// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/line_client.hpp"

#include <utility>

namespace acdloop::tapi {
namespace {

constexpr std::size_t max_agents = LineNames::max_names;

}  // namespace

LineClient::LineClient(line::Line& line, LineNames& names, const Clock& clock, const Readings& readings, Status status,
                       Run run)
    : line_(line),
      names_(names),
      clock_(clock),
      readings_(readings),
      status_(std::move(status)),
      run_(std::move(run)),
      self_(std::make_shared<LineClient*>(this)) {}

LineClient::~LineClient() { *self_ = nullptr; }

std::int32_t LineClient::open() {
  const auto opened = line_.open({}, [self = self_](const line::Message& message) {
    if (*self != nullptr) (*self)->on_message(message);
  });
  if (!opened) return opened.error();
  line_handle_ = *opened;
  return 0;
}

void LineClient::close() {
  for (const auto& [waiter, pending] : std::exchange(pending_, {})) clock_.cancel(pending.timer);
  waiters_.clear();
  if (line_handle_ != 0) line_.close(std::exchange(line_handle_, 0));
}

void LineClient::end(std::function<void()> method) {
  run_([self = self_, method = std::move(method)] {
    if (*self != nullptr && (*self)->line_handle_ != 0) method();
  });
}

void LineClient::get_info(line::HAgentSession session, Info done) {
  const line::Buffer buffer = line::make_buffer(line::AgentSessionInfo::size);
  const std::int32_t id = line_.get_agent_session_info(line_handle_, session, buffer);
  await(id, clock_.now() + readings_.timeout,
        [this, buffer, done = std::move(done)](std::optional<std::int32_t> result) {
          Hresult code = hresult_of(result, Operation::get_figure);
          line::AgentSessionInfo info;
          if (code.succeeded()) {
            const auto read = line::read_agent_session_info(*buffer);
            if (read) {
              info = *read;
            } else {
              // The proxy says that it succeeded and has not filled the structure.
              code = in_style(LINEERR_OPERATIONFAILED_, readings_.error_style);
            }
          }
          end([done, code, info] { done(code, info); });
        });
}

void LineClient::set_state(line::HAgentSession session, line::Dword state, Done done) {
  const std::int32_t id = line_.set_agent_session_state(line_handle_, session, state, 0);
  await(id, clock_.now() + readings_.timeout, [this, done = std::move(done)](std::optional<std::int32_t> result) {
    end([done, code = hresult_of(result, Operation::put_state)] { done(code); });
  });
}

void LineClient::create_session(const cti::AgentSessionKey& key, const std::optional<std::string>& pin, Created done) {
  const TimePoint deadline = clock_.now() + readings_.timeout;
  if (const auto known = agents_.find(key.agent); known != agents_.end()) {
    return create_on(known->second, key, pin, deadline, done);
  }
  const auto handle = std::make_shared<line::Dword>(0);
  const std::int32_t id = line_.create_agent(line_handle_, key.agent.value(), std::nullopt, handle);
  await(id, deadline, [this, key, pin, deadline, handle, done](std::optional<std::int32_t> result) {
    if (result != 0) {
      return end([done, code = hresult_of(result, Operation::create_session)] { done(code, 0); });
    }
    if (agents_.size() < max_agents) agents_.emplace(key.agent, *handle);
    create_on(*handle, key, pin, deadline, done);
  });
}

void LineClient::create_on(line::HAgent agent, const cti::AgentSessionKey& key, const std::optional<std::string>& pin,
                           TimePoint deadline, const Created& done) {
  const auto handle = std::make_shared<line::Dword>(0);
  const auto group = names_.group(key.group);
  const auto address = names_.address(key.address);
  const std::int32_t id = group && address
                              ? line_.create_agent_session(line_handle_, agent, pin, *address, *group, handle)
                              : line::error::no_mem;
  await(id, deadline, [this, handle, done](std::optional<std::int32_t> result) {
    end([done, code = hresult_of(result, Operation::create_session), handle = *handle] { done(code, handle); });
  });
}

void LineClient::await(std::int32_t id, TimePoint deadline, Reply reply) {
  if (id <= 0) {
    clock_.post([self = self_, reply = std::move(reply), result = id != 0 ? id : line::error::operation_failed] {
      if (*self != nullptr && (*self)->line_handle_ != 0) reply(result);
    });
    return;
  }
  const std::uint64_t waiter = ++last_waiter_;
  const std::uint64_t timer = clock_.at(deadline, [self = self_, waiter] {
    if (*self != nullptr) (*self)->on_deadline(waiter);
  });
  pending_.emplace(waiter, Pending{static_cast<line::Dword>(id), timer, std::move(reply)});
  // On a line that gives an id out twice the later request gets the reply, the earlier one times out.
  waiters_.insert_or_assign(static_cast<line::Dword>(id), waiter);
}

// An answer of this very instant still counts: whatever else is due goes first.
void LineClient::on_deadline(std::uint64_t waiter) {
  const auto found = pending_.find(waiter);
  if (found == pending_.end()) return;
  found->second.timer = clock_.at(clock_.now(), [self = self_, waiter] {
    if (*self != nullptr) (*self)->finish(waiter, std::nullopt);
  });
}

void LineClient::on_message(const line::Message& message) {
  if (message.message == line::message::agent_session_status) return status_(message.p1, message.p2, message.p3);
  if (message.message != line::message::reply) return;
  // An id that nobody waits for any more: too late.
  if (const auto waiter = waiters_.find(message.p1); waiter != waiters_.end()) {
    finish(waiter->second, static_cast<std::int32_t>(message.p2));
  }
}

void LineClient::finish(std::uint64_t waiter, std::optional<std::int32_t> result) {
  const auto found = pending_.find(waiter);
  if (found == pending_.end()) return;
  Pending pending = std::move(found->second);
  pending_.erase(found);
  if (const auto its_own = waiters_.find(pending.request); its_own != waiters_.end() && its_own->second == waiter) {
    waiters_.erase(its_own);
  }
  clock_.cancel(pending.timer);
  pending.reply(result);
}

Hresult LineClient::hresult_of(std::optional<std::int32_t> result, Operation operation) const {
  if (!result) return TAPI_E_TIMEOUT_;
  return hresult_of_line(*result, operation, readings_.error_style);
}

}  // namespace acdloop::tapi
