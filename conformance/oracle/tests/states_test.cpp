// SPDX-License-Identifier: Apache-2.0
// get_State against the facts, and the identity of a session.
#include <gtest/gtest.h>

#include <set>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

using Ids = std::vector<std::string>;

class States : public ::testing::Test {
 protected:
  static Ids judge(const std::string& vector, const std::string& session, double at, std::int32_t state,
                   bool failed = true) {
    const Vector read = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/" + vector + ".txt");
    const auto checks = oracle_for(read).judge_state(session, state, Interval::at(at_seconds(at)));
    EXPECT_EQ(checks.size(), 2u);
    return failed ? failed_ids(checks) : ids_of(checks);
  }
  static Ids allowed(const std::string& vector, const std::string& session, double at) {
    Ids names;
    for (std::int32_t number = 0; number <= 4; ++number) {
      if (judge(vector, session, at, number).empty()) names.push_back(state_name(number));
    }
    return names;
  }
};

const char* const plain = "one-call-manual-wrap-up";

TEST_F(States, FollowTheFacts) {
  EXPECT_EQ(allowed(plain, "s", 0.5), (Ids{"NOT_READY", "READY"}));  // where a session starts is open
  EXPECT_EQ(allowed(plain, "s", 1.0), Ids{"READY"});
  EXPECT_EQ(allowed(plain, "s", 16.4), Ids{"READY"});
  EXPECT_EQ(allowed(plain, "s", 16.5), Ids{"BUSY_ON_CALL"});
  EXPECT_EQ(allowed(plain, "s", 46.6), Ids{"BUSY_ON_CALL"});
  EXPECT_EQ(allowed(plain, "s", 46.7), Ids{"BUSY_WRAPUP"});
  EXPECT_EQ(allowed(plain, "s", 58.9), (Ids{"NOT_READY", "READY"}));
}

TEST_F(States, StayBusyWhileTheCallIsHeld) { EXPECT_EQ(allowed("hold-once", "s", 30), Ids{"BUSY_ON_CALL"}); }

TEST_F(States, LeaveATimedWrapUpAtTheTimer) {
  EXPECT_EQ(allowed("timed-wrap-up-runs-out", "s", 50.6), Ids{"BUSY_WRAPUP"});
  EXPECT_EQ(allowed("timed-wrap-up-runs-out", "s", 50.7), (Ids{"NOT_READY", "READY"}));
}

TEST_F(States, AfterAForcedLogOffAreThatRequirements) {
  EXPECT_EQ(judge("forced-out-while-ready", "s", 80, state::ready), Ids{"AS-127"});
  EXPECT_EQ(judge("forced-out-in-wrap-up", "s", 60, state::busy_wrap_up), Ids{"AS-127"});
}

TEST_F(States, OverALostLinkAreKnownOrTheSessionIsGivenUp) {
  EXPECT_EQ(allowed("link-lost-during-a-call", "s", 25), (Ids{"BUSY_ON_CALL", "SESSION_ENDED"}));
  EXPECT_EQ(judge("link-lost-during-a-call", "s", 25, state::ready), Ids{"AS-128"});
  EXPECT_EQ(judge("link-lost-during-a-call", "s", 50, state::busy_on_call), Ids{"AS-128"});
}

TEST_F(States, OfAnUnknownOutcomeAreToldApart) {
  const Vector read = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/state-asked-for-without-answer.txt");
  const Oracle oracle = oracle_for(read);
  std::set<std::string_view> seen;
  for (const cti::Fact& fact : read.facts) seen.insert(oracle.requirement_of_state("s", fact.when));
  EXPECT_TRUE(seen.contains("AS-104"));
  EXPECT_EQ(oracle.requirement_of_state("nobody", Interval::at(at_seconds(1))), "");
}

// Answered, logged off and logged in again at one instant: the call was answered before the new session was there.
TEST_F(States, OfANewSessionAreNotThoseOfTheCallAnsweredBeforeIt) {
  const Vector read = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/second-log-in.txt");
  Oracle oracle{read.configuration, {}, ole_date_of};
  const auto learn = [&](cti::FactKind kind) {
    cti::Fact fact;
    fact.kind = kind;
    fact.when = Interval::at(at_seconds(20));
    fact.call = "c1";
    fact.agent = cti::AgentId{"ann"};
    fact.address = cti::Address{"105"};
    fact.group = cti::AcdGroupId{"sales"};
    oracle.learn(fact);
  };
  const cti::AgentSessionKey key{cti::AgentId{"ann"}, cti::AcdGroupId{"sales"}, cti::Address{"105"}};
  learn(cti::FactKind::call_placed);
  learn(cti::FactKind::ringing);
  learn(cti::FactKind::answered);
  learn(cti::FactKind::logged_off);
  learn(cti::FactKind::logged_on);
  oracle.name_session("t", key, at_seconds(20));
  const auto failed = [&](std::int32_t state) {
    return any_failed(oracle.judge_state("t", state, Interval::at(at_seconds(25))));
  };
  EXPECT_TRUE(failed(state::busy_on_call));
  EXPECT_FALSE(failed(state::ready));
  EXPECT_FALSE(failed(state::not_ready));
}

