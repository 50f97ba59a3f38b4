// SPDX-License-Identifier: Apache-2.0
#include "simulator/script/player.hpp"

#include <algorithm>

#include "simulator/script/tests/stage.hpp"

namespace acdloop::script::test {
namespace {

using namespace scenarios;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

template <class Verb>
Step step(Verb verb, double after = 0) {
  Step made;
  made.verb = std::move(verb);
  made.after = seconds(after);
  return made;
}

LogIn log_in(const cti::AgentId& agent, std::string as) {
  LogIn verb;
  verb.agent = agent;
  verb.group = sales;
  verb.as = std::move(as);
  return verb;
}

RequestState request(std::string session, std::int32_t state) {
  RequestState verb;
  verb.session = std::move(session);
  verb.state = state;
  return verb;
}

PlaceCall call(std::string as) {
  PlaceCall verb;
  verb.as = std::move(as);
  verb.to_group = sales;
  verb.from = "6025551212";
  return verb;
}

HangUp caller_hangs_up(std::string label) {
  HangUp verb;
  verb.caller = std::move(label);
  return verb;
}

LogOut log_out(std::string session) {
  LogOut verb;
  verb.session = std::move(session);
  return verb;
}

struct Play {
  explicit Play(std::vector<Step> steps, Patience patience = {}) {
    Scenario scenario;
    for (const auto& [agent, desk] : {std::pair{ann, "105"}, std::pair{bob, "106"}}) {
      AgentSpec spec;
      spec.name = agent;
      spec.at = cti::Address{desk};
      scenario.cast.agents.push_back(spec);
    }
    scenario.steps = std::move(steps);
    PlayerDoors doors;
    doors.now = [this] { return stage.now(); };
    doors.at = [this](TimePoint when, std::function<void()> run) { stage.timers.emplace(when, std::move(run)); };
    doors.withhold = [this](const Withhold& fault) { withheld.push_back(fault.request); };
    doors.log = [this](const std::string& line) { log.push_back(line); };
    doors.finished = [this](bool as_written) { ends.push_back(as_written); };
    player = std::make_unique<Player>(std::move(scenario), stage.people, stage.model.directory(), doors, patience);
    stage.dispatched = [this] {
      if (player) player->on_reaction();
    };
    stage.told = [this](const cti::Fact& fact) {
      if (player) player->learn(fact);
    };
  }
  std::ptrdiff_t said(const std::string& part) const {
    return std::count_if(log.begin(), log.end(),
                         [&](const auto& line) { return line.find(part) != std::string::npos; });
  }

