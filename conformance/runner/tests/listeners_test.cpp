// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/listeners.hpp"

#include <gtest/gtest.h>

#include "conformance/runner/tests/fake_bench.hpp"

namespace acdloop::runner {
namespace {

using verdict::Check;
using verdict::Verdict;

class ListenersTest : public ::testing::Test {
 protected:
  ListenersTest() {
    listeners_.open();
    usual_ = bench_.telephony().open_application();
    usual_->advise([this](const tapi::Notification&) { ++heard_; });
    usual_->put_event_filter(tapi::TE_AGENTSESSION);
    session_ = std::make_shared<testing::FakeSession>(bench_.telephony(), cti::AgentId{"ann"}, cti::AcdGroupId{"sales"},
                                                      cti::Address{"105"});
  }
  void raise() {
    bench_.telephony().raise(tapi::SessionEvent::ready, session_);
    stage_.settle();
  }
  std::vector<Check> judged() const { return listeners_.judge(heard_, TimePoint{}); }
  static int failed(const std::vector<Check>& checks, std::string_view requirement) {
    return static_cast<int>(std::ranges::count_if(checks, [&](const Check& check) {
      return check.requirement == requirement && check.verdict == Verdict::fail;
    }));
  }
  static int failed(const std::vector<Check>& checks) {
    return static_cast<int>(std::ranges::count(checks, Verdict::fail, &Check::verdict));
  }

  testing::FakeBench bench_{testing::Told{}};
  Stage stage_{bench_.loop()};
  Listeners listeners_{bench_, stage_};
  std::unique_ptr<tapi::Application> usual_;
  std::shared_ptr<tapi::AgentSession> session_;
  std::size_t heard_ = 0;
};

TEST_F(ListenersTest, ProveNothingWhereNothingHappened) { EXPECT_TRUE(judged().empty()); }

TEST_F(ListenersTest, HearWhatTheirFiltersLetThrough) {
  raise();
  const auto checks = judged();
  EXPECT_EQ(3u, checks.size());
  EXPECT_EQ(0, failed(checks));
}

TEST_F(ListenersTest, ThatHearWithoutAFilterConvictTheFacade) {
  bench_.telephony().ignores_filters = true;
  raise();
  const auto checks = judged();
  EXPECT_EQ(1, failed(checks, "AS-085"));
  EXPECT_EQ(1, failed(checks, "AS-086"));
  EXPECT_EQ("façade", checks.back().subject);
}

TEST_F(ListenersTest, AFilterOfSessionsAloneThatIsDeafConvictsTheFacade) {
  raise();
  heard_ = 0;
  EXPECT_EQ(1, failed(judged(), "AS-087"));
}

TEST_F(ListenersTest, AreHeldAgainstTheMaskOfTheMoment) {
  EXPECT_EQ(0, failed(listeners_.listen("other", tapi::TE_AGENTSESSION | tapi::TE_QUEUE)));
  EXPECT_TRUE(listeners_.hears_sessions("other"));
  raise();
  EXPECT_EQ(0, failed(listeners_.listen("other", tapi::TE_QUEUE)));
  EXPECT_FALSE(listeners_.hears_sessions("other"));
  raise();
  EXPECT_EQ(0, failed(judged()));
  bench_.telephony().ignores_filters = true;
  raise();
  EXPECT_EQ(1, failed(judged(), "AS-088a"));
}

TEST_F(ListenersTest, LogInWithAnAgentOfTheirOwn) {
  EXPECT_TRUE(listeners_.listen("other", std::nullopt).empty());
  const auto first = listeners_.agent("other", cti::AgentId{"ann"});
  ASSERT_NE(nullptr, first);
  EXPECT_EQ(first, listeners_.agent("other", cti::AgentId{"ann"}));
}

}  // namespace
}  // namespace acdloop::runner
