// SPDX-License-Identifier: Apache-2.0
// The period over which cumulative figures are kept: when the present one began and whether it is over. Used by the
// façade's agent and queue books.
#pragma once

#include <chrono>
#include <cstdint>

#include "drivers/tapi/agent.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::tapi {

// Periods follow one another without a gap; figures start anew with each [a reading: the API's text does not say
// whether the period slides]. A negative period never ends: the documents accept it and promise nothing.
struct MeasurementWindow {
  std::int32_t period = default_measurement_period;  // seconds
  TimePoint since{};

  // The present period is over at `now`: the next one, or the one after that, has begun.
  bool roll(TimePoint now) {
    if (period <= 0) return false;
    const Duration length = std::chrono::seconds{period};
    if (now - since < length) return false;
    since += (now - since) / length * length;
    return true;
  }
};

}  // namespace acdloop::tapi
