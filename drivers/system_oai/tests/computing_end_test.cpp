// SPDX-License-Identifier: Apache-2.0
// Association, requests, keep-alive and resynchronisation of the computing end.
#include "drivers/system_oai/tests/application_port.hpp"

namespace acdloop::system_oai::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Association, LogsInWaitsAndStartsItsMonitors) {
  ApplicationPort port;
  port.submit(1, request_of(cti::RequestKind::log_on));
  port.end->on_open(port.now, port.out);
  EXPECT_EQ(port.out.send, (std::string{"\x09\0\0\0\x87\0acdsim\0", 13}));
  EXPECT_THAT(port.sent(), ElementsAre("login 0x87 application \"acdsim\""));
  port.lines({"000,RS,0,09:00,012626,V10.20,V6.0.11.113,3,1,0,1,1"});
  EXPECT_THAT(port.sent(), IsEmpty());
  port.lines({"001,RD,0,"});
  EXPECT_THAT(port.sent(), ElementsAre("_MS,2,105,1,A:00FC,C:FFFC,F:00F0", "_MS,3,237,1,A:00FC,C:FFFC,F:00F0"));
  port.lines({"002,CF,_MS,2,0,1,001,105,A:00FC,C:FFFC,F:00F0"});
  EXPECT_FALSE(port.end->associated());
  EXPECT_THAT(port.sent(), IsEmpty());
  port.lines({"003,CF,_MS,3,0,1,002,237,A:00FC,C:FFFC,F:00F0"});
  EXPECT_TRUE(port.end->associated());
  EXPECT_THAT(port.events(), ElementsAre("link_up"));
  EXPECT_THAT(port.sent(), ElementsAre("_SA,4,105,2003,1,237")) << "the request waited";
}

TEST(Association, TheLoginCarriesThePasswordAndNobodyPrintsIt) {
  Settings settings;
  settings.password = "secret";
  ApplicationPort port{settings};
  port.end->on_open(port.now, port.out);
  EXPECT_NE(port.out.send.find("secret"), std::string::npos);
  for (const cti::WireMessage& message : port.out.messages) {
    EXPECT_EQ((message.text + message.bytes).find("secret"), std::string::npos);
  }
}

TEST(Association, ClosedBeforeRsIsARejectedLogin) {
  ApplicationPort port;
  port.end->on_open(port.now, port.out);
  port.end->on_closed(port.now, port.out);
  EXPECT_THAT(port.events(), ElementsAre(StartsWith("association_refused")));
}

TEST(Association, NoFreePortIsARefusal) {
  ApplicationPort port;
  port.end->on_open(port.now, port.out);
  port.lines({"000,PE,,8"});
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(port.events(), ElementsAre(StartsWith("association_refused resource_limit")));
  port.end->on_closed(port.now, port.out);
  EXPECT_THAT(port.events(), IsEmpty());
}

TEST(Association, SilenceAfterTheLoginGivesUp) {
  ApplicationPort port;
  port.end->on_open(port.now, port.out);
  ASSERT_EQ(port.end->next_wake(), at(30s));
  port.end->on_wake(at(30s), port.out);
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(port.events(), ElementsAre(StartsWith("link_down")));
}

TEST(Association, OverSerialAsksForAResync) {
  Settings settings;
  settings.framing = Framing::serial_lines;
  ApplicationPort port{settings};
  port.end->on_open(port.now, port.out);
  EXPECT_EQ(port.out.send, "RR\r");
  port.out.clear();
  port.end->on_wake(at(10s), port.out);
  EXPECT_THAT(port.sent(), ElementsAre("RR")) << "the switch may have been off";
  port.lines({"000,RS,1,09:00,012626,V10.20,V6,3,1,0,1,0", "001,RD,1,"});
  EXPECT_THAT(port.sent(), ElementsAre(StartsWith("_MS,2,105"), StartsWith("_MS,3,237")));
}

