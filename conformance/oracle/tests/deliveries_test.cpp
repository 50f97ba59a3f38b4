// SPDX-License-Identifier: Apache-2.0
// Which sessions may get calls, by short time lines told in the test.
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/oracle/tests/vectors.hpp"

namespace acdloop::oracle::testing {
namespace {

class Deliveries : public ::testing::Test {
 protected:
  Deliveries() : oracle_{configuration(), {}, [](TimePoint) { return 0.0; }} {
    tell(0, cti::FactKind::logged_on);
    oracle_.name_session("s", key_, at_seconds(0));
  }

  static Configuration configuration() {
    GroupRules sales;
    sales.name = cti::AcdGroupId{"sales"};
    sales.wrap_up = GroupRules::WrapUp::manual;
    Configuration configuration;
    configuration.groups = {sales};
    return configuration;
  }

  void tell(double at, cti::FactKind kind, const std::string& call = {}) {
    cti::Fact fact;
    fact.kind = kind;
    fact.call = call;
    fact.when = Interval::at(at_seconds(at));
    if (kind == cti::FactKind::call_placed) {
      fact.group = key_.group;
    } else {
      fact.agent = key_.agent;
      fact.address = key_.address;
      if (call.empty()) fact.group = key_.group;
    }
    oracle_.learn(fact);
  }
  void call(const std::string& name, double placed, double rings) {
    tell(placed, cti::FactKind::call_placed, name);
    tell(rings, cti::FactKind::ringing, name);
  }
  verdict::Check judge(double at) const {
    const auto checks = oracle_.judge_deliveries("s", Interval::at(at_seconds(at)));
    EXPECT_EQ(ids_of(checks), (std::vector<std::string>{"AS-056a", "AS-056b"}));
    const auto broken = std::find_if(checks.begin(), checks.end(), [](const verdict::Check& check) {
      return check.verdict != verdict::Verdict::pass || check.warning;
    });
    return broken != checks.end() ? *broken : checks.empty() ? verdict::Check{} : checks.front();
  }

  cti::AgentSessionKey key_{cti::AgentId{"ann"}, cti::AcdGroupId{"sales"}, cti::Address{"105"}};
  Oracle oracle_;
};

TEST_F(Deliveries, NothingIsJudgedWhileNoPhoneRang) {
  EXPECT_TRUE(oracle_.judge_deliveries("s", Interval::at(at_seconds(10))).empty());
}

TEST_F(Deliveries, ACallInReadyIsInOrder) {
  tell(1, cti::FactKind::made_ready);
  call("c1", 5, 5);
  EXPECT_EQ(judge(6).verdict, verdict::Verdict::pass);
}

TEST_F(Deliveries, ACallInNotReadyIsNot) {
  tell(1, cti::FactKind::made_not_ready);
  call("c1", 5, 5);
  const verdict::Check check = judge(6);
  EXPECT_EQ(check.requirement, "AS-056a");
  EXPECT_EQ(check.verdict, verdict::Verdict::fail);
  EXPECT_EQ(check.observed, "c1 rang at 5.000 s in NOT_READY since NOT_READY granted");
}

TEST_F(Deliveries, ACallAtTheInstantOfReadyIsInOrder) {
  tell(1, cti::FactKind::made_not_ready);
  tell(4, cti::FactKind::call_placed, "c1");
  tell(9, cti::FactKind::made_ready);
  tell(9, cti::FactKind::ringing, "c1");
  tell(9, cti::FactKind::answered, "c1");
  EXPECT_EQ(judge(10).verdict, verdict::Verdict::pass);
}

TEST_F(Deliveries, ACallInWrapUpIsAWarning) {
  tell(1, cti::FactKind::made_ready);
  call("c1", 5, 5);
  tell(7, cti::FactKind::answered, "c1");
  tell(9, cti::FactKind::hung_up, "c1");
  call("c2", 11, 11);
  const verdict::Check check = judge(12);
  EXPECT_EQ(check.verdict, verdict::Verdict::pass);
  EXPECT_TRUE(check.warning);
  EXPECT_NE(check.observed.find("c2 rang at 11.000 s in BUSY_WRAPUP"), std::string::npos) << check.observed;
}

TEST_F(Deliveries, ACallAfterTheLogOffIsNotInOrder) {
  tell(1, cti::FactKind::made_ready);
  tell(3, cti::FactKind::logged_off);
  EXPECT_EQ(judge(4).verdict, verdict::Verdict::pass);
  call("c1", 5, 5);
  EXPECT_EQ(judge(6).verdict, verdict::Verdict::fail);
}

TEST_F(Deliveries, ACallForWhoeverLoggedOnThereNextIsInOrder) {
  tell(1, cti::FactKind::made_ready);
  tell(3, cti::FactKind::logged_off);
  tell(4, cti::FactKind::logged_on);
  call("c1", 5, 5);
  EXPECT_EQ(judge(6).verdict, verdict::Verdict::pass);
}

}  // namespace
}  // namespace acdloop::oracle::testing
