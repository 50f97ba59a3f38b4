// SPDX-License-Identifier: Apache-2.0
// Two readings of one session, the earlier first: nothing shrinks, nothing moves that should stand, nothing grows by
// more than happened.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/sums.hpp"
#include "conformance/oracle/timeline.hpp"

namespace acdloop::oracle {
namespace {

using verdict::Permitted;
using Figure = std::optional<std::int32_t>;

class SeriesJudge {
 public:
  SeriesJudge(const Timeline& then, const Timeline& now, const tapi::Readings& readings, const ObservedFigures& before,
              const ObservedFigures& after, bool logged_in_again, Checks& checks)
      : then_{then},
        now_{now},
        readings_{readings},
        before_{before},
        after_{after},
        logged_in_again_{logged_in_again},
        checks_{checks} {}

  void judge() {
    if (now_.outages().size() > then_.outages().size()) nothing_goes_backwards();
    not_less("AS-008", "NumberOfCalls", before_.calls, after_.calls, "calls");
    not_less("AS-014", "TotalTalkTime", before_.talk_time, after_.talk_time, "s");
    not_less("AS-022a", "TotalCallTime", before_.call_time, after_.call_time, "s");
    not_less("AS-028", "TotalWrapUpTime", before_.wrap_up_time, after_.wrap_up_time, "s");
    not_less("AS-037", "LongestTimeToAnswer", before_.longest_time_to_answer, after_.longest_time_to_answer, "s");
    not_less("AS-047", "SessionDuration", before_.duration, after_.duration, "s");
    call_time_grows_in_real_time();
    same_start();
    const bool both_at_rest = then_.at_rest() && now_.at_rest();
    const std::size_t added = now_.calls().size() - std::min(now_.calls().size(), then_.calls().size());
    if (both_at_rest && added == 0) stands_still();
    if (both_at_rest && added > 0) growth();
    if (then_.logged_off() && then_.at_rest()) frozen();
  }

 private:
  // Between the two the link was lost.
  void nothing_goes_backwards() {
    not_less("AS-128", "NumberOfCalls over a lost link", before_.calls, after_.calls, "calls");
    not_less("AS-128", "TotalTalkTime over a lost link", before_.talk_time, after_.talk_time, "s");
    not_less("AS-128", "TotalCallTime over a lost link", before_.call_time, after_.call_time, "s");
    not_less("AS-128", "TotalWrapUpTime over a lost link", before_.wrap_up_time, after_.wrap_up_time, "s");
    not_less("AS-128", "LongestTimeToAnswer over a lost link", before_.longest_time_to_answer,
             after_.longest_time_to_answer, "s");
    not_less("AS-128", "SessionDuration over a lost link", before_.duration, after_.duration, "s");
  }

  void not_less(std::string_view requirement, std::string_view what, const Figure& before, const Figure& after,
                std::string_view unit) {
    if (!before || !after) return;
    checks_.require(requirement, what, "at least " + text_of_number(*before, unit) + ", as before",
                    text_of_number(*after, unit), *after >= *before);
  }

  void same(std::string_view requirement, std::string_view what, const Figure& before, const Figure& after,
            std::string_view unit) {
    if (!before || !after) return;
    checks_.require(requirement, what, text_of_number(*before, unit) + ", as before", text_of_number(*after, unit),
                    *after == *before);
  }

  // Live or credited at the end, a total can be behind by no more than what the call in progress has gathered.
  void call_time_grows_in_real_time() {
    if (!before_.call_time || !after_.call_time) return;
    if (now_.same_agent_other_group().size() + now_.calls().size() == 0) return;
    TimePoint since = before_.at.earliest;
    if (const TimelineCall* call = then_.in_progress()) {
      const Interval& begun = readings_.ring_in_call ? call->leg.offered : *call->leg.answered;
      since = std::min(since, begun.earliest);
    } else if (readings_.ring_in_call && !then_.unanswered().empty()) {
      since = std::min(since, then_.unanswered().back().offered.earliest);
    }
    // One rounding for each call that may have been credited meanwhile.
    const auto roundings = static_cast<std::int64_t>(1 + now_.calls().size());
    const std::int64_t most = *before_.call_time + verdict::ceil_seconds(after_.at.latest - since) + roundings;
    checks_.require("AS-022b", "TotalCallTime", "at most " + text_of_number(most, "s") + ", the time that has passed",
                    text_of_number(*after_.call_time, "s"), *after_.call_time <= most);
  }

  void same_start() {
    if (!before_.start_time || !after_.start_time) return;
    char was[48];
    char is[48];
    std::snprintf(was, sizeof was, "%.9f days", *before_.start_time);
    std::snprintf(is, sizeof is, "%.9f days", *after_.start_time);
    checks_.require("AS-043", "SessionStartTime", std::string{was} + ", as before", is,
                    *before_.start_time == *after_.start_time);
  }

  // No call was answered between the two: only the duration moves.
  void stands_still() {
    same("AS-008", "NumberOfCalls between calls", before_.calls, after_.calls, "calls");
    same("AS-014", "TotalTalkTime between calls", before_.talk_time, after_.talk_time, "s");
    same("AS-022a", "TotalCallTime between calls", before_.call_time, after_.call_time, "s");
    same("AS-028", "TotalWrapUpTime between calls", before_.wrap_up_time, after_.wrap_up_time, "s");
  }