TEST(Association, ARefusedMonitorIsReportedAndTheLinkComesUp) {
  ApplicationPort port;
  port.end->on_open(port.now, port.out);
  port.lines({"000,RS,0,09:00,012626,V10.20", "001,RD,0,", "002,CF,_MS,2,9", "003,CF,_MS,3,0,1,002,237,A:00FC"});
  EXPECT_THAT(port.events(), ElementsAre(StartsWith("monitor_ended invalid_address"), "link_up"));
}

TEST(Requests, AreWrittenAsCommands) {
  ApplicationPort port;
  port.start();
  std::uint64_t id = 0;
  const auto command = [&](cti::Request request) {
    port.submit(++id, std::move(request));
    const Lines lines = port.sent();
    return lines.size() == 1 ? lines.front() : "";
  };
  EXPECT_EQ(command(request_of(cti::RequestKind::log_on)), "_SA,4,105,2003,1,237");
  EXPECT_EQ(command(request_of(cti::RequestKind::log_off)), "_SA,5,105,2003,0,237");
  EXPECT_EQ(command(state_request(cti::AgentState::ready)), "_SA,6,105,2003,2,237");
  EXPECT_EQ(command(state_request(cti::AgentState::not_ready)), "_SA,7,105,2003,3,237");
  EXPECT_EQ(command(request_of(cti::RequestKind::query_agent_state)), "_QA,8,105,2003,237");
  EXPECT_EQ(command(request_of(cti::RequestKind::query_group)), "_QH,9,237");
  EXPECT_EQ(command(request_of(cti::RequestKind::answer_call)), "_AC,10,105,1F01");
  EXPECT_EQ(command(request_of(cti::RequestKind::hold_call)), "_HC,11,105,1F01,,0,0");
  EXPECT_EQ(command(request_of(cti::RequestKind::retrieve_call)), "_RV,12,105,1F01");
  EXPECT_EQ(command(request_of(cti::RequestKind::clear_connection)), "_CX,13,105,1F01");
  EXPECT_EQ(command(request_of(cti::RequestKind::clear_call)), "_CC,14,105,1F01");
  EXPECT_EQ(command(request_of(cti::RequestKind::snapshot_device)), "_SP,15,105");
  EXPECT_EQ(command(request_of(cti::RequestKind::check_link)), "_NO,16");
  cti::Request call = request_of(cti::RequestKind::make_call);
  call.destination = "sales";
  EXPECT_EQ(command(call), "_MC,17,105,237,");
  cti::Request pass_on = request_of(cti::RequestKind::consultation_call);
  pass_on.destination = "106";
  EXPECT_EQ(command(pass_on), "_CS,18,105,1F01,106,");
  pass_on.kind = cti::RequestKind::single_step_transfer_call;
  EXPECT_EQ(command(pass_on), "_TO,19,105,1F01,106,");
  cti::Request join = request_of(cti::RequestKind::transfer_call);
  join.held = join.connection;
  join.connection->call = cti::CallId{"1P01"};
  EXPECT_EQ(command(join), "_TR,20,105,1F01,1P01,0");
  join.kind = cti::RequestKind::conference_call;
  EXPECT_EQ(command(join), "_CN,21,105,1F01,1P01");
}

