// SPDX-License-Identifier: Apache-2.0
// What the tests of this folder share: a loop, an exchange, and ends that write down what happens to them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "drivers/link/exchange.hpp"
#include "drivers/link/factory.hpp"
#include "drivers/link/link.hpp"
#include "drivers/time/event_loop.hpp"

namespace acdloop::link {

using namespace std::chrono_literals;

struct Bench {
  explicit Bench(ClockKind clock = ClockKind::virtual_clock) : loop(clock), exchange(loop) {}

  void note(const std::string& who, const std::string& what) {
    log.push_back(std::to_string(nanoseconds_of(loop.now()) / 1'000'000) + "ms " + who + " " + what);
  }
  bool noted(const std::string& line) const { return std::find(log.begin(), log.end(), line) != log.end(); }
  void after(Duration delay, EventLoop::Handler handler) { loop.at(loop.now() + delay, std::move(handler)); }

  EventLoop loop;
  Exchange exchange;
  std::vector<std::string> log;
};

// A link with its log and what it received.
struct End {
  End(Bench& bench, std::string name) : bench(bench), name(std::move(name)) {}

  void take(std::unique_ptr<Link> given) {
    link = std::move(given);
    open();
  }
  void open() {
    link->open({[this] {
                  bench.note(name, "opened");
                  if (on_opened) on_opened();
                },
                [this](std::span<const std::byte> bytes) {
                  const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
                  bench.note(name, "got " + (text.size() > 40 ? std::to_string(text.size()) + " bytes" : text));
                  received += text;
                  if (on_bytes) on_bytes(text);
                },
                [this](CloseReason reason, const std::string& text) {
                  bench.note(name, "closed " + std::string(to_string(reason)));
                  close_text = text;
                  if (on_closed) on_closed(reason);
                }});
  }

  Bench& bench;
  std::string name;
  std::unique_ptr<Link> link;
  std::string received;
  std::string close_text;
  std::function<void()> on_opened;
  std::function<void(const std::string&)> on_bytes;
  std::function<void(CloseReason)> on_closed;
};

// A listener whose first link becomes `far`, and a connector `near`, over one kind of link.
struct Pair {
  Pair(Bench& bench, LinkKind kind, const std::string& name = "test")
      : far(bench, "far" + (name == "test" ? "" : " " + name)),
        near(bench, "near" + (name == "test" ? "" : " " + name)) {
    LinkAddress address{.kind = kind, .host = "127.0.0.1", .port = 0, .path = "", .line = {}};
    if (kind == LinkKind::memory) address.path = name;
    listener = make_listener(address, bench.exchange);
    listener->listen([this](std::unique_ptr<Link> link) { far.take(std::move(link)); });
    near.link = make_connector(connector_address(address, *listener), bench.exchange);
  }
  std::unique_ptr<Listener> listener;
  End far;
  End near;
};

class EveryKind : public testing::TestWithParam<LinkKind> {};

inline std::string kind_name(const testing::TestParamInfo<LinkKind>& info) {
  return std::string(to_string(info.param));
}

}  // namespace acdloop::link
