// SPDX-License-Identifier: Apache-2.0
// Events against facts and transition table: every kind of wrong sequence fails by its own requirements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

using Ids = std::vector<std::string>;
using ::testing::Contains;
using ::testing::Not;

ObservedEvent told(double at, std::int32_t number) {
  ObservedEvent event;
  event.session = "s";
  event.tapi_event = te_agent_session;
  event.event = number;
  event.at = Interval::at(at_seconds(at));
  event.state_in_handler = number == event::new_session ? std::optional{state::not_ready} : state_of_event(number);
  return event;
}

class Events : public ::testing::Test {
 protected:
  // made_ready 1.0, answered 16.5, over 46.7, key 58.9, and logged off at 90.
  Events() : vector_{read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/one-call-manual-wrap-up.txt")} {
    vector_.facts.push_back({.kind = cti::FactKind::logged_off,
                             .agent = cti::AgentId{"ann"},
                             .address = {},
                             .group = cti::AcdGroupId{"sales"},
                             .call = {},
                             .when = Interval::at(at_seconds(90))});
    events_ = {told(0, event::new_session), told(0, event::not_ready), told(1, event::ready), told(16.5, event::busy),
               told(46.7, event::wrap_up),  told(58.9, event::ready),  told(90, event::end)};
  }
  std::vector<verdict::Check> checks() const {
    return oracle_for(vector_).judge_events("s", events_, Interval::at(at_seconds(100)));
  }
  Ids failures() const { return failed_ids(checks()); }
  void remove(std::size_t index) { events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(index)); }
  void insert(std::size_t index, const ObservedEvent& event) {
    events_.insert(events_.begin() + static_cast<std::ptrdiff_t>(index), event);
  }
  bool warned(const std::string& id) const {
    for (const auto& check : checks()) {
      if (check.requirement == id && check.warning) return true;
    }
    return false;
  }

  Vector vector_;
  std::vector<ObservedEvent> events_;
};

TEST_F(Events, PassWhenTheyTellTheFacts) {
  EXPECT_EQ(describe_failures(checks()), "");
  EXPECT_EQ(ids_of(checks()), (Ids{"AS-049", "AS-050", "AS-051", "AS-052", "AS-074a", "AS-074b", "AS-075", "AS-076",
                                   "AS-077", "AS-079", "AS-080a", "AS-082"}));
}

TEST_F(Events, EveryIllegalPairFails) {
  for (std::int32_t from = 0; from <= 4; ++from) {
    for (std::int32_t to = 0; to <= 4; ++to) {
      if (from == to || transition_listed(from, to)) continue;
      const std::int32_t code_of_first = from + 1;
      events_ = {told(0, event::new_session), told(2, code_of_first), told(3, to + 1)};
      const Ids ids = failures();
      EXPECT_THAT(ids, Contains("AS-049")) << state_name(from) << " to " << state_name(to);
      EXPECT_THAT(ids, Contains("AS-076"));
      if (to == state::busy_on_call) {
        EXPECT_THAT(ids, Contains("AS-050"));
      }
      if (to == state::busy_wrap_up) {
        EXPECT_THAT(ids, Contains("AS-051"));
      }
      if (from == state::session_ended) {
        EXPECT_THAT(ids, ::testing::IsSupersetOf({"AS-052", "AS-077"}));
      }
    }
  }
}

TEST_F(Events, EveryListedPairIsNoFaultOfTheTable) {
  int listed = 0;
  for (std::int32_t from = 0; from <= 4; ++from) {
    for (std::int32_t to = 0; to <= 4; ++to) {
      if (!transition_listed(from, to)) continue;
      ++listed;
      if (from == state::busy_wrap_up) {
        events_ = {told(1, event::busy), told(2, from + 1), told(3, to + 1)};
      } else {
        events_ = {told(2, from + 1), told(3, to + 1)};
      }
      EXPECT_THAT(failures(), Not(Contains("AS-049"))) << state_name(from) << " to " << state_name(to);
    }
  }
  EXPECT_EQ(listed, 12);
}

