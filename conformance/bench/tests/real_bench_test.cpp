// SPDX-License-Identifier: Apache-2.0
// The real bench against an emulated Asterisk that it does not know to be one: same loop, virtual clock, memory link.
#include "conformance/bench/real_bench.hpp"

#include "conformance/bench/doctor.hpp"
#include "conformance/bench/fit.hpp"
#include "conformance/bench/tests/bench_text.hpp"
#include "conformance/report/stream.hpp"
#include "conformance/runner/play.hpp"
#include "conformance/runner/stage.hpp"
#include "drivers/attachment/attachment.hpp"
#include "drivers/link/exchange.hpp"
#include "drivers/time/calendar.hpp"
#include "simulator/defects/defect.hpp"
#include "simulator/emulator/emulator.hpp"

namespace acdloop::bench {
namespace {

using test::bench_of;
using test::changed;
using test::story;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using verdict::Outcome;

const std::string switch_text = R"(id: bench/switch
title: The switch
covers: [AS-054]
cast:
  groups: { acdloop: { pilot: "800", wrap_up: 6s } }
  agents:
    ann: { id: "2001", at: "1001", groups: [acdloop] }
    bob: { id: "2002", at: "1002", groups: [acdloop] }
steps:
  - log_in: { agent: ann, group: acdloop, as: s }
  - expect: { session: s, state: not_ready }
)";

const std::string story_text = R"(id: bench/story
title: Two calls, the second one in wrap-up
covers: [AS-054]
cast:
  groups: { sales: { pilot: "237", wrap_up: 6s } }
  agents: { ann: { id: "2003", at: "105", groups: [sales] } }
steps:
  - log_in: { agent: ann, group: sales, as: s }
  - request: { session: s, state: ready }
  - call: { as: c1, to: sales, from: "6025551212" }
  - answer: { agent: ann, after: 1.2s }
  - expect: { session: s, state: busy, within: 1s }
  - hang_up: { caller: c1, after: 2.3s }
  - call: { as: c2, to: sales, from: "6025551213", after: 1.4s }
  - answer: { agent: ann, after: 1.1s }
  - hang_up: { agent: ann, after: 1.6s }
  - log_out: { session: s, after: 8.2s }
)";

class Lab {
 public:
  BenchFile bench;
  EventLoop loop{ClockKind::virtual_clock};
  link::Exchange exchange{loop};
  scenarios::Scenario cast = story(switch_text);
  std::unique_ptr<emulator::Emulator> asterisk;
  std::vector<std::string> left_behind;
  bool interrupted = false;

  explicit Lab(const std::string& text = test::good, const std::string& defect = "") : bench(bench_of(text)) {
    emulator::Seams seams;
    if (!defect.empty()) {
      const defects::Defect* planted = defects::find_defect(defect);
      EXPECT_NE(planted, nullptr) << defect;
      seams = {planted->on_switch, planted->on_switching_end};
    }
    emulator::Habits habits;
    emulator::take_habits(bench.protocol.dialect, habits);
    asterisk = std::make_unique<emulator::Emulator>(
        loop, cast, habits, 1, [](TimePoint at) { return civil_time(virtual_run_start + at.time_since_epoch()); },
        std::move(seams), emulator::Observers{});
    asterisk->listen(served(), cti::Framing::connection, link::make_listener("memory:asterisk", exchange));
  }

  // With the account that is written here, whatever the bench file says.
  const cti::Protocol& served() {
    static const cti::Protocol protocol = bench_of().protocol;
    return protocol;
  }

  Doors doors() {
    return {.world =
                [this] {
                  World world;
                  world.loop = &loop;
                  world.connect = [this] { return link::make_connector("memory:asterisk", exchange); };
                  return world;
                },
            .interrupted = [this] { return interrupted; },
            .left_behind = [this](const std::string& command) { left_behind.push_back(command); }};
  }

