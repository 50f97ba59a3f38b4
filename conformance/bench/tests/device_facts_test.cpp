// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/device_facts.hpp"

#include <gmock/gmock.h>

namespace acdloop::bench {
namespace {

using namespace std::chrono_literals;
using cti::CallEventKind;
using cti::ConnectionState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const cti::Address phone{"1001"};
const cti::DeviceId desk{"1001", cti::DeviceCategory::station};
const cti::DeviceId caller{"800", cti::DeviceCategory::trunk};
const cti::CallId id{"17.0"};

TimePoint at(Duration since) { return TimePoint{} + since; }

class Told {
 public:
  std::vector<std::string> facts;
  std::vector<Interval> moments;
  DeviceFacts device{[this](const cti::Fact& fact) {
    facts.push_back(std::string{cti::to_string(fact.kind)} + " " + fact.call +
                    (fact.address ? " at " + fact.address->value() : "") +
                    (fact.agent ? " by " + fact.agent->value() : ""));
    moments.push_back(fact.when);
  }};

  Told() { device.sit_down(cti::AgentId{"ann"}, phone); }

  void report(CallEventKind kind, const cti::DeviceId& of, ConnectionState to, Duration when,
              const cti::DeviceId& by = {}) {
    cti::CallEvent event;
    event.kind = kind;
    event.info.call = id;
    event.info.calling = caller;
    event.info.calling_number = "6025551212";
    event.changes = {{{id, of}, to}};
    event.by = by;
    device.see(event, {at(when - 5ms), at(when)});
  }
  void place() {
    device.placing("c1", cti::AcdGroupId{"acdloop"}, "6025551212", at(1s));
    report(CallEventKind::delivered, desk, ConnectionState::alerting, 1100ms);
    device.placed({id, caller}, at(1200ms));
  }
};

TEST(DeviceFacts, ReportsThatOvertakeTheAnswerBelongToTheCall) {
  Told told;
  told.place();
  EXPECT_THAT(told.facts, ElementsAre("call_placed c1", "ringing c1 at 1001 by ann"));
  EXPECT_EQ(told.moments[0].earliest, at(1s));
  EXPECT_EQ(told.moments[0].latest, at(1100ms));  // its first report, not the reply
  EXPECT_EQ(told.device.ringing_since(phone), at(1100ms));
}

TEST(DeviceFacts, WhatAHandDidLiesBetweenItsBeginningAndTheReport) {
  Told told;
  told.place();
  told.device.lifting(phone, at(3s));
  told.report(CallEventKind::established, desk, ConnectionState::connected, 3040ms);
  told.device.hand_done(at(3050ms));
  EXPECT_EQ(told.facts.back(), "answered c1 at 1001 by ann");
  EXPECT_EQ(told.moments.back().earliest, at(3s));
  EXPECT_EQ(told.moments.back().latest, at(3040ms));
  EXPECT_TRUE(told.device.talks(phone));
}

TEST(DeviceFacts, WhoHungUpIsTheHandThatMovedWhateverIsReportedFirst) {
  Told told;
  told.place();
  told.report(CallEventKind::established, desk, ConnectionState::connected, 3s);
  told.device.laying_down_caller("c1", at(5s));
  told.report(CallEventKind::connection_cleared, desk, ConnectionState::null, 5010ms, desk);
  told.report(CallEventKind::connection_cleared, caller, ConnectionState::null, 5020ms);
  told.device.hand_done(at(5030ms));
  told.facts.erase(told.facts.begin(), told.facts.begin() + 3);
  EXPECT_THAT(told.facts, ElementsAre("hung_up c1", "far_end_gone c1 at 1001 by ann"));
  EXPECT_THAT(told.device.left(), IsEmpty());
}

TEST(DeviceFacts, AHandThatMovedIsToldThoughNothingIsReported) {
  Told told;
  told.place();
  told.report(CallEventKind::established, desk, ConnectionState::connected, 3s);
  told.device.laying_down(phone, at(5s));
  told.device.hand_done(at(5030ms));
  EXPECT_EQ(told.facts.back(), "hung_up c1 at 1001 by ann");
  EXPECT_EQ(told.moments.back().latest, at(5030ms));
  EXPECT_EQ(told.device.left().size(), 1u);  // the caller is there still
}

TEST(DeviceFacts, WithoutAHandTheDeviceSaysWhoHungUp) {
  Told told;
  told.place();
  told.report(CallEventKind::connection_cleared, caller, ConnectionState::null, 2s);
  EXPECT_EQ(told.facts.back(), "hung_up c1");
  told.report(CallEventKind::connection_cleared, desk, ConnectionState::null, 2010ms);
  EXPECT_EQ(told.facts.back(), "ringing_stopped c1 at 1001 by ann");
}

TEST(DeviceFacts, ACallOfSomebodyElseAtAPhoneOfOursIsAStranger) {
  Told told;
  told.report(CallEventKind::delivered, desk, ConnectionState::alerting, 1s);
  EXPECT_THAT(told.facts, IsEmpty());
  EXPECT_EQ(told.device.stranger(), "a call of somebody else is at phone 1001");
}

TEST(DeviceFacts, ACallerWhoseAnswerNeverCameIsToBeEndedAllTheSame) {
  Told told;
  told.device.placing("c1", cti::AcdGroupId{"acdloop"}, "6025551212", at(1s));
  told.report(CallEventKind::delivered, desk, ConnectionState::alerting, 1100ms);
  told.device.not_placed();
  EXPECT_EQ(told.device.left().size(), 1u);
  EXPECT_EQ(told.device.stranger(), "");
}

}  // namespace
}  // namespace acdloop::bench
