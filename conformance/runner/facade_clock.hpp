// SPDX-License-Identifier: Apache-2.0
// The façade's door to a bench's time. Used by every bench that has the reference façade.
#pragma once

#include "conformance/runner/bench.hpp"
#include "drivers/tapi/facade.hpp"

namespace acdloop::runner {

// The bench outlives it.
inline tapi::Clock facade_clock(Bench& bench) {
  return {.now = [&bench] { return bench.loop().now(); },
          .at =
              [&bench](TimePoint when, std::function<void()> call) {
                return static_cast<std::uint64_t>(bench.loop().at(when, std::move(call)));
              },
          .cancel = [&bench](std::uint64_t timer) { bench.loop().cancel(EventLoop::TimerId{timer}); },
          .post = [&bench](std::function<void()> call) { bench.loop().post(std::move(call)); },
          .ole_date = [&bench](TimePoint at) { return bench.ole_date(at); },
          .utc_offset = [&bench](TimePoint at) { return bench.ahead_of_utc(at); }};
}

}  // namespace acdloop::runner
