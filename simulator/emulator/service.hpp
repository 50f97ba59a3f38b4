// SPDX-License-Identifier: Apache-2.0
// acdsim's main job: an emulated switch that serves anybody in real time, plays the hands of one scenario and says
// in one line each what happens. Used by the program alone.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "drivers/link/factory.hpp"
#include "drivers/registry/registry.hpp"
#include "scenarios/language/scenario.hpp"
#include "simulator/emulator/emulator.hpp"

namespace acdloop::emulator {

// "system-oai=tcp:127.0.0.1:4000"
struct ListenRequest {
  const cti::Protocol* protocol = nullptr;
  link::LinkAddress address;
};

struct ServiceOptions {
  std::vector<ListenRequest> listen;
  Seams seams;
  std::uint64_t seed = 1;
  bool quiet = false;  // no line an event, only what it listens on and the closing count
};

// Serves until SIGINT or SIGTERM, then closes every link and prints the closing count. Lines go to `log`.
// Throws link::LinkError when something cannot be listened on.
void serve(const scenarios::Scenario& scenario, const ServiceOptions& options, std::FILE* log);

}  // namespace acdloop::emulator
