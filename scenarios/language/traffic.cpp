// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/traffic.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "drivers/time/random.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

using std::chrono::milliseconds;

std::int64_t in_milliseconds(Duration duration) { return std::chrono::round<milliseconds>(duration).count(); }

// One kind of duration, with random numbers of its own: a story that gives its callers patience keeps their talks.
class Drawer {
 public:
  Drawer(const Traffic& traffic, std::string_view story, std::string_view what)
      : random_(derive_seed(static_cast<std::uint64_t>(traffic.seed), {story, traffic.as, what})) {}

  Duration draw(const Spread& spread) {
    const std::int64_t low = in_milliseconds(spread.low);
    switch (spread.kind) {
      case Spread::Kind::fixed:
        break;
      case Spread::Kind::uniform:
        return milliseconds{random_.between(low, in_milliseconds(spread.high))};
      case Spread::Kind::exponential:
        return milliseconds{std::max<std::int64_t>(1, random_.exponential(low))};
    }
    return spread.low;
  }
  std::optional<Duration> draw(const std::optional<Spread>& spread) {
    return spread ? std::optional{draw(*spread)} : std::nullopt;
  }

 private:
  Random random_;
};

std::string_view unit_of(const Rate& rate) {
  if (rate.per == std::chrono::seconds{1}) return "second";
  return rate.per == std::chrono::minutes{1} ? "minute" : "hour";
}

}  // namespace

std::vector<PlannedCall> planned_calls(const Traffic& traffic, std::string_view story, std::size_t most) {
  Drawer gaps(traffic, story, "arrivals");
  Drawer patience(traffic, story, "patience");
  Drawer answers(traffic, story, "answers");
  Drawer talks(traffic, story, "talk");
  Drawer wrap_ups(traffic, story, "wrap-up");
  const bool at_random = traffic.arrivals == Arrivals::poisson;
  const milliseconds distance{in_milliseconds(traffic.rate.per / traffic.rate.calls)};
  const Spread gap{at_random ? Spread::Kind::exponential : Spread::Kind::fixed, distance, {}};
  std::vector<PlannedCall> calls;
  for (Duration at = gaps.draw(gap); at <= traffic.lasting && calls.size() < most; at += gaps.draw(gap)) {
    PlannedCall& call = calls.emplace_back();
    call.name = fmt::format("{}.{}", traffic.as, calls.size());
    call.from = fmt::format("555{:04}", calls.size());
    call.at = at;
    call.patience = patience.draw(traffic.patience);
    call.answer_after = answers.draw(traffic.answer_after);
    call.talk = talks.draw(traffic.talk);
    call.wrap_up = wrap_ups.draw(traffic.wrap_up);
  }
  return calls;
}

std::string rate_text(const Rate& rate) { return fmt::format("{} per {}", rate.calls, unit_of(rate)); }

std::string spread_text(const Spread& spread) {
  switch (spread.kind) {
    case Spread::Kind::fixed:
      break;
    case Spread::Kind::uniform:
      return fmt::format("uniform {}..{}", duration_text(spread.low), duration_text(spread.high));
    case Spread::Kind::exponential:
      return "exponential " + duration_text(spread.low);
  }
  return duration_text(spread.low);
}

}  // namespace acdloop::scenarios
