// SPDX-License-Identifier: Apache-2.0
// The queues as one connection knows them: who waits, whom a phone rings for, whom an agent serves, and the averages
// that app_queue keeps. Counted from the reports. Used by the switching end.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/asterisk_ami/epoch.hpp"
#include "drivers/cti/functions.hpp"

namespace acdloop::asterisk_ami {

struct QueueCall {
  cti::AcdGroupId queue;
  TimePoint joined{};
  std::size_t original_position = 0;
  std::optional<TimePoint> called;     // a phone rings since
  std::optional<cti::Address> member;  // whose
  std::string member_name = {};        // as long as the call lasts, whether a member any more or not
  std::optional<TimePoint> connected = {};
};

struct QueueTotals {
  std::int64_t completed = 0;
  std::int64_t completed_in_time = 0;
  std::int64_t abandoned = 0;
  std::int64_t hold_time = 0;  // s, exponentially weighted, as the switch prints it
  std::int64_t talk_time = 0;
};

class Queues {
 public:
  explicit Queues(const Epoch& epoch) : epoch_(epoch) {}

  void load(const cti::Directory& directory, TimePoint now);
  void clear();

  // The call's place, from 1; the same call once more keeps the place it has.
  std::size_t join(const cti::CallId& call, const cti::AcdGroupId& queue, TimePoint now);
  // Its place until now; it waits no longer.
  std::size_t leave(const cti::CallId& call);
  QueueCall* find(const cti::CallId& call);
  // Gone: whatever was known of it.
  void forget(const cti::CallId& call);
  void rename(const cti::CallId& before, const cti::CallId& now);
  const std::vector<cti::CallId>& waiting(const cti::AcdGroupId& queue) { return waiting_[queue]; }
  std::size_t place(const cti::CallId& call);

  // Differences of two whole seconds, as the switch prints them.
  std::int64_t seconds_between(TimePoint from, TimePoint to) const { return epoch_.seconds(to) - epoch_.seconds(from); }
  void count_connect(const QueueCall& call, TimePoint now);
  void count_complete(const QueueCall& call, TimePoint now);
  void count_abandon(const QueueCall& call) { ++totals_[call.queue].abandoned; }
  const QueueTotals& totals(const cti::AcdGroupId& queue) { return totals_[queue]; }
  void reset(const cti::AcdGroupId& queue) { totals_[queue] = {}; }

 private:
  const Epoch& epoch_;
  std::map<cti::AcdGroupId, std::vector<cti::CallId>> waiting_;
  std::map<cti::CallId, QueueCall> calls_;
  std::map<cti::AcdGroupId, QueueTotals> totals_;
};

inline constexpr std::int64_t service_level = 10;  // s: what ServiceLevel prints

}  // namespace acdloop::asterisk_ami
