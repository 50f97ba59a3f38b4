// SPDX-License-Identifier: Apache-2.0
// All kinds of link look the same from outside: the same callbacks at the same virtual times in the same order.
#include <map>

#include "drivers/link/tests/bench.hpp"

namespace acdloop::link {
namespace {

using Log = std::vector<std::string>;

// A conversation with an echo, a push in the other direction, and several sends at one instant.
Log converse(LinkKind kind) {
  Bench bench;
  Pair pair(bench, kind);
  pair.far.on_bytes = [&](const std::string& text) {
    pair.far.link->send("echo ");
    pair.far.link->send(text);
  };
  pair.near.on_opened = [&] { pair.near.link->send("hello"); };
  pair.near.open();
  bench.after(10s, [&] {
    pair.near.link->send("one,");
    pair.near.link->send("two,");
    bench.after(0s, [&] { pair.near.link->send("three"); });
  });
  bench.after(10s, [&] { bench.note("timer", "second"); });
  bench.after(120s, [&] {
    pair.far.link->send("push");
    pair.near.link->send("cross");
  });
  bench.after(200s, [&] {
    pair.near.link->send("bye");
    pair.near.link->close();
    pair.near.link->send("never");
  });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(bench.loop.now(), TimePoint{200s});
  EXPECT_FALSE(bench.exchange.in_flight());
  return bench.log;
}

// A pseudo-terminal has neither connections nor ends of stream: its switch's side is open before and stays so.
Log without_far_edges(Log log) {
  std::erase_if(log, [](const std::string& line) {
    return line.find("far") != std::string::npos && (line.ends_with(" opened") || line.find(" closed ") != line.npos);
  });
  return log;
}

TEST(Delivery, OverMemoryIsTheReference) {
  EXPECT_EQ(converse(LinkKind::memory),
            (Log{"0ms near opened", "0ms far opened", "0ms far got hello", "0ms near got echo hello",
                 "10000ms far got one,two,", "10000ms near got echo one,two,", "10000ms timer second",
                 "10000ms far got three", "10000ms near got echo three", "120000ms near got push",
                 "120000ms far got cross", "120000ms near got echo cross", "200000ms near closed local",
                 "200000ms far got bye", "200000ms far closed end_of_stream"}));
}

TEST(Delivery, OverTcpIsTheSameAsOverMemory) { EXPECT_EQ(converse(LinkKind::tcp), converse(LinkKind::memory)); }

TEST(Delivery, OverAPtyIsTheSameButForItsMissingEdges) {
  EXPECT_EQ(without_far_edges(converse(LinkKind::pty)), without_far_edges(converse(LinkKind::memory)));
}

TEST(Delivery, IsRepeatable) {
  for (const LinkKind kind : {LinkKind::memory, LinkKind::tcp, LinkKind::pty}) {
    const Log first = converse(kind);
    for (int i = 0; i < 20; ++i) ASSERT_EQ(converse(kind), first) << to_string(kind);
  }
}

// Three links on which everything happens at the same instants.
Log three_links(LinkKind kind) {
  Bench bench;
  std::vector<std::unique_ptr<Pair>> pairs;
  for (const char* name : {"a", "b", "c"}) pairs.push_back(std::make_unique<Pair>(bench, kind, name));
  for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) (*pair)->near.open();
  bench.after(1s, [&] {
    for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
      (*pair)->near.link->send("to far");
      (*pair)->far.link->send("to near");
    }
  });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  return bench.log;
}

TEST(Delivery, SeveralLinksAreServedInTheOrderOfTheirMaking) {
  EXPECT_EQ(
      three_links(LinkKind::memory),
      (Log{"0ms near a opened", "0ms near b opened", "0ms near c opened", "0ms far a opened", "0ms far b opened",
           "0ms far c opened", "1000ms near a got to near", "1000ms near b got to near", "1000ms near c got to near",
           "1000ms far a got to far", "1000ms far b got to far", "1000ms far c got to far"}));
  EXPECT_EQ(three_links(LinkKind::tcp), three_links(LinkKind::memory));
  EXPECT_EQ(without_far_edges(three_links(LinkKind::pty)), without_far_edges(three_links(LinkKind::memory)));
}

