// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

using enum RefusalCause;

struct Phones : Centre {
  RefusalCause control(RequestKind kind, const char* call, const char* device) {
    cti::Request request = about(kind, {});
    request.connection = cti::ConnectionId{cti::CallId{call}, {device, cti::DeviceCategory::unknown}};
    return ask(request).cause;
  }
  cti::Result make(const cti::Address& from, const char* destination) {
    cti::Request request = about(RequestKind::make_call, {});
    request.address = from;
    request.destination = destination;
    return ask(request);
  }
};

TEST(CallRequests, AnswerHoldRetrieveClear) {
  Phones c;
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  EXPECT_EQ(c.control(RequestKind::answer_call, "1F01", "105"), none);
  EXPECT_THAT(c.events(),
              ElementsAre("established 1F01 acd sales 105=connected answered", "agent_busy ann sales @105"));
  EXPECT_EQ(c.control(RequestKind::hold_call, "1F01", "105"), none);
  EXPECT_EQ(c.phone(desk105), "hold");
  EXPECT_EQ(c.control(RequestKind::retrieve_call, "1F01", "105"), none);
  EXPECT_EQ(c.phone(desk105), "connected");
  EXPECT_EQ(c.control(RequestKind::clear_connection, "1F01", "105"), none);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 acd sales 105=null 97061=null normal_clearing",
                                      "agent_wrap_up ann sales @105"));
  // Nobody hung up: both people find their line dead.
  EXPECT_THAT(c.signals(), ElementsAre("far_end_gone 105 1F01", "far_end_gone 97061 1F01"));
}

TEST(CallRequests, RefusalsByCause) {
  Phones c;
  c.make_ready(ann, desk105, sales);
  for (const RequestKind kind :
       {RequestKind::answer_call, RequestKind::hold_call, RequestKind::retrieve_call, RequestKind::clear_connection}) {
    EXPECT_EQ(c.control(kind, "1F99", "105"), invalid_call);
    EXPECT_EQ(c.ask(Centre::about(kind, {})).cause, bad_request);
  }
  EXPECT_EQ(c.control(RequestKind::clear_call, "1F99", "105"), invalid_call);
  EXPECT_EQ(c.control(RequestKind::clear_call, "", "105"), no_call_to_clear);
  EXPECT_EQ(c.control(RequestKind::answer_call, "", "105"), no_call_to_answer);
  EXPECT_EQ(c.control(RequestKind::hold_call, "", "105"), no_active_call);
  EXPECT_EQ(c.control(RequestKind::retrieve_call, "", "105"), no_held_call);
  EXPECT_EQ(c.control(RequestKind::clear_connection, "", "105"), no_call_to_clear);
  EXPECT_EQ(c.control(RequestKind::answer_call, "", "999"), invalid_address);

  c.call(sales);  // rings at ann's
  EXPECT_EQ(c.control(RequestKind::answer_call, "1F01", "106"), invalid_call);
  EXPECT_EQ(c.control(RequestKind::hold_call, "1F01", "105"), no_active_call);
  EXPECT_EQ(c.control(RequestKind::retrieve_call, "1F01", "105"), no_held_call);
  EXPECT_EQ(c.control(RequestKind::clear_connection, "1F01", "105"), no_call_to_clear);
  EXPECT_EQ(c.phone(desk105), "alerting");
  c.lift(desk105);
  EXPECT_EQ(c.control(RequestKind::answer_call, "1F01", "105"), no_call_to_answer);
  EXPECT_EQ(c.control(RequestKind::hold_call, "1F01", "97061"), invalid_address);
}

TEST(CallRequests, ClearCallEndsItWhereverItIs) {
  Phones c;
  c.call(sales);
  EXPECT_EQ(c.control(RequestKind::clear_call, "1F01", ""), none);
  EXPECT_THAT(c.events(), ElementsAre("connection_cleared 1F01 acd sales 97061=null sales=null call_cancelled"));
  EXPECT_THAT(c.signals(), ElementsAre("far_end_gone 97061 1F01"));
  c.make_ready(ann, desk105, sales);
  c.call(sales);
  EXPECT_EQ(c.control(RequestKind::clear_call, "1F02", "105"), none);
  EXPECT_THAT(c.signals(), ElementsAre("stops_ringing 105 1F02", "far_end_gone 97061 1F02"));
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
  EXPECT_THAT(c.model.directory().calls_at({"sales", cti::DeviceCategory::acd_group}), IsEmpty());
}

