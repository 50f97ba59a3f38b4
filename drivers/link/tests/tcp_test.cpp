// SPDX-License-Identifier: Apache-2.0
// TCP against sockets that are not ours: the exchange must not wait for them, and they may do anything.
#include "drivers/link/tcp_link.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "drivers/link/tests/bench.hpp"

namespace acdloop::link {
namespace {

// A plain socket, as another program would have it.
class RawSocket {
 public:
  RawSocket() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  explicit RawSocket(int fd) : fd_(fd) {}
  ~RawSocket() { close(); }
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  static sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }
  std::uint16_t listen() {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(fd_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(fd_, 8), 0);
    EXPECT_EQ(::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    return ntohs(address.sin_port);
  }
  void connect(const Listener& listener) {
    const auto port = parse_link_address("tcp:" + listener.address())->port;
    const sockaddr_in address = loopback(port);
    ASSERT_EQ(::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  void send(std::string_view text) {
    ASSERT_EQ(::send(fd_, text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size()));
  }
  std::string read_to_the_end() {
    std::string all;
    char buffer[4096];
    for (ssize_t count; (count = ::recv(fd_, buffer, sizeof buffer, 0)) > 0;) {
      all.append(buffer, static_cast<std::size_t>(count));
    }
    return all;
  }
  void end_output() { ::shutdown(fd_, SHUT_WR); }
  void reset() {
    const linger at_once{1, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
  }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }
  int fd() const { return fd_; }

 private:
  int fd_;
};

// A listener of ours on the real clock; the run ends when a test says so, or fails after ten seconds.
struct RealBench : Bench {
  RealBench() : Bench(ClockKind::real_clock), end(*this, "end") {
    listener = make_tcp_listener(exchange, "127.0.0.1", 0);
    listener->listen([this](std::unique_ptr<Link> link) { end.take(std::move(link)); });
    end.on_closed = [this](CloseReason why) {
      reason = why;
      loop.stop();
    };
  }
  void run() {
    const auto give_up = loop.at(loop.now() + 10s, [this] {
      ADD_FAILURE() << "the run did not end";
      loop.stop();
    });
    loop.run();
    loop.cancel(give_up);
  }
  std::unique_ptr<Listener> listener;
  End end;
  CloseReason reason = CloseReason::local;
};

TEST(Tcp, APeerThatClosedItsSendingSideStillGetsItsAnswer) {
  RealBench bench;
  bench.end.on_closed = [&](CloseReason why) {
    bench.reason = why;
    bench.end.link->send("the last word");
    bench.end.link->close();
    bench.loop.post([&] { bench.after(0s, [&] { bench.loop.stop(); }); });
  };
  bench.end.on_bytes = [&](const std::string&) { bench.end.link->send("answer,"); };
  RawSocket peer;
  peer.connect(*bench.listener);
  peer.send("question");
  peer.end_output();
  bench.run();
  EXPECT_EQ(bench.end.received, "question");
  EXPECT_EQ(bench.reason, CloseReason::end_of_stream);
  EXPECT_EQ(peer.read_to_the_end(), "answer,the last word");
}

TEST(Tcp, AResetIsReportedAsSuch) {
  RealBench bench;
  RawSocket peer;
  peer.connect(*bench.listener);
  bench.end.on_opened = [&] { peer.reset(); };
  bench.run();
  EXPECT_EQ(bench.reason, CloseReason::reset);
  EXPECT_FALSE(bench.end.close_text.empty());
}

TEST(Tcp, APeerFromElsewhereIsNotAccountedFor) {
  RealBench bench;
  RawSocket peer;
  peer.connect(*bench.listener);
  bench.end.on_opened = [&] {
    bench.end.link->send("never read");
    bench.after(0s, [&] { bench.loop.stop(); });
  };
  bench.run();
  EXPECT_FALSE(bench.exchange.in_flight());
}

TEST(Tcp, ClosingDoesNotWaitForAPeerThatNeverReads) {
  Bench bench;
  RawSocket peer;
  const std::uint16_t port = peer.listen();
  End near(bench, "near");
  near.link = make_tcp_connector(bench.exchange, "127.0.0.1", port);
  near.on_opened = [&] {
    near.link->send(std::string(max_queued_output, 'x'));
    near.link->close();
  };
  near.open();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_TRUE(bench.noted("0ms near closed local"));
  EXPECT_LE(bench.loop.now(), TimePoint{2s});
  EXPECT_EQ(bench.exchange.lost_bytes(), max_queued_output);
}

TEST(Tcp, APeerThatNeverReadsOverrunsTheQueue) {
  Bench bench(ClockKind::real_clock);
  RawSocket peer;
  const std::uint16_t port = peer.listen();
  End near(bench, "near");
  near.link = make_tcp_connector(bench.exchange, "127.0.0.1", port);
  std::function<void()> more = [&] {
    if (!near.link->is_open()) return;
    near.link->send(std::string(1 << 20, 'x'));
    bench.loop.post(more);
  };
  CloseReason reason = CloseReason::local;
  near.on_opened = more;
  near.on_closed = [&](CloseReason why) {
    reason = why;
    bench.loop.stop();
  };
  near.open();
  bench.loop.run();
  EXPECT_EQ(reason, CloseReason::overrun);
}

TEST(Tcp, NothingListensIsRefusedWithTheRemedy) {
  Bench bench;
  std::uint16_t port = 0;
  {
    RawSocket gone;
    port = gone.listen();
  }
  End near(bench, "near");
  near.link = make_tcp_connector(bench.exchange, "127.0.0.1", port);
  near.open();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(bench.log, (std::vector<std::string>{"0ms near closed refused"}));
  EXPECT_EQ(near.close_text,
            "nothing listens on 127.0.0.1:" + std::to_string(port) + ": connection refused; start it first");
}

TEST(Tcp, APortInUseIsNamedWithTheRemedy) {
  Bench bench;
  RawSocket other;
  const std::uint16_t port = other.listen();
  const auto listener = make_tcp_listener(bench.exchange, "127.0.0.1", port);
  try {
    listener->listen([](std::unique_ptr<Link>) {});
    FAIL() << "two listen on one port";
  } catch (const LinkError& error) {
    EXPECT_EQ(error.what(), "port " + std::to_string(port) +
                                " on 127.0.0.1 is in use: stop the program that listens there, or choose another port "
                                "(0 takes any free one)");
  }
}

TEST(Tcp, AnAddressOfAnotherMachineIsNamed) {
  Bench bench;
  const auto listener = make_tcp_listener(bench.exchange, "192.0.2.1", 0);
  EXPECT_THROW(listener->listen([](std::unique_ptr<Link>) {}), LinkError);
}

TEST(Tcp, AListenerThatClosesRefusesWhoWaits) {
  Bench bench;
  Pair pair(bench, LinkKind::tcp);
  pair.near.open();
  pair.listener->close();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_EQ(bench.log, (std::vector<std::string>{"0ms near closed refused"}));
}

TEST(Tcp, ClosingWhileConnectingStillBalances) {
  Bench bench;
  Pair pair(bench, LinkKind::tcp);
  pair.near.open();
  pair.near.link->close();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_TRUE(bench.noted("0ms near closed local"));
  EXPECT_TRUE(bench.noted("0ms far closed end_of_stream"));
  EXPECT_FALSE(bench.exchange.in_flight());
}

TEST(Tcp, TheSamePortCanBeListenedOnAgainAtOnce) {
  Bench bench;
  Pair pair(bench, LinkKind::tcp);
  pair.near.open();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  const auto port = parse_link_address("tcp:" + pair.listener->address())->port;
  pair.listener->close();
  pair.far.link->close();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  const auto again = make_tcp_listener(bench.exchange, "127.0.0.1", port);
  EXPECT_NO_THROW(again->listen([](std::unique_ptr<Link>) {}));
}

TEST(Tcp, AnAcceptedLinkThatNobodyOpensHoldsNobodyUp) {
  Bench bench;
  const auto listener = make_tcp_listener(bench.exchange, "127.0.0.1", 0);
  std::unique_ptr<Link> kept;
  listener->listen([&](std::unique_ptr<Link> link) { kept = std::move(link); });
  End near(bench, "near");
  near.link = make_connector("tcp:" + listener->address(), bench.exchange);
  near.on_opened = [&] { near.link->send("hello"); };
  near.open();
  for (int i = 1; i <= 8; ++i) {
    bench.after(i * 1s, [&] { near.link->send(std::string(1 << 20, 'x')); });
  }
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  near.link->close();
  EXPECT_EQ(bench.loop.run(), EventLoop::End::idle);
  EXPECT_FALSE(bench.exchange.in_flight());
}

}  // namespace
}  // namespace acdloop::link
