// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/session_figures.hpp"

#include <algorithm>
#include <limits>

namespace acdloop::tapi {
namespace {

constexpr std::int64_t second = 1'000'000'000;

enum class Rule : std::uint8_t { floor, nearest, ceil };

struct Rounding {
  Rule rule = Rule::floor;
  bool per_call = false;
  bool edges = false;  // beginnings and ends are read from a clock of whole seconds
};

// Answers that leave a choice were settled before: what is left of them here is rounded down.
Rounding rounding_of(const Readings& readings) {
  using enum Readings::Rounding;
  switch (readings.rounding) {
    case nearest_total:
      return {Rule::nearest, false, false};
    case ceil_total:
      return {Rule::ceil, false, false};
    case floor_per_call:
      return {Rule::floor, true, false};
    case nearest_per_call:
      return {Rule::nearest, true, false};
    case ceil_per_call:
      return {Rule::ceil, true, false};
    case clock_edges:
      return {Rule::floor, true, true};
    default:
      return {};
  }
}

// Nothing here is negative.
std::int64_t divided(std::int64_t number, std::int64_t by, Rule rule) {
  switch (rule) {
    case Rule::floor:
      return number / by;
    case Rule::nearest:
      return (2 * number + by) / (2 * by);
    case Rule::ceil:
      return (number + by - 1) / by;
  }
  return 0;
}

class Reckoning {
 public:
  Reckoning(const Readings& readings, TimePoint now)
      : readings_{readings}, rounding_{rounding_of(readings)}, now_{now} {}

  SessionTotals of(const SessionTimeline& timeline) {
    for (const SessionCall& call : timeline.calls()) add(call);
    if (readings_.unanswered_in_tta) {
      for (const RingInVain& ring : timeline.rings_in_vain()) wait(ring.queued, ring.offered, ring.stopped);
    }
    return parts_;
  }

  std::int64_t between(TimePoint from, TimePoint to) const {
    if (!rounding_.edges) return (to - from).count();
    return floor_of(to) - floor_of(from);
  }

 private:
  static std::int64_t floor_of(TimePoint at) {
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count() * second;
  }

  std::int64_t rounded(std::int64_t ns) const {
    return rounding_.per_call ? divided(ns, second, rounding_.rule) * second : ns;
  }

  bool counted(const SessionCall& call) const {
    using enum Readings::CountAt;
    const bool dropped = readings_.cut_call == Readings::CutCall::dropped;
    if (readings_.count_at == answer) return true;
    if (readings_.count_at == wrapup_end) return call.finished && !(dropped && call.cut != SessionCall::Cut::none);
    return call.released && !(dropped && call.cut == SessionCall::Cut::in_call);
  }

  std::int64_t held(const SessionCall& call) const {
    std::int64_t sum = 0;
    for (const HoldSpan& span : call.holds) sum += between(span.from, span.to.value_or(now_));
    return sum;
  }

  void add(const SessionCall& call) {
    parts_.calls += counted(call) ? 1 : 0;
    const bool live = static_cast<bool>(readings_.live_totals);
    const bool dropped = readings_.cut_call == Readings::CutCall::dropped;
    if (!call.released && !live) return;
    if (dropped && call.cut == SessionCall::Cut::in_call) return;
    const TimePoint released = call.released.value_or(now_);
    const bool wraps_up = call.finished || (live && call.released);
    const bool loses_wrap_up = dropped && call.cut == SessionCall::Cut::in_wrap_up;
    const TimePoint left = wraps_up && !loses_wrap_up ? call.finished.value_or(now_) : released;
    const TimePoint begun = readings_.ring_in_call ? call.offered.value_or(call.answered) : call.answered;
    const std::int64_t phone = between(call.answered, released);
    parts_.talk += rounded(readings_.hold_in_talk ? phone : phone - held(call));
    parts_.wrap_up += rounded(between(released, left));
    parts_.call += rounded(between(begun, left));
    wait(call.queued, call.offered, call.answered);
  }

  void wait(const std::optional<TimePoint>& queued, const std::optional<TimePoint>& offered, TimePoint until) {
    const bool from_queue = readings_.tta_start == Readings::AnswerFrom::queued;
    const std::optional<TimePoint> since = from_queue && queued ? queued : offered;
    if (!since) return;
    const std::int64_t length = between(*since, until);
    ++parts_.answered;
    parts_.to_answer += rounded(length);
    parts_.longest_to_answer = std::max(parts_.longest_to_answer, length);
  }

  const Readings& readings_;
  Rounding rounding_;
  TimePoint now_;
  SessionTotals parts_;
};

std::int64_t duration_of(const SessionTimeline& timeline, const Reckoning& reckoning, TimePoint now) {
  return std::max<std::int64_t>(reckoning.between(timeline.created(), timeline.ended().value_or(now)), 0);
}

std::int64_t wide_figure_of(const SessionTimeline& timeline, Method figure, const Readings& readings, TimePoint now) {
  const Rule rule = rounding_of(readings).rule;
  Reckoning reckoning{readings, now};
  if (figure == Method::get_SessionDuration) return divided(duration_of(timeline, reckoning, now), second, rule);
  const SessionTotals parts = reckoning.of(timeline);
  const auto seconds = [rule](std::int64_t ns) { return divided(ns, second, rule); };
  const auto average = [rule](std::int64_t ns, std::int64_t count) {
    return count == 0 ? 0 : divided(ns, second * count, rule);
  };
  switch (figure) {
    case Method::get_NumberOfCalls:
      return parts.calls;
    case Method::get_TotalTalkTime:
      return seconds(parts.talk);
    case Method::get_AverageTalkTime:
      return average(parts.talk, parts.calls);
    case Method::get_TotalCallTime:
      return seconds(parts.call);
    case Method::get_AverageCallTime:
      return average(parts.call, parts.calls);
    case Method::get_TotalWrapUpTime:
      return seconds(parts.wrap_up);
    case Method::get_AverageWrapUpTime:
      return average(parts.wrap_up, parts.calls);
    case Method::get_LongestTimeToAnswer:
      return seconds(parts.longest_to_answer);
    case Method::get_AverageTimeToAnswer:
      return average(parts.to_answer, parts.answered);
    default:
      return 0;
  }
}

}  // namespace

SessionTotals totals_of(const SessionTimeline& timeline, const Readings& readings, TimePoint now) {
  return Reckoning{readings, now}.of(timeline);
}

std::int64_t reported_seconds(std::int64_t ns, const Readings& readings) {
  return divided(ns, second, rounding_of(readings).rule);
}

std::int32_t figure_of(const SessionTimeline& timeline, Method figure, const Readings& readings, TimePoint now) {
  constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::int32_t>(std::min(wide_figure_of(timeline, figure, readings, now), largest));
}

bool is_average(Method figure) {
  return figure == Method::get_AverageTalkTime || figure == Method::get_AverageCallTime ||
         figure == Method::get_AverageWrapUpTime || figure == Method::get_AverageTimeToAnswer;
}

Currency call_rate_of(const SessionTimeline& timeline, const Readings& readings, TimePoint now) {
  const TimePoint end = timeline.ended().value_or(now);
  const std::int64_t seconds = std::max<std::int64_t>((end - timeline.created()).count(), 0) / second;
  if (seconds == 0) return {};
  // 3600 s in an hour, CY counts ten-thousandths. At most 10^6 calls: far from overflow.
  return {36'000'000 * totals_of(timeline, readings, now).calls / seconds};
}

}  // namespace acdloop::tapi
