// SPDX-License-Identifier: Apache-2.0
// Figures of one session against the facts.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/open_readings.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/relations.hpp"
#include "conformance/oracle/situation.hpp"
#include "conformance/oracle/sums.hpp"
#include "conformance/oracle/timeline.hpp"

namespace acdloop::oracle {
namespace {

using verdict::Alternatives;
using verdict::Permitted;
using Permit = OpenReadings::Permit;

constexpr std::int64_t narrow_counter = 65'535;      // s: where a 16-bit counter of seconds wraps
constexpr std::int64_t shortest_rated_session = 60;  // s: below, a rate says too little

// The application lost the session with the link.
bool given_up(const Timeline& timeline, const ObservedFigures& seen) {
  return seen.state == state::session_ended && !timeline.logged_off() && !timeline.outages().empty();
}

class FigureJudge {
 public:
  FigureJudge(const Timeline& timeline, const OpenReadings& open, const tapi::Readings& readings, bool calendar_broke,
              const ObservedFigures& seen, Checks& checks)
      : truth_{given_up(timeline, seen) ? timeline.truth_if_ended_by_outage() : timeline.truth()},
        situation_{timeline},
        open_{open},
        readings_{readings},
        calendar_broke_{calendar_broke},
        seen_{seen},
        checks_{checks},
        in_wrap_up_{timeline.in_progress() != nullptr && timeline.in_progress()->leg.over.has_value()} {
    if (given_up(timeline, seen)) situation_.exact = false;
  }

  void judge() {
    if (situation_.at_rest) {
      calls();
      talk();
      call_time();
      wrap_up();
      averages();
      times_to_answer();
      rate();
    } else {
      bounds();
    }
    duration();
  }

 private:
  static Permit total(Length CallTruth::*member) {
    return
        [member](const Way& way) { return permitted_total(parts_of(way.truth->calls, member), way.readings.rounding); };
  }
  static Permitted count(const Way& way) { return Permitted::exactly({way.truth->counted, way.truth->countable}); }

  // The check that also says what the number tells of open readings.
  void within(std::string_view requirement, std::string_view what, const Permit& permit, std::int64_t value,
              std::string_view unit) {
    checks_.within(requirement, what, open_.permitted(permit), value, unit);
    checks_.tells(open_.told_by(value, permit));
  }

  void fresh(std::string_view what, std::int64_t value, std::string_view unit) {
    if (situation_.fresh) checks_.within("AS-009", what, Permitted::exactly({0, 0}), value, unit);
  }
  // What calls of others must not add to.
  void of_this_session_only(std::string_view what, const Alternatives& permitted, std::int64_t value,
                            std::string_view unit) {
    if (situation_.other_group) checks_.at_most("AS-072a", what, permitted, value, unit);
    if (situation_.earlier_session) checks_.at_most("AS-073a", what, permitted, value, unit);
  }

  void calls() {
    if (!seen_.calls) return;
    constexpr std::string_view what = "NumberOfCalls";
    const std::int64_t value = *seen_.calls;
    const Alternatives permitted = open_.permitted(&count);
    within("AS-001", what, &count, value, "calls");
    if (situation_.other_group || situation_.other_agent) checks_.at_most("AS-002", what, permitted, value, "calls");
    if (situation_.direct) checks_.at_most("AS-003", what, permitted, value, "calls");
    if (situation_.unanswered) checks_.at_most("AS-004", what, permitted, value, "calls");
    if (situation_.held) checks_.at_most("AS-005", what, permitted, value, "calls");
    if (situation_.handed_past_queue) checks_.at_most("AS-006", what, permitted, value, "calls");
    if (situation_.handed_through_queue) checks_.within("AS-006", what, permitted, value, "calls");
    fresh(what, value, "calls");
    of_this_session_only(what, permitted, value, "calls");
  }

