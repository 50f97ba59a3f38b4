// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/figures.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/language/words.hpp"

namespace acdloop::runner {
namespace {

using tapi::Method;

// The author writes tenths; a sum of written tenths must come out to the millisecond.
constexpr Duration writing_tolerance = std::chrono::milliseconds{1};

struct FigureRow {
  Method method;
  std::string_view requirement;
  std::optional<std::int32_t> oracle::ObservedFigures::*field;
};

constexpr FigureRow whole_numbers[] = {
    {Method::get_SessionDuration, "AS-045", &oracle::ObservedFigures::duration},
    {Method::get_NumberOfCalls, "AS-001", &oracle::ObservedFigures::calls},
    {Method::get_TotalTalkTime, "AS-010", &oracle::ObservedFigures::talk_time},
    {Method::get_AverageTalkTime, "AS-029", &oracle::ObservedFigures::average_talk_time},
    {Method::get_TotalCallTime, "AS-016", &oracle::ObservedFigures::call_time},
    {Method::get_AverageCallTime, "AS-030", &oracle::ObservedFigures::average_call_time},
    {Method::get_TotalWrapUpTime, "AS-023", &oracle::ObservedFigures::wrap_up_time},
    {Method::get_AverageWrapUpTime, "AS-031", &oracle::ObservedFigures::average_wrap_up_time},
    {Method::get_LongestTimeToAnswer, "AS-034", &oracle::ObservedFigures::longest_time_to_answer},
    {Method::get_AverageTimeToAnswer, "AS-035", &oracle::ObservedFigures::average_time_to_answer},
};

oracle::Length sum_of_answers(const oracle::Truth& truth) {
  oracle::Length sum;
  for (const oracle::CallTruth& call : truth.calls) {
    sum.least = sum.least + call.time_to_answer.least;
    sum.most = sum.most + call.time_to_answer.most;
  }
  return sum;
}

oracle::Length longest_answer(const oracle::Truth& truth) {
  oracle::Length longest;
  for (const oracle::CallTruth& call : truth.calls) {
    const oracle::Length& answer = call.time_to_answer;
    longest.least.shortest = std::max(longest.least.shortest, answer.least.shortest);
    longest.most.longest = std::max(longest.most.longest, answer.most.longest);
  }
  return longest;
}

oracle::Length divided(const oracle::Length& total, std::size_t by) {
  if (by == 0) return {};
  const auto count = static_cast<std::int64_t>(by);
  return {{total.least.shortest / count, total.least.longest / count},
          {total.most.shortest / count, total.most.longest / count}};
}

std::optional<oracle::Length> truth_of(std::string_view figure, const oracle::Truth& truth) {
  const std::size_t calls = truth.calls.size();
  if (figure == "duration") return truth.duration;
  if (figure == "talk_time") return truth.talk;
  if (figure == "call_time") return truth.call_time;
  if (figure == "wrap_up_time") return truth.wrap_up;
  if (figure == "average_talk_time") return divided(truth.talk, calls);
  if (figure == "average_call_time") return divided(truth.call_time, calls);
  if (figure == "average_wrap_up_time") return divided(truth.wrap_up, calls);
  if (figure == "longest_time_to_answer") return longest_answer(truth);
  if (figure == "average_time_to_answer") return divided(sum_of_answers(truth), calls);
  return std::nullopt;
}

}  // namespace

Snapshot take_snapshot(ApiDesk& desk, Stage& stage, report::Stream& stream, Seat& seat, Duration patience) {
  const TimePoint began = stage.now();
  Snapshot snapshot;
  snapshot.figures.session = seat.name;
  std::vector<ApiCallPtr> calls;
  for (const FigureRow& row : whole_numbers) calls.push_back(desk.call(seat, row.method));
  const ApiCallPtr rate = desk.call(seat, Method::get_ACDCallRate);
  const ApiCallPtr start = desk.call(seat, Method::get_SessionStartTime);
  const ApiCallPtr state = desk.call(seat, Method::get_State);
  for (const ApiCallPtr& call : {rate, start, state}) calls.push_back(call);
  snapshot.complete = stage.wait_until(
      [&] { return std::all_of(calls.begin(), calls.end(), [](const ApiCallPtr& call) { return call->over; }); },
      stage.now() + patience);

  const auto good = [](const ApiCallPtr& call) { return call->over && call->seen.hresult == tapi::S_OK_.value(); };
  for (std::size_t index = 0; index < std::size(whole_numbers); ++index) {
    if (good(calls[index]))
      snapshot.figures.*whole_numbers[index].field = static_cast<std::int32_t>(calls[index]->number);
  }
  if (good(rate)) snapshot.figures.call_rate = rate->number;
  if (good(start)) snapshot.figures.start_time = start->days;
  if (good(state)) snapshot.figures.state = static_cast<std::int32_t>(state->number);
  for (const ApiCallPtr& call : calls) {
    if (!good(call)) {
      snapshot.failed.push_back(call);
    } else if (call != start) {
      stream.figure(stage.now(), seat.name, tapi::row_of(*call->method).word, call->number);
    }
  }
  snapshot.figures.at = stage.since(began);
  return snapshot;
}

std::string_view requirement_of_figure(std::string_view figure) {
  if (figure == "call_rate") return "AS-040";
  if (figure == "start_time") return "AS-042";
  for (const FigureRow& row : whole_numbers) {
    if (tapi::row_of(row.method).word == figure) return row.requirement;
  }
  return {};
}

std::optional<std::string> disagreement(const scenarios::ExpectedFigure& expected, const oracle::Truth& truth) {
  if (expected.figure == "calls") {
    if (truth.counted <= expected.count && expected.count <= truth.countable) return std::nullopt;
    return "the scenario says " + std::to_string(expected.count) + " calls, the facts say " +
           std::to_string(truth.counted);
  }
  const std::optional<oracle::Length> facts = truth_of(expected.figure, truth);
  if (!facts) return std::nullopt;
  const bool below = expected.time < facts->least.shortest - writing_tolerance;
  const bool above = expected.time > facts->most.longest + writing_tolerance;
  if (!below && !above) return std::nullopt;
  return "the scenario says " + scenarios::duration_text(expected.time) + ", the facts say " +
         scenarios::duration_text(facts->least.shortest);
}

}  // namespace acdloop::runner
