// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/object_figures.hpp"

#include <algorithm>
#include <array>

#include "scenarios/language/words.hpp"

namespace acdloop::runner {
namespace {

using tapi::AgentMethod;
using tapi::QueueMethod;

constexpr Duration writing_tolerance = std::chrono::milliseconds{1};
constexpr std::uint32_t most_entries = 1000;  // then an enumerator has no end

struct AgentRow {
  AgentMethod method;
  std::string_view requirement;
  std::optional<std::int32_t> oracle::ObservedAgent::*field;
};
constexpr AgentRow agent_rows[] = {
    {AgentMethod::get_NumberOfACDCalls, "AS-117", &oracle::ObservedAgent::calls},
    {AgentMethod::get_NumberOfIncomingCalls, "AS-119", &oracle::ObservedAgent::incoming},
    {AgentMethod::get_NumberOfOutgoingCalls, "AS-119", &oracle::ObservedAgent::outgoing},
    {AgentMethod::get_TotalACDTalkTime, "AS-117", &oracle::ObservedAgent::talk_time},
    {AgentMethod::get_TotalACDCallTime, "AS-117", &oracle::ObservedAgent::call_time},
    {AgentMethod::get_TotalWrapUpTime, "AS-117", &oracle::ObservedAgent::wrap_up_time},
    {AgentMethod::get_MeasurementPeriod, "AS-120a", &oracle::ObservedAgent::period},
};

struct QueueRow {
  QueueMethod method;
  std::string_view requirement;
  std::optional<std::int32_t> oracle::ObservedQueue::*field;
};
constexpr QueueRow queue_rows[] = {
    {QueueMethod::get_TotalCallsQueued, "AS-122", &oracle::ObservedQueue::queued},
    {QueueMethod::get_CurrentCallsQueued, "AS-122", &oracle::ObservedQueue::waiting},
    {QueueMethod::get_TotalCallsAbandoned, "AS-122", &oracle::ObservedQueue::abandoned},
    {QueueMethod::get_TotalCallsFlowedIn, "AS-123a", &oracle::ObservedQueue::flowed_in},
    {QueueMethod::get_TotalCallsFlowedOut, "AS-123a", &oracle::ObservedQueue::flowed_out},
    {QueueMethod::get_FinalDisposition, "AS-123b", &oracle::ObservedQueue::final},
    {QueueMethod::get_LongestEverWaitTime, "AS-124", &oracle::ObservedQueue::longest_wait},
    {QueueMethod::get_CurrentLongestWaitTime, "AS-124", &oracle::ObservedQueue::current_wait},
    {QueueMethod::get_AverageWaitTime, "AS-124", &oracle::ObservedQueue::average_wait},
    {QueueMethod::get_MeasurementPeriod, "", &oracle::ObservedQueue::period},
};

bool good(const ApiCallPtr& call) { return call && call->over && call->seen.hresult == tapi::S_OK_.value(); }

void await_all(Stage& stage, const std::vector<ApiCallPtr>& calls, Duration patience) {
  stage.wait_until(
      [&] {
        return std::all_of(calls.begin(), calls.end(), [](const ApiCallPtr& call) { return !call || call->over; });
      },
      stage.now() + patience);
}

template <class Rows, class Figures>
void keep(const Rows& rows, const std::vector<ApiCallPtr>& calls, Figures& figures, std::vector<ApiCallPtr>& failed,
          const std::string& subject, Stage& stage, report::Stream& stream) {
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    const ApiCallPtr& call = calls[index];
    if (good(call)) {
      figures.*rows[index].field = static_cast<std::int32_t>(call->number);
      stream.figure(stage.now(), subject, tapi::row_of(rows[index].method).word, call->number);
    } else if (call) {
      failed.push_back(call);
    }
  }
}

std::optional<std::string> count_disagrees(std::int64_t said, const verdict::Range& facts) {
  if (facts.contains(said)) return std::nullopt;
  return "the scenario says " + std::to_string(said) + " calls, the facts say " + std::to_string(facts.low);
}

std::optional<std::string> time_disagrees(Duration said, const std::vector<oracle::Length>& parts) {
  Duration least{}, most{};
  for (const oracle::Length& part : parts) {
    least += part.least.shortest;
    most += part.most.longest;
  }
  if (said >= least - writing_tolerance && said <= most + writing_tolerance) return std::nullopt;
  return "the scenario says " + scenarios::duration_text(said) + ", the facts say " + scenarios::duration_text(least);
}

// A wait that the author wrote to the tenth, against whole seconds either way.
std::optional<std::string> wait_disagrees(Duration said, const verdict::Range& facts) {
  const verdict::Range seconds{verdict::floor_seconds(said), verdict::ceil_seconds(said)};
  if (seconds.low <= facts.high && facts.low <= seconds.high) return std::nullopt;
  return "the scenario says " + scenarios::duration_text(said) + ", the facts say " + verdict::text_of(facts, "s");
}

}  // namespace

