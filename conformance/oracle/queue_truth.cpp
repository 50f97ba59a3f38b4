// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/queue_truth.hpp"

#include <algorithm>
#include <limits>

namespace acdloop::oracle {
namespace {

using Left = QueueStay::Left;
using verdict::Span;

// The wait of one stay: it may begin with the first queue of the call's way or with this one, and end with the ringing
// or with the answer.
Span wait_of(const QueueStay& stay, const Interval& now) {
  const Interval end = stay.left.value_or(now);
  const Interval soonest = stay.rang ? *stay.rang : end;
  return {verdict::between(stay.entered, soonest).shortest, verdict::between(stay.first_entered, end).longest};
}

// Whole seconds of an average over these waits, each way of rounding.
class Averages {
 public:
  void add(const std::vector<Span>& waits) {
    if (waits.empty()) {
      low_ = 0;
      high_ = std::max<std::int64_t>(high_, 0);
      return;
    }
    std::int64_t shortest = 0, longest = 0;
    for (const Span& wait : waits) {
      shortest += verdict::floor_seconds(wait.shortest);
      longest += verdict::ceil_seconds(wait.longest);
    }
    const auto count = static_cast<std::int64_t>(waits.size());
    low_ = std::min(low_, verdict::floor_divide(shortest, count));
    high_ = std::max(high_, verdict::ceil_divide(longest, count));
  }
  verdict::Range range() const { return {low_, high_}; }

 private:
  std::int64_t low_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t high_ = 0;
};

class Counter {
 public:
  Counter(const Period& period, bool of_all_time, const Interval& now)
      : period_{period}, over_{period.over(now)}, of_all_time_{of_all_time}, now_{now} {}

  void take(const QueueStay& stay) {
    if (stay.open) truth_.exact = false;
    if (!stay.left) {
      truth_.at_rest = false;
      ++truth_.waiting.high;
      if (!stay.rang) ++truth_.waiting.low;
      still_.push_back(wait_of(stay, now_));
      if (!stay.rang) certain_ = std::max(certain_, still_.back().shortest);
      current_ = std::max(current_, still_.back().longest);
    }
    count(truth_.queued, stay.entered);
    if (stay.flowed_in) count(truth_.flowed_in, stay.entered);
    if (!stay.left) return;
    if (stay.how == Left::given_up && !stay.rang) count(truth_.abandoned, *stay.left);
    // Given up while it rang, or sent away with the group: an open reading.
    if ((stay.how == Left::given_up && stay.rang) || stay.how == Left::removed) ++truth_.abandoned.high;
    if (stay.how == Left::flowed_out) count(truth_.flowed_out, *stay.left);
    if (stay.how == Left::final) count(truth_.final, *stay.left);
    add_wait(stay);
  }

  QueueTruth result() && {
    truth_.current_wait = {verdict::floor_seconds(certain_), verdict::ceil_seconds(current_)};
    truth_.longest_wait = {std::max(truth_.current_wait.low, over_ ? 0 : verdict::floor_seconds(least_longest_)),
                           std::max(truth_.current_wait.high, verdict::ceil_seconds(longest_))};
    Averages averages;
    averages.add(answered_);
    std::vector<Span> waits = answered_;
    waits.insert(waits.end(), given_up_.begin(), given_up_.end());
    averages.add(waits);
    waits.insert(waits.end(), sent_away_.begin(), sent_away_.end());
    averages.add(waits);
    waits.insert(waits.end(), still_.begin(), still_.end());
    averages.add(waits);
    truth_.average_wait = averages.range();
    if (over_ || across_) truth_.average_wait.low = 0;
    return std::move(truth_);
  }

 private:
  bool within(const Interval& when) const {
    return !over_ && (!period_.since || when.earliest > period_.since->latest);
  }
  bool before(const Interval& when) const { return !over_ && period_.since && when.latest < period_.since->earliest; }
  void count(verdict::Range& range, const Interval& when) const {
    if (before(when)) return;
    ++range.high;
    if (within(when)) ++range.low;
  }

  void add_wait(const QueueStay& stay) {
    const Span wait = wait_of(stay, now_);
    const bool counts = !before(*stay.left);
    if (of_all_time_ || counts) longest_ = std::max(longest_, wait.longest);
    const bool sure = within(stay.entered) || of_all_time_;
    const bool of_any_call = stay.how == Left::answered || stay.how == Left::given_up;
    if (sure && of_any_call) least_longest_ = std::max(least_longest_, wait.shortest);
    if (!counts) return;
    if (!within(stay.entered)) across_ = true;
    if (stay.how == Left::answered) {
      answered_.push_back(wait);
    } else if (stay.how == Left::given_up) {
      given_up_.push_back(wait);
    } else {
      sent_away_.push_back(wait);
    }
  }

  const Period& period_;
  bool over_;
  bool of_all_time_;
  const Interval& now_;
  QueueTruth truth_;
  std::vector<Span> answered_, given_up_, sent_away_, still_;
  Duration certain_{}, current_{};        // the longest present wait
  Duration least_longest_{}, longest_{};  // of those that left
  bool across_ = false;
};

}  // namespace

QueueTruth queue_truth(std::span<const QueueStay> stays, const cti::AcdGroupId& queue, const Period& period,
                       bool longest_of_all_time, const Interval& now) {
  Counter counter{period, longest_of_all_time, now};
  for (const QueueStay& stay : stays) {
    if (stay.queue == queue) counter.take(stay);
  }
  return std::move(counter).result();
}

}  // namespace acdloop::oracle