  void talk() {
    if (!seen_.talk_time) return;
    constexpr std::string_view what = "TotalTalkTime";
    const std::int64_t value = *seen_.talk_time;
    const Alternatives permitted = open_.permitted(total(&CallTruth::talk));
    within("AS-010", what, total(&CallTruth::talk), value, "s");
    if (truth_.countable > 0) checks_.at_most("AS-011", what, permitted, value, "s");
    if (situation_.direct) checks_.at_most("AS-012", what, permitted, value, "s");
    if (situation_.held_calls > 1) checks_.within("AS-015", what, permitted, value, "s");
    fresh(what, value, "s");
    of_this_session_only(what, permitted, value, "s");
  }

  void call_time() {
    if (!seen_.call_time) return;
    constexpr std::string_view what = "TotalCallTime";
    const std::int64_t value = *seen_.call_time;
    const Alternatives permitted = open_.permitted(total(&CallTruth::call_time));
    if (situation_.with_wrap_up) checks_.within("AS-016", what, permitted, value, "s");
    if (situation_.held && !readings_.hold_in_talk) checks_.within("AS-019", what, permitted, value, "s");
    if (situation_.without_wrap_up) checks_.within("AS-020", what, permitted, value, "s");
    // With no call there is nothing else to hold the figure to.
    truth_.countable == 0 ? checks_.within("AS-021a", what, permitted, value, "s")
                          : checks_.at_most("AS-021a", what, permitted, value, "s");
    if (permitted.judge(value) == verdict::Verdict::pass)
      checks_.tells(open_.told_by(value, total(&CallTruth::call_time)));
    if (situation_.direct) checks_.at_most("AS-021b", what, permitted, value, "s");
    fresh(what, value, "s");
    of_this_session_only(what, permitted, value, "s");
  }

  void wrap_up() {
    if (!seen_.wrap_up_time) return;
    constexpr std::string_view what = "TotalWrapUpTime";
    const std::int64_t value = *seen_.wrap_up_time;
    const Alternatives permitted = open_.permitted(total(&CallTruth::wrap_up));
    within("AS-023", what, total(&CallTruth::wrap_up), value, "s");
    if (situation_.break_after_call) checks_.at_most("AS-024", what, permitted, value, "s");
    if (situation_.without_wrap_up) checks_.at_most("AS-025", what, permitted, value, "s");
    if (situation_.direct) checks_.at_most("AS-026", what, permitted, value, "s");
    if (situation_.ran_out) checks_.at_most("AS-027", what, permitted, value, "s");
    fresh(what, value, "s");
    of_this_session_only(what, permitted, value, "s");
  }

  void average(std::string_view requirement, std::string_view what, Length CallTruth::*member,
               const std::optional<std::int32_t>& value) {
    if (!value) return;
    if (truth_.countable == 0) {
      no_call(what, *value);
      fresh(what, *value, "s/call");
    } else if (situation_.exact) {
      // Nothing of the rounding: an average is as often divided from a total as made from the calls.
      const auto permit = [member](const Way& way) {
        return permitted_average(parts_of(way.truth->calls, member), way.readings.rounding);
      };
      checks_.within(requirement, what, open_.permitted(permit), *value, "s/call");
    }
  }

  void no_call(std::string_view what, std::int32_t value) {
    using EmptyAverage = tapi::Readings::EmptyAverage;
    if (readings_.empty_average == EmptyAverage::error) {
      return checks_.require("AS-033", what, "a documented error: there was no call", text_of_number(value, "s/call"),
                             false);
    }
    checks_.within("AS-033", what, Permitted::exactly({0, 0}), value, "s/call");
    checks_.tells(told(readings_, tapi::Key::empty_average, {EmptyAverage::zero}));
  }

  void averages() {
    average("AS-029", "AverageTalkTime", &CallTruth::talk, seen_.average_talk_time);
    average("AS-030", "AverageCallTime", &CallTruth::call_time, seen_.average_call_time);
    const bool mixed = situation_.with_wrap_up && situation_.without_wrap_up;
    average("AS-031", mixed ? "AverageWrapUpTime, calls without wrap-up among them" : "AverageWrapUpTime",
            &CallTruth::wrap_up, seen_.average_wrap_up_time);
  }

