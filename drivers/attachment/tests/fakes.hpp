// SPDX-License-Identifier: Apache-2.0
// Ends and links that write down what is done to them, and ends that do what a test tells them.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "drivers/attachment/attachment.hpp"
#include "drivers/link/exchange.hpp"
#include "drivers/link/memory_link.hpp"

namespace acdloop::attachment::test {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using Log = std::vector<std::string>;

inline std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// What a test made one call of the end do.
struct Behaviour {
  using Step = std::function<void(cti::EndOutput&)>;
  Step opened, closed, woken;
  std::function<void(const std::string&, cti::EndOutput&)> bytes;
  std::function<void(const cti::Request&, cti::EndOutput&)> submitted;
  std::function<void(const cti::Result&, cti::EndOutput&)> confirmed;
  std::function<void(const cti::Event&, cti::EndOutput&)> reported;
  std::optional<TimePoint> wake;
  Log log;

  bool associated = true;
  void note(TimePoint now, const std::string& what) {
    log.push_back(std::to_string(nanoseconds_of(now) / 1'000'000) + "ms " + what);
  }
};

// Everything that both kinds of end share.
template <class Base>
class FakeEnd : public Base {
 public:
  explicit FakeEnd(Behaviour& behaviour) : my(behaviour) {}
  void on_open(TimePoint now, cti::EndOutput& out) override { run(now, "on_open", my.opened, out); }
  void on_closed(TimePoint now, cti::EndOutput& out) override { run(now, "on_closed", my.closed, out); }
  void on_wake(TimePoint now, cti::EndOutput& out) override { run(now, "on_wake", my.woken, out); }
  std::optional<TimePoint> next_wake() const override { return my.wake; }
  void on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) override {
    const std::string text = text_of(bytes);
    my.note(now, "on_bytes " + (text.size() > 40 ? std::to_string(text.size()) : text));
    if (my.bytes) my.bytes(text, out);
  }

 protected:
  void run(TimePoint now, const std::string& what, const Behaviour::Step& step, cti::EndOutput& out) {
    my.note(now, what);
    if (step) step(out);
  }
  Behaviour& my;
};

class FakeComputingEnd final : public FakeEnd<cti::ComputingEnd> {
 public:
  using FakeEnd::FakeEnd;
  void submit(const cti::Request& request, TimePoint now, cti::EndOutput& out) override {
    my.note(now, "submit " + std::to_string(static_cast<std::uint64_t>(request.id)));
    if (my.submitted) my.submitted(request, out);
  }
  void abandon(cti::RequestId id) override { my.log.push_back("abandon " + std::to_string(static_cast<int>(id))); }
  bool associated() const override { return my.associated; }
};

class FakeSwitchingEnd final : public FakeEnd<cti::SwitchingEnd> {
 public:
  using FakeEnd::FakeEnd;
  void confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) override {
    my.note(now, "confirm");
    if (my.confirmed) my.confirmed(result, out);
  }
  void report(const cti::Event& event, TimePoint now, cti::EndOutput& out) override {
    my.note(now, "report");
    if (my.reported) my.reported(event, out);
  }
};

inline cti::WireMessage message(std::string text) { return {cti::WireMessage::Direction::to_switch, text, text}; }
inline cti::Result result(std::uint64_t id) {
  cti::Result made;
  made.id = cti::RequestId{id};
  return made;
}
inline cti::Event link_event(std::string text) {
  cti::LinkEvent made;
  made.text = std::move(text);
  return {made};
}
inline std::string text_of(const cti::Event& event) { return std::get<cti::LinkEvent>(event.body).text; }

// A memory listener whose one link the test reads and writes as it likes, opposite to the end under test.
struct Far {
  explicit Far(link::Exchange& exchange) : listener(link::make_memory_listener(exchange, "test")) {
    listener->listen([this](std::unique_ptr<link::Link> accepted) {
      link = std::move(accepted);
      link->open({[] {}, [this](std::span<const std::byte> bytes) { received += text_of(bytes); },
                  [this](link::CloseReason reason, const std::string&) { closed = to_string(reason); }});
    });
  }
  std::unique_ptr<link::Listener> listener;
  std::unique_ptr<link::Link> link;
  std::string received;
  std::string closed;
};

}  // namespace acdloop::attachment::test