TEST_F(Events, AfterTheEndFail) {
  events_.push_back(told(95, event::ready));
  EXPECT_EQ(failures(), (Ids{"AS-049", "AS-052", "AS-075", "AS-076", "AS-077"}));
}

TEST_F(Events, ANewSessionAfterTheEndIsNotTheLastEvent) {
  events_.push_back(told(95, event::new_session));
  EXPECT_EQ(failures(), (Ids{"AS-074b", "AS-077"}));
}

TEST_F(Events, OffByOneCodesFail) {
  for (ObservedEvent& event : events_) event.event = event.event == event::new_session ? 0 : event.event - 1;
  EXPECT_THAT(failures(), ::testing::IsSupersetOf({"AS-074b", "AS-075"}));
}

TEST_F(Events, AWrongCodeFailsForThatChange) {
  events_[4] = told(46.7, event::not_ready);
  EXPECT_EQ(failures(), Ids{"AS-075"});
}

TEST_F(Events, MissingOrLateOnesFail) {
  for (const std::size_t index : {3u, 4u, 5u, 6u}) {
    auto all = events_;
    remove(index);
    EXPECT_THAT(failures(), Contains("AS-075")) << index;
    events_ = all;
    events_[index].at = Interval::at(events_[index].at.latest + std::chrono::milliseconds{1});
    EXPECT_THAT(failures(), Contains("AS-075")) << index;
    events_ = all;
    events_[index].at = Interval::at(events_[index].at.latest - std::chrono::milliseconds{1});
    EXPECT_THAT(failures(), Contains("AS-075")) << index;
    events_ = all;
  }
}

TEST_F(Events, TwoForOneChangeFailAndARepetitionLaterWarns) {
  insert(4, told(16.5, event::busy));
  EXPECT_EQ(failures(), Ids{"AS-075"});
  remove(4);
  insert(4, told(30, event::busy));
  EXPECT_EQ(failures(), Ids{});
  EXPECT_TRUE(warned("AS-075"));
}

TEST_F(Events, WithoutAnyChangeFail) {
  insert(3, told(8, event::not_ready));
  insert(4, told(9, event::ready));
  EXPECT_EQ(failures(), Ids{"AS-075"});
}

TEST_F(Events, BusyStraightOutOfNotReadyFails) {
  remove(2);
  EXPECT_EQ(failures(), (Ids{"AS-049", "AS-050", "AS-075", "AS-076"}));
}

TEST_F(Events, ReadyMayBePassedThroughOnTheWayToTheCall) {
  remove(2);
  insert(2, told(16.5, event::ready));
  // READY was granted at 1.0 and told only at the call: that change is missed, the order is none the worse.
  EXPECT_EQ(failures(), Ids{"AS-075"});
  EXPECT_EQ(failed_ids(checks()), Ids{"AS-075"});
}

TEST_F(Events, ReadyIsInOrderBeforeACallThatReachedASessionNotReady) {
  vector_.facts[1].kind = cti::FactKind::made_not_ready;
  events_[2] = told(16.5, event::ready);
  EXPECT_EQ(failures(), Ids{});
}

TEST_F(Events, WrapUpToldTwiceInARowOfCallsIsSeenAsAnIllegalPair) {
  insert(5, told(50, event::busy));
  EXPECT_THAT(failures(), ::testing::IsSupersetOf({"AS-049", "AS-050", "AS-075"}));
}

TEST_F(Events, NewSessionComesOnce) {
  insert(1, told(0, event::new_session));
  EXPECT_EQ(failures(), Ids{"AS-074b"});
  remove(0);
  remove(0);
  EXPECT_EQ(failures(), Ids{});
  EXPECT_TRUE(warned("AS-074a"));
}

TEST_F(Events, MustComeAsSessionEvents) {
  events_[3].tapi_event = 0x200;
  EXPECT_EQ(failures(), Ids{"AS-079"});
}

TEST_F(Events, UnknownCodesFail) {
  insert(4, told(20, 6));
  EXPECT_EQ(failures(), Ids{"AS-080a"});
  events_[4].event = -1;
  EXPECT_EQ(failures(), Ids{"AS-080a"});
}

