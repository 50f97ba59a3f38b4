// SPDX-License-Identifier: Apache-2.0
// What is particular to pseudo-terminals and lines.
#include <fcntl.h>
#include <sys/file.h>
#include <termios.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "drivers/link/terminal.hpp"
#include "drivers/link/tests/bench.hpp"

namespace acdloop::link {
namespace {

namespace fs = std::filesystem;

std::string fresh_path(const std::string& name) {
  const fs::path folder = fs::path(testing::TempDir()) / ("acdloop-link-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  return folder / name;
}

TEST(Pty, OpeningAgainBringsNoOldBytes) {
  Bench bench;
  Pair pair(bench, LinkKind::pty);
  pair.near.open();
  // Before the first opening, while it is closed with bytes unread, and while nobody is there.
  pair.far.on_opened = [&] { pair.far.link->send("before anybody was there;"); };
  bench.after(1s, [&] {
    pair.far.link->send(std::string(30'000, 'o'));
    pair.near.link->close();
  });
  bench.after(2s, [&] { pair.far.link->send("nobody is there;"); });
  bench.after(3s, [&] {
    pair.near.received.clear();
    pair.near.open();
  });
  bench.after(4s, [&] { pair.far.link->send("new"); });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(pair.near.received, "new");
  EXPECT_GE(bench.exchange.lost_bytes(), 30'000u);
}

TEST(Pty, BytesFromBeforeTheFirstOpeningAreDropped) {
  Bench bench;
  Pair pair(bench, LinkKind::pty);
  pair.far.on_opened = [&] { pair.far.link->send(std::string(3000, 'o')); };
  bench.after(1s, [&] { pair.near.open(); });
  bench.after(2s, [&] { pair.far.link->send("new"); });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(pair.near.received, "new");
}

TEST(Pty, CarriesEveryByteUnchanged) {
  Bench bench;
  Pair pair(bench, LinkKind::pty);
  std::string all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<char>(i));
  pair.near.on_opened = [&] { pair.near.link->send(all); };
  pair.far.on_bytes = [&](const std::string& text) { pair.far.link->send(text); };
  pair.near.open();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(pair.far.received, all);
  EXPECT_EQ(pair.near.received, all);
}

TEST(Pty, PublishesASymbolicLinkAndRemovesIt) {
  Bench bench;
  const std::string path = fresh_path("line");
  auto listener = make_listener("pty:" + path, bench.exchange);
  listener->listen([](std::unique_ptr<Link>) {});
  EXPECT_EQ(listener->address(), path);
  EXPECT_TRUE(fs::read_symlink(path).string().starts_with("/dev/pts/"));
  listener->close();
  EXPECT_FALSE(fs::exists(fs::symlink_status(path)));
}

TEST(Pty, ReplacesAStaleSymbolicLinkButNothingElse) {
  Bench bench;
  const std::string stale = fresh_path("stale");
  fs::create_symlink("/dev/pts/999999", stale);
  auto listener = make_listener("pty:" + stale, bench.exchange);
  EXPECT_NO_THROW(listener->listen([](std::unique_ptr<Link>) {}));

  const std::string file = fresh_path("file");
  std::ofstream(file) << "precious";
  auto other = make_listener("pty:" + file, bench.exchange);
  try {
    other->listen([](std::unique_ptr<Link>) {});
    FAIL() << "a file was replaced";
  } catch (const LinkError& error) {
    EXPECT_EQ(error.what(), file + " exists and is not a symbolic link: remove it or choose another path");
  }
  EXPECT_TRUE(fs::is_regular_file(file));
}

TEST(Pty, AnotherProgramsEndIsNotAccountedFor) {
  Bench bench(ClockKind::real_clock);
  auto listener = make_listener("pty:", bench.exchange);
  End far(bench, "far");
  listener->listen([&](std::unique_ptr<Link> link) { far.take(std::move(link)); });
  FileDescriptor other(::open(listener->address().c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  ASSERT_GE(other.get(), 0);
  far.on_opened = [&] { far.link->send("to the other program"); };
  // The answer is written in the turn of the loop after this one, before any deadline.
  far.on_bytes = [&](const std::string&) { bench.after(0s, [&] { bench.after(0s, [&] { bench.loop.stop(); }); }); };
  ASSERT_EQ(::write(other.get(), "hi", 2), 2);
  bench.loop.run();
  EXPECT_EQ(far.received, "hi");
  EXPECT_FALSE(bench.exchange.in_flight());
  char buffer[64];
  const ssize_t count = ::read(other.get(), buffer, sizeof buffer);
  EXPECT_EQ(std::string(buffer, static_cast<std::size_t>(std::max<ssize_t>(count, 0))), "to the other program");
}

TEST(Pty, HangingUpIsSeenAndTheNextCallFindsAFreshLine) {
  Bench bench;
  Pair pair(bench, LinkKind::pty);
  pair.near.open();
  int calls = 0;
  pair.near.on_opened = [&] {
    ++calls;
    pair.near.link->send("call " + std::to_string(calls) + ";");
  };
  pair.near.on_closed = [&](CloseReason reason) {
    EXPECT_EQ(reason, CloseReason::end_of_stream);
    bench.after(1s, [&] { pair.near.open(); });
  };
  bench.after(1s, [&] { pair.far.link->close(); });
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(pair.far.received, "call 1;call 2;");
}

TEST(Pty, AClosedListenerRefusesWithTheRemedy) {
  Bench bench;
  const std::string path = fresh_path("nobody");
  End near(bench, "near");
  near.link = make_connector("pty:" + path, bench.exchange);
  near.open();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(bench.log, (std::vector<std::string>{"0ms near closed refused"}));
  EXPECT_EQ(near.close_text, path + " does not exist: start the switch's side first, or check the path");
}

TEST(Pty, ALineThatSomebodyHoldsIsRefused) {
  Bench bench;
  Pair pair(bench, LinkKind::pty);
  FileDescriptor other(::open(pair.listener->address().c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  ASSERT_EQ(::flock(other.get(), LOCK_EX | LOCK_NB), 0);
  pair.near.open();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(pair.near.close_text, pair.listener->address() + " is in use: close the program that has it open");
}

TEST(Pty, ClosingDoesNotWaitForAProgramThatNeverReads) {
  Bench bench;
  auto listener = make_listener("pty:", bench.exchange);
  End far(bench, "far");
  listener->listen([&](std::unique_ptr<Link> link) {
    if (!far.link) far.take(std::move(link));
  });
  far.on_opened = [&] {
    far.link->send(std::string(200'000, 'x'));
    far.link->close();
  };
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_TRUE(bench.noted("0ms far closed local"));
  EXPECT_LE(bench.loop.now(), TimePoint{2s});
}

TEST(Line, ASerialDeviceIsOpenedWithItsSettings) {
  Bench bench;
  const PseudoTerminal made = make_pseudo_terminal();
  auto link = make_connector("serial:" + made.slave_path + "@1200-7E1", bench.exchange);
  End near(bench, "near");
  near.link = std::move(link);
  near.open();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(bench.log, (std::vector<std::string>{"0ms near opened"})) << near.close_text;
  termios settings{};
  ASSERT_EQ(::tcgetattr(made.master.get(), &settings), 0);
  EXPECT_EQ(::cfgetospeed(&settings), static_cast<speed_t>(B1200));
  EXPECT_EQ(settings.c_lflag & (ECHO | ICANON | ISIG), 0u);
  EXPECT_EQ(near.link->describe(), "serial " + made.slave_path + "@1200-7E1");
}

TEST(Line, WhatIsNoTerminalIsRefused) {
  Bench bench;
  const std::string file = fresh_path("plain");
  std::ofstream(file) << "x";
  End near(bench, "near");
  near.link = make_connector("serial:" + file + "@9600-8N1", bench.exchange);
  near.open();
  bench.loop.run();
  EXPECT_EQ(near.close_text, file + " is no serial line or terminal: name a device such as /dev/ttyS0");
  const auto listener = make_listener("serial:" + file + "@9600-8N1", bench.exchange);
  EXPECT_THROW(listener->listen([](std::unique_ptr<Link>) {}), LinkError);
}

}  // namespace
}  // namespace acdloop::link