  Stage stage;
  Lines log;
  std::vector<cti::RequestKind> withheld;
  std::vector<bool> ends;
  std::unique_ptr<Player> player;
};

TEST(Player, PlaysTheHandsAndWaitsForTheApplication) {
  Play play({step(log_in(ann, "s")), step(request("s", 1)), step(call("c1"), 2), step(Answer{ann}, 4.2),
             step(caller_hangs_up("c1"), 30.2), step(ExpectSession{}), step(Finish{ann}, 12.2), step(log_out("s"))});
  play.player->start();
  EXPECT_EQ(play.player->step(), 0u);
  play.stage.until(5);
  play.stage.ask(cti::RequestKind::log_on, ann, "105");
  EXPECT_EQ(play.player->step(), 1u);
  play.stage.until(8);
  play.stage.ask(cti::RequestKind::set_agent_state, ann, "105", cti::AgentState::ready);
  play.stage.until(100);
  EXPECT_THAT(play.stage.facts,
              ElementsAre("10.000 s  call_placed c1 for sales", "10.000 s  ringing c1 at 105 by ann",
                          "14.200 s  answered c1 at 105 by ann", "44.400 s  hung_up c1",
                          "44.400 s  far_end_gone c1 at 105 by ann", "56.600 s  wrap_up_key at 105 by ann"));
  EXPECT_FALSE(play.player->finished());
  play.stage.ask(cti::RequestKind::log_off, ann, "105");
  play.stage.until(101);
  EXPECT_TRUE(play.player->finished());
  EXPECT_THAT(play.ends, ElementsAre(true));
}

TEST(Player, SaysOnceWhatItWaitsFor) {
  Play play({step(log_in(ann, "s"))});
  play.player->start();
  play.stage.until(5);
  play.stage.ready(bob, "106");
  EXPECT_EQ(play.said("waiting for the application to log ann in for sales (s)"), 1);
  EXPECT_EQ(play.stage.timers.size(), 0u);
  EXPECT_FALSE(play.player->finished());
}

TEST(Player, ImpatientPlayerStops) {
  Patience patience;
  patience.application = seconds(60);
  Play play({step(log_in(ann, "s")), step(call("c1"))}, patience);
  play.player->start();
  play.stage.until(59.9);
  EXPECT_FALSE(play.player->finished());
  play.stage.until(60);
  EXPECT_THAT(play.ends, ElementsAre(false));
  EXPECT_EQ(play.said("did not log ann in for sales (s) within 60.000 s"), 1);
  EXPECT_THAT(play.stage.facts, IsEmpty());
}

TEST(Player, AnswerCountsFromTheRingWhenThatIsLater) {
  Play play({step(call("c1")), step(Answer{ann}, 4)});
  play.player->start();
  play.stage.until(10);
  play.stage.ready(ann, "105");
  play.stage.until(20);
  EXPECT_THAT(play.stage.facts, Contains("14.000 s  answered c1 at 105 by ann"));
}

TEST(Player, AnswerCountsFromTheStepBeforeWhenThatIsLater) {
  Play play({step(call("c1")), step(Wait{}, 5), step(Answer{ann}, 4)});
  play.stage.ready(ann, "105");
  play.player->start();
  play.stage.until(20);
  EXPECT_THAT(play.stage.facts, Contains("9.000 s  answered c1 at 105 by ann"));
}

TEST(Player, APhoneThatNeverRingsStopsThePlay) {
  Play play({step(call("c1")), step(Answer{ann}), step(caller_hangs_up("c1"))});
  play.player->start();
  play.stage.until(59.9);
  EXPECT_FALSE(play.player->finished());
  play.stage.until(60);
  EXPECT_THAT(play.ends, ElementsAre(false));
  EXPECT_EQ(play.said("ann's phone did not ring within 60.000 s"), 1);
  EXPECT_THAT(play.stage.facts, Not(Contains(HasSubstr("hung_up"))));
}

TEST(Player, AHandThatFailsStopsThePlayWithItsReason) {
  Hold hold;
  hold.agent = ann;
  Play play({step(hold), step(call("c1"))});
  play.player->start();
  play.stage.until(1);
  EXPECT_THAT(play.ends, ElementsAre(false));
  EXPECT_EQ(play.log, Lines{"step 1/2: ann holds the call: ann's phone (105) has no call to hold"});
}

TEST(Player, FaultsGoThroughTheirDoor) {
  Withhold withhold;
  withhold.request = cti::RequestKind::query_agent_state;
  Play play({step(withhold, 3)});
  play.player->start();
  EXPECT_THAT(play.withheld, IsEmpty());
  play.stage.until(3);
  EXPECT_THAT(play.withheld, ElementsAre(cti::RequestKind::query_agent_state));
}

TEST(Player, PeopleSitWhereTheirAgentLoggedOn) {
  LogIn elsewhere = log_in(ann, "s");
  elsewhere.at = cti::Address{"107"};
  Play play({step(elsewhere)});
  play.player->start();
  EXPECT_EQ(play.stage.people.desk_of(ann), cti::Address{"105"});
  play.stage.ask(cti::RequestKind::log_on, ann, "107");
  EXPECT_EQ(play.stage.people.desk_of(ann), cti::Address{"107"});
}

TEST(Player, WhatIsToBeRefusedIsNotWaitedFor) {
  LogIn refused = log_in(ann, "s");
  refused.expected_error = "TAPI_E_CALLCENTER_INVALAGENTID";
  RequestState odd = request("s", 99);
  RequestState started = request("s", 1);
  started.as = "q";
  Play play({step(refused), step(odd), step(started), step(Query{}), step(call("c1"))});
  play.player->start();
  play.stage.until(0);
  EXPECT_THAT(play.ends, ElementsAre(true));
  EXPECT_THAT(play.stage.facts, ElementsAre("0.000 s  call_placed c1 for sales"));
}

TEST(Player, AnUnknownSessionStopsThePlay) {
  Play play({step(request("nobody", 1))});
  play.player->start();
  play.stage.until(0);
  EXPECT_THAT(play.ends, ElementsAre(false));
  EXPECT_EQ(play.log, Lines{"step 1/1: no step has named a session nobody"});
}

TEST(Player, JudgesTakeTheirTime) {
  Never never;
  never.session = "s";
  never.during = seconds(5);
  Play play({step(never, 1), step(call("c1"), 1)});
  play.player->start();
  play.stage.until(6.9);
  EXPECT_THAT(play.stage.facts, IsEmpty());
  play.stage.until(7);
  EXPECT_THAT(play.stage.facts, ElementsAre("7.000 s  call_placed c1 for sales"));
}

// Two callers, 10 s apart; each talks for 30 s.
Traffic two_callers() {
  Traffic traffic;
  traffic.as = "t";
  traffic.to = sales;
  traffic.rate = {6, std::chrono::minutes{1}};
  traffic.arrivals = Arrivals::fixed;
  traffic.lasting = seconds(25);
  traffic.talk = {Spread::Kind::fixed, seconds(30), {}};
  traffic.wrap_up = Spread{Spread::Kind::fixed, seconds(5), {}};
  return traffic;
}

TEST(Player, LetsATrafficRunBesideTheStoryAndAfterIt) {
  Play play({step(two_callers()), step(Wait{}, 20), step(Wait{"t"})});
  play.stage.ready(ann, "105");
  play.player->start();
  play.stage.until(75);
  EXPECT_EQ(play.player->step(), 2u);
  play.stage.until(100);
  EXPECT_THAT(play.stage.facts,
              ElementsAre("10.000 s  call_placed t.1 for sales", "10.000 s  ringing t.1 at 105 by ann",
                          "13.000 s  answered t.1 at 105 by ann", "20.000 s  call_placed t.2 for sales",
                          "43.000 s  hung_up t.1", "43.000 s  far_end_gone t.1 at 105 by ann",
                          "48.000 s  wrap_up_key at 105 by ann", "48.000 s  ringing t.2 at 105 by ann",
                          "51.000 s  answered t.2 at 105 by ann", "81.000 s  hung_up t.2",
                          "81.000 s  far_end_gone t.2 at 105 by ann", "86.000 s  wrap_up_key at 105 by ann"));
  EXPECT_THAT(play.ends, ElementsAre(true));
  EXPECT_EQ(play.said("2 calls to sales will come (t)"), 1);
}

TEST(Player, StopsWhenSomebodyOfATrafficCannotCall) {
  Traffic crowded = two_callers();
  crowded.lasting = seconds(35);  // the stage has two lines
  Play play({step(crowded), step(Wait{"t"})});
  play.player->start();
  play.stage.until(40);
  EXPECT_EQ(play.said("the switch has no line free for t.3"), 1);
  EXPECT_THAT(play.ends, ElementsAre(false));
}

TEST(Player, MayBeThrownAwayWithATimerSet) {
  Play play({step(call("c1"), 5)});
  play.player->start();
  play.player.reset();
  play.stage.until(10);
  EXPECT_THAT(play.stage.facts, IsEmpty());
}

}  // namespace
}  // namespace acdloop::script::test
