// SPDX-License-Identifier: Apache-2.0
// The façade that tells a session's figures as the switch has counted them.
#include <gmock/gmock.h>

#include "drivers/tapi/tests/fake_switch.hpp"

namespace acdloop::tapi {
namespace {

using namespace std::chrono_literals;
using cti::RequestKind;

class SwitchCounted : public FacadeBench {
 protected:
  SwitchCounted() { begin({}); }
  void begin(Readings readings, bool able = true) {
    readings.figures_from = Readings::FiguresFrom::phone_switch;
    wire.can(cti::Capability::switch_figures, able);
    restart(readings);
  }
  // What the switch says of a call of 43 s, 10 s of them on hold, and 17 s of work: a second less than the facts have.
  static cti::Figures figures(std::int64_t calls = 1) {
    cti::Figures told;
    told.subject.agent = ann;
    told.talk_includes_hold = true;
    told.calls = calls;
    told.calls_time = 59s * calls;
    told.talk_time = 42s * calls;
    told.hold_time = 10s * calls;
    told.after_call_time = 17s * calls;
    return told;
  }
  void tell(const cti::Figures& told) {
    cti::Result result;
    result.id = wire.sent.back().id;
    result.figures = told;
    wire.answer(result);
  }
  // Asks for a figure; the switch grants its barrier, and is asked for its figures or is not.
  std::int32_t figure(AgentSession& s, Method method, std::optional<cti::Figures> told) {
    std::int32_t out = -1;
    const std::size_t before = wire.sent.size();
    s.get_figure(method, &out, into(outcome));
    EXPECT_EQ(wire.sent.back().kind, RequestKind::query_agent_state);
    wire.grant(wire.sent.back());
    EXPECT_EQ(wire.sent.size(), before + (told ? 2 : 1));
    if (told) {
      EXPECT_EQ(out, -1) << "not before the switch has answered";
      EXPECT_EQ(wire.sent.back().kind, RequestKind::query_figures);
      EXPECT_EQ(wire.sent.back().group, std::nullopt);
      tell(*told);
    }
    return out;
  }
  std::shared_ptr<AgentSession> after_a_call() {
    const auto s = session();
    call_until(agent_wrap_up);
    say(77, ready());
    run_until(80);
    return s;
  }

  Outcome outcome;
};

TEST_F(SwitchCounted, FiguresAreTheSwitchsAndTimesItDoesNotCountOnesOwn) {
  const auto s = after_a_call();
  EXPECT_EQ(figure(*s, Method::get_TotalCallTime, figures()), 59);
  EXPECT_EQ(figure(*s, Method::get_TotalTalkTime, figures()), 32) << "without hold";
  EXPECT_EQ(figure(*s, Method::get_TotalWrapUpTime, figures(2)), 34);
  EXPECT_EQ(figure(*s, Method::get_AverageWrapUpTime, figures(2)), 17);
  EXPECT_EQ(figure(*s, Method::get_NumberOfCalls, figures(2)), 2);
  EXPECT_EQ(figure(*s, Method::get_AverageTalkTime, figures(0)), 0);
  EXPECT_EQ(figure(*s, Method::get_SessionDuration, figures()), 80);
  EXPECT_EQ(figure(*s, Method::get_LongestTimeToAnswer, figures()), 7);
  EXPECT_EQ(outcome.code, S_OK_);
}

TEST_F(SwitchCounted, HoldIsTalkWhereTheReadingSaysSo) {
  Readings readings;
  readings.hold_in_talk = true;
  begin(readings);
  const auto s = after_a_call();
  EXPECT_EQ(figure(*s, Method::get_TotalTalkTime, figures()), 42);
  cti::Figures without = figures();
  without.talk_includes_hold = false;
  without.talk_time = 32s;
  EXPECT_EQ(figure(*s, Method::get_TotalTalkTime, without), 42);
}

TEST_F(SwitchCounted, OnesOwnWhereTheWireTellsNone) {
  begin({}, false);
  const auto s = after_a_call();
  EXPECT_EQ(figure(*s, Method::get_TotalCallTime, std::nullopt), 60);
}

TEST_F(SwitchCounted, OnesOwnForAnAgentOfTwoSessions) {
  const auto s = after_a_call();
  wire.say(logged_on(service));
  EXPECT_EQ(figure(*s, Method::get_TotalCallTime, std::nullopt), 60) << "the switch counts both together";
  wire.say(logged_off(service));
  EXPECT_EQ(figure(*s, Method::get_TotalCallTime, std::nullopt), 60) << "and goes on to";
}

TEST_F(SwitchCounted, WhatWasToldLastIsTheLeastAfterTheSession) {
  const auto s = after_a_call();
  cti::Figures told = figures();
  told.talk_time = 55s;  // 45 without hold, where one's own count has 43
  EXPECT_EQ(figure(*s, Method::get_TotalTalkTime, told), 45);
  wire.say(logged_off(sales));
  for (const auto& [method, expected] :
       {std::pair{Method::get_TotalTalkTime, 45}, std::pair{Method::get_TotalCallTime, 60}}) {
    std::int32_t out = -1;
    s->get_figure(method, &out, {});
    settle();
    EXPECT_EQ(out, expected);
  }
}

TEST_F(SwitchCounted, OnesOwnAfterTheSessionAndAfterALostLink) {
  const auto s = after_a_call();
  EXPECT_EQ(figure(*s, Method::get_TotalCallTime, figures()), 59);
  cti::LinkEvent lost;
  lost.kind = cti::LinkEventKind::link_down;
  wire.say({lost});
  for (const cti::Request& asked : std::vector<cti::Request>{wire.sent}) {
    if (asked.kind == RequestKind::query_agent_state) wire.grant(asked);
  }
  EXPECT_EQ(figure(*s, Method::get_TotalCallTime, std::nullopt), 60);
  wire.say(logged_off(sales));
  std::int32_t out = -1;
  s->get_figure(Method::get_TotalCallTime, &out, {});
  settle();
  EXPECT_EQ(out, 60);
}

TEST_F(SwitchCounted, BothTripsShareTheTwoMinutes) {
  const auto s = after_a_call();
  std::int32_t out = -1;
  s->get_figure(Method::get_TotalCallTime, &out, into(outcome));
  run_until(180);
  wire.grant(wire.sent.back());
  run_until(199.9);
  EXPECT_EQ(outcome.completions, 0);
  run_until(200.1);
  EXPECT_EQ(outcome.code, TAPI_E_TIMEOUT_);
  EXPECT_EQ(out, -1);
}

TEST_F(SwitchCounted, ARefusalIsTheGettersError) {
  const auto s = after_a_call();
  std::int32_t out = -1;
  s->get_figure(Method::get_TotalCallTime, &out, into(outcome));
  wire.grant(wire.sent.back());
  wire.refuse(wire.sent.back(), cti::RefusalCause::privilege);
  EXPECT_EQ(outcome.code, LINEERR_OPERATIONUNAVAIL_);
  EXPECT_EQ(out, -1);
}

}  // namespace
}  // namespace acdloop::tapi
