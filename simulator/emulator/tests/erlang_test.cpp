// SPDX-License-Identifier: Apache-2.0
// The queue against the mathematics of queues: with calls at random, the share of callers who wait, how long they wait
// and how many give up must be what Erlang C and Erlang A say, within what chance allows a run of that length. The
// formulas are public: A. K. Erlang 1917; C. Palm 1946 as the birth-and-death process of A. Mandelbaum and S. Zeltyn,
// "The Palm/Erlang-A Queue, with Applications to Call Centers", 2005, section 3.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <vector>

#include "drivers/time/random.hpp"
#include "simulator/acd/model.hpp"

namespace acdloop::emulator {
namespace {

// --- the formulas -------------------------------------------------------------------------------------------------

// Times in seconds.
struct CallCentre {
  int agents = 1;
  double gap = 1;      // between two calls, on average
  double service = 1;  // from the answer to being free again
  std::optional<double> patience{};
  double load() const { return service / gap; }
};

struct Figures {
  double waits = 0;     // share of the callers who are not answered at once
  double wait = 0;      // of all callers, until an answer or until they give up
  double given_up = 0;  // share
};

Figures erlang_c(const CallCentre& centre) {
  double blocked = 1;  // Erlang B, by its recursion over the number of agents
  for (int agents = 1; agents <= centre.agents; ++agents)
    blocked = centre.load() * blocked / (agents + centre.load() * blocked);
  const double waits = blocked / (1 - centre.load() / centre.agents * (1 - blocked));
  return {waits, waits * centre.service / (centre.agents - centre.load()), 0};
}

// So many people at once are never seen with the figures used here.
constexpr int most_people = 2000;

Figures erlang_a(const CallCentre& centre) {
  std::vector<double> chance{1};  // that so many people are in the system
  for (int people = 1; people < most_people; ++people) {
    const int served = std::min(people, centre.agents);
    const double leaving = served / centre.service + (people - served) / *centre.patience;
    chance.push_back(chance.back() / centre.gap / leaving);
  }
  const double all = std::accumulate(chance.begin(), chance.end(), 0.0);
  double waits = 0;
  double queue = 0;
  for (int people = centre.agents; people < most_people; ++people) {
    waits += chance[static_cast<std::size_t>(people)] / all;
    queue += (people - centre.agents) * chance[static_cast<std::size_t>(people)] / all;
  }
  return {waits, queue * centre.gap, queue / *centre.patience * centre.gap};
}

TEST(Erlang, FormulasGivePublishedFigures) {
  // Two agents' load on three agents: 4/9, by hand.
  EXPECT_NEAR(erlang_c({3, 1, 2}).waits, 4.0 / 9, 1e-12);
  // Printed tables of Erlang C (chance of delay 5 % and 1 %): 3.87 erlangs on 8 servers, 4.08 on 10.
  EXPECT_NEAR(erlang_c({8, 1, 3.87}).waits, 0.05, 0.0005);
  EXPECT_NEAR(erlang_c({10, 1, 4.08}).waits, 0.01, 0.0005);
  // Mandelbaum and Zeltyn, section 2: 50 agents, 48 calls a minute, talks of a minute. Without patience 20.8 s of wait;
  // with patience of two minutes 3.1 % give up and the wait is 3.7 s.
  EXPECT_NEAR(erlang_c({50, 60.0 / 48, 60}).wait, 20.8, 0.05);
  EXPECT_NEAR(erlang_a({50, 60.0 / 48, 60, 120}).given_up, 0.031, 0.0005);
  EXPECT_NEAR(erlang_a({50, 60.0 / 48, 60, 120}).wait, 3.7, 0.05);
  // Whoever never gives up makes of the one formula the other.
  EXPECT_NEAR(erlang_a({3, 75, 180, 1e9}).waits, erlang_c({3, 75, 180}).waits, 1e-4);
}

// --- the run ------------------------------------------------------------------------------------------------------

const cti::AcdGroupId sales("sales");

acd::Configuration configuration_of(const CallCentre& centre) {
  acd::Configuration configuration;
  configuration.groups = {{sales, "237", {acd::WrapUp::Kind::none, {}}, {}}};
  configuration.trunk_count = 900;
  for (int number = 0; number < centre.agents; ++number) {
    const cti::AgentId agent("agent" + std::to_string(number));
    configuration.agents.push_back({agent, agent.value(), {sales}});
    configuration.stations.emplace_back(std::to_string(100 + number));
  }
  return configuration;
}

struct Call {
  TimePoint placed;
  std::optional<double> wait;  // until an answer, or until giving up
  bool given_up = false;
};

// Callers and agents around the switch's model: a phone that rings is answered at once.
class Hour {
 public:
  Hour(const CallCentre& centre, std::uint64_t seed)
      : centre_(centre),
        model_(configuration_of(centre)),
        gaps_(derive_seed(seed, {"gaps"})),
        services_(derive_seed(seed, {"services"})),
        patience_(derive_seed(seed, {"patience"})) {
    for (int number = 0; number < centre.agents; ++number) log_on(number);
  }

