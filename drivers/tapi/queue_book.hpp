// SPDX-License-Identifier: Apache-2.0
// What is kept of every ACD group's queue: who waits there and since when, and figures over the measurement period.
// Fed with call reports; used by the façade's queue and group objects. Knows no wire and no object of the API.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "drivers/cti/event.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/tapi/measurement_window.hpp"
#include "drivers/tapi/queue.hpp"
#include "drivers/tapi/readings.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::tapi {

struct QueueRecord {
  explicit QueueRecord(cti::AcdGroupId its_group) : group(std::move(its_group)) {}
  cti::AcdGroupId group;
  bool removed = false;  // the switch no longer has it
  // Calls that nobody has answered yet, with the time they came.
  std::map<cti::CallId, TimePoint> waiting;
  MeasurementWindow window;
  std::int64_t queued = 0;
  std::int64_t abandoned = 0;
  std::int64_t flowed_in = 0;
  std::int64_t flowed_out = 0;
  std::int64_t final_treatment = 0;
  std::int64_t waits = 0;  // calls whose wait is over
  Duration waited{};       // by them together
  Duration longest{};
};

class QueueBook {
 public:
  explicit QueueBook(Readings readings) : readings_(readings) {}

  // The queue of a group, made when it is new; null when there are `max_queues`.
  std::shared_ptr<QueueRecord> of(const cti::AcdGroupId& group, TimePoint now);
  std::shared_ptr<QueueRecord> find(const cti::AcdGroupId& group) const;

  // Begins the periods that are due. Call it before every change and before every question.
  void roll(TimePoint now);
  void on_call(const cti::CallEvent& event, TimePoint now);

  // Sets the period (not zero) and begins it.
  void measure(QueueRecord& queue, std::int32_t seconds, TimePoint now);
  // One of the nine `long` figures, at most 2^31 - 1; 0 for any other method.
  static std::int32_t figure(const QueueRecord& queue, QueueMethod figure, TimePoint now);
  std::uint64_t left_out() const { return left_out_; }

  static constexpr std::size_t max_queues = 10'000;
  static constexpr std::size_t max_waiting = 100'000;  // in all queues together

 private:
  enum class Left : std::uint8_t { answered, abandoned, flowed_out, final_treatment };

  void enter(const cti::CallId& call, const cti::AcdGroupId& group, TimePoint now);
  void leave(const cti::CallId& call, Left how, TimePoint now);
  void rename(const cti::Renamed& renamed);
  void restart(QueueRecord& queue, TimePoint at);
  void watch_end(const QueueRecord& queue);

  Readings readings_;
  std::map<cti::AcdGroupId, std::shared_ptr<QueueRecord>> queues_;
  std::map<cti::CallId, std::shared_ptr<QueueRecord>> calls_;  // calls that wait, and where
  std::set<std::pair<TimePoint, cti::AcdGroupId>> period_ends_;
  std::uint64_t left_out_ = 0;
};

}  // namespace acdloop::tapi
