// SPDX-License-Identifier: Apache-2.0
// Relations, codes and lists: what the time lines do not hold.
#include "conformance/oracle/neighbours.hpp"

#include <gtest/gtest.h>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

using Ids = std::vector<std::string>;

const cti::AgentId ann{"ann"};
const cti::AcdGroupId sales{"sales"};
const Interval at_100 = Interval::at(at_seconds(100));

class NeighboursTest : public ::testing::Test {
 protected:
  NeighboursTest() : oracle{{}, {}, ole_date_of}, neighbours{oracle} {
    oracle.name_session("s", {ann, sales, cti::Address{"105"}}, at_seconds(0));
  }
  ObservedAgent agent() const {
    ObservedAgent seen;
    seen.agent = ann;
    seen.at = at_100;
    return seen;
  }
  ObservedObjectAnswer answer(const std::string& interface, const std::string& method, std::uint32_t code) const {
    ObservedObjectAnswer seen;
    seen.subject = "somebody";
    seen.interface = interface;
    seen.method = method;
    seen.answered = seen.judged_at = seen.asked = at_100;
    seen.hresult = code;
    return seen;
  }
  ObservedList list() const {
    ObservedList seen;
    seen.agent = ann;
    seen.at = at_100;
    seen.entries = {{false, "s", ann, 0}};
    seen.asked_for = 2;
    seen.fetched = 1;
    seen.code = 1;
    return seen;
  }
  Oracle oracle;
  Neighbours neighbours;
};

TEST_F(NeighboursTest, CallTimeIsNotBelowTalkAndWrapUp) {
  ObservedAgent seen = agent();
  seen.talk_time = 30;
  seen.wrap_up_time = 12;
  seen.call_time = 41;
  EXPECT_EQ(neighbours.judge_agent(seen).back().verdict, verdict::Verdict::pass) << "a second for rounding";
  seen.call_time = 40;
  EXPECT_EQ(neighbours.judge_agent(seen).back().verdict, verdict::Verdict::fail);
  EXPECT_EQ(neighbours.judge_agent(seen).back().requirement, "AS-118");
}

TEST_F(NeighboursTest, AnAgentIsTheSumOfHerSessions) {
  const std::vector<ObservedShare> shares{{"s", 1, 13, 19, 6}, {"t", 2, 20, 20, 0}};
  ObservedAgent seen = agent();
  seen.calls = 3;
  seen.talk_time = 33 + 3;
  seen.call_time = 39 - 3;
  seen.wrap_up_time = 6;
  EXPECT_FALSE(any_failed(neighbours.judge_shares(seen, shares)));
  for (const auto change : {+1, -1}) {
    ObservedAgent wrong = seen;
    wrong.calls = 3 + change;
    EXPECT_EQ(failed_ids(neighbours.judge_shares(wrong, shares)), Ids{"AS-117"});
    wrong = seen;
    wrong.talk_time = 33 + 4 * change;
    EXPECT_EQ(failed_ids(neighbours.judge_shares(wrong, shares)), Ids{"AS-117"});
  }
  neighbours.measured(ann, 60, Interval::at(at_seconds(50)));
  EXPECT_TRUE(neighbours.judge_shares(seen, shares).empty()) << "the sessions go back further than the period";
}

TEST_F(NeighboursTest, ANewPeriodBeginsWithNothing) {
  ObservedAgent seen = agent();
  seen.period = 600;
  seen.calls = seen.incoming = seen.outgoing = seen.talk_time = seen.call_time = seen.wrap_up_time = 0;
  EXPECT_FALSE(any_failed(neighbours.judge_fresh_period(seen, 600)));
  EXPECT_TRUE(any_failed(neighbours.judge_fresh_period(seen, 900)));
  for (auto figure : {&ObservedAgent::calls, &ObservedAgent::incoming, &ObservedAgent::outgoing,
                      &ObservedAgent::talk_time, &ObservedAgent::call_time, &ObservedAgent::wrap_up_time}) {
    ObservedAgent kept = seen;
    kept.*figure = 1;
    EXPECT_EQ(failed_ids(neighbours.judge_fresh_period(kept, 600)), Ids{"AS-120a"});
  }
}

