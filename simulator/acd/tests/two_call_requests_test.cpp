// SPDX-License-Identifier: Apache-2.0
// Consultation, transfer and conference that an application asks for; and the question for figures.
#include "simulator/acd/tests/floor.hpp"

namespace acdloop::acd::test {
namespace {

// What an application asks does what the person at the phone does; the person finds out.
struct Asked : Floor {
  cti::Result ask_for(RequestKind kind, const char* call, const std::string& destination, const char* held = "") {
    cti::Request request = about(kind, {});
    request.connection = cti::ConnectionId{cti::CallId{call}, {"105", cti::DeviceCategory::unknown}};
    request.destination = destination;
    if (*held != 0) request.held = cti::ConnectionId{cti::CallId{held}, {"105", cti::DeviceCategory::unknown}};
    return ask(request);
  }
  static std::string told(const cti::Result& result) {
    if (result.cause != RefusalCause::none) return std::string{to_string(result.cause)};
    std::string text;
    for (const auto& [connection, state] : result.connections) {
      text += (text.empty() ? "" : ", ") + connection.call.value() + "@" + connection.device.id + " " +
              std::string{to_string(state)};
    }
    return text;
  }
};

TEST(RequestsOfTwoCalls, ConsultAndTransferAsPeopleDo) {
  Asked f;
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::consultation_call, "1F01", "106")),
            "1F02@105 connected, 1F02@106 alerting");
  const Lines asked = f.events();
  Floor by_hand;
  by_hand.consult(desk105, "106");
  EXPECT_EQ(asked, by_hand.events());
  f.lift(desk106);
  by_hand.lift(desk106);
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::transfer_call, "1F02", "", "1F01")),
            "1F01@106 connected, 1F01@97061 connected");
  const Lines transferred = f.events();
  by_hand.transfer(desk105);
  EXPECT_EQ(transferred, by_hand.events());
  EXPECT_THAT(f.signals(), ElementsAre("far_end_gone 105 1F01", "far_end_gone 105 1F02", "renamed 106 1F01",
                                       "talks 97061 1F01", "talks 106 1F01"));
  EXPECT_EQ(f.calls("105"), "");
  EXPECT_EQ(f.state(ann, sales), AgentState::wrap_up);
}

TEST(RequestsOfTwoCalls, ConferAsPeopleDo) {
  Asked f;
  Floor by_hand;
  f.ask_for(RequestKind::consultation_call, "1F01", "106");
  f.lift(desk106);
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::conference_call, "1F02", "", "1F01")),
            "1F01@105 connected, 1F01@106 connected, 1F01@97061 connected");
  by_hand.consult(desk105, "106");
  by_hand.lift(desk106);
  const Lines joined = f.events();
  by_hand.conference(desk105);
  EXPECT_EQ(joined, by_hand.events());
}

TEST(RequestsOfTwoCalls, TransferInOneStepAsPeopleDo) {
  Asked f;
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::single_step_transfer_call, "1F01", "106")),
            "1F01@106 alerting, 1F01@97061 connected");
  EXPECT_THAT(f.signals(), ElementsAre("far_end_gone 105 1F01", "rings 106 1F01"));
  const Lines asked = f.events();
  Floor by_hand;
  by_hand.transfer_to(desk105, "106");
  EXPECT_EQ(asked, by_hand.events());
}

TEST(RequestsOfTwoCalls, RefusalsByCause) {
  Asked f;
  for (const RequestKind kind : {RequestKind::consultation_call, RequestKind::single_step_transfer_call,
                                 RequestKind::transfer_call, RequestKind::conference_call}) {
    SCOPED_TRACE(to_string(kind));
    EXPECT_EQ(f.ask(Centre::about(kind, {})).cause, RefusalCause::bad_request);
    EXPECT_EQ(Asked::told(f.ask_for(kind, "1F99", "106")), "invalid_call");
    cti::Request elsewhere = Centre::about(kind, {});
    elsewhere.connection = cti::ConnectionId{cti::CallId{"1F01"}, {"97061", cti::DeviceCategory::unknown}};
    EXPECT_EQ(f.ask(elsewhere).cause, RefusalCause::invalid_address);
    EXPECT_THAT(f.events(), IsEmpty());
  }
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::consultation_call, "1F01", "no number")), "invalid_destination");
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::single_step_transfer_call, "1F01", "")), "invalid_destination");
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::transfer_call, "1F01", "")), "bad_request") << "which other call?";
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::transfer_call, "1F01", "", "1F01")), "no_held_call");
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::conference_call, "1F01", "", "1F99")), "invalid_call");
  f.ask_for(RequestKind::consultation_call, "1F01", "106");
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::consultation_call, "1F02", "107")), "state_incompatible");
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::single_step_transfer_call, "1F01", "107")), "no_active_call");
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::conference_call, "1F02", "", "1F01")), "state_incompatible")
      << "106 only rings";
  f.lift(desk106);
  EXPECT_EQ(Asked::told(f.ask_for(RequestKind::single_step_transfer_call, "1F02", "106")), "state_incompatible");
  EXPECT_EQ(f.calls("105"), "1F01 hold, 1F02 connected") << "nothing of it changed anything";
}

TEST(FiguresAsked, AreOfWhoIsLoggedOn) {
  Centre c;
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_figures, ann)).cause, RefusalCause::not_logged_on);
  c.make_ready(ann, desk105, sales);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_figures, ann)).cause, RefusalCause::none);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_figures, cti::AgentId{"zoe"})).cause,
            RefusalCause::invalid_agent_id);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_figures, {}, sales)).cause, RefusalCause::unsupported_parameter);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_figures, {})).cause, RefusalCause::bad_request);
}

}  // namespace
}  // namespace acdloop::acd::test
