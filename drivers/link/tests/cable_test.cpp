// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/cable.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "drivers/link/exchange.hpp"
#include "drivers/link/factory.hpp"

namespace acdloop::link {
namespace {

// One listener that keeps what connects, and one link to it through a cable.
class CableTest : public testing::Test {
 protected:
  void SetUp() override {
    listener_ = make_listener("memory:switch", exchange_);
    listener_->listen([this](std::unique_ptr<Link> link) {
      accepted_.push_back(std::move(link));
      accepted_.back()->open({.opened = {},
                              .bytes = [this](std::span<const std::byte> bytes) { received_ += bytes.size(); },
                              .closed = [this](CloseReason, const std::string&) { ++far_closed_; }});
    });
    link_ = cable_.through(make_connector("memory:switch", exchange_));
  }
  void open() {
    link_->open({.opened = [this] { ++opened_; },
                 .bytes = {},
                 .closed =
                     [this](CloseReason reason, const std::string& text) {
                       closed_.push_back(reason);
                       text_ = text;
                     }});
    loop_.run();
  }

  EventLoop loop_{ClockKind::virtual_clock};
  Exchange exchange_{loop_};
  Cable cable_{loop_};
  std::unique_ptr<Listener> listener_;
  std::vector<std::unique_ptr<Link>> accepted_;
  std::unique_ptr<Link> link_;
  int opened_ = 0;
  int far_closed_ = 0;
  std::size_t received_ = 0;
  std::vector<CloseReason> closed_;
  std::string text_;
};

TEST_F(CableTest, CarriesBytesWhileItIsWhole) {
  open();
  link_->send("hello");
  loop_.run();
  EXPECT_EQ(1, opened_);
  EXPECT_EQ(5u, received_);
  EXPECT_FALSE(cable_.is_cut());
}

TEST_F(CableTest, ClosesTheLinkOnceWhenItIsCut) {
  open();
  cable_.cut();
  loop_.run();
  EXPECT_EQ((std::vector{CloseReason::reset}), closed_);
  EXPECT_EQ("the cable is cut", text_);
  EXPECT_FALSE(link_->is_open());
  EXPECT_EQ(1, far_closed_);
}

TEST_F(CableTest, RefusesOpeningsUntilItIsMended) {
  cable_.cut();
  open();
  EXPECT_EQ((std::vector{CloseReason::refused}), closed_);
  EXPECT_EQ(0, opened_);
  cable_.mend();
  open();
  EXPECT_EQ(1, opened_);
  EXPECT_TRUE(link_->is_open());
}

TEST_F(CableTest, KeepsTheReasonOfAClosingThatIsNotItsOwn) {
  open();
  accepted_.front()->close();
  loop_.run();
  EXPECT_EQ((std::vector{CloseReason::end_of_stream}), closed_);
}

TEST_F(CableTest, ForgetsALinkThatHasGone) {
  open();
  link_.reset();
  cable_.cut();
  loop_.run();
  EXPECT_TRUE(closed_.empty());
}

}  // namespace
}  // namespace acdloop::link