  std::vector<Call> play(std::size_t calls) {
    diary_.emplace(TimePoint{}, Event{});
    while (calls_.size() < calls || !lines_.empty()) {
      const Event event = diary_.begin()->second;
      now_ = diary_.begin()->first;
      diary_.erase(diary_.begin());
      if (event.line.id.empty()) {
        if (calls_.size() < calls) place_call();
      } else {
        hang_up(event);
      }
    }
    return calls_;
  }

 private:
  struct Event {
    cti::DeviceId line{};  // who hangs up; empty: the next call comes
    std::size_t call = 0;
    bool gives_up = false;
  };
  struct Line {
    std::size_t call;
    cti::CallId id;
  };

  Duration drawn(Random& random, double mean) {
    return Duration{random.exponential(static_cast<std::int64_t>(mean * 1e9))};
  }

  void log_on(int number) {
    for (const auto kind : {cti::RequestKind::log_on, cti::RequestKind::set_agent_state}) {
      cti::Request request;
      request.kind = kind;
      request.agent = cti::AgentId("agent" + std::to_string(number));
      request.address = cti::Address(std::to_string(100 + number));
      request.group = sales;
      if (kind == cti::RequestKind::set_agent_state) request.state = cti::AgentState::ready;
      const cti::Reaction reaction = model_.submit(request, {}, now_);
      ASSERT_EQ(reaction.results.at(0).second.outcome, cti::Outcome::success);
    }
  }

  void place_call() {
    const std::size_t number = calls_.size();
    calls_.push_back({now_, {}, false});
    diary_.emplace(now_ + drawn(gaps_, centre_.gap), Event{});
    acd::Placed placed = model_.place_call({"5550100", {sales.value(), cti::DeviceCategory::acd_group}}, now_);
    ASSERT_FALSE(placed.call.empty());
    lines_[placed.line] = {number, placed.call};
    if (centre_.patience) diary_.emplace(now_ + drawn(patience_, *centre_.patience), Event{placed.line, number, true});
    hear(placed.reaction);
  }

  void hear(const cti::Reaction& reaction) {
    for (const cti::PhoneSignal& signal : reaction.signals) {
      if (signal.kind != cti::PhoneSignal::Kind::rings) continue;
      const auto line = std::ranges::find_if(lines_, [&](const auto& one) { return one.second.id == signal.call; });
      ASSERT_NE(line, lines_.end());
      const std::size_t number = line->second.call;
      calls_[number].wait = seconds_since(calls_[number].placed);
      diary_.emplace(now_ + drawn(services_, centre_.service), Event{line->first, number, false});
      hear(model_.lift(cti::Address(signal.device.id), now_));
    }
  }

  void hang_up(const Event& event) {
    const auto line = lines_.find(event.line);
    if (line == lines_.end() || line->second.call != event.call) return;  // over; the line may be somebody else's now
    Call& call = calls_[event.call];
    if (event.gives_up && call.wait) return;
    if (event.gives_up) {
      call.wait = seconds_since(call.placed);
      call.given_up = true;
    }
    lines_.erase(line);
    hear(model_.hang_up_line(event.line, now_));
  }

  double seconds_since(TimePoint then) const { return std::chrono::duration<double>(now_ - then).count(); }