  void growth_of(std::string_view requirement, std::string_view what, Length CallTruth::*member, const Figure& before,
                 const Figure& after) {
    if (!before || !after) return;
    const Truth truth = now_.truth();
    const std::vector<Length> all = parts_of(truth.calls, member);
    const std::span<const Length> parts{all};
    const std::size_t old = then_.calls().size();
    checks_.within(requirement, what, permitted_growth(parts.first(old), parts.subspan(old), readings_.rounding),
                   std::int64_t{*after} - *before, "s");
  }

  void growth() {
    checks_.witnesses("growth of the figure at the API against the facts");
    const Truth truth = now_.truth();
    const std::size_t old = then_.calls().size();
    bool with = false;
    bool without = false;
    for (std::size_t index = old; index < truth.calls.size(); ++index) {
      const bool wrapped = truth.calls[index].wrap_up.most.longest > Duration{};
      with = with || wrapped;
      without = without || !wrapped;
    }
    if (before_.calls && after_.calls) {
      const auto added = static_cast<std::int64_t>(truth.calls.size() - old);
      const std::int64_t certain = truth.counted - static_cast<std::int64_t>(old);
      checks_.within("AS-005", "growth of NumberOfCalls", Permitted::exactly({std::min(certain, added), added}),
                     std::int64_t{*after_.calls} - *before_.calls, "calls");
    }
    growth_of("AS-010", "growth of TotalTalkTime", &CallTruth::talk, before_.talk_time, after_.talk_time);
    if (with)
      growth_of("AS-016", "growth of TotalCallTime", &CallTruth::call_time, before_.call_time, after_.call_time);
    if (without)
      growth_of("AS-020", "growth of TotalCallTime", &CallTruth::call_time, before_.call_time, after_.call_time);
    if (with)
      growth_of("AS-023", "growth of TotalWrapUpTime", &CallTruth::wrap_up, before_.wrap_up_time, after_.wrap_up_time);
    if (without && !with) {
      growth_of("AS-025", "growth of TotalWrapUpTime", &CallTruth::wrap_up, before_.wrap_up_time, after_.wrap_up_time);
    }
  }

  // After the end of the session every figure keeps its value.
  void frozen() {
    checks_.witnesses("figures at the API after the end of the session, against each other");
    same("AS-046", "SessionDuration after the end", before_.duration, after_.duration, "s");
    same("AS-126b", "NumberOfCalls after the end", before_.calls, after_.calls, "calls");
    same("AS-126b", "TotalTalkTime after the end", before_.talk_time, after_.talk_time, "s");
    same("AS-126b", "TotalCallTime after the end", before_.call_time, after_.call_time, "s");
    same("AS-126b", "TotalWrapUpTime after the end", before_.wrap_up_time, after_.wrap_up_time, "s");
    same("AS-126b", "AverageTalkTime after the end", before_.average_talk_time, after_.average_talk_time, "s/call");
    same("AS-126b", "AverageCallTime after the end", before_.average_call_time, after_.average_call_time, "s/call");
    same("AS-126b", "AverageWrapUpTime after the end", before_.average_wrap_up_time, after_.average_wrap_up_time,
         "s/call");
    same("AS-126b", "LongestTimeToAnswer after the end", before_.longest_time_to_answer, after_.longest_time_to_answer,
         "s");
    same("AS-126b", "AverageTimeToAnswer after the end", before_.average_time_to_answer, after_.average_time_to_answer,
         "s/call");
    if (before_.call_rate && after_.call_rate) {
      constexpr std::string_view unit = "calls/h x 10 000";
      checks_.require("AS-126b", "ACDCallRate after the end", text_of_number(*before_.call_rate, unit) + ", as before",
                      text_of_number(*after_.call_rate, unit), *before_.call_rate == *after_.call_rate);
    }
    if (!logged_in_again_) return;
    same("AS-073b", "NumberOfCalls after the next log-in", before_.calls, after_.calls, "calls");
    same("AS-073b", "TotalTalkTime after the next log-in", before_.talk_time, after_.talk_time, "s");
    same("AS-073b", "SessionDuration after the next log-in", before_.duration, after_.duration, "s");
  }

  const Timeline& then_;
  const Timeline& now_;
  const tapi::Readings& readings_;
  const ObservedFigures& before_;
  const ObservedFigures& after_;
  bool logged_in_again_;
  Checks& checks_;
};

}  // namespace

std::vector<verdict::Check> Oracle::judge_series(const ObservedFigures& before, const ObservedFigures& after) const {
  const auto named = sessions_.find(after.session);
  if (named == sessions_.end() || before.session != after.session || before.at.latest > after.at.earliest) return {};
  const Timeline then{*this, named->second, before.at};
  const Timeline now{*this, named->second, after.at};
  Checks checks{after.session, after.at.latest, "two readings of the figure at the API against each other"};
  const bool logged_in_again = std::any_of(sessions_.begin(), sessions_.end(), [&](const auto& other) {
    return other.second.key == named->second.key && other.second.created.earliest > named->second.created.latest;
  });
  SeriesJudge{then, now, readings_, before, after, logged_in_again, checks}.judge();
  return std::move(checks).result();
}

}  // namespace acdloop::oracle
