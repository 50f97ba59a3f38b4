// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/stage.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace acdloop::runner {
namespace {

using std::chrono::seconds;

struct StageTest : ::testing::Test {
  EventLoop loop{ClockKind::virtual_clock};
  Stage stage{loop};
  TimePoint begin = loop.now();
};

TEST_F(StageTest, WaitsUntilWhatItWaitsForAndNoLonger) {
  bool rang = false;
  loop.at(begin + seconds{4}, [&] {
    rang = true;
    stage.changed();
  });
  EXPECT_TRUE(stage.wait_until([&] { return rang; }, begin + seconds{60}));
  EXPECT_EQ(begin + seconds{4}, stage.now());
}

TEST_F(StageTest, GivesUpAtTheDeadline) {
  EXPECT_FALSE(stage.wait_until([] { return false; }, begin + seconds{60}));
  EXPECT_EQ(begin + seconds{60}, stage.now());
}

TEST_F(StageTest, AConditionThatHoldsCostsNoTime) {
  EXPECT_TRUE(stage.wait_until([] { return true; }, begin + seconds{60}));
  EXPECT_EQ(begin, stage.now());
}

TEST_F(StageTest, LooksOnceMoreAtTheDeadlineItself) {
  bool done = false;
  loop.at(begin + seconds{60}, [&] { done = true; });
  EXPECT_TRUE(stage.wait_until([&] { return done; }, begin + seconds{60}));
}

TEST_F(StageTest, AMomentIsOverWhenEverythingInItHasHappened) {
  std::vector<int> happened;
  loop.at(begin + seconds{1}, [&] {
    happened.push_back(1);
    stage.changed();
    loop.post([&] {
      happened.push_back(2);
      loop.at(loop.now(), [&] { happened.push_back(3); });
    });
  });
  loop.at(begin + seconds{2}, [&] { happened.push_back(4); });
  stage.advance_to(begin + seconds{1});
  EXPECT_EQ((std::vector{1, 2, 3}), happened);
  EXPECT_EQ(begin + seconds{1}, stage.now());
  EXPECT_TRUE(stage.alive());
}

TEST_F(StageTest, AMomentThatHasPassedDoesNotTurnTimeBack) {
  stage.advance_to(begin + seconds{3});
  stage.advance_to(begin + seconds{1});
  EXPECT_EQ(begin + seconds{3}, stage.now());
}

// Something that never arrives.
class LostLink final : public Settlement {
 public:
  bool in_flight() const override { return !written_off_; }
  bool deliver() override { return false; }
  std::string write_off() override {
    written_off_ = true;
    return "4 bytes";
  }

 private:
  bool written_off_ = false;
};

TEST_F(StageTest, IsOverWhenALinkLosesBytes) {
  LostLink lost;
  loop.set_settlement(&lost);
  loop.set_guard(std::chrono::milliseconds{1});
  EXPECT_FALSE(stage.wait_until([] { return false; }, begin + seconds{60}));
  EXPECT_FALSE(stage.alive());
  EXPECT_FALSE(stage.wait_until([] { return false; }, begin + seconds{60}));
  loop.set_settlement(nullptr);
}

}  // namespace
}  // namespace acdloop::runner
