// SPDX-License-Identifier: Apache-2.0
// What the judge of the wire says of a good wire, of each mistake, and of what the story did to it.
#include "conformance/oracle/wire_judge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace acdloop::oracle {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using verdict::Verdict;

const cti::AgentId ann{"ann"};
const cti::AgentId bob{"bob"};
const cti::Address desk{"105"};
constexpr TimePoint noon{12s};

class Wire {
 public:
  Wire() {
    judge.message("w", {cti::WireMessage::Direction::to_application, "0123456789", "first"});
    judge.message("w", {cti::WireMessage::Direction::to_switch, "not counted", "a request"});
    judge.message("w", {cti::WireMessage::Direction::to_application, "0123", "second"});
  }
  void ask(std::uint64_t id) {
    cti::Request request;
    request.id = cti::RequestId{id};
    request.kind = cti::RequestKind::query_group;
    judge.asked(request, noon);
  }
  void answer(std::uint64_t id) {
    cti::Result result;
    result.id = cti::RequestId{id};
    judge.answered(result);
  }
  void link(cti::LinkEventKind kind, bool of_a_request = false) {
    cti::LinkEvent event;
    event.kind = kind;
    if (of_a_request) event.request = cti::RequestId{1};
    judge.event({event}, noon);
  }
  void agent(const cti::AgentId& who, const std::optional<cti::Address>& where = desk) {
    judge.event({cti::AgentEvent{cti::AgentEventKind::agent_ready, {{who, {}, where}, {}, {}}, {}}}, noon);
  }
  void established(const std::string& where) {
    cti::CallEvent event;
    event.kind = cti::CallEventKind::established;
    event.changes.push_back(
        {{cti::CallId{"1"}, {where, cti::DeviceCategory::station}}, cti::ConnectionState::connected});
    judge.event({event}, noon);
  }
  void picked_up(const std::string& where) {
    cti::Fact fact;
    fact.kind = cti::FactKind::answered;
    fact.address = cti::Address{where};
    fact.when = Interval::at(noon);
    judge.learn(fact);
  }
  std::vector<std::string> failing(WireJudge::Until until = WireJudge::Until::the_end) const {
    std::vector<std::string> ids;
    for (const verdict::Check& check : judge.judge(noon, until)) {
      if (check.verdict == Verdict::fail) ids.push_back(check.requirement);
    }
    return ids;
  }
  std::vector<std::string> judged(WireJudge::Until until = WireJudge::Until::the_end) const {
    std::vector<std::string> ids;
    for (const verdict::Check& check : judge.judge(noon, until)) ids.push_back(check.requirement);
    return ids;
  }
  std::string observed(std::string_view requirement) const {
    for (const verdict::Check& check : judge.judge(noon, WireJudge::Until::the_end)) {
      if (check.requirement == requirement) return check.observed;
    }
    return "not judged";
  }

  WireJudge judge{{{desk, ann}}};
};

TEST(WireJudge, AGoodWirePassesEachRequirementOnce) {
  Wire wire;
  wire.ask(1);
  wire.answer(1);
  wire.agent(ann);
  wire.agent(bob, std::nullopt);
  wire.picked_up("105");
  wire.picked_up("999");  // nobody's desk
  wire.established("105");
  EXPECT_THAT(wire.judged(), ElementsAre("WIRE-1", "WIRE-2", "WIRE-3", "WIRE-4", "WIRE-5"));
  EXPECT_THAT(wire.failing(), IsEmpty());
  EXPECT_EQ(wire.observed("WIRE-1"), "so it was");
}

TEST(WireJudge, AWireThatSaidNothingIsNotJudged) {
  const WireJudge judge{{}};
  EXPECT_THAT(judge.judge(noon, WireJudge::Until::the_end), IsEmpty());
}

TEST(WireJudge, AFaultOfFormHasItsPlace) {
  Wire wire;
  wire.judge.fault({"ill_formed_xml", "mismatched tag"}, noon);
  wire.judge.fault({"short_event", "again"}, noon);
  EXPECT_THAT(wire.failing(), ElementsAre("WIRE-1"));
  EXPECT_EQ(wire.observed("WIRE-1"),
            "at 12.000 s ill_formed_xml: mismatched tag, message 2 of w from byte 10: second; 2 times in all");
}

TEST(WireJudge, AnswersThatAreNotOwedOrComeTwiceOrLateOrNever) {
  for (const char* name : {"confirmation_not_owed", "response_not_owed", "confirmation_of_another_command",
                           "response_of_another_service", "confirmation_of_another_request"}) {
    Wire wire;
    wire.judge.fault({name, ""}, noon);
    EXPECT_THAT(wire.failing(), ElementsAre("WIRE-2")) << name;
  }
  Wire twice;
  twice.link(cti::LinkEventKind::duplicate_message, true);
  EXPECT_THAT(twice.failing(), ElementsAre("WIRE-2"));
  Wire late;
  late.link(cti::LinkEventKind::late_reply, true);
  EXPECT_THAT(late.failing(), ElementsAre("WIRE-2"));
  Wire never;
  never.ask(1);
  EXPECT_THAT(never.failing(), ElementsAre("WIRE-2"));
  EXPECT_THAT(never.observed("WIRE-2"), HasSubstr("query_group has no answer"));
  EXPECT_THAT(never.failing(WireJudge::Until::it_broke), IsEmpty()) << "it may have been on its way";
}

TEST(WireJudge, WhatIsLostOrRepeated) {
  for (const auto kind : {cti::LinkEventKind::messages_lost, cti::LinkEventKind::duplicate_message}) {
    Wire wire;
    wire.link(kind);
    EXPECT_THAT(wire.failing(), ElementsAre("WIRE-3"));
  }
  Wire quiet;
  quiet.link(cti::LinkEventKind::link_up);
  quiet.link(cti::LinkEventKind::protocol_violation);  // has come as a fault already
  EXPECT_THAT(quiet.failing(), IsEmpty());
}

TEST(WireJudge, AnAgentWhoDoesNotSitThere) {
  Wire wire;
  wire.agent(bob);
  EXPECT_THAT(wire.failing(), ElementsAre("WIRE-4"));
  EXPECT_THAT(wire.observed("WIRE-4"), HasSubstr("agent_ready of bob at 105"));
  Wire asked;
  cti::Request request;
  request.kind = cti::RequestKind::log_on;
  request.agent = bob;
  request.address = desk;
  asked.judge.asked(request, noon);
  asked.judge.answered({});
  asked.agent(bob);
  EXPECT_THAT(asked.failing(), IsEmpty()) << "he asked to work there";
}

TEST(WireJudge, ACallThatWasAnsweredAndNotReported) {
  Wire wire;
  wire.picked_up("105");
  wire.picked_up("105");
  wire.established("105");
  wire.established("106");
  EXPECT_THAT(wire.failing(), ElementsAre("WIRE-5"));
  EXPECT_EQ(wire.observed("WIRE-5"), "at 12.000 s 2 answered at 105, 1 reported");
  EXPECT_THAT(wire.failing(WireJudge::Until::it_broke), IsEmpty());
}

TEST(WireJudge, WhatTheStoryBreaksIsNotJudged) {
  Wire kept_back;
  kept_back.judge.answers_kept_back();
  EXPECT_THAT(kept_back.judged(), ElementsAre("WIRE-1", "WIRE-3", "WIRE-4", "WIRE-5"));
  Wire cut;
  cut.judge.link_cut();
  EXPECT_THAT(cut.judged(), ElementsAre("WIRE-4"));
}

}  // namespace
}  // namespace acdloop::oracle
