// SPDX-License-Identifier: Apache-2.0
// The runner's bench over a switch that is none of ours: one link, the reference façade on it, hands that move by
// requests of the same protocol, and whatever was done undone at the end. Knows no protocol by name.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "conformance/bench/bench_file.hpp"
#include "conformance/runner/bench.hpp"

namespace acdloop::bench {

// How a bench reaches its switch, and what time it is there: the program's real clock, a test's virtual one.
struct World {
  std::unique_ptr<EventLoop> own_loop;  // empty: somebody else's, below
  EventLoop* loop = nullptr;
  std::function<std::unique_ptr<link::Link>()> connect;
  std::shared_ptr<void> keep;  // whatever must live as long
};
using MakeWorld = std::function<World()>;
// Over the bench file's link, on the real clock.
MakeWorld real_world(const BenchFile& bench);

struct Doors {
  MakeWorld world;
  // Somebody wants the run to end: looked at ten times a second.
  std::function<bool()> interrupted;
  // What could not be undone, as a command that an operator can type, or in words where there is none.
  std::function<void(const std::string&)> left_behind;
};

class RealBenches final : public runner::BenchMaker {
 public:
  // `cannot`: by id, the stories that the bench cannot carry, and why. All of it outlives this.
  RealBenches(const BenchFile& bench, const tapi::Readings& readings, const std::map<std::string, std::string>& cannot,
              Doors doors);

  std::unique_ptr<runner::Bench> make(const scenarios::Scenario& scenario, runner::BenchObservers observers) override;
  const cti::Capabilities& capabilities() const override { return bench_.protocol.capabilities; }
  const cti::Dialect& dialect() const override { return bench_.protocol.dialect; }
  const tapi::Readings& readings() const override { return readings_; }
  std::string_view protocol() const override { return bench_.protocol.id; }
  std::string_view link() const override { return link_; }
  std::string_view subject() const override { return "switch"; }
  std::string cannot_carry(const scenarios::Scenario& scenario) const override;
  std::string not_judged(std::string_view requirement) const override;

 private:
  const BenchFile& bench_;
  tapi::Readings readings_;
  const std::map<std::string, std::string>& cannot_;
  Doors doors_;
  std::string link_;
};

}  // namespace acdloop::bench
