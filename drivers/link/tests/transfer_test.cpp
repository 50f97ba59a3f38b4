// SPDX-License-Identifier: Apache-2.0
// Much data, bytes that nobody reads, and how fast it goes.
#include "drivers/link/tests/bench.hpp"
#include "drivers/time/random.hpp"

namespace acdloop::link {
namespace {

class Transfer : public testing::TestWithParam<LinkKind> {};

std::string noise(std::size_t count) {
  Random random(count);
  std::string text;
  text.reserve(count);
  while (text.size() < count) text.push_back(static_cast<char>(random.below(256)));
  return text;
}

TEST_P(Transfer, BigBlocksArriveWholeInBothDirectionsAtOneInstant) {
  Bench bench;
  Pair pair(bench, GetParam());
  const std::string there = noise(GetParam() == LinkKind::pty ? 100'000 : 1'000'000);
  const std::string back = noise(there.size() / 2);
  pair.near.open();
  bench.after(1s, [&] {
    pair.near.link->send(there);
    pair.far.link->send(back);
  });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(bench.loop.now(), TimePoint{1s});
  EXPECT_TRUE(pair.far.received == there);
  EXPECT_TRUE(pair.near.received == back);
  EXPECT_EQ(bench.exchange.lost_bytes(), 0u);
}

TEST_P(Transfer, QueuedOutputGoesOutBeforeTheEnd) {
  Bench bench;
  Pair pair(bench, GetParam());
  const std::string block = noise(GetParam() == LinkKind::pty ? 100'000 : 1'000'000);
  pair.near.open();
  bench.after(1s, [&] {
    pair.near.link->send(block);
    pair.near.link->close();
  });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(bench.loop.now(), TimePoint{1s});
  EXPECT_TRUE(pair.far.received == block);
  EXPECT_EQ(bench.exchange.lost_bytes(), 0u);
}

TEST_P(Transfer, TheSwitchsSideSendsAllBeforeItsEnd) {
  Bench bench;
  Pair pair(bench, GetParam());
  const std::string block = noise(60'000);
  pair.near.open();
  bench.after(1s, [&] {
    pair.far.link->send(block);
    pair.far.link->close();
  });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_TRUE(pair.near.received == block);
  EXPECT_TRUE(bench.noted("1000ms near closed end_of_stream"));
  EXPECT_TRUE(bench.noted("1000ms far closed local"));
  EXPECT_EQ(bench.exchange.lost_bytes(), 0u);
}

TEST_P(Transfer, WhatWasNotHandedOverBeforeCloseIsWrittenOff) {
  Bench bench;
  Pair pair(bench, GetParam());
  pair.near.open();
  bench.after(1s, [&] {
    pair.far.link->send(std::string(20'000, 'x'));
    pair.near.link->close();
  });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(pair.near.received, "");
  EXPECT_EQ(bench.exchange.lost_bytes(), 20'000u);
  ASSERT_FALSE(bench.exchange.losses().empty());
  EXPECT_TRUE(bench.exchange.losses().front().starts_with("lost 20000 bytes on ")) << bench.exchange.losses().front();
}

TEST_P(Transfer, OutputBeyondItsBoundClosesTheLink) {
  Bench bench;
  Pair pair(bench, GetParam());
  pair.near.open();
  bench.after(1s, [&] {
    pair.near.link->send(std::string(max_queued_output, 'x'));
    pair.near.link->send("y");
    pair.near.link->send("z");
  });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_TRUE(bench.noted("1000ms near closed overrun"));
  EXPECT_EQ(pair.far.received, "");
  EXPECT_EQ(bench.exchange.lost_bytes(), max_queued_output + 2);
}

TEST_P(Transfer, TenThousandRequestsAndRepliesGoFast) {
  Bench bench;
  Pair pair(bench, GetParam());
  int left = 10'000;
  pair.far.on_bytes = [&](const std::string& text) { pair.far.link->send(text); };
  const auto ask = [&] { pair.near.link->send("request " + std::to_string(left)); };
  pair.near.on_opened = ask;
  pair.near.on_bytes = [&](const std::string&) {
    if (--left > 0) bench.after(100ms, ask);
  };
  pair.near.open();
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  const auto took = std::chrono::steady_clock::now() - began;
  EXPECT_EQ(left, 0);
  EXPECT_EQ(bench.loop.now(), TimePoint{9'999 * 100ms});
  // A tenth of a second over TCP, half a second over a pty; the bound allows for sanitizers and a busy machine.
  EXPECT_LT(took, 10s);
  RecordProperty("milliseconds", static_cast<int>(took / 1ms));
}

INSTANTIATE_TEST_SUITE_P(Link, Transfer, testing::Values(LinkKind::memory, LinkKind::tcp, LinkKind::pty), kind_name);

}  // namespace
}  // namespace acdloop::link