TEST(Requests, ThatTheWireCannotSayAreRefusedHere) {
  ApplicationPort port;
  port.start();
  port.submit(1, state_request(cti::AgentState::wrap_up));
  cti::Request nobody = request_of(cti::RequestKind::log_on);
  nobody.agent.reset();
  port.submit(2, nobody);
  cti::Request broken = request_of(cti::RequestKind::log_on);
  broken.agent = cti::AgentId{"20,03\r_RP"};
  port.submit(3, broken);
  port.submit(4, request_of(cti::RequestKind::transfer_call));      // of one call
  port.submit(5, request_of(cti::RequestKind::consultation_call));  // with nobody
  port.submit(6, request_of(cti::RequestKind::query_figures));
  ASSERT_THAT(port.out.results, SizeIs(6));
  EXPECT_EQ(port.out.results[3].cause, cti::RefusalCause::invalid_parameter);
  EXPECT_EQ(port.out.results[4].cause, cti::RefusalCause::invalid_parameter);
  EXPECT_EQ(port.out.results[5].cause, cti::RefusalCause::unsupported_request);
  EXPECT_EQ(port.out.results[0].outcome, cti::Outcome::refused);
  EXPECT_EQ(port.out.results[0].cause, cti::RefusalCause::unsupported_request);
  EXPECT_EQ(port.out.results[1].cause, cti::RefusalCause::invalid_parameter);
  EXPECT_EQ(port.out.results[2].cause, cti::RefusalCause::invalid_parameter);
  EXPECT_THAT(port.sent(), IsEmpty());
}

TEST(Requests, AreAnsweredByIdInAnyOrder) {
  ApplicationPort port;
  port.start();
  port.submit(1, request_of(cti::RequestKind::log_on));
  port.submit(2, state_request(cti::AgentState::ready));
  port.lines({"004,CF,_SA,5,15", "005,CF,_SA,4,0"});
  ASSERT_THAT(port.out.results, SizeIs(2));
  EXPECT_EQ(port.out.results[0].id, cti::RequestId{2});
  EXPECT_EQ(port.out.results[0].cause, cti::RefusalCause::state_incompatible);
  EXPECT_EQ(port.out.results[0].raw, (cti::RawCode{"oai.outcome", 15, ""}));
  EXPECT_EQ(port.out.results[1].id, cti::RequestId{1});
  EXPECT_EQ(port.out.results[1].outcome, cti::Outcome::success);
}

TEST(Requests, QueriesReadModesAsPossibleStates) {
  ApplicationPort port;
  port.start();
  port.submit(1, request_of(cti::RequestKind::query_agent_state));
  port.lines({"004,CF,_QA,4,0,4,2003,237,0,2003,238,1,2004,237,2,2005,237,3"});
  ASSERT_THAT(port.out.results, SizeIs(1));
  const auto& agents = port.out.results[0].agents;
  ASSERT_THAT(agents, SizeIs(4));
  EXPECT_EQ(agents[0].subject, (cti::AgentSubject{ann, sales, phone}));
  EXPECT_EQ(agents[0].states, cti::StateSet{cti::AgentState::null});
  EXPECT_EQ(agents[1].subject.group, support);
  EXPECT_EQ(agents[1].states, cti::StateSet{cti::AgentState::ready});
  EXPECT_EQ(agents[2].states, cti::StateSet::all());
  EXPECT_EQ(agents[2].detail, cti::StateDetail::phone_in_use);
  EXPECT_EQ(agents[3].states, (cti::StateSet{cti::AgentState::wrap_up, cti::AgentState::not_ready}));
}

TEST(Requests, OtherPayloads) {
  ApplicationPort port;
  port.start();
  port.submit(1, request_of(cti::RequestKind::query_group));
  port.submit(2, request_of(cti::RequestKind::snapshot_device));
  cti::Request call = request_of(cti::RequestKind::make_call);
  call.destination = "106";
  port.submit(3, call);
  port.lines({"004,CF,_QH,4,0,1,2003,105,1,0,2", "005,CF,_SP,5,0,2,1F01,H,562,A", "006,CF,_MC,6,0,105,@001"});
  ASSERT_THAT(port.out.results, SizeIs(3));
  ASSERT_THAT(port.out.results[0].agents, SizeIs(1));
  EXPECT_EQ(port.out.results[0].agents.at(0).subject, (cti::AgentSubject{ann, sales, phone}));
  EXPECT_EQ(port.out.results[1].connections.at(0).second, cti::ConnectionState::hold);
  EXPECT_EQ(port.out.results[1].connections.at(1).first.call, cti::CallId{"562"});
  EXPECT_EQ(port.out.results[2].connections.at(0).first.call, cti::CallId{"@001"}) << "either order of the two fields";
}