  const CallCentre centre_;
  acd::Model model_;
  Random gaps_, services_, patience_;
  TimePoint now_{};
  std::multimap<TimePoint, Event> diary_;
  std::map<cti::DeviceId, Line> lines_;
  std::vector<Call> calls_;
};

// --- the comparison -----------------------------------------------------------------------------------------------

struct Range {
  double low, high;
  bool has(double value) const { return low <= value && value <= high; }
};

constexpr std::size_t batches = 31;
constexpr std::size_t batch = 4000;
// 99.9 % of Student's distribution with 30 degrees of freedom lie within so many standard errors.
constexpr double student = 3.646;

// Batch means: calls that follow each other are alike, thousands of them are not. The first batch fills the queue.
template <class Value>
Range range_of(const std::vector<Call>& calls, Value value) {
  std::vector<double> means;
  for (std::size_t number = 1; number <= batches; ++number) {
    double sum = 0;
    for (std::size_t call = number * batch; call < (number + 1) * batch; ++call) sum += value(calls[call]);
    means.push_back(sum / batch);
  }
  const double mean = std::accumulate(means.begin(), means.end(), 0.0) / batches;
  double squares = 0;
  for (const double one : means) squares += (one - mean) * (one - mean);
  const double error = student * std::sqrt(squares / (batches - 1) / batches);
  return {mean - error, mean + error};
}

struct Ranges {
  Range waits, wait, given_up;
};

Ranges ranges_of(const CallCentre& centre, std::uint64_t seed) {
  const std::vector<Call> calls = Hour(centre, seed).play((batches + 1) * batch);
  return {range_of(calls, [](const Call& call) { return *call.wait > 0 ? 1.0 : 0.0; }),
          range_of(calls, [](const Call& call) { return *call.wait; }),
          range_of(calls, [](const Call& call) { return call.given_up ? 1.0 : 0.0; })};
}

void print(std::string_view what, const Range& range, double formula) {
  fmt::print("  {:<28} run {:9.4f} to {:9.4f} (99.9 %)   formula {:9.4f}\n", what, range.low, range.high, formula);
}

TEST(Erlang, TheQueueWaitsAsErlangCSays) {
  const CallCentre centre{3, 75, 180};  // 48 calls an hour of three minutes: 2.4 erlangs
  const Figures formula = erlang_c(centre);
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Ranges run = ranges_of(centre, seed);
    print("share of callers who wait", run.waits, formula.waits);
    print("wait in seconds", run.wait, formula.wait);
    EXPECT_TRUE(run.waits.has(formula.waits));
    EXPECT_TRUE(run.wait.has(formula.wait));
    EXPECT_EQ(run.given_up.high, 0);
    // It could fail: neither one agent more nor calls longer by a tenth pass.
    for (const CallCentre& wrong : {CallCentre{4, 75, 180}, CallCentre{3, 75, 198}}) {
      EXPECT_FALSE(run.waits.has(erlang_c(wrong).waits));
      EXPECT_FALSE(run.wait.has(erlang_c(wrong).wait));
    }
  }
}

TEST(Erlang, CallersGiveUpAsErlangASays) {
  // 72 calls an hour of three minutes on three agents: more than they can answer.
  const CallCentre centre{3, 50, 180, 90};
  const Figures formula = erlang_a(centre);
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Ranges run = ranges_of(centre, seed);
    print("share of callers who wait", run.waits, formula.waits);
    print("wait in seconds", run.wait, formula.wait);
    print("share of callers who give up", run.given_up, formula.given_up);
    EXPECT_TRUE(run.waits.has(formula.waits));
    EXPECT_TRUE(run.wait.has(formula.wait));
    EXPECT_TRUE(run.given_up.has(formula.given_up));
    for (const CallCentre& wrong : {CallCentre{4, 50, 180, 90}, CallCentre{3, 50, 198, 90}}) {
      EXPECT_FALSE(run.waits.has(erlang_a(wrong).waits));
      EXPECT_FALSE(run.given_up.has(erlang_a(wrong).given_up));
    }
    // Patience moves the wait most.
    EXPECT_FALSE(run.wait.has(erlang_a({3, 50, 180, 99}).wait));
  }
}

}  // namespace
}  // namespace acdloop::emulator