Log many_on_one_listener(LinkKind kind) {
  Bench bench;
  LinkAddress address{.kind = kind, .host = "127.0.0.1", .port = 0, .path = "many", .line = {}};
  const auto listener = make_listener(address, bench.exchange);
  std::vector<std::unique_ptr<End>> accepted;
  listener->listen([&](std::unique_ptr<Link> link) {
    accepted.push_back(std::make_unique<End>(bench, "far " + std::to_string(accepted.size())));
    accepted.back()->take(std::move(link));
  });
  std::vector<std::unique_ptr<End>> near;
  for (int i = 0; i < 8; ++i) {
    near.push_back(std::make_unique<End>(bench, "near " + std::to_string(i)));
    near.back()->link = make_connector(connector_address(address, *listener), bench.exchange);
  }
  for (const int i : {3, 1, 7, 0, 2, 6, 5, 4}) {
    near[static_cast<std::size_t>(i)]->open();
    near[static_cast<std::size_t>(i)]->link->send("I am " + std::to_string(i));
  }
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  for (std::size_t i = 0; i < accepted.size(); ++i) EXPECT_EQ(accepted[i]->received, "I am " + std::to_string(i));
  return bench.log;
}

TEST(Delivery, OneListenerAcceptsSeveralInTheOrderOfTheConnectors) {
  EXPECT_EQ(many_on_one_listener(LinkKind::memory).size(), 24u);
  EXPECT_EQ(many_on_one_listener(LinkKind::tcp), many_on_one_listener(LinkKind::memory));
}

TEST_P(EveryKind, BytesSentAtAnInstantArriveBeforeTheNextTimerOfThatInstant) {
  Bench bench;
  Pair pair(bench, GetParam());
  pair.near.open();
  bench.after(5s, [&] { pair.near.link->send("ping"); });
  bench.after(5s, [&] { bench.note("timer", "after the ping"); });
  pair.far.on_bytes = [&](const std::string&) { pair.far.link->send("pong"); };
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  ASSERT_GE(bench.log.size(), 3u);
  EXPECT_EQ(Log(bench.log.end() - 3, bench.log.end()),
            (Log{"5000ms far got ping", "5000ms near got pong", "5000ms timer after the ping"}));
}

TEST_P(EveryKind, OpensAgainAfterItWasClosed) {
  Bench bench;
  Pair pair(bench, GetParam());
  int openings = 0;
  pair.near.on_opened = [&] { pair.near.link->send("opening " + std::to_string(++openings) + ";"); };
  pair.near.on_closed = [&](CloseReason) {
    if (openings < 3) bench.after(1s, [&] { pair.near.open(); });
  };
  std::string all;
  pair.far.on_bytes = [&](const std::string& text) {
    all += text;
    bench.after(1s, [&] { pair.near.link->close(); });
  };
  pair.near.open();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(all, "opening 1;opening 2;opening 3;");
  EXPECT_EQ(bench.exchange.lost_bytes(), 0u);
}

TEST_P(EveryKind, OpeningTwiceIsAMistakeOfTheCaller) {
  Bench bench;
  Pair pair(bench, GetParam());
  pair.near.open();
  EXPECT_THROW(pair.near.open(), std::logic_error);
}

TEST_P(EveryKind, NoHandlerRunsInsideACall) {
  Bench bench;
  Pair pair(bench, GetParam());
  pair.near.open();
  pair.near.link->send("x");
  EXPECT_TRUE(bench.log.empty());
  bench.loop.run();
  pair.far.link->send("y");
  const std::size_t before = bench.log.size();
  pair.near.link->close();
  EXPECT_EQ(bench.log.size(), before);
  bench.loop.run();
  EXPECT_EQ(bench.log.back(), GetParam() == LinkKind::pty ? "0ms near closed local" : "0ms far closed end_of_stream");
}

TEST_P(EveryKind, ALinkMayBeDestroyedInItsOwnHandlers) {
  Bench bench;
  Pair pair(bench, GetParam());
  pair.near.open();
  pair.far.on_bytes = [&](const std::string&) { pair.far.link.reset(); };
  bench.after(1s, [&] { pair.near.link->send("x"); });
  bench.after(2s, [&] { pair.near.link.reset(); });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_FALSE(bench.exchange.in_flight());
}

INSTANTIATE_TEST_SUITE_P(Link, EveryKind, testing::Values(LinkKind::memory, LinkKind::tcp, LinkKind::pty), kind_name);

}  // namespace
}  // namespace acdloop::link
