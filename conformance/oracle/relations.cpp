// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/relations.hpp"

#include <algorithm>
#include <cstdlib>

#include "conformance/oracle/situation.hpp"
#include "conformance/oracle/sums.hpp"

namespace acdloop::oracle {
namespace {

using Figure = std::optional<std::int32_t>;

std::string seconds(std::int64_t number) { return text_of_number(number, "s"); }

// Totals: on the phone and in wrap-up at once is impossible, and talking is on the phone.
void judge_totals(const ObservedFigures& seen, bool talk_is_phone, std::int64_t slack, Checks& checks) {
  if (!seen.call_time || !seen.talk_time || !seen.wrap_up_time) return;
  const std::int64_t call = *seen.call_time;
  const std::int64_t talk = *seen.talk_time;
  const std::int64_t wrap = *seen.wrap_up_time;
  const std::int64_t least = std::max({talk, wrap, talk + wrap - slack});
  const std::string parts = "(TotalTalkTime " + seconds(talk) + ", TotalWrapUpTime " + seconds(wrap) + ")";
  checks.require("AS-017", "TotalCallTime", "at least " + seconds(least) + " " + parts, seconds(call), call >= least);
  if (!talk_is_phone) return;
  const verdict::Range sum{talk + wrap - slack, talk + wrap + slack};
  checks.require("AS-018", "TotalCallTime", verdict::text_of(sum, "s") + " " + parts, seconds(call),
                 sum.contains(call));
}

void judge_average(std::string_view requirement, std::string_view what, const Figure& total, const Figure& average,
                   const Figure& calls, Rounding rounding, Checks& checks) {
  if (!total || !average || !calls || *calls <= 0) return;
  const verdict::Range permitted = average_beside(*total, *calls, rounding);
  const std::string expected =
      verdict::text_of(permitted, "s/call") + " (" + seconds(*total) + " over " + text_of_number(*calls, "calls") + ")";
  checks.require(requirement, what, expected, text_of_number(*average, "s/call"), permitted.contains(*average));
}

void judge_sum_of_averages(const ObservedFigures& seen, Checks& checks) {
  if (!seen.average_call_time || !seen.average_talk_time || !seen.average_wrap_up_time) return;
  if (!seen.calls || *seen.calls <= 0) return;
  constexpr std::int64_t roundings = 2;  // three numbers, each rounded by itself
  const std::int64_t sum = std::int64_t{*seen.average_talk_time} + *seen.average_wrap_up_time;
  const verdict::Range permitted{sum - roundings, sum + roundings};
  checks.require("AS-032", "AverageCallTime",
                 verdict::text_of(permitted, "s/call") + " (AverageTalkTime + AverageWrapUpTime)",
                 text_of_number(*seen.average_call_time, "s/call"), permitted.contains(*seen.average_call_time));
}

void judge_answer_times(const ObservedFigures& seen, Checks& checks) {
  if (!seen.longest_time_to_answer || !seen.average_time_to_answer) return;
  const bool kept = *seen.average_time_to_answer >= 0 && *seen.longest_time_to_answer >= *seen.average_time_to_answer;
  checks.require("AS-036", "LongestTimeToAnswer", "at least AverageTimeToAnswer, both 0 or more",
                 seconds(*seen.longest_time_to_answer) + ", average " + seconds(*seen.average_time_to_answer), kept);
}

void judge_against_duration(const ObservedFigures& seen, std::int64_t slack, Checks& checks) {
  if (!seen.call_time || !seen.duration) return;
  checks.require("AS-022b", "TotalCallTime",
                 "at most SessionDuration, " + seconds(*seen.duration) + " + " + seconds(slack),
                 seconds(*seen.call_time), std::int64_t{*seen.call_time} <= *seen.duration + slack);
}

}  // namespace

void judge_relations(const Timeline& timeline, const tapi::Readings& readings, const ObservedFigures& seen,
                     Checks& checks) {
  checks.witnesses("figures at the API against each other, at rest");
  const Situation situation{timeline};
  judge_answer_times(seen, checks);
  if (!situation.exact) return;  // a call cut off by the log-out may be credited to one figure and not to another
  // One second per call when each is rounded, one in all when the total is.
  const auto count = static_cast<std::int64_t>(timeline.calls().size());
  const std::int64_t slack = rounds_totals(readings.rounding) ? 1 : std::max<std::int64_t>(1, count);
  const bool ring_is_out = !readings.ring_in_call.open() && !readings.ring_in_call;
  const bool talk_is_phone = !situation.held && ring_is_out;
  judge_totals(seen, talk_is_phone, slack, checks);
  judge_average("AS-029", "AverageTalkTime", seen.talk_time, seen.average_talk_time, seen.calls, readings.rounding,
                checks);
  judge_average("AS-030", "AverageCallTime", seen.call_time, seen.average_call_time, seen.calls, readings.rounding,
                checks);
  judge_average("AS-031", "AverageWrapUpTime", seen.wrap_up_time, seen.average_wrap_up_time, seen.calls,
                readings.rounding, checks);
  if (talk_is_phone) judge_sum_of_averages(seen, checks);
  judge_against_duration(seen, slack, checks);
}

}  // namespace acdloop::oracle
