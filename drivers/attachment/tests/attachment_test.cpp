// SPDX-License-Identifier: Apache-2.0
#include "drivers/attachment/tests/fakes.hpp"

namespace acdloop::attachment::test {
namespace {

// A computing end on a memory link, a test at the other end of it.
struct Computing : testing::Test {
  Computing() {
    attachment = std::make_unique<ComputingAttachment>(
        loop, link::make_memory_connector(exchange, "test"), std::make_unique<FakeComputingEnd>(end),
        cti::Capabilities{}, cti::Dialect{},
        [this](const cti::WireMessage& message, TimePoint) { end.log.push_back("wire " + message.text); },
        [this](const cti::WireFault& fault, TimePoint) { end.log.push_back("fault " + fault.name); });
    attachment->set_sinks(
        [this](const cti::Result& result) {
          end.log.push_back("result " + std::to_string(static_cast<std::uint64_t>(result.id)));
        },
        [this](const cti::Event& event) { end.log.push_back("event " + text_of(event)); });
  }
  // Everything that can happen now.
  void settle() { loop.run(); }
  void open() {
    attachment->open();
    settle();
  }
  Log take() { return std::exchange(end.log, {}); }

  EventLoop loop{ClockKind::virtual_clock};
  link::Exchange exchange{loop};
  Far far{exchange};
  Behaviour end;
  std::unique_ptr<ComputingAttachment> attachment;
};

TEST_F(Computing, CarriesOutOneCallInOneOrderWhateverOrderTheEndSaidItIn) {
  end.opened = [](cti::EndOutput& out) {
    out.results.push_back(result(7));
    out.events.push_back(link_event("a"));
    out.send = "hello";
    out.faults.push_back({"odd", ""});
    out.messages = {message("m1"), message("m2")};
    out.events.push_back(link_event("b"));
  };
  open();
  EXPECT_THAT(take(), ElementsAre("0ms on_open", "wire m1", "wire m2", "fault odd", "event a", "event b", "result 7"));
  EXPECT_EQ(far.received, "hello");
}

TEST_F(Computing, AQuestionBesideIsAnsweredToWhoAskedIt) {
  open();
  take();
  end.submitted = [](const cti::Request& request, cti::EndOutput& out) {
    out.results.push_back(result(static_cast<std::uint64_t>(request.id)));
  };
  std::vector<cti::RequestId> beside;
  attachment->ask({}, [&](const cti::Result& result) { beside.push_back(result.id); });
  const cti::RequestId asked = attachment->submit({});
  settle();
  ASSERT_EQ(beside.size(), 1u);
  EXPECT_NE(beside[0], asked);
  const Log log = take();
  EXPECT_THAT(log, testing::Contains("result " + std::to_string(static_cast<std::uint64_t>(asked))));
  EXPECT_THAT(log, testing::Not(testing::Contains("result " + std::to_string(static_cast<std::uint64_t>(beside[0])))));
}

TEST_F(Computing, OpensALinkThatClosedAgainAndAgain) {
  attachment->reconnect_every(std::chrono::seconds{1});
  open();
  take();
  far.listener->close();
  far.link->close();
  loop.at(loop.now() + std::chrono::milliseconds{2500}, [this] { loop.stop(); });
  loop.run();
  EXPECT_THAT(take(), ElementsAre("0ms on_closed", "1000ms on_closed", "2000ms on_closed"));
  EXPECT_FALSE(attachment->closed_because().empty());
  Far again{exchange};
  loop.run();
  EXPECT_THAT(take(), ElementsAre("3000ms on_open"));
  EXPECT_TRUE(attachment->closed_because().empty());
}

TEST_F(Computing, SaysWhenItsAssociationBeginsAndEnds) {
  std::vector<bool> told;
  attachment->on_association([&](bool begins) { told.push_back(begins); });
  end.associated = false;
  open();
  EXPECT_TRUE(told.empty());
  end.associated = true;
  far.link->send("up");
  settle();
  far.link->send("still up");
  settle();
  end.associated = false;
  far.link->close();
  settle();
  EXPECT_EQ((std::vector{true, false}), told);
}

TEST_F(Computing, NeverDeliversAResultInsideSubmit) {
  open();
  take();
  end.submitted = [](const cti::Request& request, cti::EndOutput& out) {
    out.results.push_back(result(static_cast<std::uint64_t>(request.id)));
  };
  const cti::RequestId first = attachment->submit({});
  EXPECT_THAT(take(), ElementsAre("0ms submit 1"));
  const cti::RequestId second = attachment->submit({});
  EXPECT_NE(first, second);
  settle();
  EXPECT_THAT(take(), ElementsAre("0ms submit 2", "result 1", "result 2"));
}

TEST_F(Computing, ASinkMaySubmitAgain) {
  open();
  take();
  end.submitted = [](const cti::Request& request, cti::EndOutput& out) {
    out.results.push_back(result(static_cast<std::uint64_t>(request.id)));
  };
  int left = 2;
  attachment->set_sinks(
      [&](const cti::Result&) {
        if (left-- > 0) attachment->submit({});
      },
      {});
  attachment->submit({});
  settle();
  EXPECT_THAT(take(), ElementsAre("0ms submit 1", "0ms submit 2", "0ms submit 3"));
}

TEST_F(Computing, DropsWhatWasPostedWhenItHasGone) {
  open();
  take();
  end.submitted = [](const cti::Request&, cti::EndOutput& out) { out.results.push_back(result(1)); };
  end.wake = loop.now() + 1s;
  attachment->submit({});
  attachment.reset();
  settle();
  EXPECT_THAT(take(), ElementsAre("0ms submit 1"));
  EXPECT_EQ(far.closed, "end_of_stream");
  EXPECT_EQ(loop.now(), TimePoint{}) << "the wake-up outlived its end";
}

TEST_F(Computing, WakesTheEndWhenItAskedForAndOnlyOnce) {
  end.wake = TimePoint{250ms};
  end.woken = [this](cti::EndOutput& out) {
    out.send = "tick";
    end.wake.reset();
  };
  open();
  EXPECT_THAT(take(), ElementsAre("0ms on_open", "250ms on_wake"));
  EXPECT_EQ(far.received, "tick");
}

TEST_F(Computing, FollowsAWakeUpThatMovesAndOneThatIsTakenBack) {
  end.wake = TimePoint{500ms};
  end.woken = [this](cti::EndOutput&) { end.wake.reset(); };
  end.submitted = [this](const cti::Request& request, cti::EndOutput&) {
    end.wake = request.kind == cti::RequestKind::check_link ? std::optional{TimePoint{300ms}} : std::nullopt;
  };
  attachment->open();
  loop.at(TimePoint{100ms}, [this] { attachment->submit({}); });  // earlier than before
  settle();
  EXPECT_THAT(take(), ElementsAre("0ms on_open", "100ms submit 1", "300ms on_wake"));

  end.wake = TimePoint{900ms};
  loop.at(TimePoint{400ms}, [this] { attachment->submit({}); });
  cti::Request other;
  other.kind = cti::RequestKind::log_on;
  loop.at(TimePoint{410ms}, [this, other] { attachment->submit(other); });  // never
  settle();
  EXPECT_THAT(take(), ElementsAre("400ms submit 2", "400ms on_wake", "410ms submit 3"));
}

TEST_F(Computing, SendsWhatWasQueuedBeforeItClosesAndTellsTheEndOnce) {
  open();
  take();
  end.submitted = [](const cti::Request&, cti::EndOutput& out) {
    out.close = true;
    out.send = "bye";
  };
  attachment->submit({});
  settle();
  EXPECT_EQ(far.received, "bye");
  EXPECT_EQ(far.closed, "end_of_stream");
  EXPECT_THAT(take(), ElementsAre("0ms submit 1", "0ms on_closed"));
  EXPECT_EQ(attachment->closed_because(), "local");

  end.submitted = [](const cti::Request&, cti::EndOutput& out) { out.send = "too late"; };
  attachment->submit({});
  settle();
  EXPECT_EQ(far.received, "bye");
}

TEST_F(Computing, ClosesItsOwnSideWhenThePeerHasClosedAndHandsOnWhatTheEndStillSays) {
  open();
  take();
  end.closed = [](cti::EndOutput& out) { out.events.push_back(link_event("down")); };
  far.link->send("last words");
  far.link->close();
  settle();
  EXPECT_THAT(take(), ElementsAre("0ms on_bytes last words", "0ms on_closed", "event down"));
  EXPECT_EQ(attachment->closed_because(), "the peer closed the link");
}

TEST_F(Computing, SaysWhyALinkCouldNotBeOpened) {
  far.listener->close();
  open();
  EXPECT_THAT(take(), ElementsAre("0ms on_closed"));
  EXPECT_THAT(attachment->closed_because(), testing::HasSubstr("nothing listens"));
}

TEST_F(Computing, FeedsAFloodInPiecesThatAreAllThere) {
  std::size_t longest = 0;
  std::string all;
  end.bytes = [&](const std::string& text, cti::EndOutput& out) {
    longest = std::max(longest, text.size());
    all += text;
    out.send = ".";
  };
  open();
  std::string flood;
  for (int at = 0; at < 20'000; ++at) flood += std::to_string(at) + ",";
  far.link->send(flood);
  settle();
  EXPECT_EQ(all, flood);
  EXPECT_LE(longest, 16u * 1024);
  EXPECT_GE(far.received.size(), flood.size() / (16 * 1024));
}

TEST_F(Computing, FeedsNothingMoreOnceTheEndHasClosed) {
  std::size_t fed = 0;
  end.bytes = [&](const std::string& text, cti::EndOutput& out) {
    fed += text.size();
    out.close = true;
  };
  open();
  far.link->send(std::string(1'000'000, 'x'));
  settle();
  EXPECT_LE(fed, 16u * 1024);
  EXPECT_EQ(far.closed, "end_of_stream");
}

TEST_F(Computing, ForwardsAbandon) {
  open();
  take();
  attachment->abandon(cti::RequestId{5});
  EXPECT_THAT(take(), ElementsAre("abandon 5"));
}

// A switching end on the accepted side.
struct Switching : testing::Test {
  Switching()
      : listener(link::make_memory_listener(exchange, "test")), near(link::make_memory_connector(exchange, "test")) {
    listener->listen([this](std::unique_ptr<link::Link> accepted) {
      attachment = std::make_unique<SwitchingAttachment>(
          loop, std::move(accepted), std::make_unique<FakeSwitchingEnd>(end),
          [this](const cti::Request& request) {
            end.log.push_back("request " + std::to_string(static_cast<std::uint64_t>(request.id)));
            if (on_request) on_request();
          },
          [this](const std::string& why) { end.log.push_back("closed: " + why); }, nullptr, nullptr);
      attachment->open();
    });
    near->open({[] {}, [this](std::span<const std::byte> bytes) { received += text_of(bytes); },
                [this](link::CloseReason reason, const std::string&) { near_closed = to_string(reason); }});
    loop.run();
  }

  EventLoop loop{ClockKind::virtual_clock};
  link::Exchange exchange{loop};
  Behaviour end;
  std::unique_ptr<link::Listener> listener;
  std::unique_ptr<SwitchingAttachment> attachment;
  std::unique_ptr<link::Link> near;
  std::string received;
  std::string near_closed;
  std::function<void()> on_request;
};

TEST_F(Switching, HandsRequestsUpAfterTheCallThatReadThemSoThatTheyMayBeConfirmedAtOnce) {
  end.bytes = [](const std::string&, cti::EndOutput& out) {
    cti::Request request;
    for (std::uint64_t id : {1, 2}) {
      request.id = cti::RequestId{id};
      out.requests.push_back(request);
    }
    out.send = "read;";
  };
  end.confirmed = [](const cti::Result&, cti::EndOutput& out) { out.send = "confirmed;"; };
  end.reported = [](const cti::Event&, cti::EndOutput& out) { out.send = "reported;"; };
  on_request = [this] {
    attachment->confirm({});
    attachment->report(link_event(""));
  };
  near->send("x");
  loop.run();
  EXPECT_THAT(end.log, ElementsAre("0ms on_open", "0ms on_bytes x", "request 1", "0ms confirm", "0ms report",
                                   "request 2", "0ms confirm", "0ms report"));
  EXPECT_EQ(received, "read;confirmed;reported;confirmed;reported;");
}

TEST_F(Switching, TellsItsOwnerWhyTheLinkClosedAndClosesItsSideToo) {
  near->close();
  loop.run();
  EXPECT_THAT(end.log, ElementsAre("0ms on_open", "0ms on_closed", "closed: the peer closed the link"));
  EXPECT_FALSE(attachment->link().is_open());
}

TEST_F(Switching, ClosedByItsOwnerItEndsThePeersStream) {
  attachment->close();
  loop.run();
  EXPECT_THAT(end.log, ElementsAre("0ms on_open", "0ms on_closed", "closed: local"));
  EXPECT_EQ(near_closed, "end_of_stream");
}

// A link that only a half of is closed, as a socket can be: what memory links cannot show.
struct HalfClosedLink final : link::Link {
  explicit HalfClosedLink(int& closes) : closes(closes) {}
  void open(link::LinkHandlers given) override { handlers = std::move(given); }
  void send(std::string_view) override {}
  void close() override { ++closes; }
  bool is_open() const override { return true; }
  std::string describe() const override { return "half"; }
  int& closes;
  link::LinkHandlers handlers;
};

TEST(HalfClosed, ThePeersEndOfStreamIsAnsweredWithOurs) {
  EventLoop loop{ClockKind::virtual_clock};
  Behaviour end;
  int closes = 0;
  auto half = std::make_unique<HalfClosedLink>(closes);
  HalfClosedLink& far = *half;
  int closes_when_told = 0;
  SwitchingAttachment attachment(
      loop, std::move(half), std::make_unique<FakeSwitchingEnd>(end), nullptr,
      [&](const std::string&) { closes_when_told = closes; }, nullptr, nullptr);
  attachment.open();
  far.handlers.opened();
  EXPECT_EQ(closes, 0);
  far.handlers.closed(link::CloseReason::end_of_stream, "");
  EXPECT_EQ(closes_when_told, 1);
}

}  // namespace
}  // namespace acdloop::attachment::test