  verdict::ScenarioReport play(const std::string& text = story_text) {
    const auto fitted = fit(story(text), bench);
    EXPECT_TRUE(fitted) << fitted.error();
    const std::map<std::string, std::string> cannot;
    RealBenches benches(bench, {}, cannot, doors());
    report::Stream nobody(nullptr);
    runner::PlayOptions options;
    options.repeat_command = [](const scenarios::Scenario&) { return std::string{}; };
    return runner::play(*fitted, benches, nobody, options);
  }

  bool anybody_logged_on() const { return !asterisk->directory().sessions_of(cti::AgentId{"ann"}).empty(); }
  bool any_call() const { return !asterisk->directory().calls_at({"1001", cti::DeviceCategory::station}).empty(); }
};

std::vector<std::string> failed(const verdict::ScenarioReport& report) {
  std::vector<std::string> all;
  for (const verdict::Check& check : report.checks) {
    if (check.verdict != verdict::Verdict::pass)
      all.push_back(check.requirement + " " + check.what + ": " + check.observed);
  }
  return all;
}

TEST(RealBench, AGoodSwitchPassesAndIsLeftAsItWas) {
  Lab lab;
  const verdict::ScenarioReport report = lab.play();
  EXPECT_EQ(report.outcome, Outcome::pass) << report.reason;
  EXPECT_THAT(failed(report), IsEmpty());
  EXPECT_GT(report.checks.size(), 15u);
  EXPECT_THAT(lab.left_behind, IsEmpty());
  EXPECT_FALSE(lab.anybody_logged_on());
}

TEST(RealBench, WhatOnlyOurFacadeMakesIsNoEvidence) {
  Lab lab;
  for (const verdict::Check& check : lab.play().checks) {
    EXPECT_NE(check.requirement, "AS-016");  // figures
    EXPECT_NE(check.requirement, "AS-051");  // the end of wrap-up
  }
}

TEST(RealBench, AStoryThatStopsInTheMiddleIsUndone) {
  Lab lab;
  const std::string text = story_text.substr(0, story_text.find("  - expect")) +
                           "  - hang_up: { caller: c1, after: 2.3s }\n"
                           "  - hang_up: { agent: ann }\n"
                           "  - expect: { session: s, state: ended }\n";
  const verdict::ScenarioReport report = lab.play(text);
  EXPECT_EQ(report.outcome, Outcome::blocked);
  EXPECT_FALSE(lab.anybody_logged_on());
  EXPECT_THAT(lab.left_behind, IsEmpty());
}

TEST(RealBench, AnInterruptUndoesCallsAndLogOns) {
  Lab lab;
  lab.loop.at(TimePoint{} + std::chrono::milliseconds{2500}, [&] { lab.interrupted = true; });
  const verdict::ScenarioReport report = lab.play();
  EXPECT_EQ(report.outcome, Outcome::error);
  EXPECT_EQ(report.reason, "interrupted");
  EXPECT_FALSE(lab.any_call());
  EXPECT_FALSE(lab.anybody_logged_on());
  EXPECT_THAT(lab.left_behind, IsEmpty());
}

TEST(RealBench, AfterALostLinkItConnectsOnceMoreToUndo) {
  Lab lab;
  lab.loop.at(TimePoint{} + std::chrono::milliseconds{2500}, [&] {
    lab.asterisk->cut_links();
    lab.asterisk->mend_links();
  });
  const verdict::ScenarioReport report = lab.play();
  EXPECT_EQ(report.outcome, Outcome::error);
  EXPECT_THAT(report.reason, HasSubstr("the link closed"));
  EXPECT_FALSE(lab.anybody_logged_on());
  EXPECT_THAT(lab.left_behind, IsEmpty());
}

TEST(RealBench, WhatCannotBeUndoneIsSaidAsCommands) {
  Lab lab;
  lab.loop.at(TimePoint{} + std::chrono::milliseconds{2500}, [&] { lab.asterisk->close(); });
  const verdict::ScenarioReport report = lab.play();
  EXPECT_EQ(report.outcome, Outcome::error);
  EXPECT_THAT(lab.left_behind,
              Contains("asterisk -rx \"queue remove member Local/1001@acdloop-phones/n from acdloop\""));
  EXPECT_THAT(lab.left_behind, Contains(HasSubstr("channel request hangup")));
}