// The new call in both orders, the transferred call with who is in it, the members of a conference.
TEST(Requests, PayloadsOfTwoCalls) {
  ApplicationPort port;
  port.start();
  cti::Request request = request_of(cti::RequestKind::consultation_call);
  request.address.reset();
  request.destination = "106";
  request.held = request.connection;
  std::uint64_t id = 0;
  const auto told = [&](cti::RequestKind kind, const std::string& line) {
    request.kind = kind;
    port.out.results.clear();
    port.submit(++id, request);
    port.lines({line});
    std::string text;
    for (const cti::Result& result : port.out.results) {
      for (const auto& [connection, state] : result.connections) {
        text += connection.call.value() + "@" + connection.device.id + " ";
      }
    }
    return text;
  };
  EXPECT_EQ(told(cti::RequestKind::consultation_call, "004,CF,_CS,4,0,1P01,105"), "1P01@105 ");
  EXPECT_EQ(told(cti::RequestKind::consultation_call, "005,CF,_CS,5,0,105,1P02"), "1P02@105 ");
  EXPECT_EQ(told(cti::RequestKind::transfer_call, "006,CF,_TR,6,0,1F03,106,97061,,6025551212,,8002225555"),
            "1F03@106 1F03@97061 ");
  EXPECT_EQ(told(cti::RequestKind::single_step_transfer_call, "007,CF,_TO,7,0,1F04,237,97061,,,,"),
            "1F04@sales 1F04@97061 ");
  EXPECT_EQ(told(cti::RequestKind::conference_call, "008,CF,_CN,8,0,105,1F03,3,97061,1F03,105,1F03,106,1F05"),
            "1F03@105 1F03@97061 1F05@106 ");
  EXPECT_EQ(told(cti::RequestKind::transfer_call, "009,CF,_TR,9,0,1F03"), "") << "where did it go?";
  EXPECT_EQ(told(cti::RequestKind::conference_call, "010,CF,_CN,10,0,105,1F03,3,97061,1F03"), "") << "two are missing";
  EXPECT_EQ(fault_names(port.out), (Lines{"malformed_confirmation", "malformed_confirmation"}));
}

TEST(Requests, AConfirmationThatContradictsItselfAnswersNothing) {
  ApplicationPort port;
  port.start();
  port.submit(1, request_of(cti::RequestKind::query_agent_state));
  port.lines({"004,CF,_QA,4,0,2,2003,237,1", "005,CF,_QA,4,zero", "006,CF,_SA,4,0", "007,CF,_QA,77,0,0"});
  EXPECT_THAT(port.out.results, IsEmpty());
  EXPECT_THAT(fault_names(port.out), ElementsAre("malformed_confirmation", "malformed_confirmation",
                                                 "confirmation_of_another_command", "confirmation_not_owed"));
  port.lines({"008,CF,_QA,4,0,0"});
  EXPECT_THAT(port.out.results, SizeIs(1));
}

TEST(Requests, NoMoreThanTheWindowAreOutstanding) {
  Settings settings;
  settings.dialect.max_outstanding = 2;
  ApplicationPort port{settings};
  port.start();
  for (std::uint64_t id = 1; id <= 4; ++id) port.submit(id, request_of(cti::RequestKind::check_link));
  EXPECT_THAT(port.sent(), ElementsAre("_NO,4", "_NO,5"));
  port.lines({"004,CF,_NO,4,0"});
  EXPECT_THAT(port.sent(), ElementsAre("_NO,6"));
  port.end->abandon(cti::RequestId{4});  // never sent
  port.end->abandon(cti::RequestId{2});  // its window is free, its id is not
  port.submit(5, request_of(cti::RequestKind::check_link));
  EXPECT_THAT(port.sent(), ElementsAre("_NO,7"));
  port.out.clear();
  port.lines({"005,CF,_NO,5,0"});
  ASSERT_THAT(port.out.events, SizeIs(1));
  EXPECT_EQ(std::get<cti::LinkEvent>(port.out.events[0].body).request, cti::RequestId{2});
  EXPECT_THAT(port.events(), ElementsAre(StartsWith("late_reply")));
  EXPECT_THAT(port.out.results, IsEmpty());
  port.lines({"006,CF,_NO,5,0"});
  EXPECT_THAT(port.events(), ElementsAre(StartsWith("late_reply"))) << "a second copy too";
}