TEST_F(Events, MustNameTheirSession) {
  const auto& key = vector_.sessions.front().key;
  for (ObservedEvent& event : events_) event.identity = key;
  EXPECT_EQ(failures(), Ids{});
  events_[3].identity->group = cti::AcdGroupId{"help"};
  EXPECT_EQ(failures(), Ids{"AS-078"});
}

TEST_F(Events, MustComeInOrder) {
  std::swap(events_[3], events_[4]);
  EXPECT_THAT(failures(), ::testing::IsSupersetOf({"AS-049", "AS-050", "AS-051", "AS-076"}));
}

TEST_F(Events, AStaleStateInTheHandlerFails) {
  events_[3].state_in_handler = state::ready;
  EXPECT_EQ(failures(), Ids{"AS-082"});
  events_[3].state_in_handler = state::busy_wrap_up;  // told thirty seconds later
  EXPECT_EQ(failures(), Ids{"AS-082"});
}

TEST_F(Events, ANewerStateInTheHandlerPassesWhenItComesAtOnce) {
  events_[0].state_in_handler = state::ready;
  EXPECT_EQ(failures(), Ids{});
  insert(3, told(16.5, event::ready));
  events_[3].state_in_handler = state::busy_on_call;
  EXPECT_THAT(failures(), Not(Contains("AS-082")));
}

TEST_F(Events, NoneAtAllFail) {
  events_.clear();
  EXPECT_EQ(failures(), Ids{"AS-075"});
}

TEST(EventsOfTwoGroups, MustNotMirrorTheOtherGroupsCall) {
  const Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/two-groups-one-agent.txt");
  const Oracle oracle = oracle_for(vector);
  std::vector<ObservedEvent> events{told(0.4, event::new_session), told(0.7, event::ready), told(52.1, event::busy),
                                    told(63.4, event::ready)};
  const auto failures = [&] { return failed_ids(oracle.judge_events("h", events, Interval::at(at_seconds(100)))); };
  EXPECT_EQ(failures(), Ids{});
  events.insert(events.begin() + 2, {told(13.3, event::busy), told(30.5, event::ready)});
  EXPECT_EQ(failures(), (Ids{"AS-055", "AS-072b", "AS-075", "AS-078"}));
  // Taken out of service for the time of that call: in order.
  events[2] = told(13.3, event::not_ready);
  events[3] = told(36.7, event::ready);
  EXPECT_EQ(failures(), Ids{});
}

// A real clock: reports may lag by two seconds, so steps less than that apart are looked at as one. The switch may end
// this wrap-up (released at 30.7, limit 20 s) up to a second early: READY at 49.9 tells it, and only once.
TEST(EventsOnARealClock, AnEndThatMayComeEarlyIsToldWhereverItMayLie) {
  Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/timed-wrap-up-runs-out.txt");
  vector.configuration.groups.front().early = std::chrono::seconds{1};
  const auto judged = [&](std::vector<ObservedEvent> events) {
    for (ObservedEvent& event : events) event.at.earliest -= std::chrono::milliseconds{1};
    return failed_ids(oracle_for(vector).judge_events("s", events, {at_seconds(99.9), at_seconds(100)}));
  };
  const std::vector<ObservedEvent> before{told(0, event::new_session), told(0, event::not_ready),
                                          told(0.5, event::ready), told(8.4, event::busy), told(30.7, event::wrap_up)};
  const auto with = [&](std::vector<ObservedEvent> more) {
    more.insert(more.begin(), before.begin(), before.end());
    return judged(more);
  };
  EXPECT_EQ(with({told(49.9, event::ready)}), Ids{});
  EXPECT_EQ(with({told(51.2, event::ready)}), Ids{});
  EXPECT_THAT(with({}), Contains("AS-075"));
  EXPECT_THAT(with({told(49.9, event::ready), told(51.2, event::ready)}), Contains("AS-075"));
  EXPECT_THAT(with({told(48.2, event::ready)}), Contains("AS-075"));  // before anything permits it
}

}  // namespace
}  // namespace acdloop::oracle::testing