TEST(RealBench, AnAgentWhoIsLoggedOnAlreadyIsNotTouched) {
  Lab lab;
  cti::Naming names;
  names.bind(cti::AgentId{"ann"}, "2001");
  attachment::ComputingAttachment other(
      lab.loop, link::make_connector("memory:asterisk", lab.exchange),
      lab.bench.protocol.make_computing_end(cti::Framing::connection, names, {}), lab.bench.protocol.capabilities,
      lab.bench.protocol.dialect, [](const cti::WireMessage&, TimePoint) {}, [](const cti::WireFault&, TimePoint) {});
  other.open();
  cti::Request request;
  request.kind = cti::RequestKind::log_on;
  request.agent = cti::AgentId{"ann"};
  request.address = cti::Address{"1001"};
  request.group = cti::AcdGroupId{"acdloop"};
  other.ask(request, [](const cti::Result& result) { EXPECT_EQ(result.outcome, cti::Outcome::success); });
  runner::Stage(lab.loop).advance_to(TimePoint{} + std::chrono::seconds{1});
  ASSERT_TRUE(lab.anybody_logged_on());
  const verdict::ScenarioReport report = lab.play();
  EXPECT_EQ(report.outcome, Outcome::error);
  EXPECT_THAT(report.reason, HasSubstr("phone 1001 is logged on for acdloop already"));
  EXPECT_THAT(report.reason, HasSubstr("queue remove member"));
  EXPECT_TRUE(lab.anybody_logged_on());
}

TEST(RealBench, AWrongSecretIsSaidInTheSwitchsWords) {
  Lab lab(changed("secret_from: LAB_SECRET", "secret: wrong"));
  const verdict::ScenarioReport report = lab.play();
  EXPECT_EQ(report.outcome, Outcome::error);
  EXPECT_THAT(report.reason, HasSubstr("Authentication failed"));
}

TEST(RealBench, ASwitchThatDeliversToAgentsWhoAreNotReadyFails) {
  Lab lab(test::good, "calls-in-not-ready");
  const std::string text = story_text.substr(0, story_text.find("  - call")) +
                           "  - request: { session: s, state: not_ready }\n"
                           "  - call: { as: c1, to: sales, from: \"6025551212\", after: 1s }\n"
                           "  - hang_up: { caller: c1, after: 2.3s }\n"
                           "  - expect: { session: s, state: not_ready }\n"
                           "  - log_out: { session: s, after: 1s }\n";
  const verdict::ScenarioReport report = lab.play(text);
  EXPECT_EQ(report.outcome, Outcome::fail);
  EXPECT_THAT(failed(report), Contains(HasSubstr("AS-056a")));
}

TEST(Doctor, SaysWhatIsThereAndWhatIsMissing) {
  Lab lab;
  const Findings well = examine(lab.bench, lab.doors().world, [] { return false; });
  EXPECT_THAT(well.missing, IsEmpty());
  EXPECT_THAT(well.lines, Contains(HasSubstr("queue acdloop is there")));
  EXPECT_THAT(well.lines, Contains("agent 2001 at 1001 is free"));
  EXPECT_THAT(well.lines, Contains(HasSubstr("its clock is")));
  Lab other(changed("name: acdloop", "name: renamed"));
  const Findings ill = examine(other.bench, other.doors().world, [] { return false; });
  EXPECT_THAT(ill.missing, Contains(HasSubstr("queue renamed")));
}

TEST(Doctor, SaysWhyItCannotLogIn) {
  Lab wrong(changed("secret_from: LAB_SECRET", "secret: wrong"));
  EXPECT_THAT(examine(wrong.bench, wrong.doors().world, [] { return false; }).missing,
              Contains(HasSubstr("refuses the login: Authentication failed")));
  Lab gone;
  gone.asterisk->close();
  EXPECT_THAT(examine(gone.bench, gone.doors().world, [] { return false; }).missing, Contains(HasSubstr("no login")));
}

}  // namespace
}  // namespace acdloop::bench
