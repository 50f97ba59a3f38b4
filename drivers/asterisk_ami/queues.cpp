// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/queues.hpp"

#include <algorithm>
#include <utility>

namespace acdloop::asterisk_ami {
namespace {

// app_queue: the first sample as it is, then three parts of what was and one of what is, in whole seconds.
std::int64_t weighted(std::int64_t before, std::int64_t sample, bool first) {
  return first ? sample : (3 * before + sample) >> 2;
}

}  // namespace

void Queues::clear() {
  waiting_.clear();
  calls_.clear();
  totals_.clear();
}

void Queues::load(const cti::Directory& directory, TimePoint now) {
  clear();
  for (const cti::AcdGroupId& queue : directory.groups()) {
    for (const auto& [info, state] : directory.calls_at({queue.value(), cti::DeviceCategory::acd_group})) {
      join(info.call, queue, now);
    }
  }
  for (const cti::Address& station : directory.stations()) {
    for (const auto& [info, state] : directory.calls_at({station.value(), cti::DeviceCategory::station})) {
      if (info.call_class != cti::CallClass::acd || !info.group || info.calling.id == station.value()) continue;
      join(info.call, *info.group, now);
      QueueCall& call = calls_.at(info.call);
      call.called = now;
      call.member = station;
      if (state == cti::ConnectionState::alerting) continue;
      call.connected = now;
      leave(info.call);
    }
  }
}

std::size_t Queues::join(const cti::CallId& call, const cti::AcdGroupId& queue, TimePoint now) {
  QueueCall& entry = calls_[call];
  if (entry.queue == queue) {
    if (const std::size_t there = place(call); there > 0) return there;
  } else {
    leave(call);
  }
  std::vector<cti::CallId>& line = waiting_[queue];
  line.push_back(call);
  entry = {queue, now, line.size(), std::nullopt, std::nullopt};
  return line.size();
}

std::size_t Queues::place(const cti::CallId& call) {
  const auto entry = calls_.find(call);
  if (entry == calls_.end()) return 0;
  const std::vector<cti::CallId>& line = waiting_[entry->second.queue];
  const auto there = std::ranges::find(line, call);
  return there == line.end() ? 0 : static_cast<std::size_t>(there - line.begin()) + 1;
}

std::size_t Queues::leave(const cti::CallId& call) {
  const std::size_t there = place(call);
  if (there > 0) {
    std::vector<cti::CallId>& line = waiting_[calls_.at(call).queue];
    line.erase(line.begin() + static_cast<std::ptrdiff_t>(there) - 1);
  }
  return there;
}

QueueCall* Queues::find(const cti::CallId& call) {
  const auto found = calls_.find(call);
  return found == calls_.end() ? nullptr : &found->second;
}

void Queues::forget(const cti::CallId& call) {
  leave(call);
  calls_.erase(call);
}

void Queues::rename(const cti::CallId& before, const cti::CallId& now) {
  auto moved = calls_.extract(before);
  if (!moved || before == now) return;
  forget(now);
  std::ranges::replace(waiting_[moved.mapped().queue], before, now);
  moved.key() = now;
  calls_.insert(std::move(moved));
}

void Queues::count_connect(const QueueCall& call, TimePoint now) {
  QueueTotals& totals = totals_[call.queue];
  const std::int64_t held = seconds_between(call.joined, now);
  totals.hold_time = weighted(totals.hold_time, held, totals.completed == 0 && totals.hold_time == 0);
}

void Queues::count_complete(const QueueCall& call, TimePoint now) {
  QueueTotals& totals = totals_[call.queue];
  const TimePoint connected = call.connected.value_or(now);
  totals.talk_time = weighted(totals.talk_time, seconds_between(connected, now), totals.completed == 0);
  ++totals.completed;
  if (seconds_between(call.joined, connected) <= service_level) ++totals.completed_in_time;
}

}  // namespace acdloop::asterisk_ami