  // With an offer that nobody answered: whether its ringing enters the figure is an open reading.
  static Permitted longest(const Way& way) {
    std::vector<Length> parts = parts_of(way.truth->calls, &CallTruth::time_to_answer);
    const tapi::Maybe counts = way.readings.unanswered_in_tta;
    for (const Length& offer : way.truth->unanswered_offers) {
      if (counts) parts.push_back(offer);
      if (counts.open()) parts.push_back({{}, offer.most});
    }
    return permitted_maximum(parts, way.readings.rounding);
  }
  static Permitted mean(const Way& way) {
    std::vector<Length> parts = parts_of(way.truth->calls, &CallTruth::time_to_answer);
    const tapi::Maybe counts = way.readings.unanswered_in_tta;
    const Permitted permitted = permitted_average(parts, way.readings.rounding);
    if (way.truth->unanswered_offers.empty() || (!counts.open() && !counts)) return permitted;
    parts.insert(parts.end(), way.truth->unanswered_offers.begin(), way.truth->unanswered_offers.end());
    const Permitted with_offers = permitted_average(parts, way.readings.rounding);
    if (counts) return with_offers;
    const auto hull = [](const verdict::Range& x, const verdict::Range& y) {
      return verdict::Range{std::min(x.low, y.low), std::max(x.high, y.high)};
    };
    return {hull(permitted.always, with_offers.always), hull(permitted.sometimes, with_offers.sometimes)};
  }

  // No phone rings for longer than the session has lasted: what is more is no seconds.
  void in_seconds(std::string_view what, std::int64_t value) {
    const std::int64_t most = verdict::ceil_seconds(truth_.duration.most.longest);
    checks_.require("AS-038a", what, "at most " + text_of_number(most, "s") + ", the session's duration",
                    text_of_number(value, "s"), value <= most);
  }

  void times_to_answer() {
    const bool others = situation_.other_group || situation_.other_agent;
    if (seen_.longest_time_to_answer) {
      constexpr std::string_view what = "LongestTimeToAnswer";
      const std::int64_t value = *seen_.longest_time_to_answer;
      const Alternatives permitted = open_.permitted(&longest);
      within("AS-034", what, &longest, value, "s");
      if (truth_.countable > 0) in_seconds(what, value);
      if (others) checks_.at_most("AS-038b", what, permitted, value, "s");
      fresh(what, value, "s");
      of_this_session_only(what, permitted, value, "s");
    }
    if (seen_.average_time_to_answer && (situation_.exact || truth_.countable == 0)) {
      constexpr std::string_view what = "AverageTimeToAnswer";
      const std::int64_t value = *seen_.average_time_to_answer;
      const Alternatives permitted = open_.permitted(&mean);
      checks_.within("AS-035", what, permitted, value, "s/call");
      if (others) checks_.within("AS-038b", what, permitted, value, "s/call");
      fresh(what, value, "s/call");
    }
  }