AgentSnapshot take_snapshot(ApiDesk& desk, Stage& stage, report::Stream& stream, const cti::AgentId& agent,
                            Duration patience) {
  AgentSnapshot snapshot;
  snapshot.figures.agent = agent;
  std::vector<ApiCallPtr> calls;
  for (const AgentRow& row : agent_rows) calls.push_back(desk.call(agent, row.method));
  const ApiCallPtr rate = desk.call(agent, AgentMethod::get_OverallCallRate);
  calls.push_back(rate);
  await_all(stage, calls, patience);
  keep(agent_rows, calls, snapshot.figures, snapshot.failed, "agent " + agent.value(), stage, stream);
  if (good(rate)) {
    snapshot.figures.call_rate = rate->number;
    stream.figure(stage.now(), "agent " + agent.value(), "call_rate", rate->number);
  } else if (rate) {
    snapshot.failed.push_back(rate);
  }
  snapshot.figures.at = stage.moment();
  return snapshot;
}

QueueSnapshot take_snapshot(ApiDesk& desk, Stage& stage, report::Stream& stream, const cti::AcdGroupId& queue,
                            Duration patience) {
  QueueSnapshot snapshot;
  snapshot.figures.queue = queue;
  std::vector<ApiCallPtr> calls;
  for (const QueueRow& row : queue_rows) calls.push_back(desk.call(queue, row.method));
  await_all(stage, calls, patience);
  keep(queue_rows, calls, snapshot.figures, snapshot.failed, "queue " + queue.value(), stage, stream);
  snapshot.figures.at = stage.moment();
  return snapshot;
}

