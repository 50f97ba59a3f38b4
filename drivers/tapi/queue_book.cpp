// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/queue_book.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

namespace acdloop::tapi {
namespace {

using cti::ConnectionState;

constexpr std::int64_t second = 1'000'000'000;

std::optional<cti::AcdGroupId> queue_entered(const cti::CallEvent& event, const cti::ConnectionChange& change) {
  if (change.to != ConnectionState::queued) return std::nullopt;
  if (change.connection.device.category == cti::DeviceCategory::acd_group) {
    return cti::AcdGroupId{change.connection.device.id};
  }
  return event.info.group;
}

std::int32_t narrow(std::int64_t value) {
  return static_cast<std::int32_t>(std::min<std::int64_t>(value, std::numeric_limits<std::int32_t>::max()));
}

Duration longest_now(const QueueRecord& queue, TimePoint now) {
  Duration longest{};
  for (const auto& [call, since] : queue.waiting) longest = std::max(longest, now - since);
  return longest;
}

}  // namespace

std::shared_ptr<QueueRecord> QueueBook::find(const cti::AcdGroupId& group) const {
  const auto found = queues_.find(group);
  return found == queues_.end() ? nullptr : found->second;
}

std::shared_ptr<QueueRecord> QueueBook::of(const cti::AcdGroupId& group, TimePoint now) {
  if (auto known = find(group)) return known;
  if (queues_.size() >= max_queues) {
    ++left_out_;
    return nullptr;
  }
  auto queue = std::make_shared<QueueRecord>(group);
  queue->window.since = now;
  queues_.emplace(group, queue);
  watch_end(*queue);
  return queue;
}

void QueueBook::watch_end(const QueueRecord& queue) {
  if (queue.window.period <= 0) return;
  period_ends_.emplace(queue.window.since + std::chrono::seconds{queue.window.period}, queue.group);
}

void QueueBook::roll(TimePoint now) {
  while (!period_ends_.empty() && period_ends_.begin()->first <= now) {
    QueueRecord& queue = *queues_.at(period_ends_.begin()->second);
    period_ends_.erase(period_ends_.begin());
    queue.window.roll(now);
    restart(queue, queue.window.since);
    watch_end(queue);
  }
}

// Calls that wait stay where they are and keep the time they came: only what was counted starts anew.
void QueueBook::restart(QueueRecord& queue, TimePoint at) {
  queue.window.since = at;
  queue.queued = queue.abandoned = queue.flowed_in = queue.flowed_out = queue.final_treatment = queue.waits = 0;
  queue.waited = {};
  if (readings_.longest_ever_scope == Readings::EverScope::period) queue.longest = {};
}

void QueueBook::measure(QueueRecord& queue, std::int32_t seconds, TimePoint now) {
  if (queue.window.period > 0) {
    period_ends_.erase({queue.window.since + std::chrono::seconds{queue.window.period}, queue.group});
  }
  queue.window.period = seconds;
  restart(queue, now);
  watch_end(queue);
}

void QueueBook::on_call(const cti::CallEvent& event, TimePoint now) {
  if (event.renamed) rename(*event.renamed);
  const cti::CallId& call = event.info.call;
  for (const cti::ConnectionChange& change : event.changes) {
    if (const auto group = queue_entered(event, change)) enter(change.connection.call, *group, now);
  }
  // A wire that reports no queue entry: the offer is the first word of the call.
  const bool offered = event.kind == cti::CallEventKind::delivered && event.info.group;
  if (offered && event.info.call_class == cti::CallClass::acd && !calls_.contains(call)) {
    enter(call, *event.info.group, now);
  }
  const auto known = calls_.find(call);
  if (known == calls_.end()) return;
  switch (event.kind) {
    case cti::CallEventKind::established:
      return leave(call, Left::answered, now);
    case cti::CallEventKind::call_cleared:
      return leave(call, Left::abandoned, now);
    case cti::CallEventKind::connection_cleared: {
      // Nobody hung up but the queue itself: the call has come to the end of its guide.
      const bool by_queue = event.by.id == known->second->group.value();
      return leave(call, by_queue ? Left::final_treatment : Left::abandoned, now);
    }
    default:
      return;
  }
}

void QueueBook::rename(const cti::Renamed& renamed) {
  auto call = calls_.extract(renamed.before);
  if (!call || calls_.contains(renamed.now)) return;
  auto waiting = call.mapped()->waiting.extract(renamed.before);
  waiting.key() = renamed.now;
  call.mapped()->waiting.insert(std::move(waiting));
  call.key() = renamed.now;
  calls_.insert(std::move(call));
}

void QueueBook::enter(const cti::CallId& call, const cti::AcdGroupId& group, TimePoint now) {
  const auto known = calls_.find(call);
  if (known != calls_.end() && known->second->group == group) return;  // back from a phone that nobody answered
  const bool flows = known != calls_.end();
  if (flows) leave(call, Left::flowed_out, now);
  const auto queue = of(group, now);
  if (!queue || calls_.size() >= max_waiting) {
    ++left_out_;
    return;
  }
  calls_.emplace(call, queue);
  queue->waiting.emplace(call, now);
  ++queue->queued;
  if (flows) ++queue->flowed_in;
}

void QueueBook::leave(const cti::CallId& call, Left how, TimePoint now) {
  const auto known = calls_.find(call);
  QueueRecord& queue = *known->second;
  const auto since = queue.waiting.find(call);
  const Duration wait = now - since->second;
  queue.waiting.erase(since);
  calls_.erase(known);
  ++queue.waits;
  queue.waited += wait;
  queue.longest = std::max(queue.longest, wait);
  if (how == Left::abandoned) ++queue.abandoned;
  if (how == Left::flowed_out) ++queue.flowed_out;
  if (how == Left::final_treatment) ++queue.final_treatment;
}

std::int32_t QueueBook::figure(const QueueRecord& queue, QueueMethod figure, TimePoint now) {
  switch (figure) {
    case QueueMethod::get_TotalCallsQueued:
      return narrow(queue.queued);
    case QueueMethod::get_CurrentCallsQueued:
      return narrow(static_cast<std::int64_t>(queue.waiting.size()));
    case QueueMethod::get_TotalCallsAbandoned:
      return narrow(queue.abandoned);
    case QueueMethod::get_TotalCallsFlowedIn:
      return narrow(queue.flowed_in);
    case QueueMethod::get_TotalCallsFlowedOut:
      return narrow(queue.flowed_out);
    case QueueMethod::get_LongestEverWaitTime:
      // A call that still waits has waited: no present wait is longer than the longest.
      return narrow(std::max(queue.longest, longest_now(queue, now)).count() / second);
    case QueueMethod::get_CurrentLongestWaitTime:
      return narrow(longest_now(queue, now).count() / second);
    case QueueMethod::get_AverageWaitTime:
      return queue.waits == 0 ? 0 : narrow(queue.waited.count() / queue.waits / second);
    case QueueMethod::get_FinalDisposition:
      return narrow(queue.final_treatment);
    default:
      return 0;
  }
}

}  // namespace acdloop::tapi