TEST_F(NeighboursTest, APeriodMayNotShrinkTheSessionAndShouldNotTouchIt) {
  const std::vector<ObservedShare> before{{"s", 1, 13, 19, 6}};
  const std::vector<ObservedShare> zeroed{{"s", 0, 0, 0, 0}};
  const std::vector<ObservedShare> grown{{"s", 2, 14, 20, 7}};
  EXPECT_EQ(failed_ids(neighbours.judge_untouched(before, zeroed, at_100)), Ids{"AS-121"});
  const auto checks = neighbours.judge_untouched(before, grown, at_100);
  ASSERT_EQ(checks.size(), 4u);
  for (const verdict::Check& check : checks) {
    EXPECT_TRUE(check.warning) << check.what;
    EXPECT_EQ(check.requirement, "AS-121");
  }
  for (const verdict::Check& check : neighbours.judge_untouched(before, before, at_100)) EXPECT_FALSE(check.warning);
}

TEST_F(NeighboursTest, NoPresentWaitAndNoAverageIsLongerThanTheLongest) {
  ObservedQueue seen;
  seen.queue = sales;
  seen.at = at_100;
  seen.longest_wait = 0;
  seen.current_wait = 0;
  seen.average_wait = 0;
  EXPECT_FALSE(any_failed(neighbours.judge_queue(seen)));
  seen.average_wait = 1;
  EXPECT_EQ(failed_ids(neighbours.judge_queue(seen)), Ids{"AS-124"});
}

TEST_F(NeighboursTest, OnlyDocumentedCodesAreInOrder) {
  struct Row {
    const char *interface, *method;
    std::uint32_t code;
    bool documented;
  };
  const Row rows[]{
      {"ITAgent", "get_NumberOfACDCalls", 0, true},
      {"ITAgent", "get_NumberOfACDCalls", code::tapi_timeout, true},
      {"ITAgent", "get_NumberOfACDCalls", 0x80000048, true},   // LINEERR_OPERATIONFAILED of lineGetAgentInfo
      {"ITAgent", "get_NumberOfACDCalls", 0x80004005, false},  // E_FAIL
      {"ITAgent", "get_NumberOfACDCalls", code::e_invalid_argument, false},
      {"ITAgent", "get_State", code::tapi_timeout, false},
      {"ITAgent", "get_ID", 0x80040047, true},
      {"ITAgent", "get_User", 0x80040047, false},
      {"ITQueue", "get_CurrentCallsQueued", code::tapi_timeout, true},
      {"ITQueue", "get_AverageWaitTime", 0x80040046, true},
      {"ITQueue", "get_AverageWaitTime", 0x80040045, false},
      {"ITACDGroup", "EnumerateQueues", 0x80040045, true},
      {"ITACDGroup", "get_Name", code::tapi_timeout, false},
      {"ITAgent", "CreateSessionWithPIN", 0x80000059, true},  // LINEERR_INVALPASSWORD
      {"ITAgent", "get_OverallCallRate", 0x80000059, false},
  };
  for (const Row& row : rows) {
    const auto checks = neighbours.judge_answer(answer(row.interface, row.method, row.code));
    EXPECT_EQ(!any_failed(checks), row.documented) << row.method << " " << std::hex << row.code;
    EXPECT_EQ(ids_of(checks), Ids{"AS-091"}) << row.method;
  }
}

TEST_F(NeighboursTest, ANullPointerIsToldAndNothingIsSent) {
  ObservedObjectAnswer seen = answer("ITQueue", "get_Name", code::e_pointer);
  seen.null_out = true;
  seen.request_sent = false;
  EXPECT_FALSE(any_failed(neighbours.judge_answer(seen)));
  seen.hresult = 0;
  EXPECT_EQ(failed_ids(neighbours.judge_answer(seen)), Ids{"AS-090a"});
}

TEST_F(NeighboursTest, ANullPinAndAnAgentWithoutIdAreRefusedHere) {
  ObservedObjectAnswer seen = answer("ITAgent", "CreateSessionWithPIN", code::e_invalid_argument);
  seen.null_pin = true;
  seen.request_sent = false;
  EXPECT_FALSE(any_failed(neighbours.judge_answer(seen)));
  seen.hresult = code::e_pointer;
  EXPECT_FALSE(any_failed(neighbours.judge_answer(seen))) << "the page names both";
  seen.request_sent = true;
  EXPECT_EQ(failed_ids(neighbours.judge_answer(seen)), Ids{"AS-069b"}) << "an empty PIN went to the switch";
  seen.request_sent = false;
  seen.hresult = 0;
  EXPECT_EQ(failed_ids(neighbours.judge_answer(seen)), Ids{"AS-069b"});
  seen = answer("ITAgent", "CreateSessionWithPIN", code::e_invalid_argument);
  seen.without_id = true;
  EXPECT_EQ(failed_ids(neighbours.judge_answer(seen)), Ids{"AS-069a"});
  seen.hresult = 0x80040047;
  EXPECT_FALSE(any_failed(neighbours.judge_answer(seen)));
}