TEST(Requests, AnIdIsNotUsedAgainWhileOwed) {
  ApplicationPort port;
  port.start();
  port.submit(1, request_of(cti::RequestKind::log_on));  // invoke id 4
  port.end->abandon(cti::RequestId{1});
  port.sent();
  int seq = 4;
  std::uint32_t invoke = 5;
  for (int i = 0; i < 70'000; ++i) {
    port.submit(static_cast<std::uint64_t>(i) + 2, request_of(cti::RequestKind::check_link));
    ASSERT_EQ(port.sent(), Lines{"_NO," + std::to_string(invoke)});
    port.lines({padded(static_cast<std::uint32_t>(seq), 3) + ",CF,_NO," + std::to_string(invoke) + ",0"});
    seq = (seq + 1) % 1000;
    invoke = invoke == 65534 ? 2 : invoke + 1;
    if (invoke == 4) invoke = 5;
    port.out.clear();
  }
  port.lines({padded(static_cast<std::uint32_t>(seq), 3) + ",CF,_SA,4,0"});
  EXPECT_THAT(port.events(), ElementsAre(StartsWith("late_reply")));
}

TEST(Requests, ALostLinkAnswersEverythingAtOnce) {
  ApplicationPort port;
  port.start();
  port.submit(1, request_of(cti::RequestKind::log_on));
  port.submit(2, request_of(cti::RequestKind::check_link));
  port.end->abandon(cti::RequestId{2});
  port.end->on_closed(port.now, port.out);
  ASSERT_THAT(port.out.results, SizeIs(1));
  EXPECT_EQ(port.out.results[0].id, cti::RequestId{1});
  EXPECT_EQ(port.out.results[0].outcome, cti::Outcome::unknown);
  EXPECT_EQ(port.out.results[0].cause, cti::RefusalCause::association_lost);
  EXPECT_THAT(port.events(), ElementsAre(StartsWith("link_down")));
  EXPECT_FALSE(port.end->associated());
}

TEST(Requests, OnALinkThatWasLostAreRefusedAtOnce) {
  ApplicationPort port;
  port.start();
  port.end->on_closed(port.now, port.out);
  port.out.clear();
  port.submit(7, request_of(cti::RequestKind::query_agent_state));
  ASSERT_THAT(port.out.results, SizeIs(1));
  EXPECT_EQ(port.out.results[0].id, cti::RequestId{7});
  EXPECT_EQ(port.out.results[0].outcome, cti::Outcome::refused);
  EXPECT_EQ(port.out.results[0].cause, cti::RefusalCause::not_associated);
  EXPECT_THAT(port.sent(), IsEmpty());
}

TEST(KeepAlive, IsSentEveryThirtySecondsAndItsAbsenceIsDeath) {
  ApplicationPort port;
  port.start();
  port.submit(1, request_of(cti::RequestKind::log_on));
  port.out.clear();
  ASSERT_EQ(port.end->next_wake(), at(30s));
  port.end->on_wake(at(30s), port.out);
  EXPECT_THAT(port.sent(), ElementsAre("_NO,5"));
  ASSERT_EQ(port.end->next_wake(), at(35s));
  port.lines({"004,CF,_NO,5,0"});
  ASSERT_EQ(port.end->next_wake(), at(60s)) << "an owed reply is no reason to close";
  port.end->on_wake(at(60s), port.out);
  port.end->on_wake(at(65s), port.out);
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(port.events(), ElementsAre(StartsWith("link_down")));
  ASSERT_THAT(port.out.results, SizeIs(1));
  EXPECT_EQ(port.out.results[0].outcome, cti::Outcome::unknown);
  port.end->on_closed(at(65s), port.out);
  EXPECT_THAT(port.events(), IsEmpty()) << "said once";
}