  void rate() {
    if (!seen_.call_rate) return;
    constexpr std::string_view what = "ACDCallRate";
    constexpr std::string_view unit = "calls/h x 10 000";
    const std::int64_t value = *seen_.call_rate;
    fresh(what, value, unit);
    if (truth_.countable == 0) {
      checks_.within("AS-041a", what, Permitted::exactly({0, 0}), value, unit);
      return;
    }
    checks_.require("AS-041b", what, "0 or more", text_of_number(value, unit), value >= 0);
    if (!situation_.exact || verdict::floor_seconds(truth_.duration.least.shortest) < shortest_rated_session) return;
    const Permitted permitted = permitted_rate(truth_.counted, truth_.duration);
    checks_.within("AS-040", what, permitted, value, unit);
    // The number itself where its ten-thousandfold belongs.
    const bool unscaled =
        value != 0 && !permitted.sometimes.contains(value) && permitted.sometimes.contains(value * 10'000);
    checks_.require("AS-039", what, "scaled by 10 000", text_of_number(value, unit), !unscaled);
  }

  void duration() {
    if (!seen_.duration) return;
    constexpr std::string_view what = "SessionDuration";
    const std::int64_t value = *seen_.duration;
    const Alternatives permitted =
        open_.permitted([](const Way& way) { return permitted_length(way.truth->duration, way.readings.rounding); });
    const std::int64_t least = permitted_length(truth_.duration, readings_.rounding).always.low;
    checks_.within(truth_.ended ? "AS-046" : "AS-045", what, permitted, value, "s");
    if (least > narrow_counter || calendar_broke_) checks_.within("AS-047", what, permitted, value, "s");
    if (situation_.earlier_session) checks_.within("AS-073a", what, permitted, value, "s");
  }

  // A call is offered, connected or in wrap-up: whether it is credited now or at its end is an open reading.
  void bounds() {
    if (seen_.calls) within("AS-007", "NumberOfCalls", &count, *seen_.calls, "calls");
    if (seen_.talk_time) within("AS-013", "TotalTalkTime", total(&CallTruth::talk), *seen_.talk_time, "s");
    if (seen_.call_time) within("AS-022b", "TotalCallTime", total(&CallTruth::call_time), *seen_.call_time, "s");
    if (seen_.wrap_up_time) {
      within(in_wrap_up_ ? "AS-023" : "AS-028", "TotalWrapUpTime", total(&CallTruth::wrap_up), *seen_.wrap_up_time,
             "s");
    }
    if (seen_.longest_time_to_answer) {
      within("AS-034", "LongestTimeToAnswer", &longest, *seen_.longest_time_to_answer, "s");
    }
    if (seen_.call_rate) {
      checks_.require("AS-041b", "ACDCallRate", "0 or more", text_of_number(*seen_.call_rate, "calls/h x 10 000"),
                      *seen_.call_rate >= 0);
    }
  }

  Truth truth_;
  Situation situation_;
  const OpenReadings& open_;
  const tapi::Readings& readings_;
  bool calendar_broke_;
  const ObservedFigures& seen_;
  Checks& checks_;
  bool in_wrap_up_;
};

constexpr double seconds_per_day = 86'400;

std::string text_of_days(double days) {
  char text[48];
  std::snprintf(text, sizeof text, "%.6f days", days);
  return text;
}

// OAUT, DATE: the whole range the type has (years 100 to 9999).
bool valid_date(double days) { return std::isfinite(days) && days >= -657'434.0 && days <= 2'958'465.99999999; }

// How far the reported date lies from the truth, in seconds, when it may stand in another time zone: whole hours do
// not count, up to fourteen of them.
double seconds_off(double reported, double truth) {
  const double off = (reported - truth) * seconds_per_day;
  const double hours = std::round(off / 3600);
  return std::abs(hours) <= 14 ? off - hours * 3600 : off;
}

// By what is held: as it stands, as UTC, or in any zone.
double off_as_held(double reported, double local, double ahead_of_utc, tapi::Readings::Zone zone) {
  switch (zone) {
    case tapi::Readings::Zone::local:
      return (reported - local) * seconds_per_day;
    case tapi::Readings::Zone::utc:
      return (reported - local) * seconds_per_day + ahead_of_utc;
    case tapi::Readings::Zone::any:
      break;
  }
  return seconds_off(reported, local);
}

// Nothing where the wall shows UTC.
std::vector<verdict::ReadingSeen> told_by_zone(double reported, double local, double ahead_of_utc,
                                               const tapi::Readings& held) {
  using Zone = tapi::Readings::Zone;
  std::uint32_t agreeing = 0;
  for (const Zone zone : {Zone::local, Zone::utc}) {
    if (std::abs(off_as_held(reported, local, ahead_of_utc, zone)) < 60) agreeing |= 1u << static_cast<unsigned>(zone);
  }
  return told(held, tapi::Key::start_time_zone, agreeing);
}

void judge_start_time(const Timeline& timeline, double reported, const std::function<double(TimePoint)>& ole_date_of,
                      Duration ahead, Checks& checks) {
  constexpr std::string_view what = "SessionStartTime";
  const bool valid = valid_date(reported);
  checks.require("AS-044", what, "an OLE DATE: days since 1899-12-30, years 100 to 9999", text_of_days(reported),
                 valid);
  const double earliest = ole_date_of(timeline.created().earliest);
  const double latest = ole_date_of(timeline.created().latest);
  // Stored in whole seconds, either way; the rest is the resolution of a double.
  constexpr double rounding = 1.001;
  const tapi::Readings& held = timeline.readings();
  const tapi::Readings::Zone zone = held.start_time_zone;
  const double ahead_of_utc = std::chrono::duration<double>{ahead}.count();
  verdict::Verdict verdict = verdict::Verdict::fail;
  if (valid) {
    const double from_earliest = off_as_held(reported, earliest, ahead_of_utc, zone);
    const double from_latest = off_as_held(reported, latest, ahead_of_utc, zone);
    const bool permitted_for_both = std::abs(from_earliest) <= rounding && std::abs(from_latest) <= rounding;
    const bool permitted_for_one = from_earliest >= -rounding && from_latest <= rounding;
    verdict = permitted_for_both  ? verdict::Verdict::pass
              : permitted_for_one ? verdict::Verdict::inconclusive
                                  : verdict::Verdict::fail;
  }
  const bool any_zone = zone == tapi::Readings::Zone::any;
  const bool utc = zone == tapi::Readings::Zone::utc;
  const std::string expected = text_of_days(utc ? earliest - ahead_of_utc / seconds_per_day : earliest) +
                               ", to the second, in " +
                               (any_zone ? "any time zone"
                                : utc    ? "UTC"
                                         : "local time");
  checks.add("AS-042", what, expected, text_of_days(reported), verdict);
  checks.tells(told_by_zone(reported, earliest, ahead_of_utc, held));
  if (!timeline.before_creation().empty()) checks.add("AS-073a", what, expected, text_of_days(reported), verdict);
}

// Midnight lies within the session so far, or the calendar did not go on as time did: a set clock, a change of
// daylight saving.
bool calendar_broke(const Timeline& timeline, const std::function<double(TimePoint)>& ole_date_of) {
  constexpr double resolution = 1e-3;  // s; of a date as a double
  const TimePoint begun = timeline.created().earliest;
  const TimePoint now = timeline.now().earliest;
  const double then_days = ole_date_of(begun);
  const double now_days = ole_date_of(now);
  const double by_calendar = (now_days - then_days) * seconds_per_day;
  const double by_time = static_cast<double>((now - begun).count()) / 1e9;
  return std::floor(then_days) != std::floor(now_days) || std::abs(by_calendar - by_time) > resolution;
}

}  // namespace

std::vector<verdict::Check> Oracle::judge_figures(const ObservedFigures& seen) const {
  const auto named = sessions_.find(seen.session);
  if (named == sessions_.end()) return {};
  const Timeline timeline{*this, named->second, seen.at};
  Checks checks{seen.session, seen.at.latest, "figure at the API against the facts"};
  const bool lost = given_up(timeline, seen);
  const OpenReadings open{*this, named->second, seen.at, readings_,
                          lost ? &Timeline::truth_if_ended_by_outage : &Timeline::truth};
  FigureJudge{timeline, open, readings_, calendar_broke(timeline, ole_date_of_), seen, checks}.judge();
  if (seen.start_time) {
    const Duration ahead = ahead_of_utc_ ? ahead_of_utc_(timeline.created().earliest) : Duration{};
    judge_start_time(timeline, *seen.start_time, ole_date_of_, ahead, checks);
  }
  if (timeline.at_rest()) judge_relations(timeline, readings_, seen, checks);
  std::vector<verdict::Check> result = std::move(checks).result();
  if (seen.state) {
    for (verdict::Check& check : judge_state(seen.session, *seen.state, seen.at)) result.push_back(std::move(check));
  }
  return result;
}

}  // namespace acdloop::oracle
