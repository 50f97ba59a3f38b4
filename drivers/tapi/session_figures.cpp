// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/session_figures.hpp"

#include <algorithm>
#include <limits>

namespace acdloop::tapi {
namespace {

constexpr std::int64_t second = 1'000'000'000;

std::int64_t held(const SessionCall& call) {
  std::int64_t sum = 0;
  for (const HoldSpan& span : call.holds) {
    if (span.to) sum += (*span.to - span.from).count();
  }
  return sum;
}

Duration duration_of(const SessionTimeline& timeline, TimePoint now) {
  return std::max(timeline.ended().value_or(now) - timeline.created(), Duration{0});
}

std::int64_t average(std::int64_t total, std::int64_t count) { return count == 0 ? 0 : total / count; }

std::int64_t wide_figure_of(const SessionTimeline& timeline, Method figure, const Readings& readings, TimePoint now) {
  const SessionTotals parts = figure == Method::get_SessionDuration ? SessionTotals{} : totals_of(timeline, readings);
  switch (figure) {
    case Method::get_SessionDuration:
      return duration_of(timeline, now).count() / second;
    case Method::get_NumberOfCalls:
      return parts.calls;
    case Method::get_TotalTalkTime:
      return parts.talk / second;
    case Method::get_AverageTalkTime:
      return average(parts.talk, parts.calls) / second;
    case Method::get_TotalCallTime:
      return parts.call / second;
    case Method::get_AverageCallTime:
      return average(parts.call, parts.calls) / second;
    case Method::get_TotalWrapUpTime:
      return parts.wrap_up / second;
    case Method::get_AverageWrapUpTime:
      return average(parts.wrap_up, parts.calls) / second;
    case Method::get_LongestTimeToAnswer:
      return parts.longest_to_answer / second;
    case Method::get_AverageTimeToAnswer:
      return average(parts.to_answer, parts.answered) / second;
    default:
      return 0;
  }
}

}  // namespace

SessionTotals totals_of(const SessionTimeline& timeline, const Readings& readings) {
  const bool per_call = readings.rounding == Readings::Rounding::floor_per_call;
  const auto rounded = [per_call](std::int64_t ns) { return per_call ? ns / second * second : ns; };
  SessionTotals parts;
  for (const SessionCall& call : timeline.calls()) {
    if (!call.released) continue;
    const std::int64_t phone = (*call.released - call.answered).count();
    const std::int64_t wrap_up = call.finished ? (*call.finished - *call.released).count() : 0;
    const std::int64_t ring = call.offered ? (call.answered - *call.offered).count() : 0;
    ++parts.calls;
    parts.talk += rounded(readings.hold_in_talk ? phone : phone - held(call));
    parts.call += rounded(phone + wrap_up + (readings.ring_in_call ? ring : 0));
    parts.wrap_up += rounded(wrap_up);
    if (!call.offered) continue;
    ++parts.answered;
    parts.to_answer += rounded(ring);
    parts.longest_to_answer = std::max(parts.longest_to_answer, ring);
  }
  return parts;
}

std::int32_t figure_of(const SessionTimeline& timeline, Method figure, const Readings& readings, TimePoint now) {
  constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::int32_t>(std::min(wide_figure_of(timeline, figure, readings, now), largest));
}

Currency call_rate_of(const SessionTimeline& timeline, TimePoint now) {
  const std::int64_t seconds = duration_of(timeline, now).count() / second;
  if (seconds == 0) return {};
  const auto calls = std::count_if(timeline.calls().begin(), timeline.calls().end(),
                                   [](const SessionCall& call) { return call.released.has_value(); });
  // 3600 s in an hour, CY counts ten-thousandths. At most 10^6 calls: far from overflow.
  return {36'000'000 * static_cast<std::int64_t>(calls) / seconds};
}

}  // namespace acdloop::tapi