TEST_F(States, StayEndedAfterTheLogOff) {
  EXPECT_EQ(allowed("log-out-during-wrap-up", "s", 60), Ids{"SESSION_ENDED"});
  EXPECT_EQ(allowed("second-log-in", "s", 75), Ids{"SESSION_ENDED"});
  EXPECT_EQ(allowed("log-out-during-call", "s", 25), (Ids{"BUSY_ON_CALL", "SESSION_ENDED"}));
  EXPECT_EQ(allowed("log-out-during-call", "s", 36), Ids{"SESSION_ENDED"});
}

TEST_F(States, KeepWhatWasAskedForInACall) {
  EXPECT_EQ(allowed("not-ready-during-call", "s", 20), (Ids{"NOT_READY", "BUSY_ON_CALL"}));
  EXPECT_EQ(allowed("not-ready-during-call", "s", 30), (Ids{"NOT_READY", "BUSY_WRAPUP"}));
  EXPECT_EQ(allowed("not-ready-during-call", "s", 40), Ids{"NOT_READY"});
}

TEST_F(States, AreJudgedByTheRequirementThatIsExercised) {
  EXPECT_EQ(judge(plain, "s", 0.5, 2), Ids{"AS-053"});
  EXPECT_EQ(judge(plain, "s", 5, 0), Ids{"AS-057"});
  EXPECT_EQ(judge(plain, "s", 20, 1), Ids{"AS-054"});
  EXPECT_EQ(judge(plain, "s", 50, 1), Ids{"AS-023"});
  EXPECT_EQ(judge(plain, "s", 70, 2), Ids{"AS-054"});
  EXPECT_EQ(judge("timed-wrap-up-runs-out", "s", 60, 3), Ids{"AS-027"});
  EXPECT_EQ(judge("two-groups-one-agent", "h", 20, 2), Ids{"AS-055"});
  EXPECT_EQ(judge("two-groups-one-agent", "h", 33, 3), Ids{"AS-054"});
  EXPECT_EQ(judge("log-out-during-wrap-up", "s", 60, 1), Ids{"AS-052"});
  EXPECT_EQ(judge("not-ready-during-call", "s", 40, 1), Ids{"AS-062"});
}

TEST_F(States, OutsideTheEnumerationFailByThatAlone) {
  for (const std::int32_t number : {-1, 5, 8, 16, 32}) {
    EXPECT_EQ(judge(plain, "s", 70, number), (Ids{"AS-048", "AS-054"})) << number;
  }
  EXPECT_EQ(judge(plain, "s", 70, 1, false), (Ids{"AS-048", "AS-054"}));
}

TEST_F(States, OfASnapshotAreJudgedWithItsFigures) {
  const Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/one-call-manual-wrap-up.txt");
  ObservedFigures seen;
  seen.session = "s";
  seen.at = Interval::at(at_seconds(20));
  seen.state = 1;
  EXPECT_EQ(failed_ids(oracle_for(vector).judge_figures(seen)), Ids{"AS-054"});
}

TEST_F(States, TimedWrapUpMayEndOnTheSwitchesOwnSeconds) {
  Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/timed-wrap-up-runs-out.txt");
  vector.configuration.groups.front().early = std::chrono::seconds{1};
  const Oracle oracle = oracle_for(vector);
  const auto judge_at = [&](double at, std::int32_t state) {
    return failed_ids(oracle.judge_state("s", state, Interval::at(at_seconds(at))));
  };
  EXPECT_EQ(judge_at(49.6, 1), Ids{"AS-023"});
  EXPECT_EQ(judge_at(50.0, 1), Ids{});  // released at 30.7, limit 20 s, up to one second early
  EXPECT_EQ(judge_at(50.0, 3), Ids{});
  EXPECT_EQ(judge_at(50.7, 3), Ids{"AS-027"});
  ObservedFigures seen;
  seen.session = "s";
  seen.at = Interval::at(at_seconds(60));
  for (const int wrap : {18, 19, 20, 21}) {
    seen.wrap_up_time = wrap;
    EXPECT_EQ(failed_ids(oracle.judge_figures(seen)).empty(), wrap == 19 || wrap == 20) << wrap;
  }
}