TEST(CallRequests, MakeCallToAStation) {
  Phones c;
  const cti::Result result = c.make(desk105, "106");
  EXPECT_EQ(result.outcome, Outcome::success);
  ASSERT_EQ(result.connections.size(), 1u);
  EXPECT_EQ(result.connections[0].first.call.value(), "1F01");
  EXPECT_EQ(result.connections[0].first.device.id, "105");
  EXPECT_THAT(c.events(), ElementsAre("originated 1F01 internal 105=connected new_call",
                                      "delivered 1F01 internal 106=alerting new_call"));
  EXPECT_THAT(c.signals(), ElementsAre("rings 106 1F01"));
  EXPECT_EQ(c.control(RequestKind::hold_call, "1F01", "105"), no_active_call);  // nobody has answered yet
  c.lift(desk106);
  EXPECT_THAT(c.signals(), ElementsAre("talks 106 1F01", "talks 105 1F01"));
  c.hang_up(desk105);
  EXPECT_THAT(c.signals(), ElementsAre("far_end_gone 106 1F01"));
}

TEST(CallRequests, MakeCallToAGroupIsAnAcdCall) {
  Phones c;
  c.make_ready(ann, desk105, sales);
  EXPECT_EQ(c.make(desk106, "237").cause, none);
  EXPECT_EQ(c.events()[2], "delivered 1F01 acd sales sales=null 105=alerting distributed");
  c.lift(desk105);
  EXPECT_EQ(c.state(ann, sales), AgentState::busy);
  c.hang_up(desk106);
  EXPECT_EQ(c.state(ann, sales), AgentState::wrap_up);
}

TEST(CallRequests, MakeCallOutsideTakesATrunkAndIsAnsweredAtOnce) {
  Phones c;
  EXPECT_EQ(c.make(desk105, "6025550000").cause, none);
  EXPECT_THAT(c.events(), ElementsAre("originated 1F01 outbound 105=connected new_call",
                                      "established 1F01 outbound 97061=connected answered"));
  c.took(c.model.hang_up_line({"97061", cti::DeviceCategory::trunk}, c.now));
  EXPECT_THAT(c.signals(), ElementsAre("far_end_gone 105 1F01"));
}

TEST(CallRequests, MakeCallRefusals) {
  Phones c;
  EXPECT_EQ(c.make(cti::Address{"999"}, "106").cause, invalid_address);
  EXPECT_EQ(c.make(desk105, "").cause, invalid_destination);
  EXPECT_EQ(c.make(desk105, "pizza").cause, invalid_destination);
  EXPECT_EQ(c.make(desk105, std::string(65, '1').c_str()).cause, invalid_destination);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::make_call, {})).cause, bad_request);
  for (int i = 0; i < 4; ++i) c.call(sales);
  EXPECT_EQ(c.make(desk105, "6025550000").cause, resource_busy);
  EXPECT_EQ(c.make(desk105, "106").cause, none);
  EXPECT_EQ(c.make(desk105, "107").cause, state_incompatible);
  EXPECT_EQ(c.make(desk106, "107").cause, state_incompatible);
}

TEST(CallRequests, SnapshotShowsTheConnectionsOfAStation) {
  Phones c;
  cti::Request request = Centre::about(RequestKind::snapshot_device, {});
  EXPECT_EQ(c.ask(request).cause, bad_request);
  request.address = cti::Address{"999"};
  EXPECT_EQ(c.ask(request).cause, invalid_address);
  request.address = desk105;
  EXPECT_THAT(c.ask(request).connections, IsEmpty());
  c.call(desk105);
  const cti::Result result = c.ask(request);
  ASSERT_EQ(result.connections.size(), 1u);
  EXPECT_EQ(result.connections[0].first.call.value(), "1F01");
  EXPECT_EQ(result.connections[0].second, cti::ConnectionState::alerting);
}

}  // namespace
}  // namespace acdloop::acd::test
