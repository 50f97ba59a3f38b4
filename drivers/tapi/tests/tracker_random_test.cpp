// SPDX-License-Identifier: Apache-2.0
// Reports in any order, as a switch gone wrong may send them: nothing breaks, and what must hold always holds.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "drivers/tapi/session_figures.hpp"
#include "drivers/tapi/session_tracker.hpp"
#include "drivers/tapi/tests/reports.hpp"

namespace acdloop::tapi {
namespace {

class TrackerUnderDisorder : public testing::TestWithParam<int> {
 protected:
  std::uint32_t pick(std::uint32_t count) { return static_cast<std::uint32_t>(random_()) % count; }
  cti::AcdGroupId group() { return pick(2) == 0 ? sales : service; }
  std::string call() { return "c" + std::to_string(pick(4)); }

  // One call becomes another, whether anybody knows either or not.
  cti::Event joined() {
    const bool leaves = pick(2) == 0;
    cti::Event event = later(leaves ? cti::CallEventKind::transferred : cti::CallEventKind::conferenced,
                             leaves ? cti::ConnectionState::null : cti::ConnectionState::connected, call());
    auto& body = std::get<cti::CallEvent>(event.body);
    if (pick(4) != 0)
      body.renamed = cti::Renamed{cti::CallId{call()}, cti::CallId{pick(3) == 0 ? call() : body.info.call.value()}};
    return event;
  }

  cti::Event any_report() {
    switch (pick(16)) {
      case 0:
        return logged_on(group());
      case 1:
        return logged_off(group());
      case 2:
        return ready();
      case 3:
        return ready(group());
      case 4:
        return not_ready();
      case 5:
        return not_ready(group());
      case 6:
        return busy(group());
      case 7:
        return wrap_up(group());
      case 8:
        return wrap_up_or_not_ready();
      case 9:
        return delivered(call(), pick(3) == 0 ? std::nullopt : std::optional{group()});
      case 10:
        return established(call());
      case 11:
        return held(call());
      case 12:
        return retrieved(call());
      case 13:
        return joined();
      default:
        return cleared(call());
    }
  }

  // Totals never shrink, phone and wrap-up never exceed the session, and an end is the end.
  void check(const TrackerOutput& output, TimePoint now) {
    for (const SessionChange& change : output.changes) {
      const std::uint64_t number = change.session->number;
      known_[number] = change.session;
      EXPECT_FALSE(ended_.contains(number)) << "an event after the end";
      EXPECT_EQ(change.event == SessionEvent::new_session, created_.insert(number).second);
      if (change.event == SessionEvent::end) ended_.insert(number);
    }
    for (const auto& record : output.ask) asked_.push_back(record->number);
    for (const auto& [number, record] : known_) {
      if (frozen_.contains(number)) continue;
      if (ended_.contains(number) && now > *record->timeline.ended() + std::chrono::seconds{5}) frozen_.insert(number);
      std::map<Method, std::int32_t> figures;
      for (const MethodRow& row : methods()) {
        if (row.value != ValueKind::whole_number) continue;
        figures[row.method] = figure_of(record->timeline, row.method, {}, now);
        EXPECT_GE(figures[row.method], 0) << row.name;
        const bool grows = row.name.find("Average") == std::string_view::npos;
        if (grows) {
          EXPECT_GE(figures[row.method], before_[number][row.method]) << row.name;
        }
      }
      EXPECT_GE(figures[Method::get_TotalCallTime] + 2,
                figures[Method::get_TotalTalkTime] + figures[Method::get_TotalWrapUpTime]);
      before_[number] = figures;
    }
  }

  std::mt19937 random_{static_cast<std::mt19937::result_type>(GetParam())};
  std::map<std::uint64_t, std::shared_ptr<const SessionRecord>> known_;
  std::map<std::uint64_t, std::map<Method, std::int32_t>> before_;
  std::set<std::uint64_t> created_, ended_, frozen_;
  std::vector<std::uint64_t> asked_;
};

TEST_P(TrackerUnderDisorder, KeepsItsPromises) {
  SessionTracker tracker{GetParam() % 2 == 0 ? groupless_dialect() : stated_dialect(), GetParam() % 3 == 0};
  TimePoint now{};
  for (int step = 0; step < 400; ++step) {
    now += std::chrono::milliseconds{pick(900)};
    while (const auto deadline = tracker.next_deadline()) {
      if (*deadline > now) break;
      check(tracker.on_deadline(*deadline), now);
      ASSERT_TRUE(!tracker.next_deadline() || *tracker.next_deadline() > *deadline) << "a deadline that does not pass";
    }
    if (!asked_.empty() && pick(3) == 0) {
      cti::Result result;
      if (pick(4) != 0) result.agents = {{{ann, {}, desk}, {static_cast<cti::AgentState>(pick(5))}, {}}};
      check(tracker.on_answer(asked_.back(), result, now), now);
      asked_.pop_back();
    }
    check(tracker.on_event(any_report(), now), now);
    if (HasFailure()) FAIL() << "seed " << GetParam() << ", step " << step;
  }
  for (const auto& [number, record] : known_) {
    EXPECT_EQ(ended_.contains(number), record->timeline.ended().has_value());
    EXPECT_EQ(ended_.contains(number), tracker.live(record->key) != record);
  }
}
INSTANTIATE_TEST_SUITE_P(Seeds, TrackerUnderDisorder, testing::Range(1, 61));

}  // namespace
}  // namespace acdloop::tapi
