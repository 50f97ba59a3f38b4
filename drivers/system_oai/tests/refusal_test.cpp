// SPDX-License-Identifier: Apache-2.0
// Failure replies of the switching end (System OAI Toolkit Specifications Manual 10.20, failure lists).
#include "drivers/system_oai/tests/switch_port.hpp"

namespace acdloop::system_oai::test {
namespace {

using cti::RefusalCause;

// The reply without its sequence number.
std::string reply(SwitchPort& port, const std::string& command) {
  const Lines lines = port.command(command);
  return lines.empty() ? "" : lines.front().substr(4);
}
std::string reply(SwitchPort& port, const std::string& command, RefusalCause cause) {
  const Lines lines = port.command(command, refused(cause));
  return lines.empty() ? "" : lines.front().substr(4);
}

struct RefusalTest : testing::Test {
  RefusalTest() { port.start(); }
  SwitchPort port;
};

TEST_F(RefusalTest, LogOnOfAnAgentLoggedOnElsewhereIsUnspecified) {
  EXPECT_EQ(reply(port, "_SA,20,105,2003,1,237", RefusalCause::already_logged_on_elsewhere), "CF,_SA,20,1");
}
TEST_F(RefusalTest, AStateOutsideZeroToFiveNeverReachesTheSwitch) {
  EXPECT_EQ(reply(port, "_SA,21,105,2003,9,237"), "CF,_SA,21,1");
  EXPECT_EQ(reply(port, "_SA,21,105,2003,,237"), "CF,_SA,21,1");
  EXPECT_EQ(reply(port, "_SA,21,105,2003,02,237"), "CF,_SA,21,1");
  EXPECT_THAT(port.out.requests, IsEmpty());
}
TEST_F(RefusalTest, ATrunkIsNoAgentsDevice) {
  EXPECT_EQ(reply(port, "_SA,22,97061,2003,1,237"), "CF,_SA,22,3");
  EXPECT_EQ(reply(port, "_AC,22,97061,1F01"), "CF,_AC,22,3");
}
TEST_F(RefusalTest, UnknownIdsAreInvalidDevices) {
  EXPECT_EQ(reply(port, "_SA,23,105,7777,1,237"), "CF,_SA,23,9");
  EXPECT_EQ(reply(port, "_SA,23,999,2003,1,237"), "CF,_SA,23,9");
  EXPECT_EQ(reply(port, "_SA,23,105,2003,1,999"), "CF,_SA,23,9");
  EXPECT_EQ(reply(port, "_SA,23,,2003,1,237"), "CF,_SA,23,9");
  EXPECT_EQ(reply(port, "_QA,23,105,7777,237"), "CF,_QA,23,9");
  EXPECT_EQ(reply(port, "_QH,23,999"), "CF,_QH,23,9");
  EXPECT_EQ(reply(port, "_MS,23,999,1"), "CF,_MS,23,9");
}
TEST_F(RefusalTest, AStationOutsideTheGroupIsRefusedByTheSwitch) {
  EXPECT_EQ(reply(port, "_SA,24,108,2003,1,237", RefusalCause::not_member_of_group), "CF,_SA,24,11");
}
TEST_F(RefusalTest, AnAgentOutsideTheGroupIsRefusedAtOnce) {
  EXPECT_EQ(reply(port, "_SA,24,105,2003,1,238"), "CF,_SA,24,11");
  EXPECT_EQ(reply(port, "_QA,24,105,2003,238"), "CF,_QA,24,11");
  EXPECT_THAT(port.out.requests, IsEmpty());
}
TEST_F(RefusalTest, ReadyDuringACallIsIncompatible) {
  EXPECT_EQ(reply(port, "_SA,25,105,2003,2,237", RefusalCause::state_incompatible), "CF,_SA,25,15");
  EXPECT_EQ(reply(port, "_SA,26,105,2003,3,237", RefusalCause::state_incompatible), "CF,_SA,26,15");
  EXPECT_EQ(port.request.state, cti::AgentState::not_ready);
  EXPECT_EQ(reply(port, "_SA,26,105,2003,0,237", RefusalCause::not_logged_on), "CF,_SA,26,15");
}
TEST_F(RefusalTest, AStationWithNobodyAndNoGroupHasNoAgents) {
  const Lines lines = port.command("_QA,27,106", done());
  EXPECT_THAT(lines, ElementsAre(testing::EndsWith("CF,_QA,27,3")));
}
TEST_F(RefusalTest, AStationIsNoPilot) { EXPECT_EQ(reply(port, "_QH,28,105"), "CF,_QH,28,11"); }
TEST_F(RefusalTest, CallsThatAreNotThere) {
  EXPECT_EQ(reply(port, "_AC,29,105,ZZZZ", RefusalCause::no_call_to_answer), "CF,_AC,29,20");
}
TEST_F(RefusalTest, BlankCallIdIsInvalid) { EXPECT_EQ(reply(port, "_AC,29,105,"), "CF,_AC,29,8"); }
TEST_F(RefusalTest, NothingHeldNothingToClear) {
  EXPECT_EQ(reply(port, "_RV,30,105,1F01", RefusalCause::no_held_call), "CF,_RV,30,17");
  EXPECT_EQ(reply(port, "_CX,30,105,1F01", RefusalCause::no_call_to_clear), "CF,_CX,30,19");
  EXPECT_EQ(reply(port, "_CC,30,105,1F01", RefusalCause::no_call_to_clear), "CF,_CC,30,18");
  EXPECT_EQ(reply(port, "_HC,30,105,1F01", RefusalCause::invalid_call), "CF,_HC,30,8");
}
TEST_F(RefusalTest, UnknownAgentIdOfAMonitor) { EXPECT_EQ(reply(port, "_MS,31,9999,7"), "CF,_MS,31,33"); }
TEST_F(RefusalTest, NoInvokeId) {
  EXPECT_EQ(reply(port, "_AC,,105,1F01"), "CF,_AC,,41");
  EXPECT_EQ(reply(port, "_AC,12x,105,1F01"), "CF,_AC,12x,41");
  EXPECT_EQ(reply(port, "_AC,99999999999999999999999,105,1F01"), "CF,_AC,,41");
  EXPECT_THAT(port.out.requests, IsEmpty());
}
TEST_F(RefusalTest, UnknownCommand) {
  EXPECT_EQ(reply(port, "_ZZ,32"), "CF,_ZZ,32,45");
  EXPECT_THAT(fault_names(port.out), ElementsAre("unknown_command"));
}
TEST_F(RefusalTest, DocumentedButNotSpokenIsNoFault) {
  EXPECT_EQ(reply(port, "_DF,32,105,1F03,106,"), "CF,_DF,32,45");
  EXPECT_THAT(fault_names(port.out), IsEmpty());
}
TEST_F(RefusalTest, MonitorsAndFilters) {
  EXPECT_EQ(reply(port, "_MP,33,77"), "CF,_MP,33,12");
  EXPECT_EQ(reply(port, "_MP,33,abc"), "CF,_MP,33,12");
  EXPECT_EQ(reply(port, "_MP,33,1"), "CF,_MP,33,0") << "1 and 001 are one number";
  EXPECT_EQ(reply(port, "_MS,33,106,1,X:00FF"), "CF,_MS,33,34");
  EXPECT_EQ(reply(port, "_MS,33,106,1,A:G"), "CF,_MS,33,35");
  EXPECT_EQ(reply(port, "_MS,33,106,1,,C:12345"), "CF,_MS,33,36");
  EXPECT_EQ(reply(port, "_MS,33,106,1,F:"), "CF,_MS,33,37");
  EXPECT_EQ(reply(port, "_MS,33,106,12"), "CF,_MS,33,1");
}
TEST_F(RefusalTest, ExtensionFormatAndDigits) {
  EXPECT_EQ(reply(port, "_XE,34,0"), "CF,_XE,34,0,0");
  EXPECT_EQ(reply(port, "_XE,34,1"), "CF,_XE,34,31") << "the expanded format is not spoken here";
  EXPECT_EQ(reply(port, "_MC,34,105,,"), "CF,_MC,34,7");
  EXPECT_EQ(reply(port, "_MC,34,105," + std::string(49, '1') + ","), "CF,_MC,34,31");
}
TEST_F(RefusalTest, AWordedRefusalGoesOutAsWritten) {
  cti::Result result = refused(RefusalCause::generic);
  result.raw = {"oai.outcome", 24, ""};
  EXPECT_THAT(port.command("_SA,35,105,2003,1,237", result), ElementsAre(testing::EndsWith("CF,_SA,35,24")));
}

TEST_F(RefusalTest, MoreMonitorsThanAllowedStartAsManyAsPossible) {
  Settings settings;
  settings.dialect.max_monitors = 2;
  SwitchPort small{settings};
  small.start(false);
  EXPECT_EQ(reply(small, "_MS,2,,3"), "CF,_MS,2,28,2,001,105,002,106,A:00FC,C:FFFC,F:00F0");
}

TEST_F(RefusalTest, TooManyOwedConfirmationsAreRefused) {
  for (int i = 0; i < 1024; ++i) EXPECT_THAT(port.command("_SP,2,105"), IsEmpty());
  EXPECT_EQ(reply(port, "_SP,3,105"), "CF,_SP,3,22");
  EXPECT_THAT(port.out.requests, SizeIs(1024));
}

}  // namespace
}  // namespace acdloop::system_oai::test