std::optional<oracle::ObservedList> take_list(ApiDesk& desk, Stage& stage, const cti::AgentId& agent,
                                              Duration patience) {
  const ApiCallPtr asked = desk.call(agent, AgentMethod::EnumerateAgentSessions);
  await_all(stage, {asked}, patience);
  if (!good(asked) || !asked->list) return std::nullopt;
  using Sessions = std::vector<std::shared_ptr<tapi::AgentSession>>;
  const std::shared_ptr<tapi::Enumerator<tapi::AgentSession>> list = std::move(asked->list);
  oracle::ObservedList seen;
  seen.agent = agent;
  seen.at = stage.moment();
  Sessions sessions;
  std::shared_ptr<tapi::AgentSession> one;
  while (sessions.size() < most_entries && list->next(1, &one, nullptr) == tapi::S_OK_) sessions.push_back(one);
  const auto size = static_cast<std::uint32_t>(sessions.size());
  const auto next = [&](tapi::Enumerator<tapi::AgentSession>& from, std::uint32_t wanted, std::uint32_t& fetched) {
    Sessions out(wanted + 1);
    return from.next(wanted, out.data(), &fetched).value();
  };
  list->reset();
  seen.asked_for = size + 1;
  seen.code = next(*list, seen.asked_for, seen.fetched);
  std::uint32_t fetched = 0;
  list->reset();
  if (size > 0) seen.exact_code = next(*list, size, fetched);
  list->reset();
  seen.skip_code = list->skip(size + 1).value();
  list->reset();
  seen.null_code = list->next(1, nullptr, &fetched).value();
  Sessions two(3);
  seen.null_fetched_code = list->next(2, two.data(), nullptr).value();
  two.clear();
  list->reset();
  std::shared_ptr<tapi::Enumerator<tapi::AgentSession>> copy;
  if (list->clone(&copy) == tapi::S_OK_ && copy) {
    Sessions again(size + 1);
    fetched = 0;
    copy->next(size + 1, again.data(), &fetched);
    again.resize(std::min(fetched, size + 1));
    seen.clone_same = again == sessions;
  } else {
    seen.clone_same = false;
  }
  // From here on only the sessions are held, not the list.
  copy.reset();
  for (const auto& session : sessions) {
    oracle::ObservedList::Entry& entry = seen.entries.emplace_back();
    entry.null = session == nullptr;
    if (!session) continue;
    entry.session = desk.name_of(session);
    struct Answer {
      std::shared_ptr<tapi::Agent> agent;
      tapi::SessionState state{};
      std::optional<tapi::Hresult> agent_told, state_told;
    };
    const auto answer = std::make_shared<Answer>();
    session->get_agent(&answer->agent, [answer, &stage](tapi::Hresult result) {
      answer->agent_told = result;
      stage.changed();
    });
    session->get_state(&answer->state, [answer, &stage](tapi::Hresult result) {
      answer->state_told = result;
      stage.changed();
    });
    stage.wait_until([&] { return answer->agent_told && answer->state_told; }, stage.now());
    if (answer->agent_told == tapi::S_OK_ && answer->agent) entry.agent = answer->agent->id();
    if (answer->state_told == tapi::S_OK_) entry.state = static_cast<std::int32_t>(answer->state);
  }
  return seen;
}

std::string_view requirement_of_agent_figure(std::string_view figure) {
  for (const AgentRow& row : agent_rows) {
    if (tapi::row_of(row.method).word == figure) return row.requirement;
  }
  return figure == "call_rate" ? "AS-117" : "";
}

std::string_view requirement_of_queue_figure(std::string_view figure) {
  for (const QueueRow& row : queue_rows) {
    if (tapi::row_of(row.method).word == figure) return row.requirement;
  }
  return {};
}

std::optional<std::string> disagreement(const scenarios::ExpectedFigure& expected, const oracle::AgentTruth& truth) {
  if (expected.figure == "calls") return count_disagrees(expected.count, truth.calls);
  if (expected.figure == "incoming") return count_disagrees(expected.count, truth.incoming);
  if (expected.figure == "outgoing") return count_disagrees(expected.count, truth.outgoing);
  if (expected.figure == "talk_time") return time_disagrees(expected.time, truth.talk);
  if (expected.figure == "call_time") return time_disagrees(expected.time, truth.call_time);
  if (expected.figure == "wrap_up_time") return time_disagrees(expected.time, truth.wrap_up);
  return std::nullopt;
}

std::optional<std::string> disagreement(const scenarios::ExpectedFigure& expected, const oracle::QueueTruth& truth) {
  if (!truth.exact) return "a timer of the queue falls on the instant of something else: nobody can tell";
  if (expected.figure == "queued") return count_disagrees(expected.count, truth.queued);
  if (expected.figure == "waiting") return count_disagrees(expected.count, truth.waiting);
  if (expected.figure == "abandoned") return count_disagrees(expected.count, truth.abandoned);
  if (expected.figure == "flowed_in") return count_disagrees(expected.count, truth.flowed_in);
  if (expected.figure == "flowed_out") return count_disagrees(expected.count, truth.flowed_out);
  if (expected.figure == "final") return count_disagrees(expected.count, truth.final);
  if (expected.figure == "longest_wait") return wait_disagrees(expected.time, truth.longest_wait);
  if (expected.figure == "current_wait") return wait_disagrees(expected.time, truth.current_wait);
  if (expected.figure == "average_wait") return wait_disagrees(expected.time, truth.average_wait);
  return std::nullopt;
}

}  // namespace acdloop::runner
