// SPDX-License-Identifier: Apache-2.0
// What the switching end does beside plain conversations: login, timer, resync, filters, orders, queries.
#include "drivers/system_oai/tests/switch_port.hpp"

namespace acdloop::system_oai::test {
namespace {

using testing::EndsWith;
using testing::StartsWith;

TEST(Login, AWrongPasswordIsClosedWithoutAWord) {
  Settings settings;
  settings.password = "secret";
  SwitchPort port{settings};
  port.end->on_open(port.now, port.out);
  port.feed(frame_pdu(encode_login({login_oai, "sesame", "acdsim"})));
  EXPECT_TRUE(port.out.close);
  EXPECT_TRUE(port.out.send.empty());
  EXPECT_THAT(fault_names(port.out), ElementsAre("login_rejected"));
  for (const cti::WireMessage& message : port.out.messages) {
    EXPECT_EQ(message.text.find("sesame"), std::string::npos);
    EXPECT_EQ(message.bytes.find("sesame"), std::string::npos);
  }
  port.out.clear();
  port.feed(frame_pdu("_NO,1\r"));
  EXPECT_TRUE(port.out.messages.empty()) << "nothing is read after the close";
}

TEST(Login, ARightPasswordIsAnsweredByAPowerUpResync) {
  Settings settings;
  settings.password = "secret";
  SwitchPort port{settings};
  port.end->on_open(port.now, port.out);
  port.feed(frame_pdu(encode_login({login_oai, "secret", "acdsim"})));
  ASSERT_FALSE(port.out.messages.empty());
  EXPECT_EQ(port.out.messages.front().text, "login 0x87 application \"acdsim\"");
  EXPECT_FALSE(port.out.close);
  EXPECT_THAT(port.said(), ElementsAre(StartsWith("000,RS,0,"), "001,RD,0,"));
}

TEST(Login, CallRecordLoginAndUnknownTypesAreRejected) {
  for (const std::string& payload : {std::string{"\x84\0", 2}, std::string{"\x01\0x\0", 4}, std::string{"\x87"}}) {
    SwitchPort port;
    port.end->on_open(port.now, port.out);
    port.feed(frame_pdu(payload));
    EXPECT_TRUE(port.out.close);
    EXPECT_THAT(fault_names(port.out), ElementsAre("login_rejected"));
  }
}

TEST(Login, ACommandBeforeTheLoginClosesThePort) {
  SwitchPort port;
  port.end->on_open(port.now, port.out);
  port.feed(frame_pdu("_NO,1\r"));
  EXPECT_TRUE(port.out.close);
  EXPECT_TRUE(port.out.send.empty());
  EXPECT_THAT(fault_names(port.out), ElementsAre("command_before_login"));
}

TEST(Login, SilenceInsteadOfItIsClosedAfterTheTimeForIt) {
  SwitchPort port;
  port.end->on_open(port.now, port.out);
  const Duration patience = Settings{}.dialect.login_patience;
  ASSERT_EQ(port.end->next_wake(), port.now + patience);
  port.end->on_wake(port.now + patience - Duration{1}, port.out);
  EXPECT_FALSE(port.out.close);
  port.end->on_wake(port.now + patience, port.out);
  EXPECT_TRUE(port.out.close);
  EXPECT_TRUE(port.out.send.empty());
  EXPECT_THAT(fault_names(port.out), ElementsAre("no_login"));
}

TEST(Login, NothingIsReportedBeforeIt) {
  SwitchPort port;
  port.end->on_open(port.now, port.out);
  EXPECT_THAT(port.report({logged_on(), originated("1F01")}), IsEmpty());
}

TEST(CommandTimer, SilenceCancelsTheMonitorsAndKeepsTheConnection) {
  SwitchPort port;
  port.start();
  ASSERT_EQ(port.end->next_wake(), at(270s));
  port.now = at(100s);
  port.command("_NO,9");
  ASSERT_EQ(port.end->next_wake(), at(370s));
  port.now = at(370s);
  port.end->on_wake(port.now, port.out);
  EXPECT_THAT(port.said(), ElementsAre(StartsWith("000,RS,0,"), "001,RD,0,"));
  EXPECT_FALSE(port.out.close);
  EXPECT_THAT(port.report({logged_on()}), IsEmpty()) << "its monitors are gone";
  EXPECT_EQ(port.end->next_wake(), at(640s)) << "armed again";
}

TEST(CommandTimer, GarbageDoesNotRestartIt) {
  SwitchPort port;
  port.start();
  port.now = at(100s);
  port.command("hello");
  port.command("_ZZ,1");
  EXPECT_EQ(port.end->next_wake(), at(270s));
}

TEST(Sequence, WrapsAfter999OverEventsAndConfirmations) {
  SwitchPort port;
  port.start();
  Lines lines;
  while (lines.empty() || !lines.back().starts_with("998")) lines = port.command("_NO,9");
  EXPECT_THAT(port.report({logged_on()}), ElementsAre(StartsWith("999,LN,,001"), StartsWith("000,LN,,002")));
  EXPECT_THAT(port.command("_NO,9"), ElementsAre("001,CF,_NO,9,0"));
}

TEST(Resync, OfOneStationTellsItsCalls) {
  SwitchPort port;
  port.directory.calls["105"] = {{acd_call("1F04"), cti::ConnectionState::connected}};
  port.directory.calls["97061"] = {{acd_call("1F04"), cti::ConnectionState::connected}};
  port.start(false);
  EXPECT_THAT(
      port.command("_MS,50,105,5"),
      ElementsAre("002,CF,_MS,50,0,1,001,105,A:00FC,C:FFFC,F:00F0", "003,DND,50,001,105,,", "004,FW,50,001,105,,,N",
                  "005,ES,50,001,1F04,105,,I,97061,6025551212,8002225555,E,237,,C,35", "006,RD,50,105"));
  EXPECT_THAT(port.command("_RR,974,105"),
              ElementsAre("007,CF,_RR,974,0,105", "008,DND,974,001,105,,", "009,FW,974,001,105,,,N",
                          "010,ES,974,001,1F04,105,,I,97061,6025551212,8002225555,E,237,,C,35", "011,RD,974,105"));
  EXPECT_THAT(port.command("_RR,975,107"), ElementsAre("012,CF,_RR,975,14,107"));
  EXPECT_THAT(port.command("_RR,976,999"), ElementsAre("013,CF,_RR,976,9,999"));
}

TEST(Resync, OldFormRestartsTheSequence) {
  SwitchPort port;
  port.start();
  EXPECT_THAT(port.command("RR,105"), ElementsAre("000,RS,1,09:00,012626,V10.20,V6.0.11.113,3,1,0,1,1",
                                                  "001,DND,1,001,105,,", "002,FW,1,001,105,,,N", "003,RD,1,105"));
  EXPECT_THAT(port.command("RT"), ElementsAre(StartsWith("000,RS,1,")));
  EXPECT_THAT(port.command("_NO,2"), ElementsAre("001,CF,_NO,2,0"));
}

TEST(Resync, TheGlobalFormIsHonouredEveryThreeMinutes) {
  SwitchPort port;
  port.start();
  EXPECT_THAT(port.command("_RR,9"), ElementsAre(EndsWith("CF,_RR,9,0"), EndsWith("DND,9,001,105,,"),
                                                 EndsWith("FW,9,001,105,,,N"), EndsWith("RD,9,")));
  port.now = at(179s);
  EXPECT_THAT(port.command("_RR,10"), ElementsAre(EndsWith("CF,_RR,10,15")));
  port.now = at(180s);
  EXPECT_THAT(port.command("_RR,11"), SizeIs(4));
}

TEST(Resync, PortResetStopsTheMonitors) {
  SwitchPort port;
  port.start();
  EXPECT_THAT(port.command("_RP,8"), ElementsAre(EndsWith("CF,_RP,8,0"), StartsWith("000,RS,0,"), "001,RD,0,"));
  EXPECT_THAT(port.report({logged_on()}), IsEmpty());
}

TEST(Monitors, KeepTheirCrossReferenceAndTakeTheNewFilter) {
  SwitchPort port;
  port.start();
  EXPECT_THAT(port.command("_MS,9,105,1,A:0000"), ElementsAre(EndsWith("CF,_MS,9,0,1,001,105,A:0000,C:FFFC,F:00F0")));
  EXPECT_THAT(port.report({logged_on()}), ElementsAre(StartsWith("006,LN,,002,"))) << "only the group's copy is left";
  EXPECT_THAT(port.command("_MS,9,105,1,A:FFFF,C:FFFF,F:FFFF"), ElementsAre(EndsWith(",A:00FC,C:FFFE,F:1FFF")));
}

TEST(Monitors, OfAnAgentFollowTheAgentToTheStation) {
  SwitchPort port;
  port.start(false);
  EXPECT_THAT(port.command("_MS,2,2003,7"), ElementsAre(EndsWith("CF,_MS,2,0,1,001,2003,A:00FC,C:FFFC,F:00F0")));
  EXPECT_THAT(port.report({logged_on(), originated("1F01"), delivered("1F01"), established("1F01"), busy()}),
              ElementsAre(StartsWith("003,LN,,001"), StartsWith("004,DE,,001"), StartsWith("005,ES,,001"),
                          StartsWith("006,ET,,001"), StartsWith("007,NRY,,001")));
  port.command("_MS,3,105,1");
  EXPECT_THAT(port.report({cleared("1F01", trunk, {trunk, station}), wrap_up()}),
              ElementsAre(StartsWith("009,XC,,001,1F01,97061,97061,,"), StartsWith("010,XC,,002,1F01,97061,97061,,"),
                          StartsWith("011,XC,,001,1F01,105,97061,N"), StartsWith("012,XC,,002,1F01,105,97061,N"),
                          StartsWith("013,WNR,,001"), StartsWith("014,WNR,,002")));
}

TEST(Monitors, AllTrunksAndAllStations) {
  SwitchPort port;
  port.start(false);
  EXPECT_THAT(port.command("_MS,2,,4"), ElementsAre(EndsWith("CF,_MS,2,0,1,001,97061,A:00FC,C:FFFC,F:00F0")));
  EXPECT_THAT(port.command("_MS,3,,3"),
              ElementsAre(EndsWith("CF,_MS,3,0,4,002,105,003,106,004,107,005,108,A:00FC,C:FFFC,F:00F0")));
  EXPECT_THAT(port.command("_MP,4,"), ElementsAre(EndsWith("CF,_MP,4,0")));
  EXPECT_THAT(port.report({originated("1F01")}), IsEmpty());
}

TEST(Queries, ModesAreTheAgentsNotTheSessions) {
  SwitchPort port;
  port.start();
  port.report({logged_on(), logged_on(support)});
  const auto mode = [&] {
    const std::string line = port.command("_QA,9,105,2003,237", state_of_ann(cti::AgentState::ready)).front();
    return line.back();
  };
  EXPECT_EQ(mode(), '1');
  port.report({not_ready()});
  EXPECT_EQ(mode(), '1') << "one session is still ready";
  port.report({not_ready(support)});
  EXPECT_EQ(mode(), '3');
  port.report({ready(), originated("1F01"), delivered("1F01")});
  EXPECT_EQ(mode(), '1') << "a ringing phone is not in use";
  port.report({established("1F01"), busy()});
  EXPECT_EQ(mode(), '2');
  port.report({cleared("1F01", trunk, {trunk, station}), wrap_up()});
  EXPECT_EQ(mode(), '3');
}

TEST(Queries, ReadAPortThatOpensDuringACall) {
  SwitchPort port;
  port.directory.sessions[sales] = cti::AgentState::busy;
  port.directory.calls["105"] = {{acd_call("1F04"), cti::ConnectionState::connected}};
  port.directory.calls["97061"] = {{acd_call("1F04"), cti::ConnectionState::connected}};
  port.start();
  EXPECT_THAT(port.command("_QA,9,105", state_of_ann(cti::AgentState::busy)),
              ElementsAre(EndsWith("CF,_QA,9,0,1,2003,237,2")));
  EXPECT_THAT(port.report({cleared("1F04", trunk, {trunk, station}), wrap_up()}),
              ElementsAre(testing::HasSubstr("XC,,003"), testing::HasSubstr("XC,,001"), testing::HasSubstr("XC,,001"),
                          EndsWith("WNR,,001,105,2003")));
}

TEST(Queries, SnapshotAndMakeCall) {
  SwitchPort port;
  port.start();
  cti::Result result;
  result.connections = {{{cti::CallId{"1F01"}, station}, cti::ConnectionState::hold},
                        {{cti::CallId{"562"}, station}, cti::ConnectionState::alerting}};
  EXPECT_THAT(port.command("_SP,9,105", result), ElementsAre(EndsWith("CF,_SP,9,0,2,1F01,H,562,A")));
  result.connections = {{{cti::CallId{"@001"}, station}, cti::ConnectionState::initiated}};
  EXPECT_THAT(port.command("_MC,9,105,237,", result), ElementsAre(EndsWith("CF,_MC,9,0,@001,105")));
  EXPECT_EQ(port.request.destination, "sales") << "a pilot becomes its group's name";
}

TEST(TwoCalls, BecomeRequestsAndTellWhoIsInTheCall) {
  SwitchPort port;
  port.start();
  cti::CallInfo info;
  info.call = cti::CallId{"1F03"};
  info.calling = trunk;
  info.calling_number = "6025551212";
  info.trunk = trunk;
  port.directory.calls["106"] = {{info, cti::ConnectionState::connected}};
  cti::Result made;
  made.connections = {{{cti::CallId{"1P01"}, station}, cti::ConnectionState::connected}};
  EXPECT_THAT(port.command("_CS,40,105,1F03,106,", made), ElementsAre("005,CF,_CS,40,0,1P01,105"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::consultation_call);
  EXPECT_EQ(port.request.connection, (cti::ConnectionId{cti::CallId{"1F03"}, station}));
  EXPECT_EQ(port.request.destination, "106");
  cti::Result joined;
  joined.connections = {{{cti::CallId{"1F03"}, colleague}, cti::ConnectionState::connected},
                        {{cti::CallId{"1F03"}, trunk}, cti::ConnectionState::connected}};
  EXPECT_THAT(port.command("_TR,41,105,1F03,1P01,0", joined),
              ElementsAre("006,CF,_TR,41,0,1F03,106,97061,,6025551212,,8002225555"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::transfer_call);
  EXPECT_EQ(port.request.held, (cti::ConnectionId{cti::CallId{"1F03"}, station}));
  EXPECT_EQ(port.request.connection, (cti::ConnectionId{cti::CallId{"1P01"}, station}));
  EXPECT_THAT(port.command("_TO,42,105,1F03,237,", joined),
              ElementsAre("007,CF,_TO,42,0,1F03,106,97061,,6025551212,,8002225555"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::single_step_transfer_call);
  EXPECT_EQ(port.request.destination, "sales");
  joined.connections.insert(joined.connections.begin(),
                            {{cti::CallId{"1F03"}, station}, cti::ConnectionState::connected});
  EXPECT_THAT(port.command("_CN,43,105,1F03,1P01", joined),
              ElementsAre("008,CF,_CN,43,0,105,1F03,3,105,1F03,106,1F03,97061,1F03"));
  EXPECT_EQ(port.request.kind, cti::RequestKind::conference_call);
}

TEST(TwoCalls, DamagedCommandsAreAnsweredHere) {
  SwitchPort port;
  port.start();
  EXPECT_THAT(port.command("_CS,40,999,1F03,106,"), ElementsAre("005,CF,_CS,40,9"));
  EXPECT_THAT(port.command("_CS,40,237,1F03,106,"), ElementsAre("006,CF,_CS,40,3"));
  EXPECT_THAT(port.command("_CS,40,105,,106,"), ElementsAre("007,CF,_CS,40,8"));
  EXPECT_THAT(port.command("_CS,40,105,1F03,,"), ElementsAre("008,CF,_CS,40,7"));
  EXPECT_THAT(port.command("_TO,40,105,1F03"), ElementsAre("009,CF,_TO,40,11"));
  EXPECT_THAT(port.command("_TO,40,105,1F03," + std::string(49, '1')), ElementsAre("010,CF,_TO,40,31"));
  EXPECT_THAT(port.command("_TR,40,105,1F03"), ElementsAre("011,CF,_TR,40,8"));
  EXPECT_THAT(port.command("_CN,40,105,1F03," + std::string(97, '1')), ElementsAre("012,CF,_CN,40,8"));
  EXPECT_THAT(port.out.requests, IsEmpty());
}

TEST(LogOn, ForAllGroupsSucceedsBeforeTheSwitchKnows) {
  SwitchPort port;
  port.start();
  EXPECT_THAT(port.command("_SA,9,105,2003,1,"), ElementsAre(EndsWith("CF,_SA,9,0")));
  ASSERT_THAT(port.out.requests, SizeIs(1));
  EXPECT_EQ(port.out.requests.front().group, std::nullopt);
  cti::Result result = refused(cti::RefusalCause::already_logged_on_elsewhere);
  result.id = port.out.requests.front().id;
  port.end->confirm(result, port.now, port.out);
  EXPECT_THAT(port.said(), IsEmpty()) << "the confirmation has gone out already";
}

TEST(Orders, LogOnMayBeReportedBeforeItsConfirmation) {
  Settings settings;
  settings.dialect.ln_after_cf = false;
  SwitchPort port{settings};
  port.start();
  EXPECT_THAT(port.command("_SA,7,105,2003,1,237", done()), IsEmpty());
  EXPECT_EQ(port.end->next_wake(), port.now) << "the reply does not wait for an LN that never comes";
  EXPECT_THAT(port.report({logged_on()}),
              ElementsAre(testing::HasSubstr("LN,,001"), testing::HasSubstr("LN,,002"), EndsWith("CF,_SA,7,0")));
  port.command("_SA,8,105,2003,1,237", done());
  port.end->on_wake(port.now, port.out);
  EXPECT_THAT(port.said(), ElementsAre(EndsWith("CF,_SA,8,0")));
}

TEST(Orders, AgentEventsMayComeBeforeCallEvents) {
  Settings settings;
  settings.dialect.nry_after_es = false;
  settings.dialect.wnr_after_xc = false;
  settings.dialect.et_after_es = false;
  settings.dialect.ry_after_login = true;
  SwitchPort port{settings};
  port.start(false);
  port.command("_MS,2,105,1");
  EXPECT_THAT(port.report({logged_on()}), ElementsAre(StartsWith("003,LN,"), "004,RY,,001,105,2003"));
  port.report({originated("1F01"), delivered("1F01")});
  EXPECT_THAT(port.report({established("1F01"), busy()}), ElementsAre(StartsWith("006,NRY"), StartsWith("007,ES")));
  port.directory.sessions[sales] = cti::AgentState::wrap_up;
  EXPECT_THAT(port.report({cleared("1F01", trunk, {trunk, station}), wrap_up()}),
              ElementsAre(StartsWith("008,WNR"), StartsWith("009,XC"), StartsWith("010,XC")));
}

TEST(Replies, MayComeLateOrNotAtAll) {
  SwitchPort port;
  port.start();
  port.command("_SA,7,105,2003,1,237");
  ASSERT_THAT(port.out.requests, SizeIs(1));
  cti::Result late;
  late.id = port.out.requests.front().id;
  EXPECT_THAT(port.command("_NO,8"), ElementsAre("005,CF,_NO,8,0")) << "the keep-alive goes on meanwhile";
  port.end->confirm(late, at(130s), port.out);
  EXPECT_THAT(port.said(), ElementsAre("006,CF,_SA,7,0")) << "with the sequence number of that moment";
  port.end->confirm(late, at(131s), port.out);
  EXPECT_THAT(port.said(), ElementsAre("007,CF,_SA,7,0")) << "an answer that is given twice is said twice";
  late.id = cti::RequestId{4711};
  port.end->confirm(late, at(132s), port.out);
  EXPECT_THAT(port.said(), IsEmpty()) << "an answer that nobody is owed";
}

TEST(Serial, SpeaksFirstAndNeedsNoLogin) {
  Settings settings;
  settings.framing = Framing::serial_lines;
  SwitchPort port{settings};
  port.end->on_open(port.now, port.out);
  EXPECT_EQ(port.out.send, "000,RS,0,09:00,012626,V10.20,V6.0.11.113,3,1,0,1,0\r\n001,RD,0,\r\n");
  port.out.clear();
  port.feed("RR\r");
  EXPECT_THAT(port.said(), ElementsAre(StartsWith("000,RS,1,"), "001,RD,1,"));
  port.feed("_NO,5\r\n_NO,6\r");
  EXPECT_THAT(port.said(), ElementsAre("002,CF,_NO,5,0", "003,CF,_NO,6,0"));
}

}  // namespace
}  // namespace acdloop::system_oai::test
