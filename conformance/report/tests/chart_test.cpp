// SPDX-License-Identifier: Apache-2.0
// The chart as people see it, to the letter.
#include "conformance/report/chart.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace acdloop::report {
namespace {

using namespace std::chrono_literals;
using cti::FactKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TimePoint at(Duration time) { return TimePoint{} + time; }

cti::Fact fact(FactKind kind, Duration when, const std::string& call, std::optional<cti::Address> desk = {}) {
  cti::Fact made;
  made.kind = kind;
  made.call = call;
  made.address = std::move(desk);
  made.when = Interval::at(at(when));
  return made;
}

cti::WireMessage to_switch(std::string text) { return {cti::WireMessage::Direction::to_switch, "", std::move(text)}; }
cti::WireMessage to_application(std::string text) {
  return {cti::WireMessage::Direction::to_application, "", std::move(text)};
}

const cti::Address desk{"105"};

Chart chart_of_ann() { return Chart{{{desk, cti::AgentId("ann")}}}; }

TEST(Chart, ShowsPartiesStatesAndSecondsInColumns) {
  Chart chart = chart_of_ann();
  chart.state(at(0s), "s", "ready");
  auto placed = fact(FactKind::call_placed, 0s, "c1");
  placed.group = cti::AcdGroupId("sales");
  chart.fact(placed);
  chart.fact(fact(FactKind::ringing, 0s, "c1", desk));
  chart.fact(fact(FactKind::answered, 4200ms, "c1", desk));
  chart.message(at(4200ms), to_application("017,CA,,1,105"));
  chart.state(at(4200ms), "s", "busy");
  chart.state(at(4300ms), "s", "busy");
  chart.fact(fact(FactKind::hung_up, 34400ms, "c1"));
  chart.fact(fact(FactKind::far_end_gone, 34400ms, "c1", desk));
  chart.message(at(35400ms), to_switch("_QA,12,105"));
  chart.failure(at(35400ms), "AS-057  State of s: expected ready, observed wrap_up");
  chart.state(at(35400ms), "s", "wrap_up");
  EXPECT_THAT(chart.lines(),
              ElementsAre("  seconds  s          Callers ann     Switch  Appl.",
                          "    0.000  ready      |       |       |       *       s is ready",
                          "    0.000  ready      |-------------->|       |       c1 calls sales",
                          "    0.000  ready      |       |<------|       |       c1 rings",
                          "    4.200  ready      |       |------>|       |       answers c1",
                          "    4.200  ready      |       |       |------>|       017,CA,,1,105",
                          "    4.200  busy       |       |       |       *       s is busy",
                          "   34.400  busy       |-------------->|       |       hangs up c1",
                          "   34.400  busy       |       |<------|       |       c1: the other one is gone",
                          "   35.400  busy       |       |       |<------|       _QA,12,105",
                          "   35.400  FAILED  AS-057  State of s: expected ready, observed wrap_up",
                          "   35.400  wrap_up    |       |       |       *       s is wrap_up"));
}

TEST(Chart, IsEmptyWithoutAFailure) {
  Chart chart = chart_of_ann();
  chart.message(at(1s), to_switch("_QA"));
  EXPECT_THAT(chart.lines(), IsEmpty());
}

TEST(Chart, KeepsTheMomentsAroundTheFirstFailureAndNoOther) {
  Chart chart = chart_of_ann();
  chart.state(at(0s), "s", "not_ready");
  for (int number = 1; number <= 40; ++number) chart.message(at(1s * number), to_switch("m" + std::to_string(number)));
  chart.failure(at(40s), "first");
  chart.failure(at(40s), "second");
  for (int number = 41; number <= 80; ++number) chart.message(at(1s * number), to_switch("m" + std::to_string(number)));
  const auto lines = chart.lines();
  ASSERT_THAT(lines, SizeIs(1 + Chart::moments_before + 1 + Chart::moments_after));
  // The state is known although the moment that told it is gone.
  EXPECT_EQ(lines[1], "   29.000  not_ready  |<------|       m29");
  EXPECT_EQ(lines[12], "   40.000  not_ready  |<------|       m40");
  EXPECT_EQ(lines[13], "   40.000  FAILED  first");
  EXPECT_EQ(lines.back(), "   44.000  not_ready  |<------|       m44");
}

TEST(Chart, IsPlainAsciiAndNeverWider) {
  Chart chart = chart_of_ann();
  chart.state(at(0s), "a-session-with-a-long-name", "not_ready");
  chart.state(at(0s), "t", "ready");
  chart.state(at(0s), "u", "ready");
  for (const char* agent : {"ann", "bob", "carla-with-a-long-name", "dora"}) {
    cti::Fact pressed = fact(FactKind::wrap_up_key, 70265s, "");
    pressed.agent = cti::AgentId(agent);
    chart.fact(pressed);
  }
  chart.message(at(70265s), to_application("Gr\xC3\xBC\xC3\x9F \x1b[2J " + std::string(5000, 'x')));
  chart.fault(at(70265s), {"oversized_pdu", std::string(300, 'y')});
  chart.failure(at(70265s), std::string(300, 'z'));
  bool cut = false;
  for (const std::string& line : chart.lines()) {
    EXPECT_LE(line.size(), Chart::width) << line;
    for (const char c : line) EXPECT_TRUE(c >= 0x20 && c < 0x7F) << line;
    cut = cut || line.ends_with("..");
  }
  EXPECT_TRUE(cut);
  // Without a column of her own, what ann did marks the switch's line.
  EXPECT_THAT(chart.lines(), testing::Contains(testing::HasSubstr("|       *       |       presses the wrap-up key")));
}

}  // namespace
}  // namespace acdloop::report
