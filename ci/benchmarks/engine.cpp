// SPDX-License-Identifier: Apache-2.0
// The event loop on the virtual clock beside a bare heap, both driven by the hold model: take the earliest event, run
// its handler, which sets a successor after an exponential delay. Both play the same story, event for event.
#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <utility>

#include "ci/benchmarks/bare_heap.hpp"
#include "ci/benchmarks/benchmarks.hpp"
#include "drivers/time/event_loop.hpp"
#include "drivers/time/random.hpp"

namespace acdloop::benchmarks {
namespace {

constexpr std::uint64_t steps = 400'000;

// Delays drawn beforehand: neither side pays for a logarithm. A mean of one second.
std::vector<std::int64_t> delays() {
  constexpr std::size_t count = 1 << 14;
  Random random{derive_seed(1, {"hold model"})};
  std::vector<std::int64_t> drawn;
  for (std::size_t i = 0; i < count; ++i) {
    const double uniform = (static_cast<double>(random.next() >> 11) + 0.5) * 0x1.0p-53;
    drawn.push_back(static_cast<std::int64_t>(-std::log(uniform) * 1e9));
  }
  return drawn;
}

// What a handler has at hand on either side. `story` is a digest of who acted when.
struct Plan {
  std::vector<std::int64_t> delays;
  std::uint64_t next = 0;
  std::uint64_t left = 0;
  std::uint64_t story = 0;

  explicit Plan() : delays(benchmarks::delays()) {}
  std::int64_t delay() { return delays[next++ & (delays.size() - 1)]; }
  void acted(std::int64_t when, std::uint32_t actor) {
    story = story * 0x9E3779B97F4A7C15u + (static_cast<std::uint64_t>(when) ^ actor);
  }
};

class BareEngine {
 public:
  explicit BareEngine(std::uint32_t actors) : heap_(actors + 1) {
    handlers_.assign(actors, [](BareEngine& self, std::uint32_t actor) { self.act(actor); });
    for (std::uint32_t actor = 0; actor < actors; ++actor) push(plan.delay(), actor);
  }
  std::uint64_t run(std::uint64_t count) {
    plan.left = count;
    while (plan.left > 0) {
      const BareEvent event = heap_.pop();
      now_ = event.when;
      handlers_[event.actor()](*this, event.actor());
    }
    return count;
  }
  Plan plan;

 private:
  void push(std::int64_t when, std::uint32_t actor) { heap_.push({when, sequence_++ << 32 | actor}); }
  void act(std::uint32_t actor) {
    plan.acted(now_, actor);
    --plan.left;
    push(now_ + plan.delay(), actor);
  }

  BareHeap heap_;
  std::vector<void (*)(BareEngine&, std::uint32_t)> handlers_;
  std::int64_t now_ = 0;
  std::uint64_t sequence_ = 0;
};

class LoopEngine {
 public:
  explicit LoopEngine(std::uint32_t actors) : loop_(ClockKind::virtual_clock) {
    for (std::uint32_t actor = 0; actor < actors; ++actor) set(actor);
  }
  std::uint64_t run(std::uint64_t count) {
    plan.left = count;
    if (loop_.run() != EventLoop::End::stopped) throw std::runtime_error("engine: the loop ran dry");
    return count;
  }
  Plan plan;

 private:
  // As the product does it: a handler that knows its object and one number.
  void set(std::uint32_t actor) {
    loop_.at(loop_.now() + Duration{plan.delay()}, [this, actor] { act(actor); });
  }
  void act(std::uint32_t actor) {
    plan.acted(nanoseconds_of(loop_.now()), actor);
    set(actor);
    if (--plan.left == 0) loop_.stop();
  }

  EventLoop loop_;
};

Figure hold_figure(std::uint32_t pending, int rounds) {
  BareEngine bare{pending};
  LoopEngine loop{pending};
  const std::string id = "engine.hold_" + std::to_string(pending);
  Figure figure = measure(
      {id, "event loop, " + std::to_string(pending) + " deadlines pending", "event",
       "bare 4-ary heap of 16-byte events", 0.5, [&] { return loop.run(steps); }, [&] { return bare.run(steps); }},
      rounds);
  if (bare.plan.story != loop.plan.story) throw std::runtime_error(id + ": the two did not play the same story");
  figure.note = "same events at the same times on both sides";
  return figure;
}

// A ring of function pointers with their arguments: the least that keeps an order.
class BareRing {
 public:
  using Call = void (*)(void*);
  void post(Call call, void* argument) { calls_[last_++ % calls_.size()] = {call, argument}; }
  void run() {
    while (first_ != last_) {
      const auto [call, argument] = calls_[first_++ % calls_.size()];
      call(argument);
    }
  }

 private:
  std::array<std::pair<Call, void*>, 64> calls_{};
  std::uint64_t first_ = 0;
  std::uint64_t last_ = 0;
};

struct LoopChain {
  EventLoop loop{ClockKind::virtual_clock};
  std::uint64_t left = 0;
  std::uint64_t run() {
    left = steps;
    link();
    loop.run();
    return steps;
  }
  void link() {
    if (left-- == 0) return loop.stop();
    loop.post([this] { link(); });
  }
};

struct RingChain {
  BareRing ring;
  std::uint64_t left = 0;
  std::uint64_t run() {
    left = steps;
    link();
    ring.run();
    return steps;
  }
  void link() {
    if (left-- > 0) ring.post([](void* self) { static_cast<RingChain*>(self)->link(); }, this);
  }
};

// Handlers posted to the same instant: what every hand-over between modules costs.
Figure post_figure(int rounds) {
  LoopChain loop;
  RingChain ring;
  return measure({"engine.post", "handler posted to the same instant", "post", "bare ring of function pointers", 0,
                  [&] { return loop.run(); }, [&] { return ring.run(); }},
                 rounds);
}

}  // namespace

std::vector<Figure> engine_figures(int rounds) {
  return {hold_figure(1'000, rounds), hold_figure(10'000, rounds), post_figure(rounds)};
}

}  // namespace acdloop::benchmarks