TEST(Recovery, RsZeroOnALiveLinkStartsTheMonitorsAgain) {
  ApplicationPort port;
  port.start();
  port.lines({"000,RS,0,09:31,012626,V10.20,V6,3,1,0,1,1", "001,RD,0,"});
  EXPECT_THAT(port.sent(), ElementsAre("_MS,4,105,5,A:00FC,C:FFFC,F:00F0", "_MS,5,237,1,A:00FC,C:FFFC,F:00F0"));
  EXPECT_FALSE(port.end->associated());
  port.lines({"002,CF,_MS,4,0,1,001,105,A:00FC", "003,DND,4,001,105,,", "004,FW,4,001,105,,,N",
              "005,ES,4,001,1F04,105,,I,97061,6025551212,8002225555,E,237,,C,35", "006,RD,4,105"});
  EXPECT_FALSE(port.end->associated());
  port.lines({"007,CF,_MS,5,0,1,002,237,A:00FC"});
  EXPECT_THAT(port.events(),
              ElementsAre(StartsWith("monitors_lost"), StartsWith("resync_started"), "do_not_disturb @105 off",
                          "established 1F04 unknown 105=connected answered", StartsWith("resync_ended"), "link_up"));
}

TEST(Recovery, AGapInTheSequenceIsReportedAndResynced) {
  ApplicationPort port;
  port.start();
  port.lines({"004,RY,,001,105,2003", "007,RY,,001,105,2003"});
  EXPECT_THAT(port.sent(), ElementsAre("_RR,4,105"));
  EXPECT_THAT(port.events(), ElementsAre("agent_ready ann @105", "messages_lost expected 005, got 007",
                                         StartsWith("resync_started"), "agent_ready ann @105"));
  port.lines({"008,CF,_RR,4,0,105", "009,DND,4,001,105,,", "010,RD,4,105"});
  EXPECT_THAT(port.events(), ElementsAre("do_not_disturb @105 off", "resync_ended"));
  EXPECT_TRUE(port.end->associated());
}

TEST(Recovery, ALostMonitorConfirmationDoesNotHangTheAssociation) {
  ApplicationPort port;
  port.end->on_open(port.now, port.out);
  port.lines({"000,RS,0,09:00,012626,V10.20", "001,RD,0,"});
  port.sent();
  port.lines({"003,CF,_MS,3,0,1,002,237,A:00FC"});
  EXPECT_THAT(port.sent(), ElementsAre(StartsWith("_MS,4,105,1"), StartsWith("_MS,5,237,1")));
  port.lines({"004,CF,_MS,4,0,1,001,105,A:00FC", "005,CF,_MS,5,0,1,002,237,A:00FC"});
  EXPECT_TRUE(port.end->associated());
}

TEST(Damage, IsCountedUnderItsNameAndReported) {
  ApplicationPort port;
  port.start();
  port.lines({"004,XYZ,,001", "xx,RY,,001,105,2003", "005,DE,,001,1F01", std::string{"006,RY\0", 7}, "no"});
  EXPECT_THAT(fault_names(port.out),
              ElementsAre("unknown_event", "bad_sequence_number", "short_event", "nul_byte", "bad_sequence_number"));
  EXPECT_THAT(port.events(), testing::Each(StartsWith("protocol_violation")));
  EXPECT_FALSE(port.out.close);
  port.feed("\xFF\xFF\xFF\xFF");
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(fault_names(port.out), testing::Contains("oversized_pdu"));
}

}  // namespace
}  // namespace acdloop::system_oai::test
