// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/api_desk.hpp"

#include <gmock/gmock.h>

#include "conformance/runner/tests/fake_bench.hpp"

namespace acdloop::runner {
namespace {

using std::chrono::seconds;
using tapi::Method;

struct ApiDeskTest : ::testing::Test {
  testing::FakeBench bench{testing::Told{}};
  testing::FakeTelephony& telephony = bench.telephony();
  Stage stage{bench.loop()};
  report::Stream stream;
  ApiDesk desk{bench, stage, stream};
  const cti::AgentSessionKey key{cti::AgentId{"ann"}, cti::AcdGroupId{"sales"}, cti::Address{"105"}};

  ApiDeskTest() { desk.open(); }
  Seat& log_in(const std::string& name = "s") {
    desk.create_session(name, key);
    stage.settle();
    return *desk.find(name);
  }
};

TEST_F(ApiDeskTest, ASessionIsASeatOnceItsCreationSucceeded) {
  const ApiCallPtr call = desk.create_session("s", key);
  EXPECT_EQ(nullptr, desk.find("s"));
  EXPECT_TRUE(desk.anything_pending());
  stage.settle();
  ASSERT_NE(nullptr, desk.find("s"));
  EXPECT_TRUE(call->over);
  EXPECT_EQ(true, call->seen.session_created);
  EXPECT_EQ(key, desk.find("s")->key);
  EXPECT_FALSE(desk.anything_pending());
}

TEST_F(ApiDeskTest, AnEventBeforeTheSessionIsHandedOutIsItsOwn) {
  const Seat& seat = log_in();
  ASSERT_EQ(1u, seat.events.size());
  EXPECT_EQ(static_cast<int>(tapi::SessionEvent::new_session), seat.events.front().event);
  EXPECT_EQ(0, seat.events.front().state_in_handler);
  EXPECT_EQ(key, seat.events.front().identity);
}

TEST_F(ApiDeskTest, ARefusedCreationLeavesNoSeat) {
  telephony.create_result = tapi::TAPI_E_CALLCENTER_INVALAGENTID_;
  const ApiCallPtr call = desk.create_session("s", key);
  stage.settle();
  EXPECT_TRUE(call->over);
  EXPECT_EQ(tapi::TAPI_E_CALLCENTER_INVALAGENTID_.value(), call->seen.hresult);
  EXPECT_EQ(false, call->seen.session_created);
  EXPECT_EQ(nullptr, desk.find("s"));
  EXPECT_FALSE(desk.anything_pending());
}

TEST_F(ApiDeskTest, TakesTheValueOnlyOfASuccess) {
  telephony.figures[Method::get_TotalCallTime] = 42;
  Seat& seat = log_in();
  const ApiCallPtr good = desk.call(seat, Method::get_TotalCallTime);
  telephony.results[Method::get_TotalCallTime] = tapi::E_UNEXPECTED_;
  const ApiCallPtr bad = desk.call(seat, Method::get_TotalCallTime);
  EXPECT_FALSE(good->over);  // a completion never runs inside the call
  stage.settle();
  EXPECT_EQ(42, good->number);
  EXPECT_EQ(0, bad->number);
  EXPECT_EQ(tapi::E_UNEXPECTED_.value(), bad->seen.hresult);
}

TEST_F(ApiDeskTest, TakesEveryKindOfValue) {
  telephony.call_rate = 25'000;
  Seat& seat = log_in();
  const ApiCallPtr agent = desk.call(seat, Method::get_Agent);
  const ApiCallPtr group = desk.call(seat, Method::get_ACDGroup);
  const ApiCallPtr address = desk.call(seat, Method::get_Address);
  const ApiCallPtr rate = desk.call(seat, Method::get_ACDCallRate);
  const ApiCallPtr start = desk.call(seat, Method::get_SessionStartTime);
  const ApiCallPtr state = desk.call(seat, Method::get_State);
  stage.settle();
  EXPECT_EQ(key, (cti::AgentSessionKey{agent->key.agent, group->key.group, address->key.address}));
  EXPECT_EQ(25'000, rate->number);
  EXPECT_EQ(46048.375, start->days);
  EXPECT_EQ(0, state->number);
}

TEST_F(ApiDeskTest, ANullOutPointerIsHandedThroughForEveryGetter) {
  Seat& seat = log_in();
  for (const tapi::MethodRow& row : tapi::methods()) {
    if (row.method == Method::put_State) continue;
    const ApiCallPtr call = desk.call(seat, row.method, true);
    stage.settle();
    EXPECT_TRUE(call->seen.null_out);
    EXPECT_EQ(tapi::E_POINTER_.value(), call->seen.hresult) << row.name;
  }
}

TEST_F(ApiDeskTest, NotesWhetherACallSentARequest) {
  Seat& seat = log_in();
  telephony.sends = {Method::get_TotalCallTime};
  const ApiCallPtr asking = desk.call(seat, Method::get_TotalCallTime);
  stage.settle();
  const ApiCallPtr knowing = desk.call(seat, Method::get_State);
  stage.settle();
  EXPECT_EQ(true, asking->seen.request_sent);
  EXPECT_EQ(false, knowing->seen.request_sent);
}

TEST_F(ApiDeskTest, PutStateNotesItsEventsAndTellsThatItWasGranted) {
  Seat& seat = log_in();
  std::vector<std::int32_t> granted;
  desk.on_granted([&](const Seat& of, std::int32_t state, TimePoint) {
    EXPECT_EQ("s", of.name);
    granted.push_back(state);
  });
  const ApiCallPtr call = desk.put_state(seat, 1);
  stage.settle();
  EXPECT_EQ(1, call->seen.events_raised);
  EXPECT_EQ(1, desk.peek_state(seat));
  telephony.results[Method::put_State] = tapi::LINEERR_INVALAGENTSTATE_;
  const ApiCallPtr refused = desk.put_state(seat, 0);
  stage.settle();
  EXPECT_EQ(0, refused->seen.events_raised);
  EXPECT_THAT(granted, ::testing::ElementsAre(1));
  EXPECT_EQ(1, desk.peek_state(seat));
}

TEST_F(ApiDeskTest, AStateThatNobodyTellsIsNone) {
  Seat& seat = log_in();
  telephony.silent = {Method::get_State};
  const TimePoint before = stage.now();
  EXPECT_EQ(std::nullopt, desk.peek_state(seat));
  EXPECT_EQ(before, stage.now());
  telephony.silent.clear();
  telephony.results[Method::get_State] = tapi::E_UNEXPECTED_;
  EXPECT_EQ(std::nullopt, desk.peek_state(seat));
}

TEST_F(ApiDeskTest, AWithheldReplyMarksTheNextCallsThatAskTheSwitch) {
  Seat& seat = log_in();
  scenarios::Withhold plan;
  plan.request = cti::RequestKind::query_agent_state;
  plan.reply_after = seconds{130};
  plan.count = 2;
  desk.expect_withheld(plan);
  const ApiCallPtr from_memory = desk.call(seat, Method::get_State);
  const ApiCallPtr first = desk.call(seat, Method::get_TotalCallTime);
  const ApiCallPtr beside = desk.call(seat, Method::get_Agent);
  const ApiCallPtr second = desk.call(seat, Method::get_NumberOfCalls);
  const ApiCallPtr third = desk.call(seat, Method::get_NumberOfCalls);
  EXPECT_FALSE(from_memory->seen.reply_withheld);
  EXPECT_TRUE(first->seen.reply_withheld);
  EXPECT_EQ(Interval::at(stage.now() + seconds{130}), first->seen.reply_given);
  EXPECT_TRUE(beside->seen.stalled_elsewhere);
  EXPECT_TRUE(second->seen.reply_withheld);
  EXPECT_FALSE(third->seen.reply_withheld);
  stage.settle();
  EXPECT_FALSE(desk.call(seat, Method::get_Agent)->seen.stalled_elsewhere);
}

TEST_F(ApiDeskTest, RemembersThatAMethodHasTimedOut) {
  Seat& seat = log_in();
  telephony.results[Method::get_TotalCallTime] = tapi::TAPI_E_TIMEOUT_;
  EXPECT_FALSE(desk.call(seat, Method::get_TotalCallTime)->seen.timed_out_before);
  stage.settle();
  EXPECT_TRUE(desk.call(seat, Method::get_TotalCallTime)->seen.timed_out_before);
  EXPECT_FALSE(desk.call(seat, Method::get_NumberOfCalls)->seen.timed_out_before);
}

TEST_F(ApiDeskTest, EventsFindTheirSeatByTheObjectThatCameWithThem) {
  Seat& first = log_in("s");
  Seat& second = log_in("t");
  telephony.raise(tapi::SessionEvent::ready, second.session);
  stage.settle();
  EXPECT_EQ(1u, first.events.size());
  EXPECT_EQ(2u, second.events.size());
  EXPECT_EQ(3, desk.events());
}

TEST_F(ApiDeskTest, AnEventOfNobodysSessionIsCountedAndBelongsToNoSeat) {
  Seat& seat = log_in();
  telephony.raise(tapi::SessionEvent::ready,
                  std::make_shared<testing::FakeSession>(telephony, key.agent, key.group, key.address));
  stage.settle();
  EXPECT_EQ(1u, seat.events.size());
  EXPECT_EQ(2, desk.events());
}

}  // namespace
}  // namespace acdloop::runner
