// SPDX-License-Identifier: Apache-2.0
// The switching end's half of whole conversations, line by line. Layouts: System OAI Toolkit Specifications Manual
// 10.20; choice and order of events as that manual's examples have them.
#include "drivers/system_oai/tests/switch_port.hpp"

namespace acdloop::system_oai::test {
namespace {

// A port on which ann is logged on; the counter stands at `seq`.
void log_on(SwitchPort& port) {
  port.start();
  port.report({logged_on()});
}

// Brings the sequence counter to `wanted` with harmless commands.
void advance_to(SwitchPort& port, int wanted) {
  for (;;) {
    const Lines lines = port.command("_NO,9");
    const int seq = std::stoi(lines.front().substr(0, 3));
    if ((seq + 1) % 1000 == wanted) return;
  }
}

TEST(Conversation, ConnectsAndStartsMonitors) {
  SwitchPort port;
  port.end->on_open(port.now, port.out);
  port.feed(std::string{"\x09\0\0\0\x87\0acdsim\0", 13});
  EXPECT_THAT(port.said(), ElementsAre("000,RS,0,09:00,012626,V10.20,V6.0.11.113,3,1,0,1,1", "001,RD,0,"));
  EXPECT_THAT(port.command("_MS,2,105,1,A:00FC,C:FFFC,F:00F0"),
              ElementsAre("002,CF,_MS,2,0,1,001,105,A:00FC,C:FFFC,F:00F0"));
  EXPECT_THAT(port.command("_MS,3,237,1"), ElementsAre("003,CF,_MS,3,0,1,002,237,A:00FC,C:FFFC,F:00F0"));
  EXPECT_THAT(port.command("_MS,4,97061,1"), ElementsAre("004,CF,_MS,4,0,1,003,97061,A:00FC,C:FFFC,F:00F0"));
  EXPECT_THAT(port.command("_QA,5,105,2003,237", done()), ElementsAre("005,CF,_QA,5,0,1,2003,237,0"));
  EXPECT_THAT(port.command("_QH,6,237", state_of_ann(cti::AgentState::null)),
              ElementsAre("006,CF,_QH,6,0,1,2003,,0,0,2"));
  EXPECT_THAT(fault_names(port.out), IsEmpty());
}

TEST(Conversation, LogsInAndIsReady) {
  SwitchPort port;
  port.start();
  advance_to(port, 7);
  EXPECT_THAT(port.command("_SA,7,105,2003,1,237", done()), ElementsAre("007,CF,_SA,7,0"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::log_on);
  EXPECT_EQ(port.request.agent, ann);
  EXPECT_EQ(port.request.group, sales);
  EXPECT_EQ(port.request.address, phone);
  EXPECT_THAT(port.report({logged_on()}),
              ElementsAre("008,LN,,001,105,2003,|Jones, Bob|,237", "009,LN,,002,105,2003,|Jones, Bob|,237"));
  EXPECT_THAT(port.command("_QA,8,105,2003,237", state_of_ann(cti::AgentState::ready)),
              ElementsAre("010,CF,_QA,8,0,1,2003,237,1"));
}

TEST(Conversation, QueuesDeliversAndAnswersAnAcdCall) {
  SwitchPort port;
  log_on(port);
  port.report({wrap_up()});
  advance_to(port, 11);
  EXPECT_THAT(port.report({originated("1F01"), queued("1F01")}),
              ElementsAre("011,OR,,003,1F01,97061,6025551212,E,8002225555,,C,22",
                          "012,QU,,002,1F01,237,97061,,6025551212,,8002225555,E,237,,1,,Q,23",
                          "013,QU,,003,1F01,237,97061,,6025551212,,8002225555,E,237,,1,,C,23"));
  port.now = at(30s);
  EXPECT_THAT(
      port.report({ready(), delivered("1F01")}),
      ElementsAre("014,RY,,001,105,2003", "015,DE,,001,1F01,105,,I,97061,,6025551212,,8002225555,E,237,,,A,22,237",
                  "016,DE,,003,1F01,105,,I,97061,,6025551212,,8002225555,E,237,,,C,22,237"));
  port.now = at(37900ms);
  EXPECT_THAT(port.command("_AC,9,105,1F01", done()), ElementsAre("017,CF,_AC,9,0"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::answer_call);
  EXPECT_EQ(port.request.connection, (cti::ConnectionId{cti::CallId{"1F01"}, station}));
  EXPECT_THAT(port.report({established("1F01"), busy()}),
              ElementsAre("018,ES,,003,1F01,105,,I,97061,6025551212,8002225555,E,237,,C,35",
                          "019,ES,,001,1F01,105,,I,97061,6025551212,8002225555,E,237,,C,35", "020,ET,,001,1F01,105,37",
                          "021,NRY,,001,105,2003"));
}

// A port with ann in a connected ACD call 1F01, the counter at 022.
void in_call(SwitchPort& port) {
  log_on(port);
  port.report({originated("1F01"), delivered("1F01"), established("1F01"), busy()});
  advance_to(port, 22);
}

TEST(Conversation, HoldsAndRetrieves) {
  SwitchPort port;
  in_call(port);
  EXPECT_THAT(port.command("_HC,10,105,1F01,,0,0", done()), ElementsAre("022,CF,_HC,10,0"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::hold_call);
  EXPECT_THAT(port.report({call_event(cti::CallEventKind::held, acd_call("1F01"),
                                      {{station, cti::ConnectionState::hold}}, station, cti::EventCause::hold)}),
              ElementsAre("023,HE,,003,1F01,105,C,42", "024,HE,,001,1F01,105,H,42"));
  EXPECT_THAT(port.command("_RV,11,105,1F01", done()), ElementsAre("025,CF,_RV,11,0"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::retrieve_call);
  EXPECT_THAT(port.report({call_event(cti::CallEventKind::retrieved, acd_call("1F01"),
                                      {{station, cti::ConnectionState::connected}}, station)}),
              ElementsAre("026,RE,,003,1F01,105,C,35,97061,6025551212,8002225555,E",
                          "027,RE,,001,1F01,105,C,35,97061,6025551212,8002225555,E"));
}

TEST(Conversation, CallerHangsUpThenWrapUpReadyAndLogOut) {
  SwitchPort port;
  in_call(port);
  advance_to(port, 28);
  EXPECT_THAT(port.report({cleared("1F01", trunk, {trunk, station}), wrap_up()}),
              ElementsAre("028,XC,,003,1F01,97061,97061,N,36", "029,XC,,001,1F01,97061,97061,,36",
                          "030,XC,,001,1F01,105,97061,N,36", "031,WNR,,001,105,2003"));
  EXPECT_THAT(port.command("_SA,12,105,2003,2,237", done()), ElementsAre("032,CF,_SA,12,0"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::set_agent_state);
  EXPECT_EQ(port.request.state, cti::AgentState::ready);
  EXPECT_EQ(port.request.group, std::nullopt) << "a state is the agent's, for all groups";
  EXPECT_THAT(port.report({ready()}), ElementsAre("033,RY,,001,105,2003"));
  EXPECT_THAT(port.command("_SA,13,105,2003,0,237", done()), ElementsAre("034,CF,_SA,13,0"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::log_off);
  EXPECT_EQ(port.request.group, sales);
  EXPECT_THAT(port.report({logged_off()}),
              ElementsAre("035,LF,,001,105,2003,|Jones, Bob|,237", "036,LF,,002,105,2003,|Jones, Bob|,237"));
}

TEST(Conversation, AgentHangsUp) {
  SwitchPort port;
  in_call(port);
  advance_to(port, 28);
  EXPECT_THAT(port.command("_CX,12,105,1F01", done()), ElementsAre("028,CF,_CX,12,0"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::clear_connection);
  EXPECT_THAT(port.report({cleared("1F01", station, {trunk, station}), wrap_up()}),
              ElementsAre("029,XC,,001,1F01,105,105,N,36", "030,XC,,003,1F01,105,105,,36",
                          "031,XC,,003,1F01,97061,105,N,36", "032,WNR,,001,105,2003"));
}

TEST(Conversation, CallerGivesUpInTheQueue) {
  SwitchPort port;
  log_on(port);
  port.report({wrap_up()});
  advance_to(port, 60);
  EXPECT_THAT(port.report({originated("1F02"), queued("1F02")}),
              ElementsAre("060,OR,,003,1F02,97061,6025551212,E,8002225555,,C,22",
                          "061,QU,,002,1F02,237,97061,,6025551212,,8002225555,E,237,,1,,Q,23",
                          "062,QU,,003,1F02,237,97061,,6025551212,,8002225555,E,237,,1,,C,23"));
  EXPECT_THAT(port.report({cleared("1F02", trunk, {trunk, pilot})}),
              ElementsAre("063,XC,,003,1F02,97061,97061,N,36", "064,XC,,002,1F02,97061,97061,,36",
                          "065,XC,,002,1F02,237,97061,N,36"));
}

TEST(Conversation, CallerGivesUpWhileItRings) {
  SwitchPort port;
  log_on(port);
  port.report({originated("1F02"), delivered("1F02")});
  advance_to(port, 63);
  EXPECT_THAT(port.report({cleared("1F02", trunk, {trunk, station})}),
              ElementsAre("063,XC,,003,1F02,97061,97061,N,36", "064,XC,,001,1F02,97061,97061,,36",
                          "065,XC,,001,1F02,105,97061,N,36"))
      << "and neither NRY nor WNR: the agent stays ready";
}

TEST(Conversation, NobodyAnswersAndTheCallGoesBackToTheQueue) {
  SwitchPort port;
  log_on(port);
  port.report({originated("1F02"), delivered("1F02")});
  advance_to(port, 63);
  const cti::Event diverted =
      call_event(cti::CallEventKind::diverted, acd_call("1F02"), {{station, cti::ConnectionState::null}}, {},
                 cti::EventCause::call_not_answered);
  EXPECT_THAT(port.report({diverted, not_ready(), queued("1F02")}),
              ElementsAre("063,DI,,001,1F02,105,237,,N,10", "064,DI,,003,1F02,105,237,,C,10", "065,WNR,,001,105,2003",
                          "066,QU,,002,1F02,237,97061,,6025551212,,8002225555,E,237,,1,,Q,23",
                          "067,QU,,003,1F02,237,97061,,6025551212,,8002225555,E,237,,1,,C,23"));
}

TEST(Conversation, ADirectCallCarriesNoGroupAndEndsInReady) {
  SwitchPort port;
  log_on(port);
  advance_to(port, 70);
  cti::CallInfo info;
  info.call = cti::CallId{"562"};
  info.call_class = cti::CallClass::internal;
  info.calling = colleague;
  info.called = info.originally_called = station;
  using enum cti::ConnectionState;
  EXPECT_THAT(port.report({call_event(cti::CallEventKind::originated, info, {{colleague, connected}}),
                           call_event(cti::CallEventKind::delivered, info, {{station, alerting}})}),
              ElementsAre("070,DE,,001,562,105,,I,106,,,,,I,105,,,A,22,"));
  EXPECT_THAT(port.report({call_event(cti::CallEventKind::established, info, {{station, connected}}, station)}),
              ElementsAre("071,ES,,001,562,105,,I,106,,,I,105,,C,35", "072,NRY,,001,105,2003"));
  EXPECT_THAT(port.report({call_event(cti::CallEventKind::connection_cleared, info,
                                      {{colleague, null}, {station, null}}, colleague)}),
              ElementsAre("073,XC,,001,562,106,106,,36", "074,XC,,001,562,105,106,N,36", "075,RY,,001,105,2003"));
}

TEST(Conversation, AGroupWithoutWrapUpGoesFromClearedToReady) {
  SwitchPort port;
  in_call(port);
  EXPECT_THAT(port.report({cleared("1F01", trunk, {trunk, station}), ready()}),
              ElementsAre("022,XC,,003,1F01,97061,97061,N,36", "023,XC,,001,1F01,97061,97061,,36",
                          "024,XC,,001,1F01,105,97061,N,36", "025,RY,,001,105,2003"));
}

}  // namespace
}  // namespace acdloop::system_oai::test