// Released at 30.7, limit 20.4 s, up to one second early: over between 50.1 and 51.1, so 19.4 s to 20.4 s. What is
// asked for another group at 50.8 may have ended it then, after 20.1 s; that takes nothing from what the timer may have
// done before: 19 (19.4 rounded down) to 21 (20.4 rounded up) are in order.
TEST_F(States, ATimerMayHaveRunOutBeforeARequestForAnotherGroup) {
  Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/timed-wrap-up-runs-out.txt");
  vector.configuration.groups.front().limit = std::chrono::milliseconds{20400};
  vector.configuration.groups.front().early = std::chrono::seconds{1};
  vector.facts.push_back({.kind = cti::FactKind::made_not_ready,
                          .agent = cti::AgentId{"ann"},
                          .address = {},
                          .group = cti::AcdGroupId{"help"},
                          .call = {},
                          .when = Interval::at(at_seconds(50.8))});
  ObservedFigures seen;
  seen.session = "s";
  seen.at = Interval::at(at_seconds(60));
  for (const int wrap : {18, 19, 20, 21, 22}) {
    seen.wrap_up_time = wrap;
    EXPECT_EQ(failed_ids(oracle_for(vector).judge_figures(seen)).empty(), 19 <= wrap && wrap <= 21) << wrap;
  }
}

TEST_F(States, AGrantedReadyMayHaveToWaitForTheTimer) {
  Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/timed-wrap-up-runs-out.txt");
  cti::Fact ready{.kind = cti::FactKind::made_not_ready,
                  .agent = cti::AgentId{"ann"},
                  .address = {},
                  .group = {},
                  .call = {},
                  .when = Interval::at(at_seconds(40))};
  vector.facts.push_back(ready);
  const auto wrap_up = [&] {
    return oracle_for(vector).truth("s", Interval::at(at_seconds(60)))->wrap_up.most.longest;
  };
  EXPECT_EQ(wrap_up(), std::chrono::milliseconds{9300});  // 40.0 - 30.7
  vector.configuration.request_ends_timed_wrap_up = false;
  EXPECT_EQ(wrap_up(), std::chrono::seconds{20});
  EXPECT_EQ(failed_ids(oracle_for(vector).judge_state("s", 1, Interval::at(at_seconds(60)))), Ids{"AS-062"});
}

TEST_F(States, ReadyAloneMayHaveToWaitForTheTimer) {
  Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/timed-wrap-up-runs-out.txt");
  vector.configuration.ready_ends_timed_wrap_up = false;
  cti::Fact asked{.kind = cti::FactKind::made_ready,
                  .agent = cti::AgentId{"ann"},
                  .address = {},
                  .group = {},
                  .call = {},
                  .when = Interval::at(at_seconds(40))};
  vector.facts.push_back(asked);
  const auto wrap_up = [&] {
    return oracle_for(vector).truth("s", Interval::at(at_seconds(60)))->wrap_up.most.longest;
  };
  const auto state_at_45 = [&](std::int32_t state) {
    return failed_ids(oracle_for(vector).judge_state("s", state, Interval::at(at_seconds(45)))).empty();
  };
  EXPECT_EQ(wrap_up(), std::chrono::seconds{20});
  EXPECT_TRUE(state_at_45(3));
  EXPECT_FALSE(state_at_45(1));
  vector.facts.back().kind = cti::FactKind::made_not_ready;
  EXPECT_EQ(wrap_up(), std::chrono::milliseconds{9300});  // 40.0 - 30.7
  EXPECT_TRUE(state_at_45(0));
  EXPECT_FALSE(state_at_45(3));
}

TEST_F(States, IdentityIsWhatTheSessionWasCreatedWith) {
  const Vector vector = read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/two-groups-one-agent.txt");
  const Oracle oracle = oracle_for(vector);
  const auto& key = vector.sessions.front().key;
  cti::AgentSessionKey other = key;
  other.address = cti::Address{"999"};
  const Interval now = Interval::at(at_seconds(1));
  EXPECT_EQ(failed_ids(oracle.judge_identity("s", key, false, now)), Ids{});
  EXPECT_EQ(failed_ids(oracle.judge_identity("s", other, false, now)), Ids{"AS-066"});
  EXPECT_EQ(failed_ids(oracle.judge_identity("s", other, true, now)), Ids{"AS-067"});
  EXPECT_EQ(failed_ids(oracle.judge_identity("s", vector.sessions.back().key, false, now)), Ids{"AS-066"});
}

TEST_F(States, ChangesGrowWhenSomethingHappened) {
  const Oracle oracle =
      oracle_for(read_vector(ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/timed-wrap-up-runs-out.txt"));
  const auto changes = [&](double at) { return oracle.changes("s", at_seconds(at)); };
  EXPECT_EQ(changes(6), changes(8));
  EXPECT_LT(changes(8), changes(8.4));
  EXPECT_LT(changes(30.6), changes(30.7));
  EXPECT_LT(changes(50.6), changes(50.7));  // the timer ran out: no fact tells it
  EXPECT_EQ(changes(51), changes(100));
}

}  // namespace
}  // namespace acdloop::oracle::testing