TEST_F(NeighboursTest, APeriodOfZeroIsRefusedAndAnyOtherTaken) {
  ObservedObjectAnswer seen = answer("ITAgent", "put_MeasurementPeriod", 0);
  seen.argument = 3600;
  EXPECT_FALSE(any_failed(neighbours.judge_answer(seen)));
  seen.argument = 0;
  EXPECT_EQ(failed_ids(neighbours.judge_answer(seen)), Ids{"AS-120b"});
  seen.hresult = code::e_invalid_argument;
  EXPECT_FALSE(any_failed(neighbours.judge_answer(seen)));
  seen.argument = -5;
  EXPECT_FALSE(any_failed(neighbours.judge_answer(seen))) << "the documents contradict each other";
}

TEST_F(NeighboursTest, ARemovedGroupIsToldSoftly) {
  ObservedObjectAnswer seen = answer("ITQueue", "get_AverageWaitTime", 0);
  seen.group_removed = true;
  const auto checks = neighbours.judge_answer(seen);
  EXPECT_EQ(checks.back().requirement, "AS-125b");
  EXPECT_TRUE(checks.back().warning);
  seen.hresult = 0x80040046;
  EXPECT_FALSE(neighbours.judge_answer(seen).back().warning);
}

TEST_F(NeighboursTest, AListNamesTheAgentsSessionsAndNoOthers) {
  EXPECT_FALSE(any_failed(neighbours.judge_list(list())));
  ObservedList seen = list();
  seen.entries.clear();
  seen.fetched = 0;
  EXPECT_EQ(failed_ids(neighbours.judge_list(seen)), Ids{"AS-129b"}) << "one is missing";
  seen = list();
  seen.entries.push_back(seen.entries.front());
  seen.fetched = 2;
  EXPECT_EQ(failed_ids(neighbours.judge_list(seen)), Ids{"AS-129b"}) << "one is there twice";
  seen = list();
  seen.entries.push_back({false, "b", cti::AgentId{"bob"}, 0});
  seen.fetched = 2;
  EXPECT_EQ(failed_ids(neighbours.judge_list(seen)), Ids{"AS-129b"}) << "somebody else's";
  seen = list();
  seen.entries.push_back({false, "", ann, 0});
  seen.fetched = 2;
  EXPECT_EQ(failed_ids(neighbours.judge_list(seen)), Ids{"AS-070"}) << "a ghost";
}

TEST_F(NeighboursTest, ASessionOutlivesWhatItHandedOut) {
  const cti::AgentSessionKey key{ann, sales, cti::Address{"105"}};
  EXPECT_FALSE(any_failed(neighbours.judge_released("s", key, key, true, at_100)));
  EXPECT_EQ(failed_ids(neighbours.judge_released("s", key, {ann, {}, cti::Address{"105"}}, true, at_100)),
            Ids{"AS-130"});
  EXPECT_EQ(failed_ids(neighbours.judge_released("s", key, key, false, at_100)), Ids{"AS-130"});
}

TEST_F(NeighboursTest, AnEnumeratorKeepsToItsCodes) {
  ObservedList good = list();
  good.exact_code = 0;
  good.null_code = good.null_fetched_code = code::e_pointer;
  good.skip_code = 1;
  good.clone_same = true;
  EXPECT_FALSE(any_failed(neighbours.judge_list(good)));
  for (const int fault : {0, 1, 2, 3, 4, 5, 6}) {
    ObservedList seen = good;
    if (fault == 0) seen.code = 0;
    if (fault == 1) seen.fetched = 2;
    if (fault == 2) seen.exact_code = 1;
    if (fault == 3) seen.null_code = 0;
    if (fault == 4) seen.null_fetched_code = 0;
    if (fault == 5) seen.skip_code = 0;
    if (fault == 6) seen.clone_same = false;
    EXPECT_EQ(failed_ids(neighbours.judge_list(seen)), Ids{"AS-129a"}) << fault;
  }
}

}  // namespace
}  // namespace acdloop::oracle::testing
